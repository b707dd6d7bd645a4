"""Writes notes on articles."""

from functools import partial

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.model import Head
from reader.screens.main.browsing import BrowsingScreen
from reader.user.undoable import Noted
from scrapers.text import clean_line


class NotingScreen(BrowsingScreen, layer=True):
    """Writes a note on the article under the cursor, or the open one."""

    def action_note(self) -> None:
        """Write a note on the article, or change it."""
        from reader.screens.note import NoteScreen  # noqa: PLC0415 - starting need not wait for it

        if head := self.here:
            self.app.push_screen(NoteScreen(clean_line(head.note)), partial(self._note, head))

    def _note(self, head: Head, text: str | None) -> None:
        if text is None:
            return
        with self.telling():
            if (noted := self.desk.note(head, text)) is None:
                return
            self.show_marks()
            self.show_article(again=True)
            self.say(_told(noted).format(key=first_key("undo"), note=clean_line(noted.before)))


def _told(noted: Noted) -> str:
    if noted.before not in ("", noted.head.note):
        return _("{key} brings back the note that another program wrote meanwhile: {note}")
    return _("Noted.") if noted.text else _("The note is removed; {key} brings it back.")
