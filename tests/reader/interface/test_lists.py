"""Lists: categories, marks, order and height of rows, and that only what is seen is asked for."""

from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import Library
from reader.model import ALL, LATER, STARRED, Head, Shelf
from reader.screens.main.reading import ReaderScreen
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.reading import WIDE, reading


async def test_brackets_go_round_the_shelves_and_digits_go_to_a_category(library: Library):
    async with reading(library) as reader:
        shelves = []
        for key in ("]", "]", "[", "[", "[", "0", "3", "9"):
            await reader.press(key)
            shelves.append(reader.desk.shelf)

        first = ["tin-trong-nganh", "bao-chi", "tin-trong-nganh", ALL]
        assert shelves == [*first, reader.desk.shelves[-1].key, ALL, "cntt", "cntt"]
        assert reader.listed == ["4"]


async def test_a_number_that_no_category_has_is_said_and_leaves_the_list_as_it_is(library: Library):
    async with reading(library) as reader:
        await reader.press("/", "t", "enter", "j", "9")

        assert reader.said == ["There is no category 9 here."]
        assert (reader.desk.words, reader.heads.cursor) == ("t", 1)


async def test_a_category_can_be_changed_while_an_article_is_read(library: Library):
    async with reading(library) as reader:
        await reader.press("enter", "]", "]")

        assert reader.open_id == "2"
        assert reader.listed == ["3"]
        await reader.press("n")
        assert reader.open_id == "3"


# Marks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "mark", "said"),
    [
        ("m", "read", "Marked as read."),
        ("s", "starred", "Starred; kept whole, beyond the cache."),
        ("b", "later", "Kept to read later."),
    ],
)
async def test_marks_are_set_taken_and_undone_from_the_list(library: Library, key: str, mark: str, said: str):
    async with reading(library) as reader:
        await reader.press(key)
        assert getattr(reader.head("2"), mark)
        assert reader.said == [said]
        await reader.press(key)
        assert not getattr(reader.head("2"), mark)
        await reader.press("u")
        assert getattr(reader.head("2"), mark)
        await reader.press("u")
        assert not getattr(reader.head("2"), mark)
        await reader.press("u")
        assert reader.said[-1] == "There is no mark to undo."


