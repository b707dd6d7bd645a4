"""On a small terminal what matters most has the room: what is typed, what is counted, where a file goes."""

from pathlib import Path

import pytest

from reader import i18n
from reader.config import Config
from reader.library import Library
from reader.widgets.lineinput import LineInput
from tests.everything import add_everything
from tests.fakes_store import PORTAL, a_library
from tests.reading import STANDARD, reading
from tests.two_portals import ENTRIES, go_everywhere

SMALL = (20, 10)


@pytest.mark.parametrize("keys", [("slash",), ("vertical_line",), ("M",), ("O",)])
async def test_what_is_typed_is_seen_and_hints_where_there_is_room_for_both(
    library: Library, keys: tuple[str, ...]
):
    i18n.install("vi")
    async with reading(library, SMALL) as reader:
        await reader.press("enter", *keys, *"tin")
        await reader.until(lambda: reader.lines[-1].endswith("tin"))
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: reader.lines[-1].endswith("F1 trợ giúp"))
        assert " tin " in reader.lines[-1]


@pytest.mark.parametrize("key", ["M", "O"])
async def test_in_a_narrow_line_the_words_have_all_room_that_the_help_does_not_need(
    library: Library, key: str
):
    i18n.install("vi")
    async with reading(library, (50, 16)) as reader:
        await reader.press("enter", key, *"tin tức trong tỉnh")
        await reader.until(lambda: "tỉnh" in reader.lines[-1])
        assert reader.lines[-1].endswith("F1 trợ giúp")
        assert "Enter" not in reader.lines[-1]
        assert reader.app.screen.query_one(LineInput).size.width > 50 // 2
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: "Enter" in reader.lines[-1])


@pytest.mark.parametrize("key", ["slash", "vertical_line", "M", "O"])
async def test_an_empty_line_without_room_for_hints_tells_the_keys_itself(library: Library, key: str):
    async with reading(library, (40, 12)) as reader:
        await reader.press("enter", key)
        await reader.until(lambda: "Enter" in reader.lines[-1])
        assert "Esc" in reader.lines[-1]


async def test_where_a_file_goes_is_seen_however_long_its_title(library: Library):
    add_everything(library)
    async with reading(library, SMALL) as reader:
        await reader.press("enter", "e")
        await reader.until(lambda: any("htm" in line for line in reader.lines))


async def test_what_is_counted_has_its_title_beside_the_number(library: Library):
    add_everything(library)
    async with reading(library, SMALL) as reader:
        await reader.press("v")
        await reader.until(lambda: any("Đẩy" in line and line.endswith("300") for line in reader.lines))
        assert any("Tập" in line and line.endswith("+3") for line in reader.lines)


async def test_a_row_of_one_line_has_its_title_beside_its_portal(tmp_path: Path):
    with a_library(tmp_path, ENTRIES) as two:
        async with reading(two, SMALL, config=Config(rows="compact")) as reader:
            await go_everywhere(reader)
            assert any("Tổng kế" in line and line.endswith("vinhlong") for line in reader.lines)


@pytest.mark.parametrize("height", [4, 5, 6])
async def test_the_title_of_the_cursor_is_seen_where_no_whole_row_is(library: Library, height: int):
    async with reading(library, (60, height)) as reader:
        for key in ("j", "j", "k", "j"):
            await reader.press(key)
            assert any(reader.head(reader.cursor_id).title in line for line in reader.lines)


async def test_the_row_of_the_cursor_stays_in_sight_where_the_terminal_becomes_lower(library: Library):
    async with reading(library, STANDARD) as reader:
        await reader.press("G")
        title = reader.head(reader.cursor_id).title
        await reader.pilot.resize_terminal(80, 9)
        await reader.until(lambda: len(reader.lines) == 9)
        assert any(title in line for line in reader.lines)


@pytest.mark.parametrize("height", [4, 5, 6])
async def test_a_page_is_a_row_where_no_more_are_in_sight(library: Library, height: int):
    async with reading(library, (60, height)) as reader:
        first = reader.cursor_id
        await reader.press("pagedown")
        assert reader.cursor_id != first
        await reader.press("pageup")
        assert reader.cursor_id == first


async def test_the_search_keeps_its_footer_and_what_was_searched_for_comes_before_how_to(library: Library):
    async with reading(library, (50, 16)) as reader:
        await reader.press("ctrl+f")
        assert reader.lines[-1].endswith("F1 help")
        assert "thu tuong" in reader.text
        await reader.press("escape")
        library.searches.remember(PORTAL, "họp báo")
        await reader.press("ctrl+f")
        assert "họp báo" in reader.lines[3]
        assert "thu tuong" not in reader.text
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: "thu tuong" in reader.text)
        assert "họp báo" in reader.lines[20]
        assert reader.lines[-1].endswith("F1 help")
