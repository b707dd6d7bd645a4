"""`tinvl stats`: what is read most, what rises, and visitors, over the demo run twice and small libraries."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reader.library import Library
from reader.wording.sparkline import ASCII_BARS, BARS
from tests import hostile
from tests.counting import a_week, look
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.reader.cli.conftest import Command, copied
from tests.reader.cli.processes import on_terminal, tinvl
from tests.small_library import ENTRIES


@pytest.fixture(scope="module")
def again(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the demo was run twice."""
    home = tmp_path_factory.mktemp("again") / "home"
    copied(filled, home)
    done = tinvl("--home", str(home), "demo", "--no-tui")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Library]:
    """A library below `tmp_path` that was synced once a day for a week."""
    with a_library(tmp_path, ENTRIES) as library:
        a_week(library)
        yield library


# The demo ------------------------------------------------------------------------------------------------


def test_the_demo_run_twice_shows_what_rises_and_a_curve_of_its_visitors(command: Command, again: Path):
    done = command("--home", again, "stats", "--portal", "demo", "--limit", 5)
    most, rising, visits = done.out.strip().split("\n\n")

    assert (done.code, done.err) == (0, "")
    assert most.splitlines()[0] == "Most read"
    assert len([line for line in most.splitlines() if "views" in line]) == 5
    assert rising.splitlines()[0].startswith("Rising fastest since ")
    assert all(line.lstrip().startswith(("+", "in the", "most-read")) for line in rising.splitlines()[1:])
    assert "visits" in visits.splitlines()[0]
    assert "┤" in visits


def test_a_list_by_what_rises_says_where_nothing_does(command: Command, again: Path, filled: Path):
    once, twice = (
        command("--home", home, "list", "--portal", "demo", "--sort", "rising", "--limit", 3)
        for home in (filled, again)
    )

    assert "What rises shows after the next sync" in once.err
    assert "rises" not in twice.err
    assert [done.out.count("\n") for done in (once, twice)] == [3, 3]


def test_no_counter_of_the_demo_goes_back_when_it_runs_again(command: Command, again: Path):
    told = json.loads(command("--home", again, "stats", "--portal", "demo", "--limit", 100, "--json").out)
    lines = [
        [point["views"] for point in place["history"]]
        for one in (*told["most_read"], *told["rising"])
        for place in one["places"]
    ]
    totals = [one["total"] for one in told["visitors"]]

    assert max(map(len, lines)) == 2
    assert all(line == sorted(line) for line in lines)
    assert totals == sorted(totals)
    assert len(told["rising"]) > 10


def test_after_the_first_run_it_says_that_the_next_one_shows_what_rises(command: Command, filled: Path):
    done = command("--home", filled, "stats", "--portal", "demo")

    assert done.code == 0
    assert done.out.startswith("Most read\n")
    assert "┤" not in done.out
    assert "after the next sync" in done.err
    assert "A curve needs two syncs" in done.err


# Any portal ----------------------------------------------------------------------------------------------


def test_before_the_first_sync_it_says_what_to_do(command: Command, tmp_path: Path):
    done = command("--home", tmp_path, "stats", "--portal", "hanoi")

    assert (done.code, done.out) == (0, "")
    assert f"`tinvl --home {tmp_path} sync --portal hanoi`" in done.err


def test_a_portal_without_counts_is_said_to_have_none(command: Command, tmp_path: Path):
    with a_library(tmp_path, [an_entry("1")]) as library:
        look(library, 0)
    done = command("--home", tmp_path, "stats", "--portal", PORTAL)

    assert (done.code, done.out) == (0, "")
    assert "shows no view counts" in done.err
    assert "does not count its visitors" in done.err


def test_views_that_came_from_another_machine_are_not_called_nothing(command: Command, tmp_path: Path):
    with a_library(tmp_path, ENTRIES):
        pass
    done = command("--home", tmp_path, "stats", "--portal", PORTAL)

    assert done.out.startswith("Most read\n")
    assert "Nothing here yet" not in done.err
    assert done.err.startswith("What rises shows after the next sync")


