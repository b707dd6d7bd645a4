"""Databases that cannot be written, on a full disk or a medium that is read-only, are read all the same."""

import sqlite3
from pathlib import Path
from typing import NoReturn

from scrapers.errors import StoreReadOnly
from scrapers.stores import PATIENCE


def reading_uri(path: Path) -> str:
    """Give the address by which SQLite reads a database without writing beside it.

    In WAL mode reading writes too, into the `-shm` file. Where a killed program left one, that is read. Where
    nothing waits in the WAL the file is taken for immutable: nobody else can write it either, and when they
    can again, `Connections.version` sees it.
    """
    wal = path.with_name(f"{path.name}-wal")
    waiting = wal.exists() and wal.stat().st_size > 0
    return f"{path.absolute().as_uri()}?{'mode=ro' if waiting else 'immutable=1'}"


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a database that is there for nothing but reading."""
    connection = sqlite3.connect(
        reading_uri(path), timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def refuse(path: Path) -> NoReturn:
    """Raise StoreReadOnly for a store that is only read."""
    raise StoreReadOnly("cannot be written", where=str(path))
