"""Finds the way from one page of a listing to the next: a link, a page number in the address, a post-back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scrapers.model import PageRequest
from scrapers.parse import postback
from scrapers.parse.fields import Fields
from scrapers.parse.frame import climbed
from scrapers.parse.lines import Line
from scrapers.portals.rules import Pager
from scrapers.text import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# In order of how sure they are: "»" is the next page on one portal and the last page on another.
_NEXT = (
    "trang tiếp theo|trang tiếp|trang sau|trang kế tiếp|trang kế|trang tới|tiếp theo|kế tiếp|tiếp|sau|tới"
    "|các tin tiếp theo|tin tiếp theo|xem tin tiếp theo|next page|next|tin cũ hơn|các tin cũ hơn|bài cũ hơn"
    "|bài viết cũ hơn|cũ hơn|tin cũ|older posts|older|>|›|→|»|right"
)
_OTHER = (
    "trang trước|trang đầu|trang cuối|trước|đầu|đầu tiên|cuối|cuối cùng|first|last|prev|previous"
    "|previous page|xem thêm|xem tiếp|chi tiết|mới hơn"
)
_WORDS, _OTHER_WORDS = _NEXT.split("|"), _OTHER.split("|")
_MORE = ("xem thêm", "tải thêm", "hiển thị thêm", "load more", "show more", "more posts")
_ARROWS = " <>‹›«»←→|"
_AROUND = f"{_ARROWS}.…"
_NUMBER = re.compile(r"(?:(?:trang|page) )?\[?\s*(\d{1,5})\s*\]?", re.IGNORECASE)
_CURRENT = frozenset(("active", "current", "selected", "on"))
"""Classes of the link to the page that is open."""
_DRAWN = re.compile(r"([a-z]+)\.(?:gif|png|jpe?g|svg)", re.IGNORECASE)
"""What the file of a picture without words is called: `next.gif`."""
_CLASSED = re.compile(
    r"""class=["'][^"']*(?:(?<![\w-])next(?![\w-])|(?:angle|chevron|arrow|caret)-(?:circle-)?right)""",
    re.IGNORECASE,
)
"""An icon that points to the right, `fa-angle-right`; `fa-angle-double-right` leads to the end."""
_LONGEST_ICON = 300
_DIGITS = re.compile(r"(\d+)")
_OF = r"(?:(?:/|trong|trên|của|of)(?: tổng(?: số| cộng)?| tất cả)? ?)"
_ENTRIES = r"(?:kết quả|bản ghi|bài viết|tin bài|tin|bài|mục|trang)"
_N = r"\d[\d.]*+"
_TELLS_PAGES = re.compile(
    rf"(?>(?:hiển thị|kết quả)(?: kết quả)?(?: từ)? {_N} ?(?:-|–|đến) ?{_N}(?: {_OF}{_N}(?: {_ENTRIES}\b)?)?"
    rf"|{_N} ?(?:-|–|đến) ?{_N} {_OF}{_N}(?: {_ENTRIES}\b)?"
    rf"|(?:trang|page) {_N} ?{_OF}{_N}(?: {_OF}{_N}(?: {_ENTRIES}\b)?)?"
    rf"|(?:có )?(?:tất cả|tổng (?:số|cộng)):? (?:{_N} {_ENTRIES}\b|{_ENTRIES} ?: ?{_N})"
    rf"|trang\b|{_N}\b|[\s.,:;|()-]+)++",
    re.IGNORECASE,
)
"""Such as "Hiển thị 1 - 5 trong 13 kết quả. Trang 1 trong tổng số 3"."""
_OPENS = re.compile(
    r"(?:RefreshPageTo\(event, ?|(?:\blocation(?:\.href)?|\bwindow\.open) ?[=(] ?)\\?[\"']([^\"']+)\\?[\"']"
)
"""`RefreshPageTo(event, "/Lists/Tin/AllItems.aspx?Paged=TRUE\u0026p_ID=30")`, `location.href='?p=2'`."""
_LONGEST = 30
"""A link with a longer text is none of a pager's; in characters."""
_NEAR = 4
"""How many elements up from a page's number the number of the current page may stand."""

_LINKS = 'a, input:not([type="hidden" i]), button'
_RELATED = 'a[rel~="next" i]'
_HEAD_RELATED = 'link[rel~="next" i]'

_Link = tuple["LexborNode", str]
"""A link or a button, and what it says, without case."""


