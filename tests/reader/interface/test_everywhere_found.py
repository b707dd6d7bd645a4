"""The news of all portals in one list: what a search and an address lead to there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.keyboard.command import Place
from reader.library import Library
from reader.model import EVERYWHERE
from reader.screens.search import SearchScreen
from reader.widgets.hitlist import HitList
from tests.fakes_fetching import fetching_by
from tests.fakes_store import BASE, a_library, an_article, an_entry, fill
from tests.reading import reading
from tests.two_portals import ENTRIES, HANOI, NEWEST, go_everywhere, listed, opened


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as library:
        yield library


async def test_a_search_is_of_all_portals_and_opens_what_it_finds_here(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("ctrl+f", *"tong ket")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        await reader.until(lambda: reader.app.screen.query_one(HitList).count() == 2)
        assert "Search all portals" in reader.lines[0]
        assert "Ctrl+T" not in reader.lines[-1]
        await reader.press("ctrl+t", "ctrl+s")
        assert reader.said[-2:] == [
            "All portals are read here, and searched.",
            "Saved; it is below the portals.",
        ]
        await reader.press("down", "enter")
        assert (reader.desk.portal, opened(reader)) == (EVERYWHERE, "hanoi/1")
        await reader.press("escape", "escape")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        assert reader.app.screen.query_one(HitList).cursor == 1


async def test_what_a_search_on_one_portal_finds_elsewhere_still_leads_back_there(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("U")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        await reader.until(lambda: reader.app.screen.query_one(HitList).count() == 4)
        await reader.press("enter")
        assert (reader.desk.portal, opened(reader)) == (EVERYWHERE, "hanoi/2")


async def test_an_address_of_any_of_them_is_opened_here(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        address = f"{BASE}/xem/2"
        await reader.press("O")
        reader.app.screen.query_one(Input).value = address
        await reader.pilot.pause()
        await reader.press("enter")
        assert (reader.desk.portal, opened(reader)) == (EVERYWHERE, "vinhlong/2")
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_a_text_that_is_not_here_is_fetched_from_its_portal(
    two: Library, monkeypatch: pytest.MonkeyPatch
):
    asked: list[tuple[str, str]] = []

    def fetch(portal: str, id: str, **_: object) -> object:
        asked.append((portal, id))
        fill(two.cache, two.catalogue, [an_entry("2", "Nay đã tải", portal=HANOI, published="2018-01-18")])
        return an_article("2", portal=HANOI)

    fetching_by(monkeypatch, article=fetch)
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("enter", "enter")
        await reader.until(lambda: reader.desk.article is not None)
        assert asked == [(HANOI, "2")]
        assert listed(reader) == NEWEST
