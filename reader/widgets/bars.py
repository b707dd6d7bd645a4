"""The lines above and below the panes: the portal's state, the list's name, and the keys that work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader import words
from reader.columns import cut
from reader.commands import BY_ID, Command, first_key
from reader.i18n import _
from reader.model import Shelf, Sort, Status
from reader.render.rows import shelf_name
from reader.render.text import foreign
from scrapers.text import clean_line

_META = "command"
_HELPS = ("help", "keys_here")
GAP = 2
"""Cells between two hints."""
LEAST_TITLE = 16
"""A portal's name cut to fewer cells would say nothing."""

_LEAST_NAME = 12
"""Cells of a list's name, likewise."""


def in_line(left: Sequence[str], right: Sequence[str], width: int) -> tuple[str, str]:
    """Fit texts at both ends of a line of `width` cells: the last on the left go first, then on the right."""
    lefts, rights = [*filter(None, left)], [*filter(None, right)]
    while True:
        ends = " · ".join(lefts), " · ".join(rights)
        if cell_len(ends[0]) + cell_len(ends[1]) + GAP <= width or len(lefts) + len(rights) <= 1:
            return cut(ends[0], width), ends[1] if lefts else cut(ends[1], width)
        if rights:
            rights.pop(0)
        else:
            lefts.pop()


class StatusBar(Widget):
    """Says which portal this is, how fresh it is, and what the portal tells of its visitors."""

    DEFAULT_CSS = """
    StatusBar { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """
    status: reactive[Status | None] = reactive(None)
    now: reactive[datetime | None] = reactive(None)
    offline: reactive[bool] = reactive(default=False)
    """Whether the last try to reach the portal failed."""

    kept: reactive[bool] = reactive(default=True)
    """Whether marks can be kept."""

    def render(self) -> RenderResult:
        """Draw the line."""
        if self.status is None:
            return ""
        width = self.size.width
        state = self._state()
        title = cut(clean_line(self.status.title), self._room(state))
        left, right = in_line((title, *state), self._visitors(), width)
        space = " " * (width - cell_len(left) - cell_len(right))
        return Content.assemble((left[: len(title)], "bold"), left[len(title) :], space, right)

    def _room(self, state: Sequence[str]) -> int:
        """Cells for the title: how fresh it all is says more than the end of a long name."""
        fresh = " · ".join(("", *filter(None, state[:2])))
        left = self.size.width - cell_len(fresh) - GAP
        return left if left >= LEAST_TITLE else self.size.width

    def _state(self) -> tuple[str, ...]:
        status = self.status
        if status is None:
            return ()
        unread = words.plural("{n} unread", "{n} unread", status.unread)
        offline = " · ".join(
            filter(None, ("" if self.kept else _("read-only"), _("offline") if self.offline else ""))
        )
        if status.synced_at is None or self.now is None:
            return offline, _("never synced")
        age = _("synced {age}").format(age=words.age(status.synced_at, self.now))
        return offline, age, unread

    def _visitors(self) -> tuple[str, ...]:
        counts = self.status.counts if self.status else None
        if counts is None:
            return ()
        return words.online(counts.online), words.visits(counts.total)


class ListTitle(Widget):
    """Names the list and says how much of it there is."""

    DEFAULT_CSS = """
    ListTitle { height: 1; padding: 0 1; color: $text-primary; text-style: bold; }
    """
    shelf: reactive[Shelf | None] = reactive(None)
    shown: reactive[int] = reactive(0)
    """How many rows there are."""
    words: reactive[str] = reactive("")
    """What they are filtered by."""
    sort: reactive[Sort] = reactive[Sort]("date")
    """What they are sorted by; said unless it is the usual."""

    def render(self) -> RenderResult:
        """Draw the line."""
        if self.shelf is None:
            return ""
        width = self.size.width
        kept = cell_len(order) + GAP if (order := self._order()) else 0
        name = cut(shelf_name(self.shelf).upper(), max(width - kept, _LEAST_NAME))
        room = width - cell_len(name) - GAP
        counts = next((text for text in self._counts(self.shelf) if cell_len(text) <= room), "")
        space = " " * (width - cell_len(name) - cell_len(counts))
        return Content.assemble(foreign(name), space, (counts, "not bold $foreground 70%"))

    def _counts(self, shelf: Shelf) -> tuple[str, ...]:
        """Word the counts, the longest wording first."""
        if self.words.strip():
            found = _("{n} of {all}").format(n=words.number(self.shown), all=words.number(shelf.total))
            return (found,)
        if self.shown and not shelf.total:  # not counted yet
            return ()
        unread = words.plural("{n} unread", "{n} unread", shelf.unread)
        total = words.plural("{n} article", "{n} articles", shelf.total)
        order = self._order()
        if not order:
            return f"{total} · {unread}", unread
        return f"{order} · {total} · {unread}", f"{order} · {unread}", order

    def _order(self) -> str:
        """Say what the list is sorted by; nothing for the usual."""
        return {"views": _("by views"), "rising": _("by what rises")}.get(self.sort, "")


class HintBar(Widget):
    """Shows the keys that work here, as many as fit, and on a screen that has help how to get it."""

    DEFAULT_CSS = """
    HintBar { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """
    commands: reactive[tuple[Command, ...]] = reactive(())
    """What works now, the most useful first."""
    note: reactive[str] = reactive("")
    """What goes before them: where among many places the keys are."""

    @dataclass
    class Chosen(Message):
        """A hint was clicked."""

        id: str

    def __init__(self, *, with_help: bool = False) -> None:
        """`with_help` shows the key of the help at the right end."""
        super().__init__()
        self._with_help = with_help

    def render(self) -> RenderResult:
        """Draw the hints."""
        last = _hint(help_here) if (help_here := self._help()) else Content()
        shown = [Content(self.note + " " * GAP)] if self.note else []
        room = self.size.width - last.cell_length - GAP - sum(hint.cell_length for hint in shown)
        for hint in map(_hint, (command for command in self.commands if command.id not in _HELPS)):
            if hint.cell_length + GAP > room:
                break
            shown.append(hint + " " * GAP)
            room -= hint.cell_length + GAP
        return Content.assemble(*shown, " " * max(room + GAP, 0), last)

    def _help(self) -> Command | None:
        """Give what shows the keys here: where letters are typed another key than elsewhere."""
        named = next((command for command in self.commands if command.id == "keys_here"), None)
        return named or (BY_ID["help"] if self._with_help else None)

    def on_click(self, event: Click) -> None:
        """Do what the hint under the pointer says."""
        if isinstance(name := event.style.meta.get(_META), str):
            event.stop()
            self.post_message(self.Chosen(name))


def _hint(command: Command) -> Content:
    key, label = first_key(command.id), _(command.label)
    hint = Content.assemble((key, "bold $text-accent"), " ", label)
    return hint.stylize(Style.from_meta({_META: command.id}))
