"""The catalogue: an index for lists, shelves and search, derived from the cache and rebuilt when needed."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

from scrapers.clock import utc_now
from scrapers.errors import StoreError
from scrapers.merge import merged
from scrapers.model import Entry
from scrapers.states import PortalState
from scrapers.stores import index
from scrapers.stores.cache import ArticleCache, notes_of
from scrapers.stores.connections import CHANGES, Connections, connect, staying_open, transaction, uri_of
from scrapers.stores.filing import Filing
from scrapers.stores.lock import of_cache, waited_for
from scrapers.stores.readonly import attach_to_read, connect_to_read, refuse
from scrapers.stores.shared import (
    SQL_ERRORS,
    Closing,
    Notice,
    Trouble,
    clear_suspicion,
    files_of,
    is_broken,
    is_suspect,
    refuse_blocked,
    store_errors,
)
from scrapers.watch import Watch, unwatched

_T = TypeVar("_T")
_TOGETHER = 500
"""So many articles of a cache that is gone through are filed at once, in memory until then."""
# Memory for pages of the database, in KiB as SQLite has them below 0: a rebuild writes all over its tables.
_USUAL, _ROOMY = -2000, -65536
_SETTLED_TOGETHER = 16
"""So many articles share one wait for the disk; that many are filed again where a power cut comes between."""
# Left to itself SQLite takes another index of the portal and looks at each of its articles (100,000: 0.1 s).
_UNCACHED = "SELECT id FROM head INDEXED BY head_uncached WHERE portal = ? AND NOT cached ORDER BY row DESC"


class Catalogue(Closing):
    """Heads, categories and full text in SQLite, with one connection for each thread.

    What lies in the cache lies here too, once `open` has returned: the cache remembers each write until the
    catalogue holds it.
    """

    def __init__(self, path: Path, cache: ArticleCache, *, writable: bool) -> None:
        self.path = path
        self.notices: list[Notice] = []
        self._cache = cache
        self._attached: dict[str, Path] = {}
        self._guard = threading.Lock()
        self._unsettled: dict[str, str] = {}
        self._writable = writable
        self._connections = Connections(self._connect, path, writable=writable)

    @classmethod
    def open(
        cls, path: Path, cache: ArticleCache, *, watch: Watch = unwatched, writable: bool = True
    ) -> Self:
        """Open the catalogue of a cache.

        One that is missing, broken, of another version or of another cache is made anew from the cache, with
        a notice where there was one; StoreBusy where a sync runs, for that would go on in the former one.
        Without `writable` one that fits is opened, for nothing but reading.
        """
        refuse_blocked(path)
        catalogue = cls(path, cache, writable=writable)
        with staying_open(catalogue), store_errors(path):
            if not writable:
                return catalogue if catalogue._fits() and not catalogue._is_behind() else refuse(path)
            # Whoever makes it holds the cache even after the commit by which it fits, and two that turn
            # a new database into one with a WAL at once fail: so one after the other.
            with waited_for(path.with_name("repair.lock")):
                catalogue._make(watch)
            catalogue._complete()
            catalogue._catch_up()
        return catalogue

    def close(self) -> None:
        """Close the connections of every thread."""
        with suppress(StoreError):  # what stays pending is filed once more when the catalogue is opened
            self.settle()
        self._connections.close()

    # Writing ---------------------------------------------------------------------------------------

    def upsert_many(self, entries: Iterable[Entry]) -> None:
        """File articles that the cache has just stored, all or none of them.

        What another process has stored and filed since is filed as it is then. The disk need not have this
        catalogue yet: the cache remembers them until it does, see `settle`.
        """
        stored = tuple(entries)
        with store_errors(self.path), transaction(connection := self._connections.get()):
            entries, notes = self._cache.latest(stored)
            _file(connection, entries, partial(index.names, connection))
            index.count_change(connection)
        with self._guard:
            self._unsettled.update(notes)
            enough = len(self._unsettled) >= _SETTLED_TOGETHER
        if enough:
            self.settle()

    def settle(self) -> None:
        """Wait until the disk has all that was filed, and tell the cache that it is no longer pending."""
        with self._guard:
            filed, self._unsettled = self._unsettled, {}
        if filed:
            self._make_durable()
            self._cache.settle(filed)

    def _make_durable(self) -> None:
        """Commit once more and wait for the disk, which then has the earlier commits as well."""
        with store_errors(self.path):
            connection = self._connections.get()
            connection.execute("PRAGMA synchronous = FULL")
            try:
                with transaction(connection):
                    index.touch(connection)
            finally:
                connection.execute("PRAGMA synchronous = NORMAL")

    def remove(self, portal: str, id: str) -> None:
        """Forget an article that the cache has forgotten, and that no other process has stored since."""
        with store_errors(self.path), transaction(connection := self._connections.get()):
            if self._cache.entry(portal, id) is None:
                index.drop(connection, portal, id)
                index.count_change(connection)

    def learn(self, state: PortalState) -> None:
        """Take over the categories of a portal if they changed, and refile the articles concerned."""
        if self._differs(state, self.names(state.portal)):
            with store_errors(self.path), transaction(connection := self._connections.get()):
                self._learn(connection, state)

    def _differs(self, state: PortalState, former: Mapping[str, str]) -> bool:
        return list(index.first_names(state.categories).items()) != list(former.items())

    def _learn(self, connection: sqlite3.Connection, state: PortalState) -> None:
        names, former = index.first_names(state.categories), index.names(connection, state.portal)
        index.put_names(connection, state.portal, names)
        touched = index.renamed(connection, state.portal, former, names)
        kept = filter(None, (self._cache.entry(state.portal, id_) for id_ in touched))
        _file(connection, kept, lambda _: names)
        index.count_change(connection)

    def rebuild(self, watch: Watch = unwatched) -> None:
        """Make the catalogue anew from the cache."""
        with store_errors(self.path):
            connection = self._connections.get()
            connection.execute(f"PRAGMA cache_size = {_ROOMY}")
            with transaction(connection):
                index.make(connection, self._cache.identity)
                settled = self._fill(connection, watch)
                index.make_indexes(connection)
                index.keep_totals(connection)
            connection.execute(f"PRAGMA cache_size = {_USUAL}")
        self._make_durable()
        self._cache.settle(notes_of(settled))

    def _fill(self, connection: sqlite3.Connection, watch: Watch) -> list[Entry]:
        """File all that the cache holds; return the articles that were pending."""
        filed, of = 0, self._cache.count()
        watch(filed, of)
        waiting = {(entry.portal, entry.id) for entry in self._cache.pending()}
        settled: list[Entry] = []
        learned: dict[str, dict[str, str]] = {}
        for entries in _several(self._cache.entries()):
            for portal in {entry.portal for entry in entries} - learned.keys():
                learned[portal] = index.first_names(self._cache.portal_state(portal).categories)
                index.put_names(connection, portal, learned[portal])
            _file(connection, entries, learned.__getitem__)
            settled += [entry for entry in entries if (entry.portal, entry.id) in waiting]
            filed += len(entries)
            watch(filed, of)
        return settled

    def shrink(self) -> None:
        """Give back to the disk the room of what was removed; on a full one it is kept for what comes."""
        with store_errors(self.path), suppress(sqlite3.OperationalError):
            self._connections.get().execute("VACUUM main")
            self._connections.get().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # Asking ----------------------------------------------------------------------------------------

    def ask(self, statement: str, values: tuple[object, ...] | Mapping[str, object] = ()) -> list[Any]:
        """Return the rows that answer a question."""
        with store_errors(self.path, *self._attached.values()):
            return self._connections.get().execute(statement, values).fetchall()

    def made(
        self,
        make: Callable[[tuple[Any, ...]], _T],
        statement: str,
        values: tuple[object, ...] | Mapping[str, object] = (),
    ) -> list[_T]:
        """Return what is made of the rows that answer a question; StoreDamaged where JSON in them is none."""
        rows = self.ask(statement, values)
        with store_errors(self.path):
            return list(map(make, rows))

    def attach(self, name: str, path: Path) -> None:
        """Let questions use the tables of another database; call this before any thread asks one."""
        self._attached[name] = path
        self._connections.close()
        files = (self.path, *self._attached.values())
        self._connections = Connections(self._connect, *files, writable=self._writable)

    def row_of(self, portal: str, id: str) -> int | None:
        """Return the row number of an article, also under a former id."""
        known = self.id_of(portal, id)
        found = self.ask("SELECT row FROM head WHERE portal = ? AND id = ?", (portal, known))
        return found[0][0] if found else None

    def id_of(self, portal: str, id: str) -> str:
        """Return the id under which an article is kept, given any of its ids."""
        found = self.ask("SELECT id FROM alias WHERE portal = ? AND alias = ?", (portal, id))
        return found[0][0] if found else id

    def uncached(self, portal: str) -> list[str]:
        """Return the ids of articles that are known but not fetched, newest first."""
        return [known for (known,) in self.ask(_UNCACHED, (portal,))]

    def names(self, portal: str) -> dict[str, str]:
        """Return the portal's category names by slug, in the portal's order."""
        with store_errors(self.path):
            return index.names(self._connections.get(), portal)

    def changes(self) -> int:
        """Return a number that every change alters, whichever process makes it."""
        return int(self.ask(CHANGES)[0][0])

    def version(self) -> tuple[int, ...]:
        """Return numbers that change once another process or thread has written."""
        with store_errors(self.path):
            return self._connections.version()

    # Inside ----------------------------------------------------------------------------------------

    def _connect(self) -> sqlite3.Connection:
        made = connect(self.path, durable=False) if self._writable else self._connect_to_read()
        with staying_open(made) as connection:
            for name, path in self._attached.items():
                self._attach(connection, name, path)
        return connection

    def _connect_to_read(self) -> sqlite3.Connection:
        with staying_open(connect_to_read(self.path)) as connection:
            if not index.has_totals(connection):
                index.stand_in_for_totals(connection)
        return connection

    def _attach(self, connection: sqlite3.Connection, name: str, path: Path) -> None:
        if not self._writable:
            attach_to_read(connection, name, path)
            return
        # Read-only, or each write to the catalogue would lock the other database too.
        connection.execute(f"ATTACH ? AS {name}", (uri_of(path, "mode=ro"),))

    def _complete(self) -> None:
        """Make what a catalogue of an older program may lack."""
        index.make_indexes(connection := self._connections.get())
        if not index.has_totals(connection):
            with transaction(connection):
                index.keep_totals(connection)

    def _fits(self) -> bool:
        """Whether the file is a whole catalogue of this cache and this version."""
        return self._is_ours() and index.fits(self._connections.get(), self._cache.identity)

    def _is_ours(self) -> bool:
        """Whether the file is a catalogue, of whatever version, and not broken as far as can be seen."""
        if not self.path.exists() or is_suspect(self.path):
            return False
        try:
            return index.is_catalogue(self._connections.get())
        except SQL_ERRORS as error:
            if is_broken(error):
                return False
            raise

    def _make(self, watch: Watch) -> None:
        if not self._fits():
            with of_cache(self.path.parent, utc_now()):
                self._make_anew(watch)

    def _make_anew(self, watch: Watch) -> None:
        was_there, listed = self.path.exists(), self._fetched()
        if not self._is_ours():
            self._connections.close()
            for file in files_of(self.path):
                file.unlink(missing_ok=True)
            clear_suspicion(self.path)
            self._connections.get().execute(f"PRAGMA application_id = {index.APPLICATION}")
        self.rebuild(watch)
        if was_there:
            self.notices.append(Notice(trouble=Trouble.CATALOGUE_REBUILT, where=str(self.path)))
        if (gone := listed - self._fetched()) > 0:
            told = Notice(trouble=Trouble.ARTICLES_LOST, where=str(self._cache.directory), articles=gone)
            self.notices.append(told)

    def _fetched(self) -> int:
        """Count the articles that are listed with their text, as far as a broken catalogue can tell."""
        if self.path.exists():
            with suppress(*SQL_ERRORS):
                return index.fetched(self._connections.get())
        return 0

    def _is_behind(self) -> bool:
        """Whether the cache has stored articles that are not filed here; a writer may have been killed."""
        connection = self._connections.get()
        return any(not _is_filed(connection, entry) for entry in self._cache.pending())

    def _catch_up(self) -> None:
        """File what the cache stored before its writer was killed, or stores just now in another process.

        It is read inside the transaction that files it: whoever stores it again meanwhile files it after
        this, not before.
        """
        for portal in self._cache.portals():
            if self._differs(self._cache.portal_state(portal), self.names(portal)):
                with store_errors(self.path), transaction(connection := self._connections.get()):
                    self._learn(connection, self._cache.portal_state(portal))
        if next(self._cache.pending(), None) is not None:
            self._file_pending()

    def _file_pending(self) -> None:
        """File what is pending; what a sync under way stores again stays so."""
        with store_errors(self.path), transaction(connection := self._connections.get()):
            pending = tuple(self._cache.pending())
            self._cache.make_durable()  # nothing is filed that a power cut could take
            _file(connection, pending, partial(index.names, connection))
            index.count_change(connection)
        self._make_durable()
        self._cache.settle(notes_of(pending))


def _is_filed(connection: sqlite3.Connection, entry: Entry) -> bool:
    """Tell whether an article is filed as it was last stored, as far as these columns show."""
    statement = "SELECT cached, revision, gone FROM head WHERE portal = ? AND id = ?"
    filed = connection.execute(statement, (entry.portal, entry.id)).fetchone()
    return bool(filed == (entry.article is not None, merged(entry).revision, entry.gone_at is not None))


def _file(
    connection: sqlite3.Connection, entries: Iterable[Entry], names: Callable[[str], Mapping[str, str]]
) -> None:
    filing = Filing(connection, names)
    for entry in entries:
        filing.file(entry)
    filing.close()


def _several(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while some := list(islice(rest, _TOGETHER)):
        yield some
