"""`tinvl note` and `--noted`: notes on articles from the command line."""

import io
import json
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from tests.reader.cli.conftest import Command

TITLE = "18 điểm bưu điện - văn hóa xã nhận hồ sơ hành chính thay cho bộ phận một cửa"


def listed(command: Command, home: Path, *options: object) -> list[dict[str, object]]:
    """The rows of a list."""
    found: list[dict[str, object]] = json.loads(command("--home", home, "list", "--json", *options).out)
    return found


def test_a_note_is_written_printed_changed_and_removed(command: Command, home: Path):
    assert command("--home", home, "note", "2112") == command("--home", home, "note", "demo/2112", "--remove")
    first = command("--home", home, "note", "2112", "hỏi", "lại")
    assert (first.code, first.out, first.err) == (0, "", f"Noted on “{TITLE}”.\n")
    assert command("--home", home, "note", "2112").out == "hỏi lại\n"
    again = command("--home", home, "note", "2112", "đã  hỏi")
    assert (again.code, again.err) == (0, f"Noted on “{TITLE}”.\nBefore it was: hỏi lại\n")
    assert [row["note"] for row in listed(command, home, "--noted")] == ["đã hỏi"]
    removed = command("--home", home, "note", "2112", "--remove")
    assert (removed.code, removed.out) == (Exit.DONE, "")
    assert removed.err == f"The note on “{TITLE}” is removed.\nBefore it was: đã hỏi\n"
    none = command("--home", home, "note", "2112")
    assert (none.code, none.out, none.err) == (0, "", "This article has no note.\n")
    assert listed(command, home, "--noted") == []


def test_a_note_comes_from_standard_input(command: Command, home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("hỏi\nlại\n".encode())))
    assert command("--home", home, "note", "2112", "-").code == Exit.DONE
    assert command("--home", home, "note", "2112").out == "hỏi lại\n"
    closed = command("--home", home, "note", "2112", "-")
    assert (closed.code, "no word" in closed.err) == (Exit.USAGE, True)


def test_who_reads_an_article_sees_their_note_beside_it(command: Command, home: Path):
    before = command("--home", home, "show", "2112")
    command("--home", home, "note", "2112", "hỏi `tinvl sync`")
    after = command("--home", home, "show", "2112")
    assert (after.out, before.err, after.err) == (before.out, "", "Your note: hỏi `tinvl sync`\n")
    assert command("--home", home, "show", "2112", "--bibtex").err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("99999", "a"), "There is no article “99999”"),
        (("2112", " "), "The note has no word"),
        (("2112", "\x1b"), "The note has no word"),
        (("2112", "a", "--remove"), "--remove takes no text"),
        (("2112", "a" * 2_001), "A note has room for 2.000 letters; this one has 2.001."),
    ],
)
def test_what_is_no_note_is_refused_and_changes_nothing(
    command: Command, home: Path, words: tuple[str, ...], said: str
):
    done = command("--home", home, "note", *words)
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert said in done.err
    assert listed(command, home, "--noted") == []


def test_a_list_of_what_has_notes_prints_each_whole_below_its_row(command: Command, home: Path):
    command("--home", home, "note", "2112", "hỏi lại " * 30)
    command("--home", home, "note", "2109", "xong")
    *lines, last = command("--home", home, "list", "--noted").out.splitlines()

    assert (lines[0][:7], last) == ("●✎ 2112", "    xong")
    assert " ".join(" ".join(lines[1:-1]).split()) == " ".join(["hỏi lại"] * 30)
    assert all(line.startswith("    ") for line in lines[1:-1])
    assert "hỏi lại" not in command("--home", home, "list", "--limit", 100).out


def test_what_has_notes_is_searched_and_exported_without_them(command: Command, home: Path):
    command("--home", home, "note", "2112", "riêng tôi")
    assert [
        hit["id"] for hit in json.loads(command("--home", home, "search", "note:rieng", "--json").out)
    ] == ["2112"]
    for asked in (("--noted",), ("--search", "ghichu:riêng")):
        done = command("--home", home, "export", "--format", "markdown", *asked)
        assert done.out.count("\n# ") == 1
        assert "riêng tôi" not in done.out
        assert done.err == "1 article written.\n"
