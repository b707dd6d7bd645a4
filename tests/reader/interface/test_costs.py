"""What the interface costs, counted: as much with many articles as with few."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from rich.segment import Segment
from textual._compositor import Compositor
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.library import Library
from reader.model import Head, History
from reader.render.rows import Bit, comfortable
from reader.screens.main.reading import ReaderScreen
from reader.widgets import headlist
from reader.widgets.headlist import HeadList
from tests.fakes_store import a_library, an_entry
from tests.painting import terminal
from tests.reading import WIDE, reading
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
    """Look for other processes, and make pages ahead, no more on a busy machine than on a quick one."""
    monkeypatch.setattr("reader.screens.main.syncing._OTHERS_SEEN", 3600)
    monkeypatch.setattr(headlist, "_REST", 3600)


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


@pytest.mark.parametrize("compact", ["", "c"])
@pytest.mark.parametrize(
    "keys",  # to get there, to scroll, and to see what was made behind the scroll
    [
        "pagedown, pagedown, pagedown",
        "G pageup, pageup, pageup",
        "G, g, pagedown pagedown",
        ", G, pageup pageup",
    ],
)
async def test_a_page_that_was_made_ahead_asks_nothing_and_makes_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, compact: str
) -> None:
    there, scroll, further = (part.split() for part in keys.split(","))
    made: list[str] = []
    ahead: list[bool] = []
    make, make_ahead = HeadList._make, HeadList._make_ahead

    def noted(self: HeadList, head: Head | None, width: int) -> list[list[Bit]]:
        made.append(head.id if head else "")
        return make(self, head, width)

    def done(self: HeadList, *, down: bool) -> None:
        make_ahead(self, down=down)
        ahead.append(down)

    monkeypatch.setattr(HeadList, "_make", noted)
    monkeypatch.setattr(HeadList, "_make_ahead", done)
    with counted(monkeypatch) as log, filled(tmp_path, MANY) as library:
        async with reading(library, WIDE) as read:
            await read.app.workers.wait_for_complete()
            await read.press(*compact, *there)
            before = log.of("catalogue.sqlite")
            with monkeypatch.context() as patch:
                patch.setattr(headlist, "_REST", 0.01)
                await read.press(*scroll)
                await read.until(lambda: ahead)
            asked, known, top = log.of("catalogue.sqlite"), len(made), read.heads.top
            assert asked <= before + 2
            await read.press(*further)
            assert read.heads.top != top
            assert (log.of("catalogue.sqlite"), len(made)) == (asked, known)


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
