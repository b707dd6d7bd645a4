"""`P` lists the portals and reads another one; the one before stays as it was left."""

import threading
from pathlib import Path

import pytest

from reader import i18n
from reader.keyboard.command import Place
from reader.library import Library
from reader.model import EVERYWHERE, Query, Status
from reader.widgets.statusbar import StatusBar
from scrapers.errors import StoreError
from scrapers.portals.portal import builtin
from tests.fakes_store import PORTAL, an_entry, fill
from tests.listed_portals import go_to_hanoi, show_portals
from tests.reader.interface.test_typeahead import burst
from tests.reading import STANDARD, WIDE, reading
from tests.two_portals import HANOI


@pytest.fixture
def two(library: Library) -> Library:
    """A library of two portals."""
    fill(library.cache, library.catalogue, [an_entry("h1", "Tin Hà Nội", portal=HANOI)])
    return library


async def test_it_lists_each_with_what_is_unread_and_how_fresh_it_is(two: Library):
    async with reading(two, WIDE) as reader:
        shown = await show_portals(reader)

        assert [row.status.portal for row in shown.rows] == [EVERYWHERE, HANOI, PORTAL]
        line = {
            name: next(one for one in reader.lines if builtin(name).title in one) for name in (HANOI, PORTAL)
        }
        assert line[HANOI].endswith("1 unread  synced just now")
        assert line[PORTAL].endswith("5 unread  synced just now")
        assert shown.cursor == 2, "on the one that is read"


async def test_the_one_that_is_read_stays_marked_where_the_cursor_has_left_it(two: Library):
    async with reading(two, WIDE) as reader:
        await show_portals(reader)
        await reader.press("up")
        signs = {line.strip()[0] for line in reader.lines if builtin(PORTAL).title in line}
        others = {line.strip()[0] for line in reader.lines if builtin(HANOI).title in line}
        assert (signs, others) == ({"›"}, {"▌"})


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


@pytest.mark.parametrize(("language", "key"), [("en", "a add"), ("vi", "a thêm")])
async def test_the_narrowest_terminal_names_the_key_that_adds_one(library: Library, language: str, key: str):
    i18n.install(language)
    async with reading(library, (40, 24)) as reader:
        await show_portals(reader)
        assert key in reader.lines[-1]


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
