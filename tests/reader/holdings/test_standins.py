"""Copies that are read in place of stores that can neither be written nor be read as they lie."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.holdings.standins import StandIns
from reader.user.userdata import UserData
from scrapers.errors import StoreError, StoreNoStandIn, StoreTooNew
from scrapers.stores.cache import ArticleCache
from scrapers.stores.reading import NAME
from scrapers.stores.shared import Trouble
from tests.fakes_store import now
from tests.marked import is_marked


def opening(path: Path, writable: bool) -> UserData:
    """Open marks as a library does."""
    return UserData.open(path, clock=now, writable=writable)


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """A database of the user with a mark, and its last good copy beside it."""
    path = tmp_path / "userdata.sqlite"
    with opening(path, True) as userdata:
        userdata.mark("a", "1", "starred", on=True)
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where directories for copies are made."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def stand_ins() -> Iterator[StandIns]:
    with StandIns() as made:
        yield made


def test_a_store_is_read_as_it_lies_where_it_can_be(
    marks: Path, elsewhere: Path, stand_ins: StandIns
) -> None:
    with stand_ins.read(marks, opening) as userdata:
        assert userdata.notices == []
    assert list(elsewhere.iterdir()) == []


def test_a_damaged_store_is_read_from_a_copy_that_goes_with_its_reading(marks: Path, elsewhere: Path) -> None:
    marks.write_bytes(b"no database" * 1000)
    with StandIns() as made, made.read(marks, opening) as userdata:
        assert is_marked(userdata, "a", "1", "starred")
        assert {notice.where for notice in userdata.notices} == {str(marks)}
        assert [notice.trouble for notice in userdata.notices].count(Trouble.STAND_IN) == 1
    assert list(elsewhere.iterdir()) == []
    assert marks.read_bytes() == b"no database" * 1000


def newer(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    return path


def test_a_cache_of_a_newer_version_is_not_copied(
    tmp_path: Path, elsewhere: Path, stand_ins: StandIns
) -> None:
    def cache_at(path: Path, writable: bool) -> ArticleCache:
        return ArticleCache.open(path.parent, clock=now, writable=writable)

    ArticleCache.open(tmp_path, clock=now).close()
    with pytest.raises(StoreTooNew):
        stand_ins.read(newer(tmp_path / NAME), cache_at)
    assert list(elsewhere.iterdir()) == []


def test_marks_of_a_newer_version_are_named_and_not_their_copy(marks: Path, stand_ins: StandIns) -> None:
    with pytest.raises(StoreTooNew) as caught:
        stand_ins.read(newer(marks), opening)
    assert caught.value.where == str(marks)


def test_where_there_is_no_store_an_empty_one_stands_in(tmp_path: Path, stand_ins: StandIns) -> None:
    with stand_ins.read(tmp_path / "none" / "userdata.sqlite", opening) as userdata:
        assert userdata.notices[-1].trouble is Trouble.STAND_IN
    assert not (tmp_path / "none").exists()


def test_what_is_no_file_has_no_copy(tmp_path: Path, elsewhere: Path, stand_ins: StandIns) -> None:
    with pytest.raises(StoreError, match="is no file"):
        stand_ins.read(tmp_path, opening)
    assert list(elsewhere.iterdir()) == []


def test_where_no_copy_can_be_made_the_store_is_named(
    marks: Path, elsewhere: Path, stand_ins: StandIns
) -> None:
    marks.write_bytes(b"no database" * 1000)
    elsewhere.rmdir()
    with pytest.raises(StoreNoStandIn, match="No such file") as caught:
        stand_ins.read(marks, opening)
    assert caught.value.where == str(marks)
