"""The key-value store under the cache: text or bytes with digests, durable, for many processes at once.

A value is the JSON of a struct, or MessagePack where the struct carries bytes. diskcache's tag of a value
holds the version of the structs and a digest of key and value; what does not fit its digest or its struct is
a miss.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self

import msgspec

from scrapers.clock import utc_now
from scrapers.errors import StoreError
from scrapers.model import SCHEMA, Record
from scrapers.stores.connections import stoppable
from scrapers.stores.keyed import tag_of
from scrapers.stores.lock import of_cache, waited_for
from scrapers.stores.reading import COLUMNS, NAME, ReadValues, Row
from scrapers.stores.readonly import connect_to_read, refuse
from scrapers.stores.repair import APPLICATION, Health, look, salvaged
from scrapers.stores.shared import Notice, Trouble, move_aside, refuse_blocked, rename, store_errors
from scrapers.watch import Watch, unwatched

if TYPE_CHECKING:
    from scrapers.stores.disk import PlainCache

_CLEARED_AT_ONCE = 5000
_OLDEST = "SELECT rowid, filename FROM Cache ORDER BY rowid LIMIT ?"
_ROLLED_BACK = "cannot rollback"
"""How SQLite says that it has done so by itself, as on a full disk: what diskcache tries then hides why."""
# Not everywhere; it leaves out what nobody needs to find the data again.
_sync = getattr(os, "fdatasync", os.fsync)


class Values(ReadValues):
    """The values in one directory, to read and to set."""

    def __init__(self, directory: Path, *, writable: bool = True) -> None:
        super().__init__(directory, writable=writable)
        self._guard = RLock()
        self._opened: PlainCache | None = None
        self._disk_file = 0

    @classmethod
    def open(cls, directory: Path, *, writable: bool = True) -> Self:
        """Open the values in a directory; what can be read of a broken database is taken over.

        Without `writable` only a sound one is opened, for nothing but reading. Raises StoreBusy for a broken
        one that a sync is at work in.
        """
        values = cls(directory, writable=writable)
        refuse_blocked(values.path)
        if not writable:
            with store_errors(values.path):
                if look(values.path, connect_to_read) is not Health.SOUND:
                    refuse(values.path)
            return values
        # Whoever mends it holds the cache to the end.
        with store_errors(values.path), waited_for(directory / "repair.lock"):
            values._make(look(values.path))
        return values

    def close(self) -> None:
        """Close the connections of every thread."""
        self._readers.close()
        if self._opened is not None:
            self._opened.close()

    # Setting --------------------------------------------------------------------------------------

    def set(self, key: str, value: str | bytes) -> None:
        """Set a value; inside `writing`, together with the others there."""
        with self._storing():
            self._disk.set(key, value, tag=tag_of(key, value))

    def set_many(self, values: Iterable[tuple[str, str | bytes]]) -> None:
        """Set values; only inside `writing`."""
        self._disk.set_many([(key, value, tag_of(key, value)) for key, value in values])

    def exchange(self, values: Iterable[tuple[str, str, str | None]]) -> bool:
        """Set values where the former ones have these tags, None for no former one; only inside `writing`.

        Return False where one had another tag; the others may be set then.
        """
        return self._disk.exchange([(key, value, tag_of(key, value), tag) for key, value, tag in values])

    def set_json(self, key: str, record: Record) -> None:
        """Set a struct as JSON text."""
        self.set(key, msgspec.json.encode(record).decode())

    def set_packed(self, key: str, record: Record) -> None:
        """Set a struct that carries bytes."""
        self.set(key, msgspec.msgpack.encode(record))

    def remove_equal(self, values: Iterable[tuple[str, str]]) -> None:
        """Remove the keys that still have these values, short ones; only inside `writing`."""
        self._disk.delete_equal(values)

    def remove(self, key: str) -> None:
        """Remove a value, if there is one."""
        with self._storing():
            self._disk.delete(key)

    # Many ------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[None]:
        """Make the writes inside one durable change, or none at all.

        With `wait` off the change is durable once `make_durable` has returned.
        """
        with self._storing(), self._disk.waiting(wait=wait):
            try:
                with self._disk.transact():
                    yield
            except sqlite3.OperationalError as error:
                if str(error).startswith(_ROLLED_BACK) and error.__context__ is not None:
                    raise error.__context__ from None
                raise

    def make_durable(self) -> None:
        """Wait until the disk has all that was written; any thread may, for it asks no database.

        A commit lies in the file that is synced here, which is also all that SQLite does when it waits.
        """
        with store_errors(self.path), suppress(FileNotFoundError):
            log = os.open(self.path.with_name(f"{NAME}-wal"), os.O_RDONLY)
            try:
                _sync(log)
            finally:
                os.close(log)

    def settle(self, watch: Watch = unwatched) -> None:
        """Give back to the disk the room of what was removed.

        On a full disk, and where `watch` raises, it is kept for what comes.
        """
        with self._storing(), suppress(sqlite3.OperationalError):
            with stoppable(self._disk.connection, watch):
                self._disk.connection.execute("VACUUM")
            self._disk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @cached_property
    def identity(self) -> str:
        """The name that this store got when it was made; what is derived from it remembers the name.

        One that is only read may have none.
        """
        if isinstance(known := self.get("identity"), str):
            return known
        if not self.writable:
            return ""
        with self.writing():
            if isinstance(known := self.get("identity"), str):
                return known
            self.set("identity", made := os.urandom(16).hex())
            return made

    def size(self) -> int:
        """Return about how many bytes the store takes on disk."""
        with store_errors(self.path):
            return int(self._disk.volume())

    def examine(self, *, mend: bool = False, watch: Watch = unwatched) -> tuple[int, int]:
        """Look at every value; return how many there are, and how many are damaged; `mend` removes those."""
        total, damaged = 0, list[str]()
        of = self._counted("", "SELECT count(*) FROM Cache WHERE raw = 1", ())
        for rows in self._chunks(f"{COLUMNS} AND key > ? ORDER BY key LIMIT ?", ""):
            watch(total, of)
            total += len(rows)
            damaged += [row[0] for row in rows if self._value(row) is None]
        for key in damaged if mend else ():
            self._mend_value(key)
        return total, len(damaged)

    def _mend_value(self, key: str) -> None:
        """Remove a damaged value, unless another process has set it anew."""
        with self.writing():
            if self.get(key) is None:
                self.remove(key)

    def clear(self, watch: Watch = unwatched) -> None:
        """Remove everything, the identity first: nothing derived fits any more where `watch` raises."""
        with self.writing():
            self.remove("identity")
        self.__dict__.pop("identity", None)
        of = len(self._disk)
        watch(0, of)
        try:
            while self._remove_some():
                watch(of - len(self._disk), of)
        except KeyboardInterrupt:  # it may come while the disk takes what is removed
            watch(of - len(self._disk), of)
            raise

    def _remove_some(self) -> int:
        """Remove the oldest values in one durable change; say how many."""
        with self.writing():
            rows = self._disk.connection.execute(_OLDEST, (_CLEARED_AT_ONCE,)).fetchall()
            self._disk.connection.executemany("DELETE FROM Cache WHERE rowid = ?", [row[:1] for row in rows])
        with self._storing():
            for _, filename in rows:
                self._disk.disk.remove(filename)
        return len(rows)

    def version(self) -> tuple[int, ...]:
        """Return numbers that change once another process or thread has written."""
        with store_errors(self.path):
            version = self._readers.version()
        if self._opened is not None and self._disk_file != version[-1]:
            self._opened = None
            self.__dict__.pop("identity", None)
        return version

    # Inside ----------------------------------------------------------------------------------------

    @property
    def _disk(self) -> "PlainCache":
        """What writes, opened by the first thread that does: two would wait for each other."""
        if (opened := self._opened) is not None:
            return opened
        from scrapers.stores.disk import open_disk  # noqa: PLC0415 - diskcache costs 22 ms; who only reads does without

        if not self.writable:
            refuse(self.path)
        with self._guard, store_errors(self.path):
            if self._opened is None:
                self._opened = open_disk(self.directory, application=APPLICATION, schema=SCHEMA)
                self._disk_file = self.path.stat().st_ino
            return self._opened

    def _connection(self) -> sqlite3.Connection:
        """Return what this thread asks: what writes, once that is open."""
        opened = self._opened
        return super()._connection() if opened is None else opened.connection

    def _make(self, health: Health) -> None:
        """Make the tables, and take over what a broken database still holds. StoreBusy where a sync runs.

        It has another name until all of it is taken over: whoever is killed in that leaves it to the next.
        """
        broken = self.directory / "cache.broken"
        if health is Health.BROKEN or broken.exists():
            with of_cache(self.directory, utc_now()):  # a sync would go on in the file that is moved aside
                if health is Health.BROKEN and broken.exists():  # nothing lies in the new one yet
                    move_aside(self.path, "cache")
                elif health is Health.BROKEN:
                    rename(self.path, broken)
                self._mend(broken)
        elif health is Health.MISSING:
            self._disk  # noqa: B018 - opening makes the tables

    def _mend(self, broken: Path) -> None:
        with self.writing():
            files = [self._adopt(row) for row in salvaged(broken)]
        for file in files:
            self._disk.disk.remove(file)
        kept = move_aside(broken, "cache")
        self.notices.insert(0, Notice(trouble=Trouble.CACHE_REBUILT, where=str(self.path), kept=str(kept)))

    def _adopt(self, row: Row) -> str | None:
        """Take over a value; name the file in which it lay, which is no longer needed."""
        key = row[0]
        if not isinstance(key, str) or key == "identity" or (data := self._value(row)) is None:
            return None
        self.set(key, data)
        return row[3]

    @contextmanager
    def _storing(self) -> Iterator[None]:
        from scrapers.stores.disk import Timeout  # noqa: PLC0415 - as above

        try:
            with store_errors(self.path):
                yield
        except Timeout as error:
            raise StoreError("busy or read-only", where=str(self.path)) from error
