"""Tells the caption of each picture, under it or above it, from the text around it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from scrapers.parse.frame import Frame, ancestors, climbed
from scrapers.parse.lines import HEADINGS, Line, Place, Table
from scrapers.parse.marks import mark_of

_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)")
_NEAR = 3
"""An element and so many around it, less one, say how a line is aligned."""
_FULL_STOP = (".", "…", "!", "?")
_ON_PICTURES = re.compile(r"(?:^|\()ảnh\b|\bảnh\s*:", re.IGNORECASE)
_BARE, _FRAMED = 200, 300
"""Longest caption as a paragraph of its own, and in one frame with its picture; in characters."""
_PICTURE_TABLE = 500
"""A table of pictures and captions holds less text than this for each picture, in characters."""


def alignment(line: Line) -> str:
    """Tell how a line is aligned: `center`, `right` or not specially."""
    for node in islice(climbed(line.place.node), _NEAR):
        if node.tag == "center":
            return "center"
        attributes = node.attributes
        align = (attributes.get("align") or "").lower()
        if match := _ALIGNED.search((attributes.get("style") or "").lower()):
            return match[1]
        if align in ("center", "right"):
            return align
        if align or node.tag in ("td", "body"):
            break
    return ""


def captions(lines: Sequence[Line], frame: Frame) -> dict[int, int]:
    """Pair pictures with their captions, both as indexes of lines.

    A caption is a short bare paragraph right after a picture, or what stands in one small frame with it.
    `frame` is what lies around the whole article.
    """
    tables = set(_picture_tables(lines, frame))
    below = _cells_below(lines, tables)
    taken: dict[int, int] = {}
    used: set[int] = set()
    for at, line in enumerate(lines):
        if line.image is None or line.embeds():
            continue
        for i in (below.get(at, -1), at + 1):
            if 0 <= i < len(lines) and i not in used and lines[i].text and _is_caption(lines, at, i, tables):
                taken[at] = i
                used.add(i)
                break
    return taken or _above(lines, tables)


def _above(lines: Sequence[Line], tables: set[Table]) -> dict[int, int]:
    """Pair pictures with the captions above them, where no picture of an article has one below.

    Only what leans counts, or stands in one small table or figure with its picture: a text goes on above
    pictures too.
    """
    return {
        at: at - 1
        for at, line in enumerate(lines)
        if at
        and line.image is not None
        and not line.embeds()
        and _is_caption_above(line, lines[at - 1], tables)
    }


def _is_caption_above(picture: Line, line: Line, tables: set[Table]) -> bool:
    if not line.text or len(line.text) > _BARE or line.place.control or mark_of(line.text):
        return False
    if line.place.tag in HEADINGS or line.text.endswith((":", ";", ",")) or _stands_apart(picture, line):
        return False
    framed = line.place.cell is not None and line.place.cell.table in tables
    return framed or (line.emphasised and not line.bold) or _heads_figure(line, picture)


def _heads_figure(line: Line, picture: Line) -> bool:
    figure = line.place.outer
    return line.place.tag == "figcaption" and figure is not None and figure.holds(picture)


def _picture_tables(lines: Sequence[Line], frame: Frame) -> Iterator[Table]:
    """Find the tables that only hold pictures with their captions."""
    text: dict[Table, int] = {}
    pictures: dict[Table, int] = {}
    for line in lines:
        if line.place.cell is not None and not frame.holds(line.place.cell.table.node.mem_id):
            table = line.place.cell.table
            text[table] = text.get(table, 0) + len(line.text)
            pictures[table] = pictures.get(table, 0) + (line.image is not None)
    return (table for table, count in pictures.items() if count and text[table] < _PICTURE_TABLE * count)


def _cells_below(lines: Sequence[Line], tables: set[Table]) -> dict[int, int]:
    """Find the first line in the cell below each picture of these tables, both as indexes of lines."""
    below: dict[int, int] = {}
    for table, stretch in groupby(range(len(lines)), key=lambda at: _table_of(lines[at])):
        if table in tables:
            first: dict[tuple[int, int], int] = {}
            for at in reversed(list(stretch)):
                if (cell := lines[at].place.cell) is None:
                    continue
                first[cell.row, cell.column] = at
                if lines[at].image is not None and (i := first.get((cell.row + 1, cell.column))) is not None:
                    below[at] = i
    return below


def _table_of(line: Line) -> Table | None:
    return line.place.cell.table if line.place.cell is not None else None


def _is_caption(lines: Sequence[Line], at: int, i: int, tables: set[Table]) -> bool:
    picture, line = lines[at].place, lines[i]
    if line.place.control or line.place.tag in HEADINGS or mark_of(line.text):
        return False
    if _leaves_figure(picture, line) or _stands_apart(lines[at], line) or line.offers_file():
        return False
    if line.place.tag == "figcaption":
        return True
    if (line.place.cell is not None and line.place.cell.table in tables) or _is_called_so(line):
        return len(line.text) <= _FRAMED
    if line.place.block == picture.block and line.joint == "br" and _alone(lines, i):
        return len(line.text) <= _BARE
    return len(line.text) <= _BARE and _is_bare(line)


def _is_called_so(line: Line) -> bool:
    """Tell whether the element of a line, or the one around it, is called a caption by its class."""
    around = islice(climbed(line.place.node), 2)
    return any("caption" in (node.attributes.get("class") or "").lower() for node in around)


def _is_bare(line: Line) -> bool:
    """Tell whether a short paragraph looks like a caption: no sentence, or set apart from the text."""
    if line.text.endswith((":", ";", ",")):
        return False
    styled = _is_set_apart(line)
    if line.text.endswith(_FULL_STOP):
        return styled or bool(_ON_PICTURES.search(line.text))
    return styled or not line.bold


def _leaves_figure(picture: Place, line: Line) -> bool:
    """Tell whether a plain line stands outside of the element that holds a picture and what is said of it."""
    return picture.tag == "figure" and line.place.outer is not picture and not _is_set_apart(line)


def _stands_apart(picture: Line, line: Line) -> bool:
    """Tell whether a line stands in a list, or a table of several cells, that does not hold its picture."""
    cell, listing = line.place.cell, line.place.listing
    entered = [listing.node] if listing is not None else []
    if cell is not None and sum(map(len, cell.table.rows)) > 1:
        entered.append(cell.table.node)
    return bool(entered) and not {node.mem_id for node in entered} <= {*ancestors(picture)}


def _is_set_apart(line: Line) -> bool:
    return line.emphasised or alignment(line) == "center"


def _alone(lines: Sequence[Line], i: int) -> bool:
    """Tell whether no more text of the same element follows a line."""
    return i + 1 >= len(lines) or lines[i + 1].place.block != lines[i].place.block
