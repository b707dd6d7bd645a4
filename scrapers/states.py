"""What syncs remember: how far they have come in each listing, and what is known of a portal as a whole."""

from datetime import datetime

import msgspec

from scrapers.model import Category, PageRequest, PortalCounts, Record


class ListingState(Record, frozen=True):
    """How far the walk through one category has come."""

    portal: str
    category: str
    complete: bool = False
    """Whether it was once walked to its end; only then may a walk stop at a page that brings nothing new."""
    resume: PageRequest | None = None
    """The last page of an interrupted or bounded first walk; the next one goes on there.

    It is that page and not the one after it, so that its entries show that nothing was skipped.
    """
    depth: int = 0
    """How many pages from the top the walk has come that `resume` ends."""
    reached: str | None = None
    """Day of the newest article on that page, where it shows days."""
    ends: tuple[str, ...] = ()
    """Ids of the entries on that page: one of them shows that nothing was skipped. Another known entry does
    not, for it may be of a former run, below a hole. None where there may be a hole above them, too."""
    total: int | None = None
    walked_at: datetime | None = None
    etag: str = ""
    last_modified: str = ""


class Drift(Record, frozen=True):
    """A rule that used to give a field of a kind of page, and no longer does on most of them."""

    kind: str
    field: str
    rule: str
    pages: int
    """How many pages of the kind a sync read or could not read."""
    held: int = 0
    """On how many of them the rule still gave the field."""


class Tab(Record, frozen=True):
    """A link of the navigation that would be a category, were anything listed on its page."""

    category: Category
    looked_at: datetime


class PortalState(Record, frozen=True):
    """What is known of a portal as a whole."""

    portal: str
    categories: tuple[Category, ...] = ()
    tabs: tuple[Tab, ...] = ()
    """What else the navigation names: no categories, and looked at again now and then."""
    counts: PortalCounts | None = None
    synced_at: datetime | None = None
    """When a sync last came to its end."""
    pages: dict[str, int] = msgspec.field(default_factory=dict)
    """How many pages of each kind the syncs read, for `scrapers.syncing.drift`."""
    rules: dict[str, int] = msgspec.field(default_factory=dict)
    """How often each rule gave a field of them."""
    drift: tuple[Drift, ...] = ()
    """What the last sync found of the portal's layout to have changed."""
