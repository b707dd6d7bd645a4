"""What the library hands to the front ends: heads of articles, shelves, queries; no Textual, no stores."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from scrapers.model import Article, Place, PortalCounts, Record

Sort = Literal["date", "views", "rising", "oldest"]
Mark = Literal["read", "starred", "later"]
"""What a user marks an article as, by the field of `Head` that says so."""
ArticleKey = tuple[str, str]
"""What names an article: its portal and its id."""

EVERYWHERE = ""
"""In place of the name of a portal: all of which something was fetched."""
ALL = ""
"""Key of the shelf that holds every article of the portal."""
STARRED = "*starred"
LATER = "*later"
NOTED = "*noted"
UNLISTED = -1
"""Row number of an article of which nothing is known but its address."""
OWN = (STARRED, LATER, NOTED)
"""Keys of the reader's own shelves, in their order."""
SAVED = "?"
"""Begins the key of a saved search; its number follows."""
ONE = "@"
"""Begins the key of what EVERYWHERE has of one portal; its name follows."""


class Way(NamedTuple):
    """Where a portal is asked, and how fast."""

    base_url: str | None = None
    """A mirror that stands in for it, if not its own address."""
    delay: float | None = None
    """Seconds between two requests, if not the polite default."""


POLITELY = Way()
"""At its own address, as fast as it bears."""


class Shelf(Record, frozen=True):
    """One line of the category pane: a category, everything, or what the user marked or searches for.

    Of EVERYWHERE the portals stand in place of the categories.
    """

    key: str
    """Slug of the category, or ALL, one of OWN, SAVED with a number, or ONE with a portal."""
    name: str
    """As the portal names the category, or the user a search; empty for the reader's other shelves."""
    total: int = 0
    unread: int = 0
    search: str = ""
    """A saved search as it was typed."""

    @property
    def is_category(self) -> bool:
        """Whether the portal has this shelf, or is it, not the reader."""
        return self.key not in (ALL, *OWN) and not self.is_search

    @property
    def is_portal(self) -> bool:
        """Whether it has what came from one portal among all."""
        return self.key.startswith(ONE)

    @property
    def is_search(self) -> bool:
        """Whether it is a search that the user saved."""
        return self.key.startswith(SAVED)


class Head(Record, frozen=True):
    """One row of a list: enough to draw it, no body."""

    row: int
    """Row number in the catalogue: newer articles have higher numbers; stable while the program runs."""
    portal: str
    id: str
    url: str
    title: str
    categories: tuple[str, ...] = ()
    published: str | None = None
    published_guessed: bool = False
    author: str = ""
    summary: str = ""
    views: int | None = None
    cached: bool = False
    """Whether the body is on disk."""
    read: bool = False
    starred: bool = False
    later: bool = False
    watched: bool = False
    """Whether it has words that the user watches for, as of the last look."""
    revision: int = 1
    gone: bool = False
    note: str = ""
    """What the user wrote on it."""

    @property
    def is_unlisted(self) -> bool:
        """Whether it has no row yet: it is asked for by its address alone."""
        return self.row == UNLISTED


def key_of(article: Head | Article) -> ArticleKey:
    """Return portal and id of an article."""
    return article.portal, article.id


class Query(Record, frozen=True):
    """Which articles, in which order."""

    portal: str
    shelf: str = ALL
    sort: Sort = "date"
    unread: bool = False
    starred: bool = False
    later: bool = False
    noted: bool = False
    attached: bool = False
    """Whether only what offers files is asked for."""
    cached: bool = False
    """Whether only what can be read now is asked for."""
    since: str | None = None
    """ISO date, inclusive."""
    until: str | None = None
    limit: int | None = None
    category: str = ""
    """Of EVERYWHERE the name of a category: which shelf that is each portal says."""


class RelatedHead(Record, frozen=True):
    """One entry of related news and whether it can be read now."""

    id: str
    title: str
    url: str
    cached: bool = False
    row: int | None = None
    published: str | None = None
    computed: bool = False
    """Whether the reader found it by shared words, not the portal."""


class Status(Record, frozen=True):
    """What the status line says of a portal."""

    portal: str
    title: str
    counts: PortalCounts | None = None
    synced_at: datetime | None = None
    articles: int = 0
    unread: int = 0
    counted: bool = True
    """Whether it tells how many there are."""


class PortalRow(Record, frozen=True):
    """A portal as the list of them shows it."""

    status: Status
    counted: bool = False
    """Whether the status tells what is here, and not yet only what the portal is called."""


# Counts over time ----------------------------------------------------------------------------------


class History(Record, frozen=True):
    """How often an article was read as one place of the portal showed it, one point a round of syncs."""

    place: Place
    points: tuple[tuple[datetime, int], ...]
    """When each count was seen, oldest first; never empty."""

    per_day: float = 0.0
    """How fast it grew from the point before to the last one; 0 if it did not, or was not seen of late."""

    @property
    def grown(self) -> tuple[int, float]:
        """By how much it grew from the point before to the last one, and in how many seconds."""
        (then, before), (now, count) = self.points[-2], self.points[-1]
        return count - before, (now - then).total_seconds()

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts alone."""
        return tuple(count for _at, count in self.points)

    @property
    def count(self) -> int:
        """The count seen last."""
        return self.points[-1][1]

    @property
    def seen_at(self) -> datetime:
        """When it was seen."""
        return self.points[-1][0]


class Counted(Record, frozen=True):
    """An article with what its places say of its views."""

    head: Head
    histories: tuple[History, ...] = ()
    place: Place | None = None
    """Where it rises; None in lists that are not about that."""
    rise: int = 0
    """By how much it rose there since a round before the last one."""
    seconds: float = 0.0
    """In how many seconds."""
    per_day: float = 0.0
    """The rise per day, by which articles are ordered; not shown for less than a day."""

    @property
    def history(self) -> History | None:
        """The history that belongs to the number: of where it rises, or of where its count was seen."""
        if self.place is not None:
            return next((history for history in self.histories if history.place is self.place), None)
        return history_of(self.head.views, self.histories)


class Visitors(Record, frozen=True):
    """The portal's own counters at one time."""

    at: datetime
    online: int | None = None
    total: int | None = None


class Figures(Record, frozen=True):
    """What the counts of a portal tell."""

    portal: str
    most_read: tuple[Counted, ...] = ()
    rising: tuple[Counted, ...] = ()
    visitors: tuple[Visitors, ...] = ()
    round_at: datetime | None = None
    """When the last round of syncs began; None before the first one."""
    former_at: datetime | None = None
    """When the round before began, since which growth counts."""


def history_of(count: int | None, histories: Iterable[History]) -> History | None:
    """Choose the history that ends in a count, so that no line stands beside a number of another place."""
    return next((history for history in histories if history.count == count), None)
