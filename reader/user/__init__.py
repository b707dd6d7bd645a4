"""What the user made, which nobody can fetch again: marks, notes, articles kept whole, counts over time."""
