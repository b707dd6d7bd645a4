"""Articles that are shown as the form they were filed in: a table with a label and its value in each row."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scrapers.parse.facts import tells_a_day
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Cell, Line, Table

_TITLES = Labels(("Tiêu đề", "Tiêu đề tin", "Tiêu đề bài viết", "Tên bài viết", "Title"))
_TEXTS = Labels(
    ("Nội dung", "Nội dung tin", "Nội dung bài viết", "Nội dung chi tiết", "Tóm tắt", "Mô tả", "Body")
)
_FILES = Labels(("Phần đính kèm", "Tệp đính kèm", "Tập tin đính kèm", "File đính kèm", "Attachments"))
_DAYS = Labels(
    ("Ngày ban hành", "Ngày đăng", "Ngày đăng tin", "Ngày phát hành", "Ngày xuất bản", "Ngày tạo", "Created")
)

_Row = tuple[Line, list[Line]]
"""A label, and the lines of what stands beside it."""


class Form(NamedTuple):
    """What of a form is the article."""

    text: list[Line]
    files: list[Line]
    day: str
    """What it says of when it came; empty where it says nothing."""


def form_of(lines: Sequence[Line], at: int) -> Form | None:
    """Read the form in which the line at `at` is the title; None where it is none, or has no text."""
    cell = lines[at].place.cell
    if cell is None or cell.column != 1 or at == 0 or not _TITLES.covers(lines[at - 1].text):
        return None
    rows = list(_rows(lines[at - 1 :], cell.table))
    if not any(_TEXTS.covers(label.text) for label, _ in rows):
        return None
    return Form(_beside(_TEXTS, rows), _beside(_FILES, rows), _day(rows))


def day_in(lines: Sequence[Line]) -> str:
    """Return what the rows of tables say of when an article came: "Ngày ban hành | 12/03/2024"."""
    begun = (at for at, line in enumerate(lines) if line.text[:1] in "NC" and _DAYS.covers(line.text))
    for at in begun:
        cell = lines[at].place.cell
        if cell is not None and (day := _day(_rows(lines[at:], cell.table))):
            return day
    return ""


def _beside(labels: Labels, rows: Iterable[_Row]) -> list[Line]:
    return [line for label, values in rows if labels.covers(label.text) for line in values]


def _day(rows: Iterable[_Row]) -> str:
    said = (values[0].text for label, values in rows if values and _DAYS.covers(label.text))
    return next(filter(tells_a_day, said), "")


def _rows(lines: Sequence[Line], table: Table) -> Iterator[_Row]:
    """Go through the rows of a table that begin with a label, up to where the table ends."""
    label: Line | None = None
    values: list[Line] = []
    for line in lines:
        cell = _cell_in(line.place.cell, table)
        if cell is None:
            break
        if cell.column == 0:
            if label is not None:
                yield label, values
            label, values = line, []
        else:
            values.append(line)
    if label is not None:
        yield label, values


def _cell_in(cell: Cell | None, table: Table) -> Cell | None:
    """Return the cell of a table in which another cell stands, or is."""
    while cell is not None and cell.table is not table:
        cell = cell.outer
    return cell
