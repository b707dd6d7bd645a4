"""Fetches the further pages of an article that does not end on its first."""

from typing import NamedTuple

from scrapers.errors import FetchError, ParseError
from scrapers.model import ArticlePage, Entry, PageRequest, RawPage
from scrapers.net.wire import NOT_MODIFIED
from scrapers.syncing.job import Job
from scrapers.whole import goes_on, joined, takes_up


class Whole(NamedTuple):
    """An article as its pages say it together, and these as they came."""

    page: ArticlePage
    raws: tuple[RawPage, ...]
    trouble: FetchError | ParseError | None = None
    """Why the page that comes next could not be had."""


class Further:
    """Asks for the pages of an article one after the other, as a sync asks for all pages."""

    def __init__(self, job: Job) -> None:
        self._job = job

    async def whole(self, entry: Entry, raw: RawPage, first: ArticlePage) -> Whole:
        """Put an article together, as far as its pages can be had."""
        from scrapers.parse import parse_article  # noqa: PLC0415 - brings the HTML parser

        pages, raws = [first], [raw]
        while url := goes_on(pages):
            try:
                raws.append(await self._page(entry, url, len(pages) + 1, referer=raw.url))
                page = parse_article(raws[-1], self._job.portal, first=raw.url)
            except (FetchError, ParseError) as error:
                return Whole(joined(pages), tuple(raws), error)
            if not takes_up(pages, page):
                del raws[-1]
        return Whole(joined(pages), tuple(raws))

    async def _page(self, entry: Entry, url: str, number: int, referer: str) -> RawPage:
        """Ask for a page, unless it is unchanged since it was kept."""
        kept = self._job.cache.further(entry.portal, entry.id, number)
        known = kept if kept and kept.url == url else None
        raw = await self._job.page(PageRequest(url=url, referer=referer), known=known)
        return kept if kept and raw.status == NOT_MODIFIED else raw
