"""How a list scrolls: what a step costs, on a slow line above all; the wheel, and the scrollbar."""

from itertools import pairwise
from pathlib import Path

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from reader.library import Library
from reader.screens.fresh import FreshScreen
from reader.widgets.rowlist import RowList
from reader.widgets.textpane import TextPane
from tests.counting import look
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.reading import STANDARD, Reading, reading

MANY = tuple(an_entry(str(number), f"Tin số {number}") for number in range(100, 0, -1))


async def test_row_by_row_a_list_scrolls_half_a_page_at_a_time_and_shows_the_cursor(tmp_path: Path) -> None:
    with a_library(tmp_path, MANY) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            height = reader.heads.size.height
            places = []
            for _ in range(40):
                await reader.press("down")
                places.append(reader.heads.top)
                top = reader.heads.cursor * 3
                assert places[-1] <= top <= places[-1] + height - 3

    scrolls = [after - before for before, after in pairwise(places) if after != before]
    assert len(scrolls) <= 40 * 3 // (height // 2 - 3)
    assert all(height // 3 <= lines <= height // 2 + 3 for lines in scrolls)


def bar(reader: Reading) -> list[int]:
    """Return the lines of the list on which its scrollbar has its handle."""
    region = reader.heads.region
    column = [next(iter(strip.crop(region.right - 1, region.right))) for strip in compositor(reader)]
    styles = [segment.style for segment in column[region.y : region.bottom]]
    return [line for line, style in enumerate(styles) if style and style.meta.get("@mouse.down") == "grab"]


def compositor(reader: Reading):  # type: ignore[no-untyped-def]  # Textual's own strips
    return reader.app.screen._compositor.render_strips()


async def turn(reader: Reading, way: type[MouseScrollDown | MouseScrollUp]) -> None:
    reader.heads.post_message(way(reader.heads, 3, 3, 0, 0, 0, False, False, False))
    await reader.pilot.pause()


async def test_the_wheel_scrolls_and_leaves_the_cursor(tmp_path: Path) -> None:
    with a_library(tmp_path, MANY) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            await turn(reader, MouseScrollUp)
            assert reader.heads.top == 0
            await turn(reader, MouseScrollDown)
            await turn(reader, MouseScrollDown)
            assert reader.heads.top == 4
            assert reader.heads.cursor == 0
            await turn(reader, MouseScrollUp)
            assert reader.heads.top == 2


async def test_the_scrollbar_says_where_one_is_and_can_be_pulled(tmp_path: Path) -> None:
    with a_library(tmp_path, MANY) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            heads, right = reader.heads, reader.heads.size.width - 1
            assert bar(reader) == [0, 1]
            await reader.press("G")
            assert bar(reader)[-1] == heads.size.height - 1
            await reader.press("g")

            await reader.pilot.mouse_down(heads, offset=(right, 0))
            assert heads.bar == "active"
            await reader.pilot.hover(heads, offset=(right, 10))
            assert heads.top == round(10 * 300 / heads.size.height)
            assert 9 <= bar(reader)[0] <= 11
            await reader.pilot.mouse_up(heads, offset=(right, 10))
            assert heads.bar != "active"
            await reader.pilot.hover(heads, offset=(right, 2))
            assert heads.top == round(10 * 300 / heads.size.height)
            assert heads.cursor == 0


async def test_beside_its_handle_the_scrollbar_scrolls_a_page_and_opens_nothing(tmp_path: Path) -> None:
    with a_library(tmp_path, MANY) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            heads, right = reader.heads, reader.heads.size.width - 1
            height = heads.size.height
            await reader.pilot.click(heads, offset=(right, height - 1))
            assert heads.top == height
            assert reader.open_id is None
            await reader.pilot.click(heads, offset=(right, 0))
            assert heads.top == 0
            assert heads.cursor == 0


async def test_where_everything_is_in_sight_there_is_no_scrollbar(tmp_path: Path) -> None:
    with a_library(tmp_path, MANY[:3]) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            assert bar(reader) == []
            assert not reader.heads.is_on_bar(reader.heads.size.width - 1)


async def test_an_article_keeps_two_columns_from_its_scrollbar_at_the_edge(tmp_path: Path) -> None:
    text = "ă" * 2000  # one word, so that every line is full
    with a_library(tmp_path, [an_entry("1", text=text)]) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            await reader.press("enter", "pagedown")
            pane, bar = reader.article.region, reader.article.vertical_scrollbar.region
            lines = [line.ljust(80)[pane.x : pane.right] for line in reader.lines[pane.y : pane.bottom]]

            assert bar.right == pane.right == 80
            assert "ă" in {line[-4] for line in lines}
            assert {line[-3:-1] for line in lines} == {"  "}


async def test_keys_of_vi_go_by_pages(tmp_path: Path) -> None:
    with a_library(tmp_path, MANY) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            await reader.press("pagedown")
            page = reader.heads.cursor
            await reader.press("ctrl+d")
            assert reader.heads.cursor == 2 * page > 0
            await reader.press("ctrl+u")
            assert reader.heads.cursor == page


@pytest.mark.parametrize("key", ["space", "ctrl+d"])
@pytest.mark.parametrize("opened_by", ["v", "question_mark"])
async def test_other_screens_go_down_a_page_by_space(tmp_path: Path, opened_by: str, key: str) -> None:
    entries = [an_entry(str(n), f"Tin số {n}", views=n) for n in range(1, 100)]
    with a_library(tmp_path, entries) as library:
        look(library, 0, {str(n): n for n in range(1, 100)})
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            await reader.press(opened_by)
            pane = reader.app.focused
            assert isinstance(pane, RowList | TextPane)
            await reader.press("pagedown")
            page = place(pane)
            await reader.press("g", key)
            assert place(pane) == page > 0


@pytest.mark.parametrize("keys", [["w"], ["v"], ["P"], ["ctrl+f", *"so", "ctrl+o"]], ids=" ".join)
async def test_no_list_is_too_short_for_the_key_of_a_page(library: Library, keys: list[str]) -> None:
    async with reading(library, STANDARD) as reader:
        await reader.press(*keys)
        await reader.until(lambda: isinstance(reader.app.focused, RowList))
        await reader.press("space", "ctrl+d", "ctrl+u")
        assert isinstance(reader.app.screen, FreshScreen)
        assert reader.said == []


def place(pane: RowList | TextPane) -> float:
    """How far down a pane is."""
    return pane.cursor if isinstance(pane, RowList) else pane.scroll_y
