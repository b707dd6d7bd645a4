"""Fetches one article into the stores: its page, its pictures, and what its page says of others."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

from msgspec.structs import replace

from scrapers.edits import Edit
from scrapers.errors import Gone, NotAnArticle, ParseError
from scrapers.merge import is_corrected, revised
from scrapers.model import Article, ArticlePage, Entry, PageRequest, Place, RawPage, Teaser
from scrapers.net.client import UnderWay
from scrapers.net.prefetch import Prefetch
from scrapers.net.wire import NOT_MODIFIED
from scrapers.stores.pages import unread_of
from scrapers.syncing.decide import as_kept, is_another, is_unnamed, leads_elsewhere
from scrapers.syncing.events import Came
from scrapers.syncing.further import Further, Whole
from scrapers.syncing.illustrations import Illustrations
from scrapers.syncing.job import Job
from scrapers.whole import gains

_MOVED = 410
"""Status by which a page counts as gone whose address now leads to another one."""


class Articles:
    """Fetches articles of one portal, one after another.

    Pictures of new and changed articles are fetched before an article is kept, so that one in the cache has
    them whenever a sync ends; a full sync looks for those of unchanged articles too.
    """

    def __init__(self, job: Job, ask_next: Callable[[], Awaitable[None]] | None = None) -> None:
        """Have `ask_next` ask for the following article as soon as this one needs nothing more.

        That is before its page is read, unless pictures are wanted, which only the page names.
        """
        self._job = job
        self._ask_next = ask_next
        self._ahead = Prefetch()
        self._further = Further(job)
        self.illustrations = Illustrations(job)

    async def ask_ahead(self, entry: Entry) -> None:
        """Ask for an article that is to be fetched next, and do not wait for the answer."""
        await self._ahead.ask(entry.id, partial(self._page, entry))

    async def drop_ahead(self) -> None:
        """Cancel what was asked for ahead."""
        await self._ahead.drop()

    async def kept(self) -> None:
        """Wait until the last article is kept, unless the one asked for ahead arrives first."""
        await self._job.keeping.finished_unless(self._ahead.task)

    async def fetch(self, entry: Entry) -> tuple[Entry, Came]:
        """Ask for an article, with the validators of its copy; return what is about to be kept.

        Raises FetchError or ParseError; a good copy stays, that it is gone is noted.
        """
        asked = entry.portal, entry.id
        try:
            raw, page = await self._read(entry)
            entry, came = await (
                self._unchanged(entry) if page is None else self._put_together(entry, raw, page)
            )
        except (Gone, NotAnArticle) as error:
            now = self._job.clock()
            if isinstance(error, Gone):
                self._job.note(entry, checked_at=now, gone_at=entry.gone_at or now)
            self._job.cache.wishes.drop(*asked)
            raise
        for id_ in dict.fromkeys((asked, (entry.portal, entry.id))):
            self._job.keeping.then(partial(self._job.cache.wishes.drop, *id_))
        if came is Came.UNCHANGED:
            # Of an article that changed its time tells that it was read since.
            self._job.keeping.then(partial(self._job.cache.drop_unread_page, entry.portal, entry.id))
        return entry, came

    async def _read(self, entry: Entry) -> tuple[RawPage, ArticlePage | None]:
        """Ask for an article and read it, None where it is unchanged; by then the disk has the last one."""
        try:
            raw = await self._ahead.page(entry.id) or await self._page(entry)
            if not self._job.plan.pictures:
                await self._go_on()
            if raw.status == NOT_MODIFIED:
                return self._kept_page(entry, raw)
            if leads_elsewhere(entry, raw.url, self._job.portal):
                raise Gone(_MOVED, where=entry.url)
            return raw, self._parsed(entry, raw)
        finally:
            await self._job.keeping.finished()

    async def _page(self, entry: Entry, under_way: UnderWay | None = None) -> RawPage:
        known = entry if self._is_here(entry) else None
        return await self._job.page(PageRequest(url=entry.url), known=known, under_way=under_way)

    def _is_here(self, entry: Entry) -> bool:
        """Tell whether there is a copy that does for an unchanged page: of several, the first as it came."""
        if not _has_more(entry):
            return entry.article is not None
        return self._job.cache.raw(entry.portal, entry.id) is not None

    def _kept_page(self, entry: Entry, raw: RawPage) -> tuple[RawPage, ArticlePage | None]:
        """Read an unchanged page as it was kept, where further ones may have changed or be missing."""
        kept = self._job.cache.raw(entry.portal, entry.id) if _has_more(entry) else None
        if kept is None:
            return raw, None
        page = self._parsed(entry, kept)
        # What it said of views was counted when it came.
        article = replace(page.article, views=entry.article.views if entry.article else None)
        kept = replace(kept, etag=raw.etag, last_modified=raw.last_modified)
        return kept, replace(page, article=article, teasers=(), counts=None)

    async def _go_on(self) -> None:
        if self._ask_next is not None:
            await self._ask_next()

    async def _put(self, edit: Edit, raws: Sequence[RawPage] = (), beside: Iterable[Edit] = ()) -> Entry:
        if self._job.plan.pictures:
            await self._go_on()
        if self._job.beside:
            self._job.cache.note_portal(edit.after.portal)
        return await self._job.keeping.begin(edit, raws, beside)

    async def _unchanged(self, entry: Entry) -> tuple[Entry, Came]:
        if self._job.plan.full and entry.article:
            await self.illustrations.fetch(entry.article)
        checked = replace(entry, checked_at=self._job.clock(), gone_at=None)
        return await self._put(Edit(entry, checked)), Came.UNCHANGED

    async def _put_together(self, entry: Entry, raw: RawPage, page: ArticlePage) -> tuple[Entry, Came]:
        if is_unnamed(entry) and page.article.id != entry.id:
            entry = self._by_its_own_id(entry, page.article)
        if is_another(entry, page.article):
            raise Gone(_MOVED, where=entry.url)
        if not page.next:
            return await self._take(entry, Whole(page, (raw,)))
        whole = await self._further.whole(entry, raw, page)
        if whole.trouble is not None:
            self._job.tally.failed(whole.trouble, whole.page.next)
            if not gains(entry.article, whole.page.article):
                self._job.cache.unfinished.add(entry.portal, entry.id)
                return await self._unchanged(entry)
        return await self._take(entry, whole)

    async def _take(self, before: Entry, whole: Whole) -> tuple[Entry, Came]:
        """Keep an article as its pages say it now, and what its page says of others."""
        page, raw = whole.page, whole.raws[0]
        had_more = _has_more(before)
        article = as_kept(page.article, before, whole.raws[-1].fetched_at)
        entry = self._compared(self._with_alias(before, page.article.id), article)
        entry, came = self._revised(entry, article, raw)
        if came is not Came.UNCHANGED or self._job.plan.full:
            await self.illustrations.fetch(article)
        edit = Edit(None if is_unnamed(before) else before, entry)
        beside = self._job.sightings.seen(
            page.teasers, page=raw.url, category="", seen_at=raw.fetched_at, known=(edit,)
        )
        edit = beside.pop(entry.id, edit)
        raws = () if came is Came.UNCHANGED else whole.raws
        entry = await self._put(edit, raws, beside.values())
        if (had_more or article.pages > 1) and not article.incomplete:
            self._job.keeping.then(partial(self._job.cache.unfinished.drop, entry.portal, entry.id))
        self._tell_seen(entry, page, raw)
        return entry, came

    def _tell_seen(self, entry: Entry, page: ArticlePage, raw: RawPage) -> None:
        """Have told what a page says of articles and visitors, once its own article is kept."""
        self._job.tally.read("article", page.rules, page.counts)
        is_kept = raw.fetched_at < self._job.tally.started_at
        teasers = page.teasers if is_kept else (*_of_itself(entry, page.article), *page.teasers)
        self._job.keeping.then(partial(self._job.see, raw, teasers, page.counts))

    def _compared(self, entry: Entry, article: Article) -> Entry:
        """Return the entry to compare a text with that differs: other rules make no correction."""
        if entry.article is None or not is_corrected(entry.article, article):
            return entry
        from scrapers.syncing.reread import by_todays_rules  # noqa: PLC0415 - for what differs

        return by_todays_rules(entry, self._job.portal, self._job.cache)

    def _revised(self, before: Entry, article: Article, raw: RawPage) -> tuple[Entry, Came]:
        after = revised(
            before, article, checked_at=self._job.clock(), etag=raw.etag, last_modified=raw.last_modified
        )
        if before.article is None:
            return after, Came.NEW
        if after.article is None or after.article.revision != before.article.revision:
            return after, Came.UPDATED
        # When this text was first fetched tells how long it has stood.
        stood = replace(after.article, fetched_at=before.article.fetched_at)
        grew = stood.blocks != before.article.blocks
        return replace(after, article=stood), Came.UPDATED if grew else Came.UNCHANGED

    def _parsed(self, entry: Entry, raw: RawPage) -> ArticlePage:
        from scrapers.parse import parse_article  # noqa: PLC0415 - brings the HTML parser

        if is_unnamed(entry):
            self._check_kind(raw)
            return parse_article(raw, self._job.portal)
        try:
            return parse_article(raw, self._job.portal)
        except ParseError:
            # Beside the page of a good copy, not over it.
            name = unread_of(entry.id) if entry.article else entry.id
            self._job.cache.put_raw(entry.portal, name, raw)
            self._job.tally.unread("article")
            self._job.instead.came(raw)
            raise

    def _check_kind(self, raw: RawPage) -> None:
        """Refuse a page that no page of the portal has called an article, where it is none."""
        from scrapers.parse import kind_of  # noqa: PLC0415 - hardly ever

        if kind_of(raw, self._job.portal) != "article":
            raise NotAnArticle("a list or a front page in its place", where=raw.url)

    def _by_its_own_id(self, entry: Entry, article: Article) -> Entry:
        """Return the entry of the article that an address led to, under which a listing may have named it."""
        cache, portal = self._job.cache, entry.portal
        own = self._job.catalogue.id_of(portal, article.id)
        found = cache.entry(portal, own) or Entry(portal=portal, id=own, url=article.url)
        return replace(found, aliases=tuple(dict.fromkeys((*found.aliases, entry.id))))

    def _with_alias(self, entry: Entry, other: str) -> Entry:
        """Remember the id that the page itself goes by, where a redirect led to another address."""
        if other in (entry.id, *entry.aliases) or self._job.cache.entry(entry.portal, other) is not None:
            return entry
        return replace(entry, aliases=(*entry.aliases, other))


def _has_more(entry: Entry) -> bool:
    """Tell whether the article is known to have further pages."""
    return entry.article is not None and (entry.article.pages > 1 or entry.article.incomplete)


def _of_itself(entry: Entry, article: Article) -> tuple[Teaser, ...]:
    """What the page says of its own article's views, in the form that other pages say it in."""
    if article.views is None:
        return ()
    own = Teaser(id=entry.id, url=entry.url, title=article.title, place=Place.ARTICLE, views=article.views)
    return (own,)
