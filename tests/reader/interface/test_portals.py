"""`P` lists the portals and reads another one; the one before stays as it was left."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from reader import i18n
from reader.config import Config
from reader.keyboard.command import Place
from reader.library import Library
from reader.model import EVERYWHERE, Query, Status
from reader.screens.portals import PortalsScreen
from reader.widgets.portallist import PortalList
from reader.widgets.statusbar import StatusBar
from scrapers.errors import StoreError, StoreLocked, UnknownName
from scrapers.model import Category
from scrapers.portals.portal import Portal, builtin
from scrapers.syncing.events import CategoryStarted, Event, Finished, Summary
from tests.fakes_fetching import fetching_by
from tests.fakes_store import NOW, PORTAL, an_entry, fill
from tests.reader.interface.test_typeahead import burst
from tests.reading import STANDARD, WIDE, Reading, reading

HANOI = "hanoi"


@pytest.fixture
def two(library: Library) -> Library:
    """A library of two portals."""
    fill(library.cache, library.catalogue, [an_entry("h1", "Tin Hà Nội", portal=HANOI)])
    return library


async def show_portals(reader: Reading) -> PortalList:
    """Press the key and wait until what is here stands there."""
    await reader.press("P")
    screen = reader.app.screen
    assert isinstance(screen, PortalsScreen)
    shown = screen.query_one(PortalList)
    await reader.until(lambda: all(row.counted for row in shown.portals) or "disk" in reader.text)
    return shown


async def go_to_hanoi(reader: Reading) -> None:
    """Choose the other portal."""
    await show_portals(reader)
    await reader.press("up", "enter")
    await reader.until(lambda: reader.desk.portal == HANOI and "Tin Hà Nội" in reader.text)


async def test_it_lists_each_with_what_is_unread_and_how_fresh_it_is(two: Library):
    async with reading(two, WIDE) as reader:
        shown = await show_portals(reader)

        assert [row.status.portal for row in shown.portals] == [EVERYWHERE, HANOI, PORTAL]
        line = {
            name: next(one for one in reader.lines if builtin(name).title in one) for name in (HANOI, PORTAL)
        }
        assert line[HANOI].endswith("1 unread  synced just now")
        assert line[PORTAL].endswith("5 unread  synced just now")
        assert shown.cursor == 2, "on the one that is read"


async def test_a_portal_that_was_never_synced_says_so_and_opens(library: Library):
    async with reading(library, WIDE) as reader:
        await show_portals(reader)
        assert any(builtin(HANOI).title in line and line.endswith("never synced") for line in reader.lines)
        await reader.press("up", "enter")
        await reader.until(lambda: reader.desk.portal == HANOI)

        assert "Nothing here yet." in reader.text


async def test_keys_typed_ahead_of_what_is_counted_choose_by_the_names(
    two: Library, monkeypatch: pytest.MonkeyPatch
):
    go_on, status = threading.Event(), two.status

    def slow(portal: str, **asked: bool) -> Status:
        if threading.current_thread() is not threading.main_thread():
            go_on.wait(10)
        return status(portal, **asked)

    async with reading(two, WIDE) as reader:
        monkeypatch.setattr(two, "status", slow)
        await burst(reader, "P")
        await reader.until(lambda: builtin(HANOI).title in reader.text)
        assert all(line.endswith("…") for line in reader.lines[1:3]), reader.text
        await burst(reader, "\x1bPk\r")
        await reader.until(lambda: reader.desk.portal == HANOI)
        go_on.set()
        await reader.until(lambda: "Tin Hà Nội" in reader.text)


async def test_enter_reads_the_other_one_and_back_the_first_is_as_it_was(two: Library):
    async with reading(two) as reader:
        await reader.press("]", "down", "enter")
        before = (reader.desk.shelf, reader.open_id, reader.place)
        assert before[2] is Place.ARTICLE
        await go_to_hanoi(reader)
        assert (reader.listed, reader.open_id, reader.place) == (["h1"], None, Place.LIST)
        assert builtin(HANOI).title in reader.lines[0]
        await reader.press("enter")
        assert reader.open_id == "h1"
        await show_portals(reader)
        await reader.press("down", "enter")
        await reader.until(lambda: reader.desk.portal == PORTAL)

        assert (reader.desk.shelf, reader.open_id, reader.place) == before


async def test_back_again_it_shows_what_changed_meanwhile(two: Library):
    async with reading(two) as reader:
        await go_to_hanoi(reader)
        fill(two.cache, two.catalogue, [an_entry("99", "Tin vừa về", published="2018-01-18T10:00:00+07:00")])
        await show_portals(reader)
        await reader.press("down", "enter")

        await reader.until(lambda: "Tin vừa về" in reader.text)
        assert reader.screen.query_one(StatusBar).status is not None


@pytest.mark.parametrize("key", ["escape", "q", "P"])
async def test_it_is_left_as_it_was_entered(two: Library, key: str):
    async with reading(two) as reader:
        first = reader.screen
        await show_portals(reader)
        await reader.press(key)
        assert reader.app.screen is first
        await show_portals(reader)
        await reader.press("enter")
        assert reader.app.screen is first, "that is read already"


async def test_only_the_one_that_is_read_looks_for_what_others_write(
    two: Library, monkeypatch: pytest.MonkeyPatch
):
    async with reading(two) as reader:
        first = reader.screen
        await go_to_hanoi(reader)
        asked: list[str] = []
        monkeypatch.setattr(
            type(two.other_processes), "have_written", lambda _self: bool(asked.append("asked"))
        )
        first.see_others()
        assert asked == []
        reader.screen.see_others()
        assert asked == ["asked"]


class Portals:
    """Stands for the library's sync: each portal's waits until it may go on, or is stopped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = {PORTAL: threading.Event(), HANOI: threading.Event()}
        self.stops: dict[str, threading.Event] = {}
        self.asked: list[str] = []
        self.may_end = threading.Event()
        self.may_end.set()
        fetching_by(monkeypatch, sync=self.sync)

    def sync(self, portal: str, *_: object, stop: threading.Event, **__: object) -> Iterator[Event]:
        self.asked.append(portal)
        self.stops[portal] = stop
        category = Category(slug="a", name=f"Mục của {portal}", url="")
        yield CategoryStarted(portal=portal, category=category, index=1, of=2)
        while not (stop.is_set() or self.go_on[portal].wait(0.01)):
            pass
        self.may_end.wait(10)
        summary = Summary(portal=portal, started_at=NOW, ended_at=NOW, new=2, interrupted=stop.is_set())
        yield Finished(portal=portal, summary=summary)


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


