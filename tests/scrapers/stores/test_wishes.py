"""What someone wants comes first in a sync, also where no listing names it; then it is wanted no more."""

from datetime import timedelta
from pathlib import Path

import pytest

from scrapers.net.fetch import Fetcher
from scrapers.stores.cache import ArticleCache
from scrapers.syncing.events import ArticleFailed, ArticleStored, SyncPlan
from scrapers.syncing.single import fetch_article
from tests.fakes_store import NOW
from tests.loopback import Reply
from tests.site import Reader, Site, Story, at_once, reading

THU = "thu"


def with_more() -> Site:
    """Two articles in a listing; 7, 8 and 9 stand in a sidebar alone."""
    stories = {n: Story(n, f"Tin số {n}") for n in (7, 8, 9)}
    return Site({"a": [2, 1]}, stories=stories, most_read=[7, 8, 9])


async def named(reader: Reader) -> None:
    """Sync once, so that the sidebar is known."""
    await reader.sync()
    assert reader.cached == {1, 2}


async def test_a_sync_fetches_what_is_wanted_first_and_forgets_the_wish(tmp_path: Path) -> None:
    async with reading(with_more(), tmp_path) as reader:
        await named(reader)
        reader.cache.wishes.add(THU, "8")
        summary = await reader.sync()

        assert reader.asked[0] == "/tin/8"
        assert reader.cached == {1, 2, 8}
        assert summary.new == 1
        assert list(reader.cache.wishes.all(THU)) == []
        await reader.sync()
        assert "/tin/8" not in reader.asked


async def test_what_was_wanted_longest_comes_first_in_any_sync(tmp_path: Path) -> None:
    async with reading(with_more(), tmp_path) as reader:
        await named(reader)
        for name in ("9", "7", "9"):
            reader.cache.wishes.add(THU, name)
            reader.now += timedelta(minutes=1)
        await reader.sync(SyncPlan(categories=("a",), pages=1))

        assert reader.asked[:2] == ["/tin/9", "/tin/7"]
        stored = [event for event in reader.events if isinstance(event, ArticleStored)]
        assert [(event.id, event.done, event.queued) for event in stored] == [("9", 1, 2), ("7", 2, 2)]


async def test_what_is_wanted_is_asked_for_once_though_it_is_due_as_well(tmp_path: Path) -> None:
    site = with_more()
    async with reading(site, tmp_path) as reader:
        await named(reader)
        site.publish("a", 3, day="10/03/2026")
        site.stories[3].fault = Reply("down", 503)
        await reader.sync()
        reader.cache.wishes.add(THU, "3")
        site.stories[3].fault = None
        await reader.sync()

        assert reader.asked.count("/tin/3") == 1
        assert 3 in reader.cached


async def test_what_is_gone_is_wanted_no_more_and_what_failed_still_is(tmp_path: Path) -> None:
    site = with_more()
    async with reading(site, tmp_path) as reader:
        await named(reader)
        for name in ("7", "8"):
            reader.cache.wishes.add(THU, name)
        del site.stories[7]
        site.most_read.remove(7)
        site.stories[8].fault = Reply("<html><body>no title here</body></html>")
        await reader.sync()

        failed = {event.url.rpartition("/")[2] for event in reader.events if isinstance(event, ArticleFailed)}
        assert failed == {"7", "8"}
        assert list(reader.cache.wishes.all(THU)) == ["8"]
        site.stories[8].fault = None
        await reader.sync()
        assert reader.cached == {1, 2, 8}


async def test_what_is_fetched_by_hand_is_wanted_no_more(tmp_path: Path) -> None:
    async with reading(with_more(), tmp_path) as reader:
        await named(reader)
        reader.cache.wishes.add(THU, "7")
        async with Fetcher(reader.portal, delay=0, now=reader.clock, sleep=at_once) as fetcher:
            await fetch_article(reader.means(fetcher), "7")

        assert list(reader.cache.wishes.all(THU)) == []


def test_a_wish_that_a_damaged_disk_has_garbled_can_be_made_anew(tmp_path: Path) -> None:
    with ArticleCache.open(tmp_path, clock=lambda: NOW) as cache:
        cache.wishes.add(THU, "7")
        cache._values._disk.connection.execute("UPDATE Cache SET tag = '' WHERE key LIKE 'wish/%'")
        assert list(cache.wishes.all(THU)) == []
        cache.wishes.add(THU, "7")
        assert list(cache.wishes.all(THU)) == ["7"]


@pytest.mark.parametrize("name", ["7", "a/b", "ngày-lễ", "../x", ""])
def test_a_wish_outlives_the_program_and_is_taken_back(tmp_path: Path, name: str) -> None:
    with ArticleCache.open(tmp_path, clock=lambda: NOW) as cache:
        cache.wishes.add(THU, name)
        cache.wishes.add("thu2", "x")
    with ArticleCache.open(tmp_path, clock=lambda: NOW) as cache:
        assert cache.wishes.has(THU, name)
        assert list(cache.wishes.all("thu2")) == ["x"]
        cache.wishes.drop(THU, name)
        cache.wishes.drop(THU, name)
        assert not cache.wishes.has(THU, name)
        assert list(cache.wishes.all("thu2")) == ["x"]
