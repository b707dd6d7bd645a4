"""The line above the panes: which portal this is, and how fresh."""

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader import words
from reader.i18n import _
from reader.model import Status
from reader.wording.columns import GAP, cut
from scrapers.text import clean_line

LEAST_TITLE = 16
"""A portal's name cut to fewer cells would say nothing."""


def in_line(left: Sequence[str], right: Sequence[str], width: int) -> tuple[str, str]:
    """Fit texts at both ends of a line of `width` cells: the innermost go, on the right before the left."""
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
        if (status := self.status) is None:
            return ""
        width, state = self.size.width, self._state(status)
        title = cut(clean_line(status.title), self._room(state))
        left, right = in_line((title, *state), self._visitors(status), width)
        space = " " * (width - cell_len(left) - cell_len(right))
        return Content.assemble((left[: len(title)], "bold"), left[len(title) :], space, right)

    def _room(self, state: Sequence[str]) -> int:
        """Cells for the title: how fresh it all is says more than the end of a long name."""
        fresh = " · ".join(("", *filter(None, state[:2])))
        left = self.size.width - cell_len(fresh) - GAP
        return left if left >= LEAST_TITLE else self.size.width

    def _state(self, status: Status) -> tuple[str, str, str]:
        """Return what stands behind the title: what is amiss, how fresh it all is, how much is unread."""
        amiss = ("" if self.kept else _("read-only"), _("offline") if self.offline else "")
        fresh = words.freshness(status, self.now) if status.synced_at or status.counted else ""
        has_news = status.counted and (status.synced_at or status.articles)
        return " · ".join(filter(None, amiss)), fresh, words.unread(status.unread) if has_news else ""

    def _visitors(self, status: Status) -> tuple[str, ...]:
        counts = status.counts
        return (words.online(counts.online), words.visits(counts.total)) if counts else ()
