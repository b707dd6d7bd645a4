"""Entries of a list of news, in whatever markup: a link to an article and what stands around it."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from html import unescape

from scrapers.dates import is_month_first, parse_count
from scrapers.model import Place, Teaser
from scrapers.parse.articlelinks import ArticleLinks
from scrapers.parse.dayboxes import joined
from scrapers.parse.eyes import in_column, view_columns, worded
from scrapers.parse.facts import apart, only_facts, only_own_facts, parted, tells_a_day, views_in
from scrapers.parse.fields import Fields
from scrapers.parse.frame import Kinship
from scrapers.parse.lines import Line
from scrapers.parse.pager import is_turn, tells_pages
from scrapers.parse.pictures import source
from scrapers.text import clean_line

_MORE = re.compile(
    r"[\s.\[\](»>]*(?:(?:xem|đọc)?\s*(?:thêm|tiếp|chi tiết|tiếp theo|toàn bộ)|(?:read )?more)[\s.\[\])»>]*",
    re.IGNORECASE,
)
_BADGE = re.compile(r"[(\[]?(?:mới|new|hot)!?[)\]]?(?=\s*(?:[(\[|\d]|$))", re.IGNORECASE)
"""What is set behind the title of news: "Mới (09/01/2017)"."""
_BULLETS = " \t»›•·*►▶■●-–+"
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_FEWEST_WORDS = 5
"""A line below a title with fewer words is no summary."""
_MANY_WORDS = 8
"""Where addresses do not tell, a title that stands alone has so many words at least."""
_LONGEST_PAGER = 100
_HASH_DIGITS = 12


def unescaped(text: str) -> str:
    """Undo a second escaping: some portals write `&amp;amp;` for `&` in their lists."""
    return clean_line(unescape(text)) if "&" in text and _ESCAPED.search(text) else text


class _Entry:
    """One entry while it is gathered."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.title = ""
        self.image = ""
        self.said: list[str] = []
        """Texts that may tell of views and time."""
        self.below: list[str] = []
        """Likewise, on lines of their own: they may be of the next entry."""
        self.summary: list[str] = []

    @property
    def is_shown(self) -> bool:
        """Whether anything beside its title is shown of it."""
        return bool(self.said or self.summary or self.image)

    def name(self, text: str) -> None:
        """Take a text as the title, with what is said behind it."""
        title, said = parted(text)
        self.title = unescaped(title.strip(_BULLETS))
        if said:
            self.said.append(said)

    def part_summary(self) -> None:
        """Take the day in brackets that a summary begins or ends with: "(09/01/2017) - Sáng nay …"."""
        for at in {0, len(self.summary) - 1}:
            text, said = parted(self.summary[at])
            if said:
                self.summary[at] = text.strip()
                self.said.append(said)


def entries(fields: Fields, lines: Sequence[Line], place: Place) -> tuple[Teaser, ...]:
    """Read the entries in the lines of one block.

    An entry begins at a link to an article, or at a line that tells views and date by itself; what follows up
    to the next one is its time, its views, its picture and, in a listing, its summary.
    """
    gathered = _gathered(fields, lines, with_summary=place is Place.LISTING)
    month_first = is_month_first(text for entry in gathered for text in entry.said)
    return tuple(_teaser(fields, entry, place, month_first) for entry in gathered if entry.title)


def _gathered(fields: Fields, lines: Sequence[Line], *, with_summary: bool) -> list[_Entry]:
    """Gather the entries of a block; of a listing whose addresses do not tell, again once they are known."""
    links = ArticleLinks(fields, lines, is_listing=with_summary)
    once = _Gatherer(fields, lines, links, with_summary=with_summary).entries
    if links.told or not with_summary:
        return once
    named = frozenset(entry.url for entry in once if not _is_doubtful(fields, entry))
    if not any(map(fields.portal.may_be_article, named)):
        return once
    links = ArticleLinks(fields, lines, is_listing=True, named=named)
    return _Gatherer(fields, lines, links, with_summary=True).entries


