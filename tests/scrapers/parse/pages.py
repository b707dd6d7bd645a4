"""Small pages for tests of the parsers."""

from datetime import UTC, datetime

from scrapers.model import Block, RawPage
from scrapers.parse.blocks import blocks_of
from scrapers.parse.frame import Frame
from scrapers.parse.page import Page

SEEN = datetime(2018, 3, 30, tzinfo=UTC)
URL = "http://stttt.vinhlong.gov.vn/tin/bai-viet"


def raw(html: str | bytes, url: str = URL, content_type: str = "") -> RawPage:
    """Make a page as it came."""
    body = html.encode() if isinstance(html, str) else html
    return RawPage(url=url, body=body, fetched_at=SEEN, content_type=content_type)


def blocks(html: str) -> tuple[Block, ...]:
    """Read the blocks of a page that is nothing but an article's text."""
    page = Page(raw(html))
    return blocks_of(page, page.lines, Frame())
