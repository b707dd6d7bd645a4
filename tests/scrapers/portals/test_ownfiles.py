"""The portal files of a person, read one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scrapers.portals.ownfiles import own_files

SMALL = 'name = "small"\ntitle = "A small portal"\nbase = "http://small.example/"\n'


def write(folder: Path, text: str, name: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_of_two_files_of_one_name_neither_is_taken(tmp_path: Path) -> None:
    write(tmp_path, SMALL, "a")
    second = write(tmp_path, SMALL, "b")

    found = own_files(tmp_path)

    assert (found.portals, found.names) == ({}, {"small"})
    ((meant, error),) = found.wrong
    assert (meant, str(second) in error.where) == ("small", True)
    assert "another file is called small too" in error.what


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('name = "mine"\ncolour = 3\n', "mine"),
        ("name = 'mine'\n[[", "mine"),
        ("name = 3", "file"),
        ("", "file"),
        ('title = "name = \\"x\\""', "file"),
    ],
)
def test_a_wrong_file_keeps_no_other_from_being_read(tmp_path: Path, text: str, meant: str) -> None:
    write(tmp_path, text, "file")
    write(tmp_path, SMALL, "other")

    found = own_files(tmp_path)

    assert [*found.portals] == ["small"]
    assert [name for name, _error in found.wrong] == [meant]


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text(""),
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to(path.parent / "nowhere"),
    ],
    ids=["file", "loop", "dangling"],
)
def test_a_folder_that_is_none_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "portals")

    ((_meant, error),) = own_files(tmp_path / "portals").wrong

    assert error.where == str(tmp_path / "portals")


def test_a_folder_that_is_not_there_is_nothing_wrong(tmp_path: Path) -> None:
    assert own_files(tmp_path / "portals") == ({}, [])
