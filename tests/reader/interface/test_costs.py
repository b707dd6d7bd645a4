"""What the interface costs, counted: as much with many articles as with few."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import pytest
from rich.segment import Segment
from textual._compositor import Compositor
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.library import Library
from reader.model import Head, History
from reader.render.pieces import text_piece
from reader.render.rows import Bit, comfortable
from reader.render.setting import Setting
from reader.render.text import HIT_META, Drawn
from reader.screens.main.reading import ReaderScreen
from reader.searching.marking import Marker
from reader.searching.query import parse
from reader.widgets import headlist
from reader.widgets.headlist import HeadList
from reader.widgets.textrun import TextRun
from scrapers.model import Paragraph
from tests.fakes_store import a_library, an_entry
from tests.painting import terminal
from tests.pane import Pane, article
from tests.reading import STANDARD, WIDE, reading
from tests.statements import counted

FEW, MANY = 200, 800
START = """
import asyncio, json, sys
import reader.cli.interface as interface
from reader.cli.abilities import Abilities
from reader.cli.run import run

def shown(app):
    async def first():
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
    asyncio.run(first())

def instead(*_arguments):
    import reader.app
    reader.app.ReaderApp.run = shown
    return True

interface.on_terminal = instead
interface.abilities_here = lambda: Abilities(all_colours=True)
code = run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""
LATER = {
    *(
        "httpx",
        "selectolax",
        "protego",
        "PIL",
        "textual_image",
        "plotext",
        "scrapers.zstd",
        "diskcache",
    ),
    *(
        "reader.fetching.fetching",
        "reader.export.exporting",
        "reader.fetching.saving",
        "scrapers.syncing.sync",
        "scrapers.parse.page",
    ),
    *(f"reader.screens.{name}" for name in ("search", "export", "help", "palette", "picture", "stats")),
}
"""What starting need not wait for."""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for other processes no more often on a busy machine than on a quick one."""
    monkeypatch.setattr("reader.screens.main.syncing._OTHERS_SEEN", 3600)


def filled(home: Path, count: int) -> Library:
    return a_library(home, [an_entry(str(number), f"Tin số {number}") for number in range(1, count + 1)])


def test_starting_loads_only_what_the_first_list_needs(tmp_path: Path) -> None:
    filled(tmp_path, 3).close()
    command = [sys.executable, "-c", START, "--home", str(tmp_path), "--portal", "vinhlong"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    code, names = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    assert "textual" in names
    assert "reader.screens.main.reading" in names
    assert LATER.isdisjoint(names)


async def costs(
    home: Path, count: int, monkeypatch: pytest.MonkeyPatch, keys: str, last: str = "j"
) -> tuple[int, int, int]:
    """Count questions to the catalogue and heads read of a start and some keys, and questions of one more."""
    with counted(monkeypatch) as log, filled(home, count) as library:
        heads = 0
        heads_by_row = library.heads_by_row

        def counting(rows: Sequence[int]) -> dict[int, Head]:
            nonlocal heads
            heads += len(rows)
            return heads_by_row(rows)

        monkeypatch.setattr(library, "heads_by_row", counting)
        before = log.of("catalogue.sqlite", "")
        async with reading(library, WIDE) as read:
            await read.press(*keys.split())
            started = log.of("catalogue.sqlite", "") - before
            await read.press(last)
            after = log.of("catalogue.sqlite", "") - before - started
        return started, heads, after


@pytest.mark.parametrize("keys", ["", "pagedown pagedown", "G", "enter escape"])
async def test_a_screen_costs_as_much_with_many_articles_as_with_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    few = await costs(tmp_path / "few", FEW, monkeypatch, keys)
    many = await costs(tmp_path / "many", MANY, monkeypatch, keys)
    assert many[1] <= few[1] + 2 * 15  # a pane of forty lines, and once more as the rest of the list comes
    assert many[0] <= few[0] + 25


async def test_a_start_asks_little_and_a_step_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, heads, pressed = await costs(tmp_path, MANY, monkeypatch, "")
    assert started <= 27
    assert heads <= 41
    assert pressed == 0


@pytest.mark.parametrize("key", ["pagedown", "G"])
async def test_a_page_of_rows_is_one_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    assert (await costs(tmp_path, MANY, monkeypatch, "pagedown", key))[2] == 1


async def test_a_row_is_drawn_once_for_all_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    draw = HeadList.draw

    def noted(self: HeadList, index: int, width: int) -> list[list[Bit]]:
        drawn.append(index)
        return draw(self, index, width)

    with filled(tmp_path, MANY) as library:
        async with reading(library, WIDE) as read:
            monkeypatch.setattr(HeadList, "draw", noted)
            read.heads.refresh()
            await read.pilot.pause()
    assert 10 <= len(drawn) <= 14
    assert len(set(drawn)) == len(drawn)


async def test_a_page_makes_a_strip_a_line_and_tells_nobody_of_the_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual makes one more for each filter of colours, and an empty one for each line of the pane beside.

    A message rises through four widgets.
    """
    strips: list[int] = []
    told: list[str] = []
    make, post = Strip.__init__, HeadList.post_message

    def noted(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        strips.append(cell_length or 0)
        make(self, segments, cell_length)

    def telling(self: HeadList, message: Message) -> bool:
        if message.bubble:
            told.append(type(message).__name__)
        return post(self, message)

    with filled(tmp_path, MANY) as library, terminal(monkeypatch):
        async with reading(library, WIDE) as read:
            await read.app.workers.wait_for_complete()
            await read.press("j")
            with monkeypatch.context() as patch:
                patch.setattr(Strip, "__init__", noted)
                patch.setattr(HeadList, "post_message", telling)
                await read.press("pagedown")
            height, width = read.heads.size.height, read.heads.size.width
    assert strips == [width] * height
    assert set(told) <= {"Key", "Prompt", "Update"}


@pytest.mark.parametrize(
    ("key", "panes"),
    [("j", "HeadList"), ("pagedown", "HeadList"), ("G", "HeadList"), ("]", "HeadList ListTitle ShelfList")],
)
async def test_nobody_is_asked_for_lines_beside_between_or_behind_what_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, panes: str
) -> None:
    """Textual asks the article, what lies in it, and four containers."""
    asked: list[str] = []
    with filled(tmp_path, MANY) as library:
        async with reading(library, WIDE) as read:
            await read.app.workers.wait_for_complete()
            await read.press("j")
            for widget in read.screen.query("*"):
                monkeypatch.setattr(widget, "render_lines", noting(asked, widget))
            await read.press(key)
    assert sorted(asked) == panes.split()


