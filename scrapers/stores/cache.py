"""The cache: everything that was fetched, each kind by its own keys. All of it can be fetched again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from scrapers.clock import utc_now
from scrapers.edits import Edit, has_text_of, made_to
from scrapers.errors import StoreDamaged, StoreReadOnly
from scrapers.model import Entry, RawPage
from scrapers.states import ListingState, PortalState
from scrapers.stores.keyed import ANY, key_of, tag_of
from scrapers.stores.lock import of_cache, of_portal, of_single
from scrapers.stores.lost import LostPictures
from scrapers.stores.pages import Pages, further_of, unread_of
from scrapers.stores.pictures import Pictures
from scrapers.stores.shared import Closing, Notice, make_private
from scrapers.stores.values import Values
from scrapers.stores.wishes import Wishes
from scrapers.watch import Watch, unwatched
from scrapers.whole import MOST

if TYPE_CHECKING:
    from scrapers.stores.prune import Pruning


class ArticleCache(Closing):
    """Articles, raw pages, pictures and the state of walks. Any thread and any process may use it.

    Damaged values are misses. A store that cannot be used raises StoreError.
    """

    def __init__(self, values: Values, clock: Callable[[], datetime]) -> None:
        self._values = values
        self._pages = Pages(values)
        self._clock = clock
        self.wishes = Wishes(values, clock)
        self.pictures = Pictures(values)
        self.lost = LostPictures(values)
        self.unfinished = Wishes(values, clock, kind="unfinished")
        """Articles of which a further page could not be had."""
        self.unread_files = Wishes(values, clock, kind="unread")
        """Articles that offer files which may not have been read."""

    @classmethod
    def open(cls, directory: Path, *, clock: Callable[[], datetime] = utc_now, writable: bool = True) -> Self:
        """Open the cache in a directory, made when missing.

        A broken one is moved aside and made anew, with a notice. StoreTooNew where a newer version wrote it,
        StoreError where the directory cannot be used. Without `writable` only a sound one is read.
        """
        if writable:
            make_private(directory)
        return cls(Values.open(directory, writable=writable), clock)

    def close(self) -> None:
        """Close the connections of every thread."""
        self._values.close()

    @property
    def directory(self) -> Path:
        """The directory that it was opened in."""
        return self._values.directory

    @property
    def writable(self) -> bool:
        """Whether more than reading is possible."""
        return self._values.writable

    @property
    def notices(self) -> list[Notice]:
        """What was found damaged, each thing once."""
        return self._values.notices

    @property
    def identity(self) -> str:
        """The name this cache got when it was made; what is derived from it remembers the name."""
        return self._values.identity

    # Articles --------------------------------------------------------------------------------------

    def entry(self, portal: str, id: str) -> Entry | None:
        """Return what is kept of an article."""
        return self._values.record(key_of("entry", portal, id), Entry)

    def put(
        self,
        edit: Edit | Entry,
        raws: Sequence[RawPage] = (),
        beside: Iterable[Edit] = (),
        *,
        wait: bool = True,
    ) -> list[Entry]:
        """Keep an article in one durable write, with its raw pages in order and what they said of others.

        An edit is made to what is here by now, an entry takes its place. Return all of them as they are kept.
        With `wait` off that is durable once `make_durable` has returned.
        """
        with self._values.writing(wait=wait):
            kept = self._put((edit, *beside))
            self._put_pages(kept[0], edit.after if isinstance(edit, Edit) else edit, raws)
        return kept

    def _put_pages(self, kept: Entry, entry: Entry, raws: Sequence[RawPage]) -> None:
        """Keep the raw pages of an entry, unless another process has kept the text of newer ones."""
        for number, raw in enumerate(raws if has_text_of(kept, entry) else (), 1):
            name = further_of(entry.id, number) if number > 1 else entry.id
            self._pages.put(entry.portal, name, raw)
        if kept.article is not None and kept.article.incomplete:
            self.unfinished.add(entry.portal, entry.id)
        if raws:
            self._note_files(kept)

    def _note_files(self, entry: Entry) -> None:
        """Note that an article offers files, which may not have been read."""
        if entry.article is not None and entry.article.attachments:
            self.unread_files.add(entry.portal, entry.id)

    def together(self) -> AbstractContextManager[None]:
        """Make all that is kept, noted and dropped inside one durable write, or none of it."""
        return self._values.writing()

    def make_durable(self) -> None:
        """Wait until the disk has all that was written; any thread may."""
        self._values.make_durable()

    def put_many(self, edits: Iterable[Edit | Entry], listing: ListingState | None = None) -> list[Entry]:
        """Keep several articles in one durable write, with how far the walk has come that found them.

        Return them as they are kept.
        """
        with self._values.writing():
            kept = self._put(edits)
            if listing is not None:
                self._values.set_json(key_of("listing", listing.portal, listing.category), listing)
        return kept

    def put_missing(self, entries: Iterable[Entry]) -> list[Entry]:
        """Keep those of some articles that are not here, in one durable write, and return these."""
        with self._values.writing():
            kept = self._put(entry for entry in entries if self.entry(entry.portal, entry.id) is None)
            for entry in kept:
                self._note_files(entry)
        return kept

    def _put(self, edits: Iterable[Edit | Entry]) -> list[Entry]:
        """Write articles. What another process has stored since they were read is only then read again."""
        edits = tuple(edits)
        kept = [edit.after if isinstance(edit, Edit) else edit for edit in edits]
        if not self._values.exchange(chain.from_iterable(map(_values_of, edits))):
            kept = [self._made(edit) for edit in edits]
            self._values.set_many(value[:2] for entry in kept for value in _values_of(entry))
        return kept

    def _made(self, edit: Edit | Entry) -> Entry:
        if not isinstance(edit, Edit):
            return edit
        return made_to(self.entry(edit.after.portal, edit.after.id), edit)

    def remove(self, entry: Entry) -> bool:
        """Forget an article and its page in one durable write, unless it is no longer as it was read."""
        portal, id_ = entry.portal, entry.id
        with self._values.writing():
            if is_as_read := self.entry(portal, id_) == entry:
                for kind in ("entry", "pending", "unfinished", "unread"):
                    self._values.remove(key_of(kind, portal, id_))
                self._remove_pages(portal, id_)
        return is_as_read

    def pending(self) -> Iterator[Entry]:
        """Yield the articles whose last write no catalogue has settled."""
        for key, _ in self._values.under("pending/"):
            entry = self._values.record(key.replace("pending", "entry", 1), Entry)
            if entry is not None:
                yield entry

    def latest(self, entries: Sequence[Entry]) -> tuple[Sequence[Entry], dict[str, str]]:
        """Return articles that were stored, and the notes that they wait to be filed.

        Where another process has stored some again since, all are read anew, and the disk has them.
        """
        notes = notes_of(entries)
        if not self._values.have(tuple(notes.items())):
            self.make_durable()
            found = (self.entry(entry.portal, entry.id) for entry in entries)
            entries = [entry for entry in found if entry is not None]
            notes = notes_of(entries)
        return entries, notes

    def settle(self, notes: Mapping[str, str]) -> None:
        """Note that the catalogue holds articles durably; one written again since stays pending.

        A cache that is only read forgets nothing.
        """
        with suppress(StoreReadOnly), self._values.writing():
            self._values.remove_equal(notes.items())

    def entries(self, portal: str | None = None) -> Iterator[Entry]:
        """Go through all that is kept of a portal, or of every portal."""
        prefix = "entry/" if portal is None else key_of("entry", portal, "")
        for key, data in self._values.under(prefix):
            if (entry := self._values.decoded(key, data, Entry)) is not None:
                yield entry

    def stored_since(self, portal: str, since: float) -> frozenset[str]:
        """Return the ids of a portal's articles that came or changed here since then, in epoch seconds."""
        prefix = key_of("entry", portal, "")
        return frozenset(key.removeprefix(prefix) for key, _ in self._values.sizes(prefix, since))

    def count(self, portal: str | None = None) -> int:
        """Count the articles of a portal, or of every portal, without reading them."""
        return self._values.count("entry/" if portal is None else key_of("entry", portal, ""))

    def raw(self, portal: str, id: str) -> RawPage | None:
        """Return the raw page that an article was last read from; of several the first."""
        return self._pages.get(portal, id)

    def further(self, portal: str, id: str, number: int) -> RawPage | None:
        """Return a further raw page of an article, counted from 2."""
        return self._pages.get(portal, further_of(id, number))

    def put_raw(self, portal: str, id: str, raw: RawPage) -> None:
        """Keep a page that could not be read."""
        with self._values.writing():
            self._pages.put(portal, id, raw)

    def drop_unread_page(self, portal: str, id: str) -> None:
        """Forget a page of an article that could not be read: a later one could."""
        key = key_of("raw", portal, unread_of(id))
        if self._values.has(key):
            self._values.remove(key)

    def drop_pages(self, portal: str, id: str) -> None:
        """Forget the raw pages of an article, whose text comes from another page than these."""
        if any(self._values.has(key_of("raw", portal, name)) for name in (id, unread_of(id))):
            with self._values.writing():
                self._values.remove(key_of("raw", portal, unread_of(id)))
                self._remove_pages(portal, id)

    def _remove_pages(self, portal: str, id: str) -> None:
        """Remove the raw pages of an article from which its text was read."""
        for name in (id, *(further_of(id, number) for number in range(2, MOST + 1))):
            self._values.remove(key_of("raw", portal, name))

    # States ----------------------------------------------------------------------------------------

    def listing(self, portal: str, category: str) -> ListingState | None:
        """Return how far the walk through a category, named by slug, has come."""
        return self._values.record(key_of("listing", portal, category), ListingState)

    def portal_state(self, portal: str) -> PortalState:
        """Return what is known of a portal as a whole: no more than its name where nothing is."""
        return self._values.record(key_of("portal", portal), PortalState) or PortalState(portal=portal)

    def put_portal_state(self, state: PortalState) -> None:
        """Keep what is known of a portal as a whole."""
        self._values.set_json(key_of("portal", state.portal), state)

    def note_portal(self, portal: str) -> None:
        """Note that something of a portal is here, where nothing is known of it as a whole."""
        with self._values.writing():
            if portal not in self.portals():
                self.put_portal_state(PortalState(portal=portal))

    def portals(self) -> list[str]:
        """Name the portals of which anything is known."""
        states = (self._values.decoded(key, data, PortalState) for key, data in self._values.under("portal/"))
        return [state.portal for state in states if state is not None]

    def version(self) -> tuple[int, ...]:
        """Return numbers that change once another process or thread has written."""
        return self._values.version()

    # The whole -------------------------------------------------------------------------------------

    def size(self) -> int:
        """Return about how many bytes the cache takes on disk."""
        return self._values.size()

    def examine(self, *, mend: bool = False, watch: Watch = unwatched) -> tuple[int, int]:
        """Look at every value; return how many there are, and how many are not what was stored.

        `mend` removes those.
        """
        return self._values.examine(mend=mend, watch=watch)

    def clear(self, watch: Watch = unwatched) -> None:
        """Forget everything, files beside the database too.

        `watch` is told how many values are gone. Where it raises, the rest stays, under an identity that no
        catalogue fits.
        """
        self._values.clear(watch)
        self.pruning.remove(self.pruning.find())

    @cached_property
    def pruning(self) -> "Pruning":
        """What finds and removes what is no longer wanted here."""
        from scrapers.stores.prune import Pruning  # noqa: PLC0415 - hardly ever

        return Pruning(self._values, self._clock)

    def lock_portal(self, portal: str) -> AbstractContextManager[None]:
        """Hold the right to sync a portal into this cache; other portals may be synced meanwhile.

        StoreLocked names the process that syncs the same one, StoreBusy one that changes the whole cache. The
        system frees the right when the process ends, however it ends.
        """
        return self._staying(of_portal(self.directory, portal, self._clock()))

    def lock_single(self) -> AbstractContextManager[None]:
        """Hold the right to fetch single articles into this cache, beside syncs; StoreBusy as above."""
        return self._staying(of_single(self.directory, self._clock()))

    @contextmanager
    def _staying(self, lock: AbstractContextManager[None]) -> Iterator[None]:
        """Hold a lock; StoreDamaged where the cache was removed, for what is stored then is lost."""
        self._check_there()
        with lock:
            yield
        self._check_there()

    def _check_there(self) -> None:
        if not self._values.path.exists():
            raise StoreDamaged("it was removed", where=str(self._values.path))

    def lock(self) -> AbstractContextManager[None]:
        """Hold the right to change all of this cache; StoreBusy names a process that is at work in it."""
        return of_cache(self.directory, self._clock())


def _values_of(edit: Edit | Entry) -> Iterator[tuple[str, str, str | None]]:
    """Yield what is to be set for an article: keys, values, and tags of the values that are there."""
    entry, former = (edit.after, _tag_of(edit.before)) if isinstance(edit, Edit) else (edit, ANY)
    data = _encoded(entry)
    yield key_of("entry", entry.portal, entry.id), data, former
    yield key_of("pending", entry.portal, entry.id), _digest(data), ANY


def notes_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the notes that articles wait to be filed: keys, and values that tell how they are."""
    return {key_of("pending", one.portal, one.id): _digest(_encoded(one)) for one in entries}


def _tag_of(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    return tag_of(key_of("entry", entry.portal, entry.id), _encoded(entry))


def _encoded(entry: Entry) -> str:
    return msgspec.json.encode(entry).decode()


def _digest(data: str) -> str:
    return blake2b(data.encode(), digest_size=8).hexdigest()
