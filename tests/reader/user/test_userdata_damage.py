"""The user's database where it is broken or missing: its marks come from the last good copy."""

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader.user import migrations
from reader.user.userdata import UserData
from scrapers.errors import StoreDamaged, StoreError
from scrapers.model import Place, Teaser
from scrapers.stores.shared import Trouble
from tests.fakes_store import NOW, PORTAL, now
from tests.forking import fork
from tests.marked import marked
from tests.small_library import history


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "userdata.sqlite"


def teaser(id_: str, views: int | None, place: Place = Place.MOST_READ) -> Teaser:
    return Teaser(id=id_, url=f"http://a.vn/{id_}", title="Tin", place=place, views=views)


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700])


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all " * 999)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mark (x)")


@pytest.mark.parametrize("damage", [cut, garbage, empty, foreign])
def test_a_broken_database_is_moved_aside_and_the_last_copy_taken(
    path: Path, damage: Callable[[Path], None]
) -> None:
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "starred", on=True)
    damage(path)
    broken = path.read_bytes()
    with UserData.open(path, clock=now) as data:
        (notice,) = data.notices
        assert notice.trouble is Trouble.USERDATA_RESTORED
        assert Path(notice.kept).read_bytes() == broken
        assert marked(path, "starred") == ["1"]
        data.mark(PORTAL, "2", "starred", on=True)
    with UserData.open(path, clock=now) as data:
        assert data.notices == []
        assert marked(path, "starred") == ["1", "2"]


def test_a_restoration_that_was_broken_off_is_made_up_for(path: Path) -> None:
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "starred", on=True)
    garbage(path)
    if not (child := fork()):
        migrations._settle_on_disk = lambda _path: os.kill(os.getpid(), signal.SIGKILL)
        UserData.open(path, clock=now)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert not path.exists()
    with UserData.open(path, clock=now) as data:
        (notice,) = data.notices
        assert (notice.trouble, notice.kept) == (Trouble.USERDATA_FOUND, "")
        assert marked(path, "starred") == ["1"]


def test_a_copy_that_is_no_database_is_moved_aside_where_the_database_is_missing(path: Path) -> None:
    path.parent.mkdir()
    garbage(copy := path.with_name("userdata.sqlite.bak"))
    with UserData.open(path, clock=now) as data:
        (notice,) = data.notices
    assert (notice.trouble, Path(notice.kept).name) == (Trouble.USERDATA_NEW, "userdata.sqlite.damaged-1")
    assert Path(notice.kept).read_bytes().startswith(b"no database")
    assert copy.read_bytes().startswith(b"SQLite")


def test_what_is_written_after_another_process_restored_the_database_is_there(path: Path) -> None:
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "starred", on=True)
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "2", "starred", on=True)
        data.see(PORTAL, [teaser("2", 4)], None, NOW)
        garbage(path)
        with UserData.open(path, clock=now) as other:
            assert [notice.trouble for notice in other.notices] == [Trouble.USERDATA_RESTORED]
        data.mark(PORTAL, "3", "starred", on=True)
        data.see(PORTAL, [teaser("3", 5)], None, NOW)
    assert marked(path, "starred") == ["1", "3"]
    with UserData.open(path, clock=now) as data:
        assert history(data, PORTAL, "3") == {Place.MOST_READ: [(NOW, 5)]}


@pytest.mark.parametrize("copy", [None, garbage, foreign])
def test_without_a_good_copy_the_marks_start_empty_and_the_broken_file_stays(
    path: Path, copy: Callable[[Path], None] | None
) -> None:
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "starred", on=True)
    if copy is None:
        path.with_name("userdata.sqlite.bak").unlink()
    else:
        copy(path.with_name("userdata.sqlite.bak"))
    garbage(path)
    with UserData.open(path, clock=now) as data:
        assert [notice.trouble for notice in data.notices] == [Trouble.USERDATA_NEW]
        assert marked(path, "starred") == []
    assert path.with_name("userdata.sqlite.damaged-1").exists()


def test_a_database_found_broken_in_use_is_restored_at_the_next_start(path: Path) -> None:
    with UserData.open(path, clock=now) as data:
        for number in range(300):
            data.mark(PORTAL, str(number), "read", on=True, title="Tựa " * 40)
    with UserData.open(path, clock=at(NOW + timedelta(days=2))):
        pass
    with path.open("r+b") as file:
        file.seek(24 * 4096)  # past the roots of the tables
        file.write(b"\x55" * 4096 * 12)
    with UserData.open(path, clock=now) as data:
        assert data.notices == []
        with pytest.raises(StoreDamaged):
            data._ask("SELECT * FROM mark ORDER BY title")
    with UserData.open(path, clock=now) as data:
        assert [notice.trouble for notice in data.notices] == [Trouble.USERDATA_RESTORED]
        assert len(marked(path, "read")) == 300


def test_a_database_that_broke_before_it_was_used_is_told_to_whoever_looks_for_changes(path: Path) -> None:
    UserData.open(path, clock=now).close()
    with UserData.open(path, clock=now) as data:
        garbage(path)
        with pytest.raises(StoreDamaged, match=r"userdata\.sqlite"):
            data.version()


def test_a_copy_is_kept_once_a_day_and_never_of_a_broken_database(path: Path) -> None:
    copy = path.with_name("userdata.sqlite.bak")
    with UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "read", on=True)
    with UserData.open(path, clock=at(NOW + timedelta(hours=23))) as data:
        data.mark(PORTAL, "2", "read", on=True)
    assert marked(copy, "read") == ["1"]
    with UserData.open(path, clock=at(NOW + timedelta(hours=25))):
        pass
    assert marked(copy, "read") == ["1", "2"]
    good = copy.read_bytes()
    with UserData.open(path, clock=at(NOW + timedelta(days=5))), path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\x55" * 4096 * 3)
    assert copy.read_bytes() == good
    with UserData.open(path, clock=now) as data:
        assert [notice.trouble for notice in data.notices] == [Trouble.USERDATA_RESTORED]


def test_a_place_that_is_no_directory_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file"):
        UserData.open(tmp_path / "file" / "userdata.sqlite", clock=now)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_directory_that_cannot_be_written_is_a_store_error(path: Path) -> None:
    UserData.open(path, clock=now).close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    with pytest.raises(StoreError), UserData.open(path, clock=now) as data:
        data.mark(PORTAL, "1", "read", on=True)
