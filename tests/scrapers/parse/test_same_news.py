"""The same news on each kind of page, whatever is added around them and however the page is written."""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from scrapers.model import RawPage
from scrapers.parse import parse_article, parse_listing
from scrapers.portals.portal import builtin
from tests.kinds import NAMES
from tests.scrapers.parse.test_kinds_of_portals import saved

PORTAL = builtin("vinhlong")
BODY = re.compile("<body[^>]*>", re.IGNORECASE)
END = re.compile("</body>", re.IGNORECASE)
OPENED = re.compile(r"<(?:div|p|li|td|ul)\b[^<>]*>", re.IGNORECASE)
CLOSED = re.compile("</(?:div|p|li|td|tr|ul|table|h[1-6])>", re.IGNORECASE)


def first(more: str) -> Callable[[str], str]:
    """Add something at the top of a page."""
    return lambda html: BODY.sub(lambda body: body[0] + ascii_of(more), html, count=1)


def last(more: str) -> Callable[[str], str]:
    """Add something at its foot."""
    return lambda html: END.sub(ascii_of(more) + "</body>", html)


def ascii_of(html: str) -> str:
    return html.encode("ascii", "xmlcharrefreplace").decode()


def inside(begin: str, end: str) -> Callable[[str], str]:
    """Put all of a page into something."""
    return lambda html: last(end)(first(begin)(html))


AROUND = {
    "a box": inside("<div><div>", "</div></div>"),
    "a table": inside("<table><tr><td>", "</td></tr></table>"),
    "languages": first('<div><a href="/vi">Tiếng Việt</a> | <a href="/en">English</a></div>'),
    "sizes": first('<a href="#main">Bỏ qua điều hướng</a><div><button>A+</button> <button>A-</button></div>'),
    "a banner": first('<div>Trang này dùng cookie để phục vụ bạn đọc tốt hơn. <a href="#">Đồng ý</a></div>'),
    "a login": first(
        '<div style="display:none">Đăng nhập<form><input type="text"/><input type="password"/></form></div>'
    ),
}
SCRIPTED = {
    heading: first(f'<div><h3>{heading}</h3><div id="list"></div></div>')
    for heading in ("Tin liên quan", "Tin xem nhiều", "Tin mới nhất")
}
UNSEEN = {
    "by its style": first(
        '<div style="display: none"><h1>Thông báo của trang</h1><p>Mời bạn đọc xem.</p></div>'
    ),
    "by itself": first("<h1 hidden>Cổng thông tin</h1>"),
}
BELOW = {
    "rights": last("<div>© 2024 Bản quyền thuộc về Cổng thông tin điện tử. Giấy phép số 12/GP-TTĐT</div>"),
    "a chat": last("<div><div>Trợ lý ảo</div><p>Xin chào! Tôi có thể giúp gì cho bạn?</p></div>"),
}
WRITTEN = {
    "comments": lambda html: OPENED.sub(lambda tag: tag[0] + "<!-- x -->", html),
    "lines": lambda html: CLOSED.sub(lambda tag: tag[0] + "\n      \n", html),
    "sections": lambda html: re.sub(r"(</?)div\b", r"\1section", html, flags=re.IGNORECASE),
}


def assert_same_news(name: str, change: Callable[[str], str]) -> None:
    """See that both pages of a kind are read as without a change."""
    article, listing = saved(name, "article"), saved(name, "listing")
    assert parse_article(changed(article, change), PORTAL) == parse_article(article, PORTAL)
    assert parse_listing(changed(listing, change), PORTAL) == parse_listing(listing, PORTAL)


def changed(page: RawPage, change: Callable[[str], str]) -> RawPage:
    """Change a page, whatever its encoding: what is added is written in ASCII."""
    return replace(page, body=change(page.body.decode("latin-1")).encode("latin-1"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("more", AROUND)
def test_what_stands_around_the_news_is_none(name: str, more: str) -> None:
    assert_same_news(name, AROUND[more])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("more", UNSEEN)
def test_a_heading_that_is_not_seen_is_no_title(name: str, more: str) -> None:
    assert_same_news(name, UNSEEN[more])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("heading", SCRIPTED)
def test_the_heading_of_a_list_that_a_script_fills_heads_nothing(name: str, heading: str) -> None:
    assert_same_news(name, SCRIPTED[heading])


@pytest.mark.parametrize(
    "name", sorted({*NAMES} - {"malformed"})
)  # whose text goes on to the end of the page
@pytest.mark.parametrize("more", BELOW)
def test_what_stands_below_the_news_is_none(name: str, more: str) -> None:
    assert_same_news(name, BELOW[more])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", WRITTEN)
def test_how_a_page_is_written_changes_nothing(name: str, how: str) -> None:
    assert_same_news(name, WRITTEN[how])


@pytest.mark.parametrize(
    "name", sorted({*NAMES} - {"dnn", "joomla15", "liferay", "mic2020", "nukeviet4", "webforms"})
)  # which have a list of most read news
def test_the_heading_of_a_list_that_a_script_fills_takes_no_entry(name: str) -> None:
    page = saved(name, "listing")
    filled = first('<div><h3>Tin xem nhiều</h3><div class="content"></div></div>')
    read, expected = parse_listing(changed(page, filled), PORTAL), parse_listing(page, PORTAL)
    assert (read.teasers, read.next) == (expected.teasers, expected.next)
