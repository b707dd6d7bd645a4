"""What both front ends ask: lists, articles, marks and syncs over one profile's stores."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Self

from reader.holdings.opening import Stores, open_stores
from reader.model import POLITELY, Mark, Way
from reader.paths import Paths
from reader.stock import Stock
from reader.user.userdata import Named, Read
from scrapers.clock import utc_now
from scrapers.errors import StoreError
from scrapers.model import Article, Place, Teaser
from scrapers.stores.connections import staying_open
from scrapers.syncing.sightings import Sightings
from scrapers.watch import Watch, unwatched

if TYPE_CHECKING:
    from reader.export.archiving import Archiving
    from reader.fetching.adding import Adding
    from reader.fetching.fetching import Fetching
    from reader.holdings.portals import Portals
    from reader.model import ArticleKey
    from reader.user.state import State
    from reader.user.statestore import Taken
    from scrapers.stores.prune import Leftover
    from scrapers.syncing.reparse import Reparsed


class Library(Stock):
    """A profile's stock, and what changes it: marks, the cache, syncs. Safe to use from several threads.

    Whatever goes wrong with a store raises StoreError, or StoreTooNew where a newer version wrote it.
    """

    @classmethod
    def open(
        cls,
        paths: Paths,
        *,
        clock: Callable[[], datetime] = utc_now,
        watch: Watch = unwatched,
        portals: "Portals | None" = None,
    ) -> Self:
        """Open the stores, made when missing; `watch` hears of a catalogue that must be rebuilt.

        Those that cannot be written are only read, with a notice; `trouble` says why. `portals` are given
        where their files were looked at before.
        """
        library = open_stores(paths, clock, watch, partial(cls._begun, paths, clock))
        library.portals = portals or library.portals
        return library

    @classmethod
    def _begun(cls, paths: Paths, clock: Callable[[], datetime], stores: Stores) -> Self:
        library = cls(paths, stores.cache, stores.catalogue, stores.userdata, clock)
        library.trouble, library.stand_ins = stores.trouble, stores.stand_ins
        if stores.trouble is None:
            with staying_open(library):
                library.keeping.restore()
        return library

    # Related news --------------------------------------------------------------------------------

    def note_related(self, article: Article, id: str) -> bool:
        """Add a related article that nothing else has named; False for one of another site."""
        found = next((entry for entry in article.related if entry.id == id), None)
        if found is None or not self.portal(article.portal).owns(found.url):
            return False
        teaser = Teaser(id=found.id, url=found.url, title=found.title, place=Place.RELATED)
        sightings = Sightings(article.portal, self.cache, self.catalogue)
        sightings.take((teaser,), page=article.url, category="", seen_at=self.clock())
        return True

    def want(self, portal: str, id: str, on: bool = True, url: str = "") -> None:
        """Let the next sync fetch an article, an unlisted one from its `url`, before others, or no longer."""
        known = self.catalogue.id_of(portal, id)
        if on:
            self.cache.wishes.add(portal, known, url)
        else:
            self.cache.wishes.drop(portal, known)

    # Marks -----------------------------------------------------------------------------------------

    def mark_read(self, portal: str, id: str, read: bool = True) -> None:
        """Mark an article read or unread."""
        self._mark(portal, id, "read", on=read)

    def mark_opened(self, portal: str, id: str) -> None:
        """Mark an article read that was opened, if that can be kept."""
        with self._best_effort():
            self.mark_read(portal, id)

    def read_rows(self, rows: Sequence[int], watch: Watch = unwatched) -> dict[str, list[Read]]:
        """Mark every article of some rows read, in one durable write; return, by portal, what was not."""
        return self.userdata.read_many(self._lists.unread_of(rows, watch), watch)

    def undo_read_rows(self, articles: Mapping[str, Sequence[Read]], watch: Watch = unwatched) -> None:
        """Undo `read_rows`."""
        self.userdata.unread_many(articles, watch)

    def star(self, portal: str, id: str, on: bool = True) -> None:
        """Star an article; a starred one is kept whole, beyond the cache."""
        self._mark(portal, id, "starred", on=on)
        if on:
            self.keeping.keep(portal, id)
        else:
            self.keeping.let_go(portal, id)

    def keep_for_later(self, portal: str, id: str, on: bool = True) -> None:
        """Put an article on the shelf of what to read later."""
        self._mark(portal, id, "later", on=on)

    def note(self, portal: str, id: str, text: str, instead_of: str | None = None) -> str:
        """Write a note on an article in place of the one before, and return that; an empty text removes it.

        What has a note is kept whole, as what has a star is. Where the one before is not that which it is to
        stand `instead_of`, it stays.
        """
        name, title, published = self._named(portal, id)
        before = self.userdata.note(
            portal, name, text, instead_of=instead_of, title=title, published=published
        )
        if self.userdata.noted(portal, name):
            self.keeping.keep(portal, name)
        else:
            self.keeping.let_go(portal, name)
        return before

    def _named(self, portal: str, id: str) -> Named:
        """Return what a mark knows an article by."""
        head = self.head_of(portal, id)
        return Named(head.id, head.title, head.published) if head else Named(id)

    def position(self, portal: str, id: str) -> float:
        """Return where reading stopped, from 0 to 1."""
        return self.userdata.position(portal, id)

    def keep_position(self, portal: str, id: str, at: float) -> None:
        """Keep where reading stopped, from 0 to 1, if that can be kept."""
        with self._best_effort():
            self.userdata.keep_position(portal, id, at)

    def choices(self) -> dict[str, str]:
        """Return what was chosen last by key in the reader, by the names of the settings."""
        return self.userdata.choices()

    def keep_choice(self, name: str, value: str) -> None:
        """Keep what was chosen by key for the next start, if that can be kept."""
        with self._best_effort():
            self.userdata.keep_choice(name, value)

    @contextmanager
    def _best_effort(self) -> Iterator[None]:
        """Write what nobody asked to be kept: where that fails, reading goes on and `trouble` says why."""
        try:
            yield
        except StoreError as error:
            self.trouble = self.trouble or error
        else:
            self.trouble = None

    def _mark(self, portal: str, id: str, mark: Mark, *, on: bool) -> None:
        name, title, published = self._named(portal, id)
        change = self.userdata.mark(portal, name, mark, on=on, title=title, published=published)
        if change:
            self._lists.count_mark(portal, name, mark, on=on, change=change)
            self.searches.count_mark(portal, name, mark, on=on, change=change)

    def take_in(
        self, state: "State", watch: Watch = unwatched, tell: "Callable[[Taken], None]" = lambda _taken: None
    ) -> "Taken":
        """Merge what another machine says of the user's marks, all of it or nothing.

        `tell` hears of what changed once that is so, before the articles are kept.
        """
        taken = self.userdata.take_in(state, watch)
        tell(taken)
        for portal, id_ in taken.let_go:
            self.userdata.drop(portal, id_)
        # Not those of `taken` alone: what was broken off here once is made up for by taking it in again.
        self.keeping.keep_each((mark.portal, mark.id) for mark in state.marks if mark.is_valued)
        for portal in {mark.portal for mark in state.marks}:
            self.keeping.relink(portal)
        return taken

    # The cache -------------------------------------------------------------------------------------

    def prune(
        self, leftovers: "Sequence[Leftover]", watch: Watch = unwatched, shrinking: Watch = unwatched
    ) -> None:
        """Remove from the cache what is no longer wanted; StoreBusy where a sync runs.

        Where `watch` raises, what it was told of is removed, and the rest stays. Where `shrinking` does, all
        is removed, and the disk gets its room another time.
        """
        with self.cache.lock():
            self.cache.pruning.remove(leftovers, watch, shrinking)

    def clear_cache(self, watch: Watch = unwatched, listing: Watch = unwatched) -> None:
        """Empty the cache; what has a star or a note comes back from the user's data.

        StoreBusy where a sync runs. Where `watch` or `listing` raises, the rest stays, and the next start
        lists it anew.
        """
        with self.cache.lock():
            self.keeping.keep_each(self.userdata.not_kept())
            self.cache.clear(watch)
            self.catalogue.rebuild(listing)
            self.catalogue.shrink()
            self.keeping.restore()

    def archiving(self) -> "Archiving":
        """Return what takes articles to and from other machines in files."""
        from reader.export.archiving import Archiving  # noqa: PLC0415 - hardly ever

        return Archiving(self)

    def keep_imported(self, texts: "Iterable[ArticleKey]") -> None:
        """Keep whole what came in a file and has a star or a note, and give marks to what has other ids."""
        self.keeping.keep_each(texts)
        for portal in self.fetched():
            self.keeping.relink(portal)

    def reparse(self, portal: str) -> "Iterator[Reparsed]":
        """Read the kept pages of a portal again, offline; StoreBusy where a sync runs."""
        from scrapers.syncing.reparse import reparse  # noqa: PLC0415 - hardly ever

        for page in reparse(
            self.portal(portal), cache=self.cache, catalogue=self.catalogue, clock=self.clock
        ):
            self.keeping.keep(portal, page.id)
            yield page

    # Fetching --------------------------------------------------------------------------------------

    def fetching(self, portal: str, way: Way = POLITELY) -> "Fetching":
        """Return what fetches from a portal, as its file describes it now."""
        from reader.fetching.fetching import Fetching  # noqa: PLC0415 - brings the network

        self.portals.look_again()
        return Fetching(self, portal, way)

    def adding(self) -> "Adding":
        """Return what adds a portal by its address."""
        from reader.fetching.adding import Adding  # noqa: PLC0415 - brings the network

        return Adding(self.portals, self.paths, self.clock)
