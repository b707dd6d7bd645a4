# ruff: noqa: E501 - a case is easier to read on one line
"""Pages of a category: entries of any markup, sidebars apart from them, and navigation."""

from pathlib import Path

import msgspec
import pytest

from scrapers.errors import LayoutChanged
from scrapers.model import Category, ListingPage, Place, Teaser
from scrapers.parse import kind_of, parse_first_page, parse_home, parse_listing, parse_navigation
from scrapers.portals.portal import builtin, load
from tests.scrapers.parse.pages import raw

VINHLONG = builtin("vinhlong")
UBND = load(Path(__file__).parents[2] / "pages" / "ubnd.toml")
SITE = "http://stttt.vinhlong.gov.vn"
URL = f"{SITE}/tin-trong-nganh"
SUMMARY = "Hơn sáu mươi cán bộ các xã, thị trấn dự lớp tập huấn ba ngày tại huyện Trà Ôn."


def vinhlong(entries: str) -> ListingPage:
    html = (
        "<div>Chuyên mục</div><ul><li><a href=/tin-trong-nganh>Tin trong ngành</a></ul><p>Đang xem: 5</p>"
        f"<h2>Chuyên mục - Tin trong ngành</h2>{entries}<p>Hình hoạt động</p><p>Tin xem nhiều</p>"
        "<ul><li><a href=/xem-chi-tiet-tin-tuc/id/9>Tin được đọc</a> (12 lượt xem) [02/01/2018]</ul>"
    )
    return parse_listing(raw(html, URL), VINHLONG)


def listed(page: ListingPage) -> list[Teaser]:
    return [teaser for teaser in page.teasers if teaser.place is Place.LISTING]


TITLE = "<a href=/xem-chi-tiet-tin-tuc/id/7>Tập huấn chữ ký số</a>"
PICTURE = "<a href=/xem-chi-tiet-tin-tuc/id/7><img src=/7.jpg width=120></a>"
MORE = "<a href=/xem-chi-tiet-tin-tuc/id/7>Xem tiếp...</a>"


@pytest.mark.parametrize(
    "entry",
    [
        f"<div>{PICTURE}<h3>{TITLE}</h3><span>(06/3/2018)</span> <i>419 lượt xem</i><p>{SUMMARY}</p>{MORE}</div>",
        f"<table><tr><td rowspan=2>{PICTURE}</td><td>{TITLE}</td></tr><tr><td>Ngày đăng: 06/03/2018 | Lượt xem: 419</td></tr><tr><td>{SUMMARY} {MORE}</td></tr></table>",
        f"<ul><li>{PICTURE} {TITLE} [06/03/2018] (419 lượt xem)<br>{SUMMARY}</li></ul>",
        f"<P>{PICTURE}<BR>{TITLE}<BR><FONT>Ngày cập nhật: 2018-03-06</FONT><BR>Lượt xem: 419<BR>{SUMMARY}<BR>{MORE}</P>",
        f"{PICTURE}<dl><dt>{TITLE}<dd>06.03.2018<dd>419 lượt đọc<dd>{SUMMARY}</dl>",
        f"<div>{PICTURE}</div><p>» {TITLE}</p><p>06-03-2018</p><p>{SUMMARY}</p><p>(419 lượt xem)</p>",
    ],
)  # fmt: skip
def test_an_entry_is_read_from_every_markup(entry: str) -> None:
    page = vinhlong(f"{entry}<div><a href=/xem-chi-tiet-tin-tuc/id/8>Một tin khác</a></div>")

    assert page.category == "Tin trong ngành"
    assert listed(page) == [
        Teaser(
            id="7",
            url=f"{SITE}/xem-chi-tiet-tin-tuc/id/7",
            title="Tập huấn chữ ký số",
            place=Place.LISTING,
            published="2018-03-06",
            summary=SUMMARY,
            image=f"{SITE}/7.jpg",
            views=419,
        ),
        Teaser(id="8", url=f"{SITE}/xem-chi-tiet-tin-tuc/id/8", title="Một tin khác", place=Place.LISTING),
    ]