def noting(asked: list[str], widget: Widget) -> Callable[[Region], list[Strip]]:
    """Write down who is asked for lines."""
    draw = widget.render_lines

    def noted(crop: Region) -> list[Strip]:
        asked.append(type(widget).__name__)
        return draw(crop)

    return noted


async def test_a_start_lays_out_its_list_once_and_asks_for_counts_of_a_long_one_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[int, bool]] = []
    show_desk = ReaderScreen.show_desk

    def noted(self: ReaderScreen) -> None:
        shown.append((len(self.desk.rows), self.desk.is_whole))
        show_desk(self)

    monkeypatch.setattr(ReaderScreen, "show_desk", noted)
    for count in (FEW, MANY):
        with filled(tmp_path / str(count), count) as library:
            async with reading(library, WIDE) as read:
                await read.app.workers.wait_for_complete()
                await read.pilot.pause()
    assert shown[:1] == [(FEW, True)]
    assert [whole for _, whole in shown[1:]] == [False, True]
    assert shown[-1][0] == MANY


async def test_a_step_within_the_pane_colours_rows_and_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(head: Head, width: int, history: History | None = None, portal: str = "") -> list[list[Bit]]:
        made.append(head.id)
        return comfortable(head, width, history, portal)

    monkeypatch.setattr(headlist, "comfortable", noted)
    with filled(tmp_path, FEW) as library:
        async with reading(library, WIDE) as read:
            started = len(made)
            await read.press("j", "j", "j")
            assert len(made) == started > 0
            await read.press("m")
            assert len(made) > started


@pytest.mark.parametrize("keys", ["left right escape", "n", "] [", "m s u", "escape / t i n enter"])
async def test_no_key_of_the_panes_paints_the_whole_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    """On a slow line a whole screen is a second or more."""
    painted: list[str] = []
    whole = Compositor.render_full_update

    def noted(self: Compositor, simplify: bool = False) -> object:
        painted.append("whole")
        return whole(self, simplify)

    with filled(tmp_path, 30) as library:
        async with reading(library, WIDE) as read:
            await read.press("enter")
            monkeypatch.setattr(Compositor, "render_full_update", noted)
            await read.press(*keys.split())
            assert read.app.screen is read.screen
    assert painted == []


def test_marking_words_draws_no_piece_anew_that_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    draw = Setting._draw

    def noted(self: Setting, width: int) -> Drawn:
        drawn.append(width)
        return draw(self, width)

    monkeypatch.setattr(Setting, "_draw", noted)
    run = TextRun([Setting(text_piece("paragraph", "Họp báo")) for _ in range(FEW)], 40)
    run.stretches()
    assert len(drawn) == FEW
    for setting in run.settings:
        run.mark_words(setting, Marker(parse("họp").terms), None)
    assert len(drawn) == FEW
    assert run.settings[0].hits == 1
    assert run.settings[0].place_of(0, HIT_META) == 0
    assert len(drawn) == FEW + 1


async def test_a_step_in_a_long_text_looks_at_no_other_piece_than_those_in_sight() -> None:
    """An attached file has thousands of paragraphs, and each step of reading tells how far it has come."""
    calls: list[int] = []
    for count in (FEW, MANY):
        pane = Pane(article(*(Paragraph(text=f"Đoạn {number}.") for number in range(count))))
        async with pane.run_test(size=STANDARD) as pilot:
            await pilot.pause()
            pane.view.scroll_relative(y=1, animate=False, immediate=True)
            await pilot.pause()
            calls.append(profiled(partial(pane.view.scroll_relative, y=1, animate=False, immediate=True)))
            assert pane.view.scroll_y == 2
    assert calls[0] == calls[1]


async def test_a_scrollbar_that_comes_or_goes_with_a_text_is_laid_out_and_painted_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Textual lays the pane out and paints it once more, a frame later."""
    done: list[str] = []
    short, long = (article(*[Paragraph(text="Tin.")] * count, id=str(count)) for count in (1, FEW))
    pane = Pane(short)
    async with pane.run_test(size=STANDARD) as pilot:
        await pilot.pause()
        noting_calls(monkeypatch, done, Screen, "_refresh_layout")
        noting_calls(monkeypatch, done, Compositor, "render_update")
        for shown in (long, short):
            pane.view.article = shown
            await pilot.pause()
            assert bool(pane.view.max_scroll_y) is (shown is long)
            assert done == ["_refresh_layout", "render_update"]
            done.clear()


def noting_calls(monkeypatch: pytest.MonkeyPatch, done: list[str], kind: type, name: str) -> None:
    """Write down whenever a method is called."""
    method = getattr(kind, name)

    def noted(self: object, *arguments: object, **named: object) -> object:
        done.append(name)
        return method(self, *arguments, **named)

    monkeypatch.setattr(kind, name, noted)


def profiled(do: Callable[[], object]) -> int:
    """Count what is called."""
    called = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event == "call"

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return called
