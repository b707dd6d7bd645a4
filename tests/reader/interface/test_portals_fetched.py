"""Fetching portals side by side, from the list of them and by itself: what their rows tell."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from reader.config import Config
from reader.library import Library
from reader.progress import Sync
from scrapers.errors import StoreLocked, UnknownName
from scrapers.portals.portal import Portal, builtin
from scrapers.syncing.events import Event
from tests.fakes_fetching import fetching_by
from tests.fakes_store import NOW, PORTAL, an_entry, fill
from tests.listed_portals import go_to_hanoi, show_portals
from tests.portals_on_their_way import Portals
from tests.reading import STANDARD, WIDE, reading
from tests.two_portals import HANOI


@pytest.fixture
def two(library: Library) -> Library:
    """A library of two portals."""
    fill(library.cache, library.catalogue, [an_entry("h1", "Tin Hà Nội", portal=HANOI)])
    return library


@pytest.fixture
def portals(monkeypatch: pytest.MonkeyPatch) -> Portals:
    return Portals(monkeypatch)


async def test_each_portal_is_fetched_by_itself_shows_its_progress_and_says_its_end_with_its_name(
    two: Library, portals: Portals
):
    async with reading(two, WIDE) as reader:
        await reader.press("r")
        await reader.until(lambda: f"Syncing 1/2 Mục của {PORTAL}" in reader.text)
        await go_to_hanoi(reader)
        assert "Syncing" not in reader.text
        assert reader.screen.works("sync")
        await reader.press("r")
        await reader.until(lambda: f"Syncing 1/2 Mục của {HANOI}" in reader.text)
        assert f"Mục của {PORTAL}" not in reader.text
        portals.go_on[PORTAL].set()
        await reader.until(lambda: reader.said)
        assert reader.said == [f"{builtin(PORTAL).title}: Synced: 2 new articles."]
        assert f"Syncing 1/2 Mục của {HANOI}" in reader.text
        await reader.press("r")
        await reader.until(lambda: len(reader.said) > 1)
        assert reader.said[-1].startswith("Stopped; what was fetched stays: 2 new articles.")
        assert portals.asked == [PORTAL, HANOI]


async def test_leaving_ends_all_of_them_and_waits_until_they_have(two: Library, portals: Portals):
    async with reading(two) as reader:
        await reader.press("r")
        await go_to_hanoi(reader)
        await reader.press("r")
        await reader.until(lambda: len(portals.stops) == 2)
        threads = [thread for thread in threading.enumerate() if thread.name.startswith("sync")]
        assert len(threads) == 2
        await reader.press("q")
    assert all(stop.is_set() for stop in portals.stops.values())
    assert not any(thread.is_alive() for thread in threads)


async def test_an_end_that_comes_once_the_screens_are_gone_is_told_to_nobody(two: Library, portals: Portals):
    async with reading(two) as reader:
        await reader.press("r")
        await reader.until(lambda: portals.asked)
    reader.app.tell_end(PORTAL, Sync(error=StoreLocked("syncing", where=PORTAL)))
    assert reader.said == []


async def test_from_the_list_the_portal_of_the_cursor_is_fetched_and_its_row_tells(
    two: Library, portals: Portals
):
    async with reading(two, WIDE) as reader:
        await show_portals(reader)
        await reader.press("up")
        assert "r sync" in reader.lines[-1]
        await reader.press("r")

        def row(portal: str) -> str:
            return next(line for line in reader.lines if builtin(portal).title in line)

        await reader.until(lambda: row(HANOI).endswith(f"Syncing 1/2 Mục của {HANOI}"))
        assert row(PORTAL).endswith("5 unread  synced just now")
        assert "r stop" in reader.lines[-1]
        await reader.press("down")
        assert "r sync" in reader.lines[-1]
        fill(two.cache, two.catalogue, [an_entry("h2", "Tin mới", portal=HANOI)])
        portals.go_on[HANOI].set()
        await reader.until(lambda: row(HANOI).endswith("2 new articles  2 unread  synced just now"))
        assert portals.asked == [HANOI]
        await reader.press("escape")
        await show_portals(reader)
        assert row(HANOI).endswith("  2 unread  synced just now"), "that is known by now"
        assert "new articles" not in reader.text


async def test_what_a_sync_brought_stands_above_the_keys(two: Library, portals: Portals):
    async with reading(two, STANDARD, toasts=True) as reader:
        await show_portals(reader)
        await reader.press("r")
        portals.go_on[PORTAL].set()
        await reader.until(lambda: "Synced: 2 new articles." in reader.lines[-2])
        assert "a add" in reader.lines[-1]


async def test_from_the_list_all_that_are_read_are_fetched_and_one_is_stopped(two: Library, portals: Portals):
    async with reading(two, WIDE) as reader:
        await show_portals(reader)
        await reader.press("R")
        await reader.until(lambda: sorted(portals.asked) == [HANOI, PORTAL])
        await reader.press("r")
        await reader.until(portals.stops[PORTAL].is_set)
        assert not portals.stops[HANOI].is_set()
        await reader.press("R")
        await reader.until(lambda: portals.asked.count(PORTAL) == 2)
        assert portals.asked.count(HANOI) == 1
        await reader.press("up", "enter")
        await reader.until(lambda: reader.desk.portal == HANOI)
        await reader.until(lambda: f"Syncing 1/2 Mục của {HANOI}" in reader.text)


@pytest.mark.parametrize("shows", [False, True])
async def test_while_a_sync_is_ending_its_key_says_so(two: Library, portals: Portals, shows: bool):
    portals.may_end.clear()
    async with reading(two, WIDE) as reader:
        if shows:
            await show_portals(reader)
        await reader.press("r")
        await reader.until(lambda: portals.asked and "stopping" not in reader.text)
        await reader.press("r")
        await reader.until(lambda: "stopping …" in reader.text)
        await reader.press("r")
        await reader.until(lambda: reader.said)
        portals.may_end.set()
        assert reader.said[0].startswith("The sync is ending; what has been fetched is kept.")


async def test_a_portal_that_cannot_be_reached_says_so_in_its_row(
    two: Library, monkeypatch: pytest.MonkeyPatch
):
    def locked(_portal: str, *_: object, **__: object) -> Iterator[Event]:
        raise StoreLocked("process 7", where="cache")
        yield

    fetching_by(monkeypatch, sync=locked)
    async with reading(two) as reader:
        await show_portals(reader)
        await reader.press("up", "r")
        await reader.until(lambda: "  Another sync of this portal is running (process" in reader.text)


async def test_the_end_of_a_sync_of_a_portal_whose_file_is_gone_by_then_is_said_with_its_name(
    two: Library, portals: Portals, monkeypatch: pytest.MonkeyPatch
):
    async with reading(two, WIDE) as reader:
        await reader.press("r")
        await go_to_hanoi(reader)
        await reader.until(lambda: PORTAL in portals.stops)
        find = two.portal

        def gone(name: str) -> Portal:
            if name == PORTAL:
                raise UnknownName("no such portal", where=name, known=(HANOI,))
            return find(name)

        monkeypatch.setattr(two, "portal", gone)
        portals.go_on[PORTAL].set()
        await reader.until(lambda: reader.said)
        assert f"{PORTAL}: Synced: 2 new articles." in reader.said


async def test_every_portal_that_was_opened_here_is_fetched_by_itself_when_that_is_due(
    two: Library, portals: Portals, monkeypatch: pytest.MonkeyPatch
):
    later = [timedelta(hours=9)]
    monkeypatch.setattr("tests.reading.now", lambda: NOW + later[-1])
    async with reading(two, config=Config(sync_every=60)) as reader:
        await reader.until(lambda: portals.asked == [PORTAL])
        first = reader.screen
        await go_to_hanoi(reader)
        await reader.until(lambda: portals.asked == [PORTAL, HANOI])
        portals.go_on[PORTAL].set()
        await reader.until(lambda: first.works("sync"))
        later.append(timedelta(hours=18))
        first.sync_if_due()
        await reader.until(lambda: portals.asked == [PORTAL, HANOI, PORTAL])
