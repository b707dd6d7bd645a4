"""A terminal that is far away: what is painted when much is on its way, and after that."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest
from textual.events import CursorPosition

from reader.app import ReaderApp
from reader.cli import interface
from reader.cli.abilities import Abilities
from reader.cli.session import Session
from reader.library import Library
from reader.terminal.line import MOST, Line
from tests.fakes_store import a_library, an_entry
from tests.painting import Terminal, differing, terminal
from tests.reading import STANDARD, WIDE, Reading, reading

FRAMES = 20
"""More than a line takes of steps in a list."""
KEYS = (
    *("j", "k", "pagedown", "pageup", "G", "g", "enter", "escape", "n", "space", "tab", "m", "s"),
    *("ctrl+f", "t", "i", "escape", "question_mark", "escape", "v", "escape"),
)


@pytest.fixture(autouse=True)
def _painted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.screens.main.syncing._OTHERS_SEEN", 3600)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1e-6)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    entries = [an_entry(str(number), f"Tin số {number} của tỉnh, có tựa dài") for number in range(99)]
    with a_library(tmp_path, entries) as filled:
        yield filled


def answer(app: ReaderApp) -> None:
    """Say that one frame more has come."""
    app.line.answered()
    app.post_message(CursorPosition(0, 0))


def fill(reader: Reading) -> None:
    """Have a large frame on its way."""
    reader.app.line = Line(is_far=True)
    reader.app.line.question(MOST)


async def see_all(reader: Reading, seen: Terminal) -> None:
    """Answer all, and wait until all stands there that would stand there drawn anew."""
    for _frame in range(FRAMES):
        answer(reader.app)
    await reader.pilot.pause()  # drawing anew forgets what is to be painted
    await reader.until(lambda: differing(seen, reader.app) == [])


async def test_while_much_is_on_its_way_nothing_is_written_and_then_the_last_state(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            fill(reader)
            before = seen.bytes
            for key in ("g", "pagedown", "pagedown", "j", "j"):
                await reader.press(key)
                await reader.pilot.pause()
            assert seen.bytes == before
            await see_all(reader, seen)
            assert 0 < seen.bytes - before < MOST


async def test_less_than_that_is_written_without_waiting(library: Library, monkeypatch: pytest.MonkeyPatch):
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            reader.app.line = Line(is_far=True)
            for _step in range(3):
                await reader.press("j")
                await reader.until(lambda: differing(seen, reader.app) == [])
            assert not reader.app.line.is_full


async def test_steps_fill_it(library: Library, monkeypatch: pytest.MonkeyPatch):
    with terminal(monkeypatch):
        async with reading(library, STANDARD) as reader:
            reader.app.line = Line(is_far=True)
            for _step in range(FRAMES):
                await reader.press("j")
                await reader.pilot.pause()
            assert reader.app.line.is_full


@pytest.mark.parametrize(
    "keys", ["ctrl+f t i n escape", "ctrl+f t i n", "enter question_mark", "question_mark q z"]
)
async def test_screens_that_come_and_go_meanwhile_are_painted_whole(
    library: Library, monkeypatch: pytest.MonkeyPatch, keys: str
):
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            fill(reader)
            for key in keys.split():
                await reader.press(key)
            await see_all(reader, seen)


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_pressed_and_answered_all_is_seen_at_last(
    library: Library, monkeypatch: pytest.MonkeyPatch, seed: int
):
    chance = random.Random(seed)  # noqa: S311 - a test case, no secret
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            reader.app.line = Line(is_far=True)
            for _step in range(25):
                await reader.press(chance.choice(KEYS))
                if chance.random() < 0.3:
                    answer(reader.app)
            await see_all(reader, seen)


async def test_one_that_does_not_answer_any_more_is_written_to_all_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.terminal.painted.PATIENCE", 1e-3)
    with terminal(monkeypatch) as seen:
        async with reading(library, STANDARD) as reader:
            fill(reader)
            await reader.press("G")
            await reader.until(lambda: not reader.app.line.is_full)
            await reader.until(lambda: differing(seen, reader.app) == [])
            assert reader.app.line.question(1) == ""


async def test_what_did_answer_is_not_given_up(library: Library, monkeypatch: pytest.MonkeyPatch):
    with terminal(monkeypatch):
        async with reading(library, STANDARD) as reader:
            timers: list[Mock] = []
            monkeypatch.setattr(reader.app, "set_timer", lambda *_: timers.append(Mock()) or timers[-1])
            for held in (1, 2):
                fill(reader)
                await reader.press("j", "j")
                assert len(timers) == held
                answer(reader.app)
                await reader.pilot.pause()
                timers[-1].stop.assert_called_once_with()


async def test_what_the_terminal_was_left_with_is_not_given_up_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    with terminal(monkeypatch):
        async with reading(library, STANDARD) as reader:
            timer = Mock()
            monkeypatch.setattr(reader.app, "set_timer", lambda *_: timer)
            fill(reader)
            await reader.press("j", "j")
            reader.app.line.settle(0)
            await reader.press("j", "j")
            await reader.pilot.pause()
            timer.stop.assert_called_once_with()


async def test_what_changes_behind_another_screen_is_painted_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    with terminal(monkeypatch) as seen:
        async with reading(library, WIDE) as reader:
            await reader.press("ctrl+p")
            fill(reader)
            reader.app.painted.forget()
            reader.heads.refresh()
            await reader.pilot.pause()
            before = seen.bytes
            answer(reader.app)
            await reader.pilot.pause()
            assert seen.bytes > before


def test_how_far_it_is_is_known_from_its_first_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr(interface, "on_terminal", lambda: True)
    monkeypatch.setattr(interface, "abilities_here", lambda: Abilities(is_far=True))
    monkeypatch.setattr(ReaderApp, "run", lambda app: asked.append(app.line.question(1)))
    with closing(session := Session(tmp_path)):
        interface.open_reader(session, "vinhlong")

    assert asked == ["\x1b[6n"]
