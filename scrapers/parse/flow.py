"""The visible text of a page as lines in document order, each with its links and the element it stands in.

Everything else is made of these lines: a label is a line, an article is the lines between two labels, blocks
are lines put together. One pass over the tree, without recursion: pages nest as deep as they like.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from scrapers.parse.lines import Cell, Item, Line, List, Place, Table, number_of
from scrapers.text import clean_line, is_ordinary

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NO_TEXT = (
    "script style template head title select option datalist textarea iframe object embed svg math canvas"
    " audio video map xml noscript noframes noembed meta link base param source track area rp"
)
_ON_OWN_LINES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main marquee menu nav"
    " ol p pre section summary table tbody td tfoot th thead tr ul"
)
_SKIPPED = frozenset(_NO_TEXT.split())
_BLOCKS = frozenset(_ON_OWN_LINES.split())
_EMPHASIS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_BUTTONS = frozenset(("button", "submit", "reset", "image"))
_WIDE_GAPS = re.compile(r"^\s+|\s{2,}")
_MOST_WORK = 1_000_000
"""Characters that may be cleaned for the links of one line; further links are left out."""


class _OpenSpan:
    """A link in the raw text of a line; `end` is -1 while it goes on."""

    __slots__ = ("end", "href", "start")

    def __init__(self, start: int, href: str) -> None:
        self.start = start
        self.end = -1
        self.href = href


def lines_of(root: "LexborNode", *, drop: frozenset[int] = frozenset(), styles: bool = True) -> list[Line]:
    """List the lines below `root`.

    `drop` holds the `mem_id`s of elements to leave out. `styles` is False where the page never says
    `display` or `hidden`, which saves looking at each element's style.
    """
    return _Walk(root, drop, styles=styles).lines


class _Walk:
    """One pass over a tree, and the line that is being gathered."""

    def __init__(self, root: "LexborNode", drop: frozenset[int], *, styles: bool) -> None:
        self.lines: list[Line] = []
        self.styles = styles
        self.drop = drop
        self.blocks = 1
        self.tables: list[Table] = []
        self.href = root.attributes.get("href") or "" if root.tag == "a" else None
        self.gap = False
        self.place = Place(root, root.tag or "", self.blocks)
        self._begin("block")
        self._run(root)
        self._end("block")

    def _run(self, root: "LexborNode") -> None:
        open_elements: list[tuple[LexborNode | None, str, Place]] = []
        drop, styles = self.drop, self.styles
        node = root.first_child
        while True:
            if node is None:
                if not open_elements:
                    return
                node, tag, place = open_elements.pop()
                self._leave(tag, place)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag == "br":
                self._end("br")
            elif tag == "img":
                self._image(node)
            elif tag == "input":
                self._input(node)
            elif tag[:1] != "-" and tag not in _SKIPPED and not (drop and node.mem_id in drop):
                display = self._display(node) if styles else ""
                if display != "none":
                    place = self.place
                    tag = self._enter(node, tag, as_block=display == "block")
                    open_elements.append((node.next, tag, place))
                    node = node.first_child
                    continue
            node = node.next

    # Elements --------------------------------------------------------------------------------------

    def _enter(self, node: "LexborNode", tag: str, *, as_block: bool) -> str:
        """Begin an element; gives what to leave it as."""
        if tag in _BLOCKS or as_block:
            self._end("block")
            self.blocks += 1
            self.place = Place(node, tag, self.blocks, self.place)
            if begin := _BEGIN.get(tag):
                begin(self, node, tag)
            return "block"
        if tag == "a":
            self._close_link()
            self.href = node.attributes.get("href") or ""
            self.links.append(_OpenSpan(self.size, self.href))
            return "a"
        if tag in _EMPHASIS:
            outer = self.place
            self.place = Place(outer.node, outer.tag, outer.block, outer)
            setattr(self.place, _EMPHASIS[tag], True)
        return "inline"

    def _leave(self, tag: str, place: Place) -> None:
        if tag == "block":
            self._end("block")
            if self.place.tag == "table":
                self.tables.pop()
        elif tag == "a":
            self._close_link()
            self.href = None
        self.place = place

    def begin_table(self, node: "LexborNode", _tag: str) -> None:
        for table in self.tables:
            table.nested = True
        self.tables.append(Table(node))

    def begin_row(self, _node: "LexborNode", _tag: str) -> None:
        if self.tables:
            self.tables[-1].rows.append(0)

    def begin_cell(self, _node: "LexborNode", tag: str) -> None:
        if self.tables and self.tables[-1].rows:
            self.place.cell = Cell(self.tables[-1], header=tag == "th", outer=self.place.cell)
            self.tables[-1].rows[-1] += 1
            self.place.item = self.place.listing = None

    def begin_list(self, node: "LexborNode", _tag: str) -> None:
        self.place.listing = List(node, self.place.listing)

    def begin_item(self, node: "LexborNode", _tag: str) -> None:
        listing = self.place.listing or List(node, None)
        number = number_of(node.attributes.get("value"))
        number = listing.next if number is None else number
        listing.next = number + 1
        outer = self.place.item
        while outer is not None and outer.listing is listing:
            outer = outer.outer
        self.place.listing, self.place.item = listing, Item(listing, number, outer)

    def begin_quote(self, node: "LexborNode", _tag: str) -> None:
        self.place.quote = node.mem_id

    def begin_pre(self, _node: "LexborNode", _tag: str) -> None:
        self.place.pre = True

    def begin_button(self, _node: "LexborNode", _tag: str) -> None:
        self.place.control = True

    def _display(self, node: "LexborNode") -> str:
        """Tell what an element's own style makes of it: `none`, `block`, or nothing special."""
        attributes = node.attributes
        if "hidden" in attributes:
            return "none"
        style = attributes.get("style") or ""
        if "display" not in style.lower():
            return ""
        style = "".join(style.lower().split())
        return "none" if "display:none" in style else "block" if "display:block" in style else ""

    def _image(self, node: "LexborNode") -> None:
        self._end("image")
        line = Line("", self.place, joint=self.joint, gap=self.gap)
        line.image = node
        if self.href:
            line.links = ((0, 0, self.href),)
        self.lines.append(line)
        self.gap = False
        self._begin("image")

    def _input(self, node: "LexborNode") -> None:
        """A button's face is a line of its own."""
        attributes = node.attributes
        if (attributes.get("type") or "").lower() not in _BUTTONS:
            return
        self._end("image")
        outer = self.place
        self.place = Place(outer.node, outer.tag, outer.block, outer)
        self.place.control = True
        self._text(attributes.get("value") or attributes.get("alt") or "")
        self._end("image")
        self.place = outer

    # The line that is being gathered ---------------------------------------------------------------

    def _begin(self, joint: str) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.visible = False
        self.emphasised = self.bold = True
        self.links: list[_OpenSpan] = [] if self.href is None else [_OpenSpan(0, self.href)]
        self.joint = joint
        self.line_place = self.place

    def _end(self, joint: str) -> None:
        """Close the line that is being gathered; `joint` says what closes it."""
        if not self.visible:
            # As below; most elements begin and end where nothing was gathered.
            self.gap = self.gap or joint == self.joint == "br"
            self.joint = "block" if joint == "block" or self.joint == "block" else joint
            self.line_place = self.place
            if self.parts:
                self.parts, self.size = [], 0
            if self.links or self.href is not None:
                self.links = [] if self.href is None else [_OpenSpan(0, self.href)]
            return
        raw = "".join(self.parts)
        text = clean_line(raw)
        if not text:
            # Nothing visible between two breaks is an empty line.
            self.gap = self.gap or joint == self.joint == "br"
            self._begin("block" if "block" in (joint, self.joint) else joint)
            return
        line = Line(text, self.line_place, joint=self.joint, gap=self.gap)
        if self.links:
            line.links = _spans(raw, len(text), self.links)
        line.emphasised, line.bold = self.emphasised, self.bold
        self.lines.append(line)
        self.gap = False
        self._begin(joint)

    def _close_link(self) -> None:
        if self.links and self.links[-1].end < 0:
            self.links[-1].end = self.size

    def _text(self, text: str) -> None:
        if self.place.pre and "\n" in text:
            *whole, text = text.split("\n")
            for line in whole:
                self._piece(line)
                self._end("br")
        self._piece(text)

    def _piece(self, text: str) -> None:
        if not text or text.isspace():
            if self.parts:
                self.parts.append(text)
                self.size += len(text)
            return
        self.parts.append(text)
        self.size += len(text)
        if not self.visible:
            self.visible = True
            self.line_place = self.place
        self.emphasised = self.emphasised and self.place.em
        self.bold = self.bold and self.place.strong


