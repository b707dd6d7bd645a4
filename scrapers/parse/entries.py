"""Entries of a list of news, in whatever markup: a link to an article and what stands around it."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from scrapers.dates import parse_count, parse_time
from scrapers.model import Place, Teaser
from scrapers.parse.fields import Fields
from scrapers.parse.lines import Line
from scrapers.parse.pictures import source
from scrapers.text import clean_line

_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})"
_CLOCK = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*[ap]m\b)?"
_DATE = rf"{_DAY}(?:[\s|,–-]*{_CLOCK})?"
# "419 lượt xem", but not the day in "2018-03-06 Lượt xem: 419".
_VIEWS = (
    r"(?:(?<!\d)(?<!\d[/.-])\d[\d.,]{0,15}\s*(?:lượt|lần)\s*(?:xem|đọc|truy cập)(?!\s*:)"
    r"|(?:lượt|lần|số lần)\s*(?:xem|đọc)\s*:?\s*\d[\d.,]*)"
)
_SAID = r"(?:ngày\s*(?:đăng|cập nhật|gửi)|ngày\s*:|cập nhật(?:\s*lúc)?|đăng\s*(?:lúc|ngày)|lúc\s*:)\s*:?\s*"
# Behind a title: "(419 lượt xem) [09/01/2017]". A bare date may be part of the title itself.
_TAIL = re.compile(
    rf"(?:\s*[(\[]\s*(?:{_VIEWS}|(?:{_SAID})?{_DATE})\s*[)\]]|\s*[-–|]?\s*{_VIEWS})+\s*$", re.IGNORECASE
)
_TAIL_ENDS = frozenset(")]mMcCpP.,0123456789")
"""What a tail may end in; most titles end in none of it, and need not be searched for one."""
_META = re.compile(rf"(?:{_VIEWS}|{_DAY}|{_CLOCK}|{_SAID}|[\s()\[\]|:,;–-])+", re.IGNORECASE)
_COUNTS_VIEWS = re.compile(_VIEWS, re.IGNORECASE)
_LONGEST_TAIL = 200
"""Characters of a text that may say views and date; the expressions' time goes with the square of it."""
_MORE = re.compile(
    r"[\s.\[\](»>]*(?:(?:xem|đọc)?\s*(?:thêm|tiếp|chi tiết|tiếp theo|toàn bộ)|(?:read )?more)[\s.\[\])»>]*",
    re.IGNORECASE,
)
_BULLETS = " \t»›•·*►▶■●-–+"
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_FEWEST_WORDS = 5
"""A line below a title with fewer words is no summary."""
_HASH_DIGITS = 12


def unescaped(text: str) -> str:
    """Undo a second escaping: some portals write `&amp;amp;` for `&` in their lists."""
    return clean_line(unescape(text)) if "&" in text and _ESCAPED.search(text) else text


# What stands beside the news is the same on every page of a portal, so it is told apart once.
@lru_cache(maxsize=4096)
def _parted(text: str) -> tuple[str, str]:
    """Part a text into the title and what is said of views and date behind it."""
    if text.rstrip()[-1:] not in _TAIL_ENDS:
        return text, ""
    tail = _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL))
    return (text[: tail.start()], tail[0]) if tail else (text, "")


@lru_cache(maxsize=4096)
def _is_meta(text: str) -> bool:
    """Tell whether a text says nothing but views and date."""
    return len(text) <= _LONGEST_TAIL and _META.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _views_in(text: str) -> str:
    """Find what a text says of views; an empty string where it says nothing."""
    views = _COUNTS_VIEWS.search(text)
    return views[0] if views else ""


