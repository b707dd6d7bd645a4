from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.errors import BadStatus, Gone, LayoutChanged, UnknownName
from scrapers.net.fetch import Fetcher
from scrapers.stores.cache import ArticleCache
from scrapers.syncing.events import ArticleFailed, ArticleStored, SyncPlan
from scrapers.syncing.single import fetch_article
from tests.fakes_store import an_article
from tests.loopback import Reply, Request
from tests.site import NOW, Reader, Site, Story, reading

FRESH = "09/03/2026"
UNREADABLE = Reply("<html><body><p>Trang đã đổi giao diện.</p></body></html>")
DEAD = Reply(raw=b"")


def failed(reader: Reader) -> list[str]:
    return [event.error for event in reader.events if isinstance(event, ArticleFailed)]


async def test_an_article_that_fails_does_not_stop_the_sync_and_is_asked_for_again(tmp_path: Path) -> None:
    site = Site({"a": [3, 2, 1]})
    site.stories[2].fault = Reply(status=403)
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.cached == {3, 1}
        assert failed(reader) == ["BadStatus"]
        failure = summary.failures[0]
        assert (failure.url, failure.error) == (f"{reader.server.base}/tin/2", "BadStatus")
        assert failure.message == "HTTP 403"
        site.stories[2].fault = None
        await reader.sync()
        assert reader.asked == ["/muc/a", "/tin/2"]
        assert reader.cached == {3, 2, 1}


async def test_what_failed_before_comes_last(tmp_path: Path) -> None:
    site = Site({"a": [3, 2, 1]})
    site.stories[3].fault = Reply(status=500)
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.publish("a", 4)
        site.stories[1].day = site.stories[4].day = FRESH
        site.stories[3].fault = None
        await reader.sync()
        assert [target for target in reader.asked if "tin" in target] == ["/tin/4", "/tin/3"]


@pytest.mark.parametrize("status", [403, 404])
async def test_what_another_process_fetched_meanwhile_stays_where_the_page_does_not_come(
    tmp_path: Path, status: int
) -> None:
    """An open reader fetches one article while a sync asks for it, and is answered better."""
    site = Site({"a": [1]})
    site.stories[1].fault = Reply(status=status)
    async with reading(site, tmp_path) as reader:

        def fetch_it_elsewhere(request: Request) -> None:
            if request.target == "/tin/1":
                with ArticleCache.open(tmp_path / "cache") as cache:
                    cache.put(replace(reader.entry(1), article=an_article("1")))

        site.hook = fetch_it_elsewhere
        await reader.sync()
        assert reader.entry(1).article == an_article("1")
        assert reader.entry(1).checked_at == NOW


async def test_an_article_that_the_portal_no_longer_has_is_no_failure_and_left_alone(tmp_path: Path) -> None:
    site = Site({"a": [3, 2, 1]})
    site.stories[2].fault = Reply(status=404)
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert (summary.gone, summary.failures, failed(reader)) == (1, (), ["Gone"])
        assert reader.entry(2).gone_at == NOW
        reader.pass_days(6)
        await reader.sync()
        assert reader.asked == ["/muc/a"]
        await reader.sync(full=True)
        assert "/tin/2" in reader.asked
        reader.pass_days(8)
        site.stories[2].fault = None
        await reader.sync()
        assert reader.asked == ["/muc/a", "/tin/2"]
        assert reader.entry(2).gone_at is None
        assert reader.cached == {3, 2, 1}


async def test_a_cached_article_that_is_gone_keeps_its_copy(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].day = FRESH
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.stories[1].fault = Reply(status=410)
        summary = await reader.sync()
        entry = reader.entry(1)
        await reader.sync()
        assert reader.asked == ["/muc/a"]
    assert (summary.gone, summary.failures) == (1, ())
    assert entry.gone_at == NOW
    assert entry.article is not None
    assert entry.article.blocks


async def test_an_article_whose_address_leads_to_no_article_is_gone(tmp_path: Path) -> None:
    site = Site({"a": [2, 1]})
    site.stories[2].fault = Reply(status=302, headers={"Location": "/"})
    site.stories[1].fault = Reply(status=302, headers={"Location": "/tin/7"})
    site.stories[7] = Story(7, "Một tin khác hẳn")
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert (summary.gone, summary.failures) == (2, ())
        assert reader.cached == set()


