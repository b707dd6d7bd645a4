"""Reads the kept pages of one article again, by today's rules.

An article stays the revision that it was where its own page is read again: the rules changed, not the
portal. A page that could not be read when it was fetched, and now can, counts as fetched at that time.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from scrapers.errors import ParseError
from scrapers.merge import revised
from scrapers.model import Article, ArticlePage, Entry, RawPage
from scrapers.stores.cache import ArticleCache
from scrapers.stores.pages import unread_of
from scrapers.syncing.decide import as_kept, is_another
from scrapers.whole import gains, goes_on, joined, takes_up

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


class Outcome(StrEnum):
    """What reading a kept page again came to."""

    NEW = "new"
    """It could not be read before."""
    CHANGED = "changed"
    SAME = "same"
    UNREADABLE = "unreadable"
    """No rule reads it; a good copy stays as it is."""
    NO_PAGE = "no_page"
    """Nothing to read: the article was never fetched, or its page is lost."""


class Reread(NamedTuple):
    """What was read from the kept pages of an article.

    `page` is None where no rule reads them, or only a part of an article that is here whole.
    """

    has_pages: bool = False
    page: ArticlePage | None = None
    raw: RawPage | None = None
    """The page that was read; with its body where it is not the one that the article has."""
    is_own: bool = True


def by_todays_rules(entry: Entry, portal: "Portal", cache: ArticleCache) -> Entry:
    """Return an article as its own pages are read today; as it is, where they are not kept or not read."""
    raw = cache.raw(entry.portal, entry.id)
    if raw is None or (first := _read(raw, portal, entry)) is None:
        return entry
    page = _put_together(first, raw, portal, cache, entry)
    lacks = page.article.incomplete and not (entry.article and entry.article.incomplete)
    return entry if lacks else _after(entry, page.article, raw, is_own=True)


def read_again(portal: "Portal", cache: ArticleCache, id: str) -> Reread:
    """Read the kept pages of an article: its own, or a newer one that no rule could read when it came."""
    entry = cache.entry(portal.name, id)
    own, unread = cache.raw(portal.name, id), cache.raw(portal.name, unread_of(id))
    if entry is None or (own is None and unread is None):
        return Reread()
    for raw in _newest_first(own, unread):
        if (first := _read(raw, portal, entry)) is None:
            continue
        is_own = raw is own
        # The further pages that are kept are those of its own page.
        page = _put_together(first, raw, portal, cache, entry) if is_own else joined([first])
        if not page.article.incomplete or gains(entry.article, page.article):
            return Reread(True, page, replace(raw, body=b"") if is_own else raw, is_own)
    return Reread(True)


def _put_together(
    first: ArticlePage, raw: RawPage, portal: "Portal", cache: ArticleCache, entry: Entry
) -> ArticlePage:
    """Read the further pages of an article, as far as they are kept and can be read."""
    from scrapers.parse import parse_article  # noqa: PLC0415 - brings the HTML parser

    pages = [first]
    while goes_on(pages):
        if (further := cache.further(portal.name, entry.id, len(pages) + 1)) is None:
            break
        try:
            page = parse_article(further, portal, first=raw.url)
        except ParseError:
            break
        takes_up(pages, page)
    return joined(pages)


def judged(entry: Entry | None, read: Reread) -> tuple[Outcome, Entry | None]:
    """Tell what reading an article again came to, and return its entry where that has changed."""
    if entry is None or not read.has_pages:
        return Outcome.NO_PAGE, None
    if read.page is None or read.raw is None:
        return Outcome.UNREADABLE, None
    after = _after(entry, read.page.article, read.raw, is_own=read.is_own)
    if after.article == entry.article:
        return Outcome.SAME, None
    return Outcome.NEW if entry.article is None else Outcome.CHANGED, after


def _newest_first(own: RawPage | None, unread: RawPage | None) -> list[RawPage]:
    pages = [page for page in (own, unread) if page is not None]
    return sorted(pages, key=lambda page: page.fetched_at, reverse=True)


def _read(raw: RawPage, portal: "Portal", entry: Entry) -> ArticlePage | None:
    from scrapers.parse import parse_article  # noqa: PLC0415 - brings the HTML parser

    try:
        page = parse_article(raw, portal)
    except ParseError:
        return None
    return None if is_another(entry, page.article) else page


def _after(entry: Entry, read: Article, raw: RawPage, *, is_own: bool) -> Entry:
    before, article = entry.article, as_kept(read, entry, raw.fetched_at)
    if before is None or not is_own:
        at = entry.checked_at or raw.fetched_at
        return revised(entry, article, checked_at=at, etag=raw.etag, last_modified=raw.last_modified)
    # Counts were seen later than this page, on pages that changed in nothing else.
    views = article.views if before.views is None else before.views
    return replace(
        entry, article=replace(article, revision=before.revision, fetched_at=before.fetched_at, views=views)
    )
