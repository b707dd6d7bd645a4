"""The background sync: runs it, shows how far it is, and stops it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual import work
from textual.app import RenderResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from reader.explain import explain
from reader.i18n import _
from reader.progress import Progress
from reader.signs import Signs
from reader.waits import waits
from reader.widgets.latest import Latest
from reader.widgets.workbar import work_line
from scrapers.errors import TinvlError
from scrapers.events import Event, Summary
from scrapers.text import clean_line

Source = Callable[[threading.Event], Iterator[Event]]
"""Starts a sync that ends when the event is set."""


class SyncBar(Widget):
    """A line that is there while a sync runs."""

    DEFAULT_CSS = """
    SyncBar { height: 1; padding: 0 1; background: $primary-muted; color: $foreground; display: none; }
    """
    progress: reactive[Progress] = reactive(Progress())
    running: reactive[bool] = reactive(default=False, init=False)
    stopping: reactive[bool] = reactive(default=False)

    class Came(Latest):
        """Something was stored: lists may have changed."""

    @dataclass
    class Ended(Message):
        """The sync came to its end, or was stopped."""

        summary: Summary

    @dataclass
    class Failed(Message):
        """The sync could not go on; what was stored stays."""

        text: str
        error: BaseException

    @dataclass
    class _Step(Message):
        event: Event

    def __init__(self, signs: Signs) -> None:
        """`signs` say whether the bar is drawn in Unicode."""
        super().__init__()
        self._signs = signs
        self._stop = threading.Event()

    def start(self, source: Source) -> None:
        """Begin, unless a sync runs already."""
        if self.running:
            return
        self._stop = threading.Event()
        self.progress, self.stopping, self.running = Progress(), False, True
        self._run(source, self._stop)

    def stop(self) -> None:
        """Ask it to end; it does within a second."""
        self.stopping = self.running
        self._stop.set()

    def on_unmount(self) -> None:
        """End with the program."""
        self._stop.set()

    @work(thread=True, exclusive=True, group="sync", exit_on_error=False)
    def _run(self, source: Source, stop: threading.Event) -> None:
        worker = get_current_worker()
        try:
            for event in source(stop):
                self.post_message(self._Step(event))
                if worker.is_cancelled:
                    stop.set()
        except (TinvlError, OSError) as error:
            self.post_message(self.Failed(explain(error), error))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Finish also where a sync ends by an error that nobody expected."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.post_message(self.Failed(explain(event.worker.error), event.worker.error))

    def on_sync_bar__step(self, message: _Step) -> None:
        """Take one step of the sync."""
        message.stop()
        self.progress = self.progress.after(message.event)
        if self.progress.summary is not None:
            self.running = False
            self.post_message(self.Ended(self.progress.summary))
        elif self.progress.waiting is None:
            self.post_message(self.Came())

    def on_sync_bar_failed(self) -> None:
        """Finish."""
        self.running = False

    def watch_running(self) -> None:
        """Show the line while it runs."""
        self.display = self.running

    def render(self) -> RenderResult:
        """Draw what is being fetched, a bar, and how to stop."""
        progress = self.progress
        return work_line(
            self._doing(), None if progress.waiting else progress.share, progress.done, progress.queued,
            stop="stop_sync", stopping=self.stopping, width=self.size.width, signs=self._signs,
        )  # fmt: skip

    def _doing(self) -> str:
        progress = self.progress
        if progress.waiting:
            return waits(progress.waiting)
        if not progress.of:
            return _("Asking the portal …")
        category = clean_line(progress.category)
        return _("Syncing {index}/{of} {category}").format(
            index=progress.index, of=progress.of, category=category
        )
