"""The user's database of another version: an older one is migrated, a newer one left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.user.migrations import MIGRATIONS
from reader.user.userdata import UserData
from scrapers.errors import StoreError, StoreTooNew
from tests.fakes_store import PORTAL, now
from tests.marked import marked

SECOND = (*MIGRATIONS, "ALTER TABLE mark ADD COLUMN memo TEXT; UPDATE mark SET memo = title;")
"""What a later version of the program may bring."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "userdata.sqlite"


def test_an_old_database_is_copied_and_then_migrated(path: Path) -> None:
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "read", on=True, title="Tựa")
    path.with_name("userdata.sqlite.bak").unlink()
    with UserData.open(path, clock=now, migrations=SECOND) as data:
        assert data.notices == []
        assert data._ask("SELECT id, memo FROM mark") == [("1", "Tựa")]
    with closing(sqlite3.connect(path.with_name("userdata.sqlite.bak"))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert copy.execute("SELECT id, title FROM mark").fetchall() == [("1", "Tựa")]


def test_a_database_of_the_first_version_is_copied_too(path: Path) -> None:
    UserData.open(path, clock=now, migrations=MIGRATIONS[:1]).close()
    (copy := path.with_name("userdata.sqlite.bak")).unlink()
    UserData.open(path, clock=now).close()
    with closing(sqlite3.connect(copy)) as first:
        assert first.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_migration_that_fails_leaves_the_database_as_it_was(path: Path) -> None:
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "read", on=True)
    with pytest.raises(StoreError, match="no such table"):
        UserData.open(path, clock=now, migrations=(*MIGRATIONS, "DELETE FROM mark; DELETE FROM absent;"))
    with UserData.open(path, clock=now):
        assert marked(path, "read") == ["1"]


def test_a_database_whose_making_was_broken_off_is_made(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size
    with UserData.open(path, clock=now) as data:
        assert data.notices == []
        assert data.mark(PORTAL, "1", "read", on=True)


def test_a_newer_versions_database_is_left_alone(path: Path) -> None:
    with UserData.open(path, clock=now, migrations=SECOND) as data:
        data.mark(PORTAL, "1", "read", on=True)
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="userdata"):
        UserData.open(path, clock=now)
    assert path.read_bytes() == before
