"""Writes the sheets of a workbook, of whatever kind: each is a heading and a table."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scrapers.documents.faces import Face, Faces, Span
from scrapers.documents.kept import MOST, Kept

MOST_COLUMNS = MOST_SHEETS = 200
"""So many are read of a workbook."""
Row = list[Span]
EMPTY: Span = (Face(), "")


class Sheet(NamedTuple):
    """A sheet that people see."""

    name: str
    rows: Iterable[Row]


def write(sheets: Iterable[Sheet], kept: Kept) -> None:
    """Add sheets, unless nothing stands in them; no more than is kept of a file is read at all."""
    some = list(_bounded(sheets))
    faces = Faces(cell for sheet in some for row in sheet.rows for cell in row)
    for name, rows in some:
        if rows:
            kept.heading(faces.modern(Face(), name))
            kept.table([faces.modern(*cell) for cell in row] for row in rows)


def _bounded(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    left = 2 * MOST
    for sheet in sheets:
        rows: list[Row] = []
        for row in sheet.rows:
            if any(text.strip() for _, text in row):
                rows.append(row)
            left -= sum(len(text) + 1 for _, text in row) + 1
            if left < 0:
                break
        yield Sheet(sheet.name, rows)
        if left < 0:
            return
