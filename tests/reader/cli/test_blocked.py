"""A directory, a pipe or a socket lies where a store is kept: it is named, and nobody waits for it."""

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
