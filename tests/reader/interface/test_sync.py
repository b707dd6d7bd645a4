"""Syncing behind the reading: news come in, places stay, and what goes wrong is said."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.keyboard.command import Place
from reader.library import Library
from reader.model import LATER, Way
from reader.paths import Paths
from scrapers.demo.server import DemoServer
from scrapers.errors import StoreLocked, Unreachable
from scrapers.model import Category
from scrapers.syncing.events import (
    CategoryStarted,
    Event,
    Failure,
    Finished,
    ListingRead,
    Started,
    Summary,
    SyncPlan,
    Waiting,
)
from tests.demo_client import small_news
from tests.fakes_fetching import fetching_by
from tests.fakes_store import NOW, PORTAL, a_state, an_entry, fill, now
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
        assert "Nothing here yet. r fetches" in reader.text
        assert "Choose one in the list" not in reader.text
        assert "P  Read another portal" in reader.text
        assert "next unread" not in reader.lines[-1]
        await reader.press("N")
        assert reader.said.pop() == "There is no article in this list."
        assert "Without a network, `tinvl demo` shows" in reader.text
        assert reader.listed == []
        await reader.press("r")
        await reader.until(lambda: not reader.screen.works("stop_sync") and reader.said)
        await reader.until(lambda: reader.listed)

        assert reader.said[-1].startswith("Synced: ")
        assert "synced just now" in reader.text
        await reader.press("enter")
        assert reader.desk.article is not None


@pytest.mark.parametrize("keys", [("]", "ctrl+r"), ("h", "down", "ctrl+r")])
async def test_one_category_is_fetched_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
):
    plans: list[SyncPlan] = []

    def planned(_portal: str, plan: SyncPlan, **_: object) -> Iterator[Event]:
        plans.append(plan)
        yield Finished(portal=PORTAL, summary=Summary(PORTAL, NOW, NOW))

    fetching_by(monkeypatch, sync=planned)
    async with reading(library, WIDE) as reader:
        await reader.press("ctrl+r")
        assert reader.said == ["No category is shown that could be fetched alone; ] goes to one."]
        await reader.press(*keys)
        await reader.until(lambda: len(reader.said) > 1)
        assert plans == [SyncPlan(categories=("tin-trong-nganh",))]


async def test_what_a_broken_off_first_sync_brought_is_not_called_never_synced(library: Library):
    library.cache.put_portal_state(replace(a_state(), synced_at=None))
    async with reading(library, WIDE) as reader:
        assert "never synced to the end · 5 unread" in reader.text


def synced(library: Library, server: DemoServer) -> None:
    list(library.fetching(DEMO, Way(server.url, 0)).sync(SyncPlan(full=True)))


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

    fetching_by(monkeypatch, sync=refuse)
    async with reading(library, WIDE) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.said)

        assert "stttt.vinhlong.gov.vn" in reader.said[0]
        assert "offline" in reader.lines[0]
        await reader.press("enter")
        assert reader.open_id == "2"


async def test_a_sync_that_reached_nothing_says_so_as_the_command_does(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    lost = Failure(url="http://a.vn/", error="Unreachable", message="refused")

    def unanswered(*_: object, **__: object) -> Iterator[Event]:
        yield Finished(portal=PORTAL, summary=Summary(PORTAL, NOW, NOW, unreachable=True, failures=(lost,)))

    fetching_by(monkeypatch, sync=unanswered)
    async with reading(library, WIDE) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.said)

        assert reader.said[0].startswith(f"{PORTAL} does not answer. Check the network")
        assert "offline" in reader.lines[0]


async def test_where_nothing_was_saved_nothing_is_said_of_reading_it(
    empty: Library, monkeypatch: pytest.MonkeyPatch
):
    def unanswered(*_: object, **__: object) -> Iterator[Event]:
        yield Finished(portal=PORTAL, summary=Summary(PORTAL, NOW, NOW, unreachable=True))

    fetching_by(monkeypatch, sync=unanswered)
    async with reading(empty) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.said)
        assert reader.said == [f"{PORTAL} does not answer. Check the network and try again later."]


async def test_a_sync_that_another_program_holds_is_said(library: Library, monkeypatch: pytest.MonkeyPatch):
    def locked(*_: object, **__: object) -> Iterator[Event]:
        raise StoreLocked("another sync runs", where="cache")
        yield

    fetching_by(monkeypatch, sync=locked)
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

    fetching_by(monkeypatch, sync=waiting)
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
        await reader.until(lambda: reader.listed[0] == "9")
        assert reader.cursor_id == "5"
        assert reader.open_id == "1"
        assert reader.place is Place.LIST


async def test_news_come_in_at_the_top_until_somebody_has_moved_the_cursor(library: Library):
    def with_news(id: str, day: str) -> None:
        fill(library.cache, library.catalogue, [an_entry(id, published=day)])

    async with reading(library) as reader:
        with_news("8", "2018-03-01")
        reader.screen.look_up()
        await reader.until(lambda: reader.listed[0] == "8")
        assert (reader.heads.cursor, reader.heads.top) == (0, 0)

        await reader.press("j", "k")
        with_news("9", "2018-03-02")
        reader.screen.look_up()
        await reader.until(lambda: reader.heads.cursor == 1)


@pytest.mark.parametrize("category", ["tin-trong-nganh", "moi-co"])
async def test_the_cursor_stays_on_its_shelf_when_news_come(library: Library, category: str):
    async with reading(library) as reader:
        await reader.press("h", "G", "k")
        fill(library.cache, library.catalogue, [an_entry("8", category=category, published="2018-03-01")])
        reader.screen.look_up()
        await reader.until(lambda: "8" in reader.listed)
        assert reader.place is Place.SHELVES

        await reader.press("enter")
        assert reader.desk.shelf == LATER


async def test_once_news_come_the_portal_is_no_longer_called_offline(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    tries: list[Event] = []

    def twice(*_: object, stop: threading.Event, **__: object) -> Iterator[Event]:
        tries.append(Started(PORTAL, categories=()))
        if len(tries) > 1:
            yield CategoryStarted(PORTAL, Category(slug="a", name="Tin", url=""), index=1, of=2)
            yield ListingRead(PORTAL, category="a", page=1, teasers=9, new=9, total=None)
            stop.wait(10)
        yield Finished(PORTAL, summary=Summary(PORTAL, NOW, NOW, unreachable=len(tries) == 1))

    fetching_by(monkeypatch, sync=twice)
    async with reading(library) as reader:
        await reader.press("r")
        await reader.until(lambda: "offline" in reader.lines[0])
        await reader.press("r")
        await reader.until(lambda: "offline" not in reader.lines[0])
        assert reader.screen.works("stop_sync")
        await reader.press("r")


async def test_why_a_sync_waits_is_shown_until_news_come(library: Library, monkeypatch: pytest.MonkeyPatch):
    go_on = threading.Event()

    def waiting(*_: object, stop: threading.Event, **__: object) -> Iterator[Event]:
        yield Waiting(PORTAL, "BadStatus", "HTTP 503", told=True, seconds=20, tries=2, of=3)
        go_on.wait(10)
        yield CategoryStarted(portal=PORTAL, category=Category(slug="a", name="Tin", url=""), index=1, of=2)
        stop.wait(10)
        yield Finished(portal=PORTAL, summary=Summary(PORTAL, NOW, NOW, interrupted=True))

    fetching_by(monkeypatch, sync=waiting)
    async with reading(library) as reader:
        await reader.press("r")
        await reader.until(lambda: "told to wait (503): retrying in 20 s (2/3)" in reader.text)
        assert "r stop" in reader.text
        go_on.set()
        await reader.until(lambda: "Syncing 1/2 Tin" in reader.text)
        assert "told to wait" not in reader.text
        await reader.press("r")
        await reader.until(lambda: reader.said)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (
            Summary(PORTAL, NOW, NOW, interrupted=True, new=2, missing=7, lists_left=1),
            (
                "Stopped; what was fetched stays: 2 new articles. "
                "Still missing: 7 articles, 1 list not read to its end; r asks for them again."
            ),
        ),
        (
            Summary(PORTAL, NOW, NOW, unreachable=True, new=2, missing=7),
            (
                "Cut short, the portal no longer answers: 2 new articles. "
                "Still missing: 7 articles; r asks for them again."
            ),
        ),
        (
            Summary(PORTAL, NOW, NOW, unreachable=True, missing=7),
            (
                f"{PORTAL} does not answer. Check the network and try again later. "
                "What was saved can be read. Still missing: 7 articles; r asks for them again."
            ),
        ),
        (Summary(PORTAL, NOW, NOW, new=2), "Synced: 2 new articles."),
    ],
)
async def test_what_is_still_missing_is_said_with_the_key_that_gets_it(
    library: Library, monkeypatch: pytest.MonkeyPatch, summary: Summary, said: str
):
    def ends(*_: object, **__: object) -> Iterator[Event]:
        yield Finished(portal=PORTAL, summary=summary)

    fetching_by(monkeypatch, sync=ends)
    async with reading(library, WIDE) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.said)
        assert reader.said == [said]
