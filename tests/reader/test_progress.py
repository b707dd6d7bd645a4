"""How far a sync has come, from its events."""

from datetime import UTC, datetime

import pytest

from reader.progress import Progress
from scrapers.model import Category
from scrapers.syncing.events import (
    ArticleFailed,
    ArticleStored,
    CategoryStarted,
    Event,
    Finished,
    ListingRead,
    PictureStored,
    Started,
    Summary,
    Waiting,
)

P = "demo"
NEWS = Category(slug="tin", name="Tin", url="https://a.vn/tin")
NOW = datetime(2018, 1, 18, tzinfo=UTC)


def after(*events: Event) -> Progress:
    progress = Progress()
    for event in events:
        progress = progress.after(event)
    return progress


def started(index: int, of: int = 4) -> CategoryStarted:
    return CategoryStarted(portal=P, category=NEWS, index=index, of=of)


def listing(new: int) -> ListingRead:
    return ListingRead(portal=P, category="tin", page=1, teasers=10, new=new, total=None)


def stored(done: int, queued: int) -> ArticleStored:
    return ArticleStored(portal=P, id="1", title="Tin", revision=1, new=True, done=done, queued=queued)


def test_nothing_is_done_before_the_first_category():
    assert Progress().share == 0
    assert after(Started(portal=P, categories=(NEWS,))) == Progress()


def test_the_category_and_its_place_are_told():
    progress = after(started(2))

    assert (progress.category, progress.index, progress.of) == ("Tin", 2, 4)


def test_listings_add_to_what_is_needed_and_articles_say_how_it_stands():
    assert after(started(1), listing(3), listing(2)).queued == 5
    progress = after(started(1), listing(3), stored(1, 3))
    assert (progress.done, progress.queued) == (1, 3)


def test_a_failed_article_is_one_less_to_wait_for():
    failed = ArticleFailed(portal=P, url="https://a.vn/1", error="Gone", message="404", done=2, queued=3)

    assert after(started(1), listing(3), failed).done == 2


def test_a_listing_that_failed_takes_no_article_away():
    failed = ArticleFailed(
        portal=P, url="https://a.vn/tin", error="Unreachable", message="", done=0, queued=0
    )

    assert after(started(1), listing(3), failed).queued == 3


def test_what_is_waited_for_stands_until_something_comes():
    waiting = Waiting(portal=P, error="BadStatus", message="HTTP 503", seconds=9, tries=1, of=3)
    progress = after(started(1), listing(3), waiting)

    assert (progress.waiting, progress.queued, progress.index) == (waiting, 3, 1)
    assert progress.after(stored(1, 3)).waiting is None
    assert progress.after(Started(portal=P)).waiting is None


def test_a_walk_without_news_counts_by_categories():
    assert [after(*(started(one) for one in range(1, index + 1))).share for index in (1, 2, 4)] == [
        pytest.approx(0.25), pytest.approx(0.5), pytest.approx(1.0),
    ]  # fmt: skip


def test_the_share_never_passes_the_whole():
    assert after(started(4), listing(1), stored(9, 1)).share == 1


def test_while_articles_are_fetched_they_alone_count():
    walked = after(started(3), listing(4))
    assert walked.share == pytest.approx(0.5)
    assert walked.after(stored(1, 4)).share == pytest.approx(0.25)
    assert walked.after(stored(1, 4)).after(started(4)).share == pytest.approx(0.75)


def test_pictures_change_nothing():
    before = after(started(1), listing(4))

    assert before.after(PictureStored(portal=P, url="https://a.vn/a.png", bytes=9)) == before


def test_the_end_brings_the_summary():
    summary = Summary(portal=P, started_at=NOW, ended_at=NOW, new=7)

    assert after(started(1), Finished(portal=P, summary=summary)).summary == summary
