"""Makes the user's database, migrates it from version to version, copies it and restores it."""

import os
import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path

from reader.user.completing import put_back
from scrapers.errors import StoreTooNew
from scrapers.stores.connections import PATIENCE, connect, transaction
from scrapers.stores.lock import waited_for
from scrapers.stores.shape import lacking, names_in, names_of
from scrapers.stores.shared import (
    SQL_ERRORS,
    Notice,
    Trouble,
    clear_suspicion,
    is_broken,
    is_suspect,
    mark_suspect,
    move_aside,
    store_errors,
)

APPLICATION = 0x54565544
"""SQLite's application_id of the user's database: "TVUD"."""

MIGRATIONS = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    INSERT INTO meta VALUES ('changes', 0);
    CREATE TABLE mark (
        portal TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', published TEXT,
        read_at INTEGER, starred_at INTEGER, later_at INTEGER, position REAL NOT NULL DEFAULT 0,
        PRIMARY KEY (portal, id)
    ) WITHOUT ROWID;
    CREATE INDEX mark_read ON mark (portal, id) WHERE read_at IS NOT NULL;
    CREATE INDEX mark_starred ON mark (portal, id) WHERE starred_at IS NOT NULL;
    CREATE INDEX mark_later ON mark (portal, id) WHERE later_at IS NOT NULL;
    CREATE TABLE kept (
        portal TEXT NOT NULL, id TEXT NOT NULL, article TEXT NOT NULL, kept_at INTEGER NOT NULL,
        PRIMARY KEY (portal, id)
    ) WITHOUT ROWID;
    CREATE TABLE views (
        portal TEXT NOT NULL, id TEXT NOT NULL, place TEXT NOT NULL, seen_at INTEGER NOT NULL,
        count INTEGER NOT NULL, PRIMARY KEY (portal, id, place, seen_at)
    ) WITHOUT ROWID;
    CREATE INDEX views_seen ON views (portal, seen_at);
    CREATE TABLE portal_counts (
        portal TEXT NOT NULL, seen_at INTEGER NOT NULL, online INTEGER, total INTEGER,
        PRIMARY KEY (portal, seen_at)
    ) WITHOUT ROWID;
    CREATE TABLE visit (portal TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE search (
        id INTEGER PRIMARY KEY, portal TEXT NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL,
        made_at INTEGER NOT NULL, UNIQUE (portal, words)
    );
    CREATE TABLE searched (
        portal TEXT NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (portal, words)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE mark ADD COLUMN read_off INTEGER;
    ALTER TABLE mark ADD COLUMN starred_off INTEGER;
    ALTER TABLE mark ADD COLUMN later_off INTEGER;
    ALTER TABLE mark ADD COLUMN position_at INTEGER;
    CREATE TABLE kept_picture (
        portal TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, content_type TEXT NOT NULL,
        body BLOB NOT NULL, PRIMARY KEY (portal, id, url)
    );
    CREATE INDEX kept_picture_url ON kept_picture (url);
    CREATE TABLE digest (portal TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
    """,
    # A pause in what was seen before there were rounds begins another one.
    """
    CREATE TABLE rounds (portal TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (portal, at)) WITHOUT ROWID;
    ALTER TABLE views ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
    UPDATE views SET last_at = seen_at;
    INSERT INTO rounds SELECT portal, seen_at FROM (
        SELECT portal, seen_at, lag(seen_at) OVER (PARTITION BY portal ORDER BY seen_at) AS former
        FROM (SELECT portal, seen_at FROM views UNION SELECT portal, seen_at FROM portal_counts)
    ) WHERE former IS NULL OR seen_at - former >= 1800;
    """,
    """
    CREATE TABLE search_removed (
        portal TEXT NOT NULL, words TEXT NOT NULL, made_at INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (portal, words)
    ) WITHOUT ROWID;
    ALTER TABLE kept ADD COLUMN former TEXT NOT NULL DEFAULT '[]';
    """,
    "ALTER TABLE visit ADD COLUMN former REAL;",
    """
    ALTER TABLE mark ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE mark ADD COLUMN note_folded TEXT NOT NULL DEFAULT '';
    ALTER TABLE mark ADD COLUMN noted_at INTEGER;
    ALTER TABLE mark ADD COLUMN noted_off INTEGER;
    CREATE INDEX mark_noted ON mark (portal, id) WHERE noted_at IS NOT NULL;
    """,
)
"""The steps from each version of the database to the next; the number of steps done is its version."""


def prepare(path: Path, migrations: tuple[str, ...]) -> list[Notice]:
    """Make the database at a path fit for use: restored where broken, made where missing, migrated where old.

    StoreTooNew where a newer version wrote it.
    """
    with store_errors(path), locked(path):
        notices = [] if _is_usable(path) else [_restore(path)]
        with closing(connect(path)) as connection:
            version = _version(connection)
            if version > len(migrations):
                raise StoreTooNew("written by a newer version of the program", where=str(path))
            if lost := put_back(connection, copy_of(path), migrations[:version]):
                notices.append(Notice(trouble=Trouble.USERDATA_COMPLETED, where=", ".join(lost)))
            if 0 < version < len(migrations):
                back_up(path)
            for number in range(version, len(migrations)):
                _migrate(connection, migrations[number], number + 1)
    return [*notices, *copy_blocked(path)]


def copy_blocked(path: Path) -> list[Notice]:
    """Name a directory where the copy of a database is kept, or made: none is while it lies there."""
    copy = copy_of(path)
    return [
        Notice(trouble=Trouble.COPY_BLOCKED, where=str(place))
        for place in (copy, _draft_of(copy))
        if place.is_dir()
    ]


def is_readable(connection: sqlite3.Connection, migrations: tuple[str, ...]) -> bool:
    """Whether a database that cannot be written is the user's, and of this version."""
    fits = _is_ours(connection) and _version(connection) == len(migrations)
    return fits and names_in(*migrations) <= names_of(connection)


def lacks(connection: sqlite3.Connection) -> list[str]:
    """Name the tables, columns and indexes that a database of this or an older version has lost."""
    return lacking(connection, *MIGRATIONS[: _version(connection)])


def locked(path: Path) -> AbstractContextManager[None]:
    """Hold the right to prepare or copy the database at a path, waiting for whoever has it."""
    return waited_for(path.with_name(f"{path.name}.lock"))


def back_up(path: Path) -> bool:
    """Keep a copy beside the database, if both are whole; the former copy stays where they are not.

    Only while the database is `locked`: two copies made at once would be one.
    """
    if _has_lost(path) or not _copy(path, copy_of(path)):
        mark_suspect(path)
        return False
    return True


def copy_of(path: Path) -> Path:
    """Where the last good copy of a database lies."""
    return path.with_name(f"{path.name}.bak")


def _draft_of(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.new")


def _copy(path: Path, to: Path) -> bool:
    """Put a copy of a database in a place, whole or not at all; False where either is not whole."""
    new = _draft_of(to)
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as source, closing(sqlite3.connect(new)) as target:
        if not _is_whole(source):
            return False
        source.backup(target)
        if not _is_whole(target):
            return False
    _settle_on_disk(new)
    new.replace(to)
    return True


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_usable(path: Path) -> bool:
    """Whether there is the user's database, or nothing at all, not even a copy."""
    if not path.exists() or not path.stat().st_size:
        # What a link that leads nowhere stands for may be on a disk that is away.
        return path.is_symlink() or not copy_of(path).is_file()
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        try:
            ours = _is_ours(connection)
            empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            whole = not is_suspect(path) or (_is_whole(connection) and not _columns_lost(connection))
        except SQL_ERRORS as error:
            if is_broken(error):
                return False
            raise
    if whole:
        clear_suspicion(path)
    return (ours or empty) and whole


def _is_whole(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except SQL_ERRORS:
        return False


def _has_lost(path: Path) -> bool:
    """Whether something is missing without which a copy would be less than the former one."""
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        return bool(lacks(connection))


def _columns_lost(connection: sqlite3.Connection) -> bool:
    return any("." in name for name in lacks(connection))


def _restore(path: Path) -> Notice:
    """Put the last good copy in the place of a broken or foreign file, which is moved aside, or of none.

    There is none where a restoration was broken off.
    """
    copy, was_there = copy_of(path), path.exists()
    kept = move_aside(path, path.name)  # even where that is none, its log may be left
    if not (copy.is_file() and _is_good(copy) and _copy(copy, path)):
        if not was_there:
            kept = move_aside(copy, path.name)
        return Notice(trouble=Trouble.USERDATA_NEW, where=str(path), kept=str(kept))
    trouble = Trouble.USERDATA_RESTORED if was_there else Trouble.USERDATA_FOUND
    return Notice(trouble=trouble, where=str(path), kept=str(kept) if was_there else "")


def _is_good(copy: Path) -> bool:
    with closing(sqlite3.connect(copy)) as connection:
        return _is_whole(connection) and _is_ours(connection)


def _is_ours(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,))


def _migrate(connection: sqlite3.Connection, steps: str, version: int) -> None:
    with transaction(connection):
        for statement in steps.split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")


def _settle_on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
