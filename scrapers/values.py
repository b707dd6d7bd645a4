"""Values by key under the cache: text or bytes, each with its digest, durable, for many processes at once.

A value is the JSON of a struct, or MessagePack where the struct carries bytes. diskcache's tag of a value
holds the version of the structs and a digest of key and value; what does not fit its digest or its struct is
a miss.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote
from uuid import uuid4

import msgspec

from scrapers.errors import StoreDamaged, StoreError
from scrapers.model import SCHEMA, Record
from scrapers.stores import Connections, Notice, Trouble, connect, is_broken, store_errors

if TYPE_CHECKING:
    from scrapers.disk import Cache

NAME = "cache.db"
_CHUNK = 500
_T = TypeVar("_T")
_Row = tuple[str, str, int, str | None, str | bytes | None]


class Values:
    """The values in one directory. What is broken is a miss, and told once in `notices`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.path = directory / NAME
        self.notices: list[Notice] = []
        self._reported: set[str] = set()
        self._guard = RLock()
        self._readers = Connections(lambda: connect(self.path))

    def close(self) -> None:
        """Close the connections of every thread."""
        self._readers.close()
        if "_disk" in self.__dict__:
            self._disk.close()

    def get(self, key: str) -> str | bytes | None:
        """Give a value as it was set, or None."""
        found: tuple[str | bytes | None, str | None] | None
        found = self._read(key, lambda: self._disk.get(key, tag=True))
        value, tag = found or (None, None)
        if value is None or tag == _tag(key, value):
            return value
        self.report(key)
        return None

    def record(self, key: str, kind: type[_T]) -> _T | None:
        """Give a value decoded into its struct and validated, or None."""
        data = self.get(key)
        return None if data is None else self.decoded(key, data, kind)

    def decoded(self, key: str, data: str | bytes, kind: type[_T]) -> _T | None:
        """Decode a value; None, and a notice, where it is not of that struct."""
        try:
            if isinstance(data, str):
                return msgspec.json.decode(data, type=kind)
            return msgspec.msgpack.decode(data, type=kind)
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            self.report(key)
            return None

    def has(self, key: str) -> bool:
        """Whether there is a value, without reading it."""
        return bool(self._read(key, lambda: key in self._disk))

    def set(self, key: str, value: str | bytes) -> None:
        """Set a value; inside `writing`, together with the others there."""
        with self._storing():
            self._disk.set(key, value, tag=_tag(key, value))

    def set_json(self, key: str, record: Record) -> None:
        """Set a struct as JSON text."""
        self.set(key, msgspec.json.encode(record).decode())

    def set_packed(self, key: str, record: Record) -> None:
        """Set a struct that carries bytes."""
        self.set(key, msgspec.msgpack.encode(record))

    def remove(self, key: str) -> None:
        """Remove a value, if there is one."""
        with self._storing():
            self._disk.delete(key)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make the writes inside one durable change, or none."""
        with self._storing(), self._disk.transact():
            yield

    def under(self, prefix: str) -> Iterator[tuple[str, str | bytes]]:
        """Go through the keys that begin with a prefix, in order, with their values.

        Reads in chunks, so that a writer never waits for the one who reads.
        """
        last, end = prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)
        while rows := self._rows(last, end):
            for row in rows:
                if (data := self._value(row)) is not None:
                    yield row[0], data
            last = rows[-1][0]

    @cached_property
    def identity(self) -> str:
        """The name that this store got when it was made; what is derived from it remembers the name."""
        with self.writing():
            known = self.get("identity")
            if isinstance(known, str):
                return known
            self.set("identity", made := uuid4().hex)
            return made

    def size(self) -> int:
        """Give the bytes that the store takes on disk, about."""
        with store_errors(self.path):
            return int(self._disk.volume())

    def clear(self) -> None:
        """Remove everything, the identity too."""
        with self._storing():
            self._disk.clear()
        self.__dict__.pop("identity", None)

    def report(self, key: str) -> None:
        """Tell once that a value is damaged."""
        if key not in self._reported:
            self._reported.add(key)
            self.notices.append(Notice(trouble=Trouble.VALUE_DAMAGED, where=key))

    @cached_property
    def _disk(self) -> "Cache":
        from scrapers.disk import open_disk  # noqa: PLC0415 - diskcache costs 22 ms; not every command reads

        with self._guard, store_errors(self.path):
            return open_disk(self.directory, SCHEMA)

    def _rows(self, last: str, end: str) -> list[_Row]:
        self.identity  # noqa: B018 - the first use makes the tables
        rows: list[_Row] | None
        rows = self._read(last, lambda: self._readers.get().execute(_RANGE, (last, end, _CHUNK)).fetchall())
        return rows or []

    def _value(self, row: _Row) -> str | bytes | None:
        key, tag, mode, filename, value = row
        try:
            data: str | bytes = self._disk.disk.fetch(mode, filename, value, read=False)
        except (StoreDamaged, OSError):
            self.report(key)
            return None
        if tag != _tag(key, data):
            self.report(key)
            return None
        return data

    def _read(self, key: str, read: Callable[[], _T]) -> _T | None:
        """Make a broken row a miss, anything else that goes wrong a StoreError."""
        with store_errors(self.path):
            try:
                return read()
            except StoreDamaged:
                self.report(key)
            except sqlite3.DatabaseError as error:
                if not is_broken(error):
                    raise
                self.report(key)
            return None

    @contextmanager
    def _storing(self) -> Iterator[None]:
        from scrapers.disk import Timeout  # noqa: PLC0415 - as above

        try:
            with store_errors(self.path):
                yield
        except Timeout as error:
            raise StoreError("cannot be written: busy or read-only", where=str(self.path)) from error


_RANGE = (
    "SELECT key, tag, mode, filename, value FROM Cache"
    " WHERE key > ? AND key < ? AND raw = 1 AND typeof(key) = 'text' ORDER BY key LIMIT ?"
)


def key_of(kind: str, portal: str, *rest: str) -> str:
    """Make a key; a portal's name never runs into what follows."""
    return "/".join((kind, quote(portal, safe=""), *rest))


def _tag(key: str, value: str | bytes) -> str:
    data = value.encode() if isinstance(value, str) else value
    digest = blake2b(key.encode() + b"\0" + data, digest_size=12)
    return f"{SCHEMA}.{digest.hexdigest()}"
