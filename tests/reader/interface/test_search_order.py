"""Ctrl+N in the search shows the newest results first, and the best again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.screens.search import SearchScreen
from reader.widgets.hitlist import HitList
from tests.fakes_store import a_library, an_entry
from tests.reading import STANDARD, Reading, reading

BEST = ["title", "spelled", "new"]
NEWEST = ["new", "spelled", "title"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    entries = (
        an_entry("new", "Tin", text="Thu tuong khong dau.", published="2018-03-01"),
        an_entry("spelled", "Tin", text="Có thủ tướng.", published="2018-02-01"),
        an_entry("title", "Thủ tướng thăm tỉnh", published="2018-01-01"),
    )
    with a_library(tmp_path, entries) as opened:
        yield opened


def hits(reader: Reading) -> list[str]:
    """Name what the search shows; nothing where another screen is open."""
    if not isinstance(reader.app.screen, SearchScreen):
        return []
    rows = reader.app.screen.query_one(HitList).rows
    return [head.id for head in reader.desk.library.heads(rows)]


async def test_the_newest_come_first_until_the_key_is_pressed_again(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", *"thủ", "space", *"tướng")
        await reader.until(lambda: hits(reader) == BEST)
        await reader.press("down", "ctrl+n")
        await reader.until(lambda: hits(reader) == NEWEST)
        assert reader.app.screen.query_one(HitList).cursor == 0
        assert "3 articles · newest first" in reader.lines[1]
        await reader.press("ctrl+n")
        await reader.until(lambda: hits(reader) == BEST)
        assert "newest first" not in reader.text


async def test_the_order_stays_for_the_next_words_and_when_one_comes_back(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", *"thu", "ctrl+n", "enter")
        await reader.until(lambda: not isinstance(reader.app.screen, SearchScreen))
        await reader.press("ctrl+f", "end", "space", *"tuong")
        await reader.until(lambda: hits(reader) == NEWEST)


async def test_where_nothing_is_found_there_is_no_order(library: Library) -> None:
    async with reading(library, STANDARD) as reader:
        await reader.press("ctrl+f", *"thu")
        await reader.until(lambda: "Ctrl+N order" in reader.text)
        await reader.press(*"zzz")
        await reader.until(lambda: "Nothing found" in reader.text)
        assert "Ctrl+N" not in reader.text
        await reader.press("ctrl+n", "ctrl+n")
        assert reader.said == ["The newest results first", "The best results first"], "of the next words"
