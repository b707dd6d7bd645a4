"""What the parts of one sync share: portal, stores, fetcher, counts, and events yet to be told."""

import asyncio
from datetime import datetime

from msgspec.structs import replace

from scrapers.edits import Edit
from scrapers.model import Entry, PageRequest, PortalCounts, RawPage, Teaser
from scrapers.net.client import UnderWay
from scrapers.net.validators import Validated
from scrapers.net.walls import check_no_wall
from scrapers.states import Drift, PortalState
from scrapers.stopping import Stoppable
from scrapers.stores.keeping import Keeping
from scrapers.syncing.decide import is_unnamed
from scrapers.syncing.events import Event, Finished, Seen, SyncPlan
from scrapers.syncing.instead import Instead
from scrapers.syncing.means import Means
from scrapers.syncing.sightings import Sightings
from scrapers.syncing.tally import Tally


class Job:
    """One sync of one portal, or the fetching of single articles; it ends once `stop` is set."""

    def __init__(
        self, means: Means, plan: SyncPlan, stop: asyncio.Event | None, *, beside: bool = False
    ) -> None:
        self.portal, self.cache, self.catalogue, self.fetcher, self.clock = means
        self.plan = plan
        self.stoppable = Stoppable(stop)
        self.beside = beside
        """Whether it fetches single articles, beside a sync or of a portal that none has fetched."""
        self.events: list[Event] = []
        """What happened and has not been told yet."""
        self.tally = Tally(portal=self.portal.name, started_at=self.clock())
        self.sightings = Sightings(self.portal.name, self.cache, self.catalogue)
        self.keeping = Keeping(self.cache, self.catalogue)
        self.instead = Instead(self.portal.start)

    async def page(
        self,
        request: PageRequest,
        *,
        known: Validated | None = None,
        under_way: UnderWay | None = None,
    ) -> RawPage:
        """Fetch a page, as the fetcher does.

        Raises FetchError, Walled where a login or a script came in its place, and Stopped when the sync is
        told to stop.
        """
        page = self.fetcher.page(request, known=known, under_way=under_way)
        raw = await self.stoppable.wait(page)
        check_no_wall(raw, request.url)
        return raw

    def note(self, entry: Entry, *, checked_at: datetime, gone_at: datetime | None) -> None:
        """Note in both stores when an article was asked for whose page did not come.

        Another process may have fetched it meanwhile: what that one kept stays. Of one that is not even named
        nothing is kept, for it would stand in lists without a title.
        """
        before = self.cache.entry(entry.portal, entry.id)
        if is_unnamed(kept := before or entry):
            return
        noted = replace(kept, checked_at=checked_at, gone_at=gone_at)
        self.catalogue.upsert_many(self.cache.put(Edit(before, noted)))

    def put_state(self, state: PortalState) -> None:
        """Keep what is known of the portal; the catalogue takes over its categories."""
        self.cache.put_portal_state(state)
        self.catalogue.learn(state)

    def see(
        self, raw: RawPage, teasers: tuple[Teaser, ...], counts: PortalCounts | None, category: str = ""
    ) -> None:
        """Tell what a page said of articles elsewhere and of visitors."""
        seen = Seen(
            portal=self.portal.name,
            page=raw.url,
            seen_at=raw.fetched_at,
            teasers=teasers,
            counts=counts,
            category=category,
        )
        self.events.append(seen)

    def finished(self, *, missing: int = 0, drift: tuple[Drift, ...] = ()) -> Finished:
        """Sum up what was done."""
        asked = self.fetcher
        summary = self.tally.summary(
            ended_at=self.clock(),
            requests=asked.requests,
            received=asked.received,
            missing=missing,
            drift=drift,
            weakly=self.portal.lowers_security,
        )
        return Finished(portal=self.portal.name, summary=summary)

    def told(self) -> list[Event]:
        """Return what happened since this was last called."""
        happened = self.events[:]
        self.events.clear()
        return happened
