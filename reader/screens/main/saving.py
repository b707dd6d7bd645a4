"""Saves the files attached to the open article while one reads on."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from reader.explain import explain
from reader.i18n import _
from reader.paths import downloads, shortened
from reader.screens.main.browsing import BrowsingScreen
from reader.widgets.latest import Latest
from reader.widgets.workbar import Work, WorkBar
from reader.words import plural
from scrapers.errors import TinvlError
from scrapers.model import Article

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from reader.saving import Outcome
    from scrapers.attached import FileComing

_TOLD = 3
"""Failed files that a message names, so that it does not cover the screen."""
_STAYS = 12.0
"""Seconds that the message stays: people may want to copy the path."""


class SavingScreen(BrowsingScreen):
    """Saves files where the user's downloads go."""

    @dataclass
    class SavingProgressed(Latest):
        """A file is on its way."""

        coming: "FileComing"

    @dataclass
    class FilesEnded(Message):
        """The files were saved as far as they could be had; `text` says which."""

        text: str
        trouble: bool = False

    _files: Work | None = None
    """The work of saving files, while it goes on."""

    @property
    def is_saving(self) -> bool:
        """Whether files are on their way: the portal is asked for one thing at a time."""
        return self._files is not None

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        article = self.desk.article
        offers = article is not None and bool(article.attachments)
        working = {
            "save_files": offers and not self.is_saving and not self.sync_bar.running,
            "stop_saving": self._files is not None and not self._files.halt.is_set(),
        }
        return working.get(action, super().works(action))

    def action_save_files(self) -> None:
        """Save the files of the open article."""
        if self.desk.article is not None:
            self._files = self.query_one(WorkBar).begin(_("Saving files …"), "stop_saving")
            self.tell_hints()
            self._save(self.desk.article, self._files)

    @work(thread=True, exclusive=True, group="files", exit_on_error=False)
    def _save(self, article: Article, files: Work) -> None:
        try:
            ended = self._saved(article, files)
        except TinvlError as error:
            ended = self.FilesEnded(explain(error), trouble=True)
        self.post_message(ended)

    def _saved(self, article: Article, files: Work) -> FilesEnded:
        """Save the files; say what came of it."""
        from reader.saving import make_ready, save  # noqa: PLC0415 - starting need not wait for it

        folder, library = downloads(), self.desk.library
        if trouble := make_ready(folder):
            return self.FilesEnded(trouble, trouble=True)
        events = library.files(article, stop=files.halt, base_url=self.setup.base_url, delay=self.setup.delay)
        outcome = save(events, len(article.attachments), folder, self._report)
        return self.FilesEnded(_what_came(outcome, folder), trouble=bool(outcome.lost))

    def _report(self, coming: "FileComing") -> None:
        self.post_message(self.SavingProgressed(coming))

    def on_saving_screen_saving_progressed(self, message: SavingProgressed) -> None:
        """Show how far it is."""
        from reader.documents import file_label  # noqa: PLC0415 - as above
        from reader.saving import progress_text  # noqa: PLC0415 - as above

        coming = message.coming
        if self._files is not None:
            parts = (_("Saving {name}").format(name=file_label(coming.file)), progress_text(coming))
            doing = " · ".join(filter(None, parts))
            self.query_one(WorkBar).tell(self._files, coming.done, coming.of, doing)

    def action_stop_saving(self) -> None:
        """End it; what was saved stays."""
        if self._files is not None:
            self.query_one(WorkBar).stop(self._files)
            self.tell_hints()

    def on_saving_screen_files_ended(self, message: FilesEnded) -> None:
        """Say how many files lie where, or why not."""
        if self._files is not None:
            self.query_one(WorkBar).end(self._files)
        self._files = None
        self.tell_hints()
        severity: SeverityLevel = "error" if message.trouble else "information"
        self.notify(message.text, severity=severity, timeout=_STAYS, markup=False)


def _what_came(outcome: "Outcome", folder: Path) -> str:
    """Say how many files lie where, and which do not, and why."""
    from reader.saving import loss_text  # noqa: PLC0415 - as above

    lines = []
    if saved := outcome.saved:
        lie = plural(
            "{n} file lies in {place}: {names}",
            "{n} files lie in {place}: {names}",
            len(saved),
            place=shortened(folder),
            names=", ".join(file.path.name for file in saved),
        )
        lines.append(lie)
    lines += map(loss_text, outcome.lost[:_TOLD])
    if (more := len(outcome.lost) - _TOLD) > 0:
        lines.append(plural("and {n} more", "and {n} more", more))
    if outcome.stopped:
        lines.append(_("Stopped; the same key fetches the rest."))
    return "\n".join(lines)
