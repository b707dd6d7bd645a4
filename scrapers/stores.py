"""What all stores share: notices, private directories, errors, connections and transactions of SQLite."""

import errno
import os
import sqlite3
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from scrapers.errors import StoreDamaged, StoreError
from scrapers.model import Record
from scrapers.watch import Watch

PRIVATE = 0o700
PATIENCE = 60.0
"""Seconds that one process waits for another's write."""
# SQLITE_ERROR: a statement of this program that does not fit the tables, or an index of another format.
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

CHANGES = "SELECT CAST(coalesce(max(value), 0) AS INTEGER) FROM meta WHERE name = 'changes'"
"""How often a database was changed; one that a damaged disk has lost that of counts from 0."""
_GARBLED = "Could not decode to UTF-8"
"""How Python says that a column holds bytes that are no text; such an error has no code."""

SQL_ERRORS = (sqlite3.DatabaseError, sqlite3.InterfaceError, UnicodeDecodeError)
"""What asking SQLite raises; the last is how Python words an error that quotes a damaged schema."""


class Trouble(StrEnum):
    """What was wrong with a store, and what was done about it."""

    VALUE_DAMAGED = "value_damaged"
    """One value of the cache could not be read; it will be fetched again."""
    CACHE_REBUILT = "cache_rebuilt"
    """The cache was broken: moved aside to `kept`, and what could be read taken over."""
    CATALOGUE_REBUILT = "catalogue_rebuilt"
    """The catalogue did not fit the cache, and was made again from it."""
    USERDATA_RESTORED = "userdata_restored"
    """The user's marks were broken: moved aside to `kept`, and the last good copy taken."""
    READ_ONLY = "read_only"
    """The stores cannot be written, and are only read."""
    SPARE = "spare"
    """A store that cannot be written had to be made good to be read: that is done with a copy at `kept`."""
    USERDATA_NEW = "userdata_new"
    """The user's marks were broken: moved aside to `kept`; there was no copy, so they start empty."""


class Notice(Record, frozen=True):
    """Something a store did on its own that its owner should hear of."""

    trouble: Trouble
    where: str
    """Path of the store, or the name of the value in it."""
    kept: str = ""
    """Where the broken file lies now; empty where nothing was moved."""


class Closing(ABC):
    """Base of what holds stores open: `with` closes it."""

    @abstractmethod
    def close(self) -> None:
        """Close the connections of every thread."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Closable(Protocol):
    """What is open until it is closed."""

    def close(self) -> None:
        """Close it."""


_Opened = TypeVar("_Opened", bound=Closable)


@contextmanager
def staying_open(opened: _Opened) -> Iterator[_Opened]:
    """Close it only where what is inside fails."""
    try:
        yield opened
    except BaseException:
        opened.close()
        raise


def make_private(directory: Path) -> None:
    """Create a directory that only its owner can read; StoreError where that is impossible."""
    try:
        directory.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        directory.chmod(PRIVATE)
    except FileExistsError as error:  # "File exists" would not say what is wrong with that
        raise StoreError(os.strerror(errno.ENOTDIR), where=str(directory)) from error
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(directory)) from error


def move_aside(path: Path, stem: str) -> Path:
    """Rename a broken database and what SQLite keeps beside it to `<stem>.damaged-<n>`; give that path."""
    number = 1
    while (kept := path.with_name(f"{stem}.damaged-{number}")).exists():
        number += 1
    for suffix in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + suffix))
    clear_suspicion(path)
    return kept


@contextmanager
def store_errors(path: Path, *attached: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into StoreError, or StoreDamaged for a broken file.

    Where others are `attached` to the one at `path`, SQLite does not say which of them is broken.
    """
    try:
        yield
    except SQL_ERRORS as error:
        if not is_broken(error):
            raise StoreError(str(error), where=str(path)) from error
        for file in (path, *attached):
            mark_suspect(file)
        raise StoreDamaged(str(error), where=str(path)) from error
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(path)) from error


def lenient(data: bytes) -> str:
    """Give the text of a column; bytes that are none must not end the reading of all the others."""
    return data.decode("utf-8", "replace")


def is_broken(error: Exception) -> bool:
    """Whether an error says that the file itself is broken, not that it is busy or out of reach."""
    garbled = isinstance(error, UnicodeDecodeError) or str(error).startswith(_GARBLED)
    return garbled or (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _BROKEN


def mark_suspect(path: Path) -> None:
    """Remember that a database broke in use, so that the next one to open it looks closely."""
    with suppress(OSError):
        _suspicion(path).touch()


def is_suspect(path: Path) -> bool:
    """Whether a database broke in use since it was last found sound."""
    return _suspicion(path).exists()


def clear_suspicion(path: Path) -> None:
    """Forget that a database broke in use."""
    _suspicion(path).unlink(missing_ok=True)


def _suspicion(path: Path) -> Path:
    return path.with_name(f"{path.name}.suspect")


_STEPS = 1000
"""Steps of SQLite's machine between two looks at whether to go on: a few milliseconds of its work."""


@contextmanager
def stoppable(connection: sqlite3.Connection, watch: Watch) -> Iterator[None]:
    """Let the statement inside be stopped by what `watch` raises, or a signal; then it has changed nothing.

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
        """Give this thread's connection."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None or held.files != self._files:
            with staying_open(self._connect()) as connection:
                self._files = self._files or self._looked_at()
            held = self._local.held = _Held(connection, self._files)
            self._all.add(held)
        return held.connection

    def _looked_at(self) -> tuple[int, ...]:
        """Tell the files from others; where SQLite takes them for immutable, also from what they were."""
        found = [path.stat() for path in self.paths]
        return tuple(one.st_ino if self._writable else one.st_ino ^ one.st_mtime_ns for one in found)

    def version(self) -> tuple[int, ...]:
        """Give numbers that change once another connection has written, or a file was replaced.

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
    """Whether whoever makes a database is done with its tables; its version is written with them."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as made,
    ):
        return bool(made.execute("PRAGMA user_version").fetchone() != (0,))
    return False


def connect(path: Path, *, durable: bool = True) -> sqlite3.Connection:
    """Open a database in WAL mode without implicit transactions.

    `durable` waits for the disk at each commit. Memory-mapped reading stays off: a truncated file would end
    the program by a signal.
    """
    made = sqlite3.connect(
        path,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        uri=str(path).startswith("file:"),
    )
    with staying_open(made) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the statements inside one durable change, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
