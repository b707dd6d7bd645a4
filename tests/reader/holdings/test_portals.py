"""The portals of a profile: a person's own files beside the built-in ones, and what a wrong file does."""

from pathlib import Path

import pytest

from reader.holdings.portals import DEMO, Portals, is_nowhere
from scrapers.errors import PortalFileError, UnknownName
from scrapers.portals.portal import builtins
from tests.scrapers.portals.test_portal import SMALL, write


def test_a_users_file_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    write(tmp_path, SMALL.replace('"small"', '"hanoi"'))
    write(tmp_path, SMALL.replace('"small"', '"an"'), "other")

    found = Portals(tmp_path)

    assert [one.name for one in found.all()] == ["an", "hanoi", "vinhlong"]
    assert found.get("hanoi").title == "A small portal"


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert tuple(one.name for one in Portals(tmp_path / "none").all()) == builtins()


@pytest.mark.parametrize("target", ["portals", "nowhere"])
def test_a_folder_that_is_a_link_to_nothing_is_told_once(tmp_path: Path, target: str) -> None:
    (tmp_path / "portals").symlink_to(target)
    portals = Portals(tmp_path / "portals")

    assert portals.get("hanoi").name == "hanoi"
    assert [error.where for error in portals.unreported()] == [str(tmp_path / "portals")]
    assert portals.unreported() == []


def test_a_built_in_portal_whose_place_a_wrong_file_takes_is_not_read_instead(tmp_path: Path) -> None:
    write(tmp_path, 'name = "hanoi"', "a")
    portals = Portals(tmp_path)

    assert [one.name for one in portals.all()] == ["vinhlong"]
    with pytest.raises(PortalFileError):
        portals.get("hanoi")
    assert portals.unreported() == [], "was told"


def test_a_wrong_file_that_means_the_demo_hides_it_from_who_asks_for_all(tmp_path: Path) -> None:
    assert [one.name for one in Portals(tmp_path).with_demo()] == ["hanoi", "vinhlong", DEMO]
    write(tmp_path, f'name = "{DEMO}"')
    assert [one.name for one in Portals(tmp_path).with_demo()] == ["hanoi", "vinhlong"]


def test_a_portal_that_is_written_is_known_at_once_and_never_takes_the_place_of_a_file(
    tmp_path: Path,
) -> None:
    portals = Portals(tmp_path / "config" / "portals")
    assert not portals.are_read
    with pytest.raises(UnknownName) as told:
        portals.get("small")
    assert told.value.known == tuple(sorted((DEMO, *builtins())))
    assert portals.are_read

    path = portals.write("small", SMALL)

    assert path.read_text(encoding="utf-8") == SMALL
    assert portals.get("small").title == "A small portal"
    assert portals.own == {"small"}
    with pytest.raises(FileExistsError):
        portals.write("small", SMALL)


def test_only_the_demo_lies_nowhere(tmp_path: Path) -> None:
    assert [one.name for one in Portals(tmp_path).with_demo() if is_nowhere(one)] == [DEMO]


def test_files_that_come_change_break_or_go_beside_who_has_read_them_are_read_again(tmp_path: Path) -> None:
    portals = Portals(tmp_path / "portals")
    assert portals.own == frozenset()
    (tmp_path / "portals").mkdir()
    file = write(tmp_path / "portals", SMALL)
    portals.look_again()
    assert portals.get("small").title == "A small portal"

    file.write_text(SMALL.replace("A small portal", "A larger portal"))
    portals.look_again()
    assert portals.get("small").title == "A larger portal"

    file.write_text("oops = [")
    for _other in range(2):
        portals.look_again()
        assert [error.where for error in portals.unreported()] == [str(file)]
        file.write_text("oops = [[")

    file.unlink()
    portals.look_again()
    assert portals.unreported() == []
    with pytest.raises(UnknownName):
        portals.get("small")


def test_files_that_are_as_they_were_are_not_read_again(tmp_path: Path) -> None:
    portals = Portals(tmp_path)
    portals.look_again()
    assert not portals.are_read
    write(tmp_path, SMALL)
    (tmp_path / "other.toml").symlink_to("nowhere")
    known = portals.get("small")
    portals.look_again()
    assert portals.get("small") is known
