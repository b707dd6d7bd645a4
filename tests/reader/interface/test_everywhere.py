"""Ctrl+T reads the news of all portals in one list; each article stays its own portal's."""

import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.commands import Place
from reader.config import Config
from reader.library import Library
from reader.model import ALL, EVERYWHERE, LATER, Query
from reader.screens.export import ExportScreen
from reader.screens.portals import PortalsScreen
from reader.screens.search import SearchScreen
from reader.widgets.hitlist import HitList
from reader.widgets.portallist import PortalList
from scrapers.errors import StoreError
from scrapers.events import CategoryStarted, Event, Finished, Summary, Waiting
from scrapers.model import Category, Teaser
from scrapers.model import Place as InList
from scrapers.portal import builtin
from tests.fakes_store import BASE, NOW, PORTAL, a_library, a_state, an_article, an_entry, fill
from tests.reading import STANDARD, WIDE, Reading, reading

HANOI = "hanoi"
TITLES = {name: builtin(name).title for name in (HANOI, PORTAL)}
ENTRIES = (
    an_entry("1", "Tổng kết năm ở Vĩnh Long", published="2018-01-17", views=10, related=("2",)),
    an_entry("2", "Chuyển đổi số ở Vĩnh Long", published="2018-01-15", views=300),
    an_entry("1", "Tổng kết năm ở Hà Nội", portal=HANOI, published="2018-01-16", views=200, related=("2",)),
    an_entry("2", "Chưa tải ở Hà Nội", portal=HANOI, published="2018-01-18", cached=False),
)
NEWEST = ["hanoi/2", "vinhlong/1", "hanoi/1", "vinhlong/2"]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as library:
        yield library


async def go_everywhere(reader: Reading) -> None:
    await reader.press("ctrl+t")
    await reader.until(lambda: reader.desk.portal == EVERYWHERE and reader.heads.rows)


def listed(reader: Reading) -> list[str]:
    return [f"{head.portal}/{head.id}" for head in reader.desk.library.heads(reader.heads.rows)]


def cursor(reader: Reading) -> str:
    head = reader.heads.head(reader.heads.cursor)
    return f"{head.portal}/{head.id}" if head else ""


def opened(reader: Reading) -> str:
    head = reader.desk.head
    return f"{head.portal}/{head.id}" if head else ""


# Coming and going ---------------------------------------------------------------------------------------


async def test_it_lists_what_all_have_newest_first_and_each_row_says_where_from(two: Library):
    async with reading(two, WIDE) as reader:
        assert "Ctrl+T all portals" in reader.lines[-1]
        await go_everywhere(reader)

        assert listed(reader) == NEWEST
        assert reader.lines[0].startswith(" All portals · synced just now · 4 unread")
        rows = [line.split("│")[1].rstrip() for line in reader.lines if "/2018" in line]
        assert [row.split()[-1] for row in rows] == [HANOI, PORTAL, HANOI, PORTAL]
        assert "PORTALS" in reader.lines[1]
        assert "Ctrl+T one portal" in reader.lines[-1]


async def test_the_same_key_leads_back_to_where_one_was(two: Library):
    async with reading(two) as reader:
        await reader.press("]", "enter")
        before = (reader.desk.shelf, opened(reader), reader.place)
        await go_everywhere(reader)
        await reader.press("j", "enter")
        await reader.press("ctrl+t")
        await reader.until(lambda: reader.desk.portal == PORTAL)
        assert (reader.desk.shelf, opened(reader), reader.place) == before

        await go_everywhere(reader)
        assert (opened(reader), reader.place) == ("vinhlong/1", Place.ARTICLE), (
            "that stays as it was left, too"
        )


async def test_it_stands_above_the_portals_and_is_read_from_there(two: Library):
    async with reading(two, WIDE, portal=HANOI) as reader:
        await reader.press("P")
        shown = reader.app.screen.query_one(PortalList)
        await reader.until(lambda: all(row.counted for row in shown.portals))
        assert [row.status.portal for row in shown.portals] == [EVERYWHERE, HANOI, PORTAL]
        assert reader.lines[1].startswith(" All portals ")
        assert reader.lines[1].endswith("4 unread  synced just now")
        assert shown.cursor == 1
        await reader.press("g", "enter")
        await reader.until(lambda: reader.desk.portal == EVERYWHERE)

        await reader.press("P")
        assert reader.app.screen.query_one(PortalList).cursor == 0
        await reader.press("escape", "ctrl+t")
        await reader.until(lambda: reader.desk.portal == HANOI)


