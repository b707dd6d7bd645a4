"""A page opened for reading: parsed once, with what all parsers ask of it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from scrapers.clock import on_portals_clock
from scrapers.errors import ParseError
from scrapers.model import RawPage
from scrapers.parse.charset import as_utf8, as_western, presumed_utf8
from scrapers.parse.display import STYLED, UNSEEN, Display, display_of, keeps_from_sight, unfolding
from scrapers.parse.emails import hides_links, with_addresses
from scrapers.parse.flow import lines_of
from scrapers.parse.index import Lines
from scrapers.parse.lines import Line
from scrapers.parse.selectors import Finder
from scrapers.text import clean_line
from scrapers.urls import absolute, origin, rebased

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DEEPEST = 400
"""How deep elements may nest; the parser's time goes with the square of the depth (5 s at 50,000)."""
_MOST_TAGS = 60_000
"""A page with more tags is not read: it would take a minute and a gigabyte. News pages have about 2,000."""
_MANY_TAGS = 4_000
"""A page with fewer tags is not looked at for depth."""
_FEW_PARTS = 5
"""A page that is read in more parts is looked through once for elements that are shown otherwise."""
_NESTING = re.compile(
    r"<(/?)(?:div|ul|ol|dl|section|article|blockquote|center|main|table|fieldset|aside|header|footer|nav|figure"
    r"|details|form|address|menu|dir|hgroup|b|i|u|s|em|strong|small|big|font|tt|code|strike|nobr|a)\b[^>]*>",
    re.IGNORECASE,
)


