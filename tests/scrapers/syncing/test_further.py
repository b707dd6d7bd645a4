"""A sync fetches the further pages of an article, and keeps them as one."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.model import Paragraph
from scrapers.net.fetch import Fetcher
from scrapers.stores.keyed import key_of
from scrapers.stores.pages import further_of, unread_of
from scrapers.syncing.decide import RECENT
from scrapers.syncing.events import ArticleStored
from scrapers.syncing.reparse import reparse
from scrapers.syncing.reread import Outcome
from scrapers.syncing.single import fetch_article
from tests.loopback import Reply
from tests.site import Reader, Site, Story, at_once, reading

FRESH = "09/03/2026"
THREE = ("<p>Trang hai của bài.</p>", "<p>Trang ba của bài.</p>")
FIRST = "Nội dung của tin, đủ dài để là một đoạn văn."
WHOLE = [FIRST, "Trang hai của bài.", "Trang ba của bài."]
ASKED = ["/tin/1", "/tin/1?page=2", "/tin/1?page=3"]
BROKEN = Reply("busy", 403)


def of_three_pages(day: str = FRESH) -> Site:
    long, short = Story(1, "Tin dài kỳ của xã", day=day, more=THREE), Story(2, "Tin hai", day=FRESH)
    return Site({"a": [2, 1]}, stories={1: long, 2: short})


def texts(reader: Reader, number: int = 1) -> list[str]:
    article = reader.entry(number).article
    assert article is not None
    return [block.text for block in article.blocks if isinstance(block, Paragraph)]


def state(reader: Reader) -> tuple[int, bool, int, int]:
    """Return how many pages the article has, whether one is missing, its revision, and the former ones."""
    entry = reader.entry(1)
    assert entry.article is not None
    return entry.article.pages, entry.article.incomplete, entry.article.revision, len(entry.former)


def of_articles(reader: Reader) -> list[str]:
    return [target for target in reader.asked if target.startswith("/tin/")]


@pytest.mark.parametrize("pictures", [True, False])
async def test_all_pages_are_fetched_and_kept_as_one_article(tmp_path: Path, *, pictures: bool) -> None:
    async with reading(of_three_pages(), tmp_path) as reader:
        summary = await reader.sync(pictures=pictures)
        assert sorted(of_articles(reader)) == sorted([*ASKED, "/tin/2"])
        assert (summary.new, summary.failures) == (2, ())
        assert texts(reader) == WHOLE
        assert state(reader) == (3, False, 1, 0)
        stored = [event.id for event in reader.events if isinstance(event, ArticleStored)]
        assert sorted(stored) == ["1", "2"]
        came_from = {one.headers.get("referer") for one in reader.server.seen if "?page=" in one.target}
        assert came_from == {f"{reader.server.base}/tin/1"}


async def test_an_article_of_one_page_costs_no_request_more(tmp_path: Path) -> None:
    async with reading(Site({"a": [2, 1]}), tmp_path) as reader:
        summary = await reader.sync()
        assert of_articles(reader) == ["/tin/2", "/tin/1"]
        assert reader.cache.further("thu", "1", 2) is None
        assert summary.requests == 5


async def test_a_page_that_cannot_be_had_leaves_the_rest_and_is_asked_for_again(tmp_path: Path) -> None:
    site = of_three_pages(day="01/02/2024")
    site.faults["/tin/1?page=3"] = BROKEN
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert [failure.url for failure in summary.failures] == [f"{reader.server.base}/tin/1?page=3"]
        assert texts(reader) == WHOLE[:2]
        assert state(reader) == (2, True, 1, 0)

        site.faults.clear()
        summary = await reader.sync()
        assert of_articles(reader) == ["/tin/2", *ASKED]
        assert (summary.updated, summary.failures) == (1, ())
        assert texts(reader) == WHOLE
        assert state(reader) == (3, False, 1, 0), "what was missing is no correction"

        await reader.sync()
        assert of_articles(reader) == ["/tin/2"]


async def test_a_page_that_fails_once_makes_no_revision(tmp_path: Path) -> None:
    site = of_three_pages()
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.stories[1].more = (THREE[0], "<p>Trang ba đã sửa.</p>")
        site.faults["/tin/1?page=2"] = BROKEN
        await reader.sync()
        assert texts(reader) == WHOLE
        assert state(reader) == (3, False, 1, 0)

        site.faults.clear()
        await reader.sync()
        assert texts(reader) == [*WHOLE[:2], "Trang ba đã sửa."]
        assert state(reader) == (3, False, 2, 1)


async def test_a_correction_on_a_further_page_is_seen_where_the_first_is_unchanged(tmp_path: Path) -> None:
    site = of_three_pages()
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.stories[1].more = (THREE[0], "<p>Trang ba đã sửa.</p>")
        reader.pass_days(1)
        summary = await reader.sync()
        assert (summary.updated, summary.unchanged) == (1, 1)
        assert texts(reader)[-1] == "Trang ba đã sửa."
        article = reader.entry(1).article
        assert article is not None
        assert article.fetched_at == reader.now


async def test_unchanged_pages_are_not_sent_again(tmp_path: Path) -> None:
    async with reading(of_three_pages(), tmp_path) as reader:
        await reader.sync()
        second = await reader.sync()
        asked = [request for request in reader.server.seen if request.target.startswith("/tin/1")]
        assert [request.target for request in asked] == ASKED
        assert all(request.headers.get("if-none-match") for request in asked)
        assert second.unchanged == 2
        assert state(reader) == (3, False, 1, 0)


async def test_what_never_comes_is_given_up_after_a_week(tmp_path: Path) -> None:
    site = of_three_pages(day="01/02/2024")
    site.faults["/tin/1?page=2"] = Reply("gone", 404)
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        asked = []
        for _ in range(3):
            reader.pass_days(RECENT / timedelta(days=2))
            await reader.sync()
            asked.append("/tin/1" in of_articles(reader))
        assert asked == [True, True, True]
        reader.pass_days(1)
        await reader.sync()
        assert "/tin/1" not in of_articles(reader)
        assert state(reader) == (1, True, 1, 0)


async def test_a_pager_of_something_else_adds_nothing(tmp_path: Path) -> None:
    site = of_three_pages()
    site.stories[1].more = (site.stories[1].body,)
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert texts(reader) == [FIRST]
        assert state(reader) == (1, False, 1, 0)
        assert summary.failures == ()
        raw = reader.cache.raw("thu", "1")
        assert raw is not None
        assert raw.url == reader.entry(1).url
        assert reader.cache.further("thu", "1", 2) is None


async def test_one_article_that_is_asked_for_is_whole(tmp_path: Path) -> None:
    site = of_three_pages()
    site.stories[1].fault = [BROKEN]
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        assert reader.entry(1).article is None
        async with Fetcher(reader.portal, delay=0, now=reader.clock, sleep=at_once) as fetcher:
            article = await fetch_article(reader.means(fetcher), "1")
        assert (article.pages, len(article.blocks)) == (3, 3)


def read_again(reader: Reader) -> dict[str, Outcome]:
    done = reparse(reader.portal, cache=reader.cache, catalogue=reader.catalogue, clock=reader.clock)
    return {one.id: one.outcome for one in done}


async def test_kept_pages_are_read_again_together(tmp_path: Path) -> None:
    async with reading(of_three_pages(), tmp_path) as reader:
        await reader.sync()
        assert read_again(reader)["1"] is Outcome.SAME
        entry = reader.entry(1)
        assert entry.article is not None
        reader.cache.put(replace(entry, article=replace(entry.article, blocks=())))
        assert read_again(reader)["1"] is Outcome.CHANGED
        assert texts(reader) == WHOLE


async def test_a_kept_page_that_is_lost_does_not_shorten_an_article(tmp_path: Path) -> None:
    async with reading(of_three_pages(), tmp_path) as reader:
        await reader.sync()
        reader.cache._values.remove(key_of("raw", "thu", further_of("1", 2)))
        assert read_again(reader)["1"] is Outcome.UNREADABLE
        assert texts(reader) == WHOLE


async def test_a_first_page_that_can_be_read_by_now_does_not_shorten_an_article(tmp_path: Path) -> None:
    async with reading(of_three_pages(), tmp_path) as reader:
        await reader.sync()
        raw = reader.cache.raw("thu", "1")
        assert raw is not None
        later = replace(raw, fetched_at=raw.fetched_at + timedelta(days=1))
        reader.cache.put_raw("thu", unread_of("1"), later)
        assert read_again(reader)["1"] is Outcome.SAME
        assert (texts(reader), state(reader)) == (WHOLE, (3, False, 1, 0))


async def test_pages_go_with_their_article_and_with_age(tmp_path: Path) -> None:
    site = of_three_pages(day="01/02/2024")
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        assert reader.cache.pruning.find() == ()
        reader.pass_days(91)
        assert len([one for one in reader.cache.pruning.find() if one.kind == "page"]) == 4
        reader.cache.remove(reader.entry(1))
        assert reader.cache.further("thu", "1", 2) is None
        assert reader.cache.further("thu", "1", 3) is None
