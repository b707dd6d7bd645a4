"""`tinvl mark`: marks for those who read by the command line alone."""

import io
import json
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from tests.reader.cli.conftest import Command

MARKS = ("read", "starred", "later")


def marked(command: Command, home: Path, *ids: str) -> list[list[str]]:
    """The marks of articles."""
    found = {
        row["id"]: row
        for row in json.loads(
            command("--home", home, "list", "--json", "--limit", 200, "--portal", "demo").out
        )
    }
    return [[mark for mark in MARKS if found[id_][mark]] for id_ in ids]


def test_articles_are_read_unless_another_mark_is_named(command: Command, home: Path):
    done = command("--home", home, "mark", "demo/2112", "demo/2109")
    assert (done.code, done.out, done.err) == (Exit.DONE, "", "2 articles marked.\n")
    command("--home", home, "mark", "demo/2312", "--star", "--later")
    assert marked(command, home, "2112", "2109", "2312") == [["read"], ["read"], ["starred", "later"]]

    command("--home", home, "mark", "demo/2112", "demo/2312", "--unread", "--no-star", "--no-later")
    assert marked(command, home, "2112", "2109", "2312") == [[], ["read"], []]


def test_standard_input_names_them_one_a_line(command: Command, home: Path, monkeypatch: pytest.MonkeyPatch):
    lines = b"demo/2112\n\n  demo/2109 \n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert command("--home", home, "mark", "-").err == "2 articles marked.\n"
    assert marked(command, home, "2112", "2109") == [["read"], ["read"]]


@pytest.mark.parametrize("marks", ["unicode", "ascii"])
@pytest.mark.parametrize("printed", [("list",), ("search", "nước")])
def test_rows_for_people_name_their_articles_and_what_stands_below_them_none(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch, marks: str, printed: tuple[str, ...]
):
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text(f'marks = "{marks}"\n', encoding="utf-8")
    assert command("--home", home, "mark", "demo/2112", "--star", "--later").code == Exit.DONE
    rows = command("--home", home, *printed, "--limit", 3, "--portal", "demo").out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(rows.encode())))
    done = command("--home", home, "mark", "-", "--portal", "demo")
    assert (done.code, done.err) == (Exit.DONE, "3 articles marked.\n")


def test_a_line_that_stands_in_by_itself_still_names_an_article(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"    demo/2112\n")))
    assert command("--home", home, "mark", "-").err == "1 article marked.\n"


def test_an_article_that_is_named_twice_counts_once(command: Command, home: Path):
    assert command("--home", home, "mark", "demo/2112", "demo/2109", "2112").err == "2 articles marked.\n"


@pytest.mark.parametrize(
    ("idents", "said"),
    [
        (("demo/2112", "demo/99999"), "There is no article “demo/99999”"),
        (("demo/2112", "nowhere/2109"), "There is no portal “nowhere”"),
    ],
)
def test_one_that_is_not_there_is_said_and_none_is_marked(
    command: Command, home: Path, idents: tuple[str, ...], said: str
):
    done = command("--home", home, "mark", *idents)
    assert done.code == Exit.USAGE
    assert said in done.err
    assert marked(command, home, "2112") == [[]]
