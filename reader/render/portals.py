"""A portal as a line of a list: its title, and what is here of it."""

from datetime import datetime

from reader import words
from reader.i18n import _
from reader.model import PortalRow
from reader.progress import Sync
from reader.render.rows import Bit, between
from reader.wording.columns import cells, cut, cut_inside
from reader.wording.explain import explain
from reader.wording.signs import current
from reader.wording.synced import came, doing
from scrapers.text import clean_line

_LEAST = 16
"""Cells of a title that are left in any case."""
_TELLING = 36
"""Cells that tell portals apart whose titles begin alike: "Sở Thông tin và Truyền thông …"."""


def portal_line(row: PortalRow, sync: Sync | None, width: int, now: datetime | None) -> list[Bit]:
    """Draw a portal in one line of `width` cells, with what its `sync` does or came to.

    Where there is no room, how fresh it is goes first; what a sync came to goes before what is here.
    """
    status, title = row.status, clean_line(row.status.title)
    room = width - _LEAST - 2
    if sync is not None and sync.running:
        right = cut(_doing(sync), room)
    elif sync is not None and sync.error is not None:
        right = cut(explain(sync.error), room)
    else:
        facts = _facts(row, now) if row.counted else [current().more]
        came_to = _came_to(sync) if row.counted else []
        right = _fitting([*came_to, *facts], width, title) or _fitting(facts, width, title)
    title = cut_inside(title, width - cells(right) - 2)
    return between([Bit(title, "unread" if status.unread else "title")], [Bit(right, "detail")], width)


def _doing(sync: Sync) -> str:
    progress = sync.progress.among_others
    if sync.stopping:
        return _("stopping …")
    if progress.waiting or not progress.queued:
        return doing(progress)
    return f"{doing(progress)}  {words.number(progress.done)}/{words.number(progress.queued)}"


def _facts(row: PortalRow, now: datetime | None) -> list[str]:
    """Say what is here, the most telling first: what is unread, how fresh it is."""
    status = row.status
    return [words.unread(status.unread) if status.articles else "", words.freshness(status, now)]


def _came_to(sync: Sync | None) -> list[str]:
    """Say what a sync came to, where one has ended."""
    if sync is None or (summary := sync.progress.summary) is None:
        return []
    return [_("out of reach") if summary.unreachable else came(summary)]


def _fitting(facts: list[str], width: int, title: str) -> str:
    """Join as many as leave room for a title, the last going first; for the first it may be cut more."""
    least = min(cells(title), _TELLING) + 2
    told = facts[:]
    while told and width - cells("  ".join(filter(None, told))) < (least if len(told) > 1 else _LEAST):
        told.pop()
    return "  ".join(filter(None, told))
