"""What the paragraphs of a DOC are: headings, items of lists, cells, ends of rows (MS-DOC, 2.6.2)."""

from typing import NamedTuple

from scrapers.documents.doc.changes import Changes, Runs, changes, number
from scrapers.documents.doc.numbers import half
from scrapers.documents.doc.styles import Styles

_RUN = 13
"""Bytes that say of one paragraph of a page where its properties lie."""
_IN_TABLE, _ROW_END, _LIST, _PLACE = 0x2416, 0x2417, 0x460B, 0x260A
"""What changes a paragraph: sprmPFInTable, sprmPFTtp, sprmPIlfo, sprmPIlvl."""
_HUGE = (0x6645, 0x6646)
"""Both numbers of sprmPHugePapx: more is said elsewhere than a page has room for, as of a long row."""
_OUTLINE, _ALIGNED, _ALIGNED_ONCE = 0x2640, 0x2461, 0x2403
"""sprmPOutLvl, sprmPJc, and what was in use before that, sprmPJc80."""
_CENTRED = 1
_BODY = 9
"""The level by which an outline says that a paragraph is no heading."""


class Traits(NamedTuple):
    """What a paragraph is, aside from its words."""

    level: int = 0
    """Of a heading; 0 for none."""
    in_table: bool = False
    ends_row: bool = False
    series: int = 0
    """Which list it is an item of; 0 for none."""
    place: int = 0
    """At which level of that list."""
    style: int = 0
    centred: bool = False


class Paragraphs:
    """What the paragraphs are, by where they lie in the file."""

    def __init__(self, head: bytes, plan: bytes, styles: Styles, more: bytes) -> None:
        """Read what the pages say that `plan` lists, and what they leave to the stream `more`."""
        self._styles, self._more = styles, more
        self._runs = Runs(head, plan, _RUN, self._traits)

    def at(self, place: int) -> Traits:
        """Return what the paragraph is that has a byte."""
        return self._runs.at(place)[0] or Traits()

    def _traits(self, page: bytes, place: int) -> Traits:
        """Read the properties of one paragraph."""
        data = _properties(page, place)
        if not data[1:]:
            return Traits()
        style = half(data, 0)
        look = self._styles.look(style)
        own = changes(data[2:])
        told = {**look.paragraph, **own, **self._elsewhere(own)}
        outline = number(told.get(_OUTLINE, bytes([_BODY])))
        return Traits(
            level=look.level or (outline + 1 if outline < _BODY else 0),
            in_table=bool(number(told.get(_IN_TABLE))),
            ends_row=bool(number(told.get(_ROW_END))),
            series=number(told.get(_LIST)),
            place=number(told.get(_PLACE)),
            style=style,
            centred=number(told.get(_ALIGNED) or told.get(_ALIGNED_ONCE)) == _CENTRED,
        )

    def _elsewhere(self, own: Changes) -> Changes:
        place = next((number(own[one]) for one in _HUGE if one in own), len(self._more))
        size = number(self._more[place : place + 2])
        return changes(self._more[place + 2 : place + 2 + size])


def _properties(page: bytes, place: int) -> bytes:
    """Return what a page says at a place, behind its length in words, or behind a zero and that."""
    size = 2 * page[place] - 1
    if not page[place]:
        place = min(place + 1, len(page) - 1)
        size = 2 * page[place]
    return page[place + 1 : place + 1 + size]