def _is_doubtful(fields: Fields, entry: _Entry) -> bool:
    """Tell whether an entry may be the link to a category: short, and with nothing said of it."""
    portal = fields.portal
    told = portal.is_article(entry.url) or not portal.may_be_article(entry.url)
    return not told and not entry.is_shown and len(entry.title.split()) < _MANY_WORDS


def _within(lines: Sequence[Line], links: ArticleLinks) -> Sequence[Line]:
    """Leave out what stands below the last entry, and outside of what holds it and the one before."""
    places = links.places(lines)
    last, before = next(places, -1), next(places, -1)
    if before < 0:
        return lines
    kinship = Kinship(lines[last])
    shared = kinship.depth(lines[before])
    below = range(last + 1, len(lines))
    return lines[: next((at for at in below if kinship.depth(lines[at]) < shared), len(lines))]


class _Gatherer:
    """Goes through the lines of a block and gathers its entries."""

    def __init__(
        self, fields: Fields, lines: Sequence[Line], links: ArticleLinks, *, with_summary: bool
    ) -> None:
        self.fields = fields
        self.links = links
        self.with_summary = with_summary
        self.entries: list[_Entry] = []
        self.pictures: dict[str, str] = {}
        self.columns = view_columns(lines)
        self.closed = False
        """Whether a heading of the page ended the last entry."""
        self.above: list[str] = []
        """What stood above the first entry, if it is a date."""
        for line in joined(_within(lines, links) if with_summary else lines):
            self._take(line)
        self._settle()

    def _take(self, line: Line) -> None:
        if line.image is not None:
            self._picture(line)
        elif self._ends_entry(line):
            self.closed = True
        else:
            at = self._take_links(line)
            self._take_rest(line, at, self._rest(line, at) if at < len(line.text) else "")

    def _ends_entry(self, line: Line) -> bool:
        """Tell whether nothing below a line tells of the last entry: a heading of the page, or its pager."""
        if not line.links:
            return self.fields.headings.covers(line.text)
        return self.with_summary and bool(self.entries) and _turns_pages(self.fields, line)

    def _take_links(self, line: Line) -> int:
        """Take the links of a line to articles, and what stands ahead of each; return where the last ends."""
        at = 0
        for start, end, href in line.links:
            url, words = self.fields.page.address(href), line.text[start:end]
            if not self.links.lead(url, words, line.text):
                continue
            before = line.text[at:start]
            if at or not self._ahead(url, words, before):
                self._about(before)
            self._link(url, words)
            at = end
        return at

    def _take_rest(self, line: Line, at: int, rest: str) -> None:
        """Take what a line says behind its last link to an article, which ends at `at`."""
        if at == 0 and not line.links and not self.with_summary and _is_entry(rest):
            self.entries.append(_Entry(""))
            self.entries[-1].name(rest)
        elif at or not line.links or self._is_of_entry(rest):
            self._about(rest, alone=at == 0)
        elif not self.entries:
            self.above = []

    def _is_of_entry(self, text: str) -> bool:
        """Tell whether a line with links to other pages still tells of the last entry: who wrote it, when."""
        if not self.entries or self.closed or not tells_a_day(text):
            return False
        return only_facts(text) or only_facts(_behind(text, self.fields.categories))

    def _rest(self, line: Line, at: int) -> str:
        """Return what a line says from `at`; views are said in words."""
        rest = line.text[at:]
        if self.columns and in_column(line, self.columns):
            return worded(rest, rest.strip())
        return self.fields.worded(line, rest)

    def _picture(self, line: Line) -> None:
        for url in self.fields.page.addresses(line):
            if line.image is not None and self.links.lead(url, "", ""):
                self.pictures.setdefault(url, source(self.fields.page, line.image) or "")

    def _ahead(self, url: str, words: str, text: str) -> bool:
        """Begin an entry of whose date a text ahead of its title tells: "[09/01/2017] Kết quả …"."""
        if _MORE.fullmatch(words) or self._goes_on(url) or not (tells_a_day(text) and only_facts(text)):
            return False
        self.entries.append(_Entry(url))
        self.entries[-1].said.append(text)
        return True

    def _goes_on(self, url: str) -> bool:
        """Tell whether an address is that of the last entry."""
        return bool(self.entries) and self.links.are_one(url, self.entries[-1].url)

    def _link(self, url: str, words: str) -> None:
        """Take a link to an article: the title, or once more the picture or "Xem tiếp" of the last one."""
        if _MORE.fullmatch(words):
            return
        if not self._goes_on(url):
            self.entries.append(_Entry(url))
        self.closed = False
        entry = self.entries[-1]
        if not entry.title and any(map(str.isalpha, words)):
            entry.name(words)
            entry.image = self.pictures.get(url, "")
        elif entry.title and entry.title not in words:
            # A link around all of an entry: its title, its date, its summary.
            self._about(words)

    def _about(self, text: str, *, alone: bool = False) -> None:
        """Take a text that stands behind or below a title; `alone` where it has a line of its own."""
        text = text.strip()
        if badge := _BADGE.match(text):
            text = text[badge.end() :].strip()
        if not text:
            return
        if not self.entries:
            self.above = [text] if alone and tells_a_day(text) and only_facts(text) else []
            return
        entry = self.entries[-1]
        if self.closed:
            return
        text = apart(text)
        if tells_a_day(text) and not only_facts(text):
            text = _behind(text, self.fields.categories)
        if only_own_facts(text):
            (entry.below if alone else entry.said).append(text)
        elif self.with_summary and len(text.split()) >= _FEWEST_WORDS and not tells_pages(text):
            entry.summary.append(text)
        elif views_in(text) or tells_a_day(text):
            entry.said.append(text)

    def _settle(self) -> None:
        """Give each entry what is said of it: dates may stand above the titles as well as below."""
        dated = [any(map(tells_a_day, entry.below)) for entry in self.entries]
        if self.above and dated and all(dated[:-1]) and not dated[-1]:
            above = self.above
            for entry in self.entries:
                at = next((i for i, text in enumerate(entry.below) if tells_a_day(text)), len(entry.below))
                entry.said += above
                entry.below, above = entry.below[:at], entry.below[at:]
        for entry in self.entries:
            entry.said += entry.below
            if entry.summary and not any(map(tells_a_day, entry.said)):
                entry.part_summary()


