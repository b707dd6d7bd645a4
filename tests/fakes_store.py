"""Articles, entries and filled libraries for tests: real stores in temporary directories, a still clock."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from reader.library import Library
from reader.paths import Paths
from scrapers.model import (
    Article,
    Block,
    Category,
    Entry,
    Paragraph,
    Place,
    PortalCounts,
    RawPage,
    Related,
    Sighting,
)
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue

NOW = datetime(2018, 1, 18, 9, 30, tzinfo=UTC)
PORTAL = "vinhlong"
BASE = "http://stttt.vinhlong.gov.vn"
CATEGORIES = (
    Category(slug="tin-trong-nganh", name="Tin trong ngành", url=f"{BASE}/tin-trong-nganh"),
    Category(slug="bao-chi", name="Báo chí - Xuất bản", url=f"{BASE}/bao-chi"),
    Category(slug="cntt", name="Công nghệ thông tin", url=f"{BASE}/cntt"),
)


def now() -> datetime:
    """The clock of every store here."""
    return NOW


def an_article(
    id: str,
    title: str = "",
    *,
    text: str = "",
    blocks: Sequence[Block] = (),
    published: str | None = "2018-01-17",
    categories: tuple[str, ...] = (),
    related: Sequence[str] = (),
    portal: str = PORTAL,
    views: int | None = None,
) -> Article:
    """An article as its own page gives it; `related` names ids."""
    return Article(
        portal=portal,
        id=id,
        url=f"{BASE}/xem/{id}",
        title=title or f"Tin số {id}",
        published=published,
        categories=categories,
        blocks=tuple(blocks) or (Paragraph(text=text or f"Nội dung của tin số {id}."),),
        related=tuple(Related(id=one, title=f"Tin số {one}", url=f"{BASE}/xem/{one}") for one in related),
        views=views,
        fetched_at=NOW,
    )


def an_entry(
    id: str,
    title: str = "",
    *,
    category: str = "tin-trong-nganh",
    cached: bool = True,
    published: str | None = "2018-01-17",
    portal: str = PORTAL,
    views: int | None = None,
    text: str = "",
    related: Sequence[str] = (),
) -> Entry:
    """An entry that a listing named; without `cached`, its body is not here."""
    article = an_article(id, title, published=published, portal=portal, text=text, related=related)
    return Entry(
        portal=portal,
        id=id,
        url=article.url,
        article=article if cached else None,
        sightings=(
            Sighting(
                place=Place.LISTING,
                page=f"{BASE}/{category}",
                seen_at=NOW,
                category=category,
                title=article.title,
                published=published,
                views=views,
            ),
        ),
    )


def a_page(body: bytes, url: str = f"{BASE}/xem/1") -> RawPage:
    """A page as it came."""
    return RawPage(url=url, body=body, fetched_at=NOW, content_type="text/html; charset=utf-8")


def a_state(portal: str = PORTAL, *, categories: tuple[Category, ...] = CATEGORIES) -> PortalState:
    """What is known of a portal after a sync."""
    counts = PortalCounts(online=17, total=1503139)
    return PortalState(portal=portal, categories=categories, counts=counts, synced_at=NOW)


def fill(cache: ArticleCache, catalogue: Catalogue, entries: Iterable[Entry]) -> None:
    """Store entries as a sync does."""
    entries = tuple(entries)
    for portal in sorted({entry.portal for entry in entries}):
        cache.put_portal_state(a_state(portal))
        catalogue.learn(a_state(portal))
    cache.put_many(entries)
    catalogue.upsert_many(entries)


def a_library(home: Path, entries: Iterable[Entry] = ()) -> Library:
    """A library below `home` that holds these entries; the caller closes it."""
    library = Library.open(Paths.choose(home), clock=now)
    fill(library.cache, library.catalogue, entries)
    return library
