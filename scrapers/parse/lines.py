"""What a page is made of for every parser: visible lines, and where each of them stands."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scrapers.parse.anchors import Span

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
        self.rows: list[int] = []
        """Number of cells of each row."""
        self.nested = False
        """Whether another table stands in it."""


class Cell:
    """One cell of a table."""

    __slots__ = ("column", "header", "outer", "row", "table")

    def __init__(self, table: Table, *, header: bool, outer: "Cell | None") -> None:
        self.table = table
        self.row = len(table.rows) - 1
        self.column = table.rows[-1]
        self.header = header
        self.outer = outer
        """The cell in which its table stands."""


class List:
    """One `<ul>` or `<ol>`."""

    __slots__ = ("_next", "node", "ordered", "outer")

    def __init__(self, node: "LexborNode", outer: "List | None") -> None:
        self.node = node
        self.outer = outer
        self.ordered = node.tag == "ol"
        start = number_of(node.attributes.get("start")) if self.ordered else None
        self._next = 1 if start is None else start

    def number(self, item: "LexborNode") -> int:
        """Give the number of the next `<li>`; bullets need not be asked for one of their own."""
        own = number_of(item.attributes.get("value")) if self.ordered else None
        number = self._next if own is None else own
        self._next = number + 1
        return number


class Item:
    """One `<li>`."""

    __slots__ = ("listing", "number", "outer")

    def __init__(self, listing: List, number: int, outer: "Item | None") -> None:
        self.listing = listing
        self.number = number
        self.outer = outer
        """The item in which its list stands."""


class Place:
    """Where a line stands: its block element and what holds it."""

    __slots__ = ("block", "cell", "control", "item", "listing", "node", "outer", "pre", "quote", "tag")

    cell: Cell | None
    item: Item | None
    listing: List | None
    quote: int
    """`mem_id` of the blockquote around it; 0 outside."""
    pre: bool
    control: bool
    """Whether it is the face of a button."""

    def __init__(self, node: "LexborNode", tag: str, block: int, outer: "Place | None" = None) -> None:
        self.node = node
        """The innermost block element."""
        self.tag = tag
        self.block = block
        """A number for that element, for comparing."""
        self.outer = outer
        """The place around that element."""
        if outer is None:
            self.cell = self.item = self.listing = None
            self.quote = 0
            self.pre = self.control = False
        else:
            self.cell, self.item, self.listing = outer.cell, outer.item, outer.listing
            self.quote, self.pre, self.control = outer.quote, outer.pre, outer.control


class Line:
    """One visible line, or one picture (then `image` is its element and `text` is empty)."""

    __slots__ = ("_folded", "bold", "emphasised", "gap", "image", "joint", "links", "place", "text")

    def __init__(self, text: str, place: Place, joint: str, gap: bool) -> None:
        self.text = text
        self.place = place
        self.joint = joint
        """What parts it from the line before: `block`, `br` or `image`."""
        self.gap = gap
        """Whether an empty line stands between them."""
        self.image: LexborNode | None = None
        self.links: tuple[Span, ...] = ()
        """Its links."""
        self.emphasised = self.bold = False
        """Whether all of it is."""
        self._folded: str | None = None

    @property
    def folded(self) -> str:
        """Its text without case; many labels are looked for in each line."""
        if self._folded is None:
            self._folded = self.text.casefold()
        return self._folded
