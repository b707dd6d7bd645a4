"""Which tables hold data and which only lay out a page, and the blocks of the former."""

from collections.abc import Sequence

import msgspec

from scrapers.model import Link, Table
from scrapers.parse import lines as flow
from scrapers.parse.frame import Frame
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.parse.spans import links_of

_LONG_CELL = 1_000
"""A cell with more text than this is a column of the page, not a value; in characters."""
_MANY_LINES = 8
"""Likewise with more lines."""

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
    boxes = {table: _length(filled) for table, filled in cells.items() if _is_box(filled)}
    data = {table for table, filled in cells.items() if table not in boxes and _is_data(filled)}
    if 2 * sum(boxes.values()) < sum(len(line.text) for line in lines):
        data.update(boxes)
    return data


def _length(filled: _Cells) -> int:
    return sum(len(line.text) for lines in filled.values() for line in lines)


def _is_box(filled: _Cells) -> bool:
    one_column = len({column for _, column in filled}) == 1
    return one_column and not any(line.image for lines in filled.values() for line in lines)


def _is_data(filled: _Cells) -> bool:
    if len({column for _, column in filled}) == 1:
        return False
    with_text = sum(any(line.text for line in lines) for lines in filled.values())
    pictures = sum(line.image is not None for lines in filled.values() for line in lines)
    if pictures and with_text <= 2 * pictures:
        return False
    return not any(_is_column(lines) for lines in filled.values())


def _is_column(lines: Sequence[Line]) -> bool:
    return len(lines) > _MANY_LINES or sum(len(line.text) for line in lines) > _LONG_CELL


def table_block(page: Page, table: flow.Table, lines: Sequence[Line]) -> Table:
    """Make a block of the lines of one data table; no empty rows, newlines between the lines of a cell."""
    texts = [[""] * width for width in table.rows]
    links: dict[tuple[int, int], list[Link]] = {}
    heads: list[bool] = []
    for line in lines:
        cell = line.place.cell
        if cell is None or not line.text:
            continue
        before = texts[cell.row][cell.column]
        shift = len(before) + 1 if before else 0
        texts[cell.row][cell.column] = f"{before}\n{line.text}" if before else line.text
        links.setdefault((cell.row, cell.column), []).extend(links_of(page, line, shift=shift))
        if cell.row == 0:
            heads.append(cell.header or line.bold)
    kept = [row for row, cells in enumerate(texts) if any(cells)]
    order = [(row, column) for row in kept for column in range(len(texts[row]))]
    return Table(
        rows=tuple(tuple(texts[row]) for row in kept),
        header=bool(heads) and all(heads),
        links=tuple(
            msgspec.structs.replace(link, part=part)
            for part, at in enumerate(order)
            for link in links.get(at, ())
        ),
    )