class _Entry:
    """One entry while it is gathered."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.title = ""
        self.image = ""
        self.said: list[str] = []
        """Texts that may tell of views and time."""
        self.summary: list[str] = []

    def name(self, text: str) -> None:
        """Take a text as the title, with what is said behind it."""
        title, said = _parted(text)
        self.title = unescaped(title.strip(_BULLETS))
        if said:
            self.said.append(said)


def entries(fields: Fields, lines: Sequence[Line], place: Place) -> list[Teaser]:
    """Read the entries in the lines of one block.

    An entry begins at a link to an article, or at a line that tells views and date by itself; what follows up
    to the next one is its time, its views, its picture and, in a listing, its summary.
    """
    gathered = _Gatherer(fields, lines, with_summary=place is Place.LISTING).entries
    return [teaser for entry in gathered if entry.title and (teaser := _teaser(fields, entry, place))]


class _Gatherer:
    """Goes through the lines of a block and gathers its entries."""

    def __init__(self, fields: Fields, lines: Sequence[Line], *, with_summary: bool) -> None:
        self.fields = fields
        self.with_summary = with_summary
        self.entries: list[_Entry] = []
        self.pictures: dict[str, str] = {}
        self.strict = any(
            fields.portal.is_article(fields.page.address(href)) for line in lines for _, _, href in line.links
        )
        for line in lines:
            self._take(line)

    def _take(self, line: Line) -> None:
        if line.image is not None:
            self._picture(line)
            return
        at = 0
        for start, end, href in line.links:
            url = self.fields.page.address(href)
            words = line.text[start:end]
            if not self._names_article(url, words, line.text):
                continue
            self._about(line.text[at:start])
            self._link(url, words)
            at = end
        rest = line.text[at:]
        if at == 0 and not line.links and not self.with_summary and _is_entry(rest):
            self.entries.append(_Entry(""))
            self.entries[-1].name(rest)
        elif at or not line.links:
            self._about(rest)

    def _picture(self, line: Line) -> None:
        for _, _, href in line.links:
            url = self.fields.page.address(href)
            if line.image is not None and self._names_article(url, "", ""):
                self.pictures.setdefault(url, source(self.fields.page, line.image) or "")

    def _link(self, url: str, words: str) -> None:
        """Take a link to an article: the title, or once more the picture or "Xem tiếp" of the last one."""
        if _MORE.fullmatch(words):
            return
        if not (self.entries and url and self.entries[-1].url == url):
            self.entries.append(_Entry(url))
        if not self.entries[-1].title:
            self.entries[-1].name(words)
            self.entries[-1].image = self.pictures.get(url, "")

    def _about(self, text: str) -> None:
        """Take a text that stands behind or below a title."""
        text = text.strip()
        if not text or not self.entries:
            return
        entry = self.entries[-1]
        if _is_meta(text):
            entry.said.append(text)
        elif self.with_summary and len(text.split()) >= _FEWEST_WORDS:
            entry.summary.append(text)
        elif _views_in(text) or _parted(text)[1]:
            entry.said.append(text)

    def _names_article(self, url: str, words: str, text: str) -> bool:
        """Tell whether a link leads to an article; where none surely does, by what it says."""
        portal = self.fields.portal
        if self.strict:
            return portal.is_article(url)
        if _views_in(text):
            return bool(words)
        parts = urlsplit(url)
        return (
            portal.owns(url)
            and not portal.is_listing(url)
            and any(map(str.isdigit, parts.path + parts.query))
        )


def _is_entry(text: str) -> bool:
    """Tell whether a line without a link is an entry by itself: a title, its views and its date."""
    title, said = _parted(text)
    return bool(title and _views_in(said) and not _is_meta(text))


def _teaser(fields: Fields, entry: _Entry, place: Place) -> Teaser:
    said = " ".join(entry.said)
    views = _views_in(said)
    return Teaser(
        id=id_of(fields, entry.url, entry.title),
        url=entry.url,
        title=entry.title,
        place=place,
        published=parse_time(said) if said else None,
        summary=unescaped(" ".join(entry.summary)),
        image=entry.image,
        views=parse_count(views) if views else None,
    )


def id_of(fields: Fields, url: str, title: str) -> str:
    """Give the id of a teaser; of its title where the page gives no address."""
    if url:
        return fields.portal.article_id(url)
    return "t" + hashlib.sha256(title.encode()).hexdigest()[:_HASH_DIGITS]
