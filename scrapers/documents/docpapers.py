"""What the paragraphs of a DOC are: headings, items of lists, cells, ends of rows (MS-DOC, 2.6.2)."""

from struct import Struct
from typing import NamedTuple

from scrapers.documents.docchanges import Runs, changes, number
from scrapers.documents.docstyles import Styles

_HALF = Struct("<H")
_RUN = 13
"""Bytes that say of one paragraph of a page where its properties lie."""
_IN_TABLE, _ROW_END, _HUGE, _LIST, _PLACE = 0x2416, 0x2417, 0x6646, 0x460B, 0x260A
_OUTLINE, _ALIGNED, _ALIGNED_ONCE = 0x2640, 0x2461, 0x2403
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


class Papers:
    """What the paragraphs are, by where they lie in the file."""

    def __init__(self, head: bytes, plan: bytes, styles: Styles) -> None:
        self._styles = styles
        self._runs = Runs(head, plan, _RUN, self._traits)

    def at(self, place: int) -> Traits:
        """Return what the paragraph is that has a byte."""
        return self._runs.at(place)[0] or Traits()

    def _traits(self, page: bytes, place: int) -> Traits:
        """Read the properties of one paragraph."""
        size = 2 * page[place] - 1
        if not page[place]:
            place = min(place + 1, len(page) - 1)
            size = 2 * page[place]
        data = page[place + 1 : place + 1 + size]
        if len(data) < _HALF.size:
            return Traits()
        style = _HALF.unpack_from(data)[0]
        look = self._styles.look(style)
        told = {**look.paragraph, **changes(data[2:])}
        outline = number(told.get(_OUTLINE, bytes([_BODY])))
        return Traits(
            level=look.level or (outline + 1 if outline < _BODY else 0),
            in_table=bool(number(told.get(_IN_TABLE))) or _HUGE in told,
            # What is said of a row with many cells lies elsewhere; nothing else lies there.
            ends_row=bool(number(told.get(_ROW_END))) or _HUGE in told,
            series=number(told.get(_LIST)),
            place=number(told.get(_PLACE)),
            style=style,
            centred=number(told.get(_ALIGNED) or told.get(_ALIGNED_ONCE)) == _CENTRED,
        )