class Page:
    """One page of a portal and its tree."""

    def __init__(self, raw: RawPage, html: bytes | None = None) -> None:
        """Parse a page that is presumed to hide nothing, or what its HTML is as it is meant to be read."""
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # noqa: PLC0415 - when first used

        self.url = raw.url
        self.came = on_portals_clock(raw.fetched_at)
        """When it came, by the portal's clock."""
        self.day = self.came.date().isoformat()
        """On which it came."""
        self._mirror = raw.mirror
        self._raw = raw
        if html is None:
            html = presumed_utf8(raw.body)
            # Links are told by where they lead, these lead nowhere: later would be too late.
            html = with_addresses(html) if hides_links(html) else html
        self._html = html
        tags = html.count(b"<")
        if tags > _MOST_TAGS:
            raise ParseError(f"more than {_MOST_TAGS} tags", where=raw.url)
        if tags >= _MANY_TAGS:
            html = _shallow(html.decode(errors="replace")).encode()
        try:
            self._tree = LexborHTMLParser(html)
        except (SelectolaxError, ValueError, RuntimeError, MemoryError) as error:
            raise ParseError("cannot be parsed as HTML", where=raw.url) from error
        self._finder = Finder(self._tree, self.url)
        self._addresses: dict[str, str] = {}
        self._unseen: dict[int, Display] = {}
        """Elements that classes keep from sight, where they were looked for."""
        self._parts = 0
        """How many elements the lines of which were asked for."""

    @cached_property
    def lines(self) -> Lines:
        """All that is visible on the page."""
        body = self._tree.body
        return Lines(self.lines_in(body) if body is not None else ())

    @cached_property
    def base(self) -> str:
        """Address against which the page's links count."""
        element = self._tree.css_first("base[href]")
        return absolute(self.url, element.attributes.get("href") or "") if element else self.url

    @cached_property
    def roots(self) -> tuple[str, str, str]:
        """All that an address depends on which begins with a slash or a scheme."""
        return origin(self.base or self.url), origin(self.url), self._mirror

    def put_right(self) -> "Page | None":
        """Return the page in the encoding it is in, with the addresses it hides; None where it was that."""
        html = with_addresses(as_utf8(self._raw.body, self._raw.content_type))
        return Page(self._raw, html) if html != self._html else None

    def in_unicode(self) -> "Page | None":
        """Return the page as fonts of before Unicode show it; None where it was typed for none."""
        from scrapers.parse.faces import in_unicode  # noqa: PLC0415 - for pages of before 2008

        html = in_unicode(as_western(self._raw.body))
        return Page(self._raw, with_addresses(html.encode(errors="ignore"))) if html is not None else None

    def css(self, selector: str, scope: "LexborNode | None" = None) -> list["LexborNode"]:
        """List the elements that a selector finds, in document order: of the page, or of one element."""
        return (scope or self._tree).css(self._finder.short(selector))

    def first(self, selector: str, scope: "LexborNode | None" = None) -> "LexborNode | None":
        """Return the first element that a selector finds; the tree is gone through no further."""
        # What is said for machines alone stands at the head of a page, and no further needs to be looked.
        at_head = self._tree.head if selector.startswith("meta[") else None
        return (scope or at_head or self._tree).css_first(self._finder.short(selector))

    def outermost(self, selector: str) -> list["LexborNode"]:
        """List the elements that a selector finds and that stand in no other one of them."""
        found = self.css(selector)
        if len(found) < 2:  # noqa: PLR2004 - one stands in no other
            return found
        inside: set[int] = set()
        taken = []
        for node in found:
            if node.mem_id not in inside:
                taken.append(node)
                inside.update(one.mem_id for one in self.css(selector, node))
        return taken

    def lines_in(self, node: "LexborNode", drop: Iterable["LexborNode"] = ()) -> list[Line]:
        """List what is visible below an element, without the elements in `drop`."""
        dropped: dict[int, Display] = {one.mem_id: "none" for one in drop}
        styled, more = self._styled_in(node), dropped | self._unseen
        return lines_of(node, styled | more if more else styled)

    def hide_around(self, node: "LexborNode") -> None:
        """No longer show what classes keep from sight around an element.

        To look for that on every page would cost a fiftieth of reading it.
        """
        around = self.css(UNSEEN, node.parent or node)
        self._unseen = {one.mem_id: "none" for one in around if keeps_from_sight(one)}
        self.__dict__.pop("lines", None)

    def _styled_in(self, node: "LexborNode") -> dict[int, Display]:
        """Tell how elements below one are shown, or all of the page: most articles are read in few parts."""
        self._parts += 1
        return _styled(node) if self._parts <= _FEW_PARTS else self._styled_anywhere

    @cached_property
    def _styled_anywhere(self) -> dict[int, Display]:
        return _styled(self._tree)

    def text(self, node: "LexborNode") -> str:
        """Return what is visible below an element as one line."""
        child = node.first_child
        if child is not None and child.next is None and child.tag == "-text":
            return clean_line(child.text_content or "")
        return " ".join(line.text for line in self.lines_in(node) if line.text)

    def address(self, href: str | None) -> str:
        """Return the address that a link or a picture of the page means; an empty string where it is none."""
        href = (href or "").strip()
        if href not in self._addresses:
            # A bare fragment is a place on this page, not an address of its own.
            self._addresses[href] = (
                "" if href.startswith("#") else self._own(absolute(self.base or self.url, href))
            )
        return self._addresses[href]

    def addresses(self, line: Line) -> list[str]:
        """List where the links of a line lead."""
        return [self.address(href) for _, _, href in line.links]

    def links(self, line: Line) -> Iterator[tuple[str, str]]:
        """Yield what each link of a line says, and where it leads."""
        for start, end, href in line.links:
            yield line.text[start:end].strip(), self.address(href)

    def _own(self, url: str) -> str:
        """Return the portal's own address of what a mirror names by the mirror's."""
        return rebased(url, self._mirror, f"{origin(self.url)}/") if self._mirror and url else url


def _styled(below: "LexborNode | LexborHTMLParser") -> dict[int, Display]:
    """Tell how elements are shown whose own style says so, by their `mem_id`; folded text is."""
    shown: dict[int, Display] = {}
    for node in below.css(STYLED):
        display = display_of(node)
        if display == "none" and (control := unfolding(node)) is not None:
            shown[control.mem_id] = "none"
        elif display:
            shown[node.mem_id] = display
    return shown


def _shallow(html: str) -> str:
    """Leave out elements that nest too deep; their text stays."""
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            depth = max(depth - 1, 0)
            return match[0] if depth < _DEEPEST else " "
        depth += 1
        return match[0] if depth <= _DEEPEST else " "

    return _NESTING.sub(kept, html)
