"""The keys that mark above, below and all as read, and undo all of it at once."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.geometry import Region
from textual.pilot import Pilot

from reader.app import ReaderApp
from reader.config import Config
from reader.library import Library
from reader.model import Query
from reader.paths import Paths
from reader.screens.main.reading import ReaderScreen
from reader.user.userdata import UserData
from reader.widgets import workbar
from reader.widgets.filter import FilterInput
from reader.widgets.picture import Pictures
from scrapers import watch
from scrapers.errors import StoreError
from scrapers.model import Image
from scrapers.watch import Watch
from tests.fakes_store import BASE, PORTAL, a_library, an_article, an_entry, now
from tests.reader.terminal.test_pictures import a_picture
from tests.reading import WIDE, Reading, reading


def unread(reader: Reading) -> list[str]:
    return [name for name in reader.listed if not reader.head(name).read]


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("less_than_sign", ["5", "3", "4"]),
        ("greater_than_sign", ["2", "1", "5"]),
        ("A", []),
    ],
)
async def test_above_below_or_all_are_marked_read_and_undone_by_one_key(
    library: Library, key: str, left: list[str]
):
    async with reading(library, WIDE) as reader:
        await reader.press("down", "down", key)
        await reader.until(lambda: reader.said)

        assert unread(reader) == left
        assert reader.said[-1].endswith("marked as read; u undoes it.")
        assert f"{len(left)} unread" in reader.lines[0]
        await reader.press("u")
        await reader.until(lambda: len(reader.said) > 1)
        assert unread(reader) == ["2", "1", "5", "3", "4"]
        assert reader.said[-1].startswith("Undone: ")
        assert reader.cursor_id == "5"


async def test_where_everything_is_read_it_says_so(library: Library):
    async with reading(library) as reader:
        await reader.press("A")
        await reader.until(lambda: reader.said)
        await reader.press("A")
        await reader.until(lambda: len(reader.said) > 1)

        assert reader.said[-1] == "All of these are already read."


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Lets marking many begin, two articles at a time, and go on past the first two when it is set."""
    go_on = threading.Event()
    monkeypatch.setattr(watch, "_AT_ONCE", 2)
    monkeypatch.setattr(workbar, "PATIENCE", 0.001)
    for name in ("read_many", "unread_many"):
        do = getattr(UserData, name)

        def slowly(self: UserData, many: Any, tell: Watch, do: Callable[..., object] = do) -> object:
            def told(done: int, of: int) -> None:
                tell(done, of)
                assert done < 2 or go_on.wait(30)
                tell(done, of)

            return do(self, many, told)

        monkeypatch.setattr(UserData, name, slowly)
    return go_on


async def test_how_many_are_marked_is_shown_and_escape_stops_it_with_none_marked(
    library: Library, held: threading.Event
):
    async with reading(library, WIDE) as reader:
        await reader.press("A")
        await reader.until(lambda: "2/5" in reader.text)
        assert "Marking …" in reader.text
        assert "Esc stop" in reader.lines[-1]
        assert not reader.screen.works("read_all"), "one at a time"
        await reader.press("escape")
        await reader.until(lambda: "stopping …" in reader.text)
        assert "Esc stop" not in reader.lines[-1]
        held.set()
        await reader.until(lambda: reader.said)

        assert reader.said == ["Stopped: none is marked as read."]
        assert unread(reader) == ["2", "1", "5", "3", "4"]
        assert "Marking …" not in reader.text
        assert not reader.desk.can_undo
        await reader.press("A")
        await reader.until(lambda: len(reader.said) > 1)
        assert unread(reader) == []
        assert "Marking …" not in reader.text


async def test_undoing_many_can_be_stopped_and_be_begun_again(library: Library, held: threading.Event):
    held.set()
    library.read_rows(library.rows(Query(portal=PORTAL))[:2])
    async with reading(library, WIDE) as reader:
        await reader.press("A")
        await reader.until(lambda: reader.said)
        held.clear()
        await reader.press("u")
        await reader.until(lambda: "2/3" in reader.text)
        await reader.press("escape")
        held.set()
        await reader.until(lambda: len(reader.said) > 1)

        assert reader.said[-1] == "Stopped: all stay read."
        assert unread(reader) == []
        await reader.press("u")
        await reader.until(lambda: len(reader.said) > 2)
        assert unread(reader) == ["5", "3", "4"]


