"""The key that saves the files of an article: beside the reading, with progress, a stop, and an end."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.keyboard.command import Place
from reader.library import Library
from reader.progress import Sync
from reader.widgets import workbar
from tests import hostile
from tests.reader.cli.mini import PDF, Mini, offer_files
from tests.reader.interface.conftest import files_ended
from tests.reading import STANDARD, WIDE, reading

KEY = "a save files"


@pytest.fixture
def mini() -> Iterator[Mini]:
    """A portal whose newest article offers two files."""
    with Mini() as portal:
        offer_files(portal, 3)
        yield portal


@pytest.fixture
def held(mini: Mini, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds the second file back until it is set, and shows progress at once."""
    monkeypatch.setattr(workbar, "PATIENCE", 0.001)
    mini.gates["/tep/bieu-mau.docx"] = gate = threading.Event()
    yield gate
    gate.set()


def saved() -> dict[str, bytes]:
    """What lies where downloads go: this test's home has no directory of its own for them."""
    return {path.name: path.read_bytes() for path in Path.home().iterdir() if path.is_file()}


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_a_saves_the_files_of_the_open_article_and_says_where_they_lie(
    read: Library, mini: Mini, size: tuple[int, int]
) -> None:
    async with reading(read, size, portal="mini", base_url=mini.base) as reader:
        assert KEY not in reader.lines[-1]
        await reader.press("enter")
        assert "Attachments (T reads them, a saves them)" in reader.text
        assert KEY in reader.lines[-1]
        await reader.press("a")
        said = await files_ended(reader)

        assert said == "2 files are in ~: ke-hoach.pdf, bieu-mau.docx"
        assert reader.place is Place.ARTICLE
        assert KEY in reader.lines[-1]
    assert saved() == {"ke-hoach.pdf": b"%PDF 1", "bieu-mau.docx": b"PK\x03\x04"}


async def test_an_article_without_files_has_nothing_to_save(read: Library, mini: Mini) -> None:
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "n", "a")

        assert reader.open_id == "2"
        assert KEY not in reader.lines[-1]
        assert not reader.screen.fetches_files
    assert mini.asked == []


async def test_progress_is_shown_with_the_key_that_stops_it_and_reading_goes_on(
    read: Library, mini: Mini, held: threading.Event
) -> None:
    async with reading(read, WIDE, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "a")
        await reader.until(lambda: "Saving Biểu mẫu" in reader.text)
        assert "1/2  a stop" in reader.text
        assert "a stop" in reader.lines[-1]
        assert not reader.screen.works("save_files"), "one at a time"
        assert not reader.screen.works("sync"), "the portal is asked for one thing at a time"
        await reader.press("n")
        assert reader.open_id == "2"
        await reader.press("escape", "a")
        await reader.until(lambda: "stopping …" in reader.text or reader.said)
        said = await files_ended(reader)

        assert said == "1 file is in ~: ke-hoach.pdf\nStopped; the same key fetches the rest."
        assert "Saving" not in reader.text
        assert reader.screen.works("sync")
    assert list(saved()) == ["ke-hoach.pdf"]


async def test_many_can_be_marked_meanwhile(read: Library, mini: Mini, held: threading.Event) -> None:
    async with reading(read, WIDE, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "a")
        await reader.until(lambda: "Saving Biểu mẫu" in reader.text)
        await reader.press("escape", "A")
        await reader.until(lambda: reader.said)
        assert reader.said[-1] == "2 articles marked as read; u undoes it."
        assert "Saving Biểu mẫu" in reader.text
        held.set()
        assert (await files_ended(reader)).startswith("2 files are")


async def test_no_file_is_saved_while_a_sync_runs(read: Library, mini: Mini) -> None:
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter")
        reader.screen.sync = Sync()
        await reader.press("a")

        assert not reader.screen.fetches_files
        assert not reader.screen.works("save_files")
        reader.screen.sync = None


async def test_a_reader_that_ends_stops_it(read: Library, mini: Mini, held: threading.Event) -> None:
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "a")
        await reader.until(lambda: "Saving Biểu mẫu" in reader.text)
        files = reader.screen.work_bar
        assert files.can_stop("stop_files")
        await reader.press("ctrl+q")
    assert not files.can_stop("stop_files"), "it was asked to end"
    assert list(saved()) == ["ke-hoach.pdf"]


async def test_what_failed_is_said_with_what_to_do(read: Library, mini: Mini) -> None:
    del mini.files["/tep/ke-hoach.pdf"]
    mini.pages["/tep/bieu-mau.docx"] = (200, "Mời đăng nhập")
    del mini.files["/tep/bieu-mau.docx"]
    async with reading(read, WIDE, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "a")
        first, second = (await files_ended(reader)).splitlines()

    assert first.startswith("Kế hoạch: The portal no longer has this file: http")
    assert second.startswith("Biểu mẫu: The portal sent a web page in place of the file: http")
    assert second.endswith("It may ask for a login, or the file is gone.")
    assert saved() == {}


async def test_a_directory_that_is_none_is_said(
    read: Library, mini: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path / "a"))

    def lost(_folder: Path) -> str:
        return "Cannot write a: Read-only file system."

    monkeypatch.setattr("reader.fetching.saving.make_ready", lost)
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "a")

        assert await files_ended(reader) == "Cannot write a: Read-only file system."
    assert mini.asked == []


async def test_a_portal_that_cannot_be_asked_is_said(read: Library) -> None:
    async with reading(read, portal="mini", base_url="ftp://a.vn") as reader:
        await reader.press("enter", "a")

        assert "ftp://a.vn" in await files_ended(reader)


async def test_no_name_of_a_file_steers_the_terminal(read: Library, mini: Mini) -> None:
    header = 'attachment; filename="\x1b]52;c;eA==\x07 [/foo] \u202efdp.exe"'.encode().decode("latin-1")
    mini.files["/tep/ke-hoach.pdf"] = (b"%PDF 1", {**PDF, "Content-Disposition": header})
    async with reading(read, WIDE, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "a")
        said = await files_ended(reader)
        await reader.pilot.pause()

        assert "fdp-exe" in said or "fdp.exe" in said
        assert hostile.harmless(said)
        assert all(hostile.harmless(line) for line in reader.lines)
