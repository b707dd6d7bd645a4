"""Which tables hold data and which only lay out a page, and the blocks of the former."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from scrapers.model import Table
from scrapers.parse import lines as flow
from scrapers.parse.frame import Frame
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.parse.spans import joined, links_by_part

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LONG_CELL = 1_000
"""A cell with more text than this is a column of the page, not a value; in characters."""
_MANY_LINES = 8
"""Likewise with more lines."""
_WIDEST = 30
"""Behind so many columns a cell counts as one, however many it takes up."""

_Cells = dict[tuple[int, int], list[Line]]


def data_tables(lines: Sequence[Line], frame: Frame) -> set[flow.Table]:
    """Find the tables that are data, and the boxes that set a part of the text apart.

    Data has several columns, no table inside, is no frame of pictures, and has no long columns of text. A box
    has one column; boxes hold less of the text than stands outside of them. Tables of the `frame` lay
    the page out.
    """
    cells: dict[flow.Table, _Cells] = {}
    for line in lines:
        cell = line.place.cell
        if cell is not None and not cell.table.nested and not frame.holds(cell.table.node.mem_id):
            cells.setdefault(cell.table, {}).setdefault((cell.row, cell.column), []).append(line)
    narrow = {table for table, filled in cells.items() if len({column for _, column in filled}) == 1}
    data = {table for table, filled in cells.items() if table not in narrow and _is_data(filled)}
    boxed = {table: [*chain.from_iterable(cells[table].values())] for table in narrow}
    boxes = {
        table: _length(inside) for table, inside in boxed.items() if not any(line.image for line in inside)
    }
    if 2 * sum(boxes.values()) < _length(lines):
        data.update(boxes)
    return data


def _length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_data(filled: _Cells) -> bool:
    with_text = sum(any(line.text for line in lines) for lines in filled.values())
    pictures = sum(line.image is not None for lines in filled.values() for line in lines)
    if pictures and with_text <= 2 * pictures:
        return False
    return not any(_is_column(lines) for lines in filled.values())


def _is_column(lines: Sequence[Line]) -> bool:
    return len(lines) > _MANY_LINES or _length(lines) > _LONG_CELL


def table_block(page: Page, table: flow.Table, lines: Sequence[Line]) -> Table:
    """Make a block of the lines of one data table; no empty rows."""
    cells: _Cells = {}
    heads: list[bool] = []
    for line in lines:
        if line.text and (cell := line.place.cell) is not None:
            cells.setdefault((cell.row, cell.column), []).append(line)
            if cell.row == 0:
                heads.append(cell.header or line.bold)
    shown = {row for row, _ in cells}
    rows = [
        [joined(page, () if column is None else cells.get((row, column), ())) for column in columns]
        for row, columns in enumerate(_columns(table))
        if row in shown
    ]
    return Table(
        rows=tuple(tuple(cell.text for cell in row) for row in rows),
        header=bool(heads) and all(heads),
        links=links_by_part(chain.from_iterable(rows)),
    )


def _columns(table: flow.Table) -> Iterator[list[int | None]]:
    """Yield for each row which of its cells stands in each column; None where one beside or above goes on."""
    held = [0] * _WIDEST
    for cells in table.rows:
        row: list[int | None] = []
        going_on = [max(rows - 1, 0) for rows in held]
        for number, cell in enumerate(cells):
            while len(row) < _WIDEST and held[len(row)]:
                row.append(None)
            begin, wide = len(row), _span(cell, "colspan")
            row += [number, *[None] * (min(begin + wide, _WIDEST) - begin - 1)]
            for column in range(begin, min(len(row), _WIDEST)):
                going_on[column] = _span(cell, "rowspan") - 1
        held = going_on
        yield row[: max((at + 1 for at, number in enumerate(row) if number is not None), default=0)]


def _span(cell: "LexborNode", name: str) -> int:
    """Return how many columns or rows a cell takes up."""
    return flow.number_of(cell.attributes.get(name)) or 1
