"""Directories, portal files, clock and terminal, as `tinvl doctor` looks at them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.doctor import machine
from reader.doctor.finding import Grade
from reader.holdings.portals import Portals
from reader.paths import Paths


def test_little_room_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.space(Paths.choose(tmp_path / "none")).grade is Grade.WELL
    monkeypatch.setattr(machine, "FEWEST_BYTES", 1 << 62)
    assert machine.space(Paths.choose(tmp_path / "none")).grade is Grade.ODD


def test_a_wrong_portal_file_is_named_without_its_directory(tmp_path: Path) -> None:
    (tmp_path / "config/portals").mkdir(parents=True, exist_ok=True)
    (tmp_path / "config/portals/x.toml").write_text("name = 3")
    found = machine.portal_files(Portals(Paths.choose(tmp_path).portals))
    assert found.grade is Grade.ODD
    assert found.said.startswith("x.toml, line 1: ")
    assert found.said.endswith(".")
    assert str(tmp_path) not in found.said


def test_a_clock_before_this_program_was_written_is_wrong() -> None:
    assert machine.clock(datetime(1970, 1, 1, tzinfo=UTC)).grade is Grade.ODD
    assert machine.clock(machine.EARLIEST).grade is Grade.WELL


def test_the_clock_is_told_by_vietnams_time_as_all_times_are() -> None:
    assert machine.clock(datetime(2026, 12, 31, 17, 5, tzinfo=UTC)).said == "01/01/2027 00:05, Vietnam's time"


def test_a_terminal_that_draws_nothing_is_odd() -> None:
    assert machine.terminal({"TERM": "dumb"}, colours=False).grade is Grade.ODD


@pytest.mark.parametrize(
    ("environ", "many"), [({"TERM": "xterm-256color"}, True), ({"TERM": "linux"}, False),
                          ({"TERM": "screen", "COLORTERM": "24bit"}, True), ({"TERM": "xterm-kitty"}, True)]
)  # fmt: skip
def test_how_many_colours_a_terminal_has_is_told(environ: dict[str, str], *, many: bool) -> None:
    assert machine.has_many_colours(environ) is many
    said = machine.terminal(environ, colours=many).said
    assert said == f"{environ['TERM']}, UTF-8, {'many' if many else 'few'} colours."
