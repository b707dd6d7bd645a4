"""A file of articles taken into a cache: in which order things are stored, and what is sent once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.cache import ArticleCache
from scrapers.catalogue import Catalogue
from scrapers.exchange.give import Given, given
from scrapers.exchange.items import ArticleItem, Item, PictureItem
from scrapers.exchange.take import Taking
from scrapers.model import Category, Image, ListingState
from scrapers.portal import builtin
from tests.fakes_store import BASE, NOW, PORTAL, a_state, an_entry

WALK = ListingState(portal=PORTAL, category="tin-trong-nganh", complete=True, walked_at=NOW)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ArticleCache]:
    with ArticleCache.open(tmp_path / "mine") as opened:
        opened.put_portal_state(a_state())
        yield opened


@pytest.fixture
def there(tmp_path: Path) -> Iterator[ArticleCache]:
    """Another machine's cache, of which all is known to the end."""
    with ArticleCache.open(tmp_path / "theirs") as opened:
        opened.put_portal_state(a_state())
        opened.put_many([an_entry(str(number)) for number in range(1, 6)], WALK)
        yield opened


def items_of(cache: ArticleCache) -> list[Item]:
    return list(given([Given(builtin(PORTAL))], cache, pictures=True))


def test_a_walk_is_known_again_once_all_articles_are_here(
    cache: ArticleCache, there: ArticleCache, tmp_path: Path
) -> None:
    cache.put_many([an_entry("9")], WALK)
    stopped_at: list[ListingState | None] = []

    def look(done: int, _of: int) -> None:
        if done:
            stopped_at.append(cache.listing(PORTAL, WALK.category))

    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue:
        Taking(cache, catalogue).take(items_of(there), look)
    assert len(stopped_at) == 4
    assert not any(walk is not None and (walk.complete or walk.resume) for walk in stopped_at)
    assert cache.listing(PORTAL, WALK.category) == WALK
    assert cache.count(PORTAL) == 6


def test_categories_are_known_by_name_without_an_article(
    cache: ArticleCache, there: ArticleCache, tmp_path: Path
) -> None:
    more = Category(slug="moi", name="Mục mới", url=f"{BASE}/moi")
    there.put_portal_state(a_state(categories=(more,)))
    head, *_articles = items_of(there)
    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue:
        Taking(cache, catalogue).take([head])
        assert catalogue.names(PORTAL)["moi"] == "Mục mới"


def test_two_lines_on_one_article_are_joined_one_after_the_other(
    cache: ArticleCache, there: ArticleCache, tmp_path: Path
) -> None:
    head, first, *_others = items_of(there)
    assert isinstance(first, ArticleItem)
    name = ArticleItem(entry=replace(first.entry, article=None))
    with Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue:
        taking = Taking(cache, catalogue)
        taking.take([head, first, name, first])
        assert catalogue.row_of(PORTAL, "1") is not None
    entry = cache.entry(PORTAL, "1")
    assert entry is not None
    assert entry.article is not None
    assert (taking.taken.new, taking.taken.known) == (1, 2)


def test_a_picture_of_several_articles_is_sent_once(there: ArticleCache) -> None:
    image = Image(url=f"{BASE}/anh/1.png")
    for number in ("1", "2"):
        entry = an_entry(number)
        assert entry.article is not None
        there.put(replace(entry, article=replace(entry.article, blocks=(image, image))))
    there.put_picture(image.url, b"png", "image/png")
    sent = [item for item in items_of(there) if isinstance(item, PictureItem)]
    assert sent == [PictureItem(url=image.url, body=b"png", content_type="image/png")]
    bare = given([Given(builtin(PORTAL))], there, pictures=False)
    assert not any(isinstance(item, PictureItem) for item in bare)
