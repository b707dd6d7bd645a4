"""How far a sync has come, summed up from its events; both front ends show it."""

from datetime import datetime

from msgspec.structs import replace

from scrapers.errors import FetchError, StoreLocked
from scrapers.model import Record
from scrapers.syncing.events import (
    ArticleFailed,
    ArticleStored,
    CategoryStarted,
    Event,
    FileStored,
    Finished,
    ListingRead,
    Summary,
    Waiting,
)

_PACE_AFTER = 5
"""Articles after which it can be told how long the others will take."""


class Progress(Record, frozen=True):
    """What a sync is doing, and how much of what it knows to be needed is done."""

    category: str = ""
    index: int = 0
    of: int = 0
    """Which category of how many is being walked, counted from 1."""
    done: int = 0
    queued: int = 0
    """Articles fetched, and articles known to be needed."""
    fetching: bool = False
    """Whether articles are fetched now, not lists."""
    files: bool = False
    """Whether these are the files attached to articles."""
    waiting: Waiting | None = None
    """What it waits for, where nothing has come for a while."""
    summary: Summary | None = None
    """How it ended."""

    def after(self, event: Event) -> "Progress":
        """Take one more event."""
        changed: dict[str, object] = {"waiting": None}
        match event:
            case Waiting():
                changed = {"waiting": event}
            case CategoryStarted():
                name = event.category.name
                changed |= {"category": name, "index": event.index, "of": event.of, "fetching": False}
            case ListingRead():
                changed |= {"queued": self.queued + event.new, "fetching": False}
            case ArticleStored() | ArticleFailed() if event.queued:
                changed |= {"done": event.done, "queued": event.queued, "fetching": True}
            case FileStored():
                changed |= {"done": event.done, "queued": event.queued, "fetching": True, "files": True}
            case Finished():
                changed |= {"summary": event.summary}
        return replace(self, **changed)

    @property
    def takes_turns(self) -> bool:
        """Whether it only waits for another portal on the same host, as each of several does all the time."""
        return self.waiting is not None and self.waiting.others

    @property
    def among_others(self) -> "Progress":
        """As it is told where several are: that they take turns goes without saying."""
        return replace(self, waiting=None) if self.takes_turns else self

    @property
    def share(self) -> float:
        """What part of what it does now is done, 0 to 1: of what it fetches, or of the walk."""
        if self.fetching:
            return min(1.0, self.done / self.queued)
        walked = max(self.index - 1, 0) if self.queued else self.index
        return min(1.0, walked / self.of) if self.of else 0.0


class Sync(Record, frozen=True):
    """A sync in the background of a reader."""

    progress: Progress = Progress()
    first: tuple[datetime, int] | None = None
    """When the first of what is fetched now came, and how many were done then."""
    last: datetime | None = None
    """When it took its last step."""
    named: str = ""
    """Which portal's it is, where those of several are followed in one place."""
    by_itself: bool = False
    """Whether the reader began it by itself, not the user by a key."""
    stopping: bool = False
    """Whether it was asked to end."""
    error: BaseException | None = None
    """What kept it from going on."""

    def after(self, event: Event, now: datetime) -> "Sync":
        """Take one more event, which came now."""
        progress = self.progress.after(event)
        former = self.first if progress.files == self.progress.files else None
        first = (former or (now, progress.done)) if progress.fetching else None
        return replace(self, progress=progress, first=first, last=now)

    @property
    def left(self) -> float | None:
        """How many seconds the rest will take at the pace so far; None while that cannot be told."""
        if self.first is None or self.last is None:
            return None
        began, done_then = self.first
        came, spent = self.progress.done - done_then, (self.last - began).total_seconds()
        if came < _PACE_AFTER or spent <= 0:
            return None
        return spent / came * (self.progress.queued - self.progress.done)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.progress.summary is None and self.error is None

    @property
    def failed(self) -> bool:
        """Whether, now that it has ended, something went wrong: it could not go on, or not all of it came."""
        summary = self.progress.summary
        return summary is None or bool(summary.failures or summary.drift)

    @property
    def matters(self) -> bool:
        """Whether its end is told to one who did not begin it: not where nothing came, or nobody answered."""
        summary = self.progress.summary
        if summary is None:
            return not isinstance(self.error, FetchError | StoreLocked)
        return bool(summary.new or summary.updated or summary.drift)
