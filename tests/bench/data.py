"""The data of the bench: stores in `bench-data/`, filled through the program's own cache and catalogue."""

import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec

from reader.library import Library
from reader.model import Query
from reader.paths import Paths
from scrapers.demo import addresses, pages
from scrapers.demo.counts import Counts
from scrapers.demo.frame import View
from scrapers.demo.news import NewsArticle
from scrapers.model import (
    Article,
    Block,
    Category,
    Entry,
    Image,
    Place,
    PortalCounts,
    RawPage,
    Sighting,
)
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.index import SCHEMA
from tests.bench.news import Newsroom

PORTAL = "vinhlong"
BASE = "http://stttt.vinhlong.gov.vn"
FOLDER = Path(__file__).resolve().parents[2] / "bench-data"
VERSION = f"1.{SCHEMA}"
"""The first number counts up where the data change; older ones are made anew, and with another catalogue, or
the first start that is measured would make that."""
_NOW = datetime(2018, 1, 18, 9, 30, tzinfo=UTC)
_BATCH = 1000
_Pair = tuple[Entry, RawPage | None]


def home(count: int, *, bodies: bool = True) -> Path:
    """Return a directory with the stores of a portal of so many articles, made when missing.

    Without `bodies` they are known from listings alone.
    """
    name = f"home-{count}" if bodies else f"heads-{count}"
    there, sign = FOLDER / name, FOLDER / f"{name}.version"
    if sign.exists() and sign.read_text() == VERSION:
        return there
    shutil.rmtree(there, ignore_errors=True)
    began = time.monotonic()
    _fill(there, count, bodies=bodies)
    sign.write_text(VERSION)
    print(f"{name}: made in {time.monotonic() - began:.0f} s", flush=True)
    return there


def _fill(there: Path, count: int, *, bodies: bool) -> None:
    room = Newsroom()
    categories = tuple(
        Category(slug=one.slug, name=one.name, url=f"{BASE}{addresses.listing(one.slug)}")
        for one in room.news.categories
    )
    counts = PortalCounts(online=17, total=1503139)
    state = PortalState(portal=PORTAL, categories=categories, counts=counts, synced_at=_NOW)
    paths = Paths.choose(there)
    with _Named.open(paths.cache) as cache:
        cache.put_portal_state(state)
        if not bodies:
            cache.made = count
            Catalogue.open(paths.cache / "catalogue.sqlite", cache).close()
    with Library.open(paths) as library:
        for batch in _batches(_written(room, count)) if bodies else ():
            # Each article is a durable write of its own when a sync stores it; here a thousand are one.
            with library.cache._values.writing():
                for entry, raw in batch:
                    library.cache.put(entry, (raw,))
            library.catalogue.upsert_many(entry for entry, _ in batch)


def _batches(all_of: Iterable[_Pair]) -> Iterator[list[_Pair]]:
    rest = iter(all_of)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _written(room: Newsroom, count: int) -> Iterator[_Pair]:
    press = Press(room)
    for article, blocks in room.articles(count):
        yield entry_of(room, article, blocks), press.page(article)


class _Named(ArticleCache):
    """A cache whose entries are made up as the catalogue asks for them when it is made anew.

    The reader asks the catalogue alone for lists, counts and search; the entries of a million articles that
    nobody fetched would take the cache an hour to write, and no measurement would read one of them.
    """

    made = 0
    """How many there are."""

    def count(self) -> int:
        return self.made

    def entries(self, portal: str | None = None) -> Iterator[Entry]:  # noqa: ARG002 - there is one
        room = Newsroom()
        for article in room.heads(self.made):
            yield msgspec.structs.replace(entry_of(room, article, ()), article=None)


def entry_of(room: Newsroom, article: NewsArticle, blocks: tuple[Block, ...]) -> Entry:
    """Return an article as a sync keeps it: its own page, and its line in a listing."""
    url = f"{BASE}{addresses.article(article)}"
    sighting = Sighting(
        place=Place.LISTING,
        page=f"{BASE}{addresses.listing(article.slug)}",
        seen_at=_NOW,
        category=article.slug,
        title=article.title,
        published=article.published.isoformat(timespec="seconds"),
        summary=article.summary,
        views=article.views,
    )
    own = Article(
        portal=PORTAL,
        id=str(article.id),
        url=url,
        title=article.title,
        categories=(room.news.name(article.slug),),
        author=article.author,
        blocks=tuple(map(_shown, blocks)),
        fetched_at=_NOW,
    )
    return Entry(portal=PORTAL, id=own.id, url=url, article=own, sightings=(sighting,), checked_at=_NOW)


def _shown(block: Block) -> Block:
    if not isinstance(block, Image):
        return block
    return msgspec.structs.replace(block, url=f"{BASE}/Portals/0/{block.url}.png")


class Press:
    """Prints the page of an article: what stands around it is the demo's, made once a category."""

    def __init__(self, room: Newsroom) -> None:
        """Take the frames from the demo's own pages."""
        self._view = View(
            room.news, Counts({one.id: one.views for one in room.news.articles.values()}).now(), BASE, "/"
        )
        self._frames: dict[str, tuple[str, str]] = {}
        for one in room.news.articles.values():
            if one.slug not in self._frames:
                before, _, behind = pages.article(self._view, one).partition(pages.content(self._view, one))
                self._frames[one.slug] = before, behind

    def page(self, article: NewsArticle) -> RawPage:
        """Return the page as it comes; its visitors are counted on."""
        before, behind = self._frames[article.slug]
        visits = str(self._view.counted.visits)
        html = (
            before.replace(visits, str(int(visits) + article.id))
            + pages.content(self._view, article)
            + behind
        )
        return RawPage(
            url=f"{BASE}{addresses.article(article)}",
            body=html.encode(),
            fetched_at=_NOW,
            content_type="text/html; charset=utf-8",
            etag=f'"{article.id}"',
        )


def newest_title(there: Path) -> str:
    """Return the title that stands on top of the list of these stores."""
    with Library.open(Paths.choose(there)) as library:
        rows = library.rows(Query(portal=PORTAL, limit=1))
        return library.heads(rows)[0].title
