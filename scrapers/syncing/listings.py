"""Reads the listings of a portal, page by page, after finding its categories."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from scrapers.errors import FetchError, Gone, LayoutChanged, ParseError, UnknownName
from scrapers.model import Category, ListingPage, PageRequest, Place, RawPage, Teaser
from scrapers.net.wire import NOT_MODIFIED
from scrapers.states import ListingState
from scrapers.stores.pages import unread_of
from scrapers.syncing.decide import chosen
from scrapers.syncing.events import ListingRead
from scrapers.syncing.job import Job
from scrapers.syncing.navigation import Navigation
from scrapers.syncing.walk import Bound, Step, Walk


class Listings:
    """The listings of one portal in one sync."""

    def __init__(self, job: Job, navigation: Navigation) -> None:
        self._job = job
        self._navigation = navigation
        self._start: RawPage | None = None
        self._pagers: dict[str, str] = {}
        self.walked: dict[str, None] = {}
        """Ids that the pages read so far list, in order."""

    # Categories ------------------------------------------------------------------------------------

    async def find(self) -> tuple[Category, ...]:
        """Return the categories that the plan means; asks the portal's start page where none is known.

        Raises UnknownName, FetchError, ParseError; LayoutChanged where the start page names none.
        """
        wanted = self._job.plan.categories
        if self._navigation.known():
            try:
                return chosen(self._navigation.named(), wanted)
            except UnknownName:
                if self._job.portal.categories:
                    raise
        await self._ask_start()
        if not self._navigation.known():
            raise LayoutChanged("categories", where=self._job.portal.start)
        return chosen(self._navigation.named(), wanted)

    async def _ask_start(self) -> None:
        from scrapers.parse import parse_home  # noqa: PLC0415 - brings the HTML parser

        raw = await self._job.page(PageRequest(url=self._job.portal.start))
        self._start = raw
        home = parse_home(raw, self._job.portal)
        self._navigation.learn(home.categories)
        self._job.tally.read("home", home.rules, home.counts)
        self._job.sightings.take(home.teasers, page=raw.url, category="", seen_at=raw.fetched_at)
        self._job.see(raw, home.teasers, home.counts)

    # Pages -----------------------------------------------------------------------------------------

    def walk(self, category: Category, *, waiting: bool) -> Walk:
        """Begin to walk a category. `waiting` is whether articles that it listed wait to be fetched."""
        name, plan = self._job.portal.name, self._job.plan
        state = self._job.cache.listing(name, category.slug)
        return Walk(
            category,
            state or ListingState(portal=name, category=category.slug),
            Bound(plan.pages, plan.since),
            again=plan.full or (waiting and plan.pages is not None),
        )

    async def read(self, walk: Walk, request: PageRequest) -> None:
        """Ask for the page that the walk wants next, and keep what it brings.

        Raises FetchError and ParseError; the walk has heard of it then.
        """
        try:
            raw = await self._page(walk, request)
            if raw.status == NOT_MODIFIED:
                self._take_unchanged(walk, raw)
            elif (listing := self._parsed(walk, raw)) is not None:
                self._take(walk, request, raw, listing)
        except (FetchError, ParseError) as error:
            is_told = isinstance(error, Gone) and self._navigation.leads_nowhere(walk)
            self._keep(walk.category, walk.failed(), self._job.clock())
            if not is_told:
                raise

    async def _page(self, walk: Walk, request: PageRequest) -> RawPage:
        if self._start is not None and request == PageRequest(url=self._start.url):
            raw, self._start = self._start, None
            return raw
        return await self._job.page(request, known=walk.state if walk.conditional else None)

    def _parsed(self, walk: Walk, raw: RawPage) -> ListingPage | None:
        """Read a page; None where it is no listing and never was one."""
        from scrapers.parse import parse_first_page, parse_listing  # noqa: PLC0415 - as above

        try:
            return (parse_listing if walk.pages else parse_first_page)(raw, self._job.portal)
        except ParseError as error:
            self._job.cache.put_raw(self._job.portal.name, unread_of(walk.category.slug), raw)
            if isinstance(error, LayoutChanged) and self._navigation.lists_nothing(walk, raw, error):
                walk.failed()
                return None
            self._job.tally.unread("listing")
            raise

    def _holding(self, walk: Walk, listing: ListingPage) -> Mapping[str, str]:
        """Return the rules that hold on a page, and the pager's even on the last one, which leads nowhere."""
        slug = walk.category.slug
        self._pagers[slug] = listing.rules.get("next") or self._pagers.get(slug, "")
        return {**listing.rules, "next": self._pagers[slug]} if self._pagers[slug] else listing.rules

    def _take_unchanged(self, walk: Walk, raw: RawPage) -> None:
        if self._navigation.is_tab(walk.category):
            self._navigation.judge(walk, raw, ListingPage())
        walk.note(walked_at=raw.fetched_at)
        self._keep(walk.category, walk.unchanged(), raw.fetched_at)
        self._tell(walk, ListingPage(), news=0)

    def _take(self, walk: Walk, request: PageRequest, raw: RawPage, listing: ListingPage) -> None:
        if walk.pages == 0:
            self._navigation.judge(walk, raw, listing)
            self._navigation.learn(listing.categories)
            walk.note(etag=raw.etag, last_modified=raw.last_modified)
        walk.note(walked_at=raw.fetched_at, total=listing.total or walk.state.total)
        is_known = partial(self._job.sightings.is_listed, walk.category.slug)
        news = sum(not is_known(teaser.id) for teaser in listing.entries)
        beside = [teaser for teaser in listing.teasers if teaser.place is not Place.LISTING]
        self._keep(walk.category, walk.took(request, listing, is_known), raw.fetched_at, beside, raw.url)
        self.walked.update(dict.fromkeys(teaser.id for teaser in listing.entries))
        self._job.tally.read("listing", self._holding(walk, listing), listing.counts)
        self._job.see(raw, listing.teasers, listing.counts, walk.category.slug)
        self._tell(walk, listing, news=news)

    def _keep(
        self, category: Category, step: Step, seen_at: datetime, beside: Sequence[Teaser] = (), page: str = ""
    ) -> None:
        """Keep what a walk has found in one durable write, with what its page says in blocks `beside` it."""
        seen = self._job.sightings.seen
        # The listing's address stands for all its pages: those that a form turns have none of their own.
        found = seen(step.keep, page=category.url, category=category.slug, seen_at=seen_at)
        found |= seen(beside, page=page, category="", seen_at=seen_at, known=found.values())
        if found or step.state is not None:
            kept = self._job.cache.put_many(found.values(), step.state)
            if kept:
                self._job.catalogue.upsert_many(kept)

    def _tell(self, walk: Walk, listing: ListingPage, *, news: int) -> None:
        self._job.tally.listings += 1
        self._job.instead.well = walk.category.url
        self._job.events.append(
            ListingRead(
                portal=self._job.portal.name,
                category=walk.category.slug,
                page=walk.pages,
                teasers=len(listing.entries),
                new=news,
                total=listing.total or walk.state.total,
            )
        )
