"""`tinvl show --revision` and `--diff`, and the second edition of the demo that brings something to show."""

import json
import re
from pathlib import Path

import pytest

from reader.cli.session import Session
from scrapers.model import Paragraph
from tests.fakes_store import an_entry, fill
from tests.reader.cli.conftest import Command, copied
from tests.reader.cli.processes import tinvl
from tests.revised import TEXTS, thrice

FAR = Paragraph(text=" ".join(f"chữ{n}" for n in range(60)))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    session = Session(tmp_path / "home")
    fill(session.library.cache, session.library.catalogue, [thrice("9", FAR), an_entry("1")])
    session.close()
    return tmp_path / "home"


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("form", ["--plain", "--markdown", "--json"])
def test_each_revision_is_shown_as_it_was(command: Command, home: Path, number: int, form: str):
    done = command("--home", home, "show", "9", form, "--revision", number)

    assert (done.code, done.err) == (0, "")
    assert [text in done.out for text in TEXTS] == [number - 1 == at for at in range(3)]
    assert (f"corrected, revision {number}" in done.out) == (number > 1 and form != "--json")
    if form == "--json":
        assert json.loads(done.out)["revision"] == number


def test_without_a_number_the_last_one_is_shown(command: Command, home: Path):
    last = command("--home", home, "show", "9", "--revision", 3)

    assert command("--home", home, "show", "9") == last


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "Sáng [-17/01,-] {+18/01,+} Sở họp với 32 đơn vị tại hội [-trường.-] {+trường lớn.+}"),
        (("--revision", 2), "Sáng 17/01, Sở họp với [-23-] {+32+} đơn vị tại hội trường."),
    ],
)
def test_what_was_corrected_is_signed_word_by_word_and_far_text_left_out(
    command: Command, home: Path, more: tuple[object, ...], said: str
):
    done = command("--home", home, "show", "9", "--diff", *more)

    assert done.code == 0
    assert said in " ".join(done.out.split())
    assert re.search(r"chữ\d+ \.\.\.\n", done.out)
    assert "chữ13" not in done.out
    assert max(map(len, done.out.splitlines())) <= 78
    assert "against revision" in done.err


def test_json_has_every_word_with_its_fate(command: Command, home: Path):
    done = command("--home", home, "show", "9", "--diff", "--json", "--revision", 2)
    found = json.loads(done.out)

    assert (done.code, done.err) == (0, "")
    assert (found["old"]["revision"], found["new"]["revision"], found["corrections"]) == (1, 2, 1)
    assert [one["text"] for one in found["changes"] if one["kind"] == "removed"] == ["23"]
    assert [one["text"] for one in found["changes"] if one["kind"] == "added"] == ["32"]
    former = " ".join(one["text"] for one in found["changes"] if one["kind"] in ("same", "removed"))
    assert former == f"Tin được sửa {TEXTS[0]} {FAR.text}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("9", "--revision", 4), "no revision 4 of “Tin được sửa” here; there is 1, 2, 3."),
        (("1", "--revision", 2), "there is 1."),
        (("9", "--revision", 4, "--diff"), "there is 1, 2, 3."),
        (("9", "--revision", 0), "0"),
        (("9", "--revision", "hai"), "hai"),
        (("1", "--diff"), "There is no revision of “Tin số 1” before 1 here to compare with."),
        (("9", "--diff", "--revision", 1), "before 1 here"),
        (("9", "--diff", "--markdown"), "--json"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    command: Command, home: Path, arguments: tuple[object, ...], said: str
):
    done = command("--home", home, "show", *arguments)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_the_second_run_of_the_demo_brings_corrections_and_says_how_to_see_one(filled: Path, tmp_path: Path):
    again = copied(filled, tmp_path / "again")
    second = tinvl("--home", again, "demo", "--no-tui")
    assert (second.returncode, "3 corrected" in second.stderr) == (0, True)
    (hint,) = (line for line in second.stderr.splitlines() if "--diff" in line)
    shown = tinvl(*hint.partition(": tinvl ")[2].split())

    assert shown.returncode == 0
    assert "{+" in shown.stdout
    assert "revision 2" in shown.stderr
