"""Tells what a database lacks of its tables, columns, indexes and triggers, which SQLite does not miss."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing

_NAMED = re.compile(r"CREATE (?:UNIQUE |VIRTUAL )?(?:TABLE|INDEX|TRIGGER) (?:IF NOT EXISTS )?(\w+)")
_COLUMNS = """
SELECT tables.name || '.' || columns.name
FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
"""
_MADE = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type <> 'table', rowid"


def names_in(*statements: str) -> frozenset[str]:
    """Return the tables, indexes and triggers that some statements make."""
    return frozenset(_NAMED.findall("\n".join(statements)))


def names_of(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the tables, indexes and triggers of a database."""
    return frozenset(str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master"))


def lacking(connection: sqlite3.Connection, *statements: str) -> list[str]:
    """Name what some statements make and a database has not, columns as `table.column`.

    Of a table that is not there its columns are not named. Takes a few milliseconds.
    """
    with closing(_model(statements)) as model:
        names = names_of(model) - names_of(connection)
        columns = _columns(model) - _columns(connection)
    return sorted(names | {column for column in columns if column.split(".")[0] not in names})


def made_by(statements: Iterable[str]) -> dict[str, str]:
    """Return the statement that makes each table, index and trigger as some statements leave it."""
    with closing(_model(statements)) as model:
        return dict(model.execute(_MADE).fetchall())


def _model(statements: Iterable[str]) -> sqlite3.Connection:
    model = sqlite3.connect(":memory:")
    for steps in statements:
        model.executescript(steps)
    return model


def _columns(connection: sqlite3.Connection) -> frozenset[str]:
    return frozenset(str(name) for (name,) in connection.execute(_COLUMNS))
