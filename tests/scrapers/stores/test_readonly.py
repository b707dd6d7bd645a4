"""Databases that are only read: to the last write, and nothing is left beside them."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from scrapers.stores.connections import connect
from scrapers.stores.readonly import attach_to_read, connect_to_read

NAMES = ("one.sqlite", "other.sqlite")


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """Two databases whose last write still waits in the log."""
    (tmp_path / "left").mkdir()
    for name in NAMES:
        with closing(connect(tmp_path / name)) as connection:
            connection.execute("CREATE TABLE t (x)")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("INSERT INTO t VALUES (?)", (name,))
            for file in tmp_path.glob(f"{name}*"):
                shutil.copy(file, tmp_path / "left")
    return tmp_path / "left"


def without(directory: Path, *suffixes: str) -> None:
    for suffix in suffixes:
        for file in directory.glob(f"*{suffix}"):
            file.unlink()


@pytest.mark.parametrize("name", NAMES)
def test_a_log_without_its_index_is_read_and_left_as_it_lies(left: Path, name: str) -> None:
    without(left, "-shm")
    before = {file.name: file.read_bytes() for file in left.iterdir()}
    with closing(connect_to_read(left / name)) as connection, closing(connect_to_read(left / name)) as second:
        for reading in (connection, second):
            assert reading.execute("SELECT x FROM t").fetchall() == [(name,)]
    assert {file.name: file.read_bytes() for file in left.iterdir()} == before


@pytest.mark.parametrize("alone", NAMES)
def test_of_two_each_is_read_in_its_own_way(left: Path, alone: str) -> None:
    without(left, f"{alone}-shm")
    with closing(connect_to_read(left / NAMES[0])) as connection:
        attach_to_read(connection, "other", left / NAMES[1])
        told = connection.execute("SELECT x FROM main.t UNION ALL SELECT x FROM other.t").fetchall()
    assert told == [(name,) for name in NAMES]
    assert not (left / f"{alone}-shm").exists()


def test_what_is_only_read_refuses_writing(left: Path) -> None:
    without(left, "-shm", "-wal")
    with closing(connect_to_read(left / NAMES[0])) as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("INSERT INTO t VALUES (1)")
        assert sorted(file.name for file in left.iterdir()) == sorted(NAMES)


def test_whichever_thread_opened_it_another_may_close_it(left: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(connect_to_read, left / NAMES[0]).result().close()