async def test_a_mark_shows_on_its_row_and_on_its_shelf(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("s", "b")
        row = next(line for line in reader.lines if "Đẩy mạnh" in line)

        assert "★◷" in row
        assert "★ Starred                 1" in reader.text
        assert "◷ Read later              1" in reader.text
        await reader.press("m")
        assert "★ Starred                 1" in reader.text, "how many there are, not how many are unread"


async def test_marks_in_an_article_are_of_that_article(library: Library):
    async with reading(library) as reader:
        await reader.press("enter", "n", "s")
        assert reader.head("1").starred
        await reader.press("m")
        assert not reader.head("1").read


async def test_starred_and_later_have_shelves_of_their_own(library: Library):
    async with reading(library) as reader:
        await reader.press("s", "down", "b", "[", "[")
        assert (reader.desk.shelf, reader.listed) == (LATER, ["1"])
        await reader.press("[")
        assert (reader.desk.shelf, reader.listed) == (STARRED, ["2"])


# Order and height ----------------------------------------------------------------------------------------


async def test_sorting_goes_round_and_says_the_order(library: Library):
    async with reading(library) as reader:
        await reader.press("down", "S")
        assert reader.listed[:2] == ["2", "4"]
        assert reader.cursor_id == "2"
        assert "by views" in reader.lines[1]
        await reader.press("S")
        assert "by what rises" in reader.lines[1]
        reader.screen.current = Shelf(key="x", name="Bưu chính - Viễn thông - Công nghệ", total=9, unread=9)
        await reader.pilot.pause()
        assert "BƯU CHÍNH - VI…" in reader.lines[1]
        assert "by what rises" in reader.lines[1]
        await reader.press("S")
        assert "oldest first" in reader.lines[1]
        assert reader.listed == ["3", "5", "1", "2", "4"]
        await reader.press("S")
        assert " first" not in reader.lines[1]
        assert reader.listed == ["2", "1", "5", "3", "4"]
        rises = "What rises shows after the next sync: growth is measured between two syncs."
        said = ["Most read first", rises, "Oldest first", "Newest first"]
        assert reader.said == said


async def test_who_was_away_reads_on_from_the_oldest_that_is_unread(library: Library):
    async with reading(library) as reader:
        await reader.press("C", "S", "S", "S", "enter", "N", "N")
        opened = [id for id in ("3", "5", "1", "2", "4") if library.head_of(PORTAL, id).read]  # type: ignore[union-attr]  # all are here
        assert reader.desk.head is not None
        assert (opened, reader.desk.head.id) == (["3", "1", "2"], "2"), "the text of one is not here"


async def test_compact_rows_take_one_line_each(library: Library):
    async with reading(library) as reader:
        await reader.press("down", "c")
        rows = [
            next(y for y, line in enumerate(reader.lines) if name in line) for name in ("Đẩy", "Tổng", "Chưa")
        ]
        assert rows == [2, 3, 4]
        assert reader.cursor_id == "1"
        await reader.press("c")
        rows = [
            next(y for y, line in enumerate(reader.lines) if name in line) for name in ("Đẩy", "Tổng", "Chưa")
        ]
        assert rows == [2, 5, 8]


async def test_the_settings_choose_compact_rows_and_plain_marks(library: Library):
    async with reading(library, WIDE, config=Config(rows="compact", marks="ascii")) as reader:
        await reader.press("s", "b", "j", "enter", "R")
        text = reader.text

    assert not set("●○★◷▌›…") & set(text)
    assert "SL" in text
    assert "* Tin số 2" in text


async def test_plain_marks_need_no_parts_of_cells(library: Library):
    async with reading(library, (80, 9), config=Config(marks="ascii"), toasts=True) as reader:
        await reader.press("down", "s", "m")

        assert reader.said
        assert set("▁▂▃▄▅▆▇█▌▊") & set(reader.text) == set()


async def test_without_colour_every_state_still_shows(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(library, WIDE) as reader:
        await reader.press("down", "enter", "escape", "down")
        cursor = next(line for line in reader.lines if "Chưa tải" in line)
        opened = next(line for line in reader.lines if "Tổng kết năm 2017" in line[28:60])
        colours = {
            (segment.style.color.triplet, segment.style.bgcolor.triplet)
            for strip in reader.strips
            for segment in strip
            if segment.style and segment.style.color and segment.style.bgcolor
            and segment.style.color.triplet and segment.style.bgcolor.triplet
        }  # fmt: skip

    assert "▌○ Chưa tải" in cursor
    assert "›  Tổng kết năm 2017" in opened
    assert {part for pair in colours for triplet in pair for part in (triplet.red - triplet.green,)} <= {0}


# A long list ---------------------------------------------------------------------------------------------


async def test_of_a_hundred_thousand_rows_only_those_in_sight_are_asked_for(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    asked: list[int] = []

    def heads_of(rows: Sequence[int]) -> dict[int, Head]:
        asked.extend(rows)
        return {
            row: Head(
                row=row, portal=PORTAL, id=str(row), url="https://a.vn/", title=f"Tin số {row}", cached=True
            )
            for row in rows
        }

    async with reading(library) as reader:
        screen = reader.app.screen
        assert isinstance(screen, ReaderScreen)
        monkeypatch.setattr(reader.heads, "_heads_of", heads_of)
        screen.rows = array("q", range(1, 100_001))
        await reader.pilot.pause()
        assert reader.heads.height_of_all() == 300_000
        assert len(set(asked)) < 20
        asked.clear()
        await reader.press("G")
        assert "Tin số 100000" in reader.text
        assert len(set(asked)) < 20
        asked.clear()
        await reader.press("k")
        assert len(asked) <= 2


async def test_a_shelf_of_ones_own_says_while_it_is_empty_which_key_fills_it(tmp_path: Path):
    with a_library(tmp_path, [an_entry("1", "Tin")]) as library:
        async with reading(library) as reader:
            await reader.press("[")
            assert "Nothing has a note. M writes" in " ".join(reader.text.split())
            await reader.press("[")
            assert "Nothing is kept for later" in reader.text
            await reader.press("[")
            assert "Nothing is starred. s stars" in reader.text
            await reader.press("]", "]", "]", "s", "[", "[", "[")
            assert "Nothing is starred" not in reader.text
            assert reader.listed == ["1"]


async def test_an_empty_list_offers_no_key_that_needs_an_article(tmp_path: Path):
    with a_library(tmp_path, [an_entry("1", "Tin")]) as library:
        async with reading(library) as reader:
            await reader.press("[")
            assert reader.lines[-1].split("  ")[0].strip() == "r sync"
            assert not any(hint in reader.lines[-1] for hint in ("s star", "m read", "/ filter"))
            for key in ("e", "s", "slash", "space"):
                await reader.press(key)
                assert reader.said[-1] == "There is no article in this list."
            await reader.press("]", "]")
            assert "s star" in reader.lines[-1]


async def test_what_is_read_is_left_out_until_the_same_key_lists_it_again(library: Library):
    async with reading(library, WIDE) as reader:
        everything = reader.listed
        await reader.press("m", "C")
        assert reader.said[-1] == "Only what is unread; C lists everything again."
        assert reader.listed == everything[1:]
        assert "unread only" in reader.text

        await reader.press("enter")
        assert reader.listed == everything[1:], "what is read now stays until the list is loaded again"
        await reader.press("escape", "]", "[")
        assert reader.listed == everything[2:]

        await reader.press("A")
        await reader.until(lambda: library.status(PORTAL).unread == 0)
        await reader.press("]", "[")
        assert reader.listed == []
        assert reader.heads.nothing == "Nothing here is unread. C lists everything again."
        await reader.press("C")
        assert reader.listed == everything
        assert "unread only" not in reader.lines[1]


async def test_where_there_is_no_room_for_the_order_that_it_is_only_what_is_unread_is_said(library: Library):
    async with reading(library) as reader:
        await reader.press("C", "S")
        assert "by views" not in reader.lines[1]
        assert "unread only" in reader.lines[1]


async def test_a_filter_of_titles_narrows_what_is_unread(library: Library):
    async with reading(library) as reader:
        await reader.press("m", "C", "slash")
        await reader.type("zzz")
        await reader.until(lambda: reader.listed == [])
        assert "No title contains these words." in " ".join(reader.text.split())
