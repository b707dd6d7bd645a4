"""Reads the DOC of Word 97 to 2003 (MS-DOC): its main text, the boxes beside it, the notes to it."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from scrapers.documents.composing import Composer
from scrapers.documents.doc.letters import Letters
from scrapers.documents.doc.lists import Lists
from scrapers.documents.doc.numbers import half
from scrapers.documents.doc.paragraphs import Paragraphs, Traits
from scrapers.documents.doc.styles import Styles, fonts
from scrapers.documents.doc.texts import Piece, pieces, place, stories, table_of
from scrapers.documents.faces import Face, Faces, Span, joined
from scrapers.documents.kept import Kept
from scrapers.documents.ole import CompoundFile
from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_WORD97 = 193
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_STYLES, _LETTERS, _PARAGRAPHS, _FONTS, _LISTS, _USES = 0xA2, 0xFA, 0x102, 0x112, 0x2E2, 0x2EA
"""Where the head of the document says where some of its tables lie: in fcStshf, fcPlcfBteChpx, fcPlcfBtePapx,
fcSttbfFfn, fcPlfLst and fcPlfLfo of MS-DOC, 2.5.6."""
_FEET, _ENDS = 0xAA, 0x20A
"""And likewise those of where its notes are called: fcPlcffndRef and fcPlcfendRef."""
_BREAKS = re.compile("[\r\x07\x0c]")
_FIELDS = re.compile("([\x13-\x15])")
_SHOWN = {0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0x1F: "\xad"}
_CELL, _NOTE = "\x07", "\x02"
_DEEPEST = 20
"""Fields inside of each other."""


class _Part(NamedTuple):
    """A paragraph, or one that ends a cell or a row."""

    spans: list[Span]
    end: str
    traits: Traits
    strong: bool
    """Whether all of it is bold."""


def read_doc(file: CompoundFile, kept: Kept) -> None:
    """Read a document; Unreadable for one of a Word before 97."""
    head = file.read("WordDocument")
    if half(head, 2) < _WORD97:
        raise Unreadable(NoText.FOREIGN)
    flags = half(head, 10)
    if flags & _ENCRYPTED:
        raise Unreadable(NoText.LOCKED)
    table = file.read("1Table" if flags & _SECOND_TABLE else "0Table")
    main, feet, ends, boxes = _texts(head, table, file.read("Data"))
    faces = Faces(span for part in (*main, *feet, *ends, *boxes) for span in joined(part.spans))
    writer = _Writer(kept, faces, Lists(table, place(head, _LISTS), place(head, _USES)))
    writer.write(main)
    writer.write(boxes)
    writer.write((*feet, *ends))


def _texts(head: bytes, table: bytes, more: bytes) -> Iterator[list[_Part]]:
    """Yield the main text, the notes below its pages and behind it, and what stands in boxes."""
    styles = Styles(table_of(table, head, _STYLES))
    paragraphs = Paragraphs(head, table_of(table, head, _PARAGRAPHS), styles, more)
    letters = Letters(head, table_of(table, head, _LETTERS), styles, fonts(table_of(table, head, _FONTS)))
    feet, ends = (_called(table_of(table, head, at)) for at in (_FEET, _ENDS))
    numbers = dict(zip(sorted((*feet, *ends)), count(1), strict=False))
    of_stories = (count(1), *((numbers[one] for one in some) for some in (feet, ends)), iter(()))
    for (first, last), some in zip(stories(head), of_stories, strict=True):
        yield list(_parts(pieces(head, table, first, last), paragraphs, letters, some))


def _called(table: bytes) -> list[int]:
    """Return where notes are called: each has a place, of four bytes, and a mark, of two."""
    return [int.from_bytes(table[4 * at : 4 * at + 4], "little") for at in range((len(table) - 4) // 6)]


class _Reader:
    """Puts the letters of one paragraph together."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._fields = _Fields()
        self._spans: list[Span] = []
        self._bold: list[bool] = []

    def add(self, face: Face, text: str, *, bold: bool, hidden: bool) -> None:
        """Add letters that look alike; marks of notes become their numbers."""
        text = self._fields.shown(text)
        if hidden:
            return
        if text.strip():
            self._bold.append(bold)
        for part in re.split(f"({_NOTE})", text.translate(_SHOWN)):
            if part == _NOTE:
                self._spans.append((Face(), f"[{next(self._numbers, '*')}]"))
            elif part:
                self._spans.append((face, part))

    def part(self, end: str, traits: Traits) -> _Part:
        """End the paragraph."""
        part = _Part(self._spans, end, traits, all(self._bold))
        self._spans, self._bold = [], []
        return part


def _parts(
    some: Iterable[Piece], paragraphs: Paragraphs, letters: Letters, numbers: Iterator[int]
) -> Iterator[_Part]:
    reader = _Reader(numbers)
    for piece in some:
        begun = 0
        while begun < len(piece.text):
            match = _BREAKS.search(piece.text, begun)
            to = match.start() if match else len(piece.text)
            start = piece.start + piece.width * begun
            for run in letters.runs(start, piece.width, piece.text[begun:to], paragraphs.at(start).style):
                reader.add(run.face, run.text, bold=run.bold, hidden=run.hidden)
            if match:
                yield reader.part(match[0], paragraphs.at(piece.start + piece.width * to))
            begun = to + 1
    yield reader.part("\r", Traits())


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
    """Makes blocks of what a document holds."""

    def __init__(self, kept: Kept, faces: Faces, lists: Lists) -> None:
        self._kept, self._faces, self._lists = kept, faces, lists
        self._composer = Composer(kept)
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._cell: list[str] = []

    def write(self, parts: Iterable[_Part]) -> None:
        for part in parts:
            text = self._faces.text(part.spans)
            if part.end == _CELL or part.traits.in_table:
                self._table_part(text, part)
            else:
                self._end_table()
                self._paragraph(text, part)
        self._composer.end()

    def _paragraph(self, text: str, part: _Part) -> None:
        traits = part.traits
        item = self._lists.next(traits.series, traits.place) if text.strip() else None
        self._composer.described(
            text, level=traits.level, item=item, strong=part.strong, centred=traits.centred
        )

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
            self._composer.end()
            self._kept.table(rows)
