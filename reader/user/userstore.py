"""The user's database: opens it, asks and changes it, copies it once a day."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self

from reader.user.migrations import MIGRATIONS, back_up, is_readable, locked, prepare
from scrapers.clock import utc_now
from scrapers.errors import StoreError
from scrapers.stores.connections import CHANGES, Connections, connect, staying_open, transaction
from scrapers.stores.readonly import connect_to_read, refuse
from scrapers.stores.shared import Closing, Notice, make_private, refuse_blocked, store_errors

_COPY_EVERY = timedelta(days=1)
_CHOSEN = "chosen "
"""Begins the names of choices among what else is noted of the database."""

_COUNT = """
INSERT INTO meta VALUES ('changes', ?)
ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + excluded.value
"""
_TOUCH = """
INSERT INTO mark (portal, id, title, published) VALUES (?, ?, ?, ?)
ON CONFLICT (portal, id) DO UPDATE SET
    title = coalesce(nullif(excluded.title, ''), title), published = coalesce(excluded.published, published)
"""


class UserStore(Closing):
    """Every write of the user's is durable at once. A store that cannot be used raises StoreError."""

    def __init__(self, path: Path, clock: Callable[[], datetime], *, writable: bool = True) -> None:
        self.path = path
        self.notices: list[Notice] = []
        self._clock = clock
        self.writable = writable
        opens = partial(connect if writable else connect_to_read, path)
        self._connections = Connections(opens, path, writable=writable)
        self._observing = Connections(lambda: connect(path, durable=False), path)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        migrations: tuple[str, ...] = MIGRATIONS,
        writable: bool = True,
    ) -> Self:
        """Open the database, made when missing and migrated when old, after a copy.

        A broken or foreign file is moved aside and the last good copy taken, with a notice. StoreTooNew where
        a newer version wrote it. Without `writable` one of this version is opened, for nothing but reading.
        """
        refuse_blocked(path)
        if not writable:
            data = cls(path, clock, writable=False)
            with staying_open(data), store_errors(path):
                if not is_readable(data._connections.get(), migrations):
                    refuse(path)
            return data
        make_private(path.parent)
        data = cls(path, clock)
        data.notices += prepare(path, migrations)
        return data

    def close(self) -> None:
        """Close the connections of every thread; once a day, keep a copy first, if that is possible."""
        with suppress(StoreError), store_errors(self.path):
            if self.writable:
                self._copy_if_due()
        self._connections.close()
        self._observing.close()

    def changes(self) -> int:
        """Return the number of marks set or taken so far, by whatever process."""
        return int(self._ask(CHANGES)[0][0])

    def choices(self) -> dict[str, str]:
        """Return what was chosen last by key in the reader, by the names of the settings."""
        found = self._ask("SELECT name, value FROM meta WHERE name GLOB ?", f"{_CHOSEN}*")
        return {name.removeprefix(_CHOSEN): value for name, value in found}

    def keep_choice(self, name: str, value: str) -> None:
        """Keep what was chosen by key; the disk has it a little later."""
        with self._noting() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_CHOSEN + name, value))

    def version(self) -> tuple[int, ...]:
        """Return numbers that change once another process or thread has written."""
        with store_errors(self.path):
            return self._connections.version()

    # Inside ----------------------------------------------------------------------------------------

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with store_errors(self.path):
            return self._connections.get().execute(statement, values).fetchall()

    def _changing(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._writing(self._connections)

    def _noting(self) -> AbstractContextManager[sqlite3.Connection]:
        """Change what the user did not make; the disk has it a little later."""
        return self._writing(self._observing)

    @contextmanager
    def _writing(self, connections: Connections) -> Iterator[sqlite3.Connection]:
        if not self.writable:
            refuse(self.path)
        with store_errors(self.path):
            connections.version()  # another process may have restored the file since
            with transaction(connection := connections.get()):
                yield connection

    @staticmethod
    def _count(connection: sqlite3.Connection, changed: int) -> None:
        """Add to the number of changes that `changes` returns; within a transaction."""
        connection.execute(_COUNT, (changed,))

    @staticmethod
    def _touch(
        connection: sqlite3.Connection, portal: str, id: str, title: str, published: str | None
    ) -> None:
        """Make sure that there is a row for an article, with what it is called; within a transaction."""
        connection.execute(_TOUCH, (portal, id, title, published))

    def _copy_if_due(self) -> None:
        if not self._is_copy_due():
            return
        with locked(self.path):
            if self._is_copy_due() and back_up(self.path):
                keep = "INSERT OR REPLACE INTO meta VALUES ('copied_at', ?)"
                self._connections.get().execute(keep, (self._now(),))

    def _is_copy_due(self) -> bool:
        at = self._ask("SELECT value FROM meta WHERE name = 'copied_at'")
        return not at or abs(self._now() - at[0][0]) >= _COPY_EVERY.total_seconds()
