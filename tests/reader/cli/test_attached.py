"""Articles with attached files from the command line: `tinvl list --attached`, `tinvl search is:attached`."""

import json
from pathlib import Path

import pytest

from reader.cli.session import Session
from tests.fakes_store import a_state
from tests.reader.cli.conftest import Command, found
from tests.reader.test_attached import ENTRIES, HANOI, PORTAL


@pytest.fixture
def home(tmp_path: Path) -> Path:
    session = Session(tmp_path / "home")
    for portal in (PORTAL, HANOI):
        session.library.cache.put_portal_state(a_state(portal))
    session.library.cache.put_many(ENTRIES)
    session.library.catalogue.upsert_many(ENTRIES)
    session.close()
    return tmp_path / "home"


def test_a_list_has_only_what_has_files(command: Command, home: Path) -> None:
    of_one = ("list", "--portal", PORTAL, "--attached")
    assert found(command, home, *of_one) == ["vinhlong/1", "vinhlong/3"]
    assert found(command, home, *of_one, "--unread", "-c", "bao-chi") == ["vinhlong/3"]
    assert found(command, home, "list", "--all", "--attached")[0] == "hanoi/5"


def test_it_counts_them_too(command: Command, home: Path) -> None:
    counted = command("--home", home, "list", "--all", "--attached", "--by", "year", "--json")
    assert [span["articles"] for span in json.loads(counted.out)] == [2, 1]


def test_searches_and_exports_find_them(command: Command, home: Path) -> None:
    assert found(command, home, "search", "--all", "họp is:attached ") == ["hanoi/5", "vinhlong/1"]
    assert found(command, home, "search", "--portal", PORTAL, "co:tep") == ["vinhlong/1", "vinhlong/3"]
    done = command("--home", home, "export", "--portal", PORTAL, "--search", "-co:tep", "--format", "ris")
    assert (done.out.count("TI  - "), "Họp báo quý II" in done.out) == (1, True)


def test_a_mark_that_is_none_is_told_that_there_is_one_for_files(command: Command, home: Path) -> None:
    for typed in ("co:tpe", "is:attach"):
        told = command("--home", home, "search", "--portal", PORTAL, typed).err
        assert f"“{typed}” is no mark; there are" in told
        assert "is:attached" in told
