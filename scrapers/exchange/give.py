"""Goes through what a cache holds of some portals, for a file that another machine takes in."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from scrapers.exchange.items import ArticleItem, Item, PictureItem, PortalItem
from scrapers.merge import filed_under
from scrapers.model import Entry, Image
from scrapers.portals.portal import Portal
from scrapers.states import ListingState, PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.index import first_names
from scrapers.watch import Watch, unwatched


class Given(NamedTuple):
    """A portal to give, and the text of its file where somebody wrote one."""

    portal: Portal
    file: str = ""


class Part(NamedTuple):
    """Which of the articles are given, and of their pictures."""

    since: float = 0
    """Those that came or changed here since then, in epoch seconds by this machine's clock."""
    categories: Collection[tuple[str, str]] | None = None
    """Those in one of these, each a portal and a slug; None for all."""


ALL = Part()


def given(
    portals: Iterable[Given],
    cache: ArticleCache,
    *,
    pictures: bool,
    part: Part = ALL,
    walks: bool = True,
    watch: Watch = unwatched,
) -> Iterator[Item]:
    """Yield what is kept of these portals, each article's pictures behind it, each picture once.

    Raw pages are left out: only who mends rules needs them. The caller holds the cache's lock, so that the
    entries are those that the walks have come to, or does without `walks`. A part is given without them.
    """
    chosen, sent = _Chosen(cache, part, pictures=pictures), set[str]()
    whole = walks and part == ALL
    items = [_portal_item(one, cache, chosen.count(one.portal.name), walks=whole) for one in portals]
    done, of = 0, sum(item.articles for item in items)
    for item in items:
        yield item
        for entry in chosen.entries(item.name):
            watch(done, of)
            yield ArticleItem(entry=entry)
            yield from _pictures(chosen.urls(entry), cache, sent)
            done += 1


def bytes_of_pictures(portals: Iterable[str], cache: ArticleCache, part: Part = ALL) -> int:
    """Return how many bytes the pictures that are given of these portals are, each counted once."""
    chosen, sizes = _Chosen(cache, part, pictures=True), cache.pictures.sizes(part.since)
    entries = chain.from_iterable(map(chosen.entries, portals))
    return sum(sizes.pop(url, 0) for entry in entries for url in _urls(entry))


class _Chosen:
    """The articles of a part, and their pictures.

    Where that is what came since a time, a picture that came after its article brings the article along.
    """

    def __init__(self, cache: ArticleCache, part: Part, *, pictures: bool) -> None:
        self._cache = cache
        self._part = part
        self._pictures = pictures
        self._came = frozenset(cache.pictures.sizes(part.since) if pictures and part.since else ())

    def count(self, portal: str) -> int:
        """Return how many there are of a portal."""
        if self._part == ALL:
            return self._cache.count(portal)
        return sum(1 for _entry in self.entries(portal))

    def entries(self, portal: str) -> Iterator[Entry]:
        """Yield those of a portal."""
        since, slugs = self._part.since, self._slugs(portal)
        came = self._cache.stored_since(portal, since) if since else frozenset()
        names = first_names(self._cache.portal_state(portal).categories)
        for entry in self._cache.entries(portal):
            is_new = not since or entry.id in came or not self._came.isdisjoint(_urls(entry))
            if is_new and (slugs is None or not slugs.isdisjoint(filed_under(entry, names))):
                yield entry

    def urls(self, entry: Entry) -> Iterator[str]:
        """Yield the addresses of the pictures that go with an article."""
        if self._pictures:
            yield from (url for url in _urls(entry) if not self._part.since or url in self._came)

    def _slugs(self, portal: str) -> frozenset[str] | None:
        if self._part.categories is None:
            return None
        return frozenset(slug for of, slug in self._part.categories if of == portal)


def _portal_item(one: Given, cache: ArticleCache, articles: int, *, walks: bool) -> PortalItem:
    name = one.portal.name
    state = cache.portal_state(name)
    return PortalItem(
        name=name,
        title=one.portal.title,
        base=one.portal.base,
        file=one.file,
        categories=state.categories,
        listings=tuple(_listings(state, cache)) if walks else (),
        synced_at=state.synced_at,
        articles=articles,
    )


def _listings(state: PortalState, cache: ArticleCache) -> Iterator[ListingState]:
    for category in state.categories:
        if (listing := cache.listing(state.portal, category.slug)) is not None:
            yield listing


def _pictures(urls: Iterable[str], cache: ArticleCache, sent: set[str]) -> Iterator[PictureItem]:
    for url in urls:
        if url not in sent:
            sent.add(url)
            if (picture := cache.pictures.get(url)) is not None:
                yield PictureItem(url=url, body=picture.body, content_type=picture.content_type)


def _urls(entry: Entry) -> Iterator[str]:
    blocks = entry.article.blocks if entry.article else ()
    yield from (block.url for block in blocks if isinstance(block, Image))