@pytest.mark.usefixtures("week")
def test_json_tells_each_number_with_its_place_and_every_place_apart(command: Command, tmp_path: Path):
    told = json.loads(command("--home", tmp_path, "stats", "--portal", PORTAL, "--json").out)
    first, _second, third = told["most_read"]

    assert (first["id"], first["views"], first["place"]) == ("2", 300, "most_read")
    assert (third["id"], third["views"], third["place"]) == ("1", 10, "listing")
    assert {one["place"]: one["views"] for one in third["places"]} == {"listing": 10, "most_read": 36}
    assert [(one["id"], one["rise"], one["per_day"]) for one in told["rising"]] == [
        ("4", 3, 3.0), ("1", 1, 1.0), ("2", 1, 1.0),
    ]  # fmt: skip
    assert [one["total"] for one in told["visitors"]][:3] == [1500000, 1500100, 1500400]
    times = [told["since"], told["synced"], *(one["at"] for one in told["visitors"])]
    assert all(datetime.fromisoformat(time).tzinfo for time in times)


@pytest.mark.usefixtures("week")
def test_where_places_differ_each_number_says_whose_it_is(command: Command, tmp_path: Path):
    lines = command("--home", tmp_path, "stats", "--portal", PORTAL).out.splitlines()

    read = next(at for at, line in enumerate(lines) if "Tổng kết" in line and "10 views" in line)
    rises = next(at for at, line in enumerate(lines) if "Tổng kết" in line and "+1 " in line)
    assert lines[read + 1].strip() == "in the listing; most-read block: 36"
    assert lines[rises + 1].strip() == "most-read block; in the listing: 10"
    assert len([line for line in lines if "listing" in line]) == 2


@pytest.mark.usefixtures("week")
def test_on_a_terminal_no_line_runs_over(tmp_path: Path):
    code, drawn = on_terminal(
        "--home", tmp_path, "--lang", "en", "stats", "--portal", PORTAL, columns=60, NO_COLOR="1"
    )

    assert code == 0
    assert max(map(len, drawn.splitlines())) <= 60
    assert "┤" in drawn


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(("marks", "bars", "axis"), [("ascii", ASCII_BARS, "|"), ("unicode", BARS, "┤")])
def test_marks_of_the_settings_are_those_of_histories_and_plot(
    command: Command, tmp_path: Path, *, marks: str, bars: str, axis: str
):
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "config.toml").write_text(f'marks = "{marks}"\n', encoding="utf-8")
    out = command("--home", tmp_path, "stats", "--portal", PORTAL).out
    drawn = [line for line in out.splitlines() if "Tin" not in line and "Tổng" not in line]

    assert f"{bars[0]}" in next(line for line in out.splitlines() if "chuyển đổi số" in line)
    assert any(axis in line for line in drawn)
    if marks == "ascii":
        assert not set(out) & {*BARS, *"┤│─└┬"}
        assert not any("⠀" <= letter <= "⣿" for letter in out)


def test_no_trick_of_a_title_reaches_the_terminal(command: Command, tmp_path: Path):
    texts = {f"{101 + number}": text for number, text in enumerate(hostile.TEXTS.values())}
    texts = {name: text.encode(errors="ignore").decode() or "x" for name, text in texts.items()}
    with a_library(tmp_path, [an_entry(name, text, views=int(name)) for name, text in texts.items()]) as one:
        look(one, 0, dict.fromkeys(texts, 5))
        look(one, 1, {name: int(name) for name in texts})
    asked = ("--home", tmp_path, "stats", "--portal", PORTAL, "--limit", len(texts))
    done, written = command(*asked), command(*asked, "--json")

    assert done.code == written.code == 0
    for out in (done.out, written.out):
        assert [line for line in out.splitlines() if not hostile.harmless(line)] == []
    assert {one["id"] for one in json.loads(written.out)["rising"]} == set(texts)
    for name in texts:
        assert len([line for line in done.out.splitlines() if f"{name} views" in line]) == 1


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("arguments", "brings"), [(["stats", "--json"], set()), (["stats"], {"plotext"}), (["list"], set())]
)
def test_plotext_is_imported_to_draw_and_textual_never(
    tmp_path: Path, arguments: list[str], brings: set[str]
):
    code = (
        "import sys; from reader.cli.run import run; "
        f"run(['--home', {str(tmp_path)!r}, *{arguments!r}, '--portal', {PORTAL!r}]); "
        "print(*{'plotext', 'textual', 'httpx'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert set(done.stderr.split()) == brings
