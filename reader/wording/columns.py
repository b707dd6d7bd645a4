"""Fits text into the cells of a terminal: wrapped lines, and columns that share a width; no Textual."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeVar

from rich.cells import cell_len, chop_cells, set_cell_size

from reader.wording.signs import current

_Cell = TypeVar("_Cell")
GAP = 2
"""Cells between two columns, or two hints."""
_NARROW, _WIDE = 9, 18
"""A column of prose gets at least the first; a word longer than the second is broken."""
_NUMERIC = re.compile(r"[-+±~≈<>]?\s*\d[\d.,\s/:]*\s*(%|‰|đ|₫)?")
_EMPTY = frozenset(("", "-", "–", "—", "x", "..."))
_WORD = re.compile(r"(\s*\S+)\s*")
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff‐-‧●○★…▁-█]*").fullmatch
"""Matches text of one cell a letter, which nearly all Vietnamese is.

rich looks up letters with two marks one by one.
"""


def cells(text: str) -> int:
    """Count the cells that a line takes."""
    return len(text) if _PLAIN(text) else cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` cells, between words where that can be; keeps its newlines."""
    return [line for paragraph in text.split("\n") for line in _wrapped_line(paragraph, max(width, 2))]


def _wrapped_line(text: str, width: int) -> list[str]:
    lines, line, used = [], "", 0
    measure = len if _PLAIN(text) else cell_len
    for word in text.split():
        size = measure(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *heads, line = chop_cells(word, width) if size > width else [word]
        lines += heads
        used = measure(line)
    return [*lines, line] if line or not lines else lines


def breaks(text: str, width: int) -> list[int]:
    """Return where the lines after the first begin when a paragraph is broken to `width` cells.

    As Textual breaks `Content`: between words, what is wider than a line anywhere; a space at the end of a
    line counts for none.
    """
    measure = len if _PLAIN(text) else cell_len
    found: list[int] = []
    used = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        size = measure(match.group(1))
        if used + size <= width:
            used += measure(word)
        elif size <= width:
            found += [start] if used and start else []
            used = measure(word)
        else:
            for part in chop_cells(word, width):
                found += [start] if start else []
                start, used = start + len(part), measure(part)
    return found


def fitted(rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Share `room` cells among the columns of a table, gaps included; None where it is too narrow.

    Columns that fit as they are keep their width; those that don't share what is left evenly.
    """
    columns = list(zip_longest(*rows, fillvalue=""))
    wanted = [max(_width(cell) for cell in column) for column in columns]
    needed = [_needed(column, most) for column, most in zip(columns, wanted, strict=True)]
    room -= GAP * (len(columns) - 1)
    if sum(wanted) <= room:
        return wanted
    if sum(needed) > room:
        return None
    return _shared(wanted, needed, room)


def labelled(
    rows: Sequence[Sequence[_Cell]], *, header: bool
) -> tuple[Sequence[_Cell], Sequence[Sequence[_Cell]]]:
    """Part a table into its labels and the rows below; one that is only a header has no labels."""
    return (rows[0], rows[1:]) if header and len(rows) > 1 else ((), rows)


def numeric(cells: Sequence[str]) -> bool:
    """Return whether a column, gaps and dashes aside, holds only numbers, so that it is set flush right."""
    filled = [cell for cell in cells if cell not in _EMPTY]
    return bool(filled) and all(_NUMERIC.fullmatch(cell) for cell in filled)


def _width(cell: str) -> int:
    return max(cells(line) for line in cell.split("\n"))


def _needed(column: Sequence[str], wanted: int) -> int:
    longest = max((cells(word) for cell in column for word in cell.split()), default=0)
    return min(wanted, max(_NARROW, min(longest, _WIDE)))


def _shared(wanted: Sequence[int], needed: Sequence[int], room: int) -> list[int]:
    def cut(level: int) -> list[int]:
        return [max(least, min(most, level)) for most, least in zip(wanted, needed, strict=True)]

    level = max(level for level in range(room + 1) if sum(cut(level)) <= room)
    widths = cut(level)
    spare = room - sum(widths)
    for index, most in enumerate(wanted):  # at the next level every column that can grows by one
        if spare and widths[index] == level < most:
            widths[index] += 1
            spare -= 1
    return widths


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Fill a line to `width` cells with spaces, after it or, flush right, before it."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def cut(text: str, width: int) -> str:
    """Shorten a line to `width` cells, with a sign that it goes on."""
    if cells(text) <= width:
        return text
    more = current().more
    room = max(width - cells(more), 0)
    kept = text[:room] if _PLAIN(text) else set_cell_size(text, room)
    return kept.rstrip() + more if width > 0 else ""


def at_most(lines: list[str], most: int, width: int) -> list[str]:
    """Return a text broken into lines in `most` of them, the last one cut to `width` cells."""
    if len(lines) < most:
        return lines
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width)] if most > 0 else []


def cut_inside(text: str, width: int) -> str:
    """Shorten a line to `width` cells in its middle: names that begin alike are told apart by their ends."""
    if cells(text) <= width:
        return text
    room = max(width - cells(current().more), 0)
    end = text[len(text) - room // 2 :]
    while cells(end) > room // 2:
        end = end[1:]
    end = end.lstrip()
    return cut(text, width - cells(end)) + end
