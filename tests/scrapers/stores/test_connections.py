"""What every store stands on: transactions that leave nothing behind."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scrapers.stores.connections import connect, transaction, uri_of

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


@pytest.mark.parametrize(
    "name", ["a b", "Tin Vĩnh Long", "a?b=c", "a#b", "a%41", "a&mode=rw", os.fsdecode(b"\xff")]
)
def test_a_database_is_found_whatever_its_directory_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "a.sqlite"
    path.parent.mkdir()
    with closing(connect(path)) as connection:
        connection.executescript(TABLES)

    with closing(sqlite3.connect(uri_of(path, "mode=ro"), uri=True)) as read:
        assert read.execute("SELECT count(*) FROM article").fetchall() == [(0,)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            read.execute("INSERT INTO portal VALUES ('here')")
