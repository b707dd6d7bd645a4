"""The visible text of a page as lines in document order, each with its links and the element it stands in.

Everything else is made of these lines: a label is a line, an article is the lines between two labels, blocks
are lines put together. One pass over the tree, without recursion: pages nest as deep as they like.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from scrapers.parse.anchors import Anchor, spans
from scrapers.parse.display import Display
from scrapers.parse.emails import first_and_last
from scrapers.parse.embeds import shown_in
from scrapers.parse.facts import EYE
from scrapers.parse.lines import EMBEDS, Cell, Item, Line, List, Place, Table
from scrapers.text import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NO_TEXT = (
    "script style template head title select option datalist textarea svg math canvas audio map xml"
    " noframes noembed meta link base param source track area rp"
)
_ON_OWN_LINES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main marquee menu nav"
    " ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BUTTONS = frozenset(("button", "submit", "reset", "image"))
_GLYPHS = ("\uf06e", "\ue105")
"""The eyes of Font Awesome and Glyphicons, where a page writes them as letters."""
_BULLET = "\uf0b7"
"""What Word writes for it in the font Symbol."""
_DRAWN = str.maketrans({**dict.fromkeys(_GLYPHS, EYE), _BULLET: "•"})
_IS_POWER = re.compile(r"\s*(?:[-−–]?[0-9]|o)\s*")
"""What is raised of a unit or a number, "25oC" too; more digits may be minutes: "7h30"."""
_RAISED = str.maketrans("0123456789-−–o", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻°")
_EYES = frozenset(("visibility", "remove_red_eye"))


def lines_of(root: "LexborNode", styled: Mapping[int, Display] | None = None) -> list[Line]:
    """List the lines below `root`.

    `styled` says how elements are shown, by their `mem_id`, where it is not as their tags are.
    """
    return _Walk(root, styled or {}).lines


class _Walk:
    """One pass over a tree, and the line that is being gathered."""

    def __init__(self, root: "LexborNode", styled: Mapping[int, Display]) -> None:
        self.lines: list[Line] = []
        self.styled = styled
        self.blocks = 1
        """Number of block elements so far."""
        self.tables: list[Table] = []
        """Tables around the place, the innermost last."""
        self.strong = self.em = 0
        """How many elements around the place say so."""
        self.raised = 0
        """How many parts the line had where a raised text began."""
        self.href = root.attributes.get("href") or "" if root.tag == "a" else None
        """Where the link around the place leads; None outside of links."""
        self.place = self.line_place = Place(root, root.tag or "", self.blocks)
        self.joint, self.gap = "block", False
        self._begin()
        self._run(root)
        self._break("block")

    def _run(self, root: "LexborNode") -> None:
        followers: list[tuple[LexborNode | None, _Leave | None]] = []
        styled = self.styled
        node = root.first_child
        while True:
            while node is None:
                if not followers:
                    return
                node, leave = followers.pop()
                if leave is not None:
                    leave(self)
            tag, take, enter, leave = _BY_NUMBER.get(node.tag_id) or _kind_of(node)
            if take is not None:
                take(self, node)
                node = node.next
                continue
            if styled and (display := styled.get(node.mem_id)):
                if display != "block":
                    self.take_unshown(node, display)
                    node = node.next
                    continue
                if tag not in _BLOCKS:
                    enter, leave = _LINK_ON_ITS_OWN if tag == "a" else (_Walk.enter_block, _Walk.leave_block)
            followers.append((node.next, leave))
            if enter is not None:
                enter(self, node, tag)
            node = node.first_child

    # Elements without an inside --------------------------------------------------------------------

    def take_nothing(self, _node: "LexborNode") -> None:
        """Pass what shows no text."""

    def take_text(self, node: "LexborNode") -> None:
        text = node.text_content or ""
        if self.place.pre and "\n" in text:
            *whole, text = text.split("\n")
            for line in whole:
                self._add(line)
                self._break("br")
        # Half of the texts of a page are the white space between two elements.
        if self.parts or not text.isspace():
            self._add(text)

    def take_unshown(self, node: "LexborNode", display: Display) -> None:
        if display == "icon":
            self.take_icon(node)

    def take_icon(self, node: "LexborNode") -> None:
        """Take an icon whose text is its name; it parts what stands on both sides."""
        self._add(f" {EYE} " if node.text().strip() in _EYES else " ")

    def take_mail(self, node: "LexborNode") -> None:
        """Take the address that Joomla has in halves."""
        attributes = node.attributes
        self._add(first_and_last(attributes.get("first") or "", attributes.get("last") or ""))

    def take_break(self, _node: "LexborNode") -> None:
        self._break("br")

    def take_image(self, node: "LexborNode") -> None:
        self._take_picture(node, self.href)

    def take_embedded(self, node: "LexborNode") -> None:
        """Take what is shown in a frame of its own, as a picture that leads there."""
        if href := shown_in(node):
            self._take_picture(node, href)

    def _take_picture(self, node: "LexborNode", href: str | None) -> None:
        self._break("image")
        links = ((0, 0, href),) if href else ()
        self.lines.append(Line("", self.place, self.joint, self.gap, node, links))
        self.joint, self.gap = "image", False

    def take_noscript(self, node: "LexborNode") -> None:
        """Take the picture that browsers without scripts show where the others are to make one."""
        image, around = node.css_first("img"), node.parent
        if image is not None and around is not None and len(around.css("img")) == 1:
            self.take_image(image)

    def take_input(self, node: "LexborNode") -> None:
        """Take a button's face as a line of its own."""
        attributes = node.attributes
        if (attributes.get("type") or "").lower() not in _BUTTONS:
            return
        self._break("image")
        outer = self.place
        self.place = msgspec.structs.replace(outer, control=True)
        self._add(attributes.get("value") or attributes.get("alt") or "")
        self._break("image")
        self.place = outer

    # Elements that are entered and left ------------------------------------------------------------

    def enter_block(self, node: "LexborNode", tag: str) -> None:
        if self.parts:
            self._break("block")
        self.joint = "block"
        self.blocks += 1
        at = self.place
        self.place = Place(
            node, tag, self.blocks, at, at.cell, at.item, at.listing, at.quote, at.pre, at.control
        )

    def leave_block(self) -> None:
        if self.parts:
            self._break("block")
        self.joint = "block"
        self.place = self.place.outer or self.place

    def enter_link(self, node: "LexborNode", _tag: str) -> None:
        self._close_link()
        self.href = node.attributes.get("href") or ""
        self.anchors.append(Anchor(self.size, self.href))

    def leave_link(self) -> None:
        self._close_link()
        self.href = None

    def enter_link_block(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        self.enter_link(node, tag)

    def leave_link_block(self) -> None:
        self.leave_link()
        self.leave_block()

    def enter_strong(self, _node: "LexborNode", _tag: str) -> None:
        self.strong += 1

    def leave_strong(self) -> None:
        self.strong -= 1

    def enter_em(self, _node: "LexborNode", _tag: str) -> None:
        self.em += 1

    def leave_em(self) -> None:
        self.em -= 1

    def enter_raised(self, _node: "LexborNode", _tag: str) -> None:
        self.raised = len(self.parts)

    def leave_raised(self) -> None:
        """Write a raised digit as such: "m²" and "10³" are no "m2" and "103"."""
        if _IS_POWER.fullmatch("".join(self.parts[self.raised :])):
            self.parts[self.raised :] = (part.translate(_RAISED) for part in self.parts[self.raised :])

    def enter_reading(self, _node: "LexborNode", _tag: str) -> None:
        """Put how a word is read in brackets, where a page sets it above the word."""
        self._add("(")

    def leave_reading(self) -> None:
        self._add(")")

    def enter_table(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        for table in reversed(self.tables):
            if table.nested:
                break
            table.nested = True
        self.tables.append(Table(node))

    def leave_table(self) -> None:
        self.leave_block()
        self.tables.pop()

    def enter_row(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        if self.tables:
            self.tables[-1].rows.append([])

    def enter_cell(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        if self.tables and self.tables[-1].rows:
            place, rows = self.place, self.tables[-1].rows
            place.cell = Cell(self.tables[-1], len(rows) - 1, len(rows[-1]), tag == "th", place.cell)
            place.item = place.listing = None
            rows[-1].append(node)

    def enter_list(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        self.place.listing = List(node, self.place.listing)

    def enter_item(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        place = self.place
        listing = place.listing or List(node, None)
        outer = place.item
        while outer is not None and outer.listing is listing:
            outer = outer.outer
        place.listing, place.item = listing, Item(listing, listing.number(node), outer)

    def enter_quote(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        self.place.quote = node.mem_id

    def enter_pre(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        self.place.pre = True

    def enter_button(self, node: "LexborNode", tag: str) -> None:
        self.enter_block(node, tag)
        self.place.control = True

    # The line that is being gathered ---------------------------------------------------------------

    def _begin(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.emphasised = self.bold = True
        self.anchors: list[Anchor] = [] if self.href is None else [Anchor(0, self.href)]

    def _add(self, text: str) -> None:
        """Take a text into the line; a line begins with what is no white space."""
        if not self.parts:
            if not (text := text.lstrip()):
                return
            self.line_place = self.place
        self.parts.append(text)
        self.size += len(text)
        if (self.emphasised or self.bold) and text and not text.isspace():
            self.emphasised = self.emphasised and self.em > 0
            self.bold = self.bold and self.strong > 0

    def _break(self, joint: str) -> None:
        """Close the line that is being gathered; `joint` says what closes it."""
        if self.parts and self._close_line():
            self.joint, self.gap = joint, False
            return
        # Nothing visible between two breaks is an empty line.
        self.gap = self.gap or joint == self.joint == "br"
        if self.joint != "block":
            self.joint = joint

    def _close_line(self) -> bool:
        """Put what was gathered among the lines; False where nothing of it is visible."""
        raw = "".join(self.parts).rstrip()
        text = clean_line(raw)
        if len(text) < len(raw) and (_GLYPHS[0] in raw or _GLYPHS[1] in raw or _BULLET in raw):
            raw = raw.translate(_DRAWN)
            text = clean_line(raw)
        if text:
            links = spans(raw, text, self.anchors) if self.anchors else ()
            line = Line(text, self.line_place, self.joint, self.gap, None, links, self.emphasised, self.bold)
            self.lines.append(line)
        self._begin()
        return bool(text)

    def _close_link(self) -> None:
        if self.anchors and self.anchors[-1].end < 0:
            self.anchors[-1].end = self.size


_Take = Callable[[_Walk, "LexborNode"], None]
_Enter = Callable[[_Walk, "LexborNode", str], None]
_Leave = Callable[[_Walk], None]


_LINK_ON_ITS_OWN = (_Walk.enter_link_block, _Walk.leave_link_block)
_BLOCKS = frozenset(_ON_OWN_LINES.split())
_Kind = tuple[_Take | None, _Enter | None, _Leave | None]
"""What becomes of an element: it is taken whole, or entered and left."""
_INLINE: _Kind = (None, None, None)
_BLOCK: _Kind = (None, _Walk.enter_block, _Walk.leave_block)


class _Kinds(dict[str, _Kind]):
    """What becomes of each element, by its tag."""

    def __missing__(self, tag: str) -> _Kind:
        """Show elements that a page has made up on lines of their own: front ends do, `mat-card-title`."""
        return _BLOCK if "-" in tag else _INLINE


_KINDS = _Kinds(
    {
        **dict.fromkeys(
            (*_NO_TEXT.split(), "-comment", "-doctype", "-document"), (_Walk.take_nothing, None, None)
        ),
        "-text": (_Walk.take_text, None, None),
        "br": (_Walk.take_break, None, None),
        "mat-icon": (_Walk.take_icon, None, None),
        "joomla-hidden-mail": (_Walk.take_mail, None, None),
        **dict.fromkeys(("img", "amp-img"), (_Walk.take_image, None, None)),
        **dict.fromkeys(EMBEDS, (_Walk.take_embedded, None, None)),
        "noscript": (_Walk.take_noscript, None, None),
        "input": (_Walk.take_input, None, None),
        **dict.fromkeys(_BLOCKS, _BLOCK),
        **dict.fromkeys(("span", "font", "u", "sub", "small", "o:p"), _INLINE),
        "a": (None, _Walk.enter_link, _Walk.leave_link),
        **dict.fromkeys(("b", "strong"), (None, _Walk.enter_strong, _Walk.leave_strong)),
        **dict.fromkeys(("i", "em"), (None, _Walk.enter_em, _Walk.leave_em)),
        "sup": (None, _Walk.enter_raised, _Walk.leave_raised),
        "rt": (None, _Walk.enter_reading, _Walk.leave_reading),
        "table": (None, _Walk.enter_table, _Walk.leave_table),
        "tr": (None, _Walk.enter_row, _Walk.leave_block),
        **dict.fromkeys(("td", "th"), (None, _Walk.enter_cell, _Walk.leave_block)),
        **dict.fromkeys(("ul", "ol"), (None, _Walk.enter_list, _Walk.leave_block)),
        "li": (None, _Walk.enter_item, _Walk.leave_block),
        "blockquote": (None, _Walk.enter_quote, _Walk.leave_block),
        "pre": (None, _Walk.enter_pre, _Walk.leave_block),
        "button": (None, _Walk.enter_button, _Walk.leave_block),
    }
)
_BY_NUMBER: dict[int, tuple[str, _Take | None, _Enter | None, _Leave | None]] = {}
"""The same, with their tags, by the parser's numbers: those are got and looked up in half the time."""
_MADE_UP = 1000
"""Numbers of elements that HTML does not know are another page's on the next one, and far above."""


def _kind_of(node: "LexborNode") -> tuple[str, _Take | None, _Enter | None, _Leave | None]:
    """Return an element's tag, and what becomes of it."""
    tag, number = node.tag or "", node.tag_id
    kind = (tag, *_KINDS[tag])
    if number < _MADE_UP:
        _BY_NUMBER[number] = kind
    return kind
