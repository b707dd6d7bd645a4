"""Reads the files attached to the open article: what they say comes to stand below it."""

from typing import TYPE_CHECKING

from textual.message import Message

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.messages import with_fields
from reader.model import ArticleKey, key_of
from reader.screens.main.files import TOLD, FilesScreen
from reader.widgets.workbar import Work
from reader.wording.documents import file_label, remark
from reader.words import plural
from scrapers.model import Article
from scrapers.syncing.unread import unread_files

if TYPE_CHECKING:
    from reader.fetching.saving import Outcome
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
            return self._is_to_read(article) or any(one.blocks for one in article.documents)
        return super().works(action)

    def _is_to_read(self, article: Article) -> bool:
        """Tell whether it offers files that were not read, and the portal is not asked for anything else."""
        return bool(unread_files(article)) and not self.sync_bar.running

    def action_read_files(self) -> None:
        """Read the files of the open article; once they are, go to the text of the next one."""
        article = self.desk.article
        if article is not None and self._is_to_read(article):
            self.begin_files(_("Reading files …"), _("Reading {name}"), self._heard)
        else:
            self.article_view.to_next_file()

    def _heard(self, article: Article, files: Work) -> FilesScreen.FilesEnded:
        """Read the files; say what came of it."""
        from reader.fetching.saving import hear  # noqa: PLC0415 - starting need not wait for it

        library, setup = self.desk.library, self.setup
        events = library.read_files(article, stop=files.halt, base_url=setup.base_url, delay=setup.delay)
        outcome = hear(events, len(unread_files(article)), self.report)
        self.post_message(self.FilesRead(key_of(article)))
        return self.FilesEnded(_what_came(outcome), trouble=bool(outcome.lost))

    def on_file_texts_screen_files_read(self, message: FilesRead) -> None:
        """Show the texts below the article, where that is still open."""
        head = self.desk.head
        if head is not None and key_of(head) == message.key:
            with self.telling():
                self.desk.show_again()
                self.show_article(again=True)


def _what_came(outcome: "Outcome[FileRead]") -> str:
    """Say which files have a text and where it stands, and why others have none."""
    from reader.fetching.saving import loss_text  # noqa: PLC0415 - as above

    lines = []
    if texts := [file_label(one.file) for one in outcome.came if one.document.blocks]:
        said = plural(
            "{n} file was read: {names}; {key} leads to its text.",
            "{n} files were read: {names}; {key} leads to their text.",
            len(texts),
            names=", ".join(texts),
            key=first_key("read_files"),
        )
        lines.append(said)
    empty = [one for one in outcome.came if not one.document.blocks]
    others = [f"{file_label(one.file)}: {remark(one.document)}." for one in empty]
    others += map(loss_text, outcome.lost)
    lines += others[:TOLD]
    if (more := len(others) - TOLD) > 0:
        lines.append(plural("and {n} more", "and {n} more", more))
    if outcome.stopped:
        lines.append(_("Stopped; the same key fetches the rest."))
    return "\n".join(lines)
