"""Reads databases that cannot be written: on a full disk, or on a read-only medium."""

import sqlite3
from pathlib import Path
from typing import NoReturn

from scrapers.errors import StoreReadOnly
from scrapers.stores.connections import PATIENCE, staying_open, uri_of


def reading_uri(path: Path) -> str:
    """Return the address by which SQLite reads a database without writing beside it.

    In WAL mode reading writes too, into the `-shm` file. Where a killed program left one, that is read; where
    it left the WAL alone, as a copy of a home may, SQLite keeps in memory what it would share (`_locking`).
    Where nothing waits in the WAL the file is taken for immutable: nobody else can write it either, and when
    they can again, `Connections.version` sees it.
    """
    how = "immutable=1"
    if _waits(path):
        # Its lock could not be taken in a file that must not be written: "unix-none" takes none. What is
        # attached would take that over.
        how = "mode=ro&vfs=unix-none" if _is_alone(path) else "mode=ro&vfs=unix"
    return uri_of(path, how)


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a database only to read it."""
    made = sqlite3.connect(
        reading_uri(path), timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True
    )
    with staying_open(made) as connection:
        connection.execute(f"PRAGMA locking_mode = {_locking(path)}")
        connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def attach_to_read(connection: sqlite3.Connection, name: str, path: Path) -> None:
    """Attach another database that is only read; each is locked in its own way."""
    (own,) = connection.execute("PRAGMA main.locking_mode").fetchone()
    connection.execute(f"PRAGMA locking_mode = {_locking(path)}")
    connection.execute(f"PRAGMA main.locking_mode = {own}")
    connection.execute(f"ATTACH ? AS {name}", (reading_uri(path),))


def _waits(path: Path) -> bool:
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _is_alone(path: Path) -> bool:
    return _waits(path) and not path.with_name(f"{path.name}-shm").exists()


def _locking(path: Path) -> str:
    """Return the mode in which SQLite makes no `-shm` file where there is none."""
    return "EXCLUSIVE" if _is_alone(path) else "NORMAL"


def refuse(path: Path) -> NoReturn:
    """Raise StoreReadOnly for a store that was opened only to be read."""
    raise StoreReadOnly("cannot be written", where=str(path))
