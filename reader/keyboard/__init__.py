"""Commands and their keys: one table, what people chose in its place, and what comes in from a keyboard."""
