"""What the paragraphs of a DOC are: headings, items of lists, cells, ends of rows (MS-DOC, 2.9.176)."""

from bisect import bisect_right
from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

_WHOLE = Struct("<L")
_HALF = Struct("<H")
_PAGE = 512
_RUN = 13
"""Bytes that say of one paragraph of a page where its properties lie."""
_MOST_PAGES = 20_000
_IN_TABLE, _ROW_END, _HUGE, _LIST = 0x2416, 0x2417, 0x6646, 0x460B
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of an operand, by the highest bits of what changes a property."""
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615
_HEADINGS = range(1, 10)


class Traits(NamedTuple):
    """What a paragraph is, aside from its words."""

    level: int = 0
    """Of a heading; 0 for none."""
    in_table: bool = False
    ends_row: bool = False
    series: int = 0
    """Which list it is an item of; 0 for none."""


class Papers:
    """What the paragraphs are, by where they lie in the file."""

    def __init__(self, head: bytes, plan: bytes) -> None:
        runs = sorted(_runs(head, plan), key=lambda run: run[0])
        self._starts = [start for start, _, _ in runs]
        self._runs = runs

    def at(self, place: int) -> Traits:
        """Return what the paragraph is that has a byte."""
        found = bisect_right(self._starts, place) - 1
        if found >= 0 and place < self._runs[found][1]:
            return self._runs[found][2]
        return Traits()


def _runs(head: bytes, plan: bytes) -> Iterator[tuple[int, int, Traits]]:
    """Yield where each paragraph begins and ends, page by page; `plan` is the list of pages."""
    count = min((len(plan) - 4) // 8, _MOST_PAGES)
    for at in range(max(count, 0)):
        number = _WHOLE.unpack_from(plan, 4 * (count + 1) + 4 * at)[0] & 0x3FFFFF
        page = head[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            yield from _page(page)


def _page(page: bytes) -> Iterator[tuple[int, int, Traits]]:
    count = min(page[-1], (_PAGE - 5) // (_RUN + 4))
    for at in range(count):
        first, last = (_WHOLE.unpack_from(page, 4 * one)[0] for one in (at, at + 1))
        place = 2 * page[4 * (count + 1) + _RUN * at]
        yield first, last, _traits(page, place) if place else Traits()


def _traits(page: bytes, place: int) -> Traits:
    """Read the properties of one paragraph."""
    if page[place]:
        data = page[place + 1 : place + 2 * page[place]]
    else:
        data = page[place + 2 : place + 2 + 2 * page[min(place + 1, _PAGE - 1)]]
    if len(data) < _HALF.size:
        return Traits()
    style = _HALF.unpack_from(data)[0]
    told = dict(_changes(data[2:]))
    return Traits(
        level=style if style in _HEADINGS else 0,
        in_table=_is_on(told.get(_IN_TABLE)) or _HUGE in told,
        # What is said of a row with many cells lies elsewhere; nothing else lies there.
        ends_row=_is_on(told.get(_ROW_END)) or _HUGE in told,
        series=int.from_bytes(told.get(_LIST, b""), "little"),
    )


def _is_on(operand: bytes | None) -> bool:
    return bool(operand) and operand != b"\0"


def _changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 3 <= len(data):
        (what,) = _HALF.unpack_from(data, at)
        at += 2
        size = _SIZES.get(what >> 13) or 1 + data[at]
        if what == _TABLE_DEFINITION and at + 2 <= len(data):
            size = 1 + _HALF.unpack_from(data, at)[0]
        elif what == _TABS and data[at] == 0xFF:  # noqa: PLR2004 - so long that its length stands elsewhere
            return
        yield what, data[at : at + size]
        at += size
