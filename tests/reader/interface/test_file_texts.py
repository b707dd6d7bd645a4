"""The key that reads the files of an article: their text comes to stand below it, and the key leads there."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from reader.keyboard.command import Place
from reader.library import Library
from reader.model import Way
from reader.progress import Sync
from reader.widgets import workbar
from scrapers.syncing.events import SyncPlan
from tests import hostile
from tests.reader.cli.mini import Mini, offer_files
from tests.reader.interface.conftest import files_ended
from tests.reading import STANDARD, WIDE, Reading, reading
from tests.scrapers.documents.making import Pdf

KEY = "T read files"
TEXT = {"Content-Type": "text/plain; charset=utf-8"}
LAW = "\n\n".join(f"Điều {number}. Hạn mặn xâm nhập, xã nào lo xã ấy." for number in range(1, 60))


@pytest.fixture
def mini() -> Iterator[Mini]:
    """A portal whose newest article offers a file with a text and one that is broken."""
    with Mini() as portal:
        offer_files(portal, 3)
        portal.files["/tep/ke-hoach.pdf"] = (LAW.encode(), TEXT)
        yield portal


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_the_text_comes_to_stand_below_the_article_and_the_key_leads_there(
    read: Library, mini: Mini, size: tuple[int, int]
) -> None:
    async with reading(read, size, portal="mini", base_url=mini.base) as reader:
        assert KEY not in reader.lines[-1]
        await reader.press("enter")
        assert KEY in reader.lines[-1]
        await reader.press("T")
        said = await files_ended(reader)
        assert said == "1 file was read: Kế hoạch; T leads to its text.\nBiểu mẫu: damaged."
        await reader.until(lambda: "Điều 1. Hạn mặn" in reader.text)
        assert "Biểu mẫu (damaged)" in reader.text
        assert reader.place is Place.ARTICLE
        mini.files["/tep/bieu-mau.docx"] = (b"Bieu mau", TEXT)
        await reader.press("T")
        await reader.until(lambda: len(reader.said) > 1)
        await reader.press("T")
        top = next(line for line in reader.lines[1:] if "Kế hoạch" in line or "Điều" in line)
        assert "Kế hoạch" in top
        assert "Xem Kế hoạch" not in reader.text


async def ask_again(reader: Reading) -> str:
    """Press the key until the portal is asked for the files once more; return what was said."""
    before = len(reader.said)
    while len(reader.said) == before and not reader.screen.fetches_files:
        await reader.press("T")
    await reader.until(lambda: len(reader.said) > before and not reader.screen.fetches_files)
    return reader.said[-1]


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_behind_the_last_text_the_key_asks_whether_the_portal_has_changed_the_files(
    read: Library, mini: Mini, size: tuple[int, int]
) -> None:
    mini.files["/tep/bieu-mau.docx"] = ("Họ và tên: …".encode(), TEXT)
    async with reading(read, size, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "T")
        await files_ended(reader)
        await reader.until(lambda: "Điều 1." in reader.text)
        mini.asked.clear()
        await reader.press("T")
        assert mini.asked == [], "it leads to the text"
        assert await ask_again(reader) == "2 files have not changed: Kế hoạch, Biểu mẫu."
        assert "d corrections" not in reader.lines[-1]
        mini.files["/tep/ke-hoach.pdf"] = (LAW.replace("Điều 7.", "Điều 7 (mới).").encode(), TEXT)
        said = await ask_again(reader)
        assert said == "1 file has changed: Kế hoạch; d shows how.\n1 file has not changed: Biểu mẫu."
        await reader.until(lambda: "d corrections" in reader.lines[-1])
        assert "changed since" in reader.text
        await reader.press("d")
        await reader.until(lambda: "{+7 (mới).+}" in reader.text)
        assert "Kế hoạch: revision 2" in reader.text
        await reader.press("d")
        assert reader.article.shown.comparison is None
        mini.files.clear()
        said = await ask_again(reader)
        assert said.startswith("Kế hoạch: The portal no longer has this file: ")
        await reader.until(lambda: "Điều 1." in reader.text)


async def test_files_without_any_text_are_asked_for_again_too(read: Library, mini: Mini) -> None:
    mini.pages["/tin/3"] = (200, mini.pages["/tin/3"][1].replace('<a href="/tep/bieu-mau.docx">', "<a>"))
    mini.files["/tep/ke-hoach.pdf"] = (Pdf([b"q Q"]).made(), {"Content-Type": "application/pdf"})
    await asyncio.to_thread(
        lambda: list(read.fetching("mini", Way(delay=0)).sync(SyncPlan(full=True, files=True)))
    )
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter")
        assert await ask_again(reader) == "Kế hoạch: without text."
        mini.files["/tep/ke-hoach.pdf"] = (LAW.encode(), TEXT)
        assert await ask_again(reader) == "1 file has changed: Kế hoạch; d shows how."
        await reader.until(lambda: "Điều 1." in reader.text)


async def test_words_of_a_file_are_found_in_the_article(read: Library, mini: Mini) -> None:
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "T")
        await files_ended(reader)
        await reader.until(lambda: "Điều 1." in reader.text)
        await reader.press("slash", *"dieu 59", "enter")
        await reader.until(lambda: "Điều 59." in reader.text)


async def test_while_words_are_marked_the_hints_have_room_for_the_key(read: Library, mini: Mini) -> None:
    async with reading(read, STANDARD, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "slash", *"xem", "enter")
        await reader.until(lambda: "N previous match" in reader.lines[-1])
        assert KEY in reader.lines[-1]
        await reader.press("n", "n")
        assert KEY in reader.lines[-1]


async def test_an_article_without_files_says_that_it_has_none(read: Library, mini: Mini) -> None:
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "n", "T")
        assert reader.open_id == "2"
        assert reader.said[-1] == "No files are attached to this article."
    assert mini.asked == []


async def test_files_of_other_kinds_are_not_fetched(read: Library, mini: Mini) -> None:
    mini.pages["/tin/2"] = (200, mini.pages["/tin/3"][1].replace("pdf", "rar").replace("docx", "zip"))
    await asyncio.to_thread(lambda: list(read.fetching("mini", Way(delay=0)).sync(SyncPlan(full=True))))
    mini.asked.clear()
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "n", "T")
        assert reader.said[-1] == "No attached file can be read here; a saves them."
    assert mini.asked == []


async def test_it_can_be_stopped_and_what_was_read_stays(
    read: Library, mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbar, "PATIENCE", 0.001)
    mini.gates["/tep/bieu-mau.docx"] = gate = threading.Event()
    async with reading(read, WIDE, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "T")
        await reader.until(lambda: "Reading Biểu mẫu" in reader.text)
        assert not reader.screen.works("save_files"), "one at a time"
        assert not reader.screen.works("sync"), "the portal is asked for one thing at a time"
        await reader.press("T")
        said = await files_ended(reader)
        assert said.endswith("T leads to its text.\nStopped; the same key fetches the rest.")
        await reader.until(lambda: "Điều 1." in reader.text)
    gate.set()


async def test_another_article_that_was_opened_meanwhile_stays(read: Library, mini: Mini) -> None:
    mini.gates["/tep/bieu-mau.docx"] = gate = threading.Event()
    async with reading(read, WIDE, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "T", "n")
        gate.set()
        await files_ended(reader)
        assert reader.open_id == "2"
        await reader.press("p")
        await reader.until(lambda: "Điều 1." in reader.text)


async def test_while_a_sync_runs_nothing_is_fetched(read: Library, mini: Mini) -> None:
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter")
        reader.screen.sync = Sync()
        await reader.press("T")
        assert not reader.screen.fetches_files
        assert reader.said[-1] == "Files can be fetched once the sync has ended."
        reader.screen.sync = None


async def test_no_word_of_a_file_steers_the_terminal(read: Library, mini: Mini) -> None:
    # What is full of control characters is no text.
    evil = (text for text in hostile.TEXTS.values() if "\ud800" not in text)
    mini.files["/tep/ke-hoach.pdf"] = ("\n\n".join((LAW, LAW, *evil, "Hết.")).encode(), TEXT)
    async with reading(read, WIDE, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "T")
        assert hostile.harmless(await files_ended(reader))
        await reader.until(lambda: "Điều 1." in reader.text)
        await reader.press("G")
        assert "Hết." in reader.text
        for _ in range(3):
            assert all(hostile.harmless(line) for line in reader.lines)
            await reader.press("pageup")


async def test_a_search_leads_to_where_its_words_stand_together(read: Library, mini: Mini) -> None:
    lines = [f"Khoản {number}. Thời hạn nộp hồ sơ." for number in range(60)]
    text = "\n\n".join((*lines, "Khoản 60. Xã lo hạn mặn.", *lines))
    mini.files["/tep/ke-hoach.pdf"] = (text.encode(), TEXT)
    async with reading(read, portal="mini", base_url=mini.base) as reader:
        await reader.press("enter", "T")
        await files_ended(reader)
        await reader.until(lambda: "Khoản 1." in reader.text)
        await reader.press("ctrl+f", *"han man", "enter")
        await reader.until(lambda: "Xã lo hạn mặn." in reader.text)
        assert "61 of 122" in reader.text
