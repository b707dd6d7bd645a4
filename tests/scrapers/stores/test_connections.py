"""What every store stands on: transactions that leave nothing behind."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from scrapers.errors import StoreError
from scrapers.stores.connections import Connections, connect, transaction, uri_of
from scrapers.stores.shared import is_suspect, rename, store_errors

TABLES = """
PRAGMA foreign_keys = ON;
CREATE TABLE portal (name TEXT PRIMARY KEY);
CREATE TABLE article (portal TEXT REFERENCES portal (name) DEFERRABLE INITIALLY DEFERRED);
"""

_WITHOUT_URI = """
import sqlite3, sys
from contextlib import closing
from pathlib import Path
from scrapers.stores.connections import connect, uri_of
one, other = map(Path, sys.argv[1:])
with closing(sqlite3.connect(one)) as plain:
    try:
        plain.execute("ATTACH ? AS other", (uri_of(other, "mode=ro"),))
        sys.exit("cannot be told")
    except sqlite3.OperationalError:
        pass
with closing(connect(one)) as ours:
    ours.execute("ATTACH ? AS other", (uri_of(other, "mode=ro"),))
    print(ours.execute("SELECT count(*) FROM other.portal").fetchone())
"""
_TOLD = "import ctypes; ctypes.CDLL('libsqlite3.so.0').sqlite3_config(17, ctypes.c_int(0))"
"""Makes SQLite one that was built without SQLITE_USE_URI, as it is by itself; before Python first uses it."""


def test_a_change_that_cannot_be_committed_is_taken_back_and_the_next_one_begins(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.sqlite")) as connection:
        connection.executescript(TABLES)
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.execute("INSERT INTO article VALUES ('nowhere')")
        with transaction(connection):
            connection.execute("INSERT INTO portal VALUES ('here')")

        assert connection.execute("SELECT * FROM article").fetchall() == []
        assert connection.execute("SELECT * FROM portal").fetchall() == [("here",)]


def test_a_change_that_sqlite_has_taken_back_itself_ends_in_its_own_error(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.sqlite")) as connection:
        connection.executescript(TABLES)
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.executemany("INSERT OR ROLLBACK INTO portal VALUES (?)", [("here",)] * 2)

        assert connection.execute("SELECT * FROM portal").fetchall() == []


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


def test_a_database_is_attached_by_its_address_whatever_sqlite_was_built_with(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "b.sqlite")) as connection:
        connection.executescript(TABLES)
    code = [sys.executable, "-c", f"{_TOLD}\n{_WITHOUT_URI}", tmp_path / "a.sqlite", tmp_path / "b.sqlite"]

    done = subprocess.run(code, capture_output=True, text=True, check=False)

    if "cannot be told" in done.stderr or "libsqlite3" in done.stderr:
        pytest.skip("this Python has a SQLite of its own")
    assert (done.stdout, done.stderr) == ("(0,)\n", "")


def test_a_database_that_is_put_in_the_place_of_another_is_opened_once_it_has_its_tables(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.sqlite"
    connect(path).close()
    connections = Connections(partial(connect, path), path)
    before, first = connections.version(), connections.get()
    rename(path, tmp_path / "b.sqlite")
    assert connections.version() == before
    with closing(connect(path)) as made:
        made.execute("CREATE TABLE portal (name TEXT)")
        assert (connections.version(), connections.get()) == (before, first)
        made.execute("PRAGMA user_version = 1")
    assert connections.version() != before
    assert connections.get().execute("SELECT * FROM portal").fetchall() == []
    connections.close()


def test_a_mistake_of_the_program_makes_no_database_suspect(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    (closed := connect(path)).close()
    with pytest.raises(StoreError) as caught, store_errors(path):
        closed.execute("SELECT 1")
    assert type(caught.value) is StoreError
    assert not is_suspect(path)
