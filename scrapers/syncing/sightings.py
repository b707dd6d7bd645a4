"""Keeps what pages say of articles elsewhere, and writes only what is news."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from msgspec.structs import replace

from scrapers.edits import Edit
from scrapers.merge import sighted
from scrapers.model import Entry, Place, Sighting, Teaser
from scrapers.portals.portal import hashed_id
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.decide import is_listed, same_but_for_time

_Said = tuple[str, str | None, bool, str, int | None]
_K = TypeVar("_K")
_V = TypeVar("_V")
_REMEMBERED = 2048
"""Some times what all sidebars of a portal name together."""


class Recent(dict[_K, _V]):
    """Remembers only what was set last, so that a long sync takes no more memory than a short one."""

    def __setitem__(self, key: _K, value: _V) -> None:
        self.pop(key, None)
        super().__setitem__(key, value)
        if len(self) > _REMEMBERED:
            del self[next(iter(self))]


class Sightings:
    """What one sync sees of one portal's articles.

    A sidebar stands on every page: what it said before is not read from the cache again.
    """

    def __init__(self, portal: str, cache: ArticleCache, catalogue: Catalogue) -> None:
        self._portal = portal
        self._cache = cache
        self._catalogue = catalogue
        self._said: Recent[tuple[str, Place, str], _Said] = Recent()
        self._listed: Recent[tuple[str, str], bool] = Recent()
        self._ids: Recent[str, str] = Recent()

    def is_listed(self, category: str, id: str) -> bool:
        """Tell whether the listing of a category has named an article before."""
        id = self._known_as(id)
        if (listed := self._listed.get((category, id))) is None:
            entry = self._cache.entry(self._portal, id)
            listed = self._listed[category, id] = entry is not None and is_listed(entry, (category,))
        return listed

    def take(self, teasers: Iterable[Teaser], *, page: str, category: str, seen_at: datetime) -> None:
        """Keep what the entries of a page say, in one durable write. `category` is the listing's slug."""
        changed = self.seen(teasers, page=page, category=category, seen_at=seen_at)
        if changed:
            self._catalogue.upsert_many(self._cache.put_many(changed.values()))

    def seen(
        self,
        teasers: Iterable[Teaser],
        *,
        page: str,
        category: str,
        seen_at: datetime,
        known: Iterable[Edit] = (),
    ) -> dict[str, Edit]:
        """Return, by id, the articles of which a page says something new; nothing is kept yet.

        `known` are articles as they are about to be kept.
        """
        edits = {edit.after.id: edit for edit in known}
        for edit in edits.values():
            for alias in (edit.after.id, *edit.after.aliases):
                self._ids[alias] = edit.after.id
        changed: dict[str, Edit] = {}
        for teaser in teasers:
            slug = category if teaser.place is Place.LISTING else ""
            if not teaser.url or self._said_so(teaser, slug):
                continue
            id_ = self._known_as(teaser.id)
            edit = changed.get(id_) or edits.get(id_) or self._edit(id_, teaser)
            sighting = _sighting(teaser, page=page, category=slug, seen_at=seen_at)
            if (added := _added(edit.after, sighting)) is not edit.after or edit.after.id != id_:
                changed[added.id] = edit._replace(after=added)
            if slug:
                self._listed[slug, edit.after.id] = True
        return changed

    def _said_so(self, teaser: Teaser, slug: str) -> bool:
        """Tell whether the same place last said the same of an article."""
        place = teaser.id, teaser.place, slug
        said = teaser.title, teaser.published, teaser.published_guessed, teaser.summary, teaser.views
        before = self._said.get(place)
        # Set again where nothing changed: a sidebar stands on every page, and is not forgotten.
        self._said[place] = said
        return before == said

    def _known_as(self, id: str) -> str:
        """Return the id under which an article is kept, where the portal has shown it under several."""
        if (known := self._ids.get(id)) is None:
            known = self._ids[id] = self._catalogue.id_of(self._portal, id)
        return known

    def _edit(self, id: str, teaser: Teaser) -> Edit:
        """Begin to change an article, also where the portal's file named no ids when it first came."""
        if (known := self._cache.entry(self._portal, id)) is not None:
            return Edit(known, known)
        before = hashed_id(teaser.url)
        if before != id and (known := self._cache.entry(self._portal, before)) is not None:
            self._ids[id] = before
            return Edit(known, replace(known, aliases=(*known.aliases, id)))
        return Edit(None, Entry(portal=self._portal, id=id, url=teaser.url))


def _sighting(teaser: Teaser, *, page: str, category: str, seen_at: datetime) -> Sighting:
    return Sighting(
        place=teaser.place,
        page=page,
        seen_at=seen_at,
        category=category,
        title=teaser.title,
        published=teaser.published,
        published_guessed=teaser.published_guessed,
        summary=teaser.summary,
        views=teaser.views,
    )


def _added(entry: Entry, sighting: Sighting) -> Entry:
    """Add a sighting; the same entry where it says nothing new."""
    added = sighted(entry, sighting)
    before, now = (_like(sighting, one) for one in (entry, added))
    return entry if same_but_for_time(before, now) else added


def _like(sighting: Sighting, entry: Entry) -> Sighting | None:
    """Return what an entry has of the same place and category."""
    where = sighting.place, sighting.category
    return next((seen for seen in entry.sightings if (seen.place, seen.category) == where), None)
