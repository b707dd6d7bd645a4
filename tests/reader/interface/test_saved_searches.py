"""Searches that are kept beside the categories, as lists of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Query
from reader.widgets.shelflist import ShelfList
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.reading import WIDE, Reading, reading

ENTRIES = (
    an_entry("1", "Thủ tướng thăm Vĩnh Long", published="2017-01-09"),
    an_entry("2", "Họp báo quý I", text="Diễn biến: thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("3", "Khánh thành cầu", text="Cầu dài hơn dự kiến.", published="2018-02-01"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


async def search(reader: Reading, typed: str) -> None:
    """Search for words, and wait for what is found."""
    await reader.press("ctrl+f")
    await reader.type(typed)
    await reader.until(lambda: "2 articles" in reader.text)


async def test_it_stands_below_the_categories(library: Library):
    async with reading(library, WIDE) as reader:
        await search(reader, "thủ tướng")
        await reader.press("ctrl+s", "escape")
        await reader.until(lambda: "⌕ thủ tướng" in reader.text)
        (shelf,) = (shelf for shelf in library.shelves(PORTAL) if shelf.is_search)
        assert (shelf.name, shelf.unread) == ("thủ tướng", 2)
        row = next(line for line in reader.lines if "⌕ thủ tướng" in line)
        assert row.split("│")[0].split()[-1] == "2"

        await reader.press("h", "G", "enter")
        await reader.until(lambda: "THỦ TƯỚNG" in reader.text)
        rows = library.rows(Query(portal=PORTAL, shelf=shelf.key))
        assert reader.listed == [head.id for head in library.heads(rows)] == ["2", "1"]


async def test_it_can_be_removed_on_its_line(library: Library):
    library.searches.save(PORTAL, "thủ tướng")
    async with reading(library, WIDE) as reader:
        await reader.press("h", "G", "enter", "h", "x")
        await reader.until(lambda: "⌕" not in reader.text)
        assert not [shelf for shelf in library.shelves(PORTAL) if shelf.is_search]
        await reader.press("x")
        assert reader.screen.query_one(ShelfList).shelves


async def test_what_was_removed_comes_back_by_the_key_that_undoes(library: Library):
    library.searches.save(PORTAL, "thủ tướng")
    async with reading(library, WIDE) as reader:
        await reader.press("h", "G", "x")
        assert reader.said == ["The search is no longer saved; u brings it back."]
        assert "u undo" in reader.lines[-1]
        await reader.press("u")
        assert reader.said[-1] == "Undone: the search removed"
        await reader.until(lambda: "⌕ thủ tướng" in reader.text)
        assert library.searches.key_of(PORTAL, "thủ tướng") is not None


async def test_the_key_that_saves_a_search_also_removes_it(library: Library):
    async with reading(library) as reader:
        await search(reader, "thủ tướng")
        await reader.press("ctrl+s")
        assert library.searches.key_of(PORTAL, "thủ tướng") is not None
        await reader.press("ctrl+s")
        assert library.searches.key_of(PORTAL, "thủ tướng") is None
