"""Fetches files attached to the open article while one reads on; what becomes of them its subclasses say."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from reader.i18n import _
from reader.messages import with_fields
from reader.screens.main.browsing import BrowsingScreen
from reader.widgets.latest import Latest
from reader.wording.explain import explain
from reader.words import plural
from scrapers.errors import TinvlError
from scrapers.model import Article

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from scrapers.syncing.attached import FileComing

_TOLD = 3
"""Files that a message names of those that failed, so that it does not cover the screen."""
_STAYS = 12.0
"""Seconds that the message stays: people may want to copy the path."""


class FilesScreen(BrowsingScreen, layer=True):
    """Fetches files of one article at a time: the portal is asked for one thing after the other."""

    @with_fields
    class FilesProgressed(Latest):
        """A file is on its way."""

        coming: "FileComing"

    @with_fields
    class FilesEnded(Message):
        """The files were fetched as far as they could be had; `text` says what came of them."""

        text: str
        trouble: bool = False

    _Run = Callable[[Article, threading.Event], FilesEnded]
    _naming = ""
    """What is said of each file meanwhile, with its name."""

    @property
    def fetches_files(self) -> bool:
        """Whether files are on their way."""
        return self.work_bar.goes_on("stop_files")

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        if action == "stop_files":
            return self.work_bar.can_stop("stop_files")
        return super().works(action)

    def begin_files(self, doing: str, naming: str, run: _Run) -> None:
        """Have `run` fetch files of the open article in a thread, until the event that it is given is set.

        `doing` is said meanwhile, `naming` as soon as a file is on its way.
        """
        if self.desk.article is not None:
            halt, self._naming = self.work_bar.begin(doing, "stop_files"), naming
            self.tell_hints()
            self._run_files(self.desk.article, halt, run)

    @work(thread=True, exclusive=True, group="files", exit_on_error=False)
    def _run_files(self, article: Article, halt: threading.Event, run: _Run) -> None:
        try:
            ended = run(article, halt)
        except TinvlError as error:
            ended = self.FilesEnded(explain(error), trouble=True)
        self.post_message(ended)

    def report(self, coming: "FileComing") -> None:
        """Tell, from the thread, how far a file has come."""
        self.post_message(self.FilesProgressed(coming))

    def on_files_screen_files_progressed(self, message: FilesProgressed) -> None:
        """Show how far it is."""
        from reader.fetching.saving import progress_text  # noqa: PLC0415 - likewise
        from reader.wording.documents import file_label  # noqa: PLC0415 - starting need not wait for it

        coming = message.coming
        parts = (self._naming.format(name=file_label(coming.file)), progress_text(coming))
        self.work_bar.tell("stop_files", coming.done, coming.of, " · ".join(filter(None, parts)))

    def action_stop_files(self) -> None:
        """End it; what has come stays."""
        self.work_bar.stop("stop_files")
        self.tell_hints()

    def on_files_screen_files_ended(self, message: FilesEnded) -> None:
        """Say what came of the files."""
        self.work_bar.end("stop_files")
        self.tell_hints()
        severity: SeverityLevel = "error" if message.trouble else "information"
        self.notify(message.text, severity=severity, timeout=_STAYS)


def with_losses(lines: Iterable[str], losses: Sequence[str], *, stopped: bool) -> str:
    """Put below what came what did not, and whether it was `stopped` before the end."""
    told = [*lines, *losses[:_TOLD]]
    if (more := len(losses) - _TOLD) > 0:
        told.append(plural("and {n} more", "and {n} more", more))
    if stopped:
        told.append(_("Stopped; the same key fetches the rest."))
    return "\n".join(told)
