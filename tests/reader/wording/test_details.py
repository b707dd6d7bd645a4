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
from reader.wording import details
from reader.wording.details import KNOWN, detail
from reader.wording.explain import cannot_write, explain
from scrapers.errors import StoreError
from scrapers.portals import check as portal_check

RAISED = {"Unreachable", "NotAllowed", "NotAFile", "BadAnswer"}


def said() -> Iterator[str]:
    """Yield the words of errors of the fetcher that are the same each time."""
    for path in Path(scrapers.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                match node.args:
                    case [ast.Constant(value=str(text)), *_]:
                        yield text


def test_every_word_of_the_fetcher_is_known():
    words = set(said())

    assert "a private address" in words
    assert words - KNOWN == set()


def faults() -> Iterator[str]:
    """Yield what is said of a wrong portal file; x for what the file says."""
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
            return f"{unparsed(left)}x"
    return "x"


def test_all_that_can_be_wrong_with_a_portal_file_is_known(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(details, "_", lambda text: f"«{text}»")
    found = {what for what in faults() if what.strip("x")} | {portal_check._SLOW, portal_check._REPEATS}

    assert "is not a CSS selector: x" in found
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


def test_in_english_only_the_number_goes():
    i18n.install("en")

    assert detail("[Errno 111] Connection refused") == "Connection refused"