async def test_a_reader_that_ends_ends_what_it_marks(library: Library, held: threading.Event):
    async with reading(library, WIDE) as reader:
        await reader.press("A")
        await reader.until(lambda: "2/5" in reader.text)
        reader.screen.query_one(workbar.WorkBar).on_unmount()
        held.set()
        await reader.app.workers.wait_for_complete()
    assert [head.read for head in library.heads(library.rows(Query(portal=PORTAL)))] == [False] * 5


async def test_a_store_that_fails_is_said(library: Library, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> object:
        raise StoreError("disk full", where="userdata.sqlite")

    monkeypatch.setattr(UserData, "read_many", fail)
    async with reading(library) as reader:
        await reader.press("A")
        await reader.until(lambda: reader.said)

        assert "disk full" in reader.said[-1]
        assert not reader.desk.can_undo


# textual-image 0.12 asks Pillow for pixels in a way that Pillow is to drop.
@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")
async def test_a_starred_article_shows_its_pictures_after_the_cache_was_cleared(tmp_path: Path):
    url = f"{BASE}/a.png"
    article = an_article("8", "Khai mạc lễ hội", blocks=(Image(url=url, caption="Quang cảnh"),))
    with a_library(tmp_path, [replace(an_entry("8", "Khai mạc lễ hội"), article=article)]) as library:
        library.cache.pictures.put(url, a_picture("PNG", (80, 60)), "image/png")
        library.star(PORTAL, "8")
        library.cache.clear()
        library.catalogue.rebuild()
    with Library.open(Paths.choose(tmp_path), clock=now) as library:
        pictures = Pictures("halfcell")
        async with reading(library, WIDE, pictures=pictures, config=Config()) as reader:
            await reader.press("enter")
            await reader.until(lambda: reader.article.query(".picture"))

            assert "Quang cảnh" in reader.text


async def until(come: Callable[[], bool], pilot: Pilot[None]) -> None:
    """Wait for what the next frames do."""
    for _turn in range(200):
        if come():
            return
        await pilot.pause()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Region]:
    """Where the screen was asked to paint itself."""
    regions_asked: list[Region] = []
    refresh = ReaderScreen.refresh

    def noted(screen: ReaderScreen, *regions: Region, **more: Any) -> ReaderScreen:
        regions_asked.extend(regions)
        return refresh(screen, *regions, **more)

    monkeypatch.setattr(ReaderScreen, "refresh", noted)
    return regions_asked


async def test_where_a_message_came_and_went_is_painted_whatever_else_is(
    library: Library, asked: list[Region]
):
    app = ReaderApp(library, PORTAL, clock=now)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("m")
        await until(lambda: bool(asked), pilot)
        place = app.screen.query_one("Toast").region
        assert place in asked
        asked.clear()
        app.clear_notifications()
        await until(lambda: place in asked, pilot)
        assert not app.screen.query("Toast")
        assert place in asked


async def test_where_the_line_of_the_filter_came_and_went_is_painted_whatever_else_is(
    library: Library, asked: list[Region]
):
    app = ReaderApp(library, PORTAL, clock=now)
    async with app.run_test() as pilot:
        await pilot.press("slash")
        place = app.screen.query_one(FilterInput).region
        await until(lambda: place in asked, pilot)
        assert place in asked
        asked.clear()
        await pilot.press("escape")
        await until(lambda: place in asked, pilot)
        assert place in asked


async def test_a_message_takes_the_place_of_the_one_before_and_trouble_stays(library: Library):
    async with reading(library, toasts=True) as reader:
        reader.screen.say("The disk is full.", trouble=True)
        await reader.press("s", "s", "b")

        assert len(reader.said) == 4
        assert reader.seen == ["The disk is full.", reader.said[-1]]
        assert len(reader.app.screen.query("ToastHolder")) == 2
        assert reader.lines[-1].endswith(reader.said[-1])


async def test_messages_stand_above_a_line_that_is_typed_and_nowhere_behind_it(library: Library):
    async with reading(library, toasts=True) as reader:
        reader.screen.say("The disk is full, and what follows is longer than a star.", trouble=True)
        for keys in (["s", "vertical_line"], ["escape"]):
            await reader.press(*keys)
            assert reader.text.count("▌ star.") == 1
