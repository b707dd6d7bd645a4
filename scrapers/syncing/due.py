"""Lists the articles that a sync asks for, newest first."""

from collections.abc import Collection, Iterator
from datetime import datetime

from scrapers.model import Entry
from scrapers.stores.index import DATED, SHIFT
from scrapers.syncing.decide import RECENT, is_left_alone, is_listed, is_recent, is_since
from scrapers.syncing.job import Job

# Row numbers carry the time of publication. Those of articles without one are lowest; when they came counts.
# Two questions, each down an index, for SQLite would go through all rows for an OR.
_RECENT = """
SELECT id, row FROM head WHERE portal = :portal AND row >= :newest AND cached AND NOT gone
UNION ALL
SELECT id, row FROM head
WHERE portal = :portal AND came_at BETWEEN :since AND :until AND +row < :dated AND cached AND NOT gone
ORDER BY row DESC
"""


class Due:
    """Asks the stores, once the listings are walked. `slugs` are those of the chosen categories."""

    def __init__(self, job: Job, slugs: Collection[str]) -> None:
        self._job = job
        self._slugs = slugs
        self._now = job.tally.started_at

    def all(self, walked: Collection[str]) -> list[str]:
        """Return the ids to ask for: never fetched, then recent, then what failed before.

        A full sync asks for all that was walked.
        """
        ids: list[str] = []
        failed: list[str] = []
        for entry in self.missing(walked):
            (ids if entry.checked_at is None else failed).append(entry.id)
        ids += [entry.id for entry in self._recent()]
        if self._job.plan.full:
            ids += [id_ for id_ in walked if self._is_wanted(id_)]
        # Last, so that a few that always fail never keep a sync from the others.
        ids += failed
        ids += self._unfinished()
        return list(dict.fromkeys(ids))

    def missing(self, walked: Collection[str]) -> Iterator[Entry]:
        """Go through what was never fetched and is within the bounds of the sync."""
        return (entry for entry in self.unfetched() if self._in_bound(entry, walked))

    def unfetched(self) -> Iterator[Entry]:
        """Go through what listings of the chosen categories named and no sync has fetched."""
        for id_ in self._job.catalogue.uncached(self._job.portal.name):
            entry = self._job.cache.entry(self._job.portal.name, id_)
            if entry is None or not self._job.portal.owns(entry.url) or not is_listed(entry, self._slugs):
                # Listings link to other sites too.
                continue
            if self._job.plan.full or not is_left_alone(entry, self._now):
                yield entry

    def _in_bound(self, entry: Entry, walked: Collection[str]) -> bool:
        return is_since(entry, self._job.plan.since) and (self._job.plan.pages is None or entry.id in walked)

    def _is_wanted(self, id: str) -> bool:
        entry = self._job.cache.entry(self._job.portal.name, id)
        if entry is None or not self._job.portal.owns(entry.url):
            return False
        return is_since(entry, self._job.plan.since)

    def _recent(self) -> Iterator[Entry]:
        """Go through articles that may still be corrected."""
        span = RECENT.total_seconds()
        since, until = (self._now.timestamp() + shift for shift in (-span, span))
        asked = {"newest": int(since) << SHIFT, "dated": DATED, "since": since, "until": until}
        for id_, _ in self._job.catalogue.ask(_RECENT, {"portal": self._job.portal.name, **asked}):
            entry = self._job.cache.entry(self._job.portal.name, id_)
            if entry is not None and is_recent(entry, self._now) and self._is_chosen(entry):
                yield entry

    def _unfinished(self) -> Iterator[str]:
        """Name articles of which a further page could not be had, in the week since that was first so."""
        for wish in self._job.cache.unfinished.noted(self._job.portal.name):
            entry = self._job.cache.entry(wish.portal, wish.id)
            if entry is not None and self._is_chosen(entry) and not _is_given_up(entry, wish.at):
                yield entry.id

    def _is_chosen(self, entry: Entry) -> bool:
        return not self._job.plan.categories or is_listed(entry, self._slugs)


def _is_given_up(entry: Entry, since: datetime) -> bool:
    return entry.checked_at is not None and abs(entry.checked_at - since) > RECENT
