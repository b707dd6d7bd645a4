# ruff: noqa: E501 - a case is easier to read on one line
"""What stands around a listing and is no part of it: menus, pagers, what is below."""

import pytest

from scrapers.model import Place
from scrapers.parse import parse_listing
from tests.scrapers.parse.pages import raw
from tests.scrapers.parse.test_listing import SECOND, SITE, SUMMARY, TITLE, URL, VINHLONG, listed, vinhlong


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


@pytest.mark.parametrize(
    ("below", "total"),
    [
        ("<p>Hiển thị 1 - 5 trong 1.213 kết quả.</p><p>Trang 1 trong tổng số 243</p>", 1213),
        ("<p>Hiển thị kết quả từ 1 đến 5 trong tổng số 13 kết quả</p>", 13),
        ("<p>Có tất cả 13 tin. Trang: 1 <a href=?trang=2>2</a> <a href=?trang=3>3</a></p>", 13),
        ("<p>Tổng số bản ghi: 13</p>", 13),
        ("<p>Trang 1 / 3 (Page 1 of 3)</p>", None),
        ("<p>Xem tin theo ngày: <select><option>1</select>/<select><option>1</select></p>", None),
    ],
)
def test_what_counts_the_entries_is_no_summary(below: str, total: int | None) -> None:
    page = parse_listing(raw(f"<h2>Tin trong ngành</h2><p>{TITLE}</p><p>{SUMMARY}</p>{below}", URL), VINHLONG)

    assert ([entry.summary for entry in listed(page)], page.total) == ([SUMMARY], total)


@pytest.mark.parametrize("said", ["Có tất cả 13 tập thể được khen.", "Trang 2 báo Vĩnh Long đăng bài."])
def test_a_summary_may_count_too(said: str) -> None:
    page = parse_listing(raw(f"<h2>Tin trong ngành</h2><p>{TITLE}</p><p>{said}</p>", URL), VINHLONG)

    assert [entry.summary for entry in listed(page)] == [said]


@pytest.mark.parametrize(
    ("heading", "place"),
    [("Tin mới nhất", Place.LATEST), ("Tin đọc nhiều", Place.MOST_READ), ("Đọc nhiều nhất", Place.MOST_READ)],
)
def test_sidebars_are_called_otherwise_too(heading: str, place: Place) -> None:
    html = f"<h2>Tin trong ngành</h2><p>{TITLE}</p><h3>{heading}</h3><p>{SECOND}</p>"

    assert [one.place for one in parse_listing(raw(html, URL), VINHLONG).teasers] == [Place.LISTING, place]


SCRIPTED = "<div><h3>Tin xem nhiều</h3>{}</div>"


@pytest.mark.parametrize(
    "holder",
    [
        "<div id=most></div>",
        "<ul id=most></ul>",
        "<div class=box><div id=most><script>fill('most')</script></div></div>",
        "<div class=line></div><div id=most> </div>",
    ],
)
def test_a_list_that_a_script_fills_right_above_the_entries_takes_none(holder: str) -> None:
    page = parse_listing(
        raw(f"{SCRIPTED.format(holder)}<div><p>{TITLE}</p><p>{SECOND}</p></div>", URL), VINHLONG
    )

    assert [one.place for one in page.teasers] == [Place.LISTING] * 2


@pytest.mark.parametrize(
    "holder",
    [
        f"<ul id=most><li>{TITLE}</li></ul>",
        f"<div class=line></div><ul><li>{TITLE}</li></ul>",
        f"<div id=turn><a href=#><i></i></a></div><ul><li>{TITLE}</li></ul><div id=more></div>",
        f"<div id=top><img src=/a.png></div><ul><li>1</li><li>Ngày 06/03/2018</li><li>{TITLE}</li></ul>",
    ],
)
def test_a_list_beside_is_none_of_a_listing_without_entries(holder: str) -> None:
    html = f"<h2>Chuyên mục - Tin trong ngành</h2><p>Chưa có bài viết</p>{SCRIPTED.format(holder)}"
    page = parse_listing(raw(html, URL), VINHLONG)

    assert [one.place for one in page.teasers] == [Place.MOST_READ]


def test_a_list_beside_entries_may_begin_with_anything() -> None:
    beside = SCRIPTED.format(f"<div>Trong tuần</div><div>{SECOND}</div>")
    page = parse_listing(raw(f"<div><p>{TITLE}</p></div>{beside}", URL), VINHLONG)

    assert [one.place for one in page.teasers] == [Place.LISTING, Place.MOST_READ]


def test_lists_in_tabs_are_none_of_a_listing_without_entries_whether_shown_or_not() -> None:
    tabs = "<ul><li><a href=#a>Tin mới nhất</a></li><li><a href=#b>Tin xem nhiều</a></li></ul>"
    panes = f"<div id=a><p>{SECOND}</p></div><div id=b style='display:none'><p>{TITLE}</p></div>"
    html = f"<h2>Chuyên mục - Tin trong ngành</h2><p>Chưa có bài viết</p>{tabs}{panes}"
    page = parse_listing(raw(html, URL), VINHLONG)

    assert [(one.place, one.id) for one in page.teasers] == [(Place.LATEST, "8"), (Place.MOST_READ, "7")]
