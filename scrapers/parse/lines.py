"""What a page is made of for every parser: visible lines, and where each of them stands.

A page has hundreds of them, so most are structs: C makes them, and no search for garbage looks at them, for
they point outwards and at the tree, never in a circle.
"""

from typing import TYPE_CHECKING

import msgspec

from scrapers.urls import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from scrapers.parse.anchors import Span

EMBEDS = frozenset(("iframe", "embed", "object", "video", "oembed"))
"""Elements that may show a film or a document; sounds mostly read the text aloud."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONGEST_NUMBER = 5
"""Digits of a list's number; a longer one is no number."""


def number_of(text: str | None) -> int | None:
    """Read a number of a list as HTML writes it; None where there is none."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


class Table:
    """One `<table>`, as far as its shape goes."""

    __slots__ = ("nested", "node", "rows")

    def __init__(self, node: "LexborNode") -> None:
        self.node = node
        self.rows: list[list[LexborNode]] = []
        """The cells of each row."""
        self.nested = False
        """Whether another table stands in it."""


class Cell(msgspec.Struct, eq=False, gc=False):
    """One cell of a table."""

    table: Table
    row: int
    column: int
    header: bool
    outer: "Cell | None"
    """The cell in which its table stands."""


class List:
    """One `<ul>` or `<ol>`."""

    __slots__ = ("_next", "node", "numbered", "ordered", "outer")

    def __init__(self, node: "LexborNode", outer: "List | None") -> None:
        self.node = node
        self.outer = outer
        self.ordered = node.tag == "ol"
        self.numbered: bool = self.ordered or (outer is not None and outer.numbered)
        """Whether it or any list around it is."""
        start = number_of(node.attributes.get("start")) if self.ordered else None
        self._next = 1 if start is None else start

    def number(self, item: "LexborNode") -> int:
        """Return the number of the next `<li>`; bullets need not be asked for one of their own."""
        own = number_of(item.attributes.get("value")) if self.ordered else None
        number = self._next if own is None else own
        self._next = number + 1
        return number


class Item(msgspec.Struct, eq=False, gc=False):
    """One `<li>`."""

    listing: List
    number: int
    outer: "Item | None"
    """The item in which its list stands."""


class Place(msgspec.Struct, eq=False, gc=False):
    """Where a line stands: its block element and what holds it."""

    node: "LexborNode"
    """The innermost block element."""
    tag: str
    block: int
    """A number for that element, for comparing."""
    outer: "Place | None" = None
    """The place around that element."""
    cell: Cell | None = None
    item: Item | None = None
    listing: List | None = None
    quote: int = 0
    """`mem_id` of the blockquote around it; 0 outside."""
    pre: bool = False
    control: bool = False
    """Whether it is the face of a button."""

    def up(self) -> "Iterator[Place]":
        """Yield this place and those around it, innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.outer

    def holds(self, line: "Line") -> bool:
        """Tell whether a line stands here, or in anything here."""
        place: Place | None = line.place
        while place is not None and place is not self:
            place = place.outer
        return place is not None


class Line(msgspec.Struct, eq=False, gc=False):
    """One visible line, or one picture (then `image` is its element and `text` is empty).

    What a page embeds stands in a line like a picture's, with a link to where it lies.
    """

    text: str
    place: Place
    joint: str
    """What parts it from the line before: `block`, `br` or `image`."""
    gap: bool
    """Whether an empty line stands between them."""
    image: "LexborNode | None" = None
    links: "tuple[Span, ...]" = ()
    emphasised: bool = False
    """Whether all of it is."""
    bold: bool = False
    """Whether all of it is."""
    bare: str = ""
    """How it begins without case and decoration, once labels are looked for."""

    def beside(self, links: "Iterable[Span]") -> str:
        """Return what it says beside some of its links, which are in order."""
        text, at = "", 0
        for start, end, _ in links:
            text, at = text + self.text[at:start], end
        return text + self.text[at:]

    def embeds(self) -> bool:
        """Tell whether it is no picture but a film or a document."""
        return self.image is not None and self.image.tag in EMBEDS

    def offers_file(self) -> bool:
        """Tell whether any of its links leads to a file."""
        return any(file_name(href) for _, _, href in self.links)


def in_one_row(line: Line, other: Line) -> bool:
    """Tell whether two lines stand in different cells of one row of a table."""
    cell, beside = line.place.cell, other.place.cell
    if cell is None or beside is None or cell.table is not beside.table:
        return False
    return cell.row == beside.row and cell.column != beside.column
