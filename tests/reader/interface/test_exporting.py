"""Writing many articles from the reader: how far it has come is seen, and Esc ends it without a file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.export.exporting import Selection
from reader.library import Library
from reader.screens.export import ExportScreen
from reader.widgets.saying import Saying
from scrapers.model import Article
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.reading import Reading, reading


class Slow:
    """Articles of which one comes, and the next when a test lets it."""

    def __init__(self, library: Library) -> None:
        self.more = threading.Event()
        self.ended = threading.Event()
        self._library = library

    def __iter__(self) -> Iterator[Article]:
        try:
            for name in ("1", "2", "3"):
                yield self._library.article(PORTAL, name)
                assert self.more.wait(60)
        finally:
            self.ended.set()


def left(folder: Path) -> list[str]:
    """Names of the files in a folder."""
    return [path.name for path in folder.iterdir() if path.is_file()]


async def begun(reader: Reading, slow: Slow, target: Path) -> None:
    """Write to a file until the first article has passed."""
    selection = Selection(reader.desk.library, slow, "Tin", total=3)
    reader.app.push_screen(ExportScreen(selection))
    await reader.pilot.pause()
    reader.app.screen.query_one(Input).value = str(target)
    await reader.press("enter")
    await reader.until(lambda: "Writing … 1 of 3" in reader.text)


@pytest.mark.parametrize("name", ["tin.jsonl", "tin.html", "tin.epub", "tin.md", "tin.atom", "tin.ris"])
async def test_how_far_it_has_come_is_seen_and_escape_ends_it_without_a_file(
    library: Library, tmp_path: Path, name: str
):
    slow = Slow(library)
    async with reading(library) as reader:
        await begun(reader, slow, tmp_path / name)
        await reader.press("escape")
        assert not isinstance(reader.app.screen, ExportScreen)
        slow.more.set()
        await reader.until(lambda: slow.ended.is_set() and not reader.app.workers)

        assert reader.app.is_running
        assert reader.said == []
    assert left(tmp_path) == []


async def test_what_is_written_to_its_end_is_whole(library: Library, tmp_path: Path):
    slow, target = Slow(library), tmp_path / "tin.jsonl"
    async with reading(library) as reader:
        await begun(reader, slow, target)
        slow.more.set()
        await reader.until(lambda: not isinstance(reader.app.screen, ExportScreen))

    assert len(target.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("~nobody-is-called-so/tin.html", "~nobody-is-called-so is not a directory"),
        (f"/tmp/{'a' * 5000}.html", "Cannot write"),  # noqa: S108 - nothing is written
        ("tin.docx", "must end in one of these"),
    ],
    ids=["no such user", "too long", "no such form"],
)
async def test_a_name_that_cannot_be_written_to_is_said_in_another_colour_than_progress(
    library: Library, tmp_path: Path, name: str, trouble: str
):
    async with reading(library) as reader:
        await reader.press("enter", "e")
        reader.app.screen.query_one(Input).value = name
        await reader.press("enter")
        await reader.until(lambda: trouble in reader.text)

        assert isinstance(reader.app.screen, ExportScreen)
        in_trouble = reader.app.screen.query_one(Saying).styles.color

    slow = Slow(library)
    async with reading(library) as reader:
        await begun(reader, slow, tmp_path / "tin.html")
        assert reader.app.screen.query_one(Saying).styles.color != in_trouble
        slow.more.set()


async def test_a_list_of_which_no_text_is_here_makes_no_book(tmp_path: Path):
    listed = [an_entry(name, cached=False) for name in "12"]
    with a_library(tmp_path / "home", listed) as library:
        async with reading(library) as reader:
            await reader.press("e")
            reader.app.screen.query_one(Input).value = str(tmp_path / "tin.epub")
            await reader.press("enter")
            await reader.until(lambda: "no such article has its text here" in reader.text)

            assert isinstance(reader.app.screen, ExportScreen)
    assert left(tmp_path) == []


async def test_what_is_there_stays_also_a_link_that_leads_nowhere(library: Library, tmp_path: Path):
    link = tmp_path / "tin.html"
    link.symlink_to(tmp_path / "nowhere")
    async with reading(library) as reader:
        await reader.press("enter", "e")
        reader.app.screen.query_one(Input).value = str(link)
        await reader.press("enter")

        assert "There is already a file of that name" in reader.text
    assert link.is_symlink()


async def test_enter_does_not_begin_to_write_again(library: Library, tmp_path: Path):
    slow = Slow(library)
    async with reading(library) as reader:
        await begun(reader, slow, tmp_path / "tin.jsonl")
        reader.app.screen.query_one(Input).value = str(tmp_path / "again.jsonl")
        await reader.press("enter")
        slow.more.set()
        await reader.until(lambda: not isinstance(reader.app.screen, ExportScreen) and not reader.app.workers)
    assert left(tmp_path) == ["tin.jsonl"]


async def test_the_proposed_name_of_a_long_title_is_seen_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", "/home/nguyen-van-an")
    title = "Kiểm tra điểm đăng ký thông tin thuê bao tại Vũng Liêm và Tam Bình trong hai ngày"
    with a_library(tmp_path, [an_entry("1", title)]) as library:
        async with reading(library) as reader:
            await reader.press("enter", "e")
            assert " /home/nguyen-van-an/kiem-tra-diem-dang-ky-" in reader.text
            line = next(line for line in reader.lines if "nguyen-van-an" in line)
            assert line.split()[1].endswith("-thue-bao.html")
