"""Saves the files attached to the open article."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from reader.i18n import _
from reader.paths import downloads, shortened
from reader.screens.main.files import FilesScreen, with_losses
from reader.words import plural
from scrapers.model import Article

if TYPE_CHECKING:
    from reader.fetching.saving import FileSaved, FilesOutcome


class SavingScreen(FilesScreen, layer=True):
    """Saves files where the user's downloads go."""

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        if action == "save_files":
            article = self.desk.article
            offers = article is not None and bool(article.attachments)
            return offers and not self.fetches_files and not self.sync_bar.running
        return super().works(action)

    def action_save_files(self) -> None:
        """Save the files of the open article."""
        self.begin_files(_("Saving files …"), _("Saving {name}"), self._saved)

    def _saved(self, article: Article, halt: threading.Event) -> FilesScreen.FilesEnded:
        """Save the files; say what came of it."""
        from reader.fetching.saving import make_ready, save  # noqa: PLC0415 - starting need not wait for it

        folder = downloads()
        if trouble := make_ready(folder):
            return self.FilesEnded(trouble, trouble=True)
        events = self.setup.fetching(self.desk.library, article.portal).files(article, halt)
        outcome = save(events, len(article.attachments), folder, self.report)
        return self.FilesEnded(_what_came(outcome, folder), trouble=bool(outcome.lost))


def _what_came(outcome: "FilesOutcome[FileSaved]", folder: Path) -> str:
    """Say how many files lie where, and which do not, and why."""
    from reader.fetching.saving import loss_text  # noqa: PLC0415 - as above

    lines = []
    if saved := outcome.came:
        lie = plural(
            "{n} file is in {place}: {names}",
            "{n} files are in {place}: {names}",
            len(saved),
            place=shortened(folder),
            names=", ".join(file.path.name for file in saved),
        )
        lines.append(lie)
    return with_losses(lines, [*map(loss_text, outcome.lost)], stopped=outcome.stopped)
