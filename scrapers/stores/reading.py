"""Reads the values of the cache. One that does not fit its digest or its struct counts as missing.

`scrapers.stores.values` says what a value is, and writes them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from scrapers.errors import StoreDamaged
from scrapers.stores.connections import Connections, connect, lenient
from scrapers.stores.jsonlist import json_list
from scrapers.stores.keyed import end_of, tag_of
from scrapers.stores.readonly import connect_to_read
from scrapers.stores.shared import SQL_ERRORS, Notice, Trouble, is_broken, mark_suspect, store_errors
from scrapers.structs import learned

NAME = "cache.db"
_CHUNK = 500
COLUMNS = "SELECT key, tag, mode, filename, value FROM Cache WHERE raw = 1 AND typeof(key) = 'text'"
_SIZES = """
SELECT key, coalesce(size, 0) + coalesce(length(CAST(value AS BLOB)), 0) FROM Cache
WHERE raw = 1 AND typeof(key) = 'text'
"""
_HAVE = """
SELECT count(*) FROM json_each(?) AS asked CROSS JOIN Cache ON Cache.key = json_extract(asked.value, '$[0]')
AND Cache.raw = 1 AND Cache.value = json_extract(asked.value, '$[1]')
"""
_UNDER = "AND key > ? AND key < ? ORDER BY key LIMIT ?"
_STORED_UNDER = "AND key > ? AND key < ? AND store_time >= ? ORDER BY key LIMIT ?"
_T = TypeVar("_T")
Row = tuple[str, str, int, str | None, str | bytes | None]


class ReadValues:
    """What the values in one directory are. A broken one is missing, and is reported once in `notices`."""

    def __init__(self, directory: Path, *, writable: bool) -> None:
        self.directory = directory
        self.path = directory / NAME
        self.writable = writable
        self.notices: list[Notice] = []
        self._reported: set[str] = set()
        reads = partial(connect if writable else connect_to_read, self.path)
        self._readers = Connections(reads, self.path, writable=writable)

    # One value -------------------------------------------------------------------------------------

    def get(self, key: str) -> str | bytes | None:
        """Return a value as it was set, or None."""
        rows = self._rows(key, f"{COLUMNS} AND key = ?", (key,))
        return self._value(rows[0]) if rows else None

    def record(self, key: str, kind: type[_T]) -> _T | None:
        """Return a value decoded into its struct and validated, or None."""
        data = self.get(key)
        return None if data is None else self.decoded(key, data, kind)

    def decoded(self, key: str, data: str | bytes, kind: type[_T]) -> _T | None:
        """Decode a value; None, and a notice, where it is not of that struct."""
        try:
            if isinstance(data, str):
                return msgspec.json.decode(data, type=learned(kind))
            return msgspec.msgpack.decode(data, type=learned(kind))
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            self.report(key)
            return None

    def has(self, key: str) -> bool:
        """Whether there is a value, without reading it."""
        return bool(self._rows(key, "SELECT 1 FROM Cache WHERE raw = 1 AND key = ?", (key,)))

    # Many ------------------------------------------------------------------------------------------

    def under(self, prefix: str) -> Iterator[tuple[str, str | bytes]]:
        """Go through the keys that begin with a prefix, in order, with their values.

        Reads in chunks, so that no writer waits for the one who reads.
        """
        for rows in self._chunks(f"{COLUMNS} {_UNDER}", prefix, end_of(prefix)):
            for row in rows:
                if (data := self._value(row)) is not None:
                    yield row[0], data

    def have(self, values: Sequence[tuple[str, str]]) -> bool:
        """Whether all these keys have these values, short ones; one question for all."""
        asked = json_list(values)
        return self._counted("", _HAVE, (asked,)) == len(values)

    def count(self, prefix: str) -> int:
        """Count the keys that begin with a prefix."""
        asked = "SELECT count(*) FROM Cache WHERE key > ? AND key < ?"
        return self._counted(prefix, asked, (prefix, end_of(prefix)))

    def sizes(self, prefix: str, since: float = 0) -> Iterator[tuple[str, int]]:
        """Go through the keys that begin with a prefix, in order, with the bytes of their values.

        Only through those that were set at `since`, in epoch seconds by this machine's clock, or later.
        """
        for rows in self._chunks(f"{_SIZES} {_STORED_UNDER}", prefix, end_of(prefix), since):
            yield from ((row[0], int(row[1])) for row in rows)

    def files(self) -> frozenset[str]:
        """Return the files of values that are not in the database, below the directory."""
        named = "SELECT filename FROM Cache WHERE filename IS NOT NULL"
        return frozenset(str(row[0]) for row in self._rows("files", named, ()))

    def report(self, key: str) -> None:
        """Report, once, that a value is damaged."""
        if key not in self._reported:
            self._reported.add(key)
            self.notices.append(Notice(trouble=Trouble.VALUE_DAMAGED, where=key))

    # Inside ----------------------------------------------------------------------------------------

    def _connection(self) -> sqlite3.Connection:
        """Return what this thread asks."""
        return self._readers.get()

    def _rows(self, key: str, statement: str, values: tuple[object, ...]) -> list[Row]:
        """Ask the database; a broken page of it gives no rows, any other failure is a StoreError."""
        with store_errors(self.path):
            try:
                connection = self._connection()
                connection.text_factory = lenient
                return connection.execute(statement, values).fetchall()
            except SQL_ERRORS as error:
                if not is_broken(error):
                    raise
                mark_suspect(self.path)
                self.report(key)
                return []

    def _counted(self, key: str, statement: str, values: tuple[object, ...]) -> int:
        rows = self._rows(key, statement, values)
        return int(rows[0][0]) if rows else 0

    def _chunks(self, statement: str, last: str, *end: object) -> Iterator[list[Row]]:
        """Yield rows in the order of their keys, some at a time, beginning behind the key `last`."""
        while rows := self._rows(last, statement, (last, *end, _CHUNK)):
            yield rows
            last = rows[-1][0]

    def _value(self, row: Row) -> str | bytes | None:
        key, tag, mode, filename, value = row
        try:
            in_row = mode == 1 and filename is None and isinstance(value, str | bytes)
            data = value if in_row else self._beside(mode, filename)
        except (StoreDamaged, OSError, UnicodeError):
            data = None
        if isinstance(data, str | bytes) and tag == tag_of(key, data):
            return data
        self.report(key)
        return None

    def _beside(self, mode: int, filename: str | None) -> str | bytes:
        """Return a value that lies in a file of its own."""
        from scrapers.stores.disk import PlainDisk  # noqa: PLC0415 - diskcache costs 22 ms; few values need it

        return PlainDisk(str(self.directory)).fetch(mode, filename, None, read=False)