@pytest.mark.parametrize("other", [None, "hanoi", "forgotten"])
async def test_where_one_portal_has_news_there_is_no_such_list(library: Library, other: str | None):
    if other:
        library.cache.put_portal_state(a_state(other))
    async with reading(library, WIDE) as reader:
        assert "Ctrl+T" not in reader.text
        await reader.press("ctrl+t")
        assert reader.desk.portal == PORTAL
        assert reader.said == ["There is news of only one portal here."]
        await reader.press("P")
        assert "All portals" not in reader.text


async def test_with_the_first_news_of_another_one_there_is(library: Library):
    async with reading(library, WIDE) as reader:
        fill(library.cache, library.catalogue, [an_entry("1", portal=HANOI)])
        reader.screen.look_up()
        await reader.until(lambda: "Ctrl+T all portals" in reader.lines[-1])


async def test_the_demo_has_a_profile_to_itself(two: Library):
    fill(two.cache, two.catalogue, [an_entry("1", portal="demo")])
    async with reading(two, WIDE, portal="demo") as reader:
        assert not reader.screen.works("everywhere")


async def test_a_list_that_cannot_be_read_is_said(two: Library, monkeypatch: pytest.MonkeyPatch):
    rows = two.rows

    def fail(query: Query) -> object:
        if query.portal == EVERYWHERE:
            raise StoreError("disk I/O error", where="catalogue")
        return rows(query)

    async with reading(two) as reader:
        monkeypatch.setattr(two, "rows", fail)
        await reader.press("ctrl+t")
        await reader.until(lambda: bool(reader.said))

        assert "disk I/O error" in reader.said[-1]
        assert reader.desk.portal == PORTAL


# Looks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "keys", "named"),
    [
        (40, (), HANOI),
        (80, (), HANOI),
        (120, (), HANOI),
        (200, (), HANOI),
        (40, ("c",), HANOI),
        (80, ("c",), HANOI),
        (200, ("c",), HANOI),
        (79, (), TITLES[HANOI]),
    ],
)
async def test_a_row_names_the_portal_whatever_the_width(
    two: Library, width: int, keys: tuple[str, ...], named: str
):
    async with reading(two, (width, 24)) as reader:
        await go_everywhere(reader)
        await reader.press(*keys)

        list_region = reader.heads.region
        rows = [line[list_region.x : list_region.right].strip() for line in reader.lines]
        dated = [row for row in rows if "18/01" in row]
        assert len(dated) == 1
        assert named in dated[0]
        assert (dated[0].endswith(named)) is (not keys), "before views and day where they are in one line"


def beside_the_list(reader: Reading) -> str:
    """What stands in the pane of the article."""
    return "\n".join(line[reader.article.region.x :].strip("│ ") for line in reader.lines[1:])


async def test_an_open_article_says_which_portal_it_is_from(two: Library):
    async with reading(two, WIDE) as reader:
        await reader.press("enter")
        assert reader.text.count(TITLES[PORTAL]) == 1, "in the line above the panes"
        await go_everywhere(reader)
        await reader.press("j", "enter")
        assert (
            beside_the_list(reader)
            .strip()
            .startswith(f"Tổng kết năm ở Vĩnh Long\n{TITLES[PORTAL]}\nTin trong")
        )
        await reader.press("escape", "k", "enter")
        assert beside_the_list(reader).strip().startswith(f"Chưa tải ở Hà Nội\n{TITLES[HANOI]}\nTin trong")


async def test_the_portals_stand_in_place_of_categories(two: Library):
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        await reader.press("2")
        assert listed(reader) == ["vinhlong/1", "vinhlong/2"]
        rows = [line.split("│")[1].rstrip() for line in reader.lines if "/2018" in line]
        assert not any(row.endswith(PORTAL) for row in rows), "the title says it"
        shelves = [line.split("│")[0].split("  ")[0] for line in reader.lines[3:5]]
        assert [shelf.partition("…")[2] for shelf in shelves] == ["ông Hà Nội", "Vĩnh Long"], "told apart"
        assert "SỞ THÔNG TI…G VĨNH LONG  2 unread" in reader.lines[1]
        await reader.press("[")
        assert listed(reader) == ["hanoi/2", "hanoi/1"]
        await reader.press("0")
        assert listed(reader) == NEWEST


# Reading ------------------------------------------------------------------------------------------------


