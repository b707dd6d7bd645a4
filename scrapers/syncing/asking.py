"""Asks for articles one after the other and tells what came of each, until the portal is out of reach."""

from collections.abc import AsyncGenerator, Mapping
from functools import partial

from scrapers.errors import FetchError, Gone, ParseError, TinvlError
from scrapers.merge import merged
from scrapers.model import Entry
from scrapers.syncing.articles import Articles
from scrapers.syncing.events import ArticleFailed, ArticleStored, Came, Event
from scrapers.syncing.job import Job
from scrapers.syncing.patience import Patience


class Asking:
    """The part of a job that asks for articles, and hears of all that fails."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.articles = Articles(job, self._ask_next)
        self.patience = Patience()
        self._urls: Mapping[str, str] = {}
        self._next = ""

    async def all(self, wanted: Mapping[str, str]) -> AsyncGenerator[Event, None]:
        """Ask for articles by their ids.

        Of one that no page has named, `wanted` has the address. Raises Stopped and OutOfReach.
        """
        self._urls, ids = wanted, list(wanted)
        try:
            for done, id_ in enumerate(ids, 1):
                self._next = ids[done] if done < len(ids) else ""
                await self._ask(id_, done, len(ids))
                await self.articles.kept()
                for event in self._job.told():
                    yield event
        finally:
            self._job.keeping.finish()
            await self.articles.drop_ahead()

    async def _ask(self, id: str, done: int, queued: int) -> None:
        entry = self._entry(id)
        if entry is None:
            return
        try:
            entry, came = await self.articles.fetch(entry)
        except Gone as error:
            self._job.keeping.finish()
            self.patience.answered()
            self._job.tally.gone += 1
            self.tell_failed(error, entry.url, done, queued)
        except (FetchError, ParseError) as error:
            self._job.keeping.finish()
            self._job.note(entry, checked_at=self._job.clock(), gone_at=entry.gone_at)
            self.tell_failed(error, entry.url, done, queued)
            self.trouble(error, entry.url)
            await self._look_elsewhere()
        else:
            self.patience.answered()
            self._job.keeping.then(partial(self._tell_stored, entry, came, done, queued))

    async def _look_elsewhere(self) -> None:
        """Look whether the page that came in place of several articles comes in place of others, too."""
        try:
            await self._job.instead.check(self._job.page)
        except (FetchError, ParseError) as error:
            self.tell_failed(error, error.where)
            self.trouble(error, error.where)

    async def _ask_next(self) -> None:
        """Ask for the next article while this one is read and stored."""
        entry = self._entry(self._next) if self._next else None
        if entry is not None:
            await self.articles.ask_ahead(entry)

    def _entry(self, id: str) -> Entry | None:
        portal, url = self._job.portal.name, self._urls.get(id, "")
        return self._job.cache.entry(portal, id) or (Entry(portal=portal, id=id, url=url) if url else None)

    # Telling ---------------------------------------------------------------------------------------

    def _tell_stored(self, entry: Entry, came: Came, done: int, queued: int) -> None:
        tally, article = self._job.tally, merged(entry)
        tally.new += came is Came.NEW
        tally.updated += came is Came.UPDATED
        tally.unchanged += came is Came.UNCHANGED
        self._job.events.append(
            ArticleStored(
                portal=entry.portal,
                id=entry.id,
                title=article.title,
                revision=article.revision,
                new=came is Came.NEW,
                changed=came is not Came.UNCHANGED,
                done=done,
                queued=queued,
            )
        )

    def tell_failed(self, error: TinvlError, url: str, done: int = 0, queued: int = 0) -> None:
        """Tell that an article, or with nothing queued a listing, did not come."""
        self._job.events.append(
            ArticleFailed(
                portal=self._job.portal.name,
                url=url,
                error=type(error).__name__,
                message=error.what,
                done=done,
                queued=queued,
            )
        )

    def trouble(self, error: FetchError | ParseError, url: str) -> None:
        """Count a failure, unless there is no `url`; raise OutOfReach where there is no use in going on."""
        if url:
            self._job.tally.failed(error, url)
        self.patience.failed(error)
