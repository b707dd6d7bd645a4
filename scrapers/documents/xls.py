"""Reads the XLS of Excel 97 to 2003 (MS-XLS). Each sheet that is shown is a heading and a table."""

from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from scrapers.documents.cells import Formats
from scrapers.documents.faces import all_modern
from scrapers.documents.kept import Kept
from scrapers.documents.ole import CompoundFile
from scrapers.documents.refusal import Unreadable
from scrapers.documents.xlstexts import shared_texts, text_of
from scrapers.model import NoText

_HEAD = Struct("<HH")
_BEGIN, _END, _LOCKED, _SHEET, _TEXTS, _MORE, _STYLE, _FORMAT = (
    0x809,
    0x0A,
    0x2F,
    0x85,
    0xFC,
    0x3C,
    0xE0,
    0x41E,
)
_SHARED, _NUMBER, _RK, _RKS, _LABEL, _SWITCH, _FORMULA, _RESULT = (
    0xFD,
    0x203,
    0x27E,
    0xBD,
    0x204,
    0x205,
    0x06,
    0x207,
)
_EXCEL97 = 0x0600
_NO_NUMBER = b"\xff\xff"
_CELL = Struct("<HHH")
_SHORT = Struct("<HL")
_WHOLE = Struct("<L")
_REAL = Struct("<d")
_MOST_COLUMNS, _MOST_SHEETS, _MOST_CELLS = 200, 200, 500_000


class _Record(NamedTuple):
    kind: int
    data: bytes


class _Sheet(NamedTuple):
    name: str
    start: int


def read_xls(file: CompoundFile, kept: Kept) -> None:
    """Read the sheets of a workbook; Unreadable for one of an Excel before 97."""
    book = file.read("Workbook")
    records = list(_records(book, 0))
    if not records or records[0].kind != _BEGIN or records[0].data[:2] != _EXCEL97.to_bytes(2, "little"):
        raise Unreadable(NoText.FOREIGN)
    if any(record.kind == _LOCKED for record in records):
        raise Unreadable(NoText.LOCKED)
    texts, formats = all_modern(_texts(records)), _formats(records)
    for sheet in [one for record in records if (one := _sheet(record))][:_MOST_SHEETS]:
        rows = _rows(_records(book, sheet.start), texts, formats)
        if any(map(any, rows)):
            kept.heading(sheet.name)
            kept.table(rows)


def _records(book: bytes, at: int) -> Iterator[_Record]:
    """Yield the records of the book itself or of a sheet, up to its end."""
    while at + _HEAD.size <= len(book):
        kind, size = _HEAD.unpack_from(book, at)
        at += _HEAD.size
        yield _Record(kind, book[at : at + size])
        at += size
        if kind == _END:
            return


def _sheet(record: _Record) -> _Sheet | None:
    """Return the sheet that a record names; None where it names none, or one that is not shown."""
    data = record.data
    if record.kind != _SHEET or len(data) < 8 or data[4] & 3 or data[5]:  # noqa: PLR2004 - its fixed part
        return None
    return _Sheet(text_of(data, 6, short=True), _WHOLE.unpack_from(data)[0])


def _texts(records: list[_Record]) -> Iterator[str]:
    at = next((at for at, record in enumerate(records) if record.kind == _TEXTS), None)
    if at is None:
        return
    parts = [records[at].data]
    for record in records[at + 1 :]:
        if record.kind != _MORE:
            break
        parts.append(record.data)
    yield from shared_texts(parts)


def _formats(records: list[_Record]) -> Formats:
    codes = {
        str(int.from_bytes(one.data[:2], "little")): text_of(one.data, 2)
        for one in records
        if one.kind == _FORMAT
    }
    styles = [str(int.from_bytes(one.data[2:4], "little")) for one in records if one.kind == _STYLE]
    return Formats(codes, styles)


def _rows(records: Iterator[_Record], texts: list[str], formats: Formats) -> list[list[str]]:
    rows: dict[int, dict[int, str]] = {}
    for count, (row, column, text) in enumerate(_cells(records, texts, formats)):
        if count > _MOST_CELLS:
            break
        if column < _MOST_COLUMNS and text:
            rows.setdefault(row, {})[column] = text
    return [[row.get(at, "") for at in range(max(row) + 1)] for _, row in sorted(rows.items())]


def _cells(records: Iterator[_Record], texts: list[str], formats: Formats) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of each cell; what a formula comes to may be a text in the next record."""
    waiting = (0, 0)
    for kind, data in records:
        if kind == _RESULT:
            yield *waiting, text_of(data, 0)
        elif len(data) >= _CELL.size + 2:
            row, column, style = _CELL.unpack_from(data)
            waiting = (row, column)
            if kind == _RKS:
                for at in range((len(data) - 6) // 6):
                    style, code = _SHORT.unpack_from(data, 4 + 6 * at)
                    yield row, column + at, formats.shown(repr(_rk(code)), str(style))
            elif (number := _number(kind, data)) is not None:
                yield row, column, formats.shown(repr(number), str(style))
            else:
                yield row, column, _text(kind, data, texts)


def _text(kind: int, data: bytes, texts: list[str]) -> str:
    """Return what a cell shows that holds no number."""
    if kind == _SHARED:
        number = int.from_bytes(data[6:10], "little")
        return texts[number] if number < len(texts) else ""
    if kind == _LABEL:
        return text_of(data, 6)
    if kind == _SWITCH and not data[7]:
        return "TRUE" if data[6] else "FALSE"
    return ""


def _number(kind: int, data: bytes) -> float | None:
    if kind == _RK:
        return _rk(_WHOLE.unpack_from(data, 6)[0]) if len(data) >= 10 else None  # noqa: PLR2004 - all of it
    is_real = kind == _NUMBER or (kind == _FORMULA and data[12:14] != _NO_NUMBER)
    return float(_REAL.unpack_from(data, 6)[0]) if is_real and len(data) >= 6 + _REAL.size else None


def _rk(code: int) -> float:
    """Read a number that was made short: a hundredth, or a whole one, or the upper half of any."""
    if code & 2:
        number = float((code - (1 << 32) if code & 1 << 31 else code) >> 2)
    else:
        number = float(_REAL.unpack((code & ~3).to_bytes(4, "little").rjust(8, b"\0"))[0])
    return number / 100 if code & 1 else number
