"""Small pages for tests of the parsers."""

from datetime import UTC, datetime

from scrapers.model import ArticlePage, Block, RawPage
from scrapers.parse import parse_article
from scrapers.parse.blocks import blocks_of
from scrapers.parse.frame import Frame
from scrapers.parse.page import Page
from scrapers.portals.portal import builtin

SEEN = datetime(2018, 3, 30, tzinfo=UTC)
URL = "http://stttt.vinhlong.gov.vn/tin/bai-viet"
HEAD = "<div>Chuyên mục - Tin</div><h1>Một bài viết</h1>"
TOOLS = "<p>Quay lại In bài viết</p>"
SENTENCE = "Sáng nay, Ủy ban nhân dân huyện tổ chức buổi gặp mặt các doanh nghiệp trên địa bàn."


def raw(html: str | bytes, url: str = URL, content_type: str = "") -> RawPage:
    """Make a page as it came."""
    body = html.encode() if isinstance(html, str) else html
    return RawPage(url=url, body=body, fetched_at=SEEN, content_type=content_type)


def blocks(html: str) -> tuple[Block, ...]:
    """Read the blocks of a page that is nothing but an article's text."""
    page = Page(raw(html))
    return blocks_of(page, page.lines, Frame())


def vinhlong(body: str, tools: str = TOOLS) -> ArticlePage:
    """Read an article of Vĩnh Long from its text and what stands below it."""
    return parse_article(raw(HEAD + body + tools), builtin("vinhlong"))
