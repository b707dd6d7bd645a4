"""Whatever was pressed: what stands on the terminal is what would stand there drawn anew."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize
from textual.geometry import Size

from reader.app import ReaderApp
from reader.library import Library
from scrapers.model import Heading, Image, Paragraph, Table
from tests.fakes_store import a_library, an_article, an_entry
from tests.painting import differing, terminal
from tests.reading import STANDARD, WIDE, reading

KEYS = (
    *("j", "j", "k", "down", "up", "pagedown", "pageup", "G", "g", "enter", "enter", "q", "escape", "n", "n"),
    *(
        "p",
        "space",
        "space",
        "tab",
        "shift+tab",
        "left",
        "right",
        "h",
        "l",
        "m",
        "s",
        "b",
        "u",
        "R",
        "c",
        "z",
    ),
    *("left_square_bracket", "right_square_bracket", "1", "2", "v", "N", "t"),
)
"""Keys of the panes; those that open a screen or leave the reader are not among them."""
STEPS = 45
JOURNEYS = (
    "ctrl+f t i n backspace ctrl+o down escape enter n escape slash t o escape",
    "question_mark down escape ctrl+p t escape enter Q escape M a enter",
    "v tab escape w escape P down escape ctrl+t ctrl+t t i",
)
"""Keys that open screens, over and beside others, and leave them."""
_OF_A_ROW = 1000
"""Bytes; a row is left and the next one marked, in three lines each."""


@pytest.fixture(autouse=True)
def _alike_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for other processes no more often on a busy machine; paint whatever there is to paint at once."""
    monkeypatch.setattr("reader.screens.main.syncing._OTHERS_SEEN", 3600)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1e-6)
    monkeypatch.setattr("reader.screens.main.reading.ReaderScreen.action_quit", lambda _self: None)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Articles long and short, with tables, pictures and headings, of two categories."""
    entries = []
    for number in range(40):
        blocks = [
            Paragraph(text=f"Đoạn {part} của tin số {number}. " * 9) for part in range((14, 1, 6)[number % 3])
        ]
        table = Table(rows=(("Huyện", "Thuê bao"), ("Long Hồ", "1.200")), header=True)
        more = (Heading(text="Kết quả", level=3), table, Image(url="https://a.vn/1.png", caption="Ảnh"))
        article = an_article(
            str(number),
            f"Tin số {number} có tựa dài hơn một dòng của danh sách",
            blocks=(*blocks, *(more if number % 2 else ())),
            categories=(("Tin trong ngành", "Thông báo")[number % 2],),
        )
        entries.append(replace(an_entry(str(number), article.title), article=article))
    with a_library(tmp_path, entries) as filled:
        yield filled


@pytest.mark.parametrize("seed", range(3))
async def test_what_was_painted_bit_by_bit_is_what_is_drawn_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test case, no secret
    size = (STANDARD, WIDE, (150, 50))[seed % 3]
    pressed = []
    with terminal(monkeypatch) as seen:
        async with reading(library, size) as reader:
            await reader.app.workers.wait_for_complete()
            for _step in range(STEPS):
                pressed.append(chance.choice(KEYS))
                await reader.press(pressed[-1])
                await reader.pilot.pause()
                assert differing(seen, reader.app) == [], pressed


@pytest.mark.parametrize("keys", JOURNEYS)
async def test_screens_that_come_and_go_leave_nothing_behind(
    library: Library, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD, toasts=True) as reader:
            for key in keys.split():
                await reader.press(key)
                await reader.until(lambda: differing(seen, reader.app) == [])


def resize(app: ReaderApp, size: tuple[int, int]) -> None:
    """Do what Textual's own pilot does, but for its wait until nothing is to be painted."""
    assert isinstance(app._driver, HeadlessDriver)
    app._driver._size = Size(*size)
    app.post_message(Resize(Size(*size), Size(*size)))


@pytest.mark.parametrize("size", [(100, 30), (120, 44), (140, 40)])
@pytest.mark.parametrize("turns", range(0, 40, 8))
async def test_a_terminal_resized_while_an_article_is_opened_is_painted_whole(
    library: Library, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], turns: int
) -> None:
    with terminal(monkeypatch) as seen:
        async with reading(library, WIDE) as reader:
            await reader.press("j")
            reader.app.call_later(reader.app.simulate_key, "enter")
            for _ in range(turns):
                await asyncio.sleep(0)
            resize(reader.app, size)
            await reader.pilot.pause()
            assert reader.screen.size == size
            assert differing(seen, reader.app) == []


async def test_what_another_program_left_is_painted_over(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            seen.garble()
            reader.app.app_resume_signal.publish(reader.app)
            await reader.until(lambda: differing(seen, reader.app) == [])


async def test_what_stands_there_is_not_written_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            await reader.until(lambda: differing(seen, reader.app) == [])
            before = seen.bytes
            reader.app.screen.refresh(layout=True)
            await reader.pilot.pause()
            assert seen.bytes == before
            await reader.press("down")
            await reader.until(lambda: differing(seen, reader.app) == [])
            assert 0 < seen.bytes - before < _OF_A_ROW


async def test_ctrl_l_draws_what_the_line_has_garbled_wherever_one_is(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            for key in ("enter", "ctrl+f"):
                await reader.press(key)
                await reader.pilot.pause()
                seen.garble()
                await reader.press("ctrl+l")
                await reader.pilot.pause()
                assert differing(seen, reader.app) == []
