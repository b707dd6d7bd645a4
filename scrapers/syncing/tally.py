"""Counts what a sync does."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from scrapers.errors import LayoutChanged, TinvlError
from scrapers.model import PortalCounts
from scrapers.states import Drift
from scrapers.syncing.decide import may_come_later
from scrapers.syncing.events import Failure, Summary


@dataclass
class Tally:
    """The running counts of one sync."""

    portal: str
    started_at: datetime
    listings: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    gone: int = 0
    pictures: int = 0
    pictures_failed: int = 0
    pictures_lost: int = 0
    files: int = 0
    files_failed: int = 0
    layout_changed: int = 0
    lists_left: set[str] = field(default_factory=set)
    """Slugs of the categories that are still to be walked."""
    interrupted: bool = False
    unreachable: bool = False
    failures: list[Failure] = field(default_factory=list)
    hopeless: set[str] = field(default_factory=set)
    """Addresses of those that the next sync will not get either."""
    rules: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    """Pages of each kind that were read, or could not be."""
    counts: PortalCounts | None = None
    """What the portal last said of its visitors."""

    def failed(self, error: TinvlError, url: str) -> None:
        """Count something that could not be fetched."""
        self.failures.append(Failure(url=url, error=type(error).__name__, message=error.what))
        self.layout_changed += isinstance(error, LayoutChanged)
        if not may_come_later(error):
            self.hopeless.add(url)

    def read(self, kind: str, rules: Mapping[str, str], counts: PortalCounts | None) -> None:
        """Count which rules gave the fields of a page, and remember what it says of visitors."""
        self.pages[kind] += 1
        self.rules.update(f"{kind}.{field}: {rule}" for field, rule in rules.items())
        self.counts = counts or self.counts

    def unread(self, kind: str) -> None:
        """Count a page that no rule could read."""
        self.pages[kind] += 1

    @property
    def is_whole(self) -> bool:
        """Whether all was asked for that was to be."""
        return not (self.interrupted or self.unreachable)

    @property
    def has_read(self) -> bool:
        """Whether a listing of the portal came, or nothing was amiss: a login page in its place is none."""
        return bool(self.listings) or not self.failures

    def summary(
        self,
        *,
        ended_at: datetime,
        requests: int,
        received: int,
        missing: int,
        drift: tuple[Drift, ...],
        weakly: bool,
    ) -> Summary:
        """Sum up the sync; what is counted here goes by the same names there."""
        counts = {name: value for name, value in vars(self).items() if type(value) is int}
        return Summary(
            **counts,
            portal=self.portal,
            started_at=self.started_at,
            ended_at=ended_at,
            requests=requests,
            bytes=received,
            missing=missing,
            lists_left=len(self.lists_left),
            failures=tuple(self.failures),
            interrupted=self.interrupted,
            unreachable=self.unreachable,
            rules=dict(self.rules),
            drift=drift,
            weakly=weakly,
        )
