"""Ctrl+T reads the news of all portals in one list; each article stays its own portal's."""

import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.keyboard.command import Place
from reader.library import Library
from reader.model import ALL, EVERYWHERE, LATER, Query
from reader.screens.export import ExportScreen
from reader.widgets.portallist import PortalList
from scrapers.errors import StoreError
from scrapers.model import Place as InList
from scrapers.model import Teaser
from tests.fakes_store import BASE, NOW, PORTAL, a_library, a_state, an_entry, fill
from tests.reading import WIDE, Reading, reading
from tests.two_portals import ENTRIES, HANOI, NEWEST, TITLES, cursor, go_everywhere, listed, opened


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as library:
        yield library


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


async def test_a_reader_that_begins_there_is_led_to_the_portal_that_it_would_have_begun_with(two: Library):
    async with reading(two, WIDE, portal=HANOI, everywhere=True) as reader:
        assert (reader.desk.portal, listed(reader)) == (EVERYWHERE, NEWEST)
        await reader.press("j", "enter")
        await reader.press("ctrl+t")
        await reader.until(lambda: reader.desk.portal == HANOI)
        assert "Ctrl+T all portals" in reader.lines[-1]
        await go_everywhere(reader)
        assert opened(reader) == "vinhlong/1", "it is the same screen again"


async def test_it_stands_above_the_portals_and_is_read_from_there(two: Library):
    async with reading(two, WIDE, portal=HANOI) as reader:
        await reader.press("P")
        shown = reader.app.screen.query_one(PortalList)
        await reader.until(lambda: all(row.counted for row in shown.rows))
        assert [row.status.portal for row in shown.rows] == [EVERYWHERE, HANOI, PORTAL]
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
    monkeypatch.setattr("reader.listdesk._GLANCE", 3)
    monkeypatch.setattr("reader.listdesk._LONG", 3)
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
