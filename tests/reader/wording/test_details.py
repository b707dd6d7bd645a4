"""Details of failures are worded as far as they are known, and every one that the fetcher has is known."""

import ast
import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import scrapers
from reader import i18n
from reader.user.state import read_state
from reader.wording import details
from reader.wording.details import KNOWN, detail
from reader.wording.explain import cannot_write, explain
from scrapers import errors
from scrapers.errors import StoreError
from scrapers.portals import check as portal_check

ELSEWHERE = {
    *(errors.LayoutChanged, errors.UnknownName, errors.UnknownHome, errors.NotAdded),
    *(errors.StoreTooNew, errors.StoreBlocked, errors.StoreReadOnly, errors.TooExpanded),
}
"""Errors whose sentence tells what is wrong by itself."""
NOBODY_SEES = {"scrapers/demo/news.py"}
"""The demo's news come with the program and are tested."""
SAME = {"proxy 7: 7"}
"""What is the same in both languages."""


def classes() -> set[str]:
    return {
        kind.__name__
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.TinvlError) and kind not in ELSEWHERE
    }


def said() -> Iterator[str]:
    """Yield what errors say is wrong, as it is written where they are made; 7 for what is not known there."""
    kinds, root = classes(), Path(scrapers.__file__).parents[1]
    for path in (*root.glob("scrapers/**/*.py"), *root.glob("reader/**/*.py")):
        if str(path.relative_to(root)) not in NOBODY_SEES:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=ast.Name(id=name), args=[what, *_]) if name in kinds:
                        yield unparsed(what)


def test_all_that_errors_say_is_worded():
    i18n.install("vi")
    words = {what for what in said() if what.strip("7: ")} - SAME

    assert "a private address" in words
    assert [what for what in words if detail(what) == what] == []


def faults() -> Iterator[str]:
    """Yield what is said of a wrong portal file; 7 for what the file says."""
    for node in ast.walk(ast.parse(Path(portal_check.__file__).read_text(encoding="utf-8"))):
        match node:
            case ast.Yield(value=ast.Tuple(elts=[_, what])):
                yield unparsed(what)
            case ast.Call(func=ast.Name(id="_error"), args=[_, what, *_]):
                yield unparsed(what)


def unparsed(what: ast.expr) -> str:
    match what:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(unparsed, parts))
        case ast.BinOp(left=left):
            return f"{unparsed(left)}7"
    return "7"


def test_all_that_can_be_wrong_with_a_portal_file_is_known(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(details, "_", lambda text: f"«{text}»")
    found = {what for what in faults() if what.strip("7")} | {portal_check._SLOW, portal_check._REPEATS}

    assert "is not a CSS selector: 7" in found
    assert [what for what in found if not detail(what).startswith("«")] == []
    assert detail("layout[1].article: there is no file a b") == "layout[1].article: «there is no file a b»"
    assert detail("expected `int`, got `str`") == "«expected `int`, got `str`»"
    assert detail("invalid enum value 'beside'") == "«invalid enum value 'beside'»"


@pytest.mark.parametrize(
    "number", [errno.ECONNREFUSED, errno.ECONNRESET, errno.ENETUNREACH, errno.EHOSTUNREACH]
)
def test_what_the_system_says_of_a_network_is_known(number: int):
    assert os.strerror(number) in KNOWN


@pytest.mark.parametrize(
    "name",
    [
        "ENOENT", "EACCES", "EPERM", "ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EISDIR", "ENOTDIR", "EEXIST",
        "ENAMETOOLONG", "EIO", "EBADF", "ENOLCK", "EOPNOTSUPP",
    ],
)  # fmt: skip
def test_what_the_system_says_of_files_is_known(name: str):
    assert os.strerror(getattr(errno, name)) in KNOWN


def test_what_sqlite_says_of_disks_is_known(tmp_path: Path):
    small = tmp_path / "small"
    with closing(sqlite3.connect(small)) as store:
        store.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            store.executescript("CREATE TABLE a (b); CREATE TABLE c (d)")
    small.write_text("no database" * 100)
    with closing(sqlite3.connect(small)) as store, pytest.raises(sqlite3.DatabaseError) as other:
        store.execute("SELECT * FROM a")

    assert {str(full.value), str(other.value)} <= KNOWN


def test_each_part_is_worded_and_the_rest_left_as_it_came(monkeypatch: pytest.MonkeyPatch):
    worded = {
        "its robots.txt cannot be fetched": "không lấy được robots.txt",
        "Name or service not known": "lạ",
    }
    monkeypatch.setattr(details, "_", lambda text: worded.get(text, text))

    assert detail("its robots.txt cannot be fetched: [Errno -2] Name or service not known") == (
        "không lấy được robots.txt: lạ"
    )
    assert detail("http://a.vn: what\x1b nobody knows") == "http://a.vn: what nobody knows"


@pytest.mark.parametrize(
    "error", [PermissionError(errno.EACCES, "Permission denied", "a.md"), StoreError("Permission denied")]
)
def test_what_the_system_says_of_files_is_worded_wherever_it_is_told(
    monkeypatch: pytest.MonkeyPatch, error: OSError | StoreError
):
    monkeypatch.setattr(details, "_", {"Permission denied": "không được phép"}.__getitem__)

    assert "không được phép" in explain(error)
    if isinstance(error, OSError):
        assert cannot_write(Path("a.md"), error).endswith("không được phép.")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOENT])
def test_letters_that_a_disk_takes_in_no_name_are_named(tmp_path: Path, number: int):
    error = OSError(number, os.strerror(number))

    assert cannot_write(tmp_path / 'a:b "c".md', error).endswith(': this disk takes no " : in a name.')
    assert "this disk" not in cannot_write(tmp_path / "a.md", error)
    assert "this disk" not in cannot_write(tmp_path / "gone" / "a:b.md", error)
    assert "this disk" not in cannot_write(
        tmp_path / "a:b.md", PermissionError(errno.EACCES, "Permission denied")
    )


@pytest.mark.parametrize(
    "error",
    [
        errors.NotAdded("odd", where="a"),
        errors.TooExpanded("odd", where="a", line=1, limit=1),
        errors.ArchiveFileError("odd", where="a"),
    ],
)
def test_what_nobody_foresaw_is_told_as_it_is(error: errors.TinvlError):
    assert explain(error) == "a: odd"


def test_what_is_wrong_with_the_kind_of_a_value_is_told_in_words():
    i18n.install("vi")
    state = b'{"form": "tinvl-state", "version": 1, "marks": [{"portal": 7, "id": "1"}]}'
    with pytest.raises(errors.StateFileError) as wrong:
        read_state(state, "a.json")

    assert explain(wrong.value).endswith("`$.marks[0].portal`: cần `str`, nhưng lại là `int`")


def test_in_english_only_the_number_goes():
    i18n.install("en")

    assert detail("[Errno 111] Connection refused") == "Connection refused"
