"""What all stores share: notices of what they did on their own, private files, broken files, errors."""

import errno
import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from stat import S_IMODE
from types import TracebackType
from typing import Self

import msgspec

from scrapers.errors import StoreBlocked, StoreDamaged, StoreError
from scrapers.model import Record

PRIVATE = 0o700
# SQLITE_ERROR: a statement of this program that does not fit the tables, or an index of another format.
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

_NOTHING = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}
_GARBLED = "Could not decode to UTF-8"
"""How Python says that a column holds bytes that are no text; such an error has no code."""

SQL_ERRORS = (sqlite3.DatabaseError, sqlite3.InterfaceError, UnicodeDecodeError)
"""What asking SQLite raises; the last is how Python words an error that quotes a damaged schema."""
_READING = (*SQL_ERRORS, msgspec.MsgspecError)
"""What that and reading the JSON of a column raises."""


class Trouble(StrEnum):
    """What was wrong with a store, and what was done about it."""

    VALUE_DAMAGED = "value_damaged"
    """One value of the cache could not be read; it will be fetched again."""
    CACHE_REBUILT = "cache_rebuilt"
    """The cache was broken: moved aside to `kept`, and what could be read taken over."""
    CATALOGUE_REBUILT = "catalogue_rebuilt"
    """The catalogue did not fit the cache, and was made again from it."""
    ARTICLES_LOST = "articles_lost"
    """Of what the catalogue listed, so many `articles` are no longer in the cache."""
    USERDATA_RESTORED = "userdata_restored"
    """The user's marks were broken: moved aside to `kept`, and the last good copy taken."""
    USERDATA_FOUND = "userdata_found"
    """The user's marks were not there, but the last good copy of them was: it was taken."""
    USERDATA_COMPLETED = "userdata_completed"
    """The user's marks lacked the tables or indexes `where`: put back, as the last good copy has them."""
    COPY_BLOCKED = "copy_blocked"
    """A directory at `where` is in the place of the copy of the user's marks: none is made."""
    READ_ONLY = "read_only"
    """The stores cannot be written, and are only read."""
    STAND_IN = "stand_in"
    """A store that cannot be written had to be made good to be read: that is done with a copy at `kept`."""
    USERDATA_NEW = "userdata_new"
    """The user's marks were broken: moved aside to `kept`; there was no copy, so they start empty."""


class Notice(Record, frozen=True):
    """Something a store did on its own that its owner should hear of."""

    trouble: Trouble
    where: str
    """Path of the store, or the name of the value or the names of the tables in it."""
    kept: str = ""
    """Where the broken file lies now; empty where nothing was moved."""
    articles: int = 0
    """How many articles it is about."""


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


def make_private(directory: Path) -> None:
    """Create a directory that only its owner can read; StoreError where that is impossible.

    What its owner may do there stays: who made it read-only meant that.
    """
    try:
        directory.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        mode = S_IMODE(directory.stat().st_mode)
        if mode & ~PRIVATE:
            directory.chmod(mode & PRIVATE)
    except FileExistsError as error:  # "File exists" would not say what is wrong with that
        raise StoreError(os.strerror(errno.ENOTDIR), where=str(directory)) from error
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(directory)) from error


def is_there(path: Path) -> bool:
    """Tell whether anything lies at a path.

    OSError where that may not be looked for: from Python 3.14 on `Path.exists` takes it for nothing.
    """
    try:
        path.stat()
    except OSError as error:
        if error.errno in _NOTHING:
            return False
        raise
    return True


def files_of(path: Path) -> Iterator[Path]:
    """Yield where a database lies, and what SQLite keeps beside it."""
    return (path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm"))


def refuse_blocked(path: Path) -> None:
    """Raise StoreBlocked where a directory, a pipe or a device lies in the place of a database or beside it.

    SQLite calls that an I/O error, and for a pipe it waits without end, deaf to signals.
    """
    for file in files_of(path):
        refuse_no_file(file)


def refuse_no_file(path: Path) -> None:
    """Raise StoreBlocked where something else lies in the place of a file."""
    with store_errors(path):
        if is_there(path) and not path.is_file():
            raise StoreBlocked("is no file", where=str(path))


def closed_file(path: Path) -> Path | None:
    """Return a file of a database that may not be read and written, in a directory where all might be.

    SQLite calls the database read-only then, whichever of them it is.
    """
    if os.access(path.parent, os.W_OK | os.X_OK):
        for file in files_of(path):
            if file.is_file() and not os.access(file, os.R_OK | os.W_OK):
                return file
    return None


def move_aside(path: Path, stem: str) -> Path:
    """Rename a broken database and what SQLite keeps beside it to `<stem>.damaged-<n>`; return that path."""
    number = 1
    while (kept := path.with_name(f"{stem}.damaged-{number}")).exists():
        number += 1
    rename(path, kept)
    return kept


def rename(path: Path, to: Path) -> None:
    """Rename a database and what SQLite keeps beside it; what comes to lie at its old name is another."""
    for file, new in zip(files_of(path), files_of(to), strict=True):
        if file.exists():
            file.rename(new)
    clear_suspicion(path)


@contextmanager
def store_errors(path: Path, *attached: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into StoreError, or StoreDamaged for a broken file.

    Where others are `attached` to the one at `path`, SQLite does not say which of them is broken.
    """
    try:
        yield
    except _READING as error:
        if not is_broken(error):
            raise StoreError(str(error), where=str(path)) from error
        for file in (path, *attached):
            mark_suspect(file)
        raise StoreDamaged(str(error), where=str(path)) from error
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(path)) from error


def is_broken(error: Exception) -> bool:
    """Whether an error says that the file itself is broken, not that it is busy or out of reach."""
    garbled = isinstance(error, UnicodeDecodeError | msgspec.MsgspecError) or str(error).startswith(_GARBLED)
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
