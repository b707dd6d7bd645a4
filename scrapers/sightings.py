"""Keeps what pages say of articles elsewhere, and writes only what is news."""

from collections.abc import Iterable
from datetime import datetime

from scrapers.cache import ArticleCache
from scrapers.catalogue import Catalogue
from scrapers.decide import same_but_for_time
from scrapers.merge import sighted
from scrapers.model import Entry, Place, Sighting, Teaser

_Said = tuple[str, str | None, str, int | None]


class Sightings:
    """What one sync sees of one portal's articles.

    A sidebar stands on every page: what it said before is not read from the cache again.
    """

    def __init__(self, portal: str, cache: ArticleCache, catalogue: Catalogue) -> None:
        self._portal = portal
        self._cache = cache
        self._catalogue = catalogue
        self._said: dict[tuple[str, Place, str], _Said] = {}
        self._listed: dict[tuple[str, str], bool] = {}
        self._ids: dict[str, str] = {}

    def is_listed(self, category: str, id: str) -> bool:  # noqa: A002 - the field's word
        """Tell whether the listing of a category has named an article before."""
        id = self._known_as(id)  # noqa: A001 - as above
        if (category, id) not in self._listed:
            entry = self._cache.entry(self._portal, id)
            seen = entry.sightings if entry else ()
            self._listed[category, id] = any(
                s.place is Place.LISTING and s.category == category for s in seen
            )
        return self._listed[category, id]

    def take(self, teasers: Iterable[Teaser], *, page: str, category: str, seen_at: datetime) -> None:
        """Keep what the entries of a page say, in one durable write. `category` is the listing's slug."""
        changed = self.seen(teasers, page=page, category=category, seen_at=seen_at)
        if changed:
            self._cache.put_many(changed.values())
            self._catalogue.upsert_many(changed.values())

    def seen(
        self,
        teasers: Iterable[Teaser],
        *,
        page: str,
        category: str,
        seen_at: datetime,
        own: Entry | None = None,
    ) -> dict[str, Entry]:
        """Give the articles that the entries of a page say something new of, by id; keep none of them yet.

        `own` is the article whose page it is, as it is about to be kept.
        """
        known = {own.id: own} if own is not None else {}
        self._ids.update({alias: one.id for one in known.values() for alias in (one.id, *one.aliases)})
        changed: dict[str, Entry] = {}
        for teaser in teasers:
            slug = category if teaser.place is Place.LISTING else ""
            said = (teaser.title, teaser.published, teaser.summary, teaser.views)
            if not teaser.url or self._said.get((teaser.id, teaser.place, slug)) == said:
                continue
            self._said[teaser.id, teaser.place, slug] = said
            id_ = self._known_as(teaser.id)
            entry = changed.get(id_) or known.get(id_) or self._entry(id_, teaser)
            sighting = _sighting(teaser, page=page, category=slug, seen_at=seen_at)
            if (added := _added(entry, sighting)) is not entry:
                changed[id_] = added
            if slug:
                self._listed[slug, id_] = True
        return changed

    def _known_as(self, id: str) -> str:  # noqa: A002 - the field's word
        """Give the id under which an article is kept that the portal has shown under several."""
        if id not in self._ids:
            self._ids[id] = self._catalogue.id_of(self._portal, id)
        return self._ids[id]

    def _entry(self, id: str, teaser: Teaser) -> Entry:  # noqa: A002 - the field's word
        known = self._cache.entry(self._portal, id)
        return known or Entry(portal=self._portal, id=id, url=teaser.url)


def _sighting(teaser: Teaser, *, page: str, category: str, seen_at: datetime) -> Sighting:
    return Sighting(
        place=teaser.place,
        page=page,
        seen_at=seen_at,
        category=category,
        title=teaser.title,
        published=teaser.published,
        summary=teaser.summary,
        views=teaser.views,
    )


def _added(entry: Entry, sighting: Sighting) -> Entry:
    """Add a sighting; the same entry where it says nothing new."""
    before = {(s.place, s.category): s for s in entry.sightings}
    added = sighted(entry, sighting)
    now = next(s for s in added.sightings if (s.place, s.category) == (sighting.place, sighting.category))
    former = before.get((sighting.place, sighting.category))
    return entry if same_but_for_time(now, former) else added
