"""How numbered lists count and write their numbers, whatever kind of file they are in."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scrapers.ordinals import letters, roman

_PLAIN = re.compile(r"%\d[.)/]?")
"""How the number of a plain list is written."""
_PLACE = re.compile(r"%(\d)")
LEVELS = 9
_LONGEST = 60
"""Letters of a pattern."""
BULLET, NONE = "bullet", "none"
KINDS = {
    **dict(enumerate(("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter"))),
    23: BULLET,
    255: NONE,
}
"""How lists count, by the numbers that Word had for it up to 2003 (MS-OSHARED, 2.2.1.3)."""


class Step(NamedTuple):
    """How a list counts at one of its levels, in the words of ISO/IEC 29500-1, 17.18.59."""

    kind: str = "decimal"
    pattern: str = ""
    """What is written: "%1.%2." has the numbers of two levels."""
    start: int = 1
    restart: int = LEVELS
    """It begins anew behind a paragraph of one of the first so many levels; 0 for never."""
    legal: bool = False
    """Whether the numbers of all levels are written in digits."""


class Level(NamedTuple):
    """What the numbering writes before a paragraph."""

    label: str
    number: int
    """0 for a bullet."""
    is_plain: bool
    """Whether it is a bullet, or a number and nothing else."""
    series: tuple[str, int]


DOT = Level("", 0, is_plain=True, series=("", 0))
"""Any bullet: those of several lists make one."""


class Counter:
    """A list, and how far it has counted."""

    def __init__(self, steps: Mapping[int, Step]) -> None:
        self._steps = dict(steps)
        self._counted: list[int | None] = [None] * LEVELS
        """How far each level has come; None for one that begins anew."""

    def formed(self, steps: Mapping[int, Step]) -> "Counter":
        """Return this list with other levels, which counts on together with it."""
        other = Counter(self._steps | dict(steps))
        other._counted = self._counted
        return other

    def restart(self, place: int, start: int) -> None:
        """Let a level begin anew, so that its next number is `start`."""
        if 0 <= place < LEVELS:
            self._counted[place] = start - 1

    def next(self, place: int, name: str = "") -> Level | None:
        """Count one paragraph; None where its level writes nothing. `name` tells this list from others."""
        step = self._steps.get(place)
        if step is None or not 0 <= place < LEVELS or (step.kind == NONE and not step.pattern):
            return None
        if step.kind == BULLET:
            return DOT
        number = self._count(place)
        label = _PLACE.sub(lambda one: self._written(int(one[1]) - 1, step), step.pattern[:_LONGEST])
        plain = step.kind.startswith("decimal") and _PLAIN.fullmatch(step.pattern) is not None
        return Level(label, number, is_plain=plain, series=(name, place + 1))

    def _count(self, place: int) -> int:
        """Count on at one level; the levels below begin anew, unless they say otherwise."""
        counted = self._counted
        for above in range(place):
            if counted[above] is None:
                counted[above] = self._step(above).start
        before = counted[place]
        counted[place] = number = self._step(place).start if before is None else before + 1
        for below in range(place + 1, LEVELS):
            if place < self._step(below).restart:
                counted[below] = None
        return number

    def _step(self, place: int) -> Step:
        return self._steps.get(place, Step())

    def _written(self, place: int, of: Step) -> str:
        if not 0 <= place < LEVELS:
            return ""
        kind, number = self._step(place).kind, self._counted[place] or 0
        if of.legal:
            return str(number)
        if kind.endswith("Letter"):
            return letters(number).upper() if kind == "upperLetter" else letters(number)
        if kind.endswith("Roman"):
            return roman(number).upper() if kind == "upperRoman" else roman(number)
        return str(number)