async def test_an_article_that_has_moved_keeps_its_id_and_is_known_by_both(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].fault = Reply(status=301, headers={"Location": "/tin/7"})
    site.stories[7] = Story(7, "Tin số 1")
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        entry = reader.entry(1)
        assert entry.article is not None
        assert (entry.article.id, entry.aliases) == ("1", ("7",))
        assert reader.catalogue.row_of("thu", "7") == reader.catalogue.row_of("thu", "1")


async def test_an_unreadable_page_never_replaces_a_good_copy_and_is_kept_beside_it(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].day = FRESH
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        good = reader.entry(1)
        site.stories[1].fault = UNREADABLE
        summary = await reader.sync()
        entry = reader.entry(1)
        raw, unread = reader.cache.raw("thu", "1"), reader.cache.raw("thu", "1~unread")
    assert (summary.layout_changed, [failure.error for failure in summary.failures]) == (1, ["LayoutChanged"])
    assert entry.article == good.article
    assert entry.etag == good.etag
    assert raw is not None
    assert "Tin số 1".encode() in raw.body
    assert unread is not None
    assert "đổi giao diện".encode() in unread.body


@pytest.mark.parametrize("validators", [True, False])
async def test_an_unreadable_page_is_kept_no_longer_once_the_article_is_as_it_was(
    tmp_path: Path, *, validators: bool
) -> None:
    site = Site({"a": [1]}, validators=validators)
    site.stories[1].day = FRESH
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.stories[1].fault = UNREADABLE
        await reader.sync()
        assert reader.cache.raw("thu", "1~unread") is not None
        site.stories[1].fault = None
        assert (await reader.sync()).unchanged == 1
        assert reader.cache.raw("thu", "1~unread") is None


async def test_an_unreadable_page_of_a_new_article_is_kept_for_a_later_parse(tmp_path: Path) -> None:
    site = Site({"a": [1]})
    site.stories[1].fault = UNREADABLE
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        raw = reader.cache.raw("thu", "1")
        assert raw is not None
        assert raw.body == UNREADABLE.body.encode() if isinstance(UNREADABLE.body, str) else False
        site.stories[1].fault = None
        await reader.sync()
        assert reader.cached == {1}


async def test_a_listing_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    site = Site({"a": [1], "b": [2], "c": [3]})
    site.faults = {"/muc/a": Reply(status=404), "/muc/b": UNREADABLE}
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.cached == {3}
        assert [failure.error for failure in summary.failures] == ["Gone", "LayoutChanged"]
        assert (summary.layout_changed, failed(reader)) == (1, ["Gone", "LayoutChanged"])
        site.faults = {}
        reader.pass_days(1)
        await reader.sync()
        assert reader.cached == {1, 2, 3}


async def test_a_page_of_a_listing_that_fails_leaves_no_hole(tmp_path: Path) -> None:
    site = Site({"a": list(range(12, 0, -1))})
    async with reading(site, tmp_path) as reader:
        site.faults = {"/muc/a?page=3": Reply(status=403)}
        await reader.sync()
        assert reader.cached == set(range(7, 13))
        await reader.sync()
        assert len(reader.asked) == 3
        site.faults = {}
        await reader.sync()
        assert reader.cached == set(range(1, 13))


async def test_a_portal_out_of_reach_ends_the_sync_at_once(tmp_path: Path) -> None:
    site = Site({"a": [1]}, faults={"/robots.txt": DEAD})
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        state = reader.cache.portal_state("thu")
    assert summary.unreachable
    assert [failure.error for failure in summary.failures] == ["Unreachable"]
    assert state.synced_at is None


async def test_a_known_portal_out_of_reach_ends_the_sync_at_its_first_listing(tmp_path: Path) -> None:
    site = Site({"a": [1], "b": [2]})
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.faults = {"/muc/a": DEAD, "/muc/b": DEAD}
        summary = await reader.sync()
        assert set(reader.asked) == {"/muc/a"}
        state = reader.cache.portal_state("thu")
    assert summary.unreachable
    assert state.synced_at == NOW


