"""The lists of a DOC: how each counts (MS-DOC, 2.9.131 to 2.9.150)."""

from collections.abc import Iterator
from contextlib import suppress
from struct import Struct, error
from typing import NamedTuple

from scrapers.documents.doc.numbers import half, whole
from scrapers.documents.numbering import KINDS, LEVELS, Counter, Level, Step

_LIST = Struct("<l22xBx")
"""Its id, and whether it has one level in place of nine."""
_LEVEL = Struct("<lBB18xBBBx")
"""Its first number, how numbers are written, switches, the sizes of what follows, when it begins anew."""
_LEGAL, _LIMITED = 4, 8
"""The switches: all numbers are digits; it does not begin anew with each level above."""
_USE = Struct("<l8xB3x")
"""The id of its list, and how many of its levels it changes."""
_CHANGE = Struct("<lL")
"""A first number; the level, whether it begins anew there, and whether a whole level follows."""
_ANEW, _FORMED = 0x10, 0x20
_MOST = 5000


class _Use(NamedTuple):
    """A list as some paragraphs have it."""

    known: int
    """Its id."""
    anew: list[tuple[int, int]]
    """Which levels begin anew with what number."""
    formed: dict[int, Step]
    """Which are others."""


class Lists:
    """The lists of one document."""

    def __init__(self, table: bytes, lists: tuple[int, int], uses: tuple[int, int]) -> None:
        """Read the lists, and their uses, from the table: each is given by its place there and its length."""
        self._counters: dict[int, Counter] = {}
        self._uses: list[_Use] = []
        self._begun: dict[int, Counter] = {}
        # Where lists or their uses are cut off, those before the cut count.
        with suppress(error):
            self._counters.update((known, Counter(steps)) for known, steps in _lists(table, *lists))
        with suppress(error):
            self._uses.extend(_uses(table, *uses))

    def next(self, series: int, place: int) -> Level | None:
        """Count one item of a list, by what its paragraph says; None where the list writes nothing."""
        if not 0 < series <= len(self._uses):
            return None
        use = self._uses[series - 1]
        if (counter := self._counters.get(use.known)) is None:
            return None
        if series not in self._begun:
            for level, start in use.anew:
                counter.restart(level, start)
            self._begun[series] = counter.formed(use.formed)
        return self._begun[series].next(place, str(use.known))


def _lists(table: bytes, start: int, length: int) -> Iterator[tuple[int, dict[int, Step]]]:
    """Yield the levels of each list; they lie behind the lists, one after the other."""
    if not length:
        return
    at = start + length
    for one in range(min(half(table, start), _MOST)):
        known, flags = _LIST.unpack_from(table, start + 2 + one * _LIST.size)
        steps: dict[int, Step] = {}
        for place in range(1 if flags & 1 else 9):
            steps[place], at = _step(table, at)
        yield known, steps


def _step(table: bytes, at: int) -> tuple[Step, int]:
    """Read a level, and say where it ends; letters below nine stand for the numbers of levels."""
    first, form, flags, size, more, limit = _LEVEL.unpack_from(table, at)
    at += _LEVEL.size + size + more
    letters = half(table, at)
    at += 2 + 2 * letters
    text = table[at - 2 * letters : at].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(one) + 1}" if one < "\t" else one for one in text)
    kind = KINDS.get(form, "decimal")
    restart = limit if flags & _LIMITED else LEVELS
    return Step(kind, pattern, min(max(first, 0), 0x7FFF), restart, bool(flags & _LEGAL)), at


def _uses(table: bytes, start: int, length: int) -> Iterator[_Use]:
    """Yield what each use makes of its list."""
    if not length:
        return
    count = min(whole(table, start), _MOST)
    at = start + 4 + count * _USE.size
    for one in range(count):
        known, changed = _USE.unpack_from(table, start + 4 + one * _USE.size)
        use = _Use(known, [], {})
        at += 4
        for _ in range(changed):
            first, flags = _CHANGE.unpack_from(table, at)
            at += _CHANGE.size
            if flags & _FORMED:
                step, at = _step(table, at)
                first = step.start
                use.formed[flags & 0xF] = step
            if flags & _ANEW:
                use.anew.append((flags & 0xF, first))
        yield use
