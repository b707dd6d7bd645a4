"""Puts back the tables and indexes that the user's database has lost, as its last good copy has them."""

import sqlite3
from pathlib import Path

from scrapers.stores.connections import transaction, uri_of
from scrapers.stores.shape import made_by, names_in, names_of
from scrapers.stores.shared import SQL_ERRORS


def put_back(connection: sqlite3.Connection, copy: Path, migrations: tuple[str, ...]) -> list[str]:
    """Make what the database lacks of what its migrations made; return the names of that.

    What is there stays as it is. Columns are not looked at: SQLite would not say what had stood in them.
    """
    missing = names_in(*migrations) - names_of(connection)
    if not missing:
        return []
    made = {name: sql for name, sql in made_by(migrations).items() if name in missing}
    is_there = _attached(connection, copy)
    try:
        with transaction(connection):
            for name, sql in made.items():
                connection.execute(sql)
                if is_there and sql.startswith("CREATE TABLE"):
                    _take(connection, name)
    finally:
        if is_there:
            connection.execute("DETACH copy")
    return sorted(made)


def _attached(connection: sqlite3.Connection, copy: Path) -> bool:
    """Attach the copy, where there is one that can be read."""
    if not copy.is_file():
        return False
    try:
        connection.execute("ATTACH ? AS copy", (uri_of(copy, "mode=ro"),))
    except SQL_ERRORS:  # no database: it would not be attached
        return False
    return True


def _take(connection: sqlite3.Connection, table: str) -> None:
    """Take the rows of a table over from the copy, where that has the same columns."""
    asked = "SELECT group_concat(name) FROM pragma_table_info(?, ?)"
    here, there = (connection.execute(asked, (table, schema)).fetchone() for schema in ("main", "copy"))
    if here == there:
        connection.execute(f"INSERT INTO {table} SELECT * FROM copy.{table}")  # noqa: S608 - own names
