"""What a look at a portal found, what it did not, and whether that is enough to follow the portal. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from scrapers.errors import ParseError
from scrapers.model import (
    Article,
    Category,
    HomePage,
    ListingPage,
    Paragraph,
    PortalCounts,
    RawPage,
    Record,
    Teaser,
)
from scrapers.parse.page import Page
from scrapers.syncing.events import Failure
from scrapers.text import WORD, fold

_SCRIPT = re.compile(rb"(?i)<script\b")
_PASSWORD = re.compile(rb"""(?i)<input\b[^<>]{0,500}?\btype\s{0,9}=\s{0,9}["']?password""")
_LITTLE = 400
"""Letters of text of a page that a script has yet to fill; a front page has thousands."""
_NEWS = ("tin", "thoi su", "su kien", "hoat dong", "thong bao", "news")
"""How names of categories begin, folded, that are likely to list something."""
_ABOUT = (
    "gioi thieu",
    "co cau",
    "chuc nang",
    "lanh dao",
    "lich su",
    "so do",
    "lien he",
    "don vi",
    "phong ban",
    "danh ba",
)
"""How those begin that are likely to list nothing: they tell of the office itself."""
_HALF = 2


class Lack(StrEnum):
    """Something that was looked for in vain."""

    CATEGORIES = "categories"
    ENTRIES = "entries"
    DAYS = "days"
    """Nothing says on which day it came: then it may be any site."""
    ARTICLE = "article"
    AUTHOR = "author"
    PAGER = "pager"
    COUNTS = "counts"


class Cause(StrEnum):
    """Why a portal may show nothing that could be read, where it does not."""

    LOGIN = "login"
    SCRIPT = "script"
    NONE = ""


NEEDED = (Lack.ENTRIES, Lack.DAYS, Lack.ARTICLE)
"""Without one of these there is nothing to follow."""


class Findings(Record, frozen=True):
    """What the pages say that were looked at."""

    url: str
    """Where the first page was found."""
    title: str
    """What the portal calls itself; empty where its pages do not say."""
    like: str
    """The portal that comes with the program by whose rules it was read."""
    categories: tuple[Category, ...] = ()
    category: Category | None = None
    """The one whose listing was read; None where that is the first page itself."""
    listing: ListingPage = ListingPage()
    article: Article | None = None
    counts: PortalCounts | None = None
    days: bool = False
    """Whether any page says of anything on which day it came."""
    hosts: tuple[str, ...] = ()
    """Further hosts of the portal, to which links of its first page and its listing lead."""
    failures: tuple[Failure, ...] = ()
    """The pages that could not be had or read."""
    cause: Cause = Cause.NONE

    @property
    def entries(self) -> tuple[Teaser, ...]:
        """The entries of the listing, without those of sidebars."""
        return self.listing.entries

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the article has."""
        blocks = self.article.blocks if self.article else ()
        return sum(isinstance(block, Paragraph) for block in blocks)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What was looked for in vain."""
        article = self.article
        found = {
            Lack.CATEGORIES: bool(self.categories),
            Lack.ENTRIES: bool(self.entries),
            Lack.DAYS: self.days,
            Lack.ARTICLE: article is not None,
            Lack.AUTHOR: article is None or bool(article.author),
            Lack.PAGER: not self.entries or self.listing.next is not None,
            Lack.COUNTS: self.counts is not None,
        }
        return tuple(lack for lack, is_found in found.items() if not is_found)

    @property
    def is_enough(self) -> bool:
        """Whether the portal can be followed by these rules."""
        return not set(self.lacks).intersection(NEEDED)


def better(one: Findings, other: Findings) -> Findings:
    """Return what was found by the rules that fit better; `one` where both do as well."""
    return other if _worth(other) > _worth(one) else one


def _worth(found: Findings) -> tuple[bool, int]:
    """Weigh what was found: each field that rules may find and miss."""
    article = found.article
    fields = [
        *(lack not in found.lacks for lack in Lack),
        any(entry.published for entry in found.entries),
        article is not None and bool(article.published) and not article.published_guessed,
        article is not None and bool(article.summary),
        found.listing.total is not None,
    ]
    return found.is_enough, sum(fields)


def likely_first(categories: Sequence[Category]) -> list[Category]:
    """Order categories by how likely they list news, as their names have it."""
    return sorted(categories, key=_rank)


def _rank(category: Category) -> int:
    name = fold(category.name)
    if name.startswith(_NEWS):
        return 0
    return 2 if name.startswith(_ABOUT) else 1


def is_meant(teaser: Teaser, article: Article) -> bool:
    """Tell whether a page is that of the article which a listing named: half of the words are the same.

    Where they are not, what was taken for its title stands on every page.
    """
    named, shown = (set(WORD.findall(fold(title))) for title in (teaser.title, article.title))
    return len(named & shown) * _HALF >= min(len(named), len(shown)) > 0


def says_days(home: HomePage, listing: ListingPage, article: Article | None) -> bool:
    """Tell whether anything says on which day it came; a day that is guessed from a text is none."""
    teasers = (*home.teasers, *listing.teasers)
    if article is not None and article.published and not article.published_guessed:
        return True
    return any(teaser.published for teaser in teasers)


def cause_of(home: RawPage) -> Cause:
    """Tell why a first page on which nothing was found may show nothing."""
    if _PASSWORD.search(home.body):
        return Cause.LOGIN
    if _SCRIPT.search(home.body) and _letters(home) < _LITTLE:
        return Cause.SCRIPT
    return Cause.NONE


def _letters(raw: RawPage) -> int:
    """Count the letters that are visible on a page; none of one that cannot be read."""
    try:
        return sum(len(line.text) for line in Page(raw).lines)
    except ParseError:
        return 0
