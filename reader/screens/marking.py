"""Marks of the article under the cursor or of many at once, and their undoing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from reader.desk import Marked, MarkedMany, MarkKind
from reader.explain import explain
from reader.i18n import _, ngettext
from reader.screens.relating import RelatingScreen
from reader.widgets.headlist import HeadList
from reader.words import number
from scrapers.errors import TinvlError

if TYPE_CHECKING:
    from textual.timer import Timer

PATIENCE = 0.5
"""Seconds of marking after which it is said that it goes on."""


class MarkingScreen(RelatingScreen):
    """Marks what is read, starred, kept for later."""

    @dataclass
    class HasMarked(Message):
        """Many marks were set, or taken back, or `trouble` says why not."""

        marked: MarkedMany
        undone: bool = False
        trouble: str = ""

    _waiting: "Timer | None" = None

    def works(self, action: str) -> bool:
        """Tell whether a command has anything to do now."""
        if action in ("read_above", "read_below", "read_all"):
            return bool(self.desk.rows)
        return self.desk.can_undo if action == "undo" else super().works(action)

    # One -----------------------------------------------------------------------------------------------

    def action_toggle_read(self) -> None:
        """Mark as read, or as unread."""
        self._toggle("read")

    def action_toggle_star(self) -> None:
        """Star, or take the star away."""
        self._toggle("starred")

    def action_toggle_later(self) -> None:
        """Keep to read later, or no longer."""
        self._toggle("later")

    def _toggle(self, kind: MarkKind) -> None:
        if (head := self.here) and (marked := self.desk.toggle(kind, head.row)):
            self.show_marks()
            self.say(_marked_text(marked))

    def action_undo(self) -> None:
        """Undo the last mark, or the last many."""
        marked = self.desk.to_undo()
        if isinstance(marked, MarkedMany):
            self._wait()
            self._take_back(marked)
        elif marked is not None:
            self.desk.take_back(marked)
            self.desk.see_marks()
            self.show_marks()
            self.say(_("Undone: {what}").format(what=_marked_text(marked)))

    # Many ----------------------------------------------------------------------------------------------

    def action_read_above(self) -> None:
        """Mark all articles above the cursor read."""
        self._read_rows(self.desk.rows[: self.query_one(HeadList).cursor])

    def action_read_below(self) -> None:
        """Mark all articles below the cursor read."""
        self._read_rows(self.desk.rows[self.query_one(HeadList).cursor + 1 :])

    def action_read_all(self) -> None:
        """Mark all articles of the list read."""
        self._read_rows(self.desk.rows)

    def _read_rows(self, rows: Sequence[int]) -> None:
        self._wait()
        self._read(rows)

    def _wait(self) -> None:
        """Say after a while that it goes on."""
        self._waiting = self._waiting or self.set_timer(PATIENCE, lambda: self.say(_("Marking …")))

    @work(thread=True, group="marks", exit_on_error=False)
    def _read(self, rows: Sequence[int]) -> None:
        marked = MarkedMany(self.desk.portal, ())
        trouble = ""
        try:
            marked = self.desk.read_rows(rows)
            self.desk.library.shelves(self.desk.portal)  # counts them here, beside the event loop
        except TinvlError as error:
            trouble = explain(error)
        self.post_message(self.HasMarked(marked, trouble=trouble))

    @work(thread=True, group="marks", exit_on_error=False)
    def _take_back(self, marked: MarkedMany) -> None:
        trouble = ""
        try:
            self.desk.take_back(marked)
            self.desk.library.shelves(self.desk.portal)
        except TinvlError as error:
            trouble = explain(error)
        self.post_message(self.HasMarked(marked, undone=True, trouble=trouble))

    def on_marking_screen_has_marked(self, message: HasMarked) -> None:
        """Show the marks and say how many there are."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if message.trouble:
            self.say(message.trouble, trouble=True)
            return
        with self.telling():
            if message.undone:
                self.desk.see_marks()
            else:
                self.desk.has_read(message.marked)
            self.show_marks()
        self.say(_undone_text(message.marked) if message.undone else _read_text(message.marked))


def _read_text(marked: MarkedMany) -> str:
    count = len(marked.articles)
    if not count:
        return _("All of these are read already.")
    said = ngettext(
        "{n} article marked as read; u undoes it.", "{n} articles marked as read; u undoes it.", count
    )
    return said.format(n=number(count))


def _undone_text(marked: MarkedMany) -> str:
    count = len(marked.articles)
    said = ngettext("Undone: {n} article is unread again.", "Undone: {n} articles are unread again.", count)
    return said.format(n=number(count))


def _marked_text(marked: Marked) -> str:
    said = {
        ("read", True): _("marked as read"),
        ("read", False): _("marked as unread"),
        ("starred", True): _("starred; kept whole, beyond the cache"),
        ("starred", False): _("no longer starred"),
        ("later", True): _("kept to read later"),
        ("later", False): _("no longer kept to read later"),
    }
    return said[marked.kind, marked.on]
