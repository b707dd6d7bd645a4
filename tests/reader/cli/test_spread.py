"""`--by` counts what `tinvl list` and `tinvl search` would list, by time, by category or by author."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.model import Entry
from tests.archives import stock
from tests.fakes_store import an_article, an_entry
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import on_terminal

ENTRIES = (
    an_entry("1", "Thủ tướng thăm Vĩnh Long", published="2015-12-09"),
    an_entry("2", "Họp báo quý I", text="Thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("3", "Thu tượng cổ", published="2018-03-01", category="bao-chi"),
    an_entry("4", "Thu phí", published="2018-03-05"),
    an_entry("5", "Không ngày", published=None, category="bao-chi"),
)


def written(id_: str, author: str) -> Entry:
    return replace(an_entry(id_), article=replace(an_article(id_, f"Tin {id_}"), author=author))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    stock(tmp_path / "home", ENTRIES)
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        (("search", "thu", "--by", "year"), ["2018  3", "2017  0", "2016  0", "2015  1"]),
        (("search", "thu", "--since", "2018", "--by", "month"), ["03/2018  2", "02/2018  0", "01/2018  1"]),
        (("search", "thu tu:3/2018", "--by", "category"), ["Báo chí - Xuất bản  1", "Tin trong ngành     1"]),
        (
            ("list", "--by", "year"),
            ["2018     3", "2017     0", "2016     0", "2015     1", "no date  1"],
        ),
        (("list", "--since", "2/3/2018", "--by", "day"), ["05/03/2018  1"]),
        (
            ("list", "--since", "3/2018", "--by", "day"),
            ["05/03/2018  1", "04/03/2018  0", "03/03/2018  0", "02/03/2018  0", "01/03/2018  1"],
        ),
        (
            ("list", "--since", "2018", "--by", "day"),
            [
                "05/03/2018               1",
                "04/03/2018               0",
                "03/03/2018               0",
                "02/03/2018               0",
                "01/03/2018               1",
                "18/01/2018 – 28/02/2018  0",
                "17/01/2018               1",
            ],
        ),
        (("list", "--category", "bao-chi", "--by", "category"), ["Báo chí - Xuất bản  2"]),
        (("list", "--unread", "--by", "category"), ["Tin trong ngành     3", "Báo chí - Xuất bản  2"]),
    ],
)
def test_it_counts_what_would_be_listed(
    command: Command, home: Path, asked: tuple[str, ...], lines: list[str]
) -> None:
    done = command("--home", home, *asked)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == lines


def test_more_than_a_list_shows_is_counted(command: Command, tmp_path: Path) -> None:
    entries = [an_entry(str(number), "Tin", published="2018-01-17") for number in range(1, 31)]
    stock(tmp_path / "many", entries)
    for asked in (("list",), ("search", "tin")):
        assert command("--home", tmp_path / "many", *asked, "--by", "day").out == "17/01/2018  30\n"


def test_json_has_days_for_programs(command: Command, home: Path) -> None:
    done = command("--home", home, "list", "--by", "month", "--since", "2018", "--json")
    assert json.loads(done.out)[1:] == [
        {"since": "2018-02-01", "until": "2018-02-28", "articles": 0},
        {"since": "2018-01-01", "until": "2018-01-31", "articles": 1},
    ]
    done = command("--home", home, "list", "--by", "year", "--json")
    assert json.loads(done.out)[-1] == {"since": None, "until": None, "articles": 1}
    done = command("--home", home, "search", "thu", "--by", "category", "--json")
    assert json.loads(done.out)[-1] == {"category": "bao-chi", "name": "Báo chí - Xuất bản", "articles": 1}
    assert json.loads(command("--home", home, "search", "zzz", "--by", "year", "--json").out) == []


def test_authors_are_counted_however_their_names_are_spelled(command: Command, tmp_path: Path) -> None:
    names = ("HỒNG HẠNH", "Hồng Hạnh", "Hồng Hạnh", "", "", "", "", "Minh Đức", "Bích Trâm")
    stock(tmp_path, [written(str(number), name) for number, name in enumerate(names)])
    done = command("--home", tmp_path, "list", "--by", "author")
    assert done.out.splitlines() == ["Hồng Hạnh  3", "Bích Trâm  1", "Minh Đức   1", "no author  4"]
    found = json.loads(
        command("--home", tmp_path, "search", "tin -tacgia:hồng", "--by", "author", "--json").out
    )
    assert found == [
        {"author": "Bích Trâm", "articles": 1},
        {"author": "Minh Đức", "articles": 1},
        {"author": "", "articles": 4},
    ]


@pytest.mark.parametrize("asked", [("search", "thu"), ("list",)])
@pytest.mark.parametrize("other", [("--limit", "3"), ("--sort", "date")])
def test_an_order_and_a_limit_are_refused(
    command: Command, home: Path, asked: tuple[str, ...], other: tuple[str, str]
) -> None:
    done = command("--home", home, *asked, *other, "--by", "year")
    assert (done.code, done.out) == (2, "")
    assert f"--by and {other[0]} cannot be used together." in done.err


@pytest.mark.parametrize("asked", [("search", "zzz"), ("list", "--since", "2030")])
def test_nothing_to_count_is_said_as_for_a_list(command: Command, home: Path, asked: tuple[str, ...]) -> None:
    listed, counted = command("--home", home, *asked), command("--home", home, *asked, "--by", "year")
    assert counted.out == ""
    assert counted.err == listed.err != ""


@pytest.mark.parametrize("asked", [("search", "thu"), ("list",)])
def test_a_program_is_told_too_that_no_day_is_within_bounds(
    command: Command, home: Path, asked: tuple[str, ...]
) -> None:
    done = command("--home", home, *asked, "--since", "2018", "--until", "2017", "--by", "year", "--json")
    assert (done.code, done.out) == (0, "[]\n")
    assert "swap the two days" in done.err


@pytest.mark.parametrize(("columns", "longest"), [(24, 15), (80, 40)])
def test_a_terminal_gets_bars_as_long_as_there_is_room(home: Path, columns: int, longest: int) -> None:
    code, drawn = on_terminal("--home", home, "search", "thu", "--by", "year", columns=columns)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in drawn.splitlines()]
    assert code == 0
    assert lines[0] == "2018  3  " + "█" * longest
    assert [line.strip() for line in lines[1:3]] == ["2017  0", "2016  0"]
    assert lines[3].count("█") == longest // 3
