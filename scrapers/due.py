"""Lists the articles that a sync asks for, newest first."""

from collections.abc import Collection, Iterator, Sequence

from scrapers.decide import RECENT, is_left_alone, is_listed, is_recent, is_since
from scrapers.index import SHIFT
from scrapers.job import Job
from scrapers.model import Entry

# Row numbers carry the time of publication; the lowest belong to articles without one.
_RECENT = """SELECT id FROM head WHERE portal = ? AND cached AND NOT gone AND (row >= ? OR row < ?)
ORDER BY row DESC"""


class Due:
    """Asks the stores, when the listings are walked. `slugs` are those of the categories that are meant."""

    def __init__(self, job: Job, slugs: Sequence[str]) -> None:
        self._job = job
        self._slugs = slugs
        self._now = job.tally.started_at

    def all(self, walked: Collection[str]) -> list[str]:
        """Give the ids to ask for: never fetched, then recent, then what failed before.

        A full sync asks for all that was walked.
        """
        ids: list[str] = []
        failed: list[str] = []
        for entry in self.unfetched():
            if self._in_bound(entry, walked):
                (ids if entry.checked_at is None else failed).append(entry.id)
        ids += [entry.id for entry in self._recent()]
        if self._job.plan.full:
            ids += [id_ for id_ in walked if self._is_wanted(id_)]
        # Last, so that a few that always fail never keep a sync from the others.
        ids += failed
        return list(dict.fromkeys(ids))

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

    def _is_wanted(self, id: str) -> bool:  # noqa: A002 - the field's word
        entry = self._job.cache.entry(self._job.portal.name, id)
        if entry is None or not self._job.portal.owns(entry.url):
            return False
        return is_since(entry, self._job.plan.since)

    def _recent(self) -> Iterator[Entry]:
        """Go through articles that may still be corrected."""
        newest = int((self._now - RECENT).timestamp()) << SHIFT
        found = self._job.catalogue.ask(_RECENT, (self._job.portal.name, newest, 1 << SHIFT))
        for (id_,) in found:
            entry = self._job.cache.entry(self._job.portal.name, id_)
            if entry is not None and is_recent(entry, self._now) and self._is_chosen(entry):
                yield entry

    def _is_chosen(self, entry: Entry) -> bool:
        return not self._job.plan.categories or is_listed(entry, self._slugs)
