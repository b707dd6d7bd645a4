"""Makes the typed blocks of an article from lines, whatever markup an editor left."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby, pairwise

from scrapers.model import Block, Heading, Image, Quote
from scrapers.parse.captions import captions
from scrapers.parse.frame import Frame
from scrapers.parse.lines import HEADINGS, Line
from scrapers.parse.lists import list_blocks, real_lists, with_lists
from scrapers.parse.marks import mark_of
from scrapers.parse.page import Page
from scrapers.parse.pictures import shows, source
from scrapers.parse.spans import embedded, joined
from scrapers.parse.tables import data_tables, table_block
from scrapers.text import clean_line

_PARAGRAPHS = frozenset(("p", "li", "blockquote", "pre", "figcaption", "dd", "dt", "address", *HEADINGS))
"""Elements that hold one paragraph, so that a `<br>` in them is a line break of it."""
_LONG_LINE = 100
"""A longer line is a paragraph of its own where nothing but `<br>` parts the text; in characters."""
_WHOLE_TEXT = 4
"""An element with at least so many lines, and most of the article's, is the article and not a paragraph."""
_LONGEST_HEADING, _LONGEST_QUOTE = 200, 1_000
"""Longer text in a heading's or a quotation's element is running text made to look so; in characters."""
_SENTENCE_SPACES = 9
"""Headings that end in a full stop have fewer."""


def blocks_of(page: Page, lines: Sequence[Line], frame: Frame) -> tuple[Block, ...]:
    """Make the blocks of an article of its lines."""
    lines = [line for line in lines if not line.place.control and (line.text or shows(page, line))]
    return _Builder(page, lines, frame).build()


class _Builder:
    """Makes blocks of the lines of one article."""

    def __init__(self, page: Page, lines: list[Line], frame: Frame) -> None:
        self.page = page
        self.frame = frame
        self.tables = data_tables(lines, frame)
        self.captions = {id(lines[a]): lines[b] for a, b in captions(lines, frame).items()}
        consumed = {id(line) for line in self.captions.values()}
        self.lines = [line for line in lines if id(line) not in consumed]
        self.lists = real_lists(self.lines, frame)
        quotes = {line.place.quote for line in lines}
        self.quoted = quotes.pop() if len(quotes) == 1 and len(lines) >= _WHOLE_TEXT else 0
        """The quotation around the whole text, which then is none."""

    @cached_property
    def loose(self) -> int:
        """Number of lines that stand in no list, table or quotation; only long elements ask for it."""
        return sum(1 for line in self.lines if line.text and self._owner(line)[0] == "text")

    def build(self) -> tuple[Block, ...]:
        """Make the blocks in page order."""
        make = {"table": self._table, "list": self._list, "quote": self._quote, "text": self._texts}
        blocks: list[Block] = []
        for (kind, _), group in groupby(self.lines, key=self._owner):
            blocks += make[kind](list(group))
        return tuple(with_lists(blocks))

    def _owner(self, line: Line) -> tuple[str, int]:
        """Tell what kind of block a line is part of, and what it has in common with the others of it."""
        place = line.place
        if place.cell is not None and place.cell.table in self.tables:
            return "table", id(place.cell.table)
        if place.item is not None and (top := self.frame.top(place.item)) in self.lists:
            return "list", id(top)
        if place.quote and place.quote != self.quoted and not self.frame.holds(place.quote):
            return "quote", place.quote
        return "text", place.block

    def _images(self, lines: Iterable[Line]) -> list[Block]:
        images: list[Block] = []
        for line in lines:
            if line.embeds():
                images.append(embedded(self.page, line))
            elif line.image is not None:
                caption = self.captions.get(id(line))
                images.append(
                    Image(
                        url=source(self.page, line.image) or "",
                        caption=caption.text if caption else "",
                        alt=clean_line(line.image.attributes.get("alt") or ""),
                    )
                )
        return images

    def _table(self, lines: list[Line]) -> list[Block]:
        cell = lines[0].place.cell
        has_text = cell is not None and any(line.text for line in lines)
        table: list[Block] = [table_block(self.page, cell.table, lines)] if cell and has_text else []
        return table + self._images(lines)

    def _list(self, lines: list[Line]) -> list[Block]:
        return [
            *list_blocks(self.page, [line for line in lines if line.text], self.frame),
            *self._images(lines),
        ]

    def _quote(self, lines: list[Line]) -> list[Block]:
        if any(line.image for line in lines) or sum(len(line.text) for line in lines) > _LONGEST_QUOTE:
            return [
                block
                for _, group in groupby(lines, key=lambda line: line.place.block)
                for block in self._texts(list(group))
            ]
        whole = joined(self.page, lines)
        return [Quote(text=whole.text, links=whole.links)]

    def _texts(self, lines: list[Line]) -> list[Block]:
        blocks: list[Block] = []
        for paragraph in self._paragraphs(lines):
            if paragraph[0].image is not None:
                blocks += self._images(paragraph)
            else:
                blocks.append(self._paragraph(paragraph))
        return blocks

    def _paragraph(self, lines: list[Line]) -> Block:
        whole = joined(self.page, lines)
        tag = lines[0].place.tag
        if tag in HEADINGS and len(whole.text) <= _LONGEST_HEADING and not _is_sentence(whole.text):
            return Heading(text=clean_line(whole.text), level=int(tag[1]), links=whole.links)
        return whole

    def _paragraphs(self, lines: list[Line]) -> list[list[Line]]:
        """Part the lines of one element into paragraphs and pictures."""
        if len(lines) == 1:
            return [lines]
        texts = [line for line in lines if line.text]
        is_whole_text = len(texts) >= _WHOLE_TEXT and 2 * len(texts) > self.loose
        keeps_breaks = not is_whole_text and (
            lines[0].place.tag in _PARAGRAPHS or all(len(line.text) < _LONG_LINE for line in texts)
        )
        has_gaps = any(line.gap for line in lines)
        paragraphs = [[lines[0]]]
        for before, line in pairwise(lines):
            shorter = min(len(before.text), len(line.text))
            if _may_join(before, line) and (keeps_breaks or (has_gaps and shorter < _LONG_LINE)):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        return paragraphs


def _is_sentence(text: str) -> bool:
    """Tell whether a text is a sentence whatever its element: many portals write the lead as a heading."""
    return text.endswith((".", "…")) and text.count(" ") >= _SENTENCE_SPACES


def _may_join(before: Line, line: Line) -> bool:
    """Tell whether no more than one `<br>` parts two lines of text that are not items of a list."""
    return (
        line.joint == "br"
        and not line.gap
        and bool(before.text and line.text)
        and not mark_of(before.text)
        and not mark_of(line.text)
    )
