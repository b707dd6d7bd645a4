"""Lists: those of the markup, and those that editors wrote as paragraphs with dashes or numbers."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from scrapers.model import Block, Link, ListBlock, Paragraph
from scrapers.parse.frame import Frame
from scrapers.parse.lines import HEADINGS, Item, Line, List
from scrapers.parse.markers import counts_in, marked
from scrapers.parse.marks import Mark, mark_of
from scrapers.parse.page import Page
from scrapers.parse.spans import joined, links_by_part

_COLUMN = 3
"""An item with so many paragraphs of its own is a column of the page, not an item."""
_MANY_LINES = 8
"""Likewise with more lines."""


def real_lists(lines: Sequence[Line], frame: Frame) -> set[List | None]:
    """Find the lists that are lists: not around the whole article, and no frame for headings or columns."""
    found: set[List | None] = set()
    columns: set[List | None] = {None}
    paragraphs: dict[Item, list[int]] = {}
    for line in lines:
        item = line.place.item
        if item is None or (top := frame.top(item)) is None:
            continue
        found.add(top)
        inside = paragraphs.setdefault(item, [])
        inside.append(line.place.block)
        if (
            line.place.tag in HEADINGS
            or len(inside) > _MANY_LINES
            or len(set(inside[:_MANY_LINES])) >= _COLUMN
        ):
            columns.add(top)
    return found - columns


def list_blocks(page: Page, lines: Sequence[Line], frame: Frame) -> list[Block]:
    """Make blocks of the lines of one list of the markup; a gap in its numbers begins a new block.

    Items of inner bullets become items too; of numbered lists they stay lines of the item that holds them.
    Items with letters become paragraphs that begin with theirs, as those do that editors type.
    """
    top = frame.top(lines[0].place.item) if lines else None
    if top is None:
        return []
    as_typed = top.ordered and counts_in(top) != "1"
    items: list[tuple[int, Paragraph]] = []
    blocks: list[Block] = []
    for item, group in groupby(lines, key=lambda line: _item(line, top)):
        number = item.number if item is not None else 0
        if top.ordered and not as_typed and items and number != items[-1][0] + 1:
            blocks.append(_block(items, ordered=True))
            items = []
        counted = item if top.ordered and not as_typed else None
        items.append((number, joined(page, marked(group, counted))))
    if as_typed:
        return [text for _, text in items]
    return [*blocks, _block(items, ordered=top.ordered)] if items else blocks


def _item(line: Line, top: List) -> Item | None:
    """Return the item that a line counts for."""
    item = held = line.place.item
    if item is None or not item.listing.numbered:
        return item
    while item is not None and item.listing is not top:
        is_line = top.ordered or item.listing.ordered
        item = item.outer
        held = (item if is_line else None) or held
    return held


def _block(items: Sequence[tuple[int, Paragraph]], *, ordered: bool) -> ListBlock:
    return ListBlock(
        items=tuple(text.text for _, text in items),
        ordered=ordered,
        start=items[0][0] if ordered else 1,
        links=links_by_part(text for _, text in items),
    )


def with_lists(blocks: Iterable[Block]) -> list[Block]:
    """Put consecutive paragraphs that begin with the same dash, or count up, together into lists."""
    done: list[Block] = []
    run: list[tuple[Mark, Paragraph]] = []
    for block in blocks:
        mark = mark_of(block.text) if isinstance(block, Paragraph) else None
        if run and not (mark and _follows(mark, run[-1][0])):
            done.append(_marked(run))
            run = []
        if mark and isinstance(block, Paragraph):
            run.append((mark, block))
        else:
            done.append(block)
    return [*done, _marked(run)] if run else done


def _follows(mark: Mark, before: Mark) -> bool:
    return mark.sign == before.sign and (mark.sign != "1" or mark.number == before.number + 1)


def _marked(run: Sequence[tuple[Mark, Paragraph]]) -> ListBlock:
    items = [(mark.number, _without(mark, paragraph)) for mark, paragraph in run]
    return _block(items, ordered=run[0][0].sign == "1")


def _without(mark: Mark, paragraph: Paragraph) -> Paragraph:
    """Take the mark off a paragraph and move its links along."""
    links = (
        Link(start=max(link.start - mark.length, 0), end=link.end - mark.length, url=link.url)
        for link in paragraph.links
        if link.end > mark.length
    )
    return Paragraph(text=paragraph.text[mark.length :], links=tuple(links))
