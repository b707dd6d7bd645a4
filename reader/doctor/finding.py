"""What a check found: in plain words, with what to do."""

from enum import StrEnum

from reader.i18n import N_, _
from scrapers.model import Record


class Grade(StrEnum):
    """How bad it is."""

    WELL = "well"
    ODD = "odd"
    """Something to know or to do; `--repair` may do it."""
    LOST = "lost"
    """A store that this program cannot mend."""


NAMES = {
    "cache directory": N_("cache directory"),
    "data directory": N_("data directory"),
    "config directory": N_("config directory"),
    "space": N_("free space"),
    "cache": N_("cache"),
    "catalogue": N_("list of articles"),
    "marks": N_("marks"),
    "agreement": N_("agreement"),
    "marked articles": N_("marked articles"),
    "digests": N_("stored values"),
    "portal files": N_("portal files"),
    "clock": N_("clock"),
    "terminal": N_("terminal"),
    "pictures": N_("pictures"),
    "age": N_("age"),
    "coverage": N_("coverage"),
    "rules": N_("rules"),
    "layout": N_("layout"),
    "network": N_("network"),
}
"""What each check is called: its name for programs, and the message id of its name for people."""


class Finding(Record, frozen=True):
    """One thing that was looked at."""

    check: str
    """Short name, one of NAMES."""
    grade: Grade
    said: str
    advice: str = ""
    portal: str = ""
    """Which portal it is about; empty for the whole."""

    @property
    def name(self) -> str:
        """What the check is called in the reader's language."""
        return _(NAMES[self.check])


def well(check: str, said: str) -> Finding:
    """Find that all is as it should be."""
    return Finding(check=check, grade=Grade.WELL, said=said)


def odd(check: str, said: str, advice: str = "") -> Finding:
    """Find something to know or to do."""
    return Finding(check=check, grade=Grade.ODD, said=said, advice=advice)


def lost(check: str, said: str, advice: str) -> Finding:
    """Find a store that this program cannot mend."""
    return Finding(check=check, grade=Grade.LOST, said=said, advice=advice)
