"""Reads the DOC of Word 97 to 2003 (MS-DOC): its main text, piece by piece, and what its paragraphs are."""

import re
from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from scrapers.documents.doclists import Lists
from scrapers.documents.docpapers import Papers, Traits
from scrapers.documents.faces import Face, Faces
from scrapers.documents.kept import MOST, Kept
from scrapers.documents.marks import Marked
from scrapers.documents.ole import CompoundFile
from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_WORD97 = 193
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_HALF = Struct("<H")
_WHOLE = Struct("<L")
_PIECE = Struct("<2xL2x")
_TEXT_LENGTH, _PAPERS, _CLX, _LISTS, _USES = 0x4C, 0x102, 0x1A2, 0x2E2, 0x2EA
"""Where the head of the document says how long its text is, and where some of its tables lie."""
_BYTES = 1 << 30
"""The bit that says that a piece has one byte a letter."""
_CHANGED, _PIECES = 1, 2
_ENDS = re.compile("[\r\x07\x0c]")
_FIELDS = re.compile("([\x13-\x15])")
_LETTERS = {0x0B: "\n", 0x0E: "\n", 0x1E: "-"}
_CELL = "\x07"
_DEEPEST = 20
"""Fields inside of each other."""


class _Piece(NamedTuple):
    """A run of text that lies in one place of the file."""

    start: int
    """Where it lies, in bytes."""
    width: int
    """Bytes of a letter."""
    text: str


class _Part(NamedTuple):
    """A paragraph, or one that ends a cell or a row."""

    text: str
    end: str
    traits: Traits


def read_doc(file: CompoundFile, kept: Kept) -> None:
    """Read the main text of a document; Unreadable for one of a Word before 97."""
    head = file.read("WordDocument")
    if len(head) < _USES + 8 or _HALF.unpack_from(head, 2)[0] < _WORD97:
        raise Unreadable(NoText.FOREIGN)
    (flags,) = _HALF.unpack_from(head, 10)
    if flags & _ENCRYPTED:
        raise Unreadable(NoText.LOCKED)
    table = file.read("1Table" if flags & _SECOND_TABLE else "0Table")
    papers = Papers(head, _part_of(table, head, _PAPERS))
    parts = list(_parts(list(_pieces(head, _part_of(table, head, _CLX))), papers))
    lists = Lists(table, _place(head, _LISTS), _place(head, _USES))
    _Writer(kept, Faces([(Face(), part.text) for part in parts]), lists).write(parts)


def _part_of(table: bytes, head: bytes, at: int) -> bytes:
    start, length = _place(head, at)
    return table[start : start + length]


def _place(head: bytes, at: int) -> tuple[int, int]:
    """Return where a table begins, and how long it is."""
    return _WHOLE.unpack_from(head, at)[0], _WHOLE.unpack_from(head, at + 4)[0]


def _pieces(head: bytes, clx: bytes) -> Iterator[_Piece]:
    """Yield the pieces of the main text in their order."""
    places = _places(clx)
    count = (len(places) - 4) // 12
    left = min(_WHOLE.unpack_from(head, _TEXT_LENGTH)[0], 2 * MOST)
    for at in range(count):
        first, last = (_WHOLE.unpack_from(places, 4 * one)[0] for one in (at, at + 1))
        (place,) = _PIECE.unpack_from(places, 4 * (count + 1) + 8 * at)
        letters = min(last - first, left)
        if letters <= 0:
            return
        if place & _BYTES:
            start = (place & ~_BYTES) // 2
            yield _Piece(start, 1, head[start : start + letters].decode("cp1252", "replace"))
        else:
            yield _Piece(place, 2, head[place : place + 2 * letters].decode("utf-16-le", "replace"))
        left -= letters


def _places(clx: bytes) -> bytes:
    """Find the table of pieces, which stands behind what was changed in a hurry."""
    at = 0
    while at + 5 <= len(clx) and clx[at] == _CHANGED:
        at += 3 + _HALF.unpack_from(clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != _PIECES:
        raise Unreadable(NoText.DAMAGED)
    return clx[at + 5 : at + 5 + _WHOLE.unpack_from(clx, at + 1)[0]]


def _parts(pieces: list[_Piece], papers: Papers) -> Iterator[_Part]:
    fields, text = _Fields(), ""
    for piece in pieces:
        begun = 0
        for match in _ENDS.finditer(piece.text):
            text += fields.shown(piece.text[begun : match.start()])
            place = piece.start + piece.width * match.start()
            yield _Part(text.translate(_LETTERS), match[0], papers.at(place))
            text, begun = "", match.end()
        text += fields.shown(piece.text[begun:])
    yield _Part(text.translate(_LETTERS), "\r", Traits())


class _Fields:
    """Leaves out the commands of fields, which may hold others and go over several paragraphs."""

    def __init__(self) -> None:
        self._commands: list[bool] = []

    def shown(self, text: str) -> str:
        shown = ""
        for part in _FIELDS.split(text):
            if part == "\x13":
                self._commands.append(True)
            elif part == "\x14" and self._commands:
                self._commands[-1] = False
            elif part == "\x15" and self._commands:
                self._commands.pop()
            elif True not in self._commands[-_DEEPEST:]:
                shown += part
        return shown


class _Writer:
    def __init__(self, kept: Kept, faces: Faces, lists: Lists) -> None:
        self._kept, self._faces, self._lists = kept, faces, lists
        self._marked = Marked(kept)
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._cell: list[str] = []
        self._series, self._first, self._items = 0, 0, list[str]()

    def write(self, parts: list[_Part]) -> None:
        for part in parts:
            text = self._faces.modern(Face(), part.text)
            if part.end == _CELL or part.traits.in_table:
                self._table_part(text, part)
            else:
                self._end_table()
                self._paragraph(text, part.traits)
        self._end_table()
        self._end_list()
        self._marked.end()

    def _paragraph(self, text: str, traits: Traits) -> None:
        if traits.series and not traits.level and text.strip():
            self._item(text, traits.series)
            return
        self._end_list()
        if traits.level:
            self._marked.end()
            self._kept.heading(text, traits.level)
        else:
            self._marked.paragraph(text)

    def _item(self, text: str, series: int) -> None:
        """Add an item; those with dots are one list, whatever list each is of."""
        number = self._lists.number(series)
        if series != self._series and (number or self._first):
            self._end_list()
        if not self._items:
            self._marked.end()
            self._first = number
        self._series = series
        self._items.append(text)

    def _table_part(self, text: str, part: _Part) -> None:
        """Add a paragraph to a cell, which may end, or end a row."""
        if part.end == _CELL and part.traits.ends_row:
            self._rows.append(self._row)
            self._row = []
            return
        self._cell.append(text)
        if part.end == _CELL:
            self._row.append("\n".join(self._cell))
            self._cell = []

    def _end_table(self) -> None:
        rest = [*self._row, *(["\n".join(self._cell)] if self._cell else ())]
        rows = [*self._rows, rest] if rest else self._rows
        self._rows, self._row, self._cell = [], [], []
        if rows:
            self._end_list()
            self._marked.end()
            self._kept.table(rows)

    def _end_list(self) -> None:
        items, first = self._items, self._first
        self._items, self._first, self._series = [], 0, 0
        self._kept.items(items, ordered=first > 0, start=first)
