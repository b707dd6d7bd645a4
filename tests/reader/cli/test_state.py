"""`tinvl state export` and `state import` between two homes."""

import json
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Query
from reader.paths import Paths
from reader.user.userdata import UserData
from scrapers.watch import Watch
from tests import hostile
from tests.reader.cli.conftest import Command, copied
from tests.reader.cli.processes import on_terminal, tinvl, words, world


def marked(home: Path) -> list[str]:
    with Library.open(Paths.choose(home)) as library:
        heads = library.heads(library.rows(Query(portal="demo", limit=5)))
        names = [head.id for head in heads if head.cached][:3]
        for name in names[:2]:
            library.mark_read("demo", name)
        library.star("demo", names[2])
        library.searches.save("demo", "chữ ký số")
    return names


def test_marks_go_to_another_machine_and_a_second_time_changes_nothing(
    command: Command, home: Path, filled: Path, tmp_path: Path
):
    names = marked(home)
    file = tmp_path / "marks.json"
    done = command("--home", home, "state", "export", "-o", file)
    assert (done.code, done.out) == (0, "")
    assert "Marks of 3 articles written." in done.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other = tmp_path / "other"
    done = command("--home", other, "state", "import", file)
    assert (done.code, done.out) == (0, "")
    assert "marks of 3 articles changed, 1 saved search added" in done.err
    assert "Nothing new" in command("--home", other, "state", "import", file).err
    document = json.loads(command("--home", other, "state", "export").out)
    assert sorted(mark["id"] for mark in document["marks"]) == sorted(names)
    assert document["searches"][0]["words"] == "chữ ký số"


def test_what_did_not_change_is_not_counted(command: Command, tmp_path: Path):
    file = tmp_path / "marks.json"
    seen = '[{"portal": "v", "id": "1", "place": "listing", "count": 9, "at": "2018-01-18T09:10:00Z"}]'
    file.write_text('{"form": "tinvl-state", "version": 1, "views": ' + seen + "}")
    done = command("--home", tmp_path / "home", "state", "import", file)
    assert done.err == "Imported: 1 view count added.\n"


def notes(**texts: str) -> str:
    """A document with notes on articles of the demo, written in times to come."""
    marks = [
        {"portal": "demo", "id": id_.removeprefix("_"), "note": {"text": text, "at": "2999-01-18T09:10:00Z"}}
        for id_, text in texts.items()
    ]
    return json.dumps({"form": "tinvl-state", "version": 1, "marks": marks})


def test_notes_that_give_way_are_printed_and_others_not(command: Command, home: Path, tmp_path: Path):
    file = tmp_path / "marks.json"
    for id_ in (2112, 2109, 2312):
        command("--home", home, "note", id_, "hỏi", "lại")
    file.write_text(notes(_2112="đã hỏi", _2109="", _2312="hỏi lại, xong", _1="mới"))
    done = command("--home", home, "state", "import", file)
    assert done.err.splitlines() == [
        "The note on demo/2109 was before: hỏi lại",
        "The note on demo/2112 was before: hỏi lại",
        "Imported: marks of 4 articles changed.",
    ]
    assert "Nothing new" in command("--home", home, "state", "import", file).err
    assert command("--home", home, "note", "2112").out == "đã hỏi\n"


def test_a_document_comes_by_a_pipe_too(command: Command, home: Path, tmp_path: Path):
    marked(home)
    written = command("--home", home, "state", "export").out
    done = subprocess.run(
        words(["--home", tmp_path / "other", "--lang", "en", "state", "import", "-"]), env=world(),
        input=written, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "marks of 3 articles changed" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "cannot be imported: not what tinvl state export writes"),
        ('{"form": "tinvl-state", "version": 1, "marks": [{"portal": "a"}]}', "$.marks[0]"),
        ('{"form": "tinvl-state", "version": 7}', "version 7 of a newer program"),
        (json.dumps({"form": hostile.TEXTS["clipboard"], "version": 1}), "not a state of this program"),
        (json.dumps({"form": "tinvl-state", "version": 1, "\x1b]2;x\x07": 1}), "unknown field"),
    ],
)
def test_a_wrong_file_is_named_with_the_place_and_changes_nothing(
    command: Command, home: Path, tmp_path: Path, text: str, said: str
):
    file = tmp_path / "marks.json"
    file.write_text(text)
    done = command("--home", home, "state", "import", file)
    assert (done.code, done.out) == (2, "")
    assert str(file) in done.err
    assert said in done.err
    assert hostile.harmless(done.err)
    assert json.loads(command("--home", home, "state", "export").out)["marks"] == []


