"""What every store stands on: transactions that leave nothing behind."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scrapers.stores.connections import connect, transaction

TABLES = """
PRAGMA foreign_keys = ON;
CREATE TABLE portal (name TEXT PRIMARY KEY);
CREATE TABLE article (portal TEXT REFERENCES portal (name) DEFERRABLE INITIALLY DEFERRED);
"""


def test_a_change_that_cannot_be_committed_is_taken_back_and_the_next_one_begins(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.sqlite")) as connection:
        connection.executescript(TABLES)
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.execute("INSERT INTO article VALUES ('nowhere')")
        with transaction(connection):
            connection.execute("INSERT INTO portal VALUES ('here')")

        assert connection.execute("SELECT * FROM article").fetchall() == []
        assert connection.execute("SELECT * FROM portal").fetchall() == [("here",)]
