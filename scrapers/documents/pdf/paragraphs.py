"""Joins lines into paragraphs, as people read them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from scrapers.documents.pdf.columns import FILLED, LETTERS, MOSTLY, Column
from scrapers.documents.pdf.lines import Line
from scrapers.parse.marks import mark_of

_BEGINS = re.compile(
    r"(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[\dIVX]+\b|[a-zđ]\)\s|\d{1,2}(?:\.\d{1,2})+\.?\s"
    r"|[IVX]{1,5}[.)]\s|[A-ZĐ]\.\s"
)
_ENDS = (".", ";", ":", "!", "?", ".”", '."', "…", "./.")
_LEADS = re.compile(r"… ?\d*$")
"""What a line of a table of contents ends with, or one to be written on."""
_GAP = 1.2
"""More than so many usual distances of lines part paragraphs."""
_OTHER_SIZE = 0.12
_INDENT = 0.8
"""How far the first line of a paragraph is moved in, in sizes."""
_EVEN = 1.5
"""So far apart, in points, lines still end at the same place."""
_SHORT = 1.1
"""Room for so many times the next word shows that a line ended early."""
_RUNNING = 4
"""Fewer lines beside others are no running text."""


class Text(NamedTuple):
    """A paragraph."""

    text: str
    bold: bool = False
    centred: bool = False


class Edges(NamedTuple):
    """Where the lines of a column begin and end."""

    left: float
    right: float
    even: bool = False
    """Whether most lines end at the same place: then one that does not is the last of its paragraph."""

    @property
    def wide(self) -> float:
        """How wide the column is."""
        return self.right - self.left

    def beside(self, other: "Edges | None") -> "Edges":
        """Take the further edge of another column that begins at the same place: this one may be short."""
        if other is None or abs(other.left - self.left) > other.wide / 4:
            return self
        return Edges(min(self.left, other.left), max(self.right, other.right), self.even)


def edges_of(lines: Sequence[Line]) -> Edges:
    """Return the edges of a column."""
    right = max(one.end for one in lines)
    even = sum(right - one.end < _EVEN for one in lines)
    return Edges(min(one.x for one in lines), right, even >= _RUNNING and even >= len(lines) / 2)


def paragraphs(column: Column, edges: Edges) -> list[Text]:
    """Return the paragraphs of a column."""
    lines = column.lines
    if column.beside and not _is_running(lines, edges):
        return _as_they_are(lines)
    usual = _usual_distance(lines)
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        if at and not _is_new(line, lines[at - 1], edges, usual, groups[-1][0]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_text(group, edges) for group in groups]


def goes_on(before: str, after: str) -> bool:
    """Tell whether a paragraph that ended with a page or a column goes on in the next one."""
    return not before.endswith(_ENDS) and after[:1].islower() and not begins(after)


def glued(lines: Iterable[str]) -> str:
    """Join lines of one paragraph. Vietnamese is not hyphenated, so a hyphen at the end of a line stays."""
    text = ""
    for line in lines:
        if not text or (text[-1] in "-/\xad" and text[-2:-1].isalnum() and line[:1].isalnum()):
            text = text.removesuffix("\xad") + line
        else:
            text += f" {line}"
    return text


def _is_running(lines: Sequence[Line], edges: Edges) -> bool:
    full = sum(line.end - line.x > FILLED * edges.wide for line in lines)
    even = sum(line.x - edges.left < line.size / 2 for line in lines)
    letters = sum(len(line.text) for line in lines)
    enough = full >= MOSTLY * len(lines) and even >= MOSTLY * len(lines)
    return enough and len(lines) >= _RUNNING and letters >= LETTERS * len(lines)


def _as_they_are(lines: Sequence[Line]) -> list[Text]:
    """Return short lines as one paragraph that keeps them: the head of a letter, its signatures."""
    kept: list[str] = []
    for line in lines:
        if kept and line.text[:1].islower() and not kept[-1].endswith(_ENDS):
            kept[-1] = glued((kept[-1], line.text))
        else:
            kept.append(line.text)
    return [Text("\n".join(kept))]


def _usual_distance(lines: Sequence[Line]) -> float:
    apart = [above.y - below.y for above, below in pairwise(lines)]
    close = [one for one in apart if one < 2.5 * max(line.size for line in lines)]
    return median(close) if close else 0.0


def _is_new(line: Line, before: Line, edges: Edges, usual: float, first: Line) -> bool:
    """Tell whether a line begins a paragraph; `first` is the first line of the one that it may go on."""
    text, ended = line.text, before.text.endswith(_ENDS)
    if before.y - line.y > _GAP * usual or abs(line.size - before.size) > _OTHER_SIZE * before.size:
        return True
    if begins(text) or _LEADS.search(before.text):
        return True
    on = text[:1].islower() and not ended
    if before.bold != line.bold and not on:
        return True
    if line.bold and not ended and _is_wide_title(before, edges) and _is_centred(line, edges):
        return False
    indent = line.x - edges.left > _INDENT * line.size
    if indent and not on and before.x - edges.left < _INDENT * line.size and not begins(first.text):
        return True
    return not on and _is_short(before, line, edges)


def _is_wide_title(line: Line, edges: Edges) -> bool:
    """Tell whether a line in the middle is so long that what is below may be the rest of it."""
    return _is_centred(line, edges) and line.end - line.x > FILLED * edges.wide


def begins(text: str) -> bool:
    """Tell whether a line begins as an article of a law or an item of a list does."""
    return _BEGINS.match(text) is not None or mark_of(text) is not None


def _is_short(before: Line, line: Line, edges: Edges) -> bool:
    """Tell whether the first word of a line would have stood in the line before it."""
    word = line.text.partition(" ")[0]
    wide = 0.0 if edges.even else (line.end - line.x) * len(word) / len(line.text)
    return edges.right - before.end > _SHORT * wide + before.size / 2


def _text(lines: Sequence[Line], edges: Edges) -> Text:
    text = glued(line.text for line in lines)
    return Text(text, all(one.bold for one in lines), all(_is_centred(one, edges) for one in lines))


def _is_centred(line: Line, edges: Edges) -> bool:
    left, right = line.x - edges.left, edges.right - line.end
    return min(left, right) > line.size and abs(left - right) < 2 * line.size
