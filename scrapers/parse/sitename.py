"""Reads what a portal calls itself: in its meta data, in titles of its pages, in the line at their foot."""

import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from itertools import combinations, takewhile

from scrapers.model import RawPage
from scrapers.parse.doubts import needs_care
from scrapers.parse.page import Page
from scrapers.text import clean_line, fold

_BETWEEN = re.compile(r"\s+[-–—|»›:]{1,2}\s+|\s*(?:\||»|::)\s*|\s>\s")
_GENERIC = frozenset(
    (
        "trang chu", "trang nhat", "trang chinh", "trang dau", "trang tin", "home", "home page", "homepage",
        "index", "default", "welcome", "main", "portal", "untitled document", "untitled page", "gioi thieu",
        "tat ca khoan muc",
    )
)  # fmt: skip
"""What pages of any portal are called, folded."""
_SELF = re.compile(r"^(?:cong|trang) (?:thong tin|tin|ttdt)\b.*")
"""How a line begins, folded, in which a portal says its name."""
_OWNER = re.compile(
    r"^(?:©|\(c\)|bản quyền|copyright)"
    r"(?:\s*(?:©|\(c\)|thuộc về|thuộc|của|by|copyright|bản quyền|\d{4}|[-:.,–]))*\s+(?P<name>\w.*)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*(?:[|.;]|\s[-–]\s|all rights?|địa chỉ).*", re.IGNORECASE)
_LONGEST = 100
_FEWEST_WORDS = 2


def site_name(home: RawPage, others: Sequence[RawPage], no_names: Collection[str]) -> str:
    """Return what a portal calls itself; an empty string where its pages do not say.

    `no_names` are the names of its categories and the titles of its articles: no portal is called so.
    Raises ParseError where a page cannot be read at all.
    """
    pages = [_Named(raw) for raw in (home, *others)]
    known = {fold(part) for name in no_names for part in (name, *_BETWEEN.split(name))}
    return next((name for name in _candidates(pages, known) if name and not _is_other(name, known)), "")


def _candidates(pages: Sequence["_Named"], known: Collection[str]) -> Iterator[str]:
    for page in pages:
        yield page.meta
    yield from (_stripped(_shared(one.title, other.title), known) for one, other in combinations(pages, 2))
    yield _stripped(pages[0].title, known)
    yield from pages[0].self_called
    yield from pages[0].owners


def _shared(one: str, other: str) -> str:
    """Return what two titles end with or begin with alike; an empty string where it is nothing."""
    here, there = _BETWEEN.split(one), _BETWEEN.split(other)
    if ends := _alike(here[::-1], there[::-1]):
        return one[_offset(one, len(here) - ends) :]
    if begins := _alike(here, there):
        return one[: _offset(one, begins, behind=True)]
    return ""


def _alike(here: Sequence[str], there: Sequence[str]) -> int:
    """Count how many pieces are the same from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))


def _stripped(title: str, known: Collection[str]) -> str:
    """Take from a page's title what stands at its ends and is no name of a portal."""
    pieces = _BETWEEN.split(title)
    start, end = 0, len(pieces)
    while start < end and _is_other(pieces[start], known):
        start += 1
    while end > start and _is_other(pieces[end - 1], known):
        end -= 1
    if start == end:
        return ""
    return title[_offset(title, start) : _offset(title, end, behind=True)]


def _offset(title: str, piece: int, *, behind: bool = False) -> int:
    """Return where in a title a piece begins, or where the one before it ends."""
    marks = list(_BETWEEN.finditer(title))
    if behind:
        return marks[piece - 1].start() if piece <= len(marks) else len(title)
    return marks[piece - 1].end() if piece else 0


def _is_other(name: str, known: Collection[str]) -> bool:
    folded = fold(name)
    return not folded or folded in _GENERIC or folded in known or len(name) > _LONGEST


class _Named:
    """What one page says of the name of its portal."""

    def __init__(self, raw: RawPage) -> None:
        page = Page(raw)
        title = self._title(page)
        if needs_care(title):
            page = page.put_right() or page
        page = page.in_unicode() or page
        self.title = self._title(page)
        self._page = page

    @staticmethod
    def _title(page: Page) -> str:
        found = page.first("title")
        return clean_line(unescape(found.text())) if found is not None else ""

    @property
    def meta(self) -> str:
        """What it says for other programs."""
        found = self._page.first('meta[property="og:site_name"]')
        return clean_line(found.attributes.get("content") or "") if found is not None else ""

    @property
    def self_called(self) -> Iterator[str]:
        """Lines that begin as names of portals do, and go on."""
        for line in self._page.lines:
            if _SELF.match(fold(line.text)) and len(line.text.split()) > _FEWEST_WORDS:
                yield _AFTER_NAME.sub("", line.text)

    @property
    def owners(self) -> Iterator[str]:
        """Whose the site is, by the line at the foot of a page."""
        for line in self._page.lines:
            if found := _OWNER.match(line.text):
                name = _AFTER_NAME.sub("", found["name"])
                if len(name.split()) >= _FEWEST_WORDS and not name.lower().startswith("thiết kế"):
                    yield name
