"""Reading: what opens, what is marked read, and how one goes on and back."""

from pathlib import Path

import msgspec
import pytest

from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.main.reading import ReaderScreen
from reader.widgets.textpane import OVERLAP
from scrapers.model import Paragraph
from tests.fakes_store import PORTAL, a_library, an_article, an_entry, fill
from tests.reading import WIDE, reading

LONG = tuple(Paragraph(text=f"Đoạn số {n}. " + "Hội nghị tổng kết công tác năm. " * 9) for n in range(30))


def with_long_articles(library: Library) -> None:
    """Add three articles of many pages, newer than all others, the last of them newest."""
    for name in "678":
        day = f"2018-02-0{name}"
        known = an_entry(name, f"Bài dài {name}", published=day)
        whole = an_article(name, f"Bài dài {name}", blocks=LONG, published=day)
        fill(library.cache, library.catalogue, [msgspec.structs.replace(known, article=whole)])


async def test_the_first_screen_is_the_list_of_everything_newest_first(library: Library):
    async with reading(library) as reader:
        assert reader.place is Place.LIST
        assert reader.listed == ["2", "1", "5", "3", "4"]
        assert reader.open_id is None
        assert "No article is open." in reader.text
        assert "Ctrl+F  Search the text of all articles" in reader.text


async def test_enter_opens_the_article_shows_its_text_and_marks_it_read(library: Library):
    async with reading(library) as reader:
        await reader.press("down", "enter")

        assert reader.open_id == "1"
        assert reader.place is Place.ARTICLE
        assert "Nội dung của tin số 1." in reader.text
        assert reader.head("1").read
        assert [name for name in "2345" if reader.head(name).read] == []


async def test_moving_over_articles_marks_nothing(library: Library):
    async with reading(library) as reader:
        for keys in ("j", "down", "G", "g", "pagedown", "pageup", "end", "home", "k", "up", "]", "[", "2"):
            await reader.press(keys)

        assert [name for name in "12345" if reader.head(name).read] == []


async def test_the_wheel_and_a_click_elsewhere_mark_nothing(library: Library):
    async with reading(library) as reader:
        await reader.pilot.hover(type(reader.heads), offset=(5, 4))
        reader.heads.scroll_down(animate=False)
        await reader.pilot.click(type(reader.article), offset=(3, 3))

        assert [name for name in "12345" if reader.head(name).read] == []


async def test_a_click_on_a_row_opens_its_article(library: Library):
    async with reading(library) as reader:
        await reader.pilot.click(type(reader.heads), offset=(5, 3))

        assert reader.open_id == "1"
        assert reader.head("1").read


async def test_next_and_previous_go_through_the_list_and_say_where_it_ends(library: Library):
    async with reading(library) as reader:
        await reader.press("enter", "n")
        assert (reader.open_id, reader.cursor_id) == ("1", "1")
        await reader.press("p")
        assert (reader.open_id, reader.cursor_id) == ("2", "2")
        await reader.press("p")
        assert reader.open_id == "2"
        assert reader.said == ["This is the first article of the list."]
        await reader.press("n", "n", "n", "n", "n")
        assert reader.open_id == "4"
        assert "This is the last article of the list." in reader.said


async def test_the_next_unread_is_found_anywhere_and_what_is_not_here_is_passed_over(library: Library):
    async with reading(library) as reader:
        await reader.press("2")
        seen = []
        for _time in range(4):
            await reader.press("N")
            seen.append(reader.open_id)

        assert seen[0] == "3"
        assert sorted(filter(None, seen)) == ["1", "2", "3", "4"]
        await reader.press("N")
        assert reader.open_id == seen[-1]
        assert reader.said[-1] == "Everything here has been read."


