"""Reads the whole numbers that attributes and cells hold."""

SHORT, LONG = 5, 8
"""Digits of a number: of styles and lists, and of what counts rows and texts; longer ones are nonsense."""


def figure(text: str, otherwise: int, digits: int = SHORT) -> int:
    """Return a number of at most so many digits; `otherwise` for anything else."""
    return int(text) if text.isdecimal() and len(text) <= digits else otherwise
