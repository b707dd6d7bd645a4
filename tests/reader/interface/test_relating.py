"""Related news: those found by shared words beside the portal's, and articles that are wanted of a sync."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.keyboard.command import Place
from reader.library import Library
from reader.model import RelatedHead, Way
from reader.paths import Paths
from reader.widgets.related import RelatedList
from scrapers.demo.news import News
from scrapers.demo.server import DemoServer
from scrapers.model import Related
from scrapers.syncing.events import SyncPlan
from tests.demo_client import article, category
from tests.fakes_store import PORTAL, a_library, an_entry, fill, now
from tests.reading import WIDE, Reading, reading

SIGNING = "Lớp tập huấn chữ ký số cho cán bộ huyện Trà Ôn; học viên thực hành ký số trên văn bản điện tử."
FOUND = "On the same subject, found by shared words"


@pytest.fixture
def alike(tmp_path: Path) -> Iterator[Library]:
    """Two articles on one subject among twelve others; the portal names one of these beside the first."""
    others = [an_entry(str(n), text=f"Sở họp giao ban lần {n}.") for n in range(20, 32)]
    first = an_entry("1", "Tập huấn", text=SIGNING, published="2018-02-09", related=["20"])
    second = an_entry("2", "Lại tập huấn", text=f"Thêm: {SIGNING}", published="2018-02-08")
    with a_library(tmp_path, [*others, first, second]) as library:
        yield library


def entries(reader: Reading) -> list[tuple[str, bool]]:
    return [(one.id, one.computed) for one in reader.screen.query_one(RelatedList).entries]


async def test_what_is_on_the_same_subject_stands_under_the_portals_own_and_says_so(alike: Library):
    async with reading(alike, WIDE) as reader:
        await reader.press("enter")
        await reader.until(lambda: len(entries(reader)) == 2)

        assert entries(reader) == [("20", False), ("2", True)]
        first, second = reader.text.index("Related news"), reader.text.index(FOUND)
        assert first < second < reader.text.index("Lại tập huấn", second)


async def test_it_opens_as_the_portals_own_do_and_back_leads_back(alike: Library):
    async with reading(alike, WIDE) as reader:
        await reader.press("enter")
        await reader.until(lambda: len(entries(reader)) == 2)
        await reader.press("R", "down", "enter")
        assert (reader.open_id, reader.place) == ("2", Place.ARTICLE)
        await reader.until(lambda: entries(reader) == [("1", True)])
        await reader.press("H")
        assert reader.open_id == "1"
        await reader.press("L")
        assert reader.open_id == "2"


async def test_the_cursor_stays_when_more_are_found(alike: Library, monkeypatch: pytest.MonkeyPatch):
    looked = asyncio.Event()
    look = Library.neighbours
    loop = asyncio.get_running_loop()

    def wait(self: Library, about: object) -> tuple[RelatedHead, ...]:
        asyncio.run_coroutine_threadsafe(looked.wait(), loop).result(30)
        return look(self, about)  # type: ignore[arg-type]  # an article

    monkeypatch.setattr(Library, "neighbours", wait)
    known = an_entry("1", "Tập huấn", text=SIGNING, published="2018-02-09", related=["20", "21"])
    fill(alike.cache, alike.catalogue, [known])
    async with reading(alike, WIDE) as reader:
        await reader.press("enter", "R", "down")
        assert reader.screen.query_one(RelatedList).cursor == 1
        looked.set()
        await reader.until(lambda: len(entries(reader)) == 3)

        assert reader.screen.query_one(RelatedList).cursor == 1
        assert reader.place is Place.RELATED


async def test_what_was_found_stays_under_the_article_while_a_sync_brings_news(
    alike: Library, monkeypatch: pytest.MonkeyPatch
):
    async with reading(alike, WIDE) as reader:
        await reader.press("enter")
        await reader.until(lambda: len(entries(reader)) == 2)
        monkeypatch.setattr(Library, "neighbours", lambda *_: pytest.fail("looked again"))
        reader.screen._show_news()
        await reader.pilot.pause()

        assert entries(reader) == [("20", False), ("2", True)]


# Articles whose text is not here --------------------------------------------------------------------------


async def test_an_article_that_is_not_here_can_be_wanted_of_the_next_sync_and_unwanted(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("j", "enter", "R", "down", "enter")
        assert "Enter fetch · d at next sync · o browser" in reader.text
        assert "d at next sync" in reader.lines[-1]
        await reader.press("d")
        assert library.is_wanted(PORTAL, "5")
        assert "The next sync fetches it first." in reader.text
        assert "d not at next sync" in reader.lines[-1]
        await reader.press("n", "p")
        assert "The next sync fetches it first." in reader.text
        await reader.press("d")

        assert not library.is_wanted(PORTAL, "5")
        assert "fetched yet. " not in reader.text
        assert "d at next sync" in reader.lines[-1]


async def test_a_related_article_that_nothing_else_names_can_be_opened_and_wanted(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("j", "enter", "R", "down", "down", "enter")
        assert reader.open_id == "77"
        assert "The text of this article has not been fetched yet." in reader.text
        await reader.press("d")
        assert list(library.cache.wishes.all(PORTAL)) == ["77"]
        await reader.press("H")
        assert reader.open_id == "1"


async def test_a_related_article_of_another_site_opens_in_the_browser(library: Library):
    entry = an_entry("9", "Tin", published="2018-02-09")
    assert entry.article is not None
    elsewhere = Related(id="abc", title="Ở nơi khác", url="https://example.org/abc")
    fill(
        library.cache,
        library.catalogue,
        [replace(entry, article=replace(entry.article, related=(elsewhere,)))],
    )
    async with reading(library, WIDE) as reader:
        await reader.press("enter", "R", "enter")

        assert reader.browser.opened == ["https://example.org/abc"]
        assert reader.open_id == "9"
        assert library.row_of(PORTAL, "abc") is None


async def test_a_related_article_of_another_portal_is_read_there(library: Library):
    fill(library.cache, library.catalogue, [an_entry("12", "Tin Hà Nội", portal="hanoi")])
    entry = an_entry("50", "Có liên quan", published="2018-02-09")
    assert entry.article is not None
    url = "https://sotttt.hanoi.gov.vn/-/view_content/12-tin-ha-noi"
    related = (Related(id="x", title="Tin của cổng khác", url=url),)
    entry = replace(entry, article=replace(entry.article, related=related))
    fill(library.cache, library.catalogue, [entry])
    async with reading(library, WIDE) as reader:
        await reader.press("enter", "R", "enter")
        await reader.until(lambda: reader.desk.portal == "hanoi" and reader.open_id == "12")
        assert reader.browser.opened == []
        await reader.press("escape")
        await reader.until(lambda: reader.desk.portal == PORTAL)
        assert (reader.open_id, reader.place) == ("50", Place.RELATED)


async def test_the_next_sync_brings_what_is_wanted_though_it_asks_for_no_other(tmp_path: Path):
    news = News([category("thong-bao", "Thông báo", [article(91, "thong-bao"), article(92, "thong-bao")])])
    with (
        Library.open(Paths.choose(tmp_path), clock=now) as library,
        DemoServer(news=news, clock=now) as server,
    ):
        await asyncio.to_thread(
            lambda: list(library.fetching("demo", Way(server.url, 0)).sync(SyncPlan(since="2018-01-12")))
        )
        async with reading(library, WIDE, portal="demo", base_url=server.url) as reader:
            missing = next(id_ for id_ in ("91", "92") if not reader.head(id_).cached)
            reader.screen._open(library.row_of("demo", missing))
            await reader.press("d", "r")
            await reader.until(lambda: reader.desk.article is not None)

            assert reader.open_id == missing
            assert list(library.cache.wishes.all("demo")) == []
