"""Single articles by their addresses: kept as a sync keeps them, and what later syncs make of them."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from scrapers.errors import Gone, LayoutChanged, NotAnArticle, StoreBusy
from scrapers.model import Article, Place, Teaser
from scrapers.net.fetch import Fetcher
from scrapers.states import PortalState
from scrapers.syncing.events import ArticleFailed, ArticleStored, Finished, Seen, Summary, SyncPlan
from scrapers.syncing.sightings import Sightings
from scrapers.syncing.single import fetch_article, fetch_articles
from tests.loopback import Reply, Request
from tests.site import Reader, Site, Story, at_once, reading

THU = "thu"
PICTURE = '<p>Đoạn văn đủ dài cho một tin của cổng.</p><img src="/anh/1.png">'


def with_more() -> Site:
    """A site with three listed articles and two, 7 and 8, that no page names."""
    site = Site({"mot": [3, 2, 1]})
    site.stories.update({number: Story(number, f"Tin số {number}") for number in (7, 8)})
    return site


@asynccontextmanager
async def fetcher_of(reader: Reader) -> AsyncIterator[Fetcher]:
    async with Fetcher(reader.portal, delay=0, now=reader.clock, sleep=at_once) as fetcher:
        yield fetcher


async def fetched(
    reader: Reader, wanted: Mapping[str, str], *, pictures: bool = True, stop: asyncio.Event | None = None
) -> Summary:
    """Fetch articles by their paths; `reader.events` tells what happened."""
    reader.server.seen.clear()
    urls = {id_: reader.server.base + path for id_, path in wanted.items()}
    async with fetcher_of(reader) as fetcher:
        reader.events = [
            event
            async for event in fetch_articles(
                reader.means(fetcher), urls, SyncPlan(pictures=pictures), stop=stop
            )
        ]
    last = reader.events[-1]
    assert isinstance(last, Finished)
    return last.summary


async def at(reader: Reader, path: str, id: str = "7") -> Article:
    """Fetch one article by its path alone."""
    async with fetcher_of(reader) as fetcher:
        return await fetch_article(reader.means(fetcher), id, url=reader.server.base + path)


def is_nowhere(reader: Reader, id: str = "7") -> bool:
    """Whether neither store knows anything of an article."""
    known = reader.cache.entry(THU, id) is not None or reader.cache.raw(THU, id) is not None
    return not known and reader.catalogue.row_of(THU, id) is None


async def test_it_is_kept_whole_with_its_page_its_pictures_and_what_its_page_names(tmp_path: Path) -> None:
    site = with_more()
    site.stories[7].body = PICTURE
    site.most_read = [2]
    async with reading(site, tmp_path) as reader:
        article = await at(reader, "/tin/7")

        assert (article.id, article.title, article.views) == ("7", "Tin số 7", 10)
        assert reader.cached == {7}
        assert reader.cache.raw(THU, "7") is not None
        assert reader.cache.pictures.has(f"{reader.server.base}/anh/1.png")
        assert [seen.place for seen in reader.entry(2).sightings] == [Place.MOST_READ]
        assert reader.catalogue.row_of(THU, "7") is not None


async def test_each_of_several_tells_what_came_of_it(tmp_path: Path) -> None:
    site = with_more()
    site.stories[8].body = PICTURE
    async with reading(site, tmp_path) as reader:
        summary = await fetched(reader, {"9": "/tin/9", "7": "/tin/7", "8": "/tin/8"}, pictures=False)

        told = [event for event in reader.events if isinstance(event, ArticleStored | ArticleFailed)]
        assert [(type(event), event.done, event.queued) for event in told] == [
            (ArticleFailed, 1, 3),
            (ArticleStored, 2, 3),
            (ArticleStored, 3, 3),
        ]
        assert (summary.new, summary.gone, summary.pictures, summary.requests) == (2, 1, 0, 4)
        assert [event.page.rpartition("/")[2] for event in reader.events if isinstance(event, Seen)] == [
            "7",
            "8",
        ]
        again = await fetched(reader, {"7": "/tin/7"})
        assert (again.new, again.unchanged) == (0, 1)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Reply("gone", 404), Gone),
        (Reply("<html><body><p>Đang bảo trì, mời quay lại.</p></body></html>"), LayoutChanged),
        (Reply(status=302, headers={"Location": "/"}), Gone),
    ],
)
async def test_of_what_does_not_come_nothing_is_kept(
    tmp_path: Path, fault: Reply, error: type[Exception]
) -> None:
    site = with_more()
    site.stories[7].fault = fault
    async with reading(site, tmp_path) as reader:
        with pytest.raises(error):
            await at(reader, "/tin/7")

        assert is_nowhere(reader)
        assert list(reader.cache.entries(THU)) == []


@pytest.mark.parametrize("path", ["/muc/mot", "/"])
async def test_a_list_is_no_article(tmp_path: Path, path: str) -> None:
    async with reading(with_more(), tmp_path) as reader:
        with pytest.raises(NotAnArticle):
            await at(reader, path, "mot")

        assert is_nowhere(reader, "mot")
        assert list(reader.cache.entries(THU)) == []


async def test_an_address_that_leads_to_an_article_under_another_is_that_article(tmp_path: Path) -> None:
    site = with_more()
    site.faults = {"/bai/bay": Reply(status=301, headers={"Location": "/tin/7"})}
    site.faults["/bai/hai"] = Reply(status=301, headers={"Location": "/tin/2"})
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        known = reader.entry(2)
        new, old = await at(reader, "/bai/bay", "xbay"), await at(reader, "/bai/hai", "xhai")

        assert (new.id, new.url, old.id) == ("7", f"{reader.server.base}/tin/7", "2")
        assert reader.cached == {1, 2, 3, 7}
        assert reader.entry(2).sightings == known.sightings
        assert reader.entry(2).article == known.article
        assert reader.catalogue.id_of(THU, "xbay") == "7"
        assert reader.catalogue.id_of(THU, "xhai") == "2"


async def test_a_sync_lists_it_once_its_list_does_and_leaves_no_hole(tmp_path: Path) -> None:
    site = with_more()
    async with reading(site, tmp_path) as reader:
        await at(reader, "/tin/7")
        summary = await reader.sync()
        assert (summary.new, summary.gone, summary.missing) == (3, 0, 0)
        assert "/tin/7" not in reader.asked, "an old one is not asked for again"

        site.publish("mot", 7, 9, 10, 11, 12)
        summary = await reader.sync()
        assert summary.new == 4
        assert reader.cached == {1, 2, 3, 7, 9, 10, 11, 12}
        assert [seen.category for seen in reader.entry(7).sightings] == ["mot"]
        assert reader.entry(7).gone_at is None


async def test_a_sync_that_is_told_where_it_lies_fetches_it_first(tmp_path: Path) -> None:
    site = with_more()
    site.faults = {"/bai/tam": Reply(status=301, headers={"Location": "/tin/8"})}
    async with reading(site, tmp_path) as reader:
        for id_, path in (("7", "/tin/7"), ("xtam", "/bai/tam"), ("mot", "/muc/mot"), ("9", "/tin/9")):
            reader.cache.wishes.add(THU, id_, reader.server.base + path)
        summary = await reader.sync()

        assert reader.asked[1:6] == ["/tin/7", "/tin/9", "/muc/mot", "/bai/tam", "/tin/8"]
        assert reader.cached == {1, 2, 3, 7, 8}
        assert [failure.error for failure in summary.failures] == ["NotAnArticle"]
        assert summary.gone == 1
        assert reader.cache.wishes.all(THU) == {}


async def test_a_recent_one_is_looked_at_again_for_corrections_as_all_are(tmp_path: Path) -> None:
    site = with_more()
    site.stories[7].day = "09/03/2026"
    async with reading(site, tmp_path) as reader:
        await at(reader, "/tin/7")
        site.stories[7].body = "<p>Nội dung đã được cổng sửa lại cho đúng.</p>"
        summary = await reader.sync()

        assert (summary.new, summary.updated) == (3, 1)
        article = reader.entry(7).article
        assert article is not None
        assert article.revision == 2


async def test_what_a_sync_beside_it_says_meanwhile_stays(tmp_path: Path) -> None:
    site = with_more()
    site.stories[7].body = PICTURE
    async with reading(site, tmp_path) as reader:

        def name_it(request: Request) -> None:
            if request.target == "/anh/1.png":
                listed = Sightings(THU, reader.cache, reader.catalogue)
                teaser = Teaser(
                    id="7", url=f"{reader.server.base}/tin/7", title="Tin số 7", place=Place.LISTING
                )
                listed.take((teaser,), page="/muc/mot", category="mot", seen_at=reader.now)

        site.hook = name_it
        await at(reader, "/tin/7")

        assert [seen.category for seen in reader.entry(7).sightings] == ["mot"]
        assert reader.cached == {7}


async def test_a_portal_that_does_not_answer_is_asked_for_no_more(tmp_path: Path) -> None:
    site = with_more()
    site.stories[7].fault = site.stories[8].fault = Reply(raw=b"")
    async with reading(site, tmp_path) as reader:
        summary = await fetched(reader, {"7": "/tin/7", "8": "/tin/8"})

        assert summary.unreachable
        assert "/tin/8" not in reader.server.targets
        assert [event.done for event in reader.events if isinstance(event, ArticleFailed)] == [1]
        assert list(reader.cache.entries(THU)) == []


async def test_told_to_stop_it_keeps_what_came_and_half_of_nothing(tmp_path: Path) -> None:
    site, stop = with_more(), asyncio.Event()
    async with reading(site, tmp_path) as reader:
        site.hook = lambda request: stop.set() if request.target == "/tin/8" else None
        site.stories[8].fault = Reply(hang=True)
        summary = await fetched(reader, {"7": "/tin/7", "8": "/tin/8"}, stop=stop)

        assert summary.interrupted
        assert reader.cached == {7}
        assert is_nowhere(reader, "8")


async def test_a_catalogue_made_anew_has_it(tmp_path: Path) -> None:
    async with reading(with_more(), tmp_path) as reader:
        await at(reader, "/tin/7")
        row = reader.catalogue.row_of(THU, "7")
        reader.catalogue.rebuild()

        assert reader.catalogue.row_of(THU, "7") == row


async def test_nobody_changes_the_whole_cache_meanwhile_and_a_sync_may_run(tmp_path: Path) -> None:
    site, told = with_more(), list[str]()
    async with reading(site, tmp_path) as reader:

        def look(request: Request) -> None:
            if request.target == "/tin/7":
                with pytest.raises(StoreBusy, match=f"process {os.getpid()} since"), reader.cache.lock():
                    pass
                with reader.cache.lock_portal(THU), reader.cache.lock_single():
                    told.append("beside it")

        site.hook = look
        await at(reader, "/tin/7")
        await fetched(reader, {"7": "/tin/7"})
        assert told == ["beside it"] * 2
        with reader.cache.lock(), pytest.raises(StoreBusy):
            await at(reader, "/tin/8", "8")
        with reader.cache.lock(), pytest.raises(StoreBusy):
            await fetched(reader, {"8": "/tin/8"})
        assert is_nowhere(reader, "8")


async def test_what_a_sync_knows_of_the_portal_stays_and_else_it_is_noted(tmp_path: Path) -> None:
    async with reading(with_more(), tmp_path) as reader:
        await at(reader, "/tin/7")
        assert reader.cache.portals() == [THU]
        assert reader.cache.portal_state(THU) == PortalState(portal=THU)
        await reader.sync()
        known = reader.cache.portal_state(THU)
        await at(reader, "/tin/8", "8")
        assert reader.cache.portal_state(THU) == known
