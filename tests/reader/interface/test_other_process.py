"""The reader stands open while a `tinvl sync` in a process of its own, as from cron, fills the same home."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Head, Query, Way
from reader.paths import Paths
from scrapers.demo.server import DemoServer
from scrapers.syncing.events import SyncPlan
from tests.demo_client import small_news
from tests.fakes_store import a_library, an_entry, fill
from tests.patience import ended
from tests.reader.cli.mini import Mini
from tests.reader.cli.processes import tinvl, words, world
from tests.reading import WIDE, Reading, reading

MINI = ("--portal", "mini", "--delay", "0")


@contextmanager
def syncing(home: Path, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Run a sync beside the test; it is gone at the end."""
    with ended(subprocess.Popen(
        words(("--home", home, "sync", *arguments)), env=world(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )) as process:  # fmt: skip
        yield process


@pytest.fixture
def mini(tmp_path: Path) -> Iterator[Mini]:
    """A portal of twelve articles, of which the home has three."""
    with Mini(articles=12) as portal:
        portal.install(tmp_path)
        whole = portal.pages["/muc/tin"]
        portal.pages["/muc/tin"] = (
            200,
            "<ul>" + "".join(f'<li><a href="/tin/{n}">Tin số {n}</a></li>' for n in (3, 2, 1)),
        )
        with Library.open(Paths.choose(tmp_path)) as library:
            list(library.fetching("mini", Way(delay=0)).sync(SyncPlan()))
        portal.pages["/muc/tin"] = whole
        yield portal


def shown(reader: Reading) -> list[Head]:
    """What the list draws."""
    return [head for index in range(reader.heads.count()) if (head := reader.heads.head(index))]


def assert_agreement(reader: Reading) -> None:
    """What the screen, the library and a search say is one thing."""
    library, portal = reader.desk.library, reader.desk.portal
    with Library.open(library.paths) as fresh:
        rows = list(fresh.rows(Query(portal=portal)))
        assert list(reader.heads.rows) == rows
        assert reader.desk.shelves == fresh.shelves(portal)
        assert shown(reader) == fresh.heads(rows)
        for head in shown(reader):
            assert library.article(portal, head.id) == fresh.article(portal, head.id)


async def test_news_of_another_process_come_and_places_stay(tmp_path: Path, mini: Mini) -> None:
    gate = mini.gates["/tin/8"] = threading.Event()
    with Library.open(Paths.choose(tmp_path)) as library:
        async with reading(library, WIDE, portal="mini") as reader:
            await reader.press("down", "enter", "escape", "down")
            cursor, opened = reader.cursor_id, reader.open_id
            assert (len(reader.listed), cursor != opened) == (3, True)
            with syncing(tmp_path, *MINI) as process:
                try:
                    await reader.until(lambda: "/tin/8" in mini.asked)
                    await reader.until(lambda: len(reader.listed) == 12)
                    assert not reader.head("8").cached
                    await reader.until(lambda: reader.head("12").cached)
                    assert (reader.cursor_id, reader.open_id) == (cursor, opened)

                    await reader.press("r")
                    await reader.until(lambda: reader.said)
                    assert f"process {process.pid}" in reader.said[-1]
                    await reader.press("k", "j")
                    assert reader.app.is_running
                finally:
                    gate.set()
                assert process.wait(60) == 0, process.stdout and process.stdout.read()
            await reader.until(lambda: all(head.cached for head in shown(reader)))

            assert (reader.cursor_id, reader.open_id) == (cursor, opened)
            assert_agreement(reader)
            await reader.press("ctrl+f")
            await reader.type("12")
            await reader.until(lambda: any("Tin số 12" in line for line in reader.lines[2:]))


@pytest.mark.parametrize("keys", [("ctrl+f", *"tin"), ()])
async def test_what_another_process_took_away_says_so_where_it_is_chosen(
    tmp_path: Path, mini: Mini, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.screens.main.syncing._OTHERS_SEEN", 3600)
    with Library.open(Paths.choose(tmp_path)) as library:
        async with reading(library, WIDE, portal="mini") as reader:
            await reader.press(*keys)
            await reader.until(lambda: any("Tin số 3" in line for line in reader.lines[1:]))
            assert tinvl("--home", tmp_path, "cache", "clear", "--yes").returncode == 0
            await reader.press("down", "enter")
            await reader.until(lambda: reader.said)
            assert reader.said[0].startswith("This article is no longer here.")
            assert reader.open_id is None


@pytest.mark.parametrize("keys", [("ctrl+f", *"so 7"), ()])
async def test_an_article_of_another_portal_is_never_opened_in_place_of_one_that_was_taken_away(
    tmp_path: Path, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.screens.main.syncing._OTHERS_SEEN", 3600)
    with a_library(tmp_path, [an_entry("7"), an_entry("8")]) as library:
        async with reading(library, WIDE) as reader:
            await reader.press(*keys)
            await reader.until(lambda: any("Tin số 7" in line for line in reader.lines[1:]))
            with a_library(tmp_path) as other:
                other.clear_cache()
                fill(other.cache, other.catalogue, [an_entry(id_, portal="hanoi") for id_ in ("7", "8")])
            await reader.press("down", "enter")
            await reader.until(lambda: reader.said)
            assert reader.said[0].startswith("This article is no longer here.")
            assert reader.desk.head is None


async def test_an_empty_reader_is_filled_by_another_process_while_keys_are_pressed(tmp_path: Path) -> None:
    with DemoServer(news=small_news()) as server, Library.open(Paths.choose(tmp_path)) as library:
        async with reading(library, portal="demo") as reader:
            assert "never synced" in reader.text
            with syncing(tmp_path, "--portal", "demo", "--base-url", server.url, "--delay", 0) as process:
                while process.poll() is None:
                    for key in ("j", "enter", "space", "S", "]", "s", "N", "v", "v", "m"):
                        await reader.press(key)
                        assert reader.app.is_running
                assert process.returncode == 0
            await reader.until(lambda: "synced just now" in reader.text)
            known = library.rows(Query(portal="demo"))
            assert len(known) == len(small_news().articles)
            await reader.press("h", "home")
            await reader.until(lambda: set(reader.desk.shelves) == set(library.shelves("demo")))
            assert library.notices == []
