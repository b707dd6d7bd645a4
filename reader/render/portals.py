"""A portal as a line of a list: its title, and what is here of it."""

from datetime import datetime

from reader import words
from reader.columns import cells, cut
from reader.model import PortalRow
from reader.render.rows import Bit, between
from reader.signs import Signs
from scrapers.text import clean_line

_LEAST = 16
"""Cells of a title that tell portals apart."""


def portal_line(row: PortalRow, width: int, now: datetime | None, signs: Signs) -> list[Bit]:
    """Draw a portal in one line of `width` cells; how fresh it is goes first where there is no room."""
    status = row.status
    facts = [words.unread(status.unread) if status.articles else "", words.freshness(status, now)]
    if not row.counted:
        facts = [signs.more]
    right = "  ".join(filter(None, facts))
    if width - cells(right) < _LEAST:
        right = facts[0]
    if width - cells(right) < _LEAST:
        right = ""
    title = cut(clean_line(status.title), width - cells(right) - 2, signs.more)
    return between([Bit(title, "unread" if status.unread else "title")], [Bit(right, "detail")], width)
