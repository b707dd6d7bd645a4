"""Reads the files attached to the open article: what they say comes to stand below it."""

import threading
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.messages import with_fields
from reader.model import ArticleKey, key_of
from reader.screens.main.files import FilesScreen, with_losses
from reader.wording.documents import file_label, remark
from reader.words import plural
from scrapers.model import Article
from scrapers.syncing.filestoread import files_to_read, files_with_text, unread_files

if TYPE_CHECKING:
    from reader.fetching.saving import FilesOutcome
    from scrapers.syncing.filetexts import FileRead


class FileTextsScreen(FilesScreen, layer=True):
    """Reads files, and goes to what was read."""

    @with_fields
    class FilesRead(Message):
        """What files of an article say is kept with it."""

        key: ArticleKey

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        if action == "read_files":
            article = self.desk.article
            if article is None or self.fetches_files:
                return False
            can_ask = bool(files_with_text(article)) and not self.sync_bar.running
            return can_ask or any(one.blocks for one in article.documents)
        return super().works(action)

    def action_read_files(self) -> None:
        """Read the files of the open article; once they are, go to the text of the next one.

        Behind the last the portal is asked whether it has changed them.
        """
        article = self.desk.article
        if article is None or self.sync_bar.running:
            self.article_view.to_next_file()
        elif unread_files(article):
            self.begin_files(_("Reading files …"), _("Reading {name}"), self._heard)
        elif not self.article_view.to_next_file():
            asking = partial(self._heard, again=True)
            self.begin_files(_("Asking for changed files …"), _("Asking for {name}"), asking)

    def _heard(
        self, article: Article, halt: threading.Event, *, again: bool = False
    ) -> FilesScreen.FilesEnded:
        """Read the files; say what came of it."""
        from reader.fetching.saving import outcome_of  # noqa: PLC0415 - starting need not wait for it

        fetching = self.setup.fetching(self.desk.library, article.portal)
        events = fetching.read_files(article, again=again, stop=halt)
        outcome = outcome_of(events, len(files_to_read(article, again=again)), self.report)
        self.post_message(self.FilesRead(key_of(article)))
        return self.FilesEnded(_what_came(outcome), trouble=bool(outcome.lost))

    def on_file_texts_screen_files_read(self, message: FilesRead) -> None:
        """Show the texts below the article, where that is still open."""
        if self.desk.open_key == message.key:
            with self.telling():
                self.desk.show_again()
                self.show_article(again=True)


def _what_came(outcome: "FilesOutcome[FileRead]") -> str:
    """Say which files have a text and where it stands, and why others have none."""
    from reader.fetching.saving import loss_text  # noqa: PLC0415 - as above

    empty = (one for one in outcome.came if not one.document.blocks)
    losses = [f"{file_label(one.file)}: {remark(one.document)}." for one in empty]
    losses += map(loss_text, outcome.lost)
    return with_losses(_news(outcome.came), losses, stopped=outcome.stopped)


def _news(read: "Sequence[FileRead]") -> Iterator[str]:
    """Say of which files there is a text, what has changed, and what has not."""
    from scrapers.syncing.events import Came  # noqa: PLC0415 - as above

    def named(came: Came, *, empty: bool = False) -> list[str]:
        return [file_label(one.file) for one in read if one.came is came and (one.document.blocks or empty)]

    if new := named(Came.NEW):
        yield plural(
            "{n} file was read: {names}; {key} leads to its text.",
            "{n} files were read: {names}; {key} leads to their text.",
            len(new),
            names=", ".join(new),
            key=first_key("read_files"),
        )
    if changed := named(Came.UPDATED, empty=True):
        yield plural(
            "{n} file has changed: {names}; {key} shows how.",
            "{n} files have changed: {names}; {key} shows how.",
            len(changed),
            names=", ".join(changed),
            key=first_key("differences"),
        )
    if same := named(Came.UNCHANGED):
        yield plural(
            "{n} file has not changed: {names}.",
            "{n} files have not changed: {names}.",
            len(same),
            names=", ".join(same),
        )
