"""Tells texts that stand beside each other apart: columns, the head of a letter, rows without lines."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scrapers.documents.pdf.lines import Line, Segment

_GUTTER = 0.2
"""Width of the white between two columns, in sizes."""
_FAR = 2.6
"""A distance of lines behind which something else begins, in sizes."""
_CELL = 30
"""Letters that a cell has at most, on the average; lines of columns have more."""
FILLED, MOSTLY, LETTERS = 0.75, 0.66, 20
"""Running text fills so much of its column with such a share of its lines.

Each has so many letters on the average; short lines are a signature, or cells.
"""
_NUMERIC = 0.6
_FEWEST = 2
_MARK = re.compile(r"(?:[^\w\s]|\(?[\w.]{1,5}[.):]?)?")
"""What stands before the items of a list, with white behind it as wide as between columns; or nothing."""
_BELOW = re.compile("Kính gửi")
"""How the line begins that stands below the head of a letter, often no further from it than its lines."""
_MOST = 500
"""Lines that are looked at together."""


class Column(NamedTuple):
    """Lines that are read one after the other."""

    lines: list[Line]
    beside: bool = False
    """Whether something else stands beside them."""


class Rows(NamedTuple):
    """Rows of cells."""

    rows: list[list[str]]
    header: bool = False


def arranged(lines: Sequence[Line]) -> Iterator[Column | Rows]:
    """Yield what the lines of a page make, in the order in which people read it."""
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        end, bands = _beside(lines, at)
        if not bands:
            plain.append(lines[at])
            at += 1
            continue
        if plain:
            yield Column(plain)
            plain = []
        yield from _parted(lines[at:end], bands)
        at = end
    if plain:
        yield Column(plain)


Band = tuple[float, float]


def _beside(lines: Sequence[Line], start: int) -> tuple[int, list[Band]]:
    """Find how far down from a line on the same white goes between texts, and the bands that it leaves."""
    bands: list[Band] = []
    best: tuple[int, list[Band]] = (start, [])
    for at in range(start, min(len(lines), start + _MOST)):
        line = lines[at]
        if at > start and (lines[at - 1].y - line.y > _FAR * line.size or _BELOW.match(line.text)):
            break
        bands = _merged([*bands, *((one.x, one.end) for one in line.segments)], _GUTTER * line.size)
        if len(bands) == 1:
            break
        if _is_two_sided(lines[start : at + 1], bands):
            best = (at + 1, bands)
    return best


def _merged(bands: list[Band], gutter: float) -> list[Band]:
    found: list[Band] = []
    for x, end in sorted(bands):
        if found and x - found[-1][1] < gutter:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((x, end))
    return found


def _is_two_sided(lines: Sequence[Line], bands: list[Band]) -> bool:
    """Tell whether at least two bands have two lines each, at the same height."""
    (_, low, high), (_, other_low, other_high) = sorted(
        (len(ys), min(ys), max(ys)) for ys in _heights(lines, bands)
    )[-2:]
    return min(high, other_high) - max(low, other_low) > 0


def _heights(lines: Sequence[Line], bands: list[Band]) -> list[list[float]]:
    heights: list[list[float]] = [[] for _ in bands]
    for line in lines:
        for segment in line.segments:
            heights[_band(segment, bands)].append(line.y)
    return heights


def _band(segment: Segment, bands: list[Band]) -> int:
    return next((at for at, (x, end) in enumerate(bands) if x <= segment.x <= end), 0)


def _parted(lines: Sequence[Line], bands: list[Band]) -> Iterator[Column | Rows]:
    cells = [_cells(line, bands) for line in lines]
    if all(_MARK.fullmatch(row[0]) for row in cells) and len(bands) == _FEWEST:
        yield Column(list(lines))
        return
    if _are_rows(cells) and not _are_running(lines, bands):
        yield Rows(_rows(cells))
        return
    for place in range(len(bands)):
        own = ((line, [one for one in line.segments if _band(one, bands) == place]) for line in lines)
        yield Column([line._replace(segments=tuple(some)) for line, some in own if some], beside=True)


def _cells(line: Line, bands: list[Band]) -> list[str]:
    cells = [""] * len(bands)
    for segment in line.segments:
        at = _band(segment, bands)
        cells[at] = f"{cells[at]} {segment.text}".strip()
    return cells


def _are_rows(cells: list[list[str]]) -> bool:
    """Tell rows from columns: they have short cells side by side, and with two of them numbers or labels."""
    texts = [cell for row in cells for cell in row if cell]
    side_by_side = sum(len(list(filter(None, row))) > 1 for row in cells)
    if side_by_side * 2 < len(cells) or sum(map(len, texts)) > _CELL * len(texts):
        return False
    if len(cells[0]) > _FEWEST:
        return True
    return any(
        sum(map(_is_value, column)) >= _NUMERIC * len(column)
        for column in (list(filter(None, one)) for one in zip(*cells, strict=True))
    )


def _are_running(lines: Sequence[Line], bands: list[Band]) -> bool:
    """Tell columns of running text from cells: most lines go from one edge of their band to the other."""
    some = [segment for line in lines for segment in line.segments]
    wide = [end - x for x, end in bands]
    full = sum(one.end - one.x > FILLED * wide[_band(one, bands)] for one in some)
    letters = sum(len(one.text) for one in some)
    return full >= MOSTLY * len(some) and letters >= LETTERS * len(some)


def _is_value(cell: str) -> bool:
    return cell.endswith(":") or sum(map(str.isdigit, cell)) * 2 >= len(cell.replace(" ", ""))


def _rows(cells: list[list[str]]) -> list[list[str]]:
    """Put a line whose first cell is empty to the row above: there a cell goes on."""
    rows: list[list[str]] = []
    for row in cells:
        if rows and not row[0]:
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
    return rows
