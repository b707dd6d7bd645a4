"""Ctrl+O in the search: when and in which categories there are results, and the search narrowed to some."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from reader import i18n
from reader.config import Config
from reader.library import Library
from reader.screens.answering import FIRST
from reader.screens.search import SearchScreen
from reader.screens.spread import SpreadScreen
from reader.searching.query import Wanted
from reader.searching.search import Found, Search
from reader.widgets.hitlist import HitList
from reader.widgets.tallylist import TallyList
from scrapers.errors import StoreError
from tests.fakes_store import a_library, an_entry
from tests.reading import STANDARD, Reading, reading

ENTRIES = (
    an_entry("1", "Thủ tướng thăm Vĩnh Long", published="2015-12-09"),
    an_entry("2", "Họp báo quý I", text="Thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("3", "Thu tượng cổ", published="2018-03-01", category="bao-chi"),
    an_entry("4", "Thu phí", published="2018-03-05"),
    an_entry("5", "Thu vé, không ngày", published=None, category="bao-chi"),
)
NARROW = (40, 12)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    i18n.install("en")
    with a_library(tmp_path / "home", ENTRIES) as opened:
        yield opened


def typed(reader: Reading) -> str:
    return reader.app.screen.query_one(Input).value


def found(reader: Reading) -> int:
    return reader.app.screen.query_one(HitList).count()


async def show(reader: Reading, words: str, count: int) -> None:
    """Search for words, and show when and where."""
    await reader.press("ctrl+f", *("space" if letter == " " else letter for letter in words))
    await until_found(reader, count)
    await reader.press("ctrl+o")
    await reader.until(lambda: isinstance(reader.app.screen, SpreadScreen))
    await reader.until_without("Counting")


async def until_found(reader: Reading, count: int) -> None:
    await reader.until(lambda: isinstance(reader.app.screen, SearchScreen) and found(reader) == count)


async def test_it_shows_when_and_where_there_are_results(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await show(reader, "thu", 5)
        assert reader.lines[0].split("  ")[0].strip() == "BY YEAR · 1 without a date"
        assert "BY CATEGORY" in reader.lines[0]
        assert [line[:8] for line in reader.lines[1:5]] == [
            "▌2018  3",
            " 2017  0",
            " 2016  0",
            " 2015  1",
        ]
        assert reader.lines[1][40:].startswith(" Tin trong ngành     3  █")
        assert reader.lines[2][40:].startswith(" Báo chí - Xuất bản  2  █")
        assert reader.lines[1][:40].count("█") == 3 * reader.lines[4][:40].count("█")


async def test_enter_narrows_the_search_step_by_step_and_more_can_be_typed(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await show(reader, "thu", 5)
        await reader.press("enter")
        await until_found(reader, 3)
        assert typed(reader) == "since:2018 until:2018 thu"
        await reader.press("ctrl+o")
        await reader.until(lambda: "03/2018      2" in reader.text)
        await reader.press("enter")
        await until_found(reader, 2)
        assert typed(reader) == "since:03/2018 until:03/2018 thu"
        await reader.press("space", *"phi")
        await until_found(reader, 1)
        assert typed(reader) == "since:03/2018 until:03/2018 thu phi"


async def test_a_category_narrows_it_too_and_both_can_be_taken_back(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await show(reader, "tu:2018 thu", 3)
        await reader.press("tab", "down", "enter")
        await until_found(reader, 1)
        assert typed(reader) == 'category:"Báo chí - Xuất bản" tu:2018 thu'
        await reader.press("ctrl+o")
        await reader.until(lambda: "at any time" in reader.text)
        await reader.press("up", "enter")
        await until_found(reader, 2)
        assert typed(reader) == 'category:"Báo chí - Xuất bản" thu'
        await reader.press("ctrl+o")
        await reader.until(lambda: "in any category" in reader.text)
        await reader.press("right", "g", "enter")
        await until_found(reader, 5)
        assert typed(reader) == "thu"


async def test_a_category_can_be_left_out_and_taken_back(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await show(reader, "thu", 5)
        assert "leave out" not in reader.lines[-1], "a time is bounded, not left out"
        await reader.press("minus")
        assert isinstance(reader.app.screen, SpreadScreen)
        await reader.press("tab", "down")
        assert "- leave out" in reader.lines[-1]
        await reader.press("minus")
        await until_found(reader, 3)
        assert typed(reader) == '-category:"Báo chí - Xuất bản" thu'
        await reader.press("ctrl+o")
        await reader.until(lambda: "in any category" in reader.text)
        await reader.press("tab", "g", "minus")
        assert isinstance(reader.app.screen, SpreadScreen)
        await reader.press("enter")
        await until_found(reader, 5)
        assert typed(reader) == "thu"


async def test_a_time_without_an_article_cannot_be_chosen(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await show(reader, "thu", 5)
        assert "Enter" in reader.lines[-1]
        await reader.press("down")
        assert "Enter" not in reader.lines[-1]
        await reader.press("enter")
        assert isinstance(reader.app.screen, SpreadScreen)


@pytest.mark.parametrize("key", ["escape", "q", "ctrl+o"])
async def test_it_leads_back_to_the_search_as_it_was(library: Library, key: str) -> None:
    async with reading(library, STANDARD) as reader:
        await show(reader, "thu", 5)
        await reader.press(key)
        await until_found(reader, 5)
        await reader.press("space", "p")
        assert typed(reader) == "thu p"


async def test_with_results_without_a_date_alone_the_keys_go_to_the_categories(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await show(reader, "thu ve khong ngay", 1)
        assert "▌Báo chí - Xuất bản  1" in reader.lines[1]
        assert "Tab" not in reader.lines[-1]
        await reader.press("enter")
        await until_found(reader, 1)
        assert typed(reader) == 'category:"Báo chí - Xuất bản" thu ve khong ngay'


async def test_without_results_there_is_nothing_to_show(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", *"zzz")
        await reader.until(lambda: "Nothing found" in reader.text)
        assert "Ctrl+O" not in reader.lines[-1]
        await reader.press("ctrl+o")
        assert isinstance(reader.app.screen, SearchScreen)
        assert reader.said == ["There are no results here to count."]


async def test_a_narrow_terminal_has_one_list_below_the_other(library: Library) -> None:
    async with reading(library, NARROW) as reader:
        await show(reader, "thu", 5)
        assert reader.lines[0].strip() == "BY YEAR · 1 without a date"
        assert reader.lines[1].startswith("▌2018  3  █")
        at = next(at for at, line in enumerate(reader.lines) if "BY CATEGORY" in line)
        assert reader.lines[at + 1].startswith(" Tin trong ngành     3  █")


async def test_plain_marks_draw_bars_in_ascii(library: Library) -> None:
    async with reading(library, STANDARD, config=Config(marks="ascii")) as reader:
        await show(reader, "thu", 5)
        assert reader.lines[1].startswith(">2018  3  #")
        assert not set(reader.text) & set("█▌▏▁")


async def test_all_results_are_counted_though_the_first_alone_are_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, find = threading.Event(), Search.find

    def first_alone(
        search: Search, portal: str, wanted: Wanted, limit: int | None = None, **order: Any
    ) -> Found:
        assert limit is not None or go.wait(10)
        return find(search, portal, wanted, limit, **order)

    monkeypatch.setattr(Search, "find", first_alone)
    many = [an_entry(str(number), "Tin", published="2018-01-17") for number in range(1, FIRST + 11)]
    with a_library(tmp_path / "many", many) as library:
        async with reading(library, STANDARD) as reader:
            await reader.press("ctrl+f", *"tin")
            await until_found(reader, FIRST)
            await reader.press("ctrl+o")
            await reader.until(lambda: "Counting …" in reader.text)
            go.set()
            await reader.until(lambda: f"17/01/2018  {FIRST + 10}" in reader.text)


async def test_counting_is_said_and_can_be_left(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    go, count = threading.Event(), Search.categories

    def slow(search: Search, rows: list[int]) -> object:
        assert go.wait(10)
        return count(search, rows)

    monkeypatch.setattr(Search, "categories", slow)
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", *"thu")
        await until_found(reader, 5)
        await reader.press("ctrl+o")
        await reader.until(lambda: "Counting …" in reader.text)
        await reader.press("tab", "enter", "escape")
        assert isinstance(reader.app.screen, SearchScreen)
        go.set()
        await until_found(reader, 5)


async def test_a_store_that_refuses_says_why(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_search: Search, _rows: list[int]) -> object:
        raise StoreError("disk image is malformed", where="catalogue.sqlite")

    monkeypatch.setattr(Search, "categories", refuse)
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", *"thu")
        await until_found(reader, 5)
        await reader.press("ctrl+o")
        await reader.until(lambda: "catalogue.sqlite" in reader.text)
        assert reader.app.screen.query_one(TallyList).count() == 0
        await reader.press("enter", "escape")
        assert isinstance(reader.app.screen, SearchScreen)


async def test_the_search_draws_when_results_were_published(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", *"thu")
        await until_found(reader, 5)
        assert reader.lines[1].strip() == "5 articles · 2015 ▃▁▁█ 2018"
        await reader.press("space", *"phi")
        await until_found(reader, 1)
        assert reader.lines[1].strip() == "1 article"
