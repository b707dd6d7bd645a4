"""Tables as columns under a rule, or as labelled lines where they don't fit."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from reader.render.text import MUTED, RULE, Line, hanging, lines_of
from reader.wording.columns import GAP, cells, fitted, labelled, numeric

_EMPTY = Content()
Row = Sequence[Content]


def natural_width(rows: Sequence[Sequence[str]]) -> int:
    """Count the cells that a table takes with all the room."""
    columns = list(zip_longest(*rows, fillvalue=""))
    widest = (max(cells(line) for cell in column for line in cell.split("\n")) for column in columns)
    return sum(widest) + GAP * (len(columns) - 1)


def table_lines(rows: Sequence[Row], width: int, *, header: bool) -> Iterator[Line]:
    """Draw a table in at most `width` cells."""
    if not any(rows):
        return
    plain = [[cell.plain for cell in row] for row in rows]
    widths = fitted(plain, width)
    if widths is None:
        yield from _labelled(rows, width, header=header)
        return
    flush = [numeric(column[header:]) for column in zip_longest(*plain, fillvalue="")]
    yield from ((line, False) for line in _ruled(rows, widths, flush, header=header))


def _ruled(rows: Sequence[Row], widths: list[int], flush: list[bool], *, header: bool) -> Iterator[Content]:
    rule = Content.styled("─" * (sum(widths) + GAP * (len(widths) - 1)), RULE)
    drawn = [list(_row(row, widths, flush)) for row in rows]
    between = any(len(lines) > 1 for lines in drawn[header:])
    yield rule
    for index, lines in enumerate(drawn):
        if index and (between or index == header):
            yield rule
        yield from (line.stylize("bold") if header and index == 0 else line for line in lines)
    yield rule


def _row(row: Row, widths: list[int], flush: list[bool]) -> Iterator[Content]:
    columns = [[line for line, _ in lines_of(cell, size)] for cell, size in zip(row, widths, strict=False)]
    for line in zip_longest(*columns, fillvalue=_EMPTY):
        line_cells = [_set(cell, size, right) for cell, size, right in zip(line, widths, flush, strict=False)]
        yield Content(" " * GAP).join(line_cells)


def _set(cell: Content, size: int, right: bool) -> Content:
    space = size - cells(cell.plain)
    return cell.pad_left(space) if right else cell.pad_right(space)


def _labelled(rows: Sequence[Row], width: int, *, header: bool) -> Iterator[Line]:
    labels, below = labelled(rows, header=header)
    indent = Content("  ")
    for index, row in enumerate(below):
        if index:
            yield Content.styled("─" * width, RULE), False
        for label, cell in zip_longest(labels, row, fillvalue=_EMPTY):
            named = Content.assemble(label.stylize(MUTED), (": ", MUTED), cell) if label else cell
            yield from hanging(named, width, _EMPTY, indent)