class _Scope:
    """An element that may hold a pager, and the links and buttons in it; asked once for all pagers."""

    def __init__(self, fields: Fields, node: "LexborNode") -> None:
        self.fields = fields
        self.node = node

    def ways(self, words: Iterable[str]) -> Iterator["LexborNode"]:
        """List the links and buttons that may lead to the next page, the surest first."""
        yield from self.related
        for node in self.saying(words):
            # "»" may lead to the last page, where the number behind the current one stands beside it.
            if not any(map(str.isalpha, _face(node))):
                yield from (number for number in self.numbered if _stand_together(number, node))
            yield node
        yield from self.numbered
        yield from self.adding

    @cached_property
    def links(self) -> list[_Link]:
        """The links and buttons that may be a pager's, with what they say."""
        faces = ((node, _face(node)) for node in self.node.css(_LINKS))
        return [(node, text.casefold()) for node, text in faces if len(text) <= _LONGEST]

    @cached_property
    def related(self) -> list["LexborNode"]:
        """The links that the markup itself calls the next page."""
        return [node for node in self.node.css(_RELATED) if len(_face(node)) <= _LONGEST]

    def saying(self, words: Iterable[str]) -> Iterator["LexborNode"]:
        """List the links that say "next", the surest first."""
        wanted = frozenset(words)
        saying = [
            (node, face, bare)
            for node, face in self.links
            if (bare := face.strip(_AROUND)) in wanted or face in wanted
        ]
        for word in words if saying else ():
            for node, face, bare in saying:
                if face == word or (bare == word and word[0].isalpha()):
                    yield node

    @cached_property
    def numbered(self) -> list["LexborNode"]:
        """The link whose number follows the current page's."""
        numbers = [(node, int(match[1])) for node, face in self.links if (match := _NUMBER.fullmatch(face))]
        current = _current(self.fields, numbers) if numbers else 0
        return [node for node, number in numbers if number == current + 1]

    @cached_property
    def adding(self) -> list["LexborNode"]:
        """The links that say "more" and lead to this listing's own address with a higher number."""
        page = self.fields.page
        saying = (node for node, face in self.links if face.strip(_ARROWS).startswith(_MORE))
        leading = ((node, page.address(node.attributes.get("href"))) for node in saying)
        return [node for node, url in leading if url and _goes_on(page.url, url)]


def next_page(fields: Fields) -> PageRequest | None:
    """Return the request for the next page of the listing; None on its last page."""
    scopes: dict[str, list[_Scope]] = {}
    for pager in fields.layout.listing.pager:
        if pager.by == "query":
            request = _by_number(fields, pager)
        else:
            if pager.css not in scopes:
                scopes[pager.css] = [_Scope(fields, node) for node in fields.page.css(pager.css or "body")]
            request = _by_link(fields, pager, scopes[pager.css])
        if request:
            fields.rules["next"] = str(pager)
            return request
    return _by_head(fields)


def _by_head(fields: Fields) -> PageRequest | None:
    """Return the request for the page that the head of this one calls the next, where no pager is seen."""
    for node in fields.page.css(_HEAD_RELATED):
        url = fields.page.address(node.attributes.get("href"))
        if url != fields.page.url and fields.leads_on(url):
            fields.rules["next"] = f"css {_HEAD_RELATED}"
            return PageRequest(url=url, referer=fields.page.url)
    return None


def is_turn(text: str) -> bool:
    """Tell whether a link says no more than which page of a listing it leads to: "2", "Trang sau", "»"."""
    face = text.casefold().strip(_ARROWS + "[].")
    return not any(map(str.isalpha, face)) or face in _WORDS or face in _OTHER_WORDS


def turns_pages(line: Line) -> bool:
    """Tell whether a line leads to the other pages of an article: "Trang 1 2 3 Trang sau »"."""
    if not line.links or not all(is_turn(line.text[start:end]) for start, end, _ in line.links):
        return False
    rest = line.beside(line.links)
    return not rest.strip(_ARROWS) or tells_pages(rest)


def tells_pages(text: str) -> bool:
    """Tell whether a text counts the entries or the pages of a listing, and does no more."""
    return _TELLS_PAGES.fullmatch(text) is not None


def _by_link(fields: Fields, pager: Pager, scopes: Iterable[_Scope]) -> PageRequest | None:
    """Find the link or button that says "next", otherwise the number after the current page's."""
    for scope in scopes:
        for node in scope.ways(pager.words or _WORDS):
            if request := _request(fields, node, pager):
                return request
        if pager.by == "postback" and (request := postback.by_select(fields.page, scope.node)):
            return request
    return None


def _face(node: "LexborNode") -> str:
    """Return what a link or a button says, by its text, its picture or its title."""
    if text := clean_line(node.text()):
        return text
    attributes = node.attributes
    if node.tag == "input":
        faces = (clean_line(attributes.get(name) or "") for name in ("value", "alt", "title"))
        return next(filter(None, faces), "")
    image = next((inner for inner in node.traverse() if inner.tag == "img"), None)
    shown = image.attributes if image else {}
    drawn = _DRAWN.search(shown.get("src") or "")
    face = shown.get("alt") or attributes.get("title") or attributes.get("aria-label")
    return clean_line(face or (drawn[1] if drawn else "") or _drawn_by_class(node))