@pytest.mark.parametrize(("language", "key"), [("en", "a add"), ("vi", "a thêm")])
async def test_the_narrowest_terminal_names_the_key_that_adds_one(library: Library, language: str, key: str):
    i18n.install(language)
    async with reading(library, (40, 24)) as reader:
        await show_portals(reader)
        assert key in reader.lines[-1]


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


async def test_the_demo_has_a_profile_to_itself(tmp_path: Path, library: Library):
    fill(library.cache, library.catalogue, [an_entry("1", portal="demo")])
    async with reading(library, portal="demo") as reader:
        await reader.press("P")
        assert reader.app.screen is reader.screen
        assert reader.said == [
            "The demo has a profile to itself; `tinvl` without `demo` reads other portals."
        ]


async def test_a_store_that_fails_is_said(two: Library, monkeypatch: pytest.MonkeyPatch):
    async with reading(two) as reader:

        def fail(_portal: str, **_: bool) -> object:
            raise StoreError("disk I/O error", where="catalogue")

        monkeypatch.setattr(two, "status", fail)
        await show_portals(reader)
        assert "disk I/O error" in reader.text
        await reader.press("up", "enter")
        await reader.until(lambda: reader.desk.portal == HANOI)


async def test_a_portal_whose_list_cannot_be_read_is_not_gone_to(
    two: Library, monkeypatch: pytest.MonkeyPatch
):
    rows = two.rows

    def fail(query: Query) -> object:
        if query.portal == HANOI:
            raise StoreError("disk I/O error", where="catalogue")
        return rows(query)

    async with reading(two) as reader:
        with monkeypatch.context() as broken:
            broken.setattr(two, "rows", fail)
            await show_portals(reader)
            await reader.press("up", "enter")
            await reader.until(lambda: bool(reader.said))
            assert "disk I/O error" in reader.said[-1]
            assert reader.desk.portal == PORTAL
        await go_to_hanoi(reader)


@pytest.mark.parametrize("width", [120, 80, 40, 20, 3])
async def test_however_narrow_titles_stay_before_all_else(two: Library, width: int):
    async with reading(two, (width, 10)) as reader:
        await show_portals(reader)
        await reader.press("down", "up")

        title = builtin(HANOI).title
        line = next((one for one in reader.lines if one.lstrip("▌› ").startswith(title[:8])), "")
        assert width < 20 or line
        assert ("never" in line or "synced" in line) is (width >= 80)
        await reader.pilot.resize_terminal(*STANDARD)
        await reader.until(lambda: title in reader.text)


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (60, [builtin(HANOI).title, builtin(PORTAL).title]),
        (40, [builtin(HANOI).title, "Sở Thông tin v…hông Vĩnh Long"]),
        (24, ["Sở Thông t…ông Hà Nội", "Sở Thông ti…Vĩnh Long"]),
    ],
)
async def test_offices_whose_titles_begin_alike_are_told_apart(
    library: Library, width: int, titles: list[str]
):
    """What was never fetched says so where there is room for it, not in place of the name."""
    async with reading(library, (width, 10)) as reader:
        await show_portals(reader)

        shown = [line.strip("▌› ").split("  ")[0] for line in reader.lines if "Sở" in line]
        assert shown == titles
