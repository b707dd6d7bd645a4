"""A directory, a pipe or a socket lies where a store, its copy or a lock is kept."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from tests.reader.cli.conftest import Command

STORES = ["cache/cache.db", "cache/catalogue.sqlite", "data/userdata.sqlite"]


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket has 107 bytes at most
        try:
            bound.bind(path.name)
        finally:
            os.chdir(here)


@pytest.mark.parametrize("block", [Path.mkdir, os.mkfifo, a_socket])
@pytest.mark.parametrize("beside", ["", "-wal", "-shm"])
@pytest.mark.parametrize("store", STORES)
def test_what_lies_in_the_place_of_a_store_is_named(
    command: Command, home: Path, store: str, beside: str, block: Callable[[Path], None]
) -> None:
    place = home / f"{store}{beside}"
    place.unlink(missing_ok=True)
    block(place)

    listed = command("--home", home, "list", "--portal", "demo")
    assert listed.code == Exit.STORE
    assert f"{place} is no file" in listed.err

    looked = command("--home", home, "doctor", "--portal", "demo", "--offline", "--repair")
    assert looked.code == Exit.STORE
    assert place.name in looked.out
    assert place.exists()


@pytest.mark.parametrize("lost", [True, False])
@pytest.mark.parametrize("name", ["userdata.sqlite.bak", "userdata.sqlite.bak.new"])
def test_a_directory_in_the_place_of_the_daily_copy_is_named_and_keeps_nobody_from_reading(
    command: Command, home: Path, name: str, lost: bool
) -> None:
    place = home / "data" / name
    place.unlink(missing_ok=True)
    place.mkdir()
    if lost:
        (home / "data" / "userdata.sqlite").write_bytes(b"no database")

    listed = command("--home", home, "list", "--portal", "demo")
    assert (listed.code, f"{place} is a directory" in listed.err) == (Exit.DONE, True)
    looked = command("--home", home, "doctor", "--portal", "demo", "--offline")
    assert (looked.code, f"{name} is a directory" in looked.out) == (Exit.PARTLY, True)


@pytest.mark.parametrize("block", [os.mkfifo, a_socket])
def test_a_pipe_in_the_place_of_the_daily_copy_is_none(
    command: Command, home: Path, block: Callable[[Path], None]
) -> None:
    copy = home / "data" / "userdata.sqlite.bak"
    copy.unlink()
    block(copy)
    (home / "data" / "userdata.sqlite").unlink()

    assert command("--home", home, "list", "--portal", "demo").code == Exit.DONE
    assert copy.is_file()


SYNC = ("sync", "--portal", "demo", "--base-url", "http://127.0.0.1:9")
LOCKS = {
    "cache/repair.lock": ("list", "--portal", "demo"),
    "data/userdata.sqlite.lock": ("list", "--portal", "demo"),
    "cache/sync.lock": ("cache", "clear", "--yes"),
    "cache/syncs/demo": SYNC,
}
"""A command that takes each lock."""


@pytest.mark.parametrize("block", [Path.mkdir, os.mkfifo, a_socket])
@pytest.mark.parametrize("lock", LOCKS)
def test_what_lies_in_the_place_of_a_lock_is_named(
    command: Command, home: Path, lock: str, block: Callable[[Path], None]
) -> None:
    place = home / lock
    place.unlink(missing_ok=True)
    block(place)
    done = command("--home", home, *LOCKS[lock])
    assert (done.code, f"{place} is no file" in done.err) == (Exit.STORE, True)


def test_a_file_in_the_place_of_the_folder_of_locks_is_named(command: Command, home: Path) -> None:
    place = home / "cache" / "syncs"
    for lock in place.iterdir():
        lock.unlink()
    place.rmdir()
    place.touch()
    done = command("--home", home, *SYNC)
    assert done.code == Exit.STORE
    assert f"{place} cannot be used: Not a directory" in done.err
