"""How far a sync has come, summed up from its events; both front ends show it."""

from msgspec.structs import replace

from scrapers.events import (
    ArticleFailed,
    ArticleStored,
    CategoryStarted,
    Event,
    Finished,
    ListingRead,
    Summary,
    Waiting,
)
from scrapers.model import Record


class Progress(Record, frozen=True):
    """What a sync is doing, and how much of what it knows to be needed is done."""

    category: str = ""
    index: int = 0
    of: int = 0
    """Which category of how many is being walked, counted from 1."""
    done: int = 0
    queued: int = 0
    """Articles fetched, and articles known to be needed."""
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
                changed |= {"category": event.category.name, "index": event.index, "of": event.of}
            case ListingRead():
                changed |= {"queued": self.queued + event.new}
            case ArticleStored() | ArticleFailed() if event.queued:
                changed |= {"done": event.done, "queued": event.queued}
            case Finished():
                changed |= {"summary": event.summary}
        return replace(self, **changed)

    @property
    def takes_turns(self) -> bool:
        """Whether it only waits for another portal on the same host, as each of several does all the time."""
        return self.waiting is not None and self.waiting.others

    @property
    def share(self) -> float:
        """What part of the known work is done, 0 to 1; a walk that found nothing new counts by categories."""
        walked = max(self.index - 1, 0) / self.of if self.of else 0.0
        fetched = self.done / self.queued if self.queued else 1.0
        return min(1.0, (walked + fetched / self.of) if self.of else 0.0)


class Sync(Record, frozen=True):
    """A sync in the background of a reader."""

    progress: Progress = Progress()
    by_itself: bool = False
    """Whether the reader began it by itself, not the user by a key."""
    stopping: bool = False
    """Whether it was asked to end."""
    error: BaseException | None = None
    """What kept it from going on."""

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.progress.summary is None and self.error is None