def _drawn_by_class(node: "LexborNode") -> str:
    """Return "next" for a link without words whose class, or that of the icon in it, says so."""
    return "next" if _CLASSED.search((node.html or "")[:_LONGEST_ICON]) else ""


def _stand_together(node: "LexborNode", other: "LexborNode") -> bool:
    """Tell whether two links stand in one pager: in one element, or in items of one list."""
    above, around = (node.parent, node.parent and node.parent.parent), other.parent
    marks = {one.mem_id for one in above if one is not None}
    return any(one is not None and one.mem_id in marks for one in (around, around and around.parent))


def _goes_on(here: str, url: str) -> bool:
    """Tell whether an address is another with one number raised, or with one behind it."""
    parts, others = _DIGITS.split(here), _DIGITS.split(url)
    if len(parts) == len(others):
        differing = [pair for pair in zip(parts, others, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and all(map(str.isdecimal, differing[0])) and _raised(*differing[0])
    return url.startswith(here.rstrip("/")) and _DIGITS.search(url, len(here)) is not None


def _raised(number: str, other: str) -> bool:
    return (len(number), number) < (len(other), other)


def _current(fields: Fields, numbers: Sequence[tuple["LexborNode", int]]) -> int:
    """Tell the number of the page that is open.

    It is the link to this page or to none, or marked as such; or it stands beside the links. Otherwise it is
    the first.
    """
    for node, number in numbers:
        href = node.attributes.get("href")
        is_plain = node.tag == "a" and href is None
        if is_plain or fields.page.address(href) == fields.page.url or _is_marked(node):
            return number
    linked = {number for _, number in numbers}
    for around in islice(climbed(numbers[0][0].parent), _NEAR):
        bare = [n for n in _bare_numbers(fields, around) if n not in linked and n <= max(linked) + 1]
        if bare:
            return bare[0]
    return 1


def _is_marked(node: "LexborNode") -> bool:
    """Tell whether a link of a pager is marked as that to the page that is open."""
    classes = f"{node.attributes.get('class')} {node.parent and node.parent.attributes.get('class')}"
    return not _CURRENT.isdisjoint(classes.casefold().split())


def _bare_numbers(fields: Fields, node: "LexborNode") -> list[int]:
    """List the numbers below an element that are no links, alone or beside links: the current page is one."""
    found = []
    for line in fields.page.lines_in(node):
        if not line.links and any(map(str.isalpha, line.text)):
            continue  # "Đang xem: 4"
        rest, at = "", 0
        for start, end, _ in line.links:
            rest, at = f"{rest}{line.text[at:start]} \0 ", end
        found += [int(m[1]) for word in (rest + line.text[at:]).split() if (m := _NUMBER.fullmatch(word))]
    return found


def _request(fields: Fields, node: "LexborNode", pager: Pager) -> PageRequest | None:
    """Make the request that a link or a button of a pager stands for; None where it is disabled."""
    page = fields.page
    if _is_disabled(node):
        return None
    if pager.by == "postback":
        return postback.request(page, node)
    url = page.address(_target(node))
    return PageRequest(url=url, referer=page.url) if url != page.url and fields.leads_on(url) else None


def _target(node: "LexborNode") -> str:
    """Return where a link leads, by itself or by what it runs: SharePoint's do nothing else."""
    href = node.attributes.get("href") or ""
    if href[:11].lower() != "javascript:" and href not in ("", "#"):
        return href
    run = _OPENS.search(f"{href} {node.attributes.get('onclick') or ''}")
    return unescape(run[1].replace("\\u0026", "&").replace("\\u002f", "/")) if run else href


def _is_disabled(node: "LexborNode") -> bool:
    for one in (node, node.parent):
        attributes = one.attributes if one is not None else {}
        if "disabled" in attributes or "disabled" in (attributes.get("class") or "").casefold():
            return True
    return False


def _by_number(fields: Fields, pager: Pager) -> PageRequest | None:
    """Find the link with the smallest page number after this page's: `?currentpage=2`, `/currentpage/2/`."""
    page = fields.page
    pattern = re.compile(
        rf"(?:[?&]{re.escape(pager.query)}=|/{re.escape(pager.query)}/)(\d{{1,6}})(?!\d)", re.IGNORECASE
    )
    here = pattern.search(unquote(page.url))
    current = int(here[1]) if here else 1
    following: dict[int, str] = {}
    for node in page.css(f"{pager.css} a" if pager.css else "a"):
        href = node.attributes.get("href") or ""
        match = pattern.search(unquote(href))
        if match and int(match[1]) > current and fields.portal.owns(url := page.address(href)):
            following.setdefault(int(match[1]), url)
    return PageRequest(url=following[min(following)], referer=page.url) if following else None
