"""Searches that are kept beside the categories, as lists of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from textual.widgets import Input

from reader.config import Config
from reader.library import Library
from reader.model import ALL, EVERYWHERE, Query, Sort
from reader.screens.search import SearchScreen
from reader.user.state import read_state, write_state
from reader.widgets.shelflist import ShelfList
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.reading import WIDE, Reading, reading
from tests.two_portals import HANOI, go_everywhere, listed

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


async def until_found(reader: Reading) -> None:
    await reader.until(lambda: isinstance(reader.app.screen, SearchScreen) and "2 articles" in reader.text)


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


async def test_no_words_are_not_saved_and_that_is_said(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("ctrl+f", "ctrl+s")
        assert reader.said == ["No words are typed that could be saved."]
        assert [shelf for shelf in library.shelves(PORTAL) if shelf.is_search] == []


async def test_it_may_have_a_name_of_its_own(library: Library):
    async with reading(library, WIDE) as reader:
        await search(reader, 'thủ tướng ten:"Nên đọc"')
        await reader.press("ctrl+s", "escape")
        await reader.until(lambda: "⌕ Nên đọc" in reader.text)
        await reader.press("h", "G", "enter")
        await reader.until(lambda: "NÊN ĐỌC" in reader.text)
        assert reader.listed == ["2", "1"]
        await reader.press("h", "x")
        await reader.until(lambda: "⌕" not in reader.text)


async def test_one_that_another_process_removes_gives_way_to_all_news(library: Library):
    library.searches.save(PORTAL, "thủ tướng")
    async with reading(library, WIDE) as reader:
        await reader.press("h", "G", "enter")
        await reader.until(lambda: "THỦ TƯỚNG" in reader.text)
        with Library.open(library.paths) as other:
            other.searches.remove(PORTAL, "thủ tướng")
        await reader.press("s")

        assert "THỦ TƯỚNG" not in reader.text
        assert "⌕" not in reader.text
        assert (reader.desk.current.key, len(reader.listed)) == (ALL, len(ENTRIES))
        assert reader.head("2").starred


async def test_a_search_from_its_list_begins_with_it(library: Library):
    library.searches.save(PORTAL, 'thủ tướng ten:"Nên đọc"')
    async with reading(library, WIDE) as reader:
        await reader.press("h", "G", "enter", "ctrl+f")
        await until_found(reader)
        assert reader.app.screen.query_one(Input).value == 'thủ tướng ten:"Nên đọc"'
        await reader.press("end")
        await reader.type(" -báo")
        await reader.until(lambda: "1 article" in reader.text)
        assert reader.app.screen.query_one(Input).value == 'thủ tướng ten:"Nên đọc" -báo'


async def test_a_search_from_its_list_gives_way_to_what_is_typed(library: Library):
    library.searches.save(PORTAL, "thủ tướng")
    async with reading(library, WIDE) as reader:
        await reader.press("h", "G", "enter", "ctrl+f")
        await until_found(reader)
        await reader.press("c")
        assert reader.app.screen.query_one(Input).value == "c"


async def test_it_can_be_removed_on_its_line(library: Library):
    library.searches.save(PORTAL, "thủ tướng")
    async with reading(library, WIDE) as reader:
        await reader.press("h", "G", "enter", "h", "x")
        await reader.until(lambda: "⌕" not in reader.text)
        assert not [shelf for shelf in library.shelves(PORTAL) if shelf.is_search]
        await reader.press("x")
        assert reader.screen.query_one(ShelfList).rows


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


# Of all portals -----------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Library]:
    others = (
        an_entry("1", "Thủ tướng về Hà Nội", portal=HANOI, published="2018-01-20"),
        an_entry("2", "Cầu mới", portal=HANOI, published="2018-01-21"),
    )
    with a_library(tmp_path, (*ENTRIES, *others)) as opened:
        yield opened


async def test_in_the_list_of_all_portals_it_stands_below_them_and_finds_what_any_has(two: Library):
    two.searches.save(EVERYWHERE, "thủ tướng")
    two.searches.save(PORTAL, "cầu")
    async with reading(two, WIDE) as reader:
        await reader.until(lambda: "⌕ cầu" in reader.text)
        assert "⌕ thủ tướng" not in reader.text
        await go_everywhere(reader)
        await reader.until(lambda: any("⌕ thủ tướng" in line and "3" in line for line in reader.lines))
        assert "⌕ cầu" not in reader.text

        await reader.press("h", "G", "enter")
        await reader.until(lambda: "THỦ TƯỚNG" in reader.text)
        assert listed(reader) == ["hanoi/1", "vinhlong/2", "vinhlong/1"]
        assert any("Hà Nội" in line and "hanoi" in line for line in reader.lines), "rows say where from"
        await reader.press("enter")
        (shelf,) = (shelf for shelf in reader.desk.shelves if shelf.is_search)
        assert (shelf.total, shelf.unread) == (3, 2), "what is read is counted on"
        await reader.press("h", "h", "x")
        assert not [shelf for shelf in reader.desk.shelves if shelf.is_search]
        assert [shelf.name for shelf in two.shelves(PORTAL) if shelf.is_search] == ["cầu"]
        await reader.press("u")
        assert [shelf.name for shelf in reader.desk.shelves if shelf.is_search] == ["thủ tướng"]


def test_in_every_order_it_has_what_the_search_finds_in_one_statement(two: Library):
    key = two.searches.save(EVERYWHERE, "thủ tướng")
    for sort in get_args(Sort):
        found = two.rows(Query(portal=EVERYWHERE, shelf=key, sort=sort, unread=True))
        assert sorted(head.id for head in two.heads(found)) == ["1", "1", "2"]
    assert len(two.rows(Query(portal=EVERYWHERE, shelf=key, limit=2))) == 2


def test_a_mark_counts_on_with_the_categories_that_the_search_of_all_means(two: Library):
    two.searches.save(EVERYWHERE, "thủ tướng")
    two.searches.recount(EVERYWHERE)
    two.mark_read(HANOI, "1")
    two.mark_read(HANOI, "2")
    two.mark_read(PORTAL, "1")
    (shelf,) = two.searches.shelves(EVERYWHERE)

    assert (shelf.total, shelf.unread) == (3, 1)
    assert not two.searches.is_stale(EVERYWHERE)


def test_another_machine_gets_it_as_a_search_of_no_one_portal(two: Library, tmp_path: Path):
    two.searches.save(EVERYWHERE, "thủ tướng")
    with a_library(tmp_path / "other") as other:
        other.take_in(read_state(write_state(two.userdata.state()), "state.json"))
        assert other.searches.key_of(EVERYWHERE, "thủ tướng") is not None
        assert other.searches.key_of(PORTAL, "thủ tướng") is None


# The list to begin with -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "shelf"),
    [
        ("nen doc", "NÊN ĐỌC"),
        ("Read later", "READ LATER"),
        ("tin-trong-nganh", "TIN TRONG NGÀNH"),
        ("", "ALL NEWS"),
    ],
)
async def test_the_reader_begins_with_the_list_that_the_settings_name(
    library: Library, begin: str, shelf: str
):
    library.searches.save(PORTAL, 'chua:doc -"họp báo" ten:"Nên đọc"')
    async with reading(library, WIDE, config=Config(begin=begin)) as reader:
        assert shelf in reader.lines[1]
        assert reader.desk.shelves[reader.screen.query_one(ShelfList).cursor].key == reader.desk.shelf
        assert reader.said == []


async def test_a_list_to_begin_with_that_is_not_there_is_named_once_there_is_news(library: Library):
    async with reading(library, config=Config(begin="Nên đọc")) as reader:
        assert reader.desk.shelf == ALL
        assert reader.said == ["There is no list “Nên đọc” to begin with (config.toml)."]


async def test_before_the_first_sync_no_list_is_missed(tmp_path: Path):
    with a_library(tmp_path, ()) as empty:
        async with reading(empty, config=Config(begin="Nên đọc")) as reader:
            assert reader.said == []


async def test_another_portal_begins_with_its_own_list_of_that_name(two: Library):
    two.searches.save(HANOI, 'ten:"Chung" chua:doc')
    async with reading(two, config=Config(begin="chung")) as reader:
        assert reader.desk.shelf == ALL
        await reader.press("P", "up", "enter")
        assert (reader.desk.portal, reader.desk.current.name) == (HANOI, "Chung")