async def test_articles_are_read_one_after_the_other_and_escape_leads_to_the_row(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("j", "enter")
        assert (opened(reader), reader.desk.article and reader.desk.article.title) == (
            "vinhlong/1",
            "Tổng kết năm ở Vĩnh Long",
        )
        await reader.press("n")
        assert (opened(reader), reader.desk.article and reader.desk.article.title) == (
            "hanoi/1",
            "Tổng kết năm ở Hà Nội",
        )
        await reader.press("escape")
        assert (reader.place, reader.heads.cursor, cursor(reader)) == (Place.LIST, 2, "hanoi/1")
        assert reader.desk.portal == EVERYWHERE
        assert [head.read for head in two.heads(reader.heads.rows)] == [False, True, True, False]


async def test_related_news_and_the_way_back_stay_on_the_portal_of_the_article(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("j", "j", "enter", "R", "enter")
        assert opened(reader) == "hanoi/2"
        await reader.press("backspace")
        assert opened(reader) == "hanoi/1"


async def test_the_next_unread_one_is_that_of_any_portal(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        for name in ("vinhlong/1", "hanoi/1", "vinhlong/2"):
            await reader.press("N")
            assert opened(reader) == name
        await reader.press("N")
        assert reader.said[-1] == "Everything here has been read."


async def test_marks_are_set_and_undone_on_the_portal_of_each(two: Library):
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        await reader.press("j", "s", "j", "b")
        assert [(head.portal, head.id) for head in two.heads(two.rows(Query(PORTAL, starred=True)))] == [
            (PORTAL, "1")
        ]
        assert [(head.portal, head.id) for head in two.heads(two.rows(Query(HANOI, shelf=LATER)))] == [
            (HANOI, "1")
        ]
        await reader.press("[", "[")
        assert listed(reader) == ["hanoi/1"], "the shelf of what to read later"
        await reader.press("0", "A")
        await reader.until(lambda: "4 articles marked as read; u undoes it." in reader.said)
        assert [two.status(portal).unread for portal in (HANOI, PORTAL, EVERYWHERE)] == [0, 0, 0]
        await reader.press("u")
        await reader.until(lambda: two.status(EVERYWHERE).unread == 4)
        await reader.press("u")
        assert list(two.rows(Query(HANOI, shelf=LATER))) == []


async def test_the_list_is_filtered_sorted_and_exported_as_any_other(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("slash", *"tong", "enter")
        assert listed(reader) == ["vinhlong/1", "hanoi/1"]
        await reader.press("e")
        assert isinstance(reader.app.screen, ExportScreen)
        assert "All portals · All news" in reader.text
        assert reader.app.screen.query_one(Input).value.endswith("/all-portals-all-news.html")
        await reader.press("escape", "escape", "S")
        assert listed(reader) == ["vinhlong/2", "hanoi/1", "vinhlong/1", "hanoi/2"]


async def test_what_is_told_of_one_portal_is_not_told_here(two: Library):
    async with reading(two, WIDE) as reader:
        assert "What is new" in reader.text
        await go_everywhere(reader)
        await reader.press("w", "v")
        assert reader.app.screen is reader.screen
        assert reader.said == [
            "What is new is told of one portal; Ctrl+T leads back to one.",
            "View counts are told of one portal; Ctrl+T leads back to one.",
        ]
        assert "What is new" not in reader.text
        assert two.userdata._ask("SELECT portal FROM visit") == [(PORTAL,)]


async def test_histories_of_articles_with_one_id_are_not_mixed(two: Library, monkeypatch: pytest.MonkeyPatch):
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        heads = two.heads(reader.heads.rows)
        for portal, counts in ((HANOI, (100, 200)), (PORTAL, (4, 10))):
            for day, count in zip((-1, 0), counts, strict=True):
                at = NOW + timedelta(days=day)
                two.userdata.begin_round(portal, at)
                seen = Teaser(id="1", url=f"{BASE}/xem/1", title="Tin", place=InList.MOST_READ, views=count)
                two.userdata.see(portal, (seen,), None, at)
        asked: list[tuple[str, set[str]]] = []
        histories = two.stats.histories

        def noted(portal: str, ids: Iterable[str]) -> object:
            asked.append((portal, set(ids)))
            return histories(portal, ids)

        monkeypatch.setattr(two.stats, "histories", noted)
        reader.heads.forget()
        await reader.pilot.pause()
        assert asked == [(HANOI, {"1"}), (PORTAL, {"1", "2"})], "one question for each portal"
        found = reader.screen.histories_of(heads)
        assert {key: history[0].counts for key, history in found.items()} == {
            (HANOI, "1"): (100, 200),
            (PORTAL, "1"): (4, 10),
        }


async def test_a_long_list_is_there_at_once_and_whole_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.desk._GLANCE", 3)
    monkeypatch.setattr("reader.desk._LONG", 3)
    with a_library(tmp_path, ENTRIES) as two:
        rows, asked = two.rows, list[tuple[int | None, bool]]()

        def noted(query: Query) -> object:
            if (query.portal, query.shelf) == (EVERYWHERE, ALL):
                asked.append((query.limit, threading.current_thread() is threading.main_thread()))
            return rows(query)

        count, counted, go_on = two._lists._count, list[bool](), threading.Event()

        def count_noted(portal: str) -> dict[str, tuple[int, int]]:
            counted.append(threading.current_thread() is threading.main_thread())
            assert counted[-1] or go_on.wait(30)
            return count(portal)

        monkeypatch.setattr(two, "rows", noted)
        async with reading(two) as reader:
            monkeypatch.setattr(two._lists, "_count", count_noted)
            await go_everywhere(reader)
            await reader.until(lambda: reader.lines[0] == " All portals · synced just now")
            assert listed(reader) == NEWEST[:3]
            go_on.set()
            await reader.until(lambda: listed(reader) == NEWEST)
            await reader.until(lambda: reader.lines[0] == " All portals · synced just now · 4 unread")
            assert counted == [False], "of the one that was not counted yet"
            await reader.press("S")
            await reader.until(lambda: listed(reader) == ["vinhlong/2", "hanoi/1", "vinhlong/1", "hanoi/2"])
            await reader.press("[", "]")
            await reader.until(lambda: len(reader.heads.rows) == 4)
            assert {(limit, main) for limit, main in asked} == {(3, True), (None, False)}


# Searching and addresses --------------------------------------------------------------------------------


async def test_a_search_is_of_all_portals_and_opens_what_it_finds_here(two: Library):
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("ctrl+f", *"tong ket")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        await reader.until(lambda: reader.app.screen.query_one(HitList).count() == 2)
        assert "Search all portals" in reader.lines[0]
        assert "Ctrl+T" not in reader.lines[-1]
        assert "Ctrl+S" not in reader.lines[-1]
        await reader.press("ctrl+t", "ctrl+s")
        assert reader.said[-2:] == [
            "All portals are read here, and searched.",
            "Searches of one portal can be saved, not of all together.",
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

    monkeypatch.setattr(two, "fetch_article", fetch)
    async with reading(two) as reader:
        await go_everywhere(reader)
        await reader.press("enter", "enter")
        await reader.until(lambda: reader.desk.article is not None)
        assert asked == [(HANOI, "2")]
        assert listed(reader) == NEWEST


# Syncs --------------------------------------------------------------------------------------------------


class Portals:
    """Stands for the library's sync: each portal's waits until it may go on, or is stopped."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = {PORTAL: threading.Event(), HANOI: threading.Event()}
        self.stops: dict[str, threading.Event] = {}
        self.asked: list[str] = []
        self._library = library
        monkeypatch.setattr(library, "sync", self.sync)

    def sync(self, portal: str, *_: object, stop: threading.Event, **__: object) -> Iterator[Event]:
        self.asked.append(portal)
        self.stops[portal] = stop
        category = Category(slug="a", name=f"Mục của {portal}", url="")
        yield CategoryStarted(portal=portal, category=category, index=1, of=2)
        yield Waiting(portal=portal, seconds=1, others=True)
        while not (stop.is_set() or self.go_on[portal].wait(0.01)):
            pass
        news = [an_entry("9", f"Mới của {portal}", portal=portal, published="2018-01-18T09:00:00+07:00")]
        fill(self._library.cache, self._library.catalogue, news)
        summary = Summary(portal=portal, started_at=NOW, ended_at=NOW, new=1, interrupted=stop.is_set())
        yield Finished(portal=portal, summary=summary)


@pytest.fixture
def portals(two: Library, monkeypatch: pytest.MonkeyPatch) -> Portals:
    return Portals(two, monkeypatch)


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
    portals = Portals(library, monkeypatch)
    async with reading(library, WIDE) as reader:
        await reader.press("P", "g", "r")
        portals.go_on[HANOI].set()
        await reader.until(lambda: reader.lines[1].startswith(" All portals"))
        shown = reader.app.screen.query_one(PortalList)
        assert shown.current.portal == HANOI, "the cursor stays"


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
