"""Saving files: a plain name inside the directory whatever they are called, and nothing is written over."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import i18n
from reader.atomicfile import write_atomically
from reader.export.names import LONGEST, file_name, parted
from reader.fetching import saving
from reader.fetching.saving import FileLost, FileSaved, FilesOutcome, loss_text, make_ready, parts_of, save
from reader.paths import downloads, shortened
from scrapers.errors import BadStatus, FetchError, Gone, NotAFile, NotAllowed, TooLarge, Unreachable
from scrapers.model import Attachment
from scrapers.rawfile import RawFile
from scrapers.syncing.attached import FileCame, FileComing, FileEvent, FileFailed
from tests import hostile

URL = "https://a.vn/Portals/0/ke-hoach.pdf"
PDF = "application/pdf"
TICKET = "https://a.vn/LinkClick.aspx?fileticket=x1"


def a_file(name: str = "Kế hoạch", url: str = URL) -> Attachment:
    return Attachment(url=url, name=name)


def raw(body: bytes = b"%PDF", url: str = URL, content_type: str = PDF, disposition: str = "") -> RawFile:
    return RawFile(url, url, body, content_type, disposition)


def came(folder: Path, *bodies: bytes) -> FilesOutcome[FileSaved]:
    """Save files of one name, one after the other."""
    return save((FileCame(a_file(), raw(body)) for body in bodies), len(bodies), folder, lambda _: None)


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "came", "name"),
    [
        (a_file(), raw(), "ke-hoach.pdf"),
        (a_file(), raw(disposition="attachment; filename*=UTF-8''K%E1%BA%BF%2012.PDF"), "ke-12.pdf"),
        (a_file(), raw(disposition='attachment; filename="../../.bashrc"'), "bashrc.pdf"),
        (a_file(), raw(disposition='attachment; filename="???.doc"'), "ke-hoach.doc"),
        (a_file("Kế hoạch số 12"), raw(url=TICKET), "ke-hoach-so-12.pdf"),
        (a_file("Kế hoạch số 12.2018"), raw(url=TICKET), "ke-hoach-so-12-2018.pdf"),
        (a_file("Mẫu.docx"), raw(url=TICKET, content_type=""), "mau.docx"),
        (a_file("Mẫu"), raw(url=TICKET, content_type="x/y"), "mau.bin"),
        (a_file("", TICKET), raw(url=TICKET), "x1.pdf"),
        (a_file(), raw(url="https://a.vn/a/B%E1%BA%A3ng%20gi%C3%A1.tong-hop.xlsx"), "bang-gia-tong-hop.xlsx"),
        (a_file(), raw(url="https://a.vn/CON.pdf"), "tin-con.pdf"),
        (a_file(), raw(url="https://a.vn/..%2F..%2Fx.pdf"), "x.pdf"),
    ],
)
def test_a_file_is_named_by_its_header_its_address_or_the_article(
    file: Attachment, came: RawFile, name: str
) -> None:
    assert file_name(*parts_of(file, came)) == name


TEXT = st.text() | st.sampled_from(sorted(hostile.TEXTS.values()))


@given(TEXT, TEXT, st.sampled_from(hostile.URLS) | TEXT, TEXT, st.integers(1, 10**6))
def test_no_file_leaves_its_directory_hides_or_steers_a_terminal(
    called: str, header: str, url: str, content_type: str, number: int
) -> None:
    file = a_file(called.encode(errors="ignore").decode(), url)
    landed = RawFile("https://a.vn/", url, b"", content_type, f'attachment; filename="{header}"')
    name = file_name(*parts_of(file, landed), number)

    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*\.[a-z0-9]{1,8}", name), ascii(name)
    assert Path("a", name).parent == Path("a")
    assert len(name.encode()) <= LONGEST
    assert hostile.harmless(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.PDF", ("a", "pdf")),
        ("a.tar.gz", ("a.tar", "gz")),
        ("a.7z ", ("a", "7z")),
        (".bashrc", (".bashrc", "")),
        ("số 12.2018", ("số 12.2018", "")),
        ("a.", ("a.", "")),
        ("a.thumuclon", ("a.thumuclon", "")),
        ("a.pđf", ("a.pđf", "")),
        ("a.p/f", ("a.p/f", "")),
        ("", ("", "")),
    ],
)
def test_an_ending_is_letters_and_digits_of_which_one_is_a_letter(name: str, parts: tuple[str, str]) -> None:
    assert parted(name) == parts


@given(st.text(), st.integers(2, 10**6))
def test_a_number_keeps_a_long_name_within_its_bounds(title: str, number: int) -> None:
    name = file_name(title * 50, "pdf", number)

    assert name.endswith(f"-{number}.pdf")
    assert len(name.encode()) <= LONGEST


# Writing ---------------------------------------------------------------------------------------------------


def test_the_same_bytes_are_there_already_and_others_get_a_number(tmp_path: Path) -> None:
    outcome = came(tmp_path, b"1", b"2", b"1", b"3", b"2")

    names = [(one.path.name, one.already) for one in outcome.came]
    assert names == [
        ("ke-hoach.pdf", False),
        ("ke-hoach-2.pdf", False),
        ("ke-hoach.pdf", True),
        ("ke-hoach-3.pdf", False),
        ("ke-hoach-2.pdf", True),
    ]
    assert left(tmp_path) == {"ke-hoach.pdf": b"1", "ke-hoach-2.pdf": b"2", "ke-hoach-3.pdf": b"3"}


@pytest.mark.parametrize("make", ["directory", "pipe", "link to nothing", "link to a device", "unreadable"])
def test_whatever_has_the_name_stays(tmp_path: Path, make: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ke-hoach.pdf"
    match make:
        case "directory":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link to nothing":
            path.symlink_to(tmp_path / "nowhere")
        case "link to a device":
            path.symlink_to("/dev/zero")
        case _:
            path.write_bytes(b"%PDF")
            monkeypatch.setattr(Path, "read_bytes", refuse)
    before = path.lstat()
    outcome = came(tmp_path, b"%PDF")

    assert [one.path.name for one in outcome.came] == ["ke-hoach-2.pdf"]
    assert (path.lstat().st_ino, path.lstat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not (tmp_path / "nowhere").exists()


def test_an_empty_file_is_not_what_a_device_holds(tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.pdf").symlink_to("/dev/null")
    assert [one.path.name for one in came(tmp_path, b"", b"").came] == ["ke-hoach-2.pdf"] * 2


def refuse(*_: object) -> bytes:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_taken_meanwhile_is_left_to_who_took_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    link, taken = os.link, tmp_path / "ke-hoach.pdf"

    def quicker(draft: Path, target: Path) -> None:
        if not taken.exists():
            taken.write_bytes(b"mine")
        if not links:
            raise PermissionError(1, "Operation not permitted")
        link(draft, target)

    monkeypatch.setattr(os, "link", quicker)
    outcome = came(tmp_path, b"%PDF")

    assert [one.path.name for one in outcome.came] == ["ke-hoach-2.pdf"]
    assert left(tmp_path) == {"ke-hoach.pdf": b"mine", "ke-hoach-2.pdf": b"%PDF"}


def test_a_new_file_takes_no_place(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"mine")
    with pytest.raises(FileExistsError), write_atomically(target, exclusive=True) as file:
        file.write(b"other")
    assert left(tmp_path) == {"a": b"mine"}


def test_a_file_is_nothing_to_run(tmp_path: Path) -> None:
    came(tmp_path, b"#!/bin/sh\n")
    assert (tmp_path / "ke-hoach.pdf").stat().st_mode & 0o111 == 0


def test_what_cannot_be_written_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = came(tmp_path, b"1", b"2")

    assert left(tmp_path) == {}
    assert [loss_text(one) for one in outcome.lost] == [
        f"Kế hoạch ({URL}): Cannot write {tmp_path / 'ke-hoach.pdf'}: No space left on device."
    ] * 2
    assert not outcome.unreachable


# What is told ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Gone(404, where=URL), "no longer has this file"),
        (BadStatus(403, where=URL), "refuses the file (HTTP 403)"),
        (BadStatus(503, where=URL), "Try again later"),
        (BadStatus(429, where=URL, wait=150), "Try again in 2 minutes."),
        (BadStatus(204, where=URL), "without the file (HTTP 204)"),
        (BadStatus(511, where=URL), "network asks for a login"),
        (TooLarge(50 << 20, where=URL), "larger than 50 MiB"),
        (NotAllowed("the portal's robots.txt asks not to", where=URL), "robots.txt"),
        (NotAFile("a page", where=URL), "a web page in place of the file"),
        (Unreachable("no route", where="https://a.vn/robots.txt"), "cannot be reached"),
    ],
)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_fails_is_told_by_name_address_and_reason(
    tmp_path: Path, error: FetchError, sentence: str, language: str
) -> None:
    i18n.install(language)
    outcome = save(iter([FileFailed(a_file(), error)]), 1, tmp_path, lambda _: None)

    (lost,) = outcome.lost
    assert loss_text(lost).startswith("Kế hoạch")
    assert loss_text(lost).count(URL) == 1
    assert sentence in loss_text(lost) or language != "en"
    assert "page" not in loss_text(lost) or isinstance(error, NotAFile)
    assert outcome.unreachable is isinstance(error, Unreachable)


def test_what_is_on_its_way_is_passed_on_and_what_did_not_come_counts_as_stopped(tmp_path: Path) -> None:
    coming = FileComing(a_file(), 0, 2)
    passed: list[FileComing] = []

    def events() -> Iterator[FileEvent]:
        yield coming
        yield FileCame(a_file(), raw())

    outcome = save(events(), 2, tmp_path, passed.append)
    assert passed == [coming]
    assert outcome.ended == [FileSaved(a_file(), tmp_path / "ke-hoach.pdf", 4)]
    assert outcome.stopped


def test_nothing_came_because_nobody_answered_only_where_nothing_came() -> None:
    lost = FileLost(a_file(), "no answer", unreachable=True)
    saved = FileSaved(a_file(), Path("a"), 1)
    assert FilesOutcome(2, [lost, lost]).unreachable
    assert not FilesOutcome(2, [lost, FileLost(a_file(), "404")]).unreachable
    assert not FilesOutcome(2, [lost, saved]).unreachable
    assert not FilesOutcome(0).unreachable


# Directories -----------------------------------------------------------------------------------------------


def test_a_directory_is_made_and_what_a_killed_program_left_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert make_ready(folder) == ""
    draft = folder / ".tinvl-0123456789abcdef.part"
    draft.touch()
    os.utime(draft, (1_500_000_000, 1_500_000_000))
    assert make_ready(folder) == ""
    assert left(folder) == {}


@pytest.mark.parametrize("below", ["", "b"])
def test_a_file_is_no_directory(tmp_path: Path, below: str) -> None:
    (tmp_path / "a").touch()
    assert make_ready(tmp_path / "a" / below) == f"{tmp_path / 'a' / below} is not a directory."


def test_a_directory_that_cannot_be_written_is_said_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(saving, "TemporaryFile", full)
    assert make_ready(tmp_path) == f"Cannot write {tmp_path}: Read-only file system."


def test_downloads_go_where_the_user_has_them_or_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert downloads() == Path.home()
    assert shortened(downloads()) == "~"
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path / "nowhere"))
    assert downloads() == Path.home()
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path))
    assert downloads() == tmp_path
    (Path.home() / "Tải về").mkdir()
    assert shortened(Path.home() / "Tải về") == "~/Tải về"
    assert shortened(tmp_path) == str(tmp_path)
