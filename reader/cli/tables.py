"""Prints columns on stdout, aligned by cells; lines fit a terminal, and are whole elsewhere."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import click
from rich.cells import cell_len

from reader.cli.output import show
from reader.cli.terminal import columns, has_colours
from reader.wording.columns import cut, padded, wrapped

GAP = "  "
NARROWEST = 12
"""The last column keeps at least so many cells, even if lines then run over."""
LOOKS: dict[str, dict[str, object]] = {
    "dim": {"dim": True},
    "strong": {"bold": True},
    "mark": {"fg": "cyan"},
    "good": {"fg": "green"},
    "bad": {"fg": "red", "bold": True},
    "odd": {"fg": "yellow"},
}


def print_table(
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    looks: Mapping[int, str] | Sequence[Mapping[int, str]] = {},
    gaps: Mapping[int, str] = {},
    below: Sequence[Sequence[str]] = (),
) -> None:
    """Print rows of clean cells in columns; those in `right` are flush right.

    `looks` names the look of columns, one mapping for all rows or one a row. `gaps` gives another gap after
    a column, and `below` lines to print under each row. On a terminal the last column is cut where the line
    would run over.
    """
    looks = [looks] * len(rows) if isinstance(looks, Mapping) else looks
    under = below or [()] * len(rows)
    for row, look, lines in zip(_aligned(rows, right, gaps), looks, under, strict=True):
        show("".join(_dressed(cell, look.get(index, "")) for index, cell in enumerate(row)).rstrip(" "))
        for line in lines:
            show(line)


def print_report(rows: Sequence[Sequence[str]], *, looks: Mapping[int, str]) -> None:
    """Print rows as `print_table` does whose last cell is prose, which goes on below itself, not cut."""
    left = _left(*_leading(rows, {}))
    print_table([line for row in rows for line in _folded(row, left)], looks=looks)


def _folded(row: Sequence[str], width: int | None) -> Iterator[Sequence[str]]:
    """Break the last cell of a row to lines that fit."""
    first, *others = wrapped(row[-1], width) if width else [row[-1]]
    yield (*row[:-1], first)
    yield from ((*[""] * (len(row) - 1), other) for other in others)


def _leading(rows: Sequence[Sequence[str]], gaps: Mapping[int, str]) -> tuple[list[int], list[str]]:
    """Return the widths of all columns but the last, and what stands behind each."""
    *leading, _last = zip(*rows, strict=True) if rows else [()]
    widths = [max(map(cell_len, column)) for column in leading]
    return widths, [gaps.get(index, GAP) if width else "" for index, width in enumerate(widths)]


def _left(widths: Sequence[int], between: Sequence[str]) -> int | None:
    """Return how many cells the last column has; None where there is no terminal."""
    room = columns()
    return max(room - sum(widths) - sum(map(len, between)), NARROWEST) if room else None


def _aligned(
    rows: Sequence[Sequence[str]], right: Collection[int], gaps: Mapping[int, str]
) -> Iterator[list[str]]:
    widths, between = _leading(rows, gaps)
    left = _left(widths, between)
    for row in rows:
        cells = [
            padded(cell, width, right=index in right) + between[index]
            for index, (cell, width) in enumerate(zip(row[:-1], widths, strict=True))
        ]
        yield [*cells, cut(row[-1], left) if left else row[-1]]


def _dressed(cell: str, look: str) -> str:
    if not look or not has_colours():
        return cell
    inner = cell.rstrip(" ")
    return click.style(inner, **LOOKS[look]) + cell[len(inner) :]  # type: ignore[arg-type]  # looks are click's words
