"""What both front ends ask: lists, articles, marks and syncs over one profile's stores."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from reader.elsewhere import Elsewhere
from reader.lists import Lists
from reader.model import SAVED, Head, Query, RelatedHead, Shelf, Status
from reader.news import WhatIsNew
from reader.opening import open_stores
from reader.paths import Paths
from reader.portals import Portals
from reader.reunion import Reunion
from reader.searching.neighbours import Neighbours
from reader.searching.saved import SavedSearches
from reader.searching.search import Search
from reader.stats import Stats
from reader.userdata import Mark, Read, UserData
from reader.watching import Watching
from scrapers.cache import ArticleCache
from scrapers.catalogue import Catalogue
from scrapers.clock import utc_now
from scrapers.errors import StoreError, UnknownName
from scrapers.events import ArticleStored, Finished
from scrapers.index import first_names
from scrapers.merge import merged, revisions
from scrapers.model import Article, Category, Entry, Place, PortalState, RawPage, Teaser
from scrapers.sightings import Sightings
from scrapers.stores import Closing, Notice
from scrapers.text import fold
from scrapers.watch import Watch, unwatched

if TYPE_CHECKING:
    from reader.state import State
    from reader.statestore import Taken
    from reader.syncing import Syncing
    from scrapers.events import Event, SyncPlan
    from scrapers.portal import Portal
    from scrapers.prune import Leftover
    from scrapers.reparse import Reparsed

__all__ = ["Library", "Notice"]


class Library(Closing):
    """One profile's stores, opened; safe to use from several threads.

    Whatever goes wrong with a store raises StoreError, or StoreTooNew where a newer version wrote it.
    """

    def __init__(
        self, paths: Paths, cache: ArticleCache, catalogue: Catalogue, userdata: UserData,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self.paths = paths
        self.cache = cache
        self.catalogue = catalogue
        self.userdata = userdata
        self.trouble: StoreError | None = None
        """Why what nobody asked to be kept, such as what was read, is not kept; None where it is."""
        self._clock = clock
        self._lists = Lists(catalogue, userdata)
        self._portals = Portals(paths.portals)
        self.reunion = Reunion(cache, catalogue, userdata)
        self.search = Search(catalogue, self._lists, self.article)
        self._neighbours = Neighbours(catalogue, self._lists, cache.entry)
        self.stats = Stats(catalogue, self._lists)
        self.watching = Watching(catalogue)
        self.news = WhatIsNew(catalogue, self._lists, self.stats, self.watching)
        self.searches = SavedSearches(catalogue, userdata, self._lists, self.search)

    @classmethod
    def open(cls, paths: Paths, *, clock: Callable[[], datetime] = utc_now, watch: Watch = unwatched) -> Self:
        """Open the stores, made when missing; `watch` hears of a catalogue that must be rebuilt.

        Those that cannot be written are only read, with a notice; `trouble` says why.
        """
        stores = open_stores(paths, clock, watch)
        library = cls(paths, stores.cache, stores.catalogue, stores.userdata, clock)
        if (trouble := stores.trouble) is None:
            library.reunion.bring_back()
        library.trouble = trouble
        return library

    def close(self) -> None:
        """Close the connections of every thread."""
        self.catalogue.close()
        self.cache.close()
        self.userdata.close()

    @property
    def notices(self) -> list[Notice]:
        """What had to be rebuilt, moved aside or given up so far."""
        return [*self.userdata.notices, *self.cache.notices, *self.catalogue.notices]

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """What other processes do, from the first time that it is asked for."""
        return Elsewhere(self.cache, self.catalogue, self.userdata)

    # Portals ---------------------------------------------------------------------------------------

    def portal(self, name: str) -> "Portal":
        """Give a portal by name, the user's own file before a built-in one; UnknownName."""
        return self._portals.get(name)

    def portals(self) -> "tuple[Portal, ...]":
        """Give every portal in the order of their names, without the demo."""
        return self._portals.all()

    def register(self, portal: "Portal") -> None:
        """Add a portal made at run time."""
        self._portals.register(portal)

    def last_synced(self) -> str | None:
        """Name the portal that was synced last."""
        states = (self._state(name) for name in self.cache.portals())
        synced = [(state.synced_at, state.portal) for state in states if state.synced_at is not None]
        return max(synced)[1] if synced else None

    def status(self, portal: str) -> Status:
        """Give what the status line says of a portal."""
        state = self._state(portal)
        articles, cached, unread = self._lists.totals(portal)
        return Status(
            portal=portal, title=self.portal(portal).title, counts=state.counts, synced_at=state.synced_at,
            articles=articles, cached=cached, unread=unread,
        )  # fmt: skip

    def _state(self, portal: str) -> PortalState:
        return self.cache.portal_state(portal) or PortalState(portal=portal)

    # Lists -----------------------------------------------------------------------------------------

    def shelves(self, portal: str, *, counted: bool = True) -> tuple[Shelf, ...]:
        """Give everything, the categories in the portal's order, the starred, the later ones, searches.

        Not `counted`, they are there as quickly with many articles as with few.
        """
        names = self.catalogue.names(portal) or first_names(self.portal(portal).categories)
        return (*self._lists.shelves(portal, names, counted=counted), *self.searches.shelves(portal))

    def rows(self, query: Query) -> Sequence[int]:
        """Give the row numbers of a list in its order."""
        rows = self.searches.rows if query.shelf.startswith(SAVED) else self._lists.rows
        return rows(query)

    def head(self, row: int) -> Head | None:
        """Give one row to draw. Its own `row` is another one where its date has become known since."""
        head = self._lists.head(row)
        watched = head is not None and head.row in self.watching.known(head.portal)
        return replace(head, watched=True) if head is not None and watched else head

    def heads(self, rows: Iterable[int]) -> list[Head]:
        """Give several rows to draw."""
        return [head for row in rows if (head := self.head(row)) is not None]

    def row_of(self, portal: str, id: str) -> int | None:  # noqa: A002 - the field's word
        """Give the row number of an article."""
        return self.catalogue.row_of(portal, id)

    def filter(self, rows: Sequence[int], words: str) -> Sequence[int]:
        """Keep the rows of one portal whose title contains every word, with or without accents."""
        return self._lists.filter(rows, words)

    def find_category(self, portal: str, name: str) -> Category:
        """Give a category by slug or name, with or without accents; UnknownName lists what there is."""
        categories = self._categories(portal)
        wanted = fold(name).strip()
        for category in categories:
            if wanted in (fold(category.slug), fold(category.name)):
                return category
        known = tuple(category.name for category in categories)
        raise UnknownName("no such category", where=name, known=known)

    def _categories(self, portal: str) -> tuple[Category, ...]:
        """Give the categories as the portal last named them, before the first sync as its file does."""
        return self._state(portal).categories or self.portal(portal).categories

    # One article -----------------------------------------------------------------------------------

    def article(self, portal: str, id: str) -> Article:  # noqa: A002 - the field's word
        """Give an article, merged with what other pages say of it; UnknownName when its body is not here."""
        entry = self._entry(portal, id)
        if entry is not None and entry.article is not None:
            return merged(entry, self.catalogue.names(portal))
        if (kept := self.userdata.kept_article(portal, id)) is not None:
            return kept
        raise UnknownName("no such article in the cache", where=f"{portal}/{id}")

    def revisions(self, portal: str, id: str) -> tuple[Article, ...]:  # noqa: A002 - as above
        """Give every revision of an article that is kept, oldest first; the last is what `article` gives."""
        entry = self._entry(portal, id)
        if entry is not None and entry.article is not None:
            return revisions(entry, self.catalogue.names(portal))
        return (self.article(portal, id),)

    def resolve(self, id: str, portal: str | None = None) -> tuple[str, str]:  # noqa: A002 - as above
        """Give portal and id of what people write as "id" or "portal/id"; UnknownName."""
        found = self._lists.named(id, portal)
        if not found and "/" in id:
            first, rest = id.split("/", 1)
            found = self._lists.named(rest, first) if portal in (None, first) else []
        if len(found) != 1:
            known = tuple("/".join(pair) for pair in found)
            what = "several portals have such an article" if found else "no such article in the cache"
            raise UnknownName(what, where=id, known=known)
        return found[0]

    def related(self, article: Article) -> tuple[RelatedHead, ...]:
        """Give the related news that the portal names, each with whether it can be read now."""
        return tuple(self._lists.related(article.portal, entry) for entry in article.related)

    def neighbours(self, article: Article) -> tuple[RelatedHead, ...]:
        """Find news on the same subject where the portal names few; slow for an event loop."""
        return self._neighbours.beside(article)

    def note_related(self, article: Article, id: str) -> bool:  # noqa: A002 - as above
        """Take up a related article that nothing else has named; False for one of another site."""
        found = next((one for one in article.related if one.id == id), None)
        if found is None or not self.portal(article.portal).owns(found.url):
            return False
        teaser = Teaser(id=found.id, url=found.url, title=found.title, place=Place.RELATED)
        sightings = Sightings(article.portal, self.cache, self.catalogue)
        sightings.take((teaser,), page=article.url, category="", seen_at=self._clock())
        return True

    def want(self, portal: str, id: str, on: bool = True) -> None:  # noqa: A002 - as above
        """Have the next sync fetch an article before all others, or no longer."""
        change = self.cache.wishes.add if on else self.cache.wishes.drop
        change(portal, self.catalogue.id_of(portal, id))

    def is_wanted(self, portal: str, id: str) -> bool:  # noqa: A002 - as above
        """Whether the next sync is to fetch an article first."""
        return self.cache.wishes.has(portal, self.catalogue.id_of(portal, id))

    def picture(self, url: str) -> bytes | None:
        """Give a picture from the cache, or of a starred article."""
        picture = self.cache.picture(url) or self.userdata.kept_picture(url)
        return picture.body if picture else None

    def raw(self, portal: str, id: str) -> RawPage | None:  # noqa: A002 - as above
        """Give the page as it came."""
        return self.cache.raw(portal, id)

    def articles(self, query: Query) -> Iterator[Article]:
        """Go through the articles of a list whose body is here."""
        for row in self.rows(query):
            head = self.head(row)
            if head is not None and head.cached:
                yield self.article(head.portal, head.id)

    def history(self, portal: str, id: str) -> dict[Place, list[tuple[datetime, int]]]:  # noqa: A002 - as above
        """Give the view counts of an article as each place showed them over time, oldest first."""
        return self.userdata.history(portal, id)

    def _entry(self, portal: str, id: str) -> Entry | None:  # noqa: A002 - as above
        return self.cache.entry(portal, self.catalogue.id_of(portal, id))

    # Marks -----------------------------------------------------------------------------------------

    def mark_read(self, portal: str, id: str, read: bool = True) -> None:  # noqa: A002 - as above
        """Mark an article read or unread."""
        self._mark(portal, id, "read_at", on=read)

    def has_been_read(self, portal: str, id: str) -> None:  # noqa: A002 - as above
        """Mark an article read that was opened, if that can be kept."""
        with self._by_itself():
            self.mark_read(portal, id)

    def read_rows(self, portal: str, rows: Sequence[int], watch: Watch = unwatched) -> list[Read]:
        """Mark every article of some rows read, in one durable write; give those that were not."""
        return self.userdata.read_many(portal, self._lists.unread_of(rows, watch), watch)

    def undo_read_rows(self, portal: str, articles: Sequence[Read], watch: Watch = unwatched) -> None:
        """Undo `read_rows`."""
        self.userdata.unread_many(portal, articles, watch)

    def star(self, portal: str, id: str, on: bool = True) -> None:  # noqa: A002 - as above
        """Star an article; a starred one is kept whole, beyond the cache."""
        self._mark(portal, id, "starred_at", on=on)
        if on:
            self._keep_starred(portal, id)
        else:
            self.userdata.drop(portal, self.catalogue.id_of(portal, id))

    def _keep_starred(self, portal: str, id: str) -> None:  # noqa: A002 - as above
        """Keep an article whole if it is starred and here."""
        entry = self._entry(portal, id)
        if entry and entry.article and self.userdata.is_marked(portal, entry.id, "starred_at"):
            article = merged(entry, self.catalogue.names(portal))
            self.userdata.keep(article, self.cache.picture, entry.former)

    def keep_for_later(self, portal: str, id: str, on: bool = True) -> None:  # noqa: A002 - as above
        """Put an article on the shelf of what to read later."""
        self._mark(portal, id, "later_at", on=on)

    def position(self, portal: str, id: str) -> float:  # noqa: A002 - as above
        """Give where reading stopped, from 0 to 1."""
        return self.userdata.position(portal, id)

    def keep_position(self, portal: str, id: str, at: float) -> None:  # noqa: A002 - as above
        """Keep where reading stopped, from 0 to 1, if that can be kept."""
        with self._by_itself():
            self.userdata.keep_position(portal, id, at)

    @contextmanager
    def _by_itself(self) -> Iterator[None]:
        """Write what nobody asked to be kept: where that fails, reading goes on and `trouble` says why."""
        try:
            yield
        except StoreError as error:
            self.trouble = self.trouble or error
        else:
            self.trouble = None

    def _mark(self, portal: str, id: str, mark: Mark, *, on: bool) -> None:  # noqa: A002 - as above
        row = self.row_of(portal, id)
        head = self.head(row) if row is not None else None
        name, title, published = (head.id, head.title, head.published) if head else (id, "", None)
        changed = self.userdata.mark(portal, name, mark, on=on, title=title, published=published)
        if changed and mark == "read_at":
            self._lists.count_read(portal, name, read=on)
        if changed:
            self.searches.count_mark(portal, name, mark, on=on)

    def take_in(self, state: "State", watch: Watch = unwatched) -> "Taken":
        """Merge what another machine says of the user's marks, all of it or nothing."""
        taken = self.userdata.take_in(state, watch)
        for portal, id_ in taken.unstarred:
            self.userdata.drop(portal, id_)
        # Not those of `taken` alone: what was broken off here once is made up for by taking it in again.
        for mark in state.marks:
            if mark.starred is not None and mark.starred.on:
                self._keep_starred(mark.portal, mark.id)
        for portal in {mark.portal for mark in state.marks}:
            self.reunite(portal)
        return taken

    def reunite(self, portal: str) -> None:
        """Give marks to articles that the portal shows under another id than before."""
        for id_ in self.reunion.reunite(portal):
            self._keep_starred(portal, id_)
        self.reunion.take_histories(portal)

    # The cache -------------------------------------------------------------------------------------

    def prune(self, leftovers: "Sequence[Leftover]", watch: Watch = unwatched) -> None:
        """Remove from the cache what is no longer wanted; StoreLocked where a sync runs.

        Where `watch` raises, what it was told of is removed, and the rest stays.
        """
        with self.cache.lock():
            self.cache.prune(leftovers, watch)

    def clear_cache(self) -> None:
        """Empty the cache; starred articles come back from the user's data. StoreLocked where a sync runs."""
        with self.cache.lock():
            self.cache.clear()
            self.catalogue.rebuild()
            self.catalogue.shrink()
            self.reunion.bring_back()

    # Sync ------------------------------------------------------------------------------------------

    def sync(
        self,
        portal: str,
        plan: "SyncPlan",
        *,
        stop: threading.Event | None = None,
        base_url: str | None = None,
        delay: float | None = None,
    ) -> "Iterator[Event]":
        """Fetch what is new and tell each step; for a thread of its own.

        Setting `stop`, or closing the iterator, ends it within a second and keeps what is stored. StoreLocked
        where another process syncs.
        """
        for event in self._syncing(portal, base_url, delay).run(plan, self.userdata, stop):
            if isinstance(event, ArticleStored):
                self._keep_starred(portal, event.id)
            elif isinstance(event, Finished):
                self.reunite(portal)
            yield event

    def reparse(self, portal: str) -> "Iterator[Reparsed]":
        """Read the kept pages of a portal again, offline; StoreLocked where another process syncs."""
        from scrapers.reparse import reparse  # noqa: PLC0415 - hardly ever

        for one in reparse(
            self.portal(portal), cache=self.cache, catalogue=self.catalogue, clock=self._clock
        ):
            self._keep_starred(portal, one.id)
            yield one

    def fetch_article(
        self,
        portal: str,
        id: str,  # noqa: A002 - as above
        *,
        base_url: str | None = None,
        delay: float | None = None,
    ) -> Article:
        """Fetch one article now; FetchError or ParseError where that fails."""
        article = self._syncing(portal, base_url, delay).fetch(
            self.catalogue.id_of(portal, id), self.userdata
        )
        self._keep_starred(portal, article.id)
        return article

    def _syncing(self, portal: str, base_url: str | None, delay: float | None) -> "Syncing":
        from reader.syncing import Syncing  # noqa: PLC0415 - brings the network

        if self.trouble is not None and not self.userdata.writable:
            raise self.trouble
        return Syncing(
            self.portal(portal), self.cache, self.catalogue, self._clock, base_url=base_url, delay=delay
        )
