"""Pages of the demo with one, ten and a hundred times as much on them: what grows faster than they do?"""

import functools
from collections.abc import Callable, Iterator
from unittest import mock

from msgspec.structs import replace

from scrapers.clock import utc_now
from scrapers.demo import addresses, pages
from scrapers.demo.counts import Counts
from scrapers.demo.frame import View
from scrapers.model import RawPage
from scrapers.parse import parse_article, parse_listing
from scrapers.portals.portal import Portal, builtin
from tests.bench.costs import costs
from tests.bench.data import BASE, Press
from tests.bench.harness import Row
from tests.bench.news import Newsroom
from tests.bench.peers.parsers import parsers

_SOME = 30
"""Articles of which the longest is made longer."""


def measure(runs: int) -> Iterator[Row]:
    """Read articles by their text, listings by their entries."""
    portal = builtin("vinhlong")
    kinds = (
        ("an article by its length", "times the text", _long_article, parse_article),
        ("a listing by its length", "times 10 entries", _long_listing, parse_listing),
    )
    for what, of, page, read in kinds:
        for times in (1, 10, 100):
            found = costs(
                runs, [page(times)], functools.partial(_read, read, portal), parsers(portal, few=True)
            )
            yield Row("parse", what, "ms", found.pop("ours"), found, size=times, of=of, work="n")


def _read(read: Callable[[RawPage, Portal], object], portal: Portal, raw: RawPage) -> object:
    return read(raw, portal)


def _long_article(times: int) -> RawPage:
    room = Newsroom()
    article = max((one for one, _ in room.articles(_SOME)), key=lambda one: len(one.body))
    return Press(room).page(replace(article, body="\n\n".join([article.body] * times)))


def _long_listing(times: int) -> RawPage:
    """Print one page with that many entries, where the demo's portal would print many pages."""
    room = Newsroom()
    slug = room.news.categories[0].slug
    entries = times * pages.PAGE_SIZE
    news = room.portal(entries, slug=slug)
    view = View(news, Counts({one.id: one.views for one in news.articles.values()}).now(), BASE, "/")
    with mock.patch.object(pages, "PAGE_SIZE", entries):
        html = pages.listing(view, slug, 1)
    url = f"{BASE}{addresses.listing(slug)}"
    return RawPage(url=url, body=html.encode(), fetched_at=utc_now(), content_type="text/html; charset=utf-8")
