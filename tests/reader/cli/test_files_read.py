"""`tinvl files --read`: what attached files say is printed and kept; no file is asked for twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from tests import hostile
from tests.reader.cli.conftest import Command, Done
from tests.reader.cli.mini import Mini, offer_files

TEXT = {"Content-Type": "text/plain; charset=utf-8"}


@pytest.fixture
def mini() -> Iterator[Mini]:
    """A portal whose first article offers a file with a text and one that is broken."""
    with Mini() as portal:
        offer_files(portal, 1)
        portal.files["/tep/ke-hoach.pdf"] = ("Điều 1. Hạn mặn xâm nhập.".encode(), TEXT)
        yield portal


@pytest.fixture
def home(command: Command, tmp_path: Path, mini: Mini) -> Path:
    """A home with that portal's news in it."""
    mini.install(tmp_path)
    assert command("--home", tmp_path, "sync", "--portal", "mini", "--delay", "0").code == 0
    mini.asked.clear()
    return tmp_path


def read(command: Command, home: Path, *more: object, article: str = "mini/1") -> Done:
    return command("--home", home, "files", article, "--read", "--delay", "0", *more)


def test_what_a_file_says_is_printed_kept_and_found(command: Command, home: Path, mini: Mini) -> None:
    done = read(command, home)
    assert done.code == 0
    title, facts, empty, text = done.out.splitlines()
    assert (title, empty, text) == ("=== Kế hoạch", "", "Điều 1. Hạn mặn xâm nhập.")
    assert facts.startswith("read at ")
    assert done.err.splitlines()[-1] == "Biểu mẫu: damaged."
    assert "Hạn mặn xâm nhập." in command("--home", home, "show", "mini/1").out
    found = command("--home", home, "search", "--json", "hạn mặn")
    assert [head["id"] for head in json.loads(found.out)] == ["1"]


def test_again_only_what_was_damaged_is_asked_for(command: Command, home: Path, mini: Mini) -> None:
    first = read(command, home)
    mini.asked.clear()
    again = read(command, home)
    assert again.out == first.out
    assert mini.asked == ["/robots.txt", "/tep/bieu-mau.docx"]


def test_what_was_read_is_printed_without_a_network(command: Command, home: Path, mini: Mini) -> None:
    mini.pages["/tin/2"] = (200, mini.pages["/tin/1"][1].replace('<a href="/tep/bieu-mau.docx">', "<a>"))
    command("--home", home, "sync", "--portal", "mini", "--delay", "0", "--full", "--files")
    mini.asked.clear()
    done = read(command, home, article="mini/2")
    assert (done.code, "Điều 1. Hạn mặn" in done.out, mini.asked) == (0, True, [])


LATER = "Điều 1. Hạn mặn xâm nhập sâu.".encode()


def test_what_was_read_is_asked_for_again_where_that_is_wanted_and_the_former_text_is_shown(
    command: Command, home: Path, mini: Mini
) -> None:
    del mini.files["/tep/bieu-mau.docx"]
    assert read(command, home).code == Exit.PARTLY
    first = command("--home", home, "show", "mini/1", "--diff")
    assert (first.code, "There is no revision" in first.err) == (Exit.USAGE, True)
    mini.files["/tep/ke-hoach.pdf"] = (LATER, TEXT)
    mini.asked.clear()
    assert "sâu" not in read(command, home).out
    assert "/tep/ke-hoach.pdf" not in mini.asked
    done = command("--home", home, "files", "mini/1", "--again", "--delay", "0")
    assert "/tep/ke-hoach.pdf" in mini.asked
    title, facts, _, text = done.out.splitlines()
    assert (title, "changed since" in facts, text) == ("=== Kế hoạch", True, LATER.decode())
    diff = command("--home", home, "show", "mini/1", "--diff")
    assert diff.out == "=== Kế hoạch\nKế hoạch\n\nĐiều 1. Hạn mặn xâm [-nhập.-] {+nhập sâu.+}\n"
    assert diff.err.startswith("Kế hoạch: revision 2 (")
    assert diff.err.endswith("): 1 correction\n")


