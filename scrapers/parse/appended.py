"""Tells what stands appended to a text: files, in a table perhaps, keywords, and notes that it refers to."""

import re
from collections.abc import Sequence

from scrapers.parse.lines import Line, Table

NOTES = re.compile(r"(?:từ (?:khóa|khoá)|tags?|(?:xem|đọc) thêm)\s*:|\[\d{1,2}\] ", re.IGNORECASE)
"""How a line begins that lists keywords, names other news, or is a note to the text."""
_HEADS_FILES = re.compile(
    r"(?:các )?(?:tập tin|tệp(?: tin)?|file|tài liệu|văn bản) (?:đính )?kèm\b", re.IGNORECASE
)


class Files:
    """Tells which lines offer files, head them, or stand with them in a table that is not all of the text."""

    def __init__(self, lines: Sequence[Line], first: Line | None = None) -> None:
        """`first` is the first line of the text, where `lines` do not begin with it."""
        offers = filter(Line.offers_file, lines)
        self._tables = {_table_apart(line, first or lines[0]) for line in offers} - {None}

    def have(self, line: Line) -> bool:
        """Tell whether a line is of the files."""
        cell = line.place.cell
        return _is_file(line) or (cell is not None and cell.table in self._tables)


def files_from(lines: Sequence[Line]) -> int:
    """Find where the files at the end of a text begin, with their table and what heads them."""
    files, at = Files(lines), len(lines)
    while at > 0 and files.have(lines[at - 1]):
        at -= 1
    return at


def _is_file(line: Line) -> bool:
    return line.offers_file() or _HEADS_FILES.match(line.text) is not None


def _table_apart(line: Line, first: Line) -> Table | None:
    """Return the table of a line; None where the text, which begins at `first`, stands in it too."""
    cell, around = line.place.cell, first.place.cell
    while around is not None and cell is not None:
        if around.table is cell.table:
            return None
        around = around.outer
    return cell.table if cell is not None else None