@pytest.mark.parametrize("fault", [DEAD, Reply(status=503)])
async def test_a_portal_that_goes_away_is_left_after_three_articles(tmp_path: Path, fault: Reply) -> None:
    site = Site({"a": list(range(9, 0, -1))})
    for number in range(1, 8):
        site.stories[number].fault = fault
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.cached == {9, 8}
        assert summary.unreachable
        assert len(summary.failures) == 3
        for story in site.stories.values():
            story.fault = None
        summary = await reader.sync()
        assert (summary.new, summary.unreachable) == (7, False)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_portal_that_asks_for_an_hour_of_rest_has_it_at_once(tmp_path: Path, status: int) -> None:
    site = Site({"a": [3, 2, 1]})
    site.stories[3].fault = Reply(status=status, headers={"Retry-After": "3600"})
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.asked == ["/", "/muc/a", "/tin/3"]
    assert summary.unreachable
    assert [failure.message for failure in summary.failures] == [f"HTTP {status}: told to wait 3600 s"]


async def test_dead_articles_among_living_ones_do_not_end_the_sync(tmp_path: Path) -> None:
    site = Site({"a": list(range(9, 0, -1))})
    for number in (8, 7, 5, 4, 2, 1):
        site.stories[number].fault = DEAD
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.cached == {9, 6, 3}
        assert not summary.unreachable


async def test_three_dead_articles_in_a_row_never_keep_a_sync_from_the_others(tmp_path: Path) -> None:
    site = Site({"a": list(range(6, 0, -1))})
    for number in (6, 5, 4):
        site.stories[number].fault = DEAD
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        await reader.sync()
        assert reader.cached == {3, 2, 1}


async def test_a_portal_whose_robots_txt_is_broken_is_not_asked_for_anything(tmp_path: Path) -> None:
    site = Site({"a": [1]}, faults={"/robots.txt": Reply(status=500)})
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.asked == []
    assert [failure.error for failure in summary.failures] == ["Unreachable"]
    assert summary.unreachable


async def test_a_start_page_that_names_no_category_is_a_changed_layout(tmp_path: Path) -> None:
    async with reading(Site({"a": [1]}, faults={"/": UNREADABLE}), tmp_path) as reader:
        summary = await reader.sync()
    assert [failure.error for failure in summary.failures] == ["LayoutChanged"]
    assert summary.layout_changed == 1


async def test_links_to_other_sites_are_listed_and_not_fetched(tmp_path: Path) -> None:
    listing = "".join(
        f'<li class="item"><a class="title" href="{url}">Một tin đáng đọc</a></li>'
        for url in ("http://10.0.0.1/tin/8", "https://other.example/tin/9", "/tin/1")
    )
    site = Site({"a": [1]}, faults={"/muc/a": Reply(f'<ul class="news">{listing}</ul>')})
    async with reading(site, tmp_path) as reader:
        for full in (False, True):
            summary = await reader.sync(full=full)
            assert summary.failures == ()
            assert reader.asked[-1] == "/tin/1"
        assert reader.entry(9).url == "https://other.example/tin/9"


async def fetch(reader: Reader, number: int) -> str:
    """Fetch one article as a reader who opens it does; gives its title."""
    async with Fetcher(reader.portal, delay=0, now=reader.clock) as fetcher:
        article = await fetch_article(reader.means(fetcher), str(number))
    return article.title


async def test_one_article_can_be_fetched_now(tmp_path: Path) -> None:
    site = Site({"a": [3, 2, 1]})
    site.stories[3].fault = Reply(status=403)
    site.stories[2].fault = UNREADABLE
    site.stories[1].fault = Reply(status=404)
    async with reading(site, tmp_path) as reader:
        await reader.until(lambda event: isinstance(event, ArticleFailed), SyncPlan())
        for number, error in ((3, BadStatus), (2, LayoutChanged), (1, Gone)):
            with pytest.raises(error):
                await fetch(reader, number)
        site.stories[3].fault = None
        assert await fetch(reader, 3) == "Tin số 3"
        assert reader.cached == {3}
        with pytest.raises(UnknownName):
            await fetch(reader, 99)


async def test_every_failure_counts_toward_the_end(tmp_path: Path) -> None:
    site = Site({"a": [4, 3, 2, 1]})
    site.stories[3].fault = Reply(status=404)
    site.stories[2].fault = UNREADABLE
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        steps = [e for e in reader.events if isinstance(e, ArticleStored | ArticleFailed)]
    assert [(step.done, step.queued) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