_BEGIN: dict[str, Callable[[_Walk, "LexborNode", str], None]] = {
    "table": _Walk.begin_table,
    "tr": _Walk.begin_row,
    "td": _Walk.begin_cell,
    "th": _Walk.begin_cell,
    "ul": _Walk.begin_list,
    "ol": _Walk.begin_list,
    "li": _Walk.begin_item,
    "blockquote": _Walk.begin_quote,
    "pre": _Walk.begin_pre,
    "button": _Walk.begin_button,
}


def _spans(raw: str, length: int, links: list[_OpenSpan]) -> tuple[tuple[int, int, str], ...]:
    """Carry the spans of links from the raw text of a line over to its clean text of that length."""
    before = _Before(raw)
    spans = []
    for link in links:
        if before.work > _MOST_WORK:
            break
        start = before.length(link.start) if link.start else 0
        whole = link.end < 0 or link.end == len(raw)
        end = length if whole else min(before.length(link.end, bare=True), length)
        if start < end:
            spans.append((start, end, link.href))
    return tuple(spans)


class _Before:
    """Tells how long the clean text before a place in a raw one is, with the space that may end it.

    `bare` leaves that space out. `work` counts characters that were cleaned for it: a line of a hundred
    thousand links must not be cleaned as often.
    """

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._gaps: list[int] | None = None
        self.work = 0
        if is_ordinary(raw):
            self._gaps = []
            for gap in _WIDE_GAPS.finditer(raw):
                # Of white space only the first character stays, at the beginning of a line none does.
                self._gaps += range(gap.start() + (gap.start() > 0), gap.end())

    def length(self, at: int, *, bare: bool = False) -> int:
        """Tell the length of the clean text before a place."""
        if self._gaps is not None:
            cleaned = at - bisect_left(self._gaps, at)
            return cleaned - (bare and cleaned > 0 and self._raw[at - 1].isspace())
        self.work += at
        # The letter keeps that space; without it `clean_line` would cut it off.
        text = clean_line(self._raw[:at] + "x")[:-1]
        return len(text.rstrip() if bare else text)
