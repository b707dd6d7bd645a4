# ruff: noqa: E501 - a case is easier to read on one line
"""Listings whose addresses are words alone: those of articles, of categories, of pages and of tags alike."""

import pytest

from scrapers.parse import kind_of, parse_listing
from tests.scrapers.parse.pages import raw
from tests.scrapers.parse.test_listing import SITE, VINHLONG, listed

MENU = "<div id=menu><a href=/cai-cach-hanh-chinh>Cải cách hành chính trong năm qua</a> <a href=/tin-trong-nganh>Tin trong ngành</a></div>"
URL = f"{SITE}/tin-trong-nganh"
DATED = "<li><a href=/to-hop-tac-trong-sen>Tổ hợp tác trồng sen</a> 09/01/2017</li>"
LONG = "<li><a href=/ba-xa-cu-lao-co-dien-suot-ngay-dem>Ba xã cù lao có điện suốt ngày đêm</a></li>"


def slugs(body: str) -> list[str]:
    page = parse_listing(raw(f"{MENU}<h2>Tin trong ngành</h2><ul>{DATED}{body}</ul>", URL), VINHLONG)
    return [one.id for one in listed(page)]


@pytest.mark.parametrize(
    ("entry", "id_"),
    [
        (LONG, "ba-xa-cu-lao-co-dien-suot-ngay-dem"),
        ("<li><a href=/cho-noi-dong-khach/>Chợ nổi đông khách</a> <p>Ghe đậu kín hai bờ sông.</p>", "cho-noi-dong-khach"),
        ("<li><a href=/cho-noi-dong-khach.html><img src=/cho.jpg></a><a href=/cho-noi-dong-khach.html>Chợ nổi đông khách</a>", "cho-noi-dong-khach"),
        ("<li><a href=/hoi-lang-2018/>Hội làng</a> 05/01/2017<li><a href=/le-hoi-banh-dan-gian-2018/>Lễ hội bánh dân gian 2018</a> 04/01/2017", "le-hoi-banh-dan-gian-2018"),
    ],
)  # fmt: skip
def test_what_is_long_or_said_more_of_is_an_article(entry: str, id_: str) -> None:
    found = slugs(entry)

    assert (found[0], found[-1]) == ("to-hop-tac-trong-sen", id_)


@pytest.mark.parametrize(
    "link",
    [
        "<a href=/tin-trong-nganh>Tin trong ngành hôm nay</a> 09/01/2017",
        "<a href=/cai-cach-hanh-chinh>Cải cách hành chính trong năm qua</a> 09/01/2017",
        "<a href=/chinh-sach-bao-mat-thong-tin>Chính sách bảo mật thông tin</a>",
        "<a href=/tag/lam-giau-tu-cay-sen-que-nha>Làm giàu từ cây sen trên đất quê nhà</a>",
        "<a href=/to-hop-tac-trong-sen>Xem thêm</a>",
        "<a href=http://khac.example/ba-xa-cu-lao-co-dien-suot-ngay-dem>Ba xã cù lao có điện suốt ngày đêm</a>",
    ],
)  # fmt: skip
def test_links_to_categories_pages_tags_and_others_are_no_articles(link: str) -> None:
    assert slugs(f"<li>{link}</li>") == ["to-hop-tac-trong-sen"]


def test_where_addresses_tell_articles_those_of_words_alone_are_none() -> None:
    body = f"<ul><li><a href=/xem-chi-tiet/id/7>Một tin</a> 09/01/2017</li>{LONG}</ul>"

    assert [one.id for one in listed(parse_listing(raw(MENU + body, URL), VINHLONG))] == ["7"]


def test_a_page_that_the_navigation_does_not_name_may_be_an_articles() -> None:
    assert kind_of(raw(MENU, f"{SITE}/to-hop-tac-trong-sen"), VINHLONG) == "article"
    assert kind_of(raw(MENU, f"{SITE}/cai-cach-hanh-chinh"), VINHLONG) == "listing"


def test_articles_of_a_portals_first_days_are_listed_beside_those_with_longer_numbers() -> None:
    titles = {number: f"Bà con thu hoạch sen đợt {number}" for number in (101, 100, 99, 9)}
    listed = "".join(
        f'<li><a href="/tin-tuc/ba-con-thu-hoach-sen-{number}">{title}</a> (09/01/2017)</li>'
        for number, title in titles.items()
    )
    other = '<li><a href="/tin-tuc/ke-hoach-va-quy-hoach-5">Quy hoạch</a></li>'
    assert slugs(f"<h2>Tin tức</h2><ul>{listed}{other}</ul>") == ["101", "100", "99", "9"]
