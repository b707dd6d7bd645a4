"""What a sync is asked to do (`SyncPlan`), and the events by which it tells what it does."""

from datetime import datetime
from enum import StrEnum

import msgspec

from scrapers.model import Category, PortalCounts, Record, Teaser
from scrapers.states import Drift

MANY = 1000
"""Missing articles are not counted further."""


class SyncPlan(Record, frozen=True):
    """How far a sync goes. With the defaults: whatever is new, everywhere."""

    categories: tuple[str, ...] = ()
    """Slugs or names; all categories where none is given."""
    pages: int | None = None
    """How many pages of each listing, at most."""
    since: str | None = None
    """ISO date; nothing published before it is fetched, as far as listings tell."""
    full: bool = False
    """Walk every listing to its end and ask for every article again."""
    pictures: bool = True
    files: bool | None = None
    """Whether files attached to articles are read, too; None for those of articles that are kept whole."""


class Failure(Record, frozen=True):
    """One thing that could not be fetched."""

    url: str
    error: str
    """Name of the error's class in `scrapers.errors`."""
    message: str


class Summary(Record, frozen=True):
    """What a sync came to."""

    portal: str
    started_at: datetime
    ended_at: datetime
    requests: int = 0
    bytes: int = 0
    listings: int = 0
    """Pages of listings that were read."""
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    gone: int = 0
    """Articles that the portal no longer has, among those asked for; no failures."""
    pictures: int = 0
    pictures_failed: int = 0
    pictures_lost: int = 0
    """How many of those that failed the next sync asks for again."""
    files: int = 0
    """Attached files that were read."""
    files_failed: int = 0
    failures: tuple[Failure, ...] = ()
    layout_changed: int = 0
    """How many of the failures are pages that no rule could read."""
    missing: int = 0
    """Articles that listings named and that did not come, where not all went well; counted up to MANY."""
    lists_left: int = 0
    """How many listings were not read as far as they were to be."""
    interrupted: bool = False
    """Whether it was told to stop before its end."""
    unreachable: bool = False
    """Whether it gave up because the portal does not answer."""
    weakly: bool = False
    """Whether the portal's file says to accept weaker encryption than usual."""
    rules: dict[str, int] = msgspec.field(default_factory=dict)
    """How often each rule gave a field ("article.title: css h1"), to see a layout drift."""
    drift: tuple[Drift, ...] = ()
    """Rules that used to hold and no longer do on most pages: the portal has another layout."""


class Came(StrEnum):
    """What asking for an article, or for a file of it, brought."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Started(Record, frozen=True, tag="started", tag_field="event"):
    """The categories are known; the walk begins."""

    portal: str
    categories: tuple[Category, ...] = ()


class CategoryStarted(Record, frozen=True, tag="category_started", tag_field="event"):
    """The listing of a category is walked; `index` counts from 1."""

    portal: str
    category: Category
    index: int
    of: int


class ListingRead(Record, frozen=True, tag="listing_read", tag_field="event"):
    """One page of a listing was read, or has not changed."""

    portal: str
    category: str
    page: int
    teasers: int
    new: int
    """Articles that this page was the first to list in its category."""
    total: int | None = None


class Seen(Record, frozen=True, tag="seen", tag_field="event"):
    """What a page said of articles elsewhere and of the portal's visitors, for the history of views."""

    portal: str
    page: str
    seen_at: datetime
    teasers: tuple[Teaser, ...] = ()
    counts: PortalCounts | None = None
    category: str = ""


class ArticleStored(Record, frozen=True, tag="article_stored", tag_field="event"):
    """An article was asked for and is in the cache; `done` of `queued` are finished in this sync."""

    portal: str
    id: str
    title: str
    revision: int
    new: bool
    done: int
    queued: int
    changed: bool = True
    """Whether its content is new or another than before."""


class ArticleFailed(Record, frozen=True, tag="article_failed", tag_field="event"):
    """An article, or with nothing queued a listing, could not be fetched; "Gone" is no failure."""

    portal: str
    url: str
    error: str
    message: str
    done: int
    queued: int


class PictureStored(Record, frozen=True, tag="picture_stored", tag_field="event"):
    """A picture is in the cache."""

    portal: str
    url: str
    bytes: int


class FileStored(Record, frozen=True, tag="file_stored", tag_field="event"):
    """An attached file was asked for; where `text`, what it says is kept with its article."""

    portal: str
    id: str
    """Of the article."""
    url: str
    name: str
    text: bool
    done: int
    queued: int
    changed: bool = False
    """Whether the portal has put another file in the place of one that was read before."""


class Waiting(Record, frozen=True, tag="waiting", tag_field="event"):
    """Nothing came for a while; told anew, about once a second, as long as that is so.

    With an `error` a request failed and is tried again; without one a host is slow.
    """

    portal: str
    error: str = ""
    """Name of the error's class in `scrapers.errors`."""
    message: str = ""
    told: bool = False
    """Whether the host said itself how long to wait."""
    seconds: int = 0
    """Until it is tried again, or the host has rested; 0 when it is being tried."""
    tries: int = 0
    of: int = 0
    """Which of how many further tries that is, counted from 1."""
    others: bool = False
    """Whether another process asks the host just now."""
    rests: bool = False
    """Whether the host rests between two requests, longer than usual, as its robots.txt or the user asks."""
    bytes: int = 0
    """How many have come of what is asked for, packed as they were sent."""


class Finished(Record, frozen=True, tag="finished", tag_field="event"):
    """The last event of every sync that was not cancelled."""

    portal: str
    summary: Summary


Event = (
    Started
    | CategoryStarted
    | ListingRead
    | Seen
    | ArticleStored
    | ArticleFailed
    | PictureStored
    | FileStored
    | Waiting
    | Finished
)
