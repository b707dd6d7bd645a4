"""Where the texts of a DOC lie: the main one and those beside it, piece by piece (MS-DOC, 2.4.1, 2.9.38)."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from struct import Struct
from typing import NamedTuple

from scrapers.documents.doc.numbers import half, whole
from scrapers.documents.kept import MOST
from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_LENGTHS = Struct("<7L")
_PIECE = Struct("<2xL2x")
_TEXT_LENGTHS, _CLX = 0x4C, 0x1A2
"""Where the head of the document says how long its texts are, and where the table of pieces lies."""
_MAIN, _FEET, _ENDS, _BOXES = 0, 1, 5, 6
"""Which of those texts are which."""
_BYTES = 1 << 30
"""The bit that says that a piece has one byte a letter."""
_CHANGED, _PIECES = 1, 2


class Piece(NamedTuple):
    """A run of text that lies in one place of the file."""

    start: int
    """Where it lies, in bytes."""
    width: int
    """Bytes of a letter."""
    text: str


def table_of(table: bytes, head: bytes, at: int) -> bytes:
    """Return a part of the stream of tables."""
    start, length = place(head, at)
    return table[start : start + length]


def place(head: bytes, at: int) -> tuple[int, int]:
    """Return where a part begins, and how long it is."""
    return whole(head, at), whole(head, at + 4)


def stories(head: bytes) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of the main text, of both kinds of notes, and of boxes."""
    spans = list(pairwise(accumulate(_LENGTHS.unpack_from(head, _TEXT_LENGTHS), initial=0)))
    yield from (spans[which] for which in (_MAIN, _FEET, _ENDS, _BOXES))


def pieces(head: bytes, table: bytes, first: int, last: int) -> Iterator[Piece]:
    """Yield the pieces between two places of the text, up to what is kept of a file."""
    places = _places(table_of(table, head, _CLX))
    count = (len(places) - 4) // 12
    left = min(last - first, 2 * MOST)
    for at in range(count):
        begin, end = (whole(places, 4 * one) for one in (at, at + 1))
        (start,) = _PIECE.unpack_from(places, 4 * (count + 1) + 8 * at)
        skipped, letters = max(first - begin, 0), min(min(end, last) - max(begin, first), left)
        if letters <= 0:
            continue
        left -= letters
        width = 1 if start & _BYTES else 2
        start = (start & ~_BYTES) // 2 + skipped if width == 1 else start + 2 * skipped
        data = head[start : start + width * letters]
        yield Piece(start, width, data.decode("cp1252" if width == 1 else "utf-16-le", "replace"))


def _places(clx: bytes) -> bytes:
    """Find the table of pieces, which stands behind what was changed in a hurry."""
    at = 0
    while at + 5 <= len(clx) and clx[at] == _CHANGED:
        at += 3 + half(clx, at + 1)
    if at + 5 > len(clx) or clx[at] != _PIECES:
        raise Unreadable(NoText.DAMAGED)
    return clx[at + 5 : at + 5 + whole(clx, at + 1)]
