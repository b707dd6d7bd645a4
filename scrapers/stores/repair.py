"""Tells whether the cache's database is sound, and saves what can be read of one that is not."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from enum import Enum, auto
from pathlib import Path
from typing import Any

from scrapers.errors import StoreTooNew
from scrapers.model import SCHEMA
from scrapers.stores.connections import PATIENCE, lenient
from scrapers.stores.shape import names_of
from scrapers.stores.shared import SQL_ERRORS, clear_suspicion, is_broken, is_suspect

APPLICATION = 0x54564341
"""SQLite's application_id of a cache: "TVCA"."""
_SETTINGS = (
    "count size hits misses statistics tag_index eviction_policy size_limit cull_limit disk_min_file_size"
    " disk_pickle_protocol sqlite_auto_vacuum sqlite_cache_size sqlite_journal_mode sqlite_mmap_size"
    " sqlite_synchronous sqlite_user_version sqlite_application_id"
)
"""What diskcache keeps in its table of settings; it would set any other name as an attribute of itself."""
_STEP = 50
_ALL = "key, raw, store_time, expire_time, access_time, access_count, tag, size, mode, filename, value"
"""Columns as diskcache names them; with a flipped bit in a name the table is another one, and a sound one."""
_COLUMNS = "SELECT key, tag, mode, filename, value, rowid FROM Cache WHERE raw = 1 AND"
_UP = f"{_COLUMNS} rowid > ? ORDER BY rowid LIMIT ?"
_DOWN = f"{_COLUMNS} rowid < ? ORDER BY rowid DESC LIMIT ?"


_BESIDE = frozenset(
    [
        "Cache_key_raw",
        "Cache_expire_time",
        "Settings_count_insert",
        "Settings_count_delete",
        "Settings_size_insert",
        "Settings_size_update",
        "Settings_size_delete",
    ]
)
"""The indexes and triggers that diskcache makes, wherever they are missing, as it opens."""


class Health(Enum):
    """What lies where a database should be."""

    MISSING = auto()
    """Nothing, or something that diskcache completes as it opens."""
    SOUND = auto()
    BROKEN = auto()
    """Damaged, or another program's."""


def look(path: Path, connect: Callable[[Path], sqlite3.Connection] | None = None) -> Health:
    """Look at the cache's database without changing it; StoreTooNew where a newer version wrote it.

    Quick as a rule; one that broke in use is looked at as a whole. `connect` is for one that is only read.
    """
    if not path.exists() or not path.stat().st_size:
        return Health.MISSING
    with closing(connect(path) if connect else sqlite3.connect(path, timeout=PATIENCE)) as connection:
        connection.text_factory = lenient
        try:
            health = _looked_at(connection, path)
        except SQL_ERRORS as error:
            if not is_broken(error):
                raise
            return Health.BROKEN
    if health is Health.SOUND and connect is None:
        clear_suspicion(path)
    return health


def _looked_at(connection: sqlite3.Connection, path: Path) -> Health:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    names = names_of(connection)
    if not names or (ours and "Cache" not in names):
        return Health.MISSING
    if not ours:
        return Health.BROKEN
    if version > SCHEMA:
        raise StoreTooNew("written by a newer version of the program", where=str(path))
    settings = {name for (name,) in connection.execute("SELECT key FROM Settings")}
    connection.execute("SELECT max(rowid), (SELECT max(key) FROM Cache) FROM Cache").fetchall()
    connection.execute(f"SELECT {_ALL} FROM Cache LIMIT 0")  # noqa: S608 - own names
    whole = not is_suspect(path) or connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    if not whole or not settings.issubset(_SETTINGS.split()):
        return Health.BROKEN
    return Health.SOUND if names >= _BESIDE else Health.MISSING


def lacks(connection: sqlite3.Connection) -> list[str]:
    """Name what a cache has lost of its tables, columns, indexes and triggers."""
    missing = ({"Cache", "Settings"} | _BESIDE) - names_of(connection)
    columns = {name for _, name, *_ in connection.execute("PRAGMA table_info(Cache)")}
    lost = set(_ALL.split(", ")) - columns if columns else set[str]()
    return sorted(missing | {f"Cache.{name}" for name in lost})


def salvaged(path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield the rows (key, tag, mode, filename, value) of a broken database, from both ends up to damage."""
    highest = -1
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        for row in _walked(connection, _UP, highest):
            highest = row[5]
            yield row[:5]
        for row in _walked(connection, _DOWN, 1 << 62):
            if row[5] <= highest:
                return
            yield row[:5]


def _walked(connection: sqlite3.Connection, statement: str, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield rows beyond `last`: many together, then one by one up to the damage."""
    for step in (_STEP, 1):
        try:
            while rows := connection.execute(statement, (last, step)).fetchall():
                yield from rows
                last = rows[-1][5]
        except SQL_ERRORS:
            continue
        return