def test_sidebars_come_after_the_listing_and_are_told_apart() -> None:
    page = vinhlong(TITLE)

    assert [(teaser.id, teaser.place, teaser.views) for teaser in page.teasers] == [
        ("7", Place.LISTING, None),
        ("9", Place.MOST_READ, 12),
    ]
    assert page.counts is not None
    assert page.counts.online == 5


def test_an_article_stands_once_in_a_listing() -> None:
    assert len(listed(vinhlong(f"<p>{TITLE}</p><p>{TITLE}</p>"))) == 1


def test_a_date_that_is_part_of_a_title_stays() -> None:
    (entry,) = listed(vinhlong("<a href=/id/5>Lịch trực (từ 01/02/2018 đến 28/02/2018)</a> (5 lượt xem)"))

    assert (entry.title, entry.published, entry.views) == (
        "Lịch trực (từ 01/02/2018 đến 28/02/2018)",
        None,
        5,
    )


def test_a_title_escaped_twice_is_unescaped() -> None:
    (entry,) = listed(vinhlong("<a href=/id/5>Sở TT&amp;amp;TT &amp;quot;mở&amp;quot; lớp</a>"))

    assert entry.title == 'Sở TT&TT "mở" lớp'


def test_the_pager_is_no_summary() -> None:
    page = vinhlong(
        f"<p>{TITLE}</p><table><tr><td>Trang 1 của 3 trong tổng số 25 tin</td><td>[1] <a href=?currentpage=2>2</a></td></tr></table>"
    )

    assert [entry.title for entry in listed(page)] == ["Tập huấn chữ ký số"]
    assert page.next is not None


def test_links_to_articles_win_over_links_that_only_might_be() -> None:
    page = vinhlong(f"<p><a href=/hoi-dap/12>Hỏi đáp 12</a></p><p>{TITLE}</p>")

    assert [entry.id for entry in listed(page)] == ["7"]


def test_an_empty_category_is_a_page_without_entries() -> None:
    assert listed(vinhlong("<p>Chưa có tin.</p>")) == []


def test_a_page_that_is_no_listing_at_all_is_a_new_layout() -> None:
    with pytest.raises(LayoutChanged) as caught:
        parse_listing(raw("<h2>Lỗi máy chủ</h2>", URL), VINHLONG)

    assert (caught.value.field, caught.value.where) == ("items", URL)


def test_entries_are_read_by_the_rules_of_their_own() -> None:
    html = (
        "<h1>Tin huyện</h1><p class=tong>Trang 1 trên tổng 1.204 bài</p>"
        "<article><img src=/1.jpg><h3><a href='/?tin=1'>Một</a></h3><time>06/3/2018 14:30</time><p>Tóm &amp;amp; tắt</p>"
        "<b class=xem>1.024</b></article><article><h3><a href='/?tin=2'>Hai</a></h3></article><article><h3>Không liên kết</h3>"
        "</article><a href='/muc/tin-huyen?trang=2'>2</a>"
    )

    page = parse_listing(raw(html, "https://huyen.example/muc/tin-huyen"), UBND)

    assert (page.category, page.total) == ("Tin huyện", 1204)
    assert page.teasers == (
        Teaser(
            id="1",
            url="https://huyen.example/?tin=1",
            title="Một",
            place=Place.LISTING,
            published="2018-03-06T14:30:00+07:00",
            summary="Tóm & tắt",
            image="https://huyen.example/1.jpg",
            views=1024,
        ),
        Teaser(id="2", url="https://huyen.example/?tin=2", title="Hai", place=Place.LISTING),
    )
    assert page.rules["items"] == "css article"


MENU = (
    "<div id=dnn_MENU><a href=/>Trang chủ</a> <a href='/gioi-thieu'>Giới thiệu</a> <a href='/tin-trong-nganh'>Tin trong ngành</a>"
    " <a href='/bao-chi'><span>Báo chí</span></a> <a href='http://other.example/tin'>Nơi khác</a> <a href='/tin-trong-nganh'>Xem</a></div>"
)


