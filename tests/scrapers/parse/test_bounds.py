"""Pages made to take long: time grows with their size and no faster, and past a bound they are not read."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrapers.errors import ParseError
from scrapers.parse import parse_article, parse_home, parse_listing
from scrapers.parse.anchors import Anchor, Before, spans
from scrapers.parse.page import Page
from scrapers.portals.portal import builtin
from scrapers.text import clean_line
from tests.scrapers.parse.pages import raw

TIN = "<a href='/xem-chi-tiet/id/77'>Tin hay</a> "
FACTS = (
    "cập nhật lúc ",
    "đăng bởi ",
    "xem: 3  ",
    "3 lượt xem ",
    "ngày 1/2/2018 ",
    "gửi bởi a người đăng: ",
    "| ",
    "1 ",
)
PAGES = {
    "links on one line": "".join(f"<a href='/xem-chi-tiet/id/{n}'>Tin hay số {n}</a>" for n in range(3000)),
    "decomposed links on one line": "".join(f"<a href='/id/{n}'>Ti\u0301n {n}</a>" for n in range(1500)),
    "labels in cells": "<table>" + "<tr><td>Đang xem<td>Tất cả" * 4000 + "</table>",
    "counts without end": "<h3>Tin xem nhiều</h3><ul><li>"
    + TIN
    + "1," * 6000
    + "<li>"
    + "1." * 6000
    + "x</ul>",
    "facts without end": f"<p>Chuyên mục - Tin<p>Tin hay<p>{TIN}"
    + "".join(f"<p>{said * (190 // len(said))}{end}" for said in FACTS for end in ("!", "", ".")),
}
SECONDS = 4.5
"""Of the processor; each page takes a fifth of it or less, and twice as long without its bounds."""


@pytest.mark.parametrize("name", PAGES)
def test_no_page_takes_time_that_grows_faster_than_it(name: str) -> None:
    portal = builtin("vinhlong")
    page = raw(f"<html><body><h1>Tin</h1>{PAGES[name]}", url=f"{portal.base}tin-tuc")
    start = time.process_time()

    for parse in (parse_article, parse_listing, parse_home):
        try:
            parse(page, portal)
        except ParseError:
            continue

    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("tag", ["<p>x", "<a href=/tin>x</a>", "<br>", "</b>", "<!---->"])
def test_a_page_of_more_tags_than_any_news_has_is_not_read(tag: str) -> None:
    with pytest.raises(ParseError, match="more than 60000 tags"):
        Page(raw(tag * 60_001))


ODD = st.text(alphabet="ab ế\n\t\u00a0\u0301\u200b", max_size=30)


@given(ODD | st.text(alphabet="ab ế\n\t\u00a0", max_size=30), st.data())
@example("  a  b ", None)
def test_places_in_a_line_are_told_as_cleaning_each_beginning_does(
    line: str, data: st.DataObject | None
) -> None:
    at = data.draw(st.integers(0, len(line))) if data else len(line) - 1
    cleaned = clean_line(line[:at] + "x")[:-1]

    assert Before(line, clean_line(line)).length(at) == len(cleaned)
    assert Before(line, clean_line(line)).length(at, bare=True) == len(cleaned.rstrip())


def test_of_links_too_many_for_a_line_the_first_stay() -> None:
    line = "ti\u0301n " * 4000
    links = [Anchor(at, "/a") for at in range(0, len(line), 5)]
    for link in links:
        link.end = link.start + 4
    found = spans(line, clean_line(line), links)

    assert 100 < len(found) < len(links)
    assert found[1] == (4, 7, "/a")
