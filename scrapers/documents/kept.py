"""Collects the blocks that are read of a file, cleaned, up to the most that is kept of one file."""

from collections.abc import Iterable, Iterator, Sequence

from scrapers.documents.refusal import Full
from scrapers.model import Block, Heading, ListBlock, Paragraph, Table
from scrapers.text import clean_block, clean_line

MOST = 500_000
"""Characters of text that are kept of a file; each item and each cell counts as one more."""
_LOWEST = 6
"""Level of the lowest headings."""


class Kept:
    """The blocks read so far, and how many pages the file has. Adding raises Full once it is enough."""

    def __init__(self, most: int = MOST) -> None:
        self.blocks: list[Block] = []
        self.pages: int | None = None
        self._room = most

    def paragraph(self, text: str) -> None:
        """Add a paragraph; its line breaks stay."""
        if text := clean_block(text):
            self._add(Paragraph(text=self._some(text)))

    def heading(self, text: str, level: int = 2) -> None:
        """Add a heading."""
        if text := clean_line(text):
            self._add(Heading(text=self._some(text), level=min(level, _LOWEST)))

    def items(self, items: Iterable[str], *, ordered: bool, start: int) -> None:
        """Add a list."""
        if kept := tuple(self._fitting(text for item in items if (text := clean_block(item)))):
            self._add(ListBlock(items=kept, ordered=ordered, start=start if ordered else 1))

    def table(self, rows: Iterable[Sequence[str]], *, header: bool = False) -> None:
        """Add a table without its empty rows and the empty cells at the ends of rows.

        Where all of it is one cell it is a frame, and a paragraph.
        """
        kept: list[tuple[str, ...]] = []
        for row in rows:
            if cells := tuple(self._fitting(_trimmed(row))):
                kept.append(cells)
            if self._is_full:
                break
        if sum(map(len, kept)) == 1:
            self._add(Paragraph(text=kept[0][0]))
        elif kept:
            self._add(Table(rows=tuple(kept), header=header and len(kept) > 1))

    def _fitting(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            if self._is_full:
                return
            yield self._some(text)

    def _some(self, text: str) -> str:
        """Take as much of a text as there is room for."""
        some = text[: self._room - 1]
        self._room -= len(text) + 1
        return some.rstrip()

    @property
    def _is_full(self) -> bool:
        return self._room <= 1

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        if self._is_full:
            raise Full


def _trimmed(row: Sequence[str]) -> list[str]:
    cells = [clean_block(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells
