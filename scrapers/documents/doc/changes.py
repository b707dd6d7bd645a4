"""Reads how letters and paragraphs of a DOC differ from their styles: by single properties (MS-DOC, 2.6)."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from scrapers.documents.doc.numbers import half, whole

_PAGE = 512
_MOST_RUNS = 300_000
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of an operand, by the highest bits of what changes a property."""
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615
"""sprmTDefTable and sprmPChgTabs, each of which says in a way of its own how long it is."""

Changes = dict[int, bytes]
"""Operands, by the property that each changes."""
T = TypeVar("T")


def changes(data: bytes) -> Changes:
    """Read a list of changes; what comes later holds."""
    told: Changes = {}
    at = 0
    while at + 3 <= len(data):
        what = half(data, at)
        at += 2
        size = _SIZES.get(what >> 13) or 1 + data[at]
        if what == _TABLE_DEFINITION and at + 2 <= len(data):
            size = 1 + half(data, at)
        elif what == _TABS and data[at] == 0xFF:  # noqa: PLR2004 - so long that its length stands elsewhere
            break
        told[what] = data[at : at + size]
        at += size
    return told


def number(operand: bytes | None) -> int:
    """Return what an operand is as a whole number; 0 where there is none."""
    return int.from_bytes(operand or b"", "little")


class Runs(Generic[T]):
    """What holds of the bytes of a text, run by run."""

    def __init__(self, head: bytes, plan: bytes, width: int, read: Callable[[bytes, int], T]) -> None:
        """Read the pages that `plan` lists.

        `width` is how many bytes a page has for each run; twice the first of them is where on the page
        `read` finds what holds of it, or 0 for nothing.
        """
        found = sorted(islice(_runs(head, plan, width), _MOST_RUNS), key=lambda run: run[0])
        self._starts = [start for start, _, _, _ in found]
        self._runs = [(start, end, read(page, place) if place else None) for start, end, page, place in found]

    def at(self, place: int) -> tuple[T | None, int]:
        """Return what holds at a byte, and where that ends or something else begins."""
        found = bisect_right(self._starts, place)
        behind = self._starts[found] if found < len(self._starts) else 1 << 32
        if found and place < self._runs[found - 1][1]:
            _, end, told = self._runs[found - 1]
            return told, min(end, behind)
        return None, behind


def _runs(head: bytes, plan: bytes, width: int) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield where each run begins and ends, its page, and where on it stands what holds of it."""
    count = max((len(plan) - 4) // 8, 0)
    for at in range(count):
        page_at = (whole(plan, 4 * (count + 1) + 4 * at) & 0x3FFFFF) * _PAGE
        page = head[page_at : page_at + _PAGE]
        if len(page) == _PAGE:
            runs = min(page[-1], (_PAGE - 5) // (width + 4))
            for one in range(runs):
                first, last = (whole(page, 4 * side) for side in (one, one + 1))
                yield first, last, page, 2 * page[4 * (runs + 1) + width * one]