def test_categories_are_the_links_of_the_menu_that_lead_to_listings() -> None:
    page = raw(MENU, f"{SITE}/")

    expected = (
        Category(slug="tin-trong-nganh", name="Tin trong ngành", url=f"{SITE}/tin-trong-nganh"),
        Category(slug="bao-chi", name="Báo chí", url=f"{SITE}/bao-chi"),
    )
    assert parse_home(page, VINHLONG).categories == expected
    assert parse_navigation(page, VINHLONG) == expected


def test_a_first_page_is_read_as_any_other_and_names_the_categories_of_its_navigation() -> None:
    news = f"<p>Chuyên mục - Báo chí</p><p>{TITLE}</p><h3>Tin mới đăng</h3><p>{TITLE}</p>"
    page = raw(f"{MENU}{news}", f"{SITE}/bao-chi")

    first, listing = parse_first_page(page, VINHLONG), parse_listing(page, VINHLONG)

    assert first.categories == parse_navigation(page, VINHLONG) != ()
    assert msgspec.structs.replace(first, categories=()) == listing


def test_listed_categories_take_their_names_from_the_navigation() -> None:
    html = (
        "<ul class=navi><li><a href=/vi/gioi-thieu>Giới thiệu</a><ul class=child-menu><li><a href=/vi/thanh-tra>Sai</a></ul>"
        "<li><a href=/vi/tin-tuc-su-kien>Tin</a><ul class=child-menu><li><a href=/vi/thanh-tra>Thanh tra ngành</a>"
        "<li><a href=/vi/moi>Mới</a></ul></ul>"
    )

    page = parse_home(raw(html, "https://sotttt.hanoi.gov.vn/vi/thanh-tra"), builtin("hanoi"))

    names = {category.slug: category.name for category in page.categories}
    assert list(names) == [
        "cong-nghe-thong-tin",
        "buu-chinh-vien-thong",
        "thong-tin-dt",
        "thanh-tra",
        "ke-hoach-tai-chinh",
    ]
    assert (names["thanh-tra"], names["thong-tin-dt"]) == ("Thanh tra ngành", "Thông tin điện tử")


def test_a_page_without_navigation_names_no_categories() -> None:
    assert parse_home(raw("<p>x</p>"), VINHLONG).categories == ()


@pytest.mark.parametrize(
    ("url", "html", "kind"),
    [
        (f"{SITE}/", MENU, "home"),
        (f"{SITE}/tin-trong-nganh", MENU, "listing"),
        (
            f"{SITE}/tin-trong-nganh",
            "<p>Chuyên mục - Tin</p><h1>Tên</h1><p>Văn bản</p><p>In bài viết</p>",
            "article",
        ),
        (f"{SITE}/xem-chi-tiet-tin-tuc/id/7", "", "article"),
        (f"{SITE}/gioi-thieu/b/c", "", "home"),
    ],
)
def test_a_page_is_known_by_what_it_holds_and_then_by_its_address(url: str, html: str, kind: str) -> None:
    assert kind_of(raw(html, url), VINHLONG) == kind


SECOND = "<a href=/xem-chi-tiet-tin-tuc/id/8>Một tin khác</a>"


@pytest.mark.parametrize(
    "entries",
    [
        f"<p>[06/03/2018] {TITLE} (5 lượt xem)</p><p>[02/01/2018] {SECOND} (4 lượt xem)</p>",
        f"<dl><dt>06-03-2018<dd>{TITLE} (5 lượt xem)<dt>02-01-2018<dd>{SECOND} (4 lượt xem)</dl>",
        f"<p>Ngày 6/3/2018 - {TITLE}</p><i>Đã xem: 5</i><p>Ngày 2/1/2018 - {SECOND}</p><i>Đã xem: 4</i>",
        f"<p>{TITLE}</p><i>06/03/2018 - Xem: 5</i><p>{SECOND}</p><i>02/01/2018 - Xem: 4</i>",
        f"<table><tr><td>06/03/2018<td>{TITLE}<br>Lượt xem: 5<tr><td>02/01/2018<td>{SECOND}<br>Lượt xem: 4</table>",
        f"<p>Thứ năm, 08/03/2018</p>{TITLE}<br>06/03/2018 (5 lượt xem)<br>{SECOND}<br>02/01/2018 (4 lượt xem)<br>",
    ],
)
def test_a_date_counts_for_the_title_that_it_stands_with(entries: str) -> None:
    assert [(one.id, one.published, one.views) for one in listed(vinhlong(entries))] == [
        ("7", "2018-03-06", 5),
        ("8", "2018-01-02", 4),
    ]


