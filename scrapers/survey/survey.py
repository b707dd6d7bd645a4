"""One look at a portal by the rules of another: which page to ask for next, and what they say. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from msgspec.structs import replace

from scrapers.errors import LayoutChanged, ParseError
from scrapers.model import (
    Article,
    ArticlePage,
    Category,
    HomePage,
    ListingPage,
    PortalCounts,
    RawPage,
    Teaser,
)
from scrapers.namesakes import told_apart
from scrapers.parse import parse_article, parse_home, parse_listing
from scrapers.parse.sitename import site_name
from scrapers.portals.portal import Portal
from scrapers.survey.findings import Findings, cause_of, is_meant, likely_first, says_days
from scrapers.syncing.events import Failure
from scrapers.urls import host

LISTINGS, ARTICLES = 6, 3
"""So many pages of each are asked for at most."""
_PLENTY = 2
"""Entries of a listing that are enough to judge it by."""


@dataclass(slots=True)
class Survey:
    """A look at one portal. Ask for each address of `wanted`, and put what came into `came` or `failed`.

    `portal` is the one that is looked at, with the rules by which it is read.
    """

    portal: Portal
    came: dict[str, RawPage]
    """Pages by the address that was asked for."""
    failed: dict[str, Failure]
    """Pages that could not be had, likewise."""
    _home: HomePage = field(init=False, default_factory=HomePage)
    _listing: ListingPage = field(init=False, default_factory=ListingPage)
    _category: Category | None = field(init=False, default=None)
    _article: ArticlePage | None = field(init=False, default=None)
    _unread: dict[str, Failure] = field(init=False, default_factory=dict)

    def wanted(self) -> Iterator[str]:
        """Yield the addresses of the pages that are needed, one after the other as they come.

        The first page has to be in `came` before.
        """
        self._home = self._read_home()
        for category in self._likely():
            yield from self._lacking(category.url)
            self._take_listing(category)
            if len(self._listing.entries) >= _PLENTY:
                break
        if not self._listing.entries:
            self._listing, self._category = self._read_listing(self.portal.start), None
        # What stands on every page is what the portal is called, and no title of an article.
        self.portal = replace(self.portal, title=self._title(None) or self.portal.title)
        for teaser in self._own_entries():
            yield from self._lacking(teaser.url)
            article = self._read_article(teaser.url)
            if article is not None and is_meant(teaser, article.article):
                self._article = article
                return

    def findings(self) -> Findings:
        """Return what the pages say that came."""
        article = self._article.article if self._article else None
        return Findings(
            url=self.portal.start,
            title=self._title(article),
            like=self.portal.like,
            categories=told_apart(self._home.categories, ()),
            category=self._category,
            listing=self._listing,
            article=article,
            counts=self._counts(),
            hosts=self._hosts(),
            days=says_days(self._home, self._listing, article),
            failures=(*self.failed.values(), *self._unread.values()),
            cause=cause_of(self.came[self.portal.start]),
        )

    def _likely(self) -> list[Category]:
        """Name some categories, the likeliest first; what is here already costs nobody anything."""
        likely = likely_first(self._home.categories)
        return sorted(likely, key=lambda one: one.url not in self.came)[:LISTINGS]

    def _lacking(self, url: str) -> Iterator[str]:
        if url not in self.came and url not in self.failed:
            yield url

    # Reading -------------------------------------------------------------------------------------

    def _read_home(self) -> HomePage:
        try:
            return parse_home(self.came[self.portal.start], self.portal)
        except ParseError:
            return HomePage()  # it is named once a listing is looked for on it

    def _take_listing(self, category: Category) -> None:
        listing = self._read_listing(category.url)
        if len(listing.entries) > len(self._listing.entries):
            self._listing, self._category = listing, category

    def _read_listing(self, url: str) -> ListingPage:
        """Read a listing; an empty one where its page did not come, or is none."""
        if (raw := self.came.get(url)) is None:
            return ListingPage()
        try:
            return parse_listing(raw, self.portal)
        except ParseError as error:
            if not isinstance(error, LayoutChanged):  # a tab, as many a link of a navigation is
                self._note(error)
            return ListingPage()

    def _read_article(self, url: str) -> ArticlePage | None:
        if (raw := self.came.get(url)) is None:
            return None
        try:
            return parse_article(raw, self.portal)
        except ParseError as error:
            self._note(error)
            return None

    def _note(self, error: ParseError) -> None:
        failure = Failure(url=error.where, error=type(error).__name__, message=error.what)
        self._unread[error.where] = failure

    # What they say -------------------------------------------------------------------------------

    def _own_entries(self) -> Iterator[Teaser]:
        own = (one for one in self._listing.entries if self.portal.owns(one.url))
        return islice(own, ARTICLES)

    def _counts(self) -> PortalCounts | None:
        pages = (self._home, self._listing, self._article)
        return next((page.counts for page in pages if page is not None and page.counts is not None), None)

    def _hosts(self) -> tuple[str, ...]:
        """Name the hosts to which its links lead, but for that of its first page."""
        urls = [category.url for category in self._home.categories]
        urls += [entry.url for entry in self._own_entries()]
        return tuple(sorted({host(url) for url in urls} - {host(self.portal.start)}))

    def _title(self, article: Article | None) -> str:
        home = self.came[self.portal.start]
        others = [raw for raw in self.came.values() if raw is not home]
        names = [category.name for category in self._home.categories]
        try:
            return site_name(home, others, [*names, article.title] if article else names)
        except ParseError:
            return ""