def _turns_pages(fields: Fields, line: Line) -> bool:
    """Tell whether the links of a line are a pager's, below which no entry goes on."""
    return len(line.text) <= _LONGEST_PAGER and all(
        is_turn(words := line.text[start:end])
        and not _MORE.fullmatch(words)
        and ("__doPostBack" in href or fields.leads_on(fields.page.address(href)))
        for start, end, href in line.links
    )


def _is_entry(text: str) -> bool:
    """Tell whether a line without a link is an entry by itself: a title, its views and its date."""
    title, said = parted(text)
    return bool(title and views_in(said) and not only_facts(text))


def _behind(text: str, names: Iterable[str]) -> str:
    """Return what is said behind the name of a category, where that is date and views and no more."""
    rests = (text[len(name) :] for name in names if text.startswith(name))
    return next((rest for rest in rests if only_facts(rest) and rest.strip()), text)


def _teaser(fields: Fields, entry: _Entry, place: Place, month_first: bool) -> Teaser:
    said = " ".join(entry.said)
    views = views_in(said)
    time = fields.time_in(said, month_first=month_first) if said else None
    return Teaser(
        id=id_of(fields, entry.url, entry.title),
        url=entry.url,
        title=entry.title,
        place=place,
        published=time.published if time else None,
        published_guessed=time is not None and time.guessed,
        summary=unescaped(" ".join(entry.summary)),
        image=entry.image,
        views=parse_count(views) if views else None,
    )


def id_of(fields: Fields, url: str, title: str) -> str:
    """Return the id of a teaser; of its title where the page gives no address."""
    if url:
        return fields.portal.article_id(url)
    return "t" + hashlib.sha256(title.encode()).hexdigest()[:_HASH_DIGITS]
