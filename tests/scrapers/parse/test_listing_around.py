# ruff: noqa: E501 - a case is easier to read on one line
"""What stands around a listing and is no part of it: menus, pagers, what is below."""

from scrapers.parse import parse_listing
from tests.scrapers.parse.pages import raw
from tests.scrapers.parse.test_listing import SITE, TITLE, URL, VINHLONG, listed, vinhlong


def test_the_heading_of_a_menu_names_no_category() -> None:
    menu = "<div>Chuyên mục</div><ul><li><a href=/tin-trong-nganh>Tin trong ngành</a><li><a href=/bao-chi>Báo chí</a></ul>"
    page = parse_listing(raw(f"{menu}<h2>Báo chí</h2><div>{TITLE}</div>", f"{SITE}/bao-chi"), VINHLONG)

    assert page.category == ""


def test_what_stands_below_a_listing_is_no_summary() -> None:
    pager = "<p><a href=/tin-trong-nganh?page=2>2</a> <a href=/tin-trong-nganh?page=2>Sau</a></p>"
    footer = "<p>Cơ quan chủ quản: Sở Thông tin và Truyền thông tỉnh Vĩnh Long</p>"
    other = "<li><a href=/xem-chi-tiet-tin-tuc/id/8>Một tin khác</a></li>"
    ends = (f"<ul><li>{TITLE}</li>{other}</ul>{footer}", f"<div>{TITLE}</div>{pager}{footer}")

    for listing in ends:
        entries = listed(parse_listing(raw(f"<h2>Chuyên mục - Tin</h2>{listing}", URL), VINHLONG))
        assert [one.summary for one in entries] == [""] * len(entries)


def test_an_entry_that_a_sidebar_names_too_is_that_of_the_listing() -> None:
    sidebar = f"<div><h3>Tin hay trong tuần</h3>{TITLE}</div>"
    entries = listed(
        vinhlong(
            f"{sidebar}<div><a href=/xem-chi-tiet-tin-tuc/id/8>Một tin khác</a></div><div>{TITLE} (06/03/2018)</div>"
        )
    )

    assert [(one.id, one.published) for one in entries] == [("8", None), ("7", "2018-03-06")]
