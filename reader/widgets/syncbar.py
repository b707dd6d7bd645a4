"""The line that shows how far the background sync of a portal is; it tells what comes of it."""

from textual.app import RenderResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reader.messages import with_fields
from reader.progress import Sync
from reader.widgets.latest import Latest
from reader.widgets.workbar import work_line
from reader.wording.synced import doing
from scrapers.syncing.events import Summary


class SyncBar(Widget):
    """A line that is there while a sync runs."""

    DEFAULT_CSS = """
    SyncBar { height: 1; padding: 0 1; background: $primary-muted; color: $foreground; display: none; }
    """
    sync: reactive[Sync | None] = reactive(None, init=False)

    class Came(Latest):
        """Something was stored: lists may have changed."""

    class Turned(Message):
        """It began, is to stop, or is over: other keys work."""

    @with_fields
    class Ended(Message):
        """The sync came to its end, or was stopped."""

        summary: Summary

    @with_fields
    class Failed(Message):
        """The sync could not go on; what was stored stays."""

        error: BaseException

    @property
    def running(self) -> bool:
        """Whether a sync runs."""
        return self.sync is not None and self.sync.running

    @property
    def stopping(self) -> bool:
        """Whether it was asked to end."""
        return self.sync is not None and self.sync.stopping

    def watch_sync(self, former: Sync | None, sync: Sync | None) -> None:
        """Show the line while it runs, and tell what comes of it."""
        self.display = self.running
        if sync is None:
            return
        if former is None or (former.running, former.stopping) != (sync.running, sync.stopping):
            self.post_message(self.Turned())
        if sync.error is not None:
            self.post_message(self.Failed(sync.error))
        elif sync.progress.summary is not None:
            self.post_message(self.Ended(sync.progress.summary))
        elif sync.progress.waiting is None:
            self.post_message(self.Came())

    def render(self) -> RenderResult:
        """Draw what is being fetched, a bar, and how to stop."""
        if self.sync is None:
            return ""
        progress = self.sync.progress
        named = f"{self.sync.named}: " if self.sync.named else ""
        said, share = named + doing(progress, self.sync.left), None if progress.waiting else progress.share
        stop = "" if self.stopping else "stop_sync"
        return work_line(said, share, (progress.done, progress.queued), stop, self.size.width)
