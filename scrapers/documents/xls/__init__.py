"""Reads the XLS of Excel 5 to 2003 (MS-XLS). Each sheet that is shown is a heading and a table."""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from struct import Struct
from typing import NamedTuple

from scrapers.documents.cells import Formats, Style
from scrapers.documents.codepages import codec_of
from scrapers.documents.faces import Face, face_of
from scrapers.documents.kept import Kept
from scrapers.documents.refusal import Unreadable
from scrapers.documents.sheets import EMPTY, MOST_COLUMNS, MOST_SHEETS, Row, Sheet, write
from scrapers.documents.xls.texts import Texts
from scrapers.model import NoText

_HEAD = Struct("<HH")
_EXCEL5, _EXCEL97 = 0x0500, 0x0600
_NO_NUMBER, _TRUTH = b"\xff\xff", 1
"""What a formula comes to that is no number, and then whether that is true or false."""
_ONE_SHEET = b"\x10\0"
"""What says at the beginning that what follows is a sheet."""
_CELL = Struct("<HHH")
_SHORT = Struct("<HL")
_WHOLE = Struct("<L")
_REAL = Struct("<d")
_FONT_NAME, _NO_FONT = 14, 4
"""Where the name of a font begins; the number that no font has."""
_MOST_CELLS = 500_000


class _Kind:
    """What records are, by their numbers; behind each stands its name in MS-XLS, 2.3."""

    BEGIN = 0x809  # BOF
    END = 0x0A  # EOF
    LOCKED = 0x2F  # FilePass
    SHEET = 0x85  # BoundSheet8
    LATER = 0x22  # Date1904
    CODES = 0x42  # CodePage
    TEXTS = 0xFC  # SST
    MORE = 0x3C  # Continue
    FONT = 0x31  # Font
    STYLE = 0xE0  # XF
    FORMAT = 0x41E  # Format
    SHARED = 0xFD  # LabelSst
    NUMBER = 0x203  # Number
    RK = 0x27E  # RK
    RKS = 0xBD  # MulRk
    LABELS = (0x204, 0xD6)  # Label, RString
    SWITCH = 0x205  # BoolErr
    FORMULA = 0x06  # Formula
    RESULT = 0x207  # String


class _Record(NamedTuple):
    kind: int
    data: bytes


class _Cell(NamedTuple):
    row: int
    column: int
    style: str
    text: str


def read_book(book: bytes, kept: Kept) -> None:
    """Read the records of a workbook, or of a single sheet, which programs write with nothing around it.

    Unreadable for one of an Excel before 5.
    """
    records = list(_records(book, 0))
    told = records[0].data if records and records[0].kind == _Kind.BEGIN else b""
    version, is_sheet = int.from_bytes(told[:2], "little"), told[2:4] == _ONE_SHEET
    if version not in (_EXCEL5, _EXCEL97) and not is_sheet:
        raise Unreadable(NoText.FOREIGN)
    if any(record.kind == _Kind.LOCKED for record in records):
        raise Unreadable(NoText.LOCKED)
    texts = Texts("" if version == _EXCEL97 else _codec(records))
    sheets = _single(records, texts) if is_sheet else _sheets(book, records, texts)
    write(islice(sheets, MOST_SHEETS), kept)


def _records(book: bytes, at: int) -> Iterator[_Record]:
    """Yield the records of the book itself or of a sheet, up to its end."""
    while at + _HEAD.size <= len(book):
        kind, size = _HEAD.unpack_from(book, at)
        at += _HEAD.size
        yield _Record(kind, book[at : at + size])
        at += size
        if kind == _Kind.END:
            return


def _codec(records: list[_Record]) -> str:
    told = next((record.data for record in records if record.kind == _Kind.CODES), b"")
    return codec_of(int.from_bytes(told[:2], "little"))


def _sheets(book: bytes, records: list[_Record], texts: Texts) -> Iterator[Sheet]:
    """Yield the sheets that are shown, which are tables and neither diagrams nor hidden."""
    shared, formats = list(_shared(records, texts)), _formats(records, texts)
    for kind, data in records:
        if kind == _Kind.SHEET and len(data) >= 8 and not data[4] & 3 and not data[5]:  # noqa: PLR2004 - its fixed part
            cells = _cells(_records(book, _WHOLE.unpack_from(data)[0]), shared, texts, formats)
            yield Sheet(texts.at(data, 6, short=True), _rows(cells, formats))


def _single(records: list[_Record], texts: Texts) -> Iterator[Sheet]:
    """Yield the sheet whose records these are; it has no name."""
    formats = _formats(records, texts)
    yield Sheet("", _rows(_cells(iter(records), [], texts, formats), formats))


