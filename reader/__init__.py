"""The front ends, a command line and a Textual interface, over one library of cached news."""

__version__ = "0.1.0"
