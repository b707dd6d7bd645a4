"""Which lists of a DOC count, and how far each has come (MS-DOC, 2.9.131 to 2.9.150)."""

from collections.abc import Iterator
from struct import Struct

_COUNT = Struct("<H")
_MANY = Struct("<L")
_LIST = Struct("<l22xBx")
"""Its id, and whether it has one level in place of nine."""
_LEVEL = Struct("<lB19xBB2x")
"""Its first number, how numbers are written, and the sizes of what follows."""
_USE = Struct("<l12x")
_DECIMAL = 0
_MOST = 5000


class Lists:
    """The lists of one document."""

    def __init__(self, table: bytes, lists: tuple[int, int], uses: tuple[int, int]) -> None:
        """Read what begins at the first of each pair of places in the table, and goes on for the second."""
        self._levels = dict(_levels(table, *lists))
        start, length = uses
        data = table[start + 4 : start + length]
        self._lists = [
            one for (one,) in _USE.iter_unpack(data[: min(len(data) // 16, _uses(table, uses)) * 16])
        ]
        self._counted: dict[int, int] = {}

    def number(self, series: int) -> int:
        """Count one item of a list, by what its paragraph says; 0 where the list does not count."""
        known = self._lists[series - 1] if 0 < series <= len(self._lists) else 0
        first, form = self._levels.get(known, (0, -1))
        if form != _DECIMAL:
            return 0
        self._counted[known] = self._counted.get(known, max(first, 1) - 1) + 1
        return self._counted[known]


def _uses(table: bytes, uses: tuple[int, int]) -> int:
    start, length = uses
    return min(int(_MANY.unpack_from(table, start)[0]), _MOST) if 4 <= length <= len(table) - start else 0  # noqa: PLR2004 - a count


def _levels(table: bytes, start: int, length: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the first level of each list; the levels lie behind the lists, one after the other."""
    if not 0 < length <= len(table) - start:
        return
    count = min(_COUNT.unpack_from(table, start)[0], _MOST)
    at = start + length
    for place in range(count):
        if start + 2 + (place + 1) * _LIST.size > len(table):
            return
        known, flags = _LIST.unpack_from(table, start + 2 + place * _LIST.size)
        for level in range(1 if flags & 1 else 9):
            if at + _LEVEL.size > len(table):
                return
            first, form, size, more = _LEVEL.unpack_from(table, at)
            at += _LEVEL.size + size + more
            if at + 2 > len(table):
                return
            at += 2 + 2 * _COUNT.unpack_from(table, at)[0]
            if level == 0:
                yield known, (first, form)
