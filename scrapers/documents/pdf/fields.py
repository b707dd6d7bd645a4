"""Reads what was filled in on a page of a PDF: the fields of its form, and text that was written upon it.

None of that is in the content of the page (ISO 32000-1, 12.5.6.6 and 12.7). Signatures are left out.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from scrapers.documents.faces import Face
from scrapers.documents.kept import MOST
from scrapers.documents.pdf.geometry import FAR
from scrapers.documents.pdf.page import Piece
from scrapers.documents.pdf.streams import data_of, inherited, name_of, numbers, resolved, value

_WRITTEN = "FreeText"
_MOST_FIELDS = 2000
"""On a page."""
_UNSEEN = 0x02 | 0x20
"""Flags of what is hidden, or only printed."""
_LONG, _SECRET = 1 << 12, 1 << 13
"""Flags of a field of several lines, and of one for a password."""
_SIZE = re.compile(r"([\d.]{1,9})\s+Tf")
_USUAL = 12.0
"""Size of letters where that is left to who shows them; smaller where there is no room."""
_WIDE, _APART = 0.5, 1.2
"""How wide letters are, and how far lines stand apart, in sizes."""
_FILLED, _BELOW = 0.7, 0.28
"""How much of a field a line fills, and how far below its middle it stands, in sizes."""


def filled_in(page: Any) -> Iterator[Piece]:
    """Yield what was filled in on a page, each line where it is shown."""
    found = value(page, "Annots")
    for one in islice(found if isinstance(found, list) else [], _MOST_FIELDS):
        note = resolved(one)
        flags = value(note, "F")
        corners = numbers(value(note, "Rect"))
        if len(corners) == 4 and not (isinstance(flags, int) and flags & _UNSEEN):  # noqa: PLR2004 - two points
            yield from _lines(note, corners)


def _lines(note: Any, corners: list[float]) -> Iterator[Piece]:
    left, right = sorted(corners[::2])
    low, high = sorted(corners[1::2])
    text = _shown_text(note)[:MOST]
    is_long = bool(_number(inherited(note, "Ff")) & _LONG) or name_of(value(note, "Subtype")) == _WRITTEN
    lines = list(filter(str.strip, text.splitlines() if is_long else [" ".join(text.split())]))
    if not lines or not -FAR < min(left, low) <= max(right, high) < FAR:
        return
    size = _size(note) or min(_USUAL, (high - low) * _FILLED) or _USUAL
    apart = min(_APART * size, (high - low) / len(lines)) if is_long else high - low
    for at, line in enumerate(lines):
        base = high - apart * (at + 0.5) - _BELOW * size
        end = min(left + _WIDE * size * len(line), max(right, left + size))
        yield Piece(left, base, end, size, line, Face(), bold=False)


def _shown_text(note: Any) -> str:
    """Return the text of a field, or what was written upon the page; "" for anything else."""
    kind = name_of(value(note, "Subtype"))
    if kind == _WRITTEN:
        return _text(value(note, "Contents"))
    if kind != "Widget" or _number(inherited(note, "Ff")) & _SECRET:
        return ""
    return _text(inherited(note, "V")) if name_of(inherited(note, "FT")) in ("Tx", "Ch") else ""


def _size(note: Any) -> float:
    """Return the size of letters that a field is told to have; 0 where it is left open."""
    found = _SIZE.search(_text(inherited(note, "DA")))
    return min(float(found[1]), FAR) if found and found[1].count(".") <= 1 and found[1] != "." else 0.0


def _number(thing: Any) -> int:
    return thing if isinstance(thing, int) else 0


def _text(thing: Any) -> str:
    """Return a string, which may be a stream; there may be several, which were chosen."""
    if isinstance(thing, list):
        return ", ".join(_text(resolved(one)) for one in thing)
    if isinstance(thing, str):
        return thing
    data = thing if isinstance(thing, bytes) else data_of(thing)
    return data.decode("utf-16" if data[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
