"""Marks the article under the cursor, or many at once, and undoes it."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import work
from textual.message import Message

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.messages import with_fields
from reader.model import Mark
from reader.screens.main.browsing import BrowsingScreen
from reader.user.undoable import Marked, MarkedMany, Noted, SearchRemoved
from reader.widgets.headlist import HeadList
from reader.widgets.latest import Latest
from reader.wording.explain import explain
from reader.words import plural
from scrapers.errors import TinvlError
from scrapers.watch import Stopped, Watch


class MarkingScreen(BrowsingScreen, layer=True):
    """Marks what is read, starred, kept for later."""

    @with_fields
    class HasMarked(Message):
        """Many marks were set, or taken back, or `trouble` says why not, or it was stopped and none was."""

        marked: MarkedMany
        undone: bool = False
        trouble: str = ""
        stopped: bool = False

        @property
        def are_marked(self) -> bool:
            """Whether the articles are marked now: what failed changed nothing."""
            failed = self.stopped or bool(self.trouble)
            return failed if self.undone else not failed

    @with_fields
    class MarkingProgressed(Latest):
        """So many of the articles are dealt with by now."""

        done: int
        of: int

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        marking = self.work_bar.goes_on("stop_marking")
        working = {
            "stop_marking": self.work_bar.can_stop("stop_marking"),
            "undo": self.desk.can_undo and not marking,
            **dict.fromkeys(("read_above", "read_below", "read_all"), bool(self.desk.rows) and not marking),
        }
        return working.get(action, super().works(action))

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

    def _toggle(self, kind: Mark) -> None:
        if (head := self.here) and (marked := self.desk.toggle(kind, head.row)):
            self.show_marks()
            text = _marked_text(marked)
            self.say(f"{text[:1].upper()}{text[1:]}.")

    def action_undo(self) -> None:
        """Undo the last mark, or the last many."""
        marked = self.desk.pop_undo()
        if isinstance(marked, MarkedMany):
            self._take_back(marked, self._begin())
        elif marked is not None:
            self._take_one_back(marked)

    def _take_one_back(self, marked: Marked | Noted | SearchRemoved) -> None:
        if self.desk.take_back(marked):
            said = _("Undone: {what}").format(what=_marked_text(marked))
        else:
            said = _("Another program has changed the note since; it stays.")
        self.show_marks()
        self.show_article(again=True)
        self.say(said)

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
        self._read(rows, self._begin())

    def _begin(self) -> Watch:
        """Begin long work: shown after a while, and stopped by a key; return what the work reports to."""
        halt = self.work_bar.begin(_("Marking …"), "stop_marking")

        def watch(done: int, of: int) -> None:
            if halt.is_set():
                raise Stopped
            self.post_message(self.MarkingProgressed(done, of))

        return watch

    @work(thread=True, group="marks", exit_on_error=False)
    def _read(self, rows: Sequence[int], watch: Watch) -> None:
        nothing = MarkedMany({})
        self.post_message(self._done(nothing, partial(self.desk.read_rows, rows, watch)))

    @work(thread=True, group="marks", exit_on_error=False)
    def _take_back(self, marked: MarkedMany, watch: Watch) -> None:
        self.post_message(self._done(marked, partial(self.desk.take_many_back, marked, watch), undone=True))

    def _done(
        self, marked: MarkedMany, work: Callable[[], MarkedMany | None], *, undone: bool = False
    ) -> HasMarked:
        """Do the work and return what came of it; the shelves are counted here, beside the event loop."""
        try:
            marked = work() or marked
            self.desk.library.shelves(self.desk.portal)
        except Stopped:
            return self.HasMarked(marked, undone, stopped=True)
        except TinvlError as error:
            return self.HasMarked(marked, undone, trouble=explain(error))
        return self.HasMarked(marked, undone)

    def on_marking_screen_marking_progressed(self, message: MarkingProgressed) -> None:
        """Show how far it is."""
        self.work_bar.tell("stop_marking", message.done, message.of)

    def action_stop_marking(self) -> None:
        """End it; nothing of it stays."""
        self.work_bar.stop("stop_marking")
        self.tell_hints()

    def on_marking_screen_has_marked(self, message: HasMarked) -> None:
        """Show the marks and say how many there are, or why there are none."""
        self.work_bar.end("stop_marking")
        with self.telling():
            if message.are_marked:
                self.desk.add_undo(message.marked)
            else:
                self.desk.reload_marks()
            self.show_marks()
        self.tell_hints()
        self.say(message.trouble or _what_came(message), trouble=bool(message.trouble))


def _what_came(message: MarkingScreen.HasMarked) -> str:
    if message.stopped:
        return _("Stopped: all stay read.") if message.undone else _("Stopped: none is marked as read.")
    return _undone_text(message.marked) if message.undone else _read_text(message.marked)


def _read_text(marked: MarkedMany) -> str:
    count = marked.number
    if not count:
        return _("All of these are already read.")
    return plural(
        "{n} article marked as read; {key} undoes it.",
        "{n} articles marked as read; {key} undoes it.",
        count,
        key=first_key("undo"),
    )


def _undone_text(marked: MarkedMany) -> str:
    count = marked.number
    return plural("Undone: {n} article is unread again.", "Undone: {n} articles are unread again.", count)


def _marked_text(marked: Marked | Noted | SearchRemoved) -> str:
    if isinstance(marked, SearchRemoved):
        return _("the search removed")
    if isinstance(marked, Noted):
        return _("the note") if marked.text else _("the note removed")
    said = {
        ("read", True): _("marked as read"),
        ("read", False): _("marked as unread"),
        ("starred", True): _("starred; kept whole, beyond the cache"),
        ("starred", False): _("no longer starred"),
        ("later", True): _("kept to read later"),
        ("later", False): _("no longer kept to read later"),
    }
    return said[marked.kind, marked.on]
