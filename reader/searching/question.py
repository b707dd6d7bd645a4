"""What is asked of the search screen, and how it is left."""

from scrapers.model import Record


class Question(Record, frozen=True):
    """What is searched for, where, and in which order."""

    typed: str
    portal: str
    """Or EVERYWHERE."""
    by_date: bool


class Searched(Record, frozen=True):
    """A search as it was left."""

    typed: str = ""
    everywhere: bool = False
    """Whether all portals were searched."""
    by_date: bool = False
    """Whether the newest came first."""
    cursor: int = 0
    row: int | None = None
    """The result that was chosen."""
