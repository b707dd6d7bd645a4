"""Plan, fetch, parse, store: brings the cache up to date with a portal, and tells what happens.

First comes what was asked for by name; then the listings are walked, so that lists show what there is; then
articles are fetched, newest first.
`walk` and `decide` say what to do, `articles` and `sightings` do it. Whenever a sync ends, the next one goes
on from there.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from itertools import islice

from msgspec.structs import replace

from scrapers.errors import BadAnswer, FetchError, ParseError
from scrapers.model import Category
from scrapers.stores.wishes import Wish
from scrapers.syncing.asking import Asking
from scrapers.syncing.decide import may_come_later
from scrapers.syncing.drift import Habits, judged
from scrapers.syncing.due import Due
from scrapers.syncing.events import (
    MANY,
    CategoryStarted,
    Event,
    Finished,
    Started,
    SyncPlan,
)
from scrapers.syncing.job import Job
from scrapers.syncing.listings import Listings
from scrapers.syncing.means import Means
from scrapers.syncing.navigation import Navigation
from scrapers.syncing.running import carried_out
from scrapers.syncing.walk import Walk

_LOST_AT_ONCE = 200
"""So many lost pictures a sync asks for: some three minutes."""
_IN_VAIN = 3
"""After so many in a row that do not come either, the others wait for the next sync."""


def sync(
    means: Means,
    plan: SyncPlan,
    *,
    stop: asyncio.Event | None = None,
    kept_whole: Callable[[], Iterable[str]] = tuple,
) -> AsyncGenerator[Event, None]:
    """Bring the stores up to date with a portal; the last event is Finished.

    `kept_whole` is asked at its end for the ids of articles whose files are read even if others' are not.
    What cannot be fetched is counted in its summary and does not stop the sync; a portal that does not answer
    does. `stop` ends it at once, with a summary that says so; closing the iterator or cancelling its task
    does as well, without one. Syncs of several portals may run at once. Raises StoreLocked when another of
    this portal runs, UnknownName for a category that is none, StoreError when a store fails.
    """
    job = Job(means, plan, stop)
    run = _Run(job, kept_whole)
    return carried_out(
        job, means.cache.lock_portal(means.portal.name), run.steps(), run.patience, run.finished
    )


class _Run:
    """One sync, from its first event to its last."""

    def __init__(self, job: Job, kept_whole: Callable[[], Iterable[str]]) -> None:
        self._job = job
        self._kept_whole = kept_whole
        self._navigation = Navigation(job)
        self._listings = Listings(job, self._navigation)
        self._asking = Asking(job)
        self.patience = self._asking.patience
        self._chosen: set[str] = set()
        """Slugs of the categories that it walks."""

    async def steps(self) -> AsyncGenerator[Event, None]:
        """Do what there is to do, and yield events as they happen; raises Stopped and OutOfReach."""
        waiting, lost = await self._categories_found(), self._job.cache.lost.all(self._job.portal.name)
        yield Started(portal=self._job.portal.name, categories=waiting)
        self._choose(waiting)
        for part in self._parts(waiting, lost[:_LOST_AT_ONCE] if self._job.plan.pictures else ()):
            async with aclosing(part) as events:
                async for event in events:
                    yield event

    def _parts(
        self, waiting: tuple[Category, ...], lost: Sequence[str]
    ) -> Iterator[AsyncGenerator[Event, None]]:
        """Yield what is done one after the other; what comes next may depend on what came of the last."""
        wanted = self._job.cache.wishes.all(self._job.portal.name)
        yield self._asking.all(wanted)
        yield self._walk_all(waiting)
        for error in self._navigation.put_aside():
            self._asking.tell_failed(error, error.where)
            self._asking.trouble(error, error.where)
        due = Due(self._job, self._chosen).all(self._listings.walked)
        yield self._asking.all({id_: "" for id_ in due if id_ not in wanted})
        yield self._ask_lost(lost)
        if wishes := self._files_wanted():
            from scrapers.syncing.filesdue import FilesDue  # noqa: PLC0415 - where it is wanted

            yield FilesDue(self._job, self.patience, self._chosen).read(wishes)

    async def _ask_lost(self, urls: Sequence[str]) -> AsyncGenerator[Event, None]:
        """Ask again for pictures that earlier syncs did not get, unless the line is no better yet."""
        unanswered = 0
        for url in urls:
            answered = await self._asking.articles.illustrations.fetch_lost(url)
            unanswered = 0 if answered else unanswered + 1
            for event in self._job.told():
                yield event
            if unanswered == _IN_VAIN:
                return

    def _files_wanted(self) -> list[Wish]:
        """Return which articles with files that were not read are to have them read."""
        wanted, name, notes = self._job.plan.files, self._job.portal.name, self._job.cache.unread_files
        if wanted is None:
            return notes.noted(name, self._kept_whole())
        return notes.noted(name) if wanted else []

    async def _categories_found(self) -> tuple[Category, ...]:
        try:
            return await self._listings.find()
        except (FetchError, ParseError) as error:
            self._asking.trouble(error, self._job.portal.start)
            return ()

    def _choose(self, categories: Sequence[Category]) -> None:
        slugs = {category.slug for category in categories}
        self._chosen |= slugs
        self._job.tally.lists_left |= slugs

    async def _walk_all(self, waiting: tuple[Category, ...]) -> AsyncGenerator[Event, None]:
        """Walk categories, then those that were found on the way."""
        walked: tuple[Category, ...] = ()
        while waiting:
            category, walked = waiting[0], (*walked, waiting[0])
            total = len(walked) + len(waiting) - 1
            yield CategoryStarted(
                portal=self._job.portal.name, category=category, index=len(walked), of=total
            )
            async for event in self._walk(category):
                yield event
            waiting = waiting[1:] or self._navigation.also(walked)
            self._choose(waiting)

    async def _walk(self, category: Category) -> AsyncGenerator[Event, None]:
        due = Due(self._job, [category.slug])
        # To look for what waits takes as long as what waits is much; only a bounded walk needs to know.
        waiting = self._job.plan.pages is not None and any(due.unfetched())
        walk = self._listings.walk(category, waiting=waiting)
        is_lost = False
        while (request := walk.request) is not None:
            try:
                await self._listings.read(walk, request)
                self.patience.answered()
                if walk.endless:
                    self._leave_endless(walk, request.url)
            except (FetchError, ParseError) as error:
                is_lost = walk.request is None and may_come_later(error)
                self._page_failed(walk, error, request.url)
            for event in self._job.told():
                yield event
        if not is_lost:
            self._job.tally.lists_left.discard(category.slug)

    def _page_failed(self, walk: Walk, error: FetchError | ParseError, url: str) -> None:
        """Hear that a page of a listing did not come.

        A post-back that the portal has forgotten is no failure: the walk has another way.
        """
        if walk.request is None:
            self._asking.tell_failed(error, url)
        self._asking.trouble(error, "" if walk.request else url)

    def _leave_endless(self, walk: Walk, url: str) -> None:
        """Tell that a listing was left after as many pages as none has."""
        error = BadAnswer(f"left after {walk.pages} pages; it may have no end", where=url)
        self._asking.tell_failed(error, url)
        self._job.tally.failed(error, url)

    def finished(self) -> Finished:
        """Keep what the sync taught of the portal, and sum it up."""
        job, now = self._job, self._job.clock()
        state = job.cache.portal_state(job.portal.name)
        state = replace(
            judged(state, Habits(pages=dict(job.tally.pages), rules=dict(job.tally.rules))),
            counts=job.tally.counts or state.counts,
            synced_at=now if job.tally.is_whole and job.tally.has_read else state.synced_at,
        )
        job.cache.put_portal_state(state)
        return job.finished(missing=self._missing(), drift=state.drift)

    def _missing(self) -> int:
        """Count what listings named and has not come; not what came and could not be read or kept."""
        tally = self._job.tally
        if tally.is_whole and not tally.failures:
            return 0
        due = Due(self._job, self._chosen).missing(self._listings.walked)
        return sum(1 for _ in islice((entry for entry in due if entry.url not in tally.hopeless), MANY))
