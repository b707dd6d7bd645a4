"""Takes what another machine's cache held into this one; nothing that is known here is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from scrapers.edits import Edit
from scrapers.exchange.items import ArticleItem, Item, PictureItem, PortalItem
from scrapers.exchange.joining import joined, joined_portal, until
from scrapers.exchange.walks import Walks
from scrapers.merge import is_corrected
from scrapers.model import Entry
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.pictures import Picture
from scrapers.watch import Watch, unwatched

_TOGETHER = 200
"""So many articles share one durable write, and so many pictures."""
_HELD = 16 << 20
"""Bytes of pictures that are held for it at most, and one picture more."""


@dataclass
class Taken:
    """What came of taking a file in."""

    new: int = 0
    """Articles whose text was not here."""
    changed: int = 0
    """Articles of which there is another text now."""
    known: int = 0
    """Articles that were here already, and those of which there is no more than a name."""
    pictures: int = 0
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Portals and ids of the articles whose texts are new or others."""


class Taking:
    """Takes the items of a file, which is known to be whole, into the stores of one profile."""

    def __init__(self, cache: ArticleCache, catalogue: Catalogue, now: datetime) -> None:
        """A time later than `now` was written by a clock that is wrong, and counts as now."""
        self._cache = cache
        self._catalogue = catalogue
        self._now = now
        self._batch: dict[tuple[str, str], Edit] = {}
        self._pictures: dict[str, Picture] = {}
        self._held = 0
        """Bytes of these."""
        self._walks = Walks((), lambda _slug: None, ())
        """Through the listings of the portal whose articles come."""
        self.taken = Taken()

    def take(self, items: Iterable[Item], watch: Watch = unwatched) -> None:
        """Take all items, in batches that are durable one by one.

        The walk through a listing that has news begins anew until all of a portal's articles are here: where
        this is broken off there may be holes in what is known of it. The caller holds the cache's lock.
        """
        portal: PortalItem | None = None
        done = 0
        for item in items:
            if isinstance(item, PortalItem):
                self._finish(portal)
                portal = self._begin(item)
                done = 0
            elif isinstance(item, ArticleItem):
                watch(done, portal.articles if portal else 0)
                done += 1
                self._take(item.entry)
            else:
                self._take_picture(item)
        self._finish(portal)

    def _begin(self, item: PortalItem) -> PortalItem:
        portal = until(item, self._now)
        state = joined_portal(self._cache.portal_state(portal.name), portal.categories, synced_at=None)
        self._cache.put_portal_state(state)
        self._catalogue.learn(state)
        self._walks = Walks(
            portal.listings, partial(self._cache.listing, portal.name), self._cache.entries(portal.name)
        )
        return portal

    def _take(self, item: Entry) -> None:
        theirs = until(item, self._now)
        if len(self._batch) >= _TOGETHER or any((theirs.portal, id_) in self._batch for id_ in _ids(theirs)):
            self.store()
        mine = self._here(theirs)
        for walk in self._walks.take(mine, theirs):
            self._cache.put_many((), walk)
        entry = self._own(joined(mine, theirs), mine)
        self._count(mine, entry)
        if entry != mine:
            self._batch[entry.portal, entry.id] = Edit(mine, entry)
        if entry.aliases:
            # The catalogue knows it by these only once it is stored.
            self.store()

    def _own(self, entry: Entry, mine: Entry | None) -> Entry:
        """Return an article without other ids that are those of another one here."""
        known = (entry.id, *(mine.aliases if mine else ()))
        own = (one for one in entry.aliases if one in known or self._cache.entry(entry.portal, one) is None)
        return replace(entry, aliases=tuple(own)) if entry.aliases else entry

    def _here(self, theirs: Entry) -> Entry | None:
        """Return what is known here of an article, under whichever of its ids."""
        portal = theirs.portal
        if (mine := self._cache.entry(portal, theirs.id)) is not None:
            return mine
        kept = (self._catalogue.id_of(portal, id_) for id_ in _ids(theirs))
        return next(filter(None, (self._cache.entry(portal, id_) for id_ in kept)), None)

    def _count(self, mine: Entry | None, entry: Entry) -> None:
        before, after = mine.article if mine else None, entry.article
        if after is None or (before is not None and before.blocks == after.blocks):
            self.taken.known += 1
            return
        self.taken.texts.append((entry.portal, entry.id))
        if before is None:
            self.taken.new += 1
        else:
            self.taken.changed += 1

    def _note(self, edit: Edit) -> None:
        """Note of a text from elsewhere that no page of it is here; that it is not whole, or offers files."""
        mine, entry = edit
        before, after = mine.article if mine else None, entry.article
        if after is not None and (before is None or is_corrected(before, after)):
            # Read again, the page of another text would take the place of this one.
            self._cache.drop_pages(entry.portal, entry.id)
            if after.incomplete:
                self._cache.unfinished.add(entry.portal, entry.id)
            if after.attachments:
                self._cache.unread_files.add(entry.portal, entry.id)

    def _take_picture(self, item: PictureItem) -> None:
        if item.url in self._pictures or self._cache.pictures.has(item.url):
            return
        self._pictures[item.url] = Picture(body=item.body, content_type=item.content_type)
        self._held += len(item.body)
        self.taken.pictures += 1
        if self._held >= _HELD or len(self._pictures) >= _TOGETHER:
            self._store_pictures()

    def _store_pictures(self) -> None:
        pictures, self._pictures, self._held = self._pictures, {}, 0
        if pictures:
            self._cache.pictures.put_many(pictures)

    def store(self) -> None:
        """Store what was taken so far."""
        edits = tuple(self._batch.values())
        self._batch.clear()
        if edits:
            with self._cache.together():
                for edit in edits:
                    self._note(edit)
                kept = self._cache.put_many(edits)
            self._catalogue.upsert_many(kept)
        self._store_pictures()

    def _finish(self, portal: PortalItem | None) -> None:
        if portal is None:
            return
        self.store()
        for walk in self._walks.joined():
            self._cache.put_many((), walk)
        before = self._cache.portal_state(portal.name)
        self._cache.put_portal_state(joined_portal(before, (), portal.synced_at))


def _ids(entry: Entry) -> tuple[str, ...]:
    return (entry.id, *entry.aliases)
