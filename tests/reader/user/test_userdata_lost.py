"""What the user's database lacks is put back at a start, and no copy is made of one that lacks something."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from reader.user import migrations
from reader.user.migrations import MIGRATIONS, copy_of
from reader.user.userdata import UserData
from scrapers.errors import StoreDamaged, StoreReadOnly
from scrapers.stores.shared import Trouble
from tests.fakes_store import NOW, PORTAL, now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a star that the daily copy knows, and a star and a search that came after it."""
    path = tmp_path / "data" / "userdata.sqlite"
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "starred", on=True)
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "2", "starred", on=True)
        data.save_search(PORTAL, "lúa")
    return path


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def rows(path: Path, statement: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(statement)]


def starred(path: Path) -> list[str]:
    return rows(path, "SELECT id FROM mark WHERE starred_at IS NOT NULL ORDER BY id")


def test_a_table_comes_back_as_the_copy_has_it_and_what_is_newer_elsewhere_stays(path: Path) -> None:
    changed(path, "DROP TABLE mark")
    with UserData.open(path, clock=now) as data:
        (notice,) = data.notices
    named = {"mark", "mark_read", "mark_starred", "mark_later", "mark_noted"}
    assert (notice.trouble, set(notice.where.split(", "))) == (Trouble.USERDATA_COMPLETED, named)
    assert starred(path) == ["1"]
    assert rows(path, "SELECT words FROM search") == ["lúa"]
    with UserData.open(path, clock=now) as data:
        assert data.notices == []


@pytest.mark.parametrize("copy", [None, b"no database" * 999, b""], ids=["none", "garbled", "empty"])
def test_without_a_copy_that_can_be_read_a_table_comes_back_empty(path: Path, copy: bytes | None) -> None:
    changed(path, "DROP TABLE mark")
    copy_of(path).unlink() if copy is None else copy_of(path).write_bytes(copy)
    with UserData.open(path, clock=now) as data:
        assert [notice.trouble for notice in data.notices] == [Trouble.USERDATA_COMPLETED]
        data.mark(PORTAL, "3", "starred", on=True)
    assert starred(path) == ["3"]
    assert rows(path, "SELECT words FROM search") == ["lúa"]


def test_of_a_copy_whose_table_has_other_columns_nothing_is_taken(path: Path) -> None:
    changed(copy_of(path), "ALTER TABLE mark DROP COLUMN note")
    changed(path, "DROP TABLE mark")
    UserData.open(path, clock=now).close()
    assert starred(path) == []


def test_a_table_of_an_older_version_is_put_back_before_the_steps_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    UserData.open(path, clock=now, migrations=MIGRATIONS[:2]).close()
    changed(path, "DROP TABLE views")
    with UserData.open(path, clock=now) as data:
        assert [notice.where for notice in data.notices] == ["views, views_seen"]
    with closing(sqlite3.connect(path)) as connection:
        assert migrations.lacks(connection) == []


def test_no_copy_is_made_of_a_database_that_lacks_a_table(path: Path) -> None:
    with UserData.open(path, clock=lambda: NOW + timedelta(days=2)):
        changed(path, "DROP TABLE search")
    assert starred(copy_of(path)) == ["1"]


def test_a_column_that_is_missed_leads_to_the_copy(path: Path) -> None:
    changed(path, "ALTER TABLE mark DROP COLUMN position")
    with UserData.open(path, clock=now) as data, pytest.raises(StoreDamaged):
        data.position(PORTAL, "1")
    with UserData.open(path, clock=now) as data:
        (notice,) = data.notices
    assert notice.trouble is Trouble.USERDATA_RESTORED
    assert starred(path) == ["1"]
    assert starred(Path(notice.kept)) == ["1", "2"]


def test_one_that_lacks_a_table_is_not_read_as_it_lies_where_it_cannot_be_written(path: Path) -> None:
    changed(path, "DROP TABLE search")
    with pytest.raises(StoreReadOnly):
        UserData.open(path, clock=now, writable=False)