def test_the_json_of_corrections_and_of_texts_has_the_former_ones(
    command: Command, home: Path, mini: Mini
) -> None:
    read(command, home)
    mini.files["/tep/ke-hoach.pdf"] = (LATER, TEXT)
    done = command("--home", home, "files", "mini/1", "--again", "--delay", "0", "--json")
    document = json.loads(done.out)[0]
    assert [one["blocks"][0]["text"] for one in (document, *document["former"])] == [
        "Điều 1. Hạn mặn xâm nhập sâu.", "Điều 1. Hạn mặn xâm nhập."
    ]  # fmt: skip
    found = json.loads(command("--home", home, "show", "mini/1", "--diff", "--json").out)
    assert (found["corrections"], [one["file"] for one in found["files"]]) == (0, ["Kế hoạch"])
    assert [one["text"] for one in found["files"][0]["changes"] if one["kind"] == "added"] == ["nhập sâu."]
    assert found["files"][0]["url"] == f"{mini.base}/tep/ke-hoach.pdf"


def test_of_a_corrected_article_the_last_correction_comes_with_those_of_its_files(
    command: Command, home: Path, mini: Mini
) -> None:
    def sync() -> None:
        command("--home", home, "sync", "--portal", "mini", "--delay", "0", "--full", "--files")

    def put(former: str, words: str) -> None:
        mini.pages["/tin/1"] = (200, mini.pages["/tin/1"][1].replace(former, words))

    read(command, home)
    mini.files["/tep/ke-hoach.pdf"] = (LATER, TEXT)
    put("kèm theo", "kèm theo đây")
    sync()
    diff = command("--home", home, "show", "mini/1", "--diff")
    assert ("{+theo đây.+}" in diff.out, "{+nhập sâu.+}" in diff.out) == (True, True)
    assert command("--home", home, "show", "mini/1", "--diff", "--revision", "1").code == Exit.USAGE
    put("theo đây", "theo nữa")
    sync()
    second = command("--home", home, "show", "mini/1", "--diff", "--revision", "2")
    assert ("{+theo đây.+}" in second.out, "Kế hoạch:" in second.err) == (True, False)


def test_its_json_has_each_document_and_each_failure(command: Command, home: Path, mini: Mini) -> None:
    del mini.files["/tep/bieu-mau.docx"]
    done = read(command, home, "--json")
    document, lost = json.loads(done.out)
    assert done.code == Exit.PARTLY
    assert (document["name"], document["no_text"]) == ("Kế hoạch", None)
    assert document["blocks"] == [{"kind": "paragraph", "text": "Điều 1. Hạn mặn xâm nhập."}]
    assert lost == {
        "name": "Biểu mẫu",
        "url": f"{mini.base}/tep/bieu-mau.docx",
        "error": f"The portal no longer has this file: {mini.base}/tep/bieu-mau.docx.",
    }


@pytest.mark.parametrize(("form", "printed"), [((), ""), (("--json",), "[]\n")])
def test_an_article_without_files_says_so(
    command: Command, home: Path, mini: Mini, form: tuple[str, ...], printed: str
) -> None:
    done = read(command, home, *form, article="mini/2")
    assert (done.code, done.out) == (0, printed)
    assert done.err == "No files are attached to “Tin số 2”.\n"
    assert mini.asked == []


def test_nothing_is_saved_and_a_directory_is_refused(command: Command, home: Path, tmp_path: Path) -> None:
    done = read(command, home, "-o", tmp_path / "tep")
    assert done.code == Exit.USAGE
    assert "--read and --output cannot be used together" in done.err
    assert not (tmp_path / "tep").exists()


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_word_of_a_file_steers_the_terminal(
    command: Command, home: Path, mini: Mini, form: tuple[str, ...]
) -> None:
    ordinary = ["Hạn mặn."] * 1000  # what is full of control characters is no text
    texts = (text.encode(errors="ignore").decode() for text in hostile.TEXTS.values())
    mini.files["/tep/ke-hoach.pdf"] = ("\n\n".join((*ordinary, *texts, "Hết.")).encode(), TEXT)
    done = read(command, home, *form)
    assert done.code == 0
    assert "Hết." in done.out
    assert not hostile.DIRTY.search((done.out + done.err).replace("\n", ""))
