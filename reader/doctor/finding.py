"""What a check found: in plain words, with what to do."""

from enum import StrEnum

from scrapers.model import Record


class Grade(StrEnum):
    """How bad it is."""

    WELL = "well"
    ODD = "odd"
    """Something to know or to do; `--repair` may do it."""
    LOST = "lost"
    """A store that this program cannot mend."""


class Finding(Record, frozen=True):
    """One thing that was looked at."""

    check: str
    """Short name: "cache", "marks", "portal files"."""
    grade: Grade
    said: str
    advice: str = ""