def _shared(records: list[_Record], texts: Texts) -> Iterator[str]:
    at = next((at for at, record in enumerate(records) if record.kind == _Kind.TEXTS), None)
    if at is None:
        return
    parts = [records[at].data]
    for record in records[at + 1 :]:
        if record.kind != _Kind.MORE:
            break
        parts.append(record.data)
    yield from texts.shared(parts)


def _formats(records: list[_Record], texts: Texts) -> Formats:
    faces: list[Face] = []
    codes: dict[str, str] = {}
    styles: list[Style] = []
    for kind, data in records:
        first, second = int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little")
        if kind == _Kind.FONT:
            faces.append(face_of(texts.at(data, _FONT_NAME, short=True)))
        elif kind == _Kind.FORMAT:
            codes[str(first)] = texts.at(data, 2, short=texts.are_old)
        elif kind == _Kind.STYLE:
            font = first - (first > _NO_FONT)
            styles.append(Style(str(second), faces[font] if font < len(faces) else Face()))
    later = any(kind == _Kind.LATER and data[:1] == b"\1" for kind, data in records)
    return Formats(codes, styles, later=later)


def _rows(cells: Iterator[_Cell], formats: Formats) -> Iterator[Row]:
    """Yield the rows of a sheet: they come in their order, and so do the cells of each, as a rule."""
    known = {(one.row, one.column): one for one in islice(cells, _MOST_CELLS) if one.text}
    for _, places in groupby(sorted(known), key=itemgetter(0)):
        row: Row = []
        for place in places:
            cell = known[place]
            if cell.column < MOST_COLUMNS:
                row += [EMPTY] * (cell.column - len(row))
                row.append((formats.face(cell.style), cell.text))
        yield row


def _cells(records: Iterator[_Record], shared: list[str], texts: Texts, formats: Formats) -> Iterator[_Cell]:
    """Yield the cells of a sheet; what a formula comes to may be a text in a record behind it."""
    waiting = _Cell(0, 0, "", "")
    for kind, data in records:
        if kind == _Kind.RESULT:
            yield waiting._replace(text=texts.at(data, 0))
        elif len(data) < _CELL.size + 2:
            continue
        elif kind == _Kind.RKS:
            yield from _numbers(data, formats)
        else:
            row, column, number = _CELL.unpack_from(data)
            cell = _Cell(row, column, str(number), "")
            if kind == _Kind.FORMULA:
                waiting = cell
            if (value := _number(kind, data)) is not None:
                yield cell._replace(text=formats.shown(repr(value), cell.style))
            elif kind in _Kind.LABELS:
                yield cell._replace(text=texts.at(data, 6))
            elif text := _other(kind, data, shared):
                yield cell._replace(text=text)


def _numbers(data: bytes, formats: Formats) -> Iterator[_Cell]:
    """Yield the cells of a record that holds several numbers side by side."""
    row, column = _HEAD.unpack_from(data)
    for at in range((len(data) - 6) // 6):
        style, code = _SHORT.unpack_from(data, 4 + 6 * at)
        yield _Cell(row, column + at, str(style), formats.shown(repr(_rk(code)), str(style)))


def _other(kind: int, data: bytes, shared: list[str]) -> str:
    """Return what a cell shows that holds no number and no text of its own."""
    if kind == _Kind.SHARED:
        number = int.from_bytes(data[6:10], "little")
        return shared[number] if number < len(shared) else ""
    if kind == _Kind.SWITCH and not data[7]:
        return "TRUE" if data[6] else "FALSE"
    if kind == _Kind.FORMULA and data[6] == _TRUTH:
        return "TRUE" if data[8:9] == b"\1" else "FALSE"
    return ""


def _number(kind: int, data: bytes) -> float | None:
    if kind == _Kind.RK:
        return _rk(_WHOLE.unpack_from(data, 6)[0]) if len(data) >= 10 else None  # noqa: PLR2004 - all of it
    is_real = kind == _Kind.NUMBER or (kind == _Kind.FORMULA and data[12:14] != _NO_NUMBER)
    return float(_REAL.unpack_from(data, 6)[0]) if is_real and len(data) >= 6 + _REAL.size else None


def _rk(code: int) -> float:
    """Read a number that was made short: a hundredth, or a whole one, or the upper half of any."""
    if code & 2:
        number = float((code - (1 << 32) if code & 1 << 31 else code) >> 2)
    else:
        number = float(_REAL.unpack((code & ~3).to_bytes(4, "little").rjust(8, b"\0"))[0])
    return number / 100 if code & 1 else number
