"""diskcache made safe: text and bytes only, nothing evicted, nothing unpickled.

diskcache's own disks unpickle any row that says it is a pickle, JSONDisk included (CVE-2025-69872), and
remove or read whatever file a row names; this one refuses both. Only `scrapers.stores.values` uses this
module, and imports it late: diskcache costs 22 ms, which a command that lists heads need not pay.
"""

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from diskcache import UNKNOWN, Cache, Disk, Timeout
from diskcache.core import DBNAME

from scrapers.errors import StoreDamaged
from scrapers.stores.connections import PATIENCE, Connections, staying_open
from scrapers.stores.keyed import ANY

__all__ = ["PlainCache", "PlainDisk", "Timeout", "open_disk"]

_BINARY, _TEXT = 2, 3
IN_DATABASE = 1 << 20
"""Values of at least this many bytes become files of their own."""
_OWN_FILE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{28}\.val")


class PlainDisk(Disk):  # type: ignore[misc]  # diskcache ships no types
    """Keys are text; values are text or bytes. A row that says otherwise raises StoreDamaged."""

    def put(self, key: object) -> tuple[str, bool]:
        """Return a key as it lies in the database."""
        if not isinstance(key, str):
            raise TypeError("keys of the cache are text")
        return key, True

    def get(self, key: object, raw: object) -> str:
        """Return the key that one of the database stands for."""
        if not isinstance(key, str) or raw != 1:
            raise StoreDamaged("a key that is no text", where=self._directory)
        return key

    def store(self, value: object, read: object, key: object = UNKNOWN) -> tuple[object, ...]:
        """Return the columns of a value."""
        if not isinstance(value, str | bytes) or read:
            raise TypeError("values of the cache are text or bytes")
        columns: tuple[object, ...] = super().store(value, read, key=key)
        return columns

    def fetch(self, mode: object, filename: object, value: object, read: object) -> str | bytes:
        """Return the value of a row that lies in a file; no others are asked for by way of diskcache."""
        if mode not in (_BINARY, _TEXT) or not self._is_own(filename):
            raise StoreDamaged("a row that this program never writes", where=self._directory)
        content: str | bytes = super().fetch(mode, filename, value, read)
        return content

    def remove(self, file_path: object) -> None:
        """Delete the file of a value that was removed, if it has one."""
        if self._is_own(file_path):
            super().remove(file_path)

    @staticmethod
    def _is_own(filename: object) -> bool:
        return isinstance(filename, str) and _OWN_FILE.fullmatch(filename) is not None


# Raw keys have 1 there, and 1 is also the mode of a value in the database. Nothing here expires: to say so
# again would write diskcache's index of that anew, a sixth of what keeping an old article again writes.
_SET = f"""
INSERT INTO Cache (key, raw, store_time, access_time, tag, mode, value)
VALUES (:key, 1, :at, :at, :tag, 1, :value)
ON CONFLICT (key, raw) DO UPDATE SET
    store_time = :at, access_time = :at, tag = :tag, mode = 1, value = :value
WHERE filename IS NULL AND (:former = '{ANY}' OR tag IS :former)
"""  # noqa: S608 - own words


class PlainCache(Cache):  # type: ignore[misc]  # as above
    """diskcache's cache with what its own methods lack: ranges of keys, and many values at once.

    diskcache closes none but the connection of the thread that closes it; this one those of all threads.
    """

    def __init__(self, directory: Path, **settings: object) -> None:
        self._connections = Connections(partial(_connect, directory / DBNAME), directory / DBNAME)
        with staying_open(self._connections):  # its settings may find no room on a full disk
            super().__init__(str(directory), **settings)

    @property
    def _con(self) -> sqlite3.Connection:
        return self._connections.get()

    def close(self) -> None:
        """Close the connections of every thread; a later use opens a new one."""
        self._connections.close()

    @contextmanager
    def waiting(self, *, wait: bool) -> Iterator[None]:
        """Say whether the commits inside wait for the disk."""
        if wait:
            yield
            return
        self.connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self.connection.execute("PRAGMA synchronous = FULL")

    def set_many(self, values: Sequence[tuple[str, str | bytes, str]]) -> None:
        """Set values, each with its key and tag, inside a transaction, in a third of the time of `set`."""
        # What was a file must be deleted, and what is to be one written: diskcache does both.
        if not self.exchange([(*value, ANY) for value in values]):
            for key, value, tag in values:
                self.set(key, value, tag=tag)

    def exchange(self, values: Sequence[tuple[str, str | bytes, str, str | None]]) -> bool:
        """Set values, each with its key and tag, where the former one has a tag, None for no former one.

        Return False where one of them had another; the others may be set then. Inside a transaction.
        """
        at = time.time()
        small = [
            {"key": key, "value": value, "tag": tag, "former": former, "at": at}
            for key, value, tag, former in values
            if len(value) < IN_DATABASE
        ]
        return bool(self.connection.executemany(_SET, small).rowcount == len(values))

    def delete_equal(self, values: Iterable[tuple[str, str]]) -> None:
        """Delete the keys that have these very values, none of them a file, inside a transaction."""
        self.connection.executemany("DELETE FROM Cache WHERE key = ? AND raw = 1 AND value = ?", values)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection; inside a transaction it sees what is not yet committed."""
        return self._con


def _connect(path: Path) -> sqlite3.Connection:
    """Open what diskcache has set up; its other pragmas lie in the file, or are SQLite's own."""
    made = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    with staying_open(made) as connection:
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def open_disk(directory: Path, *, application: int, schema: int) -> PlainCache:
    """Open the diskcache in a directory, made when missing.

    Its default policy silently drops the oldest values at 1 GiB, hence "none"; memory-mapped reading is off,
    because a truncated file would end the program by a signal. Its 32 MiB of pages in memory, which a long
    sync filled, made nothing faster than the 2 that SQLite takes by itself.
    """
    return PlainCache(
        directory,
        timeout=PATIENCE,
        disk=PlainDisk,
        eviction_policy="none",
        cull_limit=0,
        size_limit=1 << 62,
        statistics=0,
        tag_index=0,
        disk_min_file_size=IN_DATABASE,
        sqlite_mmap_size=0,
        sqlite_cache_size=-2000,
        # Opening writes some thirty settings one by one; the connections after it wait for the disk.
        sqlite_synchronous=1,
        sqlite_application_id=application,
        sqlite_user_version=schema,
    )
