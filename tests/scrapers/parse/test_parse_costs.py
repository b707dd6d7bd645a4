"""What reading a page costs, counted: lines of Python that run, walks over its tree, selectors asked."""

import gc
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from selectolax import lexbor

from scrapers.model import RawPage
from scrapers.parse import labels, pager, parse_article, parse_first_page, parse_listing, parse_navigation
from scrapers.parse import page as pages
from scrapers.portals.portal import Portal, builtin
from tests.scrapers.parse.pages import raw

TITLE = "<div>Chuyên mục - Tin</div><h1>Tin hay trong ngày</h1>"
SHAPES: dict[str, Callable[[int], str]] = {
    "pictures in one cell": lambda n: "<table><tr><td>" + "<img src=/a.jpg>" * n + "</table>",
    "pictures above their captions": lambda n: (
        "<table>" + "<tr><td><img src=/a.jpg><tr><td>Ảnh" * n + "</table>"
    ),
    "tables": lambda n: "<table><tr><td>Một<td>Hai</table>" * n,
    "tables in tables": lambda n: "<table><tr><td>x" * n + "</table>" * n,
    "lists in lists": lambda n: "<ul><li>x" * n + "</ul>" * n,
    "links on one line": lambda n: "".join(f"<a href=/xem-chi-tiet/id/{i}>Tin {i}</a> " for i in range(n)),
    "labels": lambda n: "<p>Tin mới đăng</p>" * n,
    "eyes": lambda n: "<p>09/01/2018 <b class=eye>" * n + "<i class=eye></i> 7" * n,
    "numbers": lambda n: "".join(f"<a href='?currentpage={i}'>{i}</a> " for i in range(n)),
}


def steps(work: Callable[[], object]) -> int:
    """Count the lines of Python that run; not those of finalizers, which run when garbage is looked for."""
    count = 0

    def traced(_frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return traced

    former = sys.gettrace()
    gc.disable()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(former)
        gc.enable()
    return count


def vinhlong(body: str) -> tuple[RawPage, Portal]:
    portal = builtin("vinhlong")
    html = f"<html><body>{TITLE}<div><p>Một đoạn.</p>{body}</div><a href=#>Quay lại</a><h3>Tin xem nhiều</h3>"
    return raw(html, url=f"{portal.base}tin-tuc"), portal


def hanoi(related: str) -> tuple[RawPage, Portal]:
    portal = builtin("hanoi")
    html = (
        "<div class=asset-full-content-title>Tin</div><div class=asset-content>"
        f"<div class=journal-content-article><p>Một đoạn.</div></div>{related}"
    )
    return raw(html, url=f"{portal.base}vi/-/view_content/77-tin"), portal


def test_the_navigation_is_read_without_the_rest_of_the_page() -> None:
    menu, news = (
        "<div id=dnn_MENU><a href=/bao-chi>Báo chí</a></div>",
        "<p><a href=/xem-chi-tiet/id/7>Tin</a>",
    )
    # Both are small enough for the bytes to be looked at in one piece.
    small, large = (vinhlong(menu + news * n) for n in (10, 150))
    assert parse_navigation(*large)

    assert steps(lambda: parse_navigation(*large)) <= steps(lambda: parse_navigation(*small))


def test_the_first_page_of_a_category_becomes_a_tree_once(monkeypatch: pytest.MonkeyPatch) -> None:
    page, portal = vinhlong("<div id=dnn_MENU><a href=/bao-chi>Báo chí</a></div>")
    made: list[object] = []
    tree = lexbor.LexborHTMLParser
    monkeypatch.setattr(lexbor, "LexborHTMLParser", lambda html: made.append(html) or tree(html))

    assert parse_first_page(page, portal).categories
    assert len(made) == 1


@pytest.mark.parametrize("parse", [parse_article, parse_listing])
@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_no_faster_than_the_page(shape: str, parse: Callable[[RawPage, Portal], object]) -> None:
    small, large = (vinhlong(SHAPES[shape](n)) for n in (60, 240))
    parse(*large)

    assert steps(lambda: parse(*large)) < 5 * steps(lambda: parse(*small))


def test_a_label_that_is_not_on_a_page_is_looked_for_in_no_line() -> None:
    small, large = (pages.Page(vinhlong("<p>Một đoạn khác.</p>" * n)[0]).lines for n in (10, 1000))
    for lines in (small, large):
        labels.after(lines, ("Trực tuyến",))
        labels.Labels(("Trực tuyến",)).first(lines)

    absent = ("Đang xem", "Đang online")
    assert steps(lambda: labels.after(large, absent)) == steps(lambda: labels.after(small, absent))
    tabs, stops = labels.Labels(("Tin mới nhất",)), labels.Labels(("Tin khác",))
    assert steps(lambda: tabs.among(large, stops)) == steps(lambda: tabs.among(small, stops))
    assert [tabs.first(lines) - len(lines) for lines in (small, large)] == [0, 0]
    assert steps(lambda: stops.first(large)) == steps(lambda: stops.first(small))


def test_a_label_does_not_go_on_in_the_next_line() -> None:
    lines = pages.Page(vinhlong("<p>Đang</p><p>xem: 17</p><p>ĐANG XEM: 18</p>")[0]).lines

    assert labels.after(lines, ("Đang\nxem", "Đang xem")) == ("18", len(lines) - 3)


def test_what_the_links_of_a_listing_say_is_asked_once_for_all_its_pagers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, portal = vinhlong(
        "<a href=/xem-chi-tiet/id/7>Tin</a><a href=/bao-chi>Báo chí</a><input type=hidden>"
    )
    asked: list[object] = []
    face = pager._face
    monkeypatch.setattr(pager, "_face", lambda node: asked.append(node) or face(node))

    assert [one.by for one in portal.layouts[0].listing.pager] == ["postback", "link", "query"]
    assert parse_listing(page, portal).next is None
    # The two, and "Quay lại".
    assert len(asked) == 3


def test_elements_in_elements_that_a_selector_finds_are_read_once() -> None:
    small, large = (hanoi("<ul class=related_asset_list>x" * n + "<li>x" * n) for n in (30, 120))
    parse_article(*large)

    assert steps(lambda: parse_article(*large)) < 5 * steps(lambda: parse_article(*small))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the tree of a page: selectors, and walks over all below an element."""
    found: list[str] = []
    css, first, lines_of = pages.Page.css, pages.Page.first, pages.lines_of

    def watched(name: str, ask: Callable[..., object]) -> Callable[..., object]:
        def asking(*arguments: object) -> object:
            found.append(name)
            return ask(*arguments)

        return asking

    monkeypatch.setattr(pages.Page, "css", watched("selector", css))
    monkeypatch.setattr(pages.Page, "first", watched("selector", first))
    monkeypatch.setattr(pages, "lines_of", watched("walk", lines_of))
    return found


def test_a_page_that_is_read_by_its_labels_is_walked_once(asked: list[str]) -> None:
    parse_article(*vinhlong(""))

    # The page's own title is asked for, and a date that only machines see.
    assert asked == ["selector", "walk", "selector"]


def test_an_article_asks_few_selectors_and_walks_no_more_than_its_parts(asked: list[str]) -> None:
    page, portal = hanoi("<ul class=related_asset_list><li><a href=/vi/-/view_content/1-a>Tin</a></ul>")
    parse_article(page, portal)

    # Title, category, time, summary, author, body; what is related; what is left out of the body.
    assert asked.count("selector") <= 7 + len(portal.layouts[0].article.drop)
    # A field that is one text needs none.
    assert asked.count("walk") == 2
