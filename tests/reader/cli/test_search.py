"""`tinvl search` as a person or a program runs it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archives import stock
from tests.fakes_store import PORTAL, an_entry
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import on_terminal, world

ENTRIES = (
    an_entry("1", "Thủ tướng thăm Vĩnh Long", text="Đoàn đi xem lúa.", published="2017-01-09"),
    an_entry("2", "Họp báo quý I", text="Diễn biến: thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("3", "Thu tượng cổ", text="Bảo tàng mở cửa.", published="2018-02-01", category="bao-chi"),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    stock(tmp_path / "home", ENTRIES)
    return tmp_path / "home"


def search(command: Command, home: Path, *words: object) -> list[str]:
    done = command("--home", home, "search", "--json", *words)
    assert done.code == 0, done.err
    return [head["id"] for head in json.loads(done.out)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("thủ", "tướng"), ["1", "2", "3"]),
        (("thủ", "tướng", "--sort", "date"), ["3", "2", "1"]),
        (("thủ", "tướng", "--sort", "date", "--limit", "2"), ["3", "2"]),
        (("thủ", "tướng", "--sort", "oldest"), ["1", "2", "3"]),
        (("thủ", "tướng", "--sort", "oldest", "--limit", "2"), ["1", "2"]),
        (("thu tuong",), ["3", "1", "2"]),
        (('"thủ tướng"',), ["1", "2", "3"]),
        (("--", "-tượng"), ["2", "1"]),
        (("thu", "--category", "báo chí - xuất bản"), ["3"]),
        (("thu", "-c", "bao-chi"), ["3"]),
        (("thu", "--since", "01/01/2018"), ["3", "2"]),
        (("thu", "--until", "2018-01-17"), ["1", "2"]),
        (("thu", "--since", "02/2018"), ["3"]),
        (("thu", "--since", "2018", "--until", "2018-01"), ["2"]),
        (("thu", "--until", "2017"), ["1"]),
        (("thu tu:2018", "--since", "2017-01-01", "--until", "2018-01-31"), ["2"]),
        (("thu", "--limit", 1), ["3"]),
        (("zzz",), []),
    ],
)
def test_it_finds_what_the_reader_finds(
    command: Command, home: Path, words: tuple[object, ...], expected: list[str]
) -> None:
    assert search(command, home, *words) == expected


def test_json_says_where_the_words_stand(command: Command, home: Path) -> None:
    (head,) = json.loads(command("--home", home, "search", "--json", "nghe").out)
    assert head["excerpt"] == "Diễn biến: thủ tướng nghe báo cáo."
    assert [head["excerpt"][start:end] for start, end in head["excerpt_marks"]] == ["nghe"]
    assert head["title_marks"] == []
    assert (head["portal"], head["published"]) == (PORTAL, "2018-01-17")


def test_a_pipe_gets_whole_titles_and_plain_text(command: Command, home: Path) -> None:
    done = command("--home", home, "search", "vinh long")
    assert done.out == "● 1  09/01/2017  Thủ tướng thăm Vĩnh Long\n    Đoàn đi xem lúa.\n"
    assert done.err == ""


def test_a_terminal_gets_the_words_in_bold_and_no_line_too_long(home: Path) -> None:
    code, drawn = on_terminal("--home", home, "search", "thủ tướng", columns=34)
    assert code == 0
    assert "\x1b[1mThủ\x1b[0m \x1b" in drawn
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in drawn.splitlines()]
    assert all(len(line) <= 34 for line in lines)
    assert lines[0].startswith("● 1  09/01/2017  Thủ tướng")


def test_without_colours_a_terminal_gets_plain_text(home: Path) -> None:
    _code, drawn = on_terminal("--home", home, "search", "thủ tướng", NO_COLOR="1")
    assert "\x1b" not in drawn


def test_that_there_is_more_is_said_beside_the_data(command: Command, home: Path) -> None:
    done = command("--home", home, "search", "thu", "--limit", 2)
    assert len(done.out.splitlines()) == 4
    assert done.err == "These are the best 2; a higher --limit shows more.\n"
    done = command("--home", home, "search", "thu", "--sort", "date", "--limit", 2)
    assert done.err == "These are the newest 2; a higher --limit shows more.\n"
    assert command("--home", home, "search", "thu", "--sort", "date", "--limit", 3).err == ""
    done = command("--home", home, "search", "thu", "--limit", 1)
    assert done.err == "This is the best; a higher --limit shows more.\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("zzz",), 0, "Nothing found. Try"),
        (("thur", "tuwowngs"), 0, "Did you mean: thủ tướng"),
        (("hop5 ba1o ca1o",), 0, "Did you mean: họp báo cáo"),
        (("thủ tướg",), 0, "Did you mean: thủ tướng"),
        (("tu:20/13/2018",), 0, "“20/13/2018” is no day; write 09/01/2017, 01/2017, 2017 or 7d."),
        (("tin | tacgia:x",), 0, "“|” joins only like things: words, categories, authors."),
        (("is:foo",), 0, "“is:foo” is no mark; there are is:unread,"),
        (("bao -is:foo",), 0, "“is:foo” is no mark; there are is:unread,"),
        (
            ("tin", "--since", "2018", "--until", "2017"),
            0,
            "01/01/2018 is after 31/12/2017: swap the two days.",
        ),
        (("tin", "category:the-thao"), 0, "vinhlong has no category “the-thao”."),
        (("-",), 2, "There is no word to search for."),
        ((), 2, "WORDS"),
        (("tin", "--category", "the-thao"), 2, "the-thao"),
        (("tin", "--since", "tết"), 2, "tết"),
        (("tin", "--portal", "nowhere"), 2, "nowhere"),
    ],
)
def test_what_cannot_be_found_is_said(
    command: Command, home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = command("--home", home, "search", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.mark.parametrize(
    "word",
    ["-công", "-họp", "-xã", "-chuyenmuc:bao-chi", "-category:bao-chi", "-co:tep", "-chua:doc"],
)
def test_a_word_after_a_minus_that_looks_like_a_category_is_told_from_one(
    command: Command, home: Path, word: str
) -> None:
    done = command("--home", home, "search", "thu", word)
    assert (done.code, done.out) == (2, "")
    assert f"No such option '{word}'. What follows -- is a word" in done.err
    assert command("--home", home, "search", "--", "thu", word).code == 0
    assert command("--home", home, "search", "thu", "-cbao-chi").code == 0


@pytest.mark.parametrize("asked", ["tu:20/13/2018", "is:foo"])
def test_a_program_is_told_too_what_cannot_be_meant(command: Command, home: Path, asked: str) -> None:
    done = command("--home", home, "search", asked, "--json")
    assert (done.code, done.out) == (0, "[]\n")
    assert f"“{asked.removeprefix('tu:')}” is no " in done.err
    assert command("--home", home, "search", "zzz", "--json").err == ""


def test_an_empty_cache_says_what_to_do(command: Command, tmp_path: Path) -> None:
    done = command("--home", tmp_path / "new", "search", "tin")
    assert (done.code, done.out) == (0, "")
    assert f"`tinvl --home {tmp_path}/new sync" in done.err


def test_it_needs_no_interface(home: Path) -> None:
    code = (
        "import sys; from reader.cli.run import run; "
        f"run(['--home', {str(home)!r}, 'search', 'thu']); "
        "sys.exit(any(name.split('.')[0] in ('textual', 'httpx') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=world(), check=False, stdout=subprocess.DEVNULL)
    assert done.returncode == 0
