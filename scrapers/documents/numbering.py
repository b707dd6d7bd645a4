"""The numbering of a DOCX: which number an item has, and how it is written (ISO/IEC 29500-1, 17.9)."""

import re
from typing import NamedTuple

from scrapers.documents.figures import whole
from scrapers.documents.packed import Archive, Node

_PLAIN = re.compile(r"%\d[.)/]?")
"""How the number of a plain list is written."""
_PLACE = re.compile(r"%(\d)")
_DECIMAL = ("decimal", "decimalZero", "")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


class Level(NamedTuple):
    """What the numbering writes before a paragraph."""

    label: str
    number: int
    """0 for a bullet."""
    is_plain: bool
    """Whether it is a bullet, or a number and nothing else."""
    series: tuple[str, int]


class Numbering:
    """The lists of one document, and how far each has counted."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._lists: dict[str, Node] = {}
        self._abstract: dict[str, dict[int, Node]] = {}
        for node in archive.elements(part, "abstractNum", "num"):
            if node.tag == "num":
                self._lists[node.attributes.get("numId", "")] = node
            else:
                levels = (child for child in node.nodes() if child.tag == "lvl")
                by_place = {whole(one.attributes.get("ilvl", ""), 0): one for one in levels}
                self._abstract[node.attributes.get("abstractNumId", "")] = by_place
        self._counted: dict[str, list[int]] = {}

    def next(self, number: str, place: int) -> Level | None:
        """Count one paragraph of a list; None where there is no such list, or it writes nothing."""
        if number not in self._lists:
            return None
        abstract = self._lists[number].value("abstractNumId")
        levels = self._abstract.get(abstract, {})
        if (level := levels.get(place)) is None:
            return None
        kind, pattern = level.value("numFmt"), level.value("lvlText")
        if kind == "bullet":
            return Level("", 0, is_plain=True, series=("", 0))
        if kind == "none" and not pattern:
            return None
        counted = self._count(abstract, levels, place)
        label = _PLACE.sub(lambda one: _written(levels, counted, int(one[1]) - 1), pattern)
        plain = kind in _DECIMAL and _PLAIN.fullmatch(pattern) is not None
        return Level(label, counted[place], is_plain=plain, series=(number, place + 1))

    def _count(self, abstract: str, levels: dict[int, Node], place: int) -> list[int]:
        """Count on at one level; the levels below begin anew."""
        counted = self._counted.setdefault(abstract, [0] * _LEVELS)
        for above in range(place):
            counted[above] = counted[above] or _start(levels.get(above))
        counted[place] = counted[place] + 1 if counted[place] else _start(levels.get(place))
        counted[place + 1 :] = [0] * (_LEVELS - place - 1)
        return counted


def _start(level: Node | None) -> int:
    return whole(level.value("start"), 1) if level else 1


def _written(levels: dict[int, Node], counted: list[int], place: int) -> str:
    if not 0 <= place < _LEVELS:
        return ""
    kind = levels[place].value("numFmt") if place in levels else ""
    number = counted[place]
    if kind.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind.endswith("Roman"):
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    """Write a number in Roman letters, up to 39; lists that long have digits."""
    if not 0 < number < 40:  # noqa: PLR2004 - four tens are written otherwise
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