def test_a_link_around_all_of_an_entry_is_read_like_its_parts() -> None:
    entry = (
        f"<a href=/xem-chi-tiet-tin-tuc/id/7><h3>Tập huấn chữ ký số</h3><i>06/03/2018</i><p>{SUMMARY}</p></a>"
    )
    (one,) = listed(vinhlong(entry))

    assert (one.title, one.published, one.summary) == ("Tập huấn chữ ký số", "2018-03-06", SUMMARY)


def unlabelled(entries: str, sidebar: str) -> ListingPage:
    """Read a listing under a heading of its own, with a sidebar that goes first."""
    return parse_listing(raw(f"<td>{sidebar}<td><h2>Tin trong ngành</h2>{entries}", URL), VINHLONG)


@pytest.mark.parametrize("heading", ["Tin mới đăng", "<b>Tin mới đăng</b><b>Tin xem nhiều</b>"])
def test_what_a_sidebar_names_is_not_of_the_category(heading: str) -> None:
    sidebar = f"<div><h3>{heading}</h3><ul><li>{SECOND}</ul></div><p>Hình liên kết</p>"
    page = unlabelled(f"<p>{TITLE}</p>", sidebar)

    assert [one.id for one in listed(page)] == ["7"]
    assert {one.id for one in page.teasers} == {"7", "8"}
    assert listed(unlabelled(f"<p>{TITLE}</p><p>{SECOND}</p>", sidebar))[1].id == "8"


def test_an_entry_ends_at_a_heading_of_the_page() -> None:
    html = (
        f"<h2>Tin trong ngành</h2><p>{TITLE}</p><p>Thông tin truy cập</p><p>Đang có năm người xem trang</p>"
    )
    (one,) = listed(parse_listing(raw(html, URL), VINHLONG))

    assert (one.summary, one.views) == ("", None)


def test_links_that_turn_pages_or_lead_elsewhere_are_no_categories() -> None:
    tab = "/Default.aspx?tabid="
    html = (
        f"<a href={tab}1>Trang chủ</a><a href={tab}2>GIỚI THIỆU</a><a href={tab}3>Tin trong ngành</a>"
        f"<a href={tab}4>Báo chí</a><a href='{tab}3&currentpage=2'>2</a><a href='{tab}3&currentpage=2'>Trang sau</a>"
        f"<a href='{tab}3&currentpage=9'>»</a><a href='/gioi-thieu/co-cau'>Cơ cấu tổ chức</a>"
    )

    found = parse_home(raw(html, f"{SITE}/"), VINHLONG).categories
    assert [(one.slug, one.name) for one in found] == [("3", "Tin trong ngành"), ("4", "Báo chí")]


def test_other_news_of_a_listing_are_of_the_category_too() -> None:
    html = f"<h2>Tin trong ngành</h2><p>{TITLE}</p><b>Các tin khác</b><ul><li>{SECOND}</ul>"

    assert [one.id for one in listed(parse_listing(raw(html, URL), VINHLONG))] == ["7", "8"]


def test_links_to_files_are_no_entries() -> None:
    html = "<h2>Chuyên mục - Văn bản</h2><p><a href=/uploads/vb/12.pdf>Quyết định số 12</a></p>"

    assert listed(parse_listing(raw(html, URL), VINHLONG)) == []


def test_the_corners_around_a_heading_are_not_what_it_heads() -> None:
    corner = "<td><img src=/goc.gif></td>"
    html = (
        f"<h2>Tin trong ngành</h2><p>{TITLE}</p><table><tr>{corner}<td><b>Tin mới đăng</b></td>{corner}</tr>"
        f"<tr><td></td><td><table><tr><td><img src=/cham.gif></td><td>{SECOND}</td></tr></table></td></tr></table>"
    )
    page = parse_listing(raw(html, URL), VINHLONG)

    assert [(one.id, one.place) for one in page.teasers] == [("7", Place.LISTING), ("8", Place.LATEST)]


