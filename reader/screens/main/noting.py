"""Writes notes on articles."""

from functools import partial

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.model import Head
from reader.screens.main.browsing import BrowsingScreen
from reader.user.undoable import Noted
from reader.wording.explain import explain
from scrapers.errors import StoreError
from scrapers.text import clean_line


class NotingScreen(BrowsingScreen, layer=True):
    """Writes a note on the article under the cursor, or the open one."""

    def action_note(self) -> None:
        """Write a note on the article, or change it."""
        if head := self.here:
            self._ask_for_note(head, clean_line(head.note))

    def _ask_for_note(self, head: Head, text: str) -> None:
        from reader.screens.note import NoteScreen  # noqa: PLC0415 - starting need not wait for it

        self.app.push_screen(NoteScreen(text), partial(self._note, head))

    def _note(self, head: Head, text: str | None) -> None:
        if text is None:
            return
        try:
            noted = self.desk.note(head, text)
        except StoreError as error:
            self.say(explain(error), trouble=True)
            self._ask_for_note(head, text)  # what was typed is not lost
            return
        if noted is not None:
            self._tell_noted(noted)

    def _tell_noted(self, noted: Noted) -> None:
        with self.telling():
            self.show_marks()
            self.show_article(again=True)
        self.say(_told(noted).format(key=first_key("undo"), note=clean_line(noted.before)))


def _told(noted: Noted) -> str:
    if noted.before not in ("", noted.head.note):
        return _("{key} brings back the note that another program wrote meanwhile: {note}")
    return _("Noted.") if noted.text else _("The note is removed; {key} brings it back.")
