"""Rows of the list and of the category pane, as bits of text that a widget paints; no markup anywhere."""

from collections.abc import Sequence
from typing import NamedTuple

from reader import words
from reader.i18n import _
from reader.model import ALL, LATER, NOTED, OWN, STARRED, Head, History, Shelf
from reader.wording.columns import at_most, cells, cut, cut_inside, padded, wrapped
from reader.wording.counts import spark
from reader.wording.signs import current
from reader.wording.sparkline import CELLS
from scrapers.text import clean_line

_ROOM_FOR_DATE = 36
"""A compact row narrower than this leaves the year out."""
_ROOM_FOR_BOTH = 26
"""A compact row narrower than this says its portal alone: date and portal would leave no title."""
ROOM_FOR_VIEWS = 60
"""A compact row at least as wide shows views too, and the year beside a portal."""
_COUNT = len("1.503.139")
_SHORT = len("vinhlong")
"""Cells of a portal's name in a compact row, however narrow it is."""


class Bit(NamedTuple):
    """A piece of a line in one look."""

    text: str
    look: str = ""
    """Name of a component class of the list, without its prefix."""


def between(left: list[Bit], right: list[Bit], width: int) -> list[Bit]:
    """Put bits at both ends of a line of `width` cells; the right ones stay whole."""
    used = sum(cells(bit.text) for bit in (*left, *right))
    return [*left, Bit(" " * max(width - used, 0)), *right]


def comfortable(head: Head, width: int, history: History | None = None, portal: str = "") -> list[list[Bit]]:
    """Draw an article in three lines of `width` cells: its title on up to two, then date and views.

    `history` is that of its views, drawn beside them as far as there is room. `portal` is the title of its
    portal, where that is to be said.
    """
    signs = current()
    marks = signs.marks(head)
    room = width - 2 - (cells(marks) + 1 if marks else 0)
    look = "title" if head.read else "unread"
    first, *rest = at_most(wrapped(clean_line(head.title), max(room, 2)), 2, room)
    begun = [Bit(f"{signs.state(head)} ", "mark"), Bit(first, look)]
    lines = [between(begun, [Bit(marks, "mark")], width), *([Bit("  "), Bit(line, look)] for line in rest)]
    return [*lines, _below(head, history, width, _named(head, portal, width))]


def _below(head: Head, history: History | None, width: int, portal: str) -> list[Bit]:
    """Draw the line below a title; the portal stands at its end, and is cut last."""
    room = width - 2 - (cells(portal) + 2 if portal else 0)
    detail = [Bit("  "), *_detail(head, history, room)] if room > 0 else []
    return between(detail, [Bit(portal, "detail")], width) if portal else detail


def _named(head: Head, portal: str, width: int) -> str:
    """Name a portal: by its title where that leaves half of the line, else as commands do."""
    title = clean_line(portal)
    return title if cells(title) <= width // 2 else cut(clean_line(head.portal), width // 3)


def compact(head: Head, width: int, history: History | None = None, portal: str = "") -> list[list[Bit]]:
    """Draw an article in one line of `width` cells; with its views and their history where it is wide.

    Where `portal` is given, the line says which one it is from, as commands name it.
    """
    date = words.day(head.published or "")
    if width < (ROOM_FOR_VIEWS if portal else _ROOM_FOR_DATE):
        date = "" if portal and width < _ROOM_FOR_BOTH else date[: len("09/01")]
    signs = current()
    marks = signs.marks(head)
    right = [Bit(f" {marks}" if marks else "", "mark"), Bit(f" {date}" if date else "", "detail")]
    named = [Bit(f" {cut(clean_line(head.portal), max(width // 4, _SHORT))}", "detail")] if portal else []
    if width >= ROOM_FOR_VIEWS:
        count = words.number(head.views) if head.views is not None else ""
        curve = padded(spark(history, CELLS), CELLS)
        right[1:] = [Bit(f" {padded(count, _COUNT, right=True)} ", "detail"), Bit(curve, "mark"), *right[1:]]
    right[1:1] = named
    room = width - 2 - sum(cells(bit.text) for bit in right)
    title = Bit(cut(clean_line(head.title), room), "title" if head.read else "unread")
    return [between([Bit(f"{signs.state(head)} ", "mark"), title], right, width)]


def shelf_line(shelf: Shelf, number: int | None, width: int) -> list[Bit]:
    """Draw a shelf: its number among the categories, its name, how many are unread, or have the mark."""
    amount = shelf.total if shelf.key in OWN else shelf.unread
    count = words.number(amount) if amount else current().none
    lead = _lead(shelf, number)
    room = width - cells(lead) - cells(count) - 3
    shorten = cut_inside if shelf.is_portal else cut
    name = Bit(shorten(shelf_name(shelf), room), "unread" if shelf.unread else "title")
    return between([Bit(f"{lead} ", "mark"), name], [Bit(f" {count}", "detail")], width)


def _lead(shelf: Shelf, number: int | None) -> str:
    """Choose what stands before a shelf: its own sign, or the digit that shows it."""
    signs = current()
    if shelf.is_search:
        return signs.search
    digit = str(number) if number in range(10) else " "
    return {STARRED: signs.star, LATER: signs.later, NOTED: signs.noted, ALL: " "}.get(shelf.key, digit)


def shelf_name(shelf: Shelf) -> str:
    """Name a shelf: as the portal does, or the reader's own in its language."""
    own = {ALL: _("All news"), STARRED: _("Starred"), LATER: _("Read later"), NOTED: _("Notes")}
    return own[shelf.key] if shelf.key in own else clean_line(shelf.name)


def _detail(head: Head, history: History | None, width: int) -> list[Bit]:
    """Draw date, views with their history, and what is out of the ordinary."""
    facts, states = list(filter(None, (_dated(head), words.views(head.views)))), _states(head)
    room = width - cells(" · ".join((*facts, *states))) - 1
    curve = spark(history, min(CELLS, room)) if head.views is not None else ""
    if not curve or history is None:
        return [Bit(_fitting((*facts, *states), width), "detail")]
    growth = f" {words.pace(*history.grown)}" if history.per_day else ""
    after = growth if cells(growth) + cells(curve) <= room else ""
    rest = "".join(f" · {state}" for state in states)
    return [Bit(" · ".join(facts) + " ", "detail"), Bit(curve, "mark"), Bit(after + rest, "detail")]


def _fitting(parts: Sequence[str], width: int) -> str:
    """Join those details that fit whole, one after the other; cut the first where none does."""
    line = ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        line = longer if cells(longer) <= width else line
    return line or cut(" · ".join(parts), width)


def _dated(head: Head) -> str:
    day = words.day(head.published or "")
    return _("about {date}").format(date=day) if day and head.published_guessed else day


def _states(head: Head) -> list[str]:
    texts = []
    if not head.cached:
        texts.append(_("not fetched yet"))
    if head.revision > 1:
        texts.append(_("revision {n}").format(n=words.number(head.revision)))
    if head.gone:
        texts.append(_("gone from the portal"))
    return texts
