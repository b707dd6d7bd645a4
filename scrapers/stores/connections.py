"""Connections to SQLite: one a thread, transactions, and statements that can be stopped."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import quote

from scrapers.watch import Watch

PATIENCE = 60.0
"""Seconds that one process waits for another's write."""
CHANGES = "SELECT CAST(coalesce(max(value), 0) AS INTEGER) FROM meta WHERE name = 'changes'"
"""How often a database was changed; 0 where a damaged disk has lost the count."""
_STEPS = 1000
"""Steps of SQLite's machine between two looks at whether to go on: a few milliseconds of its work."""


class Closable(Protocol):
    """Anything that is open until it is closed."""

    def close(self) -> None:
        """Close it."""


_Opened = TypeVar("_Opened", bound=Closable)


@contextmanager
def staying_open(opened: _Opened) -> Iterator[_Opened]:
    """Close something only if the code inside fails."""
    try:
        yield opened
    except BaseException:
        opened.close()
        raise


@contextmanager
def stoppable(connection: sqlite3.Connection, watch: Watch) -> Iterator[None]:
    """Let an exception of `watch`, or a signal, stop the statement inside; it has then changed nothing.

    The watch is not told how far the work is, for SQLite does not tell.
    """
    raised: list[BaseException] = []

    def ask() -> bool:
        try:
            watch(0, 0)
        except BaseException as error:  # noqa: BLE001 - SQLite would swallow it; it is raised below
            raised.append(error)
        return bool(raised)

    connection.set_progress_handler(ask, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        # A signal may come before the first line of `ask`.
        raise (raised[0] if raised else KeyboardInterrupt()) from None
    finally:
        connection.set_progress_handler(None, _STEPS)


class _Held:
    """A connection that closes with the thread that holds it."""

    def __init__(self, connection: sqlite3.Connection, files: tuple[int, ...]) -> None:
        self.connection = connection
        self.files = files

    def __del__(self) -> None:
        self.connection.close()


class Connections:
    """One SQLite connection a thread, all closed together; `connect` makes one, to the files at `paths`."""

    def __init__(
        self, connect: Callable[[], sqlite3.Connection], *paths: Path, writable: bool = True
    ) -> None:
        self.paths = paths
        self._writable = writable
        self._connect = connect
        self._local = threading.local()
        self._all: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._files: tuple[int, ...] = ()

    def get(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None or held.files != self._files:
            with staying_open(self._connect()) as connection:
                self._files = self._files or self._looked_at()
            held = self._local.held = _Held(connection, self._files)
            self._all.add(held)
        return held.connection

    def _looked_at(self) -> tuple[int, ...]:
        """Identify the files, and where SQLite takes them for immutable, also their state."""
        found = [path.stat() for path in self.paths]
        return tuple(one.st_ino if self._writable else one.st_ino ^ one.st_mtime_ns for one in found)

    def version(self) -> tuple[int, ...]:
        """Return numbers that change once another connection has written, or a file was replaced.

        Whoever mends a store puts a new file in its place: every thread then opens that one.
        """
        with suppress(FileNotFoundError):  # it is just being put there
            files = self._looked_at()
            if files != self._files and all(map(_has_tables, self.paths)):
                self._files = files
        ((version,),) = self.get().execute("PRAGMA data_version")
        return (int(version), *self._files)

    def close(self) -> None:
        """Close the connections of every thread; a later `get` opens a new one."""
        for held in list(self._all):
            held.connection.close()
        self._local = threading.local()


def _has_tables(path: Path) -> bool:
    """Tell whether a database that is being made has its tables; its version is written with them."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(uri_of(path, "mode=ro"), uri=True)) as made,
    ):
        return bool(made.execute("PRAGMA user_version").fetchone() != (0,))
    return False


def uri_of(path: Path, how: str) -> str:
    """Name a database as SQLite opens it in some way (https://sqlite.org/uri.html).

    From 3.14 on `Path.as_uri` loads the network, which a start waits 20 ms for.
    """
    return f"file://{quote(os.fsencode(path.absolute()))}?{how}"


def connect(path: Path, *, durable: bool = True) -> sqlite3.Connection:
    """Open a database in WAL mode without implicit transactions.

    `durable` waits for the disk at each commit. Memory-mapped reading stays off: a truncated file would end
    the program by a signal.
    """
    # What is attached is named by an address, which not every SQLite takes by itself.
    made = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
    with staying_open(made) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the statements inside one durable change, or none at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def lenient(data: bytes) -> str:
    """Decode a column of text; one with bytes that are no UTF-8 must not keep the others from being read."""
    return data.decode("utf-8", "replace")
