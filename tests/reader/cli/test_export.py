"""`tinvl export`: which articles, in which form, into a file, a directory or a pipe."""

import json
from pathlib import Path

import pytest

from reader.cli.session import Session
from tests.fakes_store import PORTAL, a_state, an_entry, now
from tests.reader.cli.conftest import Command

ENTRIES = (
    an_entry("1", "Thủ tướng thăm Vĩnh Long", text="Đoàn đi xem lúa.", published="2017-01-09"),
    an_entry("2", "Họp báo", text="Diễn biến: thủ tướng nghe.", published="2018-01-18T08:00:00+07:00"),
    an_entry("3", "Thu tượng cổ", text="Bảo tàng mở cửa.", published="2018-01-17", category="bao-chi"),
    an_entry("4", "Thủ tướng, chưa tải", published="2018-01-16", cached=False),
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Session, "clock", staticmethod(now))
    session = Session(tmp_path / "home")
    session.library.cache.put_portal_state(a_state())
    session.library.cache.put_many(ENTRIES)
    session.library.catalogue.upsert_many(ENTRIES)
    session.library.star(PORTAL, "1")
    session.library.keep_for_later(PORTAL, "3")
    session.close()
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((), ["2", "3", "1"]),
        (("--category", "báo chí - xuất bản"), ["3"]),
        (("--starred",), ["1"]),
        (("--later",), ["3"]),
        (("--later", "--starred"), []),
        (("--search", "thu tuong", "--later"), ["3"]),
        (("--search", "thu tuong doc:sau"), ["3"]),
        (("--since", "2018-01-17"), ["2", "3"]),
        (("--until", "17/01/2018"), ["3", "1"]),
        (("--today",), ["2"]),
        (("--since", "homnay"), ["2"]),
        (("--since", "7d", "--until", "yesterday"), ["3"]),
        (("--search", "thủ tướng"), ["1", "2", "3"]),
        (("--search", "thủ tướng", "--sort", "date"), ["2", "3", "1"]),
        (("--search", "thủ tướng", "--sort", "oldest"), ["1", "3", "2"]),
        (("--sort", "oldest", "--limit", "2"), ["1", "3"]),
        (("--search", "thu tuong", "-c", "bao-chi"), ["3"]),
        (("--search", "thu tuong", "--starred"), ["1"]),
        (("--search", "thu tuong", "--since", "2018-01-01"), ["3", "2"]),
        (("--search", "thu tuong tu:2018", "--until", "2018-01-17"), ["3"]),
        (("--search", "thủ tướng", "--today"), ["2"]),
        (("--search", "zzz"), []),
        (("--limit", "2"), ["2", "3"]),
        (("--search", "thủ tướng", "--limit", "2"), ["1", "2"]),
        (("--limit", "9"), ["2", "3", "1"]),
    ],
)
def test_what_is_asked_for_is_written_in_its_order(
    command: Command, home: Path, asked: tuple[str, ...], expected: list[str]
):
    done = command("--home", home, "export", *asked)

    assert done.code == 0
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == expected
    assert done.err.splitlines()[-1].startswith(f"{len(expected)} article")


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("--today", "--since", "2018-01-01"), 2, "--today stands for both --since and --until."),
        (("--search", "  "), 2, "There is no word to search for."),
        (("--search", "-"), 2, "There is no word to search for."),
        (("--search", "tin | is:read"), 0, "“|” joins only like things: words, categories, authors."),
        (("--search", "tin category:the-thao"), 0, "has no category “the-thao”."),
        (("--search", "tu:30/02/2018"), 0, "“30/02/2018” is no day;"),
        (("--search", "thủ tướg"), 0, "Did you mean: thủ tướng"),
        (("--format", "epub"), 2, "-o FILE"),
        (("-c", "the-thao"), 2, "the-thao"),
    ],
)
def test_what_cannot_be_written_is_said(
    command: Command, home: Path, asked: tuple[str, ...], code: int, said: str
):
    done = command("--home", home, "export", *asked)

    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.html", b"<!DOCTYPE html>"),
        ("a.epub", b"PK"),
        ("a.md", b"---\n"),
        ("a.jsonl", b"{"),
        ("a.atom", b"<?xml"),
        ("a", b"{"),
    ],
)
def test_the_name_of_the_file_chooses_the_form(
    command: Command, home: Path, tmp_path: Path, name: str, start: bytes
):
    done = command("--home", home, "export", "--search", "thủ tướng", "-o", tmp_path / name)

    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(start)
    assert "3 articles written." in done.err