def test_a_file_that_is_not_there_and_one_that_cannot_be_written_are_said(
    command: Command, home: Path, tmp_path: Path
):
    done = command("--home", home, "state", "import", tmp_path / "none.json")
    assert done.code == 2
    assert "none.json" in done.err
    done = command("--home", home, "state", "export", "-o", tmp_path / "no" / "such" / "x.json")
    assert done.code == 2
    assert "Cannot write" in done.err


def test_it_loads_neither_the_interface_nor_the_network(home: Path):
    done = tinvl("--home", home, "state", "export", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert not loaded & {"textual", "httpx"}


def looped(marks: Path) -> None:
    marks.unlink()
    marks.symlink_to(marks.name)


def garbled(marks: Path) -> None:
    for file in marks.parent.iterdir():
        file.write_bytes(b"no database")


@pytest.mark.parametrize("spoil", [looped, garbled])
def test_marks_that_cannot_be_read_are_no_empty_document(
    command: Command, home: Path, tmp_path: Path, spoil: Callable[[Path], None]
):
    marked(home)
    spoil(Paths.choose(home).userdata)
    done = command("--home", home, "state", "export", "-o", tmp_path / "marks.json")
    assert (done.code, (tmp_path / "marks.json").exists()) == (4, False)
    assert str(Paths.choose(home).userdata) in done.err.splitlines()[-1]


# Stopped -------------------------------------------------------------------------------------------------


def written(command: Command, home: Path, tmp_path: Path) -> Path:
    """A document of three articles' marks."""
    marked(home)
    command("--home", home, "state", "export", "-o", tmp_path / "marks.json")
    return tmp_path / "marks.json"


def test_an_import_that_is_stopped_has_taken_in_nothing_and_says_so(
    command: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file, told = written(command, home, tmp_path), []

    @contextmanager
    def stopping(what: str) -> Iterator[Watch]:
        def watch(done: int, of: int) -> None:
            told.append((done, of))
            if done:
                raise KeyboardInterrupt

        yield watch

    monkeypatch.setattr("reader.cli.state.counted", stopping)
    done = command("--home", tmp_path / "other", "state", "import", file)

    assert (done.code, done.out) == (130, "")
    assert done.err == "Stopped: nothing was imported.\n"
    assert told[-1][0] == 3
    monkeypatch.undo()
    assert "marks of 3 articles changed" in command("--home", tmp_path / "other", "state", "import", file).err


def test_one_that_is_stopped_later_says_so_and_is_made_up_for(
    command: Command, home: Path, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file, other = written(command, home, tmp_path), tmp_path / "other"
    copied(filled, other)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    document = json.loads(file.read_text())
    document["marks"][0]["note"] = {"text": "Xong", "at": "2999-01-18T09:10:00Z"}
    file.write_text(json.dumps(document))
    command("--home", other, "note", document["marks"][0]["id"], "hỏi")
    monkeypatch.setattr(UserData, "keep_whole", stop)
    done = command("--home", other, "state", "import", file)
    assert done.code == 130
    assert "Stopped: the marks are imported" in done.err
    assert "was before: hỏi" in done.err
    monkeypatch.undo()
    assert "Nothing new" in command("--home", other, "state", "import", file).err
    with Library.open(Paths.choose(other)) as library:
        (star,) = (mark.id for mark in library.userdata.state().marks if mark.starred)
        assert library.userdata.kept_article("demo", star) is not None


def test_a_terminal_shows_how_far_an_import_is(command: Command, home: Path, tmp_path: Path):
    file = written(command, home, tmp_path)
    code, drawn = on_terminal("--home", tmp_path / "other", "state", "import", file)

    assert code == 0
    assert "Importing" in drawn
    assert "marks of 3 articles changed" in drawn.splitlines()[-1]