@pytest.mark.parametrize(
    "said",
    [
        "<ul><li><i class='fa fa-calendar'></i> 06/03/2018</li><li><i class='fa fa-eye'></i> 419</li></ul>",
        "<p>06/03/2018 <span class=icon-eye>419</span></p>",
        "<p><img src=/i/eye.png> <b>419</b> | 06/03/2018</p>",
        "<p>06/03/2018<span>419 lượt đọc</span></p>",
        "<p>06/03/2018 <i class=icon-eye></i> <span><b>419</b></span></p>",
        "<p>Thứ ba, 00:00 06/03/2018 (GMT+7) 419 lượt</p>",
        "<p>Gửi vào Thứ ba, 6 tháng 3 năm 2018 bởi Ban biên tập (419 lần đọc)</p>",
        "<p>Thứ ba, 06/03/2018 | 00:00 GMT+7Lượt xem: 419</p>",
        "<p>06/03/2018 | 419 lượt xem | 2 bình luận</p>",
    ],
)
def test_date_and_views_are_told_in_many_ways(said: str) -> None:
    (one,) = listed(vinhlong(f"<div>{TITLE}{said}<p>{SUMMARY}</p></div>"))

    assert (one.published, one.views, one.summary) == ("2018-03-06", 419, SUMMARY)


@pytest.mark.parametrize(
    "said",
    ["06/03/2018 14:30", "6/3/2018", "14:30 06/03/2018", "14:30, ngày 06/03/2018", "06/03/2018 lúc 14:30"],
)
def test_a_day_ahead_of_a_title_is_none_of_it(said: str) -> None:
    bare, ahead = (
        listed(vinhlong(f"<p>{lead}</p>"))[0] for lead in (TITLE, TITLE.replace(">", f">{said} - ", 1))
    )

    assert (ahead.title, (ahead.published or "")[:10]) == (bare.title, "2018-03-06")


def test_a_column_headed_so_counts_views() -> None:
    head = "<tr><th>STT</th><th>Tiêu đề</th><th>Ngày đăng</th><th>Lượt xem</th></tr>"
    row = "<tr><td>{}</td><td>{}</td><td>06/03/2018</td><td>{}</td></tr>"
    rows = row.format(1, TITLE, 419) + row.format(2, SECOND, 0)
    found = listed(vinhlong(f"<table>{head}{rows}</table>"))

    assert [(one.id, one.published, one.views) for one in found] == [
        ("7", "2018-03-06", 419),
        ("8", "2018-03-06", 0),
    ]


def test_a_number_without_a_word_counts_no_views() -> None:
    (one,) = listed(vinhlong(f"<table><tr><td>{TITLE}</td><td>06/03/2018</td><td>419</td></tr></table>"))

    assert (one.published, one.views) == ("2018-03-06", None)


def test_of_two_eyes_in_one_element_none_tells() -> None:
    eye = "<i class=eye></i>"
    found = listed(vinhlong(f"<div>{TITLE} {eye} 419<br>{SECOND} {eye} 7</div>"))

    assert [(one.id, one.views) for one in found] == [("7", None), ("8", None)]


def test_the_category_ahead_of_a_date_is_none_of_the_summary() -> None:
    html = (
        f"<a href=/tin-trong-nganh>Tin trong ngành</a><h3>{TITLE}</h3>"
        f"<div><span>Tin trong ngành</span> <time>14:30, Thứ Ba, 06/03/2018</time></div><p>{SUMMARY}</p>"
    )
    (entry,) = listed(parse_listing(raw(html, URL), VINHLONG))

    assert (entry.published, entry.summary) == ("2018-03-06T14:30:00+07:00", SUMMARY)


def test_a_list_writes_all_its_dates_alike() -> None:
    html = f"<h2>Tin trong ngành</h2><p>{TITLE} (5/4/2018)</p><p>{SECOND} (4/28/2018)</p>"

    assert [one.published for one in listed(parse_listing(raw(html, URL), VINHLONG))] == [
        "2018-05-04",
        "2018-04-28",
    ]
