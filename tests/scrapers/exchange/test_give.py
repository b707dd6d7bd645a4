"""What of a cache goes into a file of articles: all, or what came since a time, or some categories."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.exchange.give import ALL, Given, Part, bytes_of_pictures, given
from scrapers.exchange.items import ArticleItem, Item, PictureItem, PortalItem
from scrapers.model import Entry, Image
from scrapers.portals.portal import builtin
from scrapers.states import ListingState
from scrapers.stores.cache import ArticleCache
from tests.fakes_store import BASE, PORTAL, a_state, an_article, an_entry

PICTURE = f"{BASE}/1.png"
WALK = ListingState(portal=PORTAL, category="cntt", complete=True)
CNTT = Part(categories=[(PORTAL, "cntt"), ("hanoi", "tin-trong-nganh")])


def with_picture(id_: str) -> Entry:
    return replace(an_entry(id_), article=an_article(id_, blocks=(Image(url=PICTURE), Image(url=PICTURE))))


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ArticleCache]:
    """Three articles, stored in the 100th, 200th and 300th second; the picture of the first in the 400th."""
    with ArticleCache.open(tmp_path) as opened:
        opened.put_portal_state(a_state())
        opened.put_many([with_picture("1"), an_entry("2", category="cntt")], WALK)
        opened.put(an_entry("3", category="bao-chi", cached=False))
        opened.pictures.put(PICTURE, b"x" * 5000)
        with closing(sqlite3.connect(tmp_path / "cache.db", isolation_level=None)) as database:
            for key, at in (("1", 100), ("2", 200), ("3", 300), ("1.png", 400)):
                database.execute("UPDATE Cache SET store_time = ? WHERE key LIKE ?", (at, f"%/{key}"))
        yield opened


def told(cache: ArticleCache, part: Part = ALL, *, pictures: bool = True, walks: bool = True) -> list[str]:
    """The items of a file, by what they are of; of the portal how many articles and walks it names."""

    def name(item: Item) -> str:
        match item:
            case PortalItem():
                return f"{item.articles} {len(item.listings)}"
            case ArticleItem():
                return item.entry.id
            case PictureItem():
                return "picture"

    items = given([Given(builtin(PORTAL))], cache, pictures=pictures, part=part, walks=walks)
    return [name(item) for item in items]


def test_all_is_given_each_picture_once_behind_its_article(cache: ArticleCache) -> None:
    assert told(cache) == ["3 1", "1", "picture", "2", "3"]
    assert told(cache, pictures=False, walks=False) == ["3 0", "1", "2", "3"]


def test_what_came_since_a_time_is_given_without_walks(cache: ArticleCache) -> None:
    assert told(cache, Part(since=150), pictures=False) == ["2 0", "2", "3"]
    assert told(cache, Part(since=300), pictures=False) == ["1 0", "3"]
    assert told(cache, Part(since=500)) == ["0 0"]


def test_a_picture_that_came_after_its_article_brings_that_along(cache: ArticleCache) -> None:
    assert told(cache, Part(since=250)) == ["2 0", "1", "picture", "3"]
    cache.put(with_picture("4"))
    with closing(sqlite3.connect(cache.directory / "cache.db", isolation_level=None)) as database:
        database.execute("UPDATE Cache SET store_time = 50 WHERE key LIKE '%/1.png'")
    assert told(cache, Part(since=350)) == ["1 0", "4"], "its picture was given before"


def test_the_articles_of_some_categories_are_given(cache: ArticleCache) -> None:
    assert told(cache, CNTT) == ["1 0", "2"]
    assert told(cache, Part(since=250, categories=[(PORTAL, "cntt"), (PORTAL, "bao-chi")])) == ["1 0", "3"]


def test_pictures_are_weighed_before_they_are_given(cache: ArticleCache) -> None:
    assert bytes_of_pictures([PORTAL], cache) >= 5000
    assert bytes_of_pictures([PORTAL], cache) < 6000
    assert bytes_of_pictures([PORTAL], cache, CNTT) == 0
    assert bytes_of_pictures([PORTAL], cache, Part(since=350)) >= 5000
    assert bytes_of_pictures([PORTAL], cache, Part(since=450)) == 0


def test_how_far_it_has_come_is_told_before_each_article(cache: ArticleCache) -> None:
    seen: list[tuple[int, int]] = []
    portals = [Given(builtin(PORTAL))]
    assert list(given(portals, cache, pictures=True, watch=lambda done, of: seen.append((done, of))))
    assert seen == [(0, 3), (1, 3), (2, 3)]
