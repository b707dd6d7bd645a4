"""Finds the page on which an article goes on.

An address tells it: that of the article with the number of a page to it, as in `?page=2`, `/2/`, `-p2.html`
or `?start=1`. The pagers of comments, of related news and of listings stand elsewhere on a page or lead to
other addresses.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from scrapers.parse.around import Around
from scrapers.parse.facts import only_facts
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line
from scrapers.parse.pager import is_turn, tells_pages, turns_pages

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_ENDING = re.compile(r"\.(?:html?|aspx?|php)$", re.IGNORECASE)
_ADDED = re.compile(
    r"(?:/(?:(?:current)?page/|trang[/-]?|p(?:age)?-?)?|[-_.](?:p|page-?|trang-?))(\d{1,3})"
    r"(?:\.(?:html?|aspx?|php))?/?",
    re.IGNORECASE,
)
"""What the path of a further page has more: `/2/`, `-p2.html`, `/trang-2.html`, `/page/2`."""
_ASKED = frozenset(
    ("page", "p", "pg", "paged", "trang", "start", "limitstart", "currentpage", "pageindex", "pagenumber")
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,3}")
_SAYS_NUMBER = re.compile(r"(?:trang |page |phần )?(\d{1,3})", re.IGNORECASE)
_WORDS = frozenset(("", "trang", "các trang", "xem trang", "page", "pages"))
_EDGES = " :|/-–•·.…,[]()<>‹›«»←→"
_COMMENTS = re.compile(r"bình luận|ý kiến|phản hồi|comment", re.IGNORECASE)
_LONGEST = 30
"""A link of a pager says no more, in characters; those to other news do."""
_BELOW = 10
"""In so many lines behind a text its pager may stand."""
_BEHIND = 3
"""Likewise in so many elements behind that of a text."""


class Turn(NamedTuple):
    """A link to a page of the article: the number in its address, what it says, and the address."""

    number: int | None
    """None for the first page, and all in one."""
    face: str
    url: str


class Turns:
    """The way through the pages of one article. `first` is the address of its first page."""

    def __init__(self, around: Around, first: str) -> None:
        self._around = around
        self._first = first
        path, _, self._query = first.partition("?")
        path = path.rstrip("/")
        ending = _ENDING.search(path)
        self._ending = ending[0] if ending else ""
        self._stem = path.removesuffix(self._ending)

    def number(self, url: str) -> int | None:
        """Return the number that the address of a page carries; None where it is none of the article's."""
        if not url.startswith(self._stem):
            return None
        path, _, query = url[len(self._stem) :].partition("?")
        if path.rstrip("/") in ("", self._ending):
            return self._asked(query)
        added = _ADDED.fullmatch(path)
        return int(added[1]) if added and query == self._query else None

    def _asked(self, query: str) -> int | None:
        here, there = dict(parse_qsl(self._query)), dict(parse_qsl(query))
        more = {name: value for name, value in there.items() if here.get(name) != value}
        if len(more) != 1 or here.keys() - there.keys():
            return None
        [(name, value)] = more.items()
        is_page = name.lower() in _ASKED and name not in here and _NUMBER.fullmatch(value)
        return int(value) if is_page else None

    # Where pagers stand ----------------------------------------------------------------------------

    def behind(self, node: "LexborNode") -> Iterator[Line]:
        """List the lines of elements right behind that of a text which lead to pages of the article."""
        page, following, seen = self._around.page, node.next, 0
        while following is not None and seen < _BEHIND:
            if following.tag not in ("-text", "-comment"):
                seen += 1
                links = (link.attributes.get("href") for link in page.css("a", following))
                if any(self._leads(href) for href in links):
                    yield from page.lines_in(following)
            following = following.next

    def below(self, ends: Sequence[str], lines: Sequence[Line], end: int) -> list[Line]:
        """List the lines that end a text, up to the first that is no tool of the page, date or pager.

        `ends` are what tools say.
        """
        near = lines[end : end + _BELOW]
        links = ((stop - start, href) for line in near for start, stop, href in line.links)
        if not any(length <= _LONGEST and self._leads(href) for length, href in links):
            return []
        tools = Labels(ends)
        stop = next((at for at, line in enumerate(near) if not self._is_tool(tools, line)), len(near))
        return list(near[:stop])

    def _leads(self, href: str | None) -> bool:
        # Each address of a further page has a digit, and few links right below a text have one.
        if not href or not _DIGIT.search(href):
            return False
        return self.number(self._around.page.address(href)) is not None

    def _is_tool(self, tools: Labels, line: Line) -> bool:
        if self._around.headings_beside.covers(line.text) or _COMMENTS.search(line.text):
            return False
        return (
            not line.text
            or line.text.isdecimal()
            or tools.covers(line.text)
            or turns_pages(line)
            or self._around.is_tool(line)
            or only_facts(line.text)
        )

    # What they say ---------------------------------------------------------------------------------

    def taken(self, text: Sequence[Line], below: Iterable[Line]) -> tuple[str, list[Line]]:
        """Return the address of the page on which a text goes on, and its lines without those of the pager.

        `below` are the lines right below it.
        """
        lines = [*text, *below]
        here = self.number(self._around.page.url)
        if here is None and not any(self._leads(href) for line in lines for _, _, href in line.links):
            return "", lines[: len(text)]
        found = {}
        for at, line in enumerate(lines):
            # What leads back to the first page is a pager only on a further one.
            if line.links and (turns := self._pager(line)) and (here is not None or _numbered(turns)):
                found[at] = turns
        if not found:
            return "", lines[: len(text)]
        drop = {id(lines[at]) for at in self._widened(lines, found)}
        following = _following([turn for turns in found.values() for turn in _numbered(turns)], here)
        return following, [line for line in text if id(line) not in drop]

    def _pager(self, line: Line) -> list[Turn]:
        """List the links of a line to pages of the article, where it is nothing but a pager."""
        turns = []
        for face, url in self._around.page.links(line):
            number = self.number(url) if url else None
            if number is not None or self._is_own(url):
                turns.append(Turn(number, face.strip(_EDGES), url))
            elif url and not is_turn(face):
                return []
        return turns if turns and _says_nothing(line.beside(line.links)) else []

    def _is_own(self, url: str) -> bool:
        """Tell whether an address without a number is the article's too: its first page, or all in one."""
        bare = url if self._query else url.partition("?")[0]
        return bare == self._first or self._around.is_this_page(url)

    def _widened(self, lines: Sequence[Line], found: Mapping[int, object]) -> set[int]:
        """Return the lines of a pager, with those beside them that are part of it: "Trang", "1", "Tất cả"."""
        wide = set(found)
        for at in found:
            for step in (-1, 1):
                on = at + step
                while 0 <= on < len(lines) and self._is_part(lines[on]):
                    wide.add(on)
                    on += step
        return wide

    def _is_part(self, line: Line) -> bool:
        if line.image is not None or not line.text:
            return False
        return is_turn(line.text) or bool(self._pager(line)) or _says_nothing(line.text)


def _says_nothing(text: str) -> bool:
    """Tell whether words of a pager that lead nowhere are part of it: "Trang", the number of this page."""
    rest = " ".join(word for word in text.split() if not word.strip(_EDGES).isdecimal())
    return rest.casefold().strip(_EDGES) in _WORDS or tells_pages(rest)


def _numbered(turns: Iterable[Turn]) -> list[tuple[int, Turn]]:
    return [(turn.number, turn) for turn in turns if turn.number is not None]


def _following(turns: Sequence[tuple[int, Turn]], here: int | None) -> str:
    """Choose the next page: the one with the least number behind that of the page that is open."""
    if here is None:
        # Some count from 0: "2" leads to `?start=1`.
        said = ((number, match[1]) for number, one in turns if (match := _SAYS_NUMBER.fullmatch(one.face)))
        here = 1 + min((number - int(face) for number, face in said), default=-1)
    return min(((number, one.url) for number, one in turns if number > here), default=(0, ""))[1]