def test_a_search_names_the_page_that_it_fills(command: Command, home: Path):
    done = command("--home", home, "export", "--search", "thủ <tướng>", "--format", "html")

    assert "<h1>Sở Thông tin và Truyền thông Vĩnh Long · “thủ &lt;tướng&gt;”</h1>" in done.out


def test_a_phrase_is_quoted_once(command: Command, home: Path):
    done = command("--home", home, "export", "--search", '"thủ tướng"', "--format", "atom")
    assert " · “thủ tướng”</title>" in done.out


def test_where_nothing_was_fetched_it_is_said_what_fetches_it(command: Command, tmp_path: Path):
    done = command("--home", tmp_path, "export")
    assert (done.code, done.out) == (0, "")
    assert f"Nothing here yet. `tinvl --home {tmp_path} sync --portal vinhlong` fetches the news." in done.err


def test_markdown_goes_into_a_directory_a_file_for_each_article(command: Command, home: Path, tmp_path: Path):
    folder = tmp_path / "out"
    folder.mkdir()
    done = command("--home", home, "export", "--since", "2018-01-01", "-o", folder)

    assert (done.code, done.err) == (0, "2 articles written.\n")
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["2018-01-17-3-thu-tuong-co.md", "2018-01-18-2-hop-bao.md"]


NONE = "Nothing was written: no such article has its text here.\n"


@pytest.mark.parametrize("name", ["a.epub", "a.html", "a.md", "a.bib", "a.ris"])
@pytest.mark.parametrize("asked", [("--search", "zzz"), ("--search", "chua tai"), ("--later", "--starred")])
def test_where_there_is_nothing_no_file_is_written_for_people(
    command: Command, home: Path, tmp_path: Path, name: str, asked: tuple[str, ...]
):
    done = command("--home", home, "export", *asked, "-o", tmp_path / name)

    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(NONE)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    (tmp_path / name).write_text("before")
    command("--home", home, "export", *asked, "-o", tmp_path / name)
    assert (tmp_path / name).read_text() == "before"


@pytest.mark.parametrize(("name", "start"), [("a.jsonl", ""), ("a.atom", "<?xml"), ("a", "")])
def test_what_programs_read_says_that_there_is_nothing(
    command: Command, home: Path, tmp_path: Path, name: str, start: str
):
    (tmp_path / name).write_text("before")
    done = command("--home", home, "export", "--search", "zzz", "-o", tmp_path / name)

    assert (done.code, done.err.splitlines()[-1]) == (0, "0 articles written.")
    written = (tmp_path / name).read_text()
    assert written[:5] == start
    assert "<entry>" not in written


@pytest.mark.parametrize("form", ["html", "markdown", "bibtex", "ris"])
def test_where_there_is_nothing_nothing_is_printed(command: Command, home: Path, form: str):
    done = command("--home", home, "export", "--search", "zzz", "--format", form)
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(NONE)


def test_where_there_is_nothing_no_file_comes_into_a_directory(command: Command, home: Path, tmp_path: Path):
    (folder := tmp_path / "out").mkdir()
    done = command("--home", home, "export", "--search", "zzz", "-o", folder)
    assert (done.code, list(folder.iterdir())) == (1, [])


def test_no_other_form_goes_into_a_directory(command: Command, home: Path, tmp_path: Path):
    done = command("--home", home, "export", "--format", "epub", "-o", tmp_path)

    assert done.code == 2
    assert "only Markdown goes into one" in done.err
