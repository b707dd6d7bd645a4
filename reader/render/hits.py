"""Draws the results of a search as bits of text that a list paints."""

from rich.cells import cell_len

from reader import words
from reader.render.rows import Bit, between
from reader.searching.marking import Excerpt
from reader.searching.search import Hit
from reader.wording.columns import cut
from reader.wording.signs import current
from scrapers.text import clean_line

INDENT = 2
"""Cells before a title and its excerpt."""
MATCH = "match"
"""The look of what was searched for."""


def hit_lines(hit: Hit, width: int) -> list[list[Bit]]:
    """Draw a result in three lines of `width` cells: its title, where the words stand, what it is."""
    head = hit.head
    signs = current()
    marks = signs.marks(head)
    look = "title" if head.read else "unread"
    title = marked(hit.title, width - INDENT - 1 - cell_len(marks), look)
    parts = words.day(head.published or ""), hit.portal, ", ".join(head.categories)
    detail = clean_line(" · ".join(filter(None, parts)))
    return [
        between([Bit(f"{signs.state(head)} ", "mark"), *title], [Bit(marks, "mark")], width),
        [Bit(" " * INDENT), *marked(hit.text, width - INDENT, "title")],
        [Bit(" " * INDENT), Bit(cut(detail, width - INDENT), "detail")],
    ]


def marked(line: Excerpt, width: int | None, look: str = "") -> list[Bit]:
    """Draw a line of text in at most `width` cells, if any, what was searched for apart from the rest."""
    line = line.with_signs(more := current().more)
    text = line.text if width is None else cut(line.text, width)
    kept = len(text) if text == line.text else len(text) - len(more)
    bits, at = [], 0
    for start, end in line.marks:
        if start < min(end, kept):
            bits += [Bit(text[at:start], look), Bit(text[start : min(end, kept)], MATCH)]
            at = min(end, kept)
    return [bit for bit in (*bits, Bit(text[at:], look)) if bit.text]
