"""Syncing behind the reading: news come in, places stay, and what goes wrong is said."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.commands import Place
from reader.library import Library
from reader.paths import Paths
from scrapers.demo.server import DemoServer
from scrapers.errors import StoreLocked, Unreachable
from scrapers.events import Event, SyncPlan
from tests.demo_client import small_news
from tests.fakes_store import an_entry, fill, now
from tests.reading import WIDE, reading

DEMO = "demo"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(news=small_news(), clock=now) as running:
        yield running


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(Paths.choose(tmp_path), clock=now) as opened:
        yield opened


async def test_an_empty_cache_says_what_to_press_and_the_sync_fills_it(empty: Library, server: DemoServer):
    async with reading(empty, WIDE, portal=DEMO, base_url=server.url) as reader:
        assert "never synced" in reader.text
        assert "r sync" in reader.lines[-1]
        assert reader.listed == []
        await reader.press("r")
        await reader.until(lambda: not reader.screen.works("stop_sync") and reader.said)
        await reader.until(lambda: reader.listed)

        assert reader.said[-1].startswith("Synced: ")
        assert "synced just now" in reader.text
        await reader.press("enter")
        assert reader.desk.article is not None


def synced(library: Library, server: DemoServer) -> None:
    list(library.sync(DEMO, SyncPlan(full=True), base_url=server.url, delay=0))


async def test_the_second_edition_brings_its_corrections(empty: Library):
    for edition in (1, 2):
        with DemoServer(news=small_news(), edition=edition, clock=now) as server:
            await asyncio.to_thread(synced, empty, server)
    async with reading(empty, WIDE, portal=DEMO) as reader:
        assert reader.head("91").revision == 2


async def test_a_portal_that_does_not_answer_is_said_and_reading_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> Iterator[Event]:
        raise Unreachable("connection refused", where="http://stttt.vinhlong.gov.vn/")
        yield

    monkeypatch.setattr(Library, "sync", refuse)
    async with reading(library, WIDE) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.said)

        assert "stttt.vinhlong.gov.vn" in reader.said[0]
        assert "offline" in reader.lines[0]
        await reader.press("enter")
        assert reader.open_id == "2"


async def test_a_sync_that_another_program_holds_is_said(library: Library, monkeypatch: pytest.MonkeyPatch):
    def locked(*_: object, **__: object) -> Iterator[Event]:
        raise StoreLocked("another sync runs", where="cache")
        yield

    monkeypatch.setattr(Library, "sync", locked)
    async with reading(library) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.said)

        assert reader.said
        assert "offline" not in reader.lines[0]
        assert not reader.screen.works("stop_sync")


@pytest.mark.parametrize("key", ["r", "escape"])
async def test_a_sync_is_stopped_by_the_key_the_line_names(
    library: Library, monkeypatch: pytest.MonkeyPatch, key: str
):
    asked: list[threading.Event] = []

    def waiting(*_: object, stop: threading.Event, **__: object) -> Iterator[Event]:
        asked.append(stop)
        stop.wait(10)
        raise Unreachable("stopped", where="http://a.vn/")
        yield

    monkeypatch.setattr(Library, "sync", waiting)
    async with reading(library) as reader:
        await reader.press("r")
        assert "r stop" in reader.text
        await reader.press(key)
        assert reader.app.is_running
        assert asked[0].is_set()
        await reader.until(lambda: reader.said)


async def test_the_cursor_stays_on_its_article_when_news_come(library: Library):
    async with reading(library) as reader:
        await reader.press("down", "enter", "escape", "down")
        fill(library.cache, library.catalogue, [an_entry("9", "Mới", published="2018-01-19")])
        reader.screen._show_news()
        await reader.pilot.pause()

        assert reader.listed[0] == "9"
        assert reader.cursor_id == "5"
        assert reader.open_id == "1"
        assert reader.place is Place.LIST
