"""Every statement that SQLite is given, by the database it is for: what a bench times, a test counts."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


class Log(list[tuple[str, str]]):
    """File name of a database, and a statement."""

    def of(self, database: str, beginning: str = "") -> int:
        """Count the statements for a database that begin with a word."""
        return sum(name == database and text.lstrip().startswith(beginning) for name, text in self)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Note the statements of all connections that are opened from now on."""
    log = Log()
    connect = sqlite3.connect

    def noting(database: Any, *arguments: Any, **more: Any) -> sqlite3.Connection:
        name = Path(str(database)).name

        class Noting(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                log.append((name, sql))
                return super().execute(sql, *values)

            def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
                log.append((name, sql))
                return super().executemany(sql, *values)

        return connect(database, *arguments, **{"factory": Noting, **more})

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", noting)
        yield log
