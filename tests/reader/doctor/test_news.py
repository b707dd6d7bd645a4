"""What `tinvl doctor` says of the news of a portal: how old and how whole they are, what no rule read."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.doctor import news
from reader.doctor.finding import Finding, Grade
from scrapers.states import Drift
from scrapers.stores.cache import ArticleCache
from scrapers.stores.pages import unread_of
from tests.fakes_store import NOW, PORTAL, a_page, a_state, an_article, an_entry

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ArticleCache]:
    with ArticleCache.open(tmp_path) as opened:
        opened.put_portal_state(a_state())
        yield opened


def found(cache: ArticleCache, check: str, now: datetime = LATER) -> list[tuple[Grade, str]]:
    return [(one.grade, one.said) for one in _all(cache, now) if one.check == check]


def _all(cache: ArticleCache, now: datetime) -> list[Finding]:
    return list(news.check(cache, PORTAL, now))


@pytest.mark.parametrize(
    ("after", "grade", "said"),
    [
        (timedelta(hours=1), Grade.WELL, "Synced 1 hour ago."),
        (timedelta(days=14), Grade.WELL, "Synced 14 days ago."),
        (timedelta(days=15), Grade.ODD, "Synced 15 days ago."),
        (timedelta(hours=-23), Grade.WELL, "Synced just now."),
        (timedelta(hours=-25), Grade.ODD, "The last sync is in the future."),
    ],
)
def test_news_of_long_ago_or_of_the_future_are_odd(
    cache: ArticleCache, after: timedelta, grade: Grade, said: str
) -> None:
    assert found(cache, "age", NOW + after) == [(grade, said)]


def test_a_portal_whose_sync_never_ended_is_odd(cache: ArticleCache) -> None:
    cache.put_portal_state(replace(a_state(), synced_at=None))
    assert found(cache, "age") == [(Grade.ODD, "Never synced to the end.")]


def test_pages_that_no_rule_could_read_are_counted(cache: ArticleCache) -> None:
    """Those of articles without a text, and those that came after the text that is here."""
    fetched = replace(an_entry("1"), article=replace(an_article("1"), fetched_at=NOW))
    cache.put(fetched, [a_page(b"doc duoc")])
    cache.put(replace(fetched, id="2", article=replace(an_article("2"), fetched_at=NOW)))
    cache.put_raw(PORTAL, unread_of("2"), replace(a_page(b"sau"), fetched_at=LATER))
    cache.put(replace(fetched, id="3", article=replace(an_article("3"), fetched_at=NOW)))
    cache.put_raw(PORTAL, unread_of("3"), a_page(b"truoc"))
    cache.put(an_entry("4", cached=False))
    assert found(cache, "coverage") == [(Grade.WELL, "3 of 4 articles are here.")]
    assert found(cache, "rules") == [(Grade.ODD, "No rule could read 1 page; it is kept.")]
    cache.put_raw(PORTAL, "4", a_page(b"khong doc duoc"))
    assert found(cache, "rules") == [(Grade.ODD, "No rule could read 2 pages; they are kept.")]


def test_where_every_page_is_read_by_its_usual_rule_nothing_is_said_of_rules(cache: ArticleCache) -> None:
    cache.put_portal_state(replace(a_state(), rules={"article.title: css h1": 90, "article.body: css p": 90}))
    assert found(cache, "rules") == []


def test_the_fields_that_are_read_most_often_by_other_rules_are_named(cache: ArticleCache) -> None:
    names = "abcdefg"
    usual = {f"article.{name}: css h1": 90 for name in names}
    others = {f"article.{name}: css h2": count for count, name in enumerate(names, 1)}
    cache.put_portal_state(replace(a_state(), rules={**others, **usual, "article.g: css h3": 3}))
    named = "article.g (10), article.f (6), article.e (5), article.d (4), article.c (3)"
    assert found(cache, "rules") == [(Grade.WELL, f"Read by a second rule on some pages: {named}.")]


def test_what_a_portal_no_longer_shows_is_named(cache: ArticleCache) -> None:
    drift = Drift(kind="article", field="title", rule="css h1", pages=9)
    cache.put_portal_state(replace(a_state(), drift=(drift,)))
    said = "The portal changed: article pages no longer show “title” where they did."
    assert found(cache, "layout") == [(Grade.ODD, said)]
