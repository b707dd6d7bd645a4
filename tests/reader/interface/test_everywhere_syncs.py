"""The news of all portals in one list: syncs of all of them, side by side."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import Library
from reader.screens.portals import PortalsScreen
from reader.widgets.portallist import PortalList
from scrapers.syncing.events import Event, Waiting
from tests.fakes_store import NOW, PORTAL, a_library, a_state, an_entry, fill
from tests.portals_on_their_way import Portals
from tests.reading import STANDARD, WIDE, reading
from tests.two_portals import ENTRIES, HANOI, TITLES, go_everywhere, listed


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as library:
        yield library


class Storing(Portals):
    """Waits for others, then stores an article of each portal."""

    new = 1

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(monkeypatch)
        self._library = library

    def meanwhile(self, portal: str) -> Iterable[Event]:
        yield Waiting(portal=portal, seconds=1, others=True)

    def store(self, portal: str) -> None:
        news = [an_entry("9", f"Mới của {portal}", portal=portal, published="2018-01-18T09:00:00+07:00")]
        fill(self._library.cache, self._library.catalogue, news)


@pytest.fixture
def portals(two: Library, monkeypatch: pytest.MonkeyPatch) -> Portals:
    return Storing(two, monkeypatch)


async def test_news_of_all_are_fetched_side_by_side_and_shown_as_each_comes(
    two: Library, portals: Portals, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.screens.main.syncing._NEWS_SHOWN", 0.001)
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        await reader.press("r")
        await reader.until(lambda: sorted(portals.asked) == [HANOI, PORTAL] and "Syncing 1/2" in reader.text)
        await reader.until(lambda: not reader.screen._news_waiting)
        first, second = (PORTAL, HANOI) if f"Mục của {PORTAL}" in reader.text else (HANOI, PORTAL)
        assert not reader.screen.works("sync")
        portals.go_on[second].set()
        await reader.until(lambda: f"{second}/9" in listed(reader))
        assert f"Mục của {first}" in reader.text, "one is followed to its end"
        assert f"{TITLES[second]}: Synced: 1 new article." in reader.said
        portals.go_on[first].set()
        await reader.until(lambda: f"{first}/9" in listed(reader))
        await reader.until(lambda: "Syncing" not in reader.text and reader.screen.works("sync"))


async def test_the_other_one_is_followed_once_the_first_has_ended(two: Library, portals: Portals):
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        await reader.press("r")
        await reader.until(lambda: len(portals.stops) == 2 and "Syncing 1/2" in reader.text)
        first, second = (PORTAL, HANOI) if f"Mục của {PORTAL}" in reader.text else (HANOI, PORTAL)
        portals.go_on[first].set()
        await reader.until(lambda: f" {second}: Syncing 1/2 Mục của {second}" in reader.text)
        await reader.press("r")
        await reader.until(lambda: portals.stops[second].is_set() and reader.screen.works("sync"))


async def test_one_key_stops_all_of_them(two: Library, portals: Portals):
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        await reader.press("r")
        await reader.until(lambda: len(portals.stops) == 2)
        await reader.press("escape")
        await reader.until(lambda: all(stop.is_set() for stop in portals.stops.values()))


async def test_from_the_list_of_portals_its_row_fetches_and_stops_all(two: Library, portals: Portals):
    async with reading(two, WIDE) as reader:
        await reader.press("P", "g")
        assert isinstance(reader.app.screen, PortalsScreen)
        await reader.press("r")
        await reader.until(lambda: len(portals.stops) == 2 and "r stop" in reader.lines[-1])
        portals.go_on[HANOI].set()
        await reader.until(lambda: reader.lines[1].endswith("5 unread  synced just now"))
        await reader.press("r")
        await reader.until(portals.stops[PORTAL].is_set)
        assert sorted(portals.asked) == [HANOI, PORTAL]


async def test_with_the_first_news_of_another_one_the_list_of_portals_has_the_row(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    portals = Storing(library, monkeypatch)
    async with reading(library, WIDE) as reader:
        await reader.press("P", "g", "r")
        portals.go_on[HANOI].set()
        await reader.until(lambda: reader.lines[1].startswith(" All portals"))
        shown = reader.app.screen.query_one(PortalList)
        assert shown.current.status.portal == HANOI, "the cursor stays"


async def test_each_is_fetched_by_itself_once_that_one_is_due(
    two: Library, portals: Portals, monkeypatch: pytest.MonkeyPatch
):
    old = NOW - timedelta(hours=3)
    two.cache.put_portal_state(a_state(PORTAL).__class__(portal=HANOI, synced_at=old))
    async with reading(two, STANDARD, config=Config(sync_every=120)) as reader:
        assert portals.asked == []
        await go_everywhere(reader)
        await reader.until(lambda: portals.asked == [HANOI])
        reader.screen.sync_if_due()
        await reader.pilot.pause()
        assert portals.asked == [HANOI]


async def test_where_nothing_was_fetched_all_that_are_read_are_the_portal_that_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with a_library(tmp_path, ()) as library:
        portals = Storing(library, monkeypatch)
        async with reading(library, WIDE) as reader:
            await reader.press("P")
            await reader.until(lambda: isinstance(reader.app.screen, PortalsScreen))
            await reader.press("R")
            await reader.until(lambda: portals.asked == [PORTAL])
            await reader.press("R")
            assert reader.said == ["All portals that you read are being fetched already."]
            portals.go_on[PORTAL].set()
            await reader.until(lambda: any("Synced" in said for said in reader.said))