async def test_the_next_unread_is_found_below_the_top_of_a_list_before_the_rest_is_looked_up(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.listdesk._GLANCE", 2)
    monkeypatch.setattr(ReaderScreen, "look_up", lambda _screen: None)
    for name in "21":
        library.mark_read(PORTAL, name)
    async with reading(library) as reader:
        assert reader.listed == ["2", "1"]
        await reader.press("N")

        assert (reader.open_id, reader.cursor_id) == ("3", "3")
        assert reader.listed == ["2", "1", "5", "3", "4"]


async def test_space_opens_pages_down_and_then_goes_on_to_the_next_unread(library: Library):
    with_long_articles(library)
    async with reading(library) as reader:
        await reader.press("space")
        assert reader.open_id == "8"
        before = reader.article.scroll_y
        await reader.press("space")
        assert reader.article.scroll_y == before + reader.article.size.height - OVERLAP
        reader.article.action_bottom()
        await reader.pilot.pause()
        await reader.press("space")
        assert reader.open_id == "7"
        assert reader.article.scroll_y == 0


async def test_back_and_forward_retrace_the_way(library: Library):
    async with reading(library) as reader:
        await reader.press("enter", "n", "n", "backspace")
        assert reader.open_id == "1"
        await reader.press("H")
        assert reader.open_id == "2"
        await reader.press("backspace")
        assert reader.open_id == "2"
        await reader.press("L", "L")
        assert reader.open_id == "5"


async def test_escape_and_q_lead_back_pane_by_pane_and_then_out(library: Library):
    async with reading(library) as reader:
        await reader.press("j", "enter", "R")
        assert reader.place is Place.RELATED
        await reader.press("q")
        assert reader.place is Place.ARTICLE
        await reader.press("escape")
        assert reader.place is Place.LIST
        assert reader.app.is_running
        await reader.press("q")
        assert not reader.app.is_running


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_the_keys_that_leave_at_once_do_so_from_anywhere(library: Library, key: str):
    async with reading(library) as reader:
        await reader.press("enter", "question_mark", key)

        assert not reader.app.is_running


async def test_related_news_open_in_place_where_their_text_is_here(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("j", "enter", "R", "enter")

        assert reader.open_id == "2"
        assert reader.place is Place.ARTICLE
        assert "Nội dung của tin số 2." in reader.text
        await reader.press("backspace")
        assert reader.open_id == "1"


async def test_related_news_whose_text_is_not_here_say_so_and_offer_to_fetch_it(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("j", "enter")
        assert "not fetched yet" in reader.text
        await reader.press("R", "down", "enter")

        assert reader.open_id == "5"
        assert "The text of this article has not been fetched yet." in reader.text
        assert not reader.head("5").read
        assert "Enter fetch" in reader.lines[-1]


async def test_an_article_goes_on_where_reading_stopped_also_after_a_restart(tmp_path: Path):
    with a_library(tmp_path) as library:
        with_long_articles(library)
        async with reading(library) as reader:
            await reader.press("enter", "space", "space")
            line = reader.article.scroll_y
            assert line > 30
            await reader.press("n", "p")
            assert abs(reader.article.scroll_y - line) <= 1
    with a_library(tmp_path) as library:
        async with reading(library) as reader:
            await reader.press("enter")
            assert reader.open_id == "8"
            assert abs(reader.article.scroll_y - line) <= 1


async def test_an_article_read_to_its_end_begins_at_its_top_again(library: Library):
    with_long_articles(library)
    async with reading(library) as reader:
        await reader.press("enter", "G", "n", "p")

        assert reader.article.scroll_y == 0
        assert library.position(PORTAL, "8") == 1


async def test_zoom_shows_the_article_alone_and_all_panes_again(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("enter", "z")
        assert "CATEGORIES" not in reader.text
        assert "Họp báo" not in reader.text
        await reader.press("escape")
        assert "CATEGORIES" in reader.text
        await reader.press("enter", "z")
        assert "CATEGORIES" in reader.text
        await reader.press("z", "escape", "z")
        assert reader.place is Place.ARTICLE
        assert "CATEGORIES" not in reader.text, "what the list shows is what the key goes by"


async def test_without_an_open_article_or_room_for_two_panes_zoom_says_what_it_lacks(library: Library):
    async with reading(library, (60, 20)) as reader:
        await reader.press("z", "enter", "z")
        assert [text.split(".")[0] for text in reader.said] == [
            "No article is open",
            "There is room for one pane only, so the article stands alone already",
        ]
        await reader.pilot.resize_terminal(*WIDE)
        assert "CATEGORIES" in reader.text


async def test_rows_that_are_not_seen_are_told_of_when_they_change(library: Library):
    async with reading(library, (60, 20)) as reader:
        await reader.press("c", "enter", "c", "c")
        assert reader.said == ["Three-line rows in the list", "One-line rows in the list"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_every_pane_can_be_reached_and_left_by_keys(library: Library, size: tuple[int, int]):
    async with reading(library, size) as reader:
        await reader.press("left")
        assert reader.place is Place.SHELVES
        assert "CATEGORIES" in reader.text
        await reader.press("down", "enter")
        assert reader.place is Place.LIST
        assert reader.desk.shelf == "tin-trong-nganh"
        await reader.press("l")
        assert reader.place is Place.ARTICLE
        await reader.press("tab")
        assert reader.place is Place.SHELVES
        await reader.press("shift+tab")
        assert reader.place is Place.ARTICLE
        await reader.press("h")
        assert reader.place is Place.LIST
