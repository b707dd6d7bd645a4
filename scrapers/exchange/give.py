"""Goes through what a cache holds of some portals, for a file that another machine takes in."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scrapers.cache import ArticleCache
from scrapers.exchange.items import ArticleItem, Item, PictureItem, PortalItem
from scrapers.model import Entry, Image, ListingState, PortalState
from scrapers.portal import Portal
from scrapers.watch import Watch, unwatched


class Given(NamedTuple):
    """A portal to give, and the text of its file where somebody wrote one."""

    portal: Portal
    file: str = ""


def given(
    portals: Iterable[Given],
    cache: ArticleCache,
    *,
    pictures: bool,
    walks: bool = True,
    watch: Watch = unwatched,
) -> Iterator[Item]:
    """Yield all that is kept of these portals, each article's pictures behind it, each picture once.

    Raw pages are left out: only who mends rules needs them. The caller holds the cache's lock, so that the
    entries are those that the walks have come to, or does without `walks`.
    """
    sent: set[str] = set()
    items = [_portal_item(one, cache, walks=walks) for one in portals]
    done, of = 0, sum(item.articles for item in items)
    for item in items:
        yield item
        for entry in cache.entries(item.name):
            watch(done, of)
            yield ArticleItem(entry=entry)
            if pictures:
                yield from _pictures(entry, cache, sent)
            done += 1


def bytes_of_pictures(portals: Iterable[str], cache: ArticleCache) -> int:
    """Return how many bytes the pictures of the articles of these portals are, each counted once."""
    sizes = cache.picture_sizes()
    return sum(sizes.pop(url, 0) for name in portals for entry in cache.entries(name) for url in _urls(entry))


def _portal_item(one: Given, cache: ArticleCache, *, walks: bool) -> PortalItem:
    name = one.portal.name
    state = cache.portal_state(name) or PortalState(portal=name)
    return PortalItem(
        name=name,
        title=one.portal.title,
        base=one.portal.base,
        file=one.file,
        categories=state.categories,
        listings=tuple(_listings(state, cache)) if walks else (),
        synced_at=state.synced_at,
        articles=cache.count(name),
    )


def _listings(state: PortalState, cache: ArticleCache) -> Iterator[ListingState]:
    for category in state.categories:
        if (listing := cache.listing(state.portal, category.slug)) is not None:
            yield listing


def _pictures(entry: Entry, cache: ArticleCache, sent: set[str]) -> Iterator[PictureItem]:
    for url in _urls(entry):
        if url not in sent:
            sent.add(url)
            if (picture := cache.picture(url)) is not None:
                yield PictureItem(url=url, body=picture.body, content_type=picture.content_type)


def _urls(entry: Entry) -> Iterator[str]:
    blocks = entry.article.blocks if entry.article else ()
    yield from (block.url for block in blocks if isinstance(block, Image))
