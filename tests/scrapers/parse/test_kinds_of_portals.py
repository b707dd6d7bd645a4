"""Small portals as their makers build them: each page beside what people read on it, written down by hand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from scrapers.model import (
    Article,
    Block,
    Heading,
    Image,
    ListBlock,
    ListingPage,
    Paragraph,
    Place,
    PortalCounts,
    Quote,
    RawPage,
    Table,
)
from scrapers.parse import kind_of, parse_article, parse_listing, parse_navigation
from scrapers.portals.portal import builtin
from tests.kinds import KINDS, NAMES, expected

PORTAL = builtin("vinhlong")


def saved(name: str, page: str) -> RawPage:
    return RawPage(
        url=expected(name)[page]["url"],
        body=(KINDS / f"{name}.{page}.html").read_bytes(),
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        content_type="text/html",
    )


def told(block: Block) -> list[Any]:
    """Write a block as the files of expectations have it."""
    match block:
        case Paragraph() | Heading() | Quote():
            return [{Paragraph: "p", Heading: "h", Quote: "q"}[type(block)], block.text]
        case ListBlock():
            return ["li", list(block.items)]
        case Table():
            return ["table", [list(row) for row in block.rows]]
        case Image():
            return ["img", block.url, block.caption]


def counted(counts: PortalCounts | None) -> list[int | None] | None:
    return [counts.online, counts.total] if counts else None


def following(page: ListingPage) -> str | None:
    """Return where the next page is, or what is posted back for it."""
    if page.next is None:
        return None
    return dict(page.next.form)["__EVENTARGUMENT"] if page.next.form else page.next.url


def named(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "title": article.title,
        "published": None if article.published_guessed else article.published,
        "author": article.author,
        "views": article.views,
        "categories": list(article.categories),
        "summary": article.summary,
        "blocks": [told(block) for block in article.blocks],
        "attachments": [[one.url, one.name] for one in article.attachments],
        "related": [one.title for one in article.related],
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_article_of_each_kind_of_portal_is_read(name: str) -> None:
    page = parse_article(saved(name, "article"), PORTAL)

    assert named(page.article) | {"counts": counted(page.counts)} == expected(name)["article"]
    assert kind_of(saved(name, "article"), PORTAL) == "article"


@pytest.mark.parametrize("name", NAMES)
def test_a_listing_of_each_kind_of_portal_is_read(name: str) -> None:
    raw = saved(name, "listing")
    page = parse_listing(raw, PORTAL)
    entries = [one for one in page.teasers if one.place is Place.LISTING]

    assert expected(name)["listing"] == {
        "url": raw.url,
        "entries": [[one.title, one.url, one.published, one.views, one.summary] for one in entries],
        "next": following(page),
        "total": page.total,
        "counts": counted(page.counts),
        "categories": [one.name for one in parse_navigation(raw, PORTAL)],
    }
    assert kind_of(raw, PORTAL) == "listing"


def test_there_is_a_kind_for_each_maker() -> None:
    """A lost file must not make the tests above hold of nothing."""
    assert len(NAMES) == 41
