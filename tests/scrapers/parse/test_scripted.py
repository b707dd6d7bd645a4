"""Headings of lists of news that a script fills: what stands below them on the page is none of their news."""

import pytest

from scrapers.model import Paragraph, Place
from scrapers.parse import parse_listing
from tests.scrapers.parse.pages import SENTENCE, raw, vinhlong
from tests.scrapers.parse.test_listing import SECOND, TITLE, URL, VINHLONG

OTHER = "Cùng ngày, đoàn đã đến thăm và tặng quà cho các hộ dân sống ở ven sông."
NEWS = "<p><a href=/xem-chi-tiet-tin-tuc/id/6>Một tin</a></p>"
EMPTY = ["<div id=r></div>", "<ul></ul>", "<ul><!-- --></ul>", "<div><script>fill()</script></div>"]
BOXES = [
    "<div><h3>Tin liên quan</h3>{}</div>",
    "<div><div><h3>Tin liên quan</h3></div><div>{}</div></div>",
    "<h3>Tin liên quan</h3>{}",
]


@pytest.mark.parametrize("empty", EMPTY)
@pytest.mark.parametrize("box", BOXES)
def test_news_that_a_script_lists_ahead_of_a_text_take_nothing_of_it(box: str, empty: str) -> None:
    article = vinhlong(f"{box.format(empty)}<p>{SENTENCE}</p><p>Hồng Hạnh</p>").article

    assert (article.blocks, article.author, article.related) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh", ())


@pytest.mark.parametrize("empty", EMPTY)
def test_a_text_goes_on_below_news_that_a_script_lists(empty: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p>{BOXES[0].format(empty)}<p>{OTHER}</p>").article

    assert article.blocks == (Paragraph(text=SENTENCE), Paragraph(text=OTHER))


@pytest.mark.parametrize("empty", EMPTY)
def test_a_text_ends_above_news_that_a_script_lists(empty: str) -> None:
    foot = f"<div><p>{OTHER}</p></div>"

    assert vinhlong(f"<p>{SENTENCE}</p>{BOXES[0].format(empty)}{foot}").article.blocks == (
        Paragraph(text=SENTENCE),
    )


@pytest.mark.parametrize("above", ["Tin liên quan", "Các tin liên quan", "Tin xem nhiều"])
def test_the_news_of_a_page_are_those_of_the_heading_that_has_some(above: str) -> None:
    scripted = f"<div><h3>{above}</h3><div id=r></div></div>"
    text = f"<p>{SENTENCE}</p>"
    page = vinhlong(f"{scripted}{text}", tools=f"<p>Quay lại</p><div><h3>Tin khác</h3>{NEWS}</div>")

    assert [(one.place, one.id) for one in page.teasers] == [(Place.RELATED, "6")]


@pytest.mark.parametrize("heading", ["Tin liên quan", "Tin khác"])
def test_a_heading_that_waits_for_its_news_leaves_them_to_another_one(heading: str) -> None:
    waiting = "<div><h3>Tin liên quan</h3><div id=r>Đang tải...</div></div>"
    beside = f"{waiting}<div><h3>{heading}</h3>{NEWS}</div>{waiting}"
    page = vinhlong(f"<p>{SENTENCE}</p>", tools=beside)

    assert [one.id for one in page.article.related] == ["6"]


@pytest.mark.parametrize(
    "line",
    [
        "<div id=line></div>",
        "<div class=line></div>",
        "<div id=line></div><p>09/01/2017</p>",
        "<div id=a></div><img src=/a.jpg>",
    ],
)
def test_what_decorates_a_heading_stands_for_no_list(line: str) -> None:
    beside = f"<div><h3>Tin liên quan</h3>{line}{NEWS}</div>"

    assert [one.id for one in vinhlong(f"<p>{SENTENCE}</p>", tools=beside).article.related] == ["6"]


def test_a_heading_right_above_the_entries_of_a_listing_gives_them_back_and_is_not_told_of() -> None:
    html = f"<h3>Tin xem nhiều</h3><div id=most></div><p>{TITLE}</p><p>{SECOND}</p>"
    page = parse_listing(raw(html, URL), VINHLONG)

    assert [one.place for one in page.teasers] == [Place.LISTING] * 2
    assert "most_read" not in page.rules
