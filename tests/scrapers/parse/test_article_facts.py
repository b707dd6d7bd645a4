"""Dates, authors and counters that stand around the text of an article."""

import pytest

from scrapers.model import Paragraph, PortalCounts
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import SENTENCE, TOOLS, raw, vinhlong


@pytest.mark.parametrize(
    ("facts", "published", "views"),
    [
        ("<p>Ngày đăng: 06/03/2018 | 02:30 PM &nbsp;| Lượt xem: 1.204", "2018-03-06T14:30:00+07:00", 1204),
        ("<div>Thứ ba, 06/03/2018, 14:30</div><div>Đã xem 86 lần</div>", "2018-03-06T14:30:00+07:00", 86),
        ("<div>Gửi bởi <span>admin</span> vào 06/03/2018 - 14:30</div>", "2018-03-06T14:30:00+07:00", None),
        ("<p><a href=#>A-</a> <a href=#>A+</a></p><a href=//zalo.vn>Zalo</a><p>6-3-2018", "2018-03-06", None),
        ("<p>CN, 04-03-2018</p>", "2018-03-04", None),
        ("<p>Được đăng ngày 6 tháng 3 2018</p><p>Xem: 86</p>", "2018-03-06", 86),
        ("<p>Đăng ngày 06/03/2018 bởi Ban biên tập", "2018-03-06", None),
        ("<p>Gửi vào Thứ ba, 6 tháng 3 năm 2018 bởi admin (86 lần đọc)", "2018-03-06", 86),
        ("<i>6/3/2018 | 14:30 GMT+7</i><b>Lượt xem: 86</b><br>", "2018-03-06T14:30:00+07:00", 86),
        ("<p><span>06/03/2018</span><span>86 lượt đọc</span>", "2018-03-06", 86),
        ("<table><tr><td>Ngày đăng:<td>06/03/2018<tr><td>Lượt xem:<td>86</table>", "2018-03-06", 86),
        ("<ul><li>06/03/2018<li><i class=icon-eye></i> 86<li><i class=talk></i> 0</ul>", "2018-03-06", 86),
        ("<ul><li>06/03/2018<li><i class=talk></i> 0</ul>", "2018-03-06", None),
        ("<p>Ngày xuất bản: 06/03/2018 2:30:00 CH</p><p>Đọc 86 lần", "2018-03-06T14:30:00+07:00", 86),
        ("<p>Gửi bởi admin vào T3, 06/03/2018 - 14:30", "2018-03-06T14:30:00+07:00", None),
        ("<p>14:30, Thứ Ba, 06/03/2018<p>Nghe bài viết 0:00 / 3:12", "2018-03-06T14:30:00+07:00", None),
        ("<p>06/03/2018 <a href='javascript:print()'>In trang</a>", "2018-03-06", None),
        (
            "<p>Cập nhật lúc: 07/03/2018 10:00 | Đăng lúc: 06/03/2018 14:30</p>",
            "2018-03-06T14:30:00+07:00",
            None,
        ),
        ("<p>Đăng lúc 14:30 ngày 06/03/2018, sửa lần cuối lúc 8:05", "2018-03-06T14:30:00+07:00", None),
        ("<p>Cập nhật: Thứ ba, 06/03/2018</p>", "2018-03-06", None),
        (
            "<dl><dt>Chi tiết<dd>Chuyên mục: <a href=/tin>Tin</a><dd>Được đăng: 06/03/2018</dl>",
            "2018-03-06",
            None,
        ),
        ("<div>Chuyên mục:</div><div><a href=/tin>Tin</a></div><p>Lượt xem: 86", None, 86),
        ("<p>3/6/2018 2:30:00 PM</p>", "2018-03-06T14:30:00+07:00", None),
        ("<p>Ngày đăng: 3/16/2018</p>", "2018-03-16", None),
        ("<p>14 giờ 30 phút, ngày 06/03/2018</p>", "2018-03-06T14:30:00+07:00", None),
        ("<p>Thứ ba, 6 Tháng Ba 2018 14h30'</p>", "2018-03-06T14:30:00+07:00", None),
        ("<p>Tin đăng ngày: 06/03/2018 2:30 chiều</p>", "2018-03-06T14:30:00+07:00", None),
        ("<p>admin - 06/03/2018 | Số người xem: 86</p>", "2018-03-06", 86),
        ("<p>Posted on 06/03/2018</p><p>Hits: 86</p>", "2018-03-06", 86),
        ("<p>Bài viết đã được xem 1 204 lần</p>", None, 1204),
        ("<p>Số lượt xem bài viết: [86]</p>", None, 86),
        ("<p>Tổng lượt xem: 86 lượt</p>", None, 86),
        ("<p>06/03/2018 14:05 204 lượt xem</p>", "2018-03-06T14:05:00+07:00", 204),
        ("<p>06/03/2018 14h05 204 lượt xem</p>", "2018-03-06T14:05:00+07:00", 204),
        ("<p>06/03/2018 - 14:05 GMT+7 204 lần đọc</p>", "2018-03-06T14:05:00+07:00", 204),
        ("<p>Viết bởi Super User</p><p>Cỡ chữ <a href=#>A-</a> <a href=#>A+</a>", None, None),
        ("<p><i class=material-icons>visibility</i> 86 lượt xem</p>", None, 86),
        ("", None, None),
    ],
)  # fmt: skip
def test_what_stands_between_title_and_text_tells_of_date_and_views(
    facts: str, published: str | None, views: int | None
) -> None:
    article = vinhlong(f"{facts}<p>{SENTENCE}</p><p>{SENTENCE}</p>").article

    assert article.blocks == (Paragraph(text=SENTENCE), Paragraph(text=SENTENCE))
    assert (article.published, article.published_guessed, article.views) == (published, False, views)


@pytest.mark.parametrize("total", ["4.501.200", "4,501,200", "4 501 200", "4501200"])
def test_a_counter_is_read_however_its_thousands_are_parted(total: str) -> None:
    page = vinhlong(f"<p>{SENTENCE}</p>", tools=f"{TOOLS}<p>Đang xem: 3</p><p>Tất cả: {total}</p>")

    assert page.counts is not None
    assert (page.counts.online, page.counts.total) == (3, 4501200)


def test_a_date_behind_the_title_is_not_part_of_it() -> None:
    html = f"<p>Chuyên mục - Tin</p><p>Một bài viết <i>(06/03/2018)</i></p><p>{SENTENCE}</p>{TOOLS}"
    article = parse_article(raw(html), builtin("vinhlong")).article

    assert (article.title, article.published, len(article.blocks)) == ("Một bài viết", "2018-03-06", 1)


def test_a_counter_may_stand_right_behind_its_label() -> None:
    page = vinhlong(
        f"<p>{SENTENCE}</p>", tools=f"{TOOLS}<p><b>Đang xem</b><i>3</i></p><p><b>Tất cả</b><i>4.501</i></p>"
    )

    assert page.counts is not None
    assert (page.counts.online, page.counts.total) == (3, 4501)


@pytest.mark.parametrize(
    ("facts", "published", "views"),
    [
        ("<p>Lượt xem: 86</p>", None, 86),
        (
            "<i>(Cập nhật lúc: 14:30 ngày 06/03/2018)</i><p>Số lượt đọc: 86</p>",
            "2018-03-06T14:30:00+07:00",
            86,
        ),
    ],
)
def test_what_stands_below_a_text_tells_of_date_and_views_too(
    facts: str, published: str | None, views: int
) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>{facts}").article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh")
    assert (article.published, article.views) == (published, views)


def test_a_bare_day_below_a_text_is_of_the_text() -> None:
    assert len(vinhlong(f"<p>{SENTENCE}</p><p>06/03/2018</p>").article.blocks) == 2


@pytest.mark.parametrize(
    ("shown", "online", "total"),
    [
        ("<p>Đang truy cập: 17</p><p>Hôm nay: 254</p><p>Tổng lượt truy cập: 1.503.139</p>", 17, 1503139),
        ("<p>Đang online: 17</p><p>Lượt truy cập hôm nay: 254</p>", 17, None),
        ("<p>Trực tuyến: 17</p><p>Lượt truy cập: 1503139</p>", 17, 1503139),
        ("<p>Đang xem: 17</p><p>Đang trực tuyến: 5</p>", 17, None),
    ],
)
def test_visitors_are_counted_in_other_words_too(shown: str, online: int, total: int | None) -> None:
    counts = vinhlong(f"<p>{SENTENCE}</p>", tools=f"{TOOLS}<h3>Thống kê truy cập</h3>{shown}").counts

    assert counts == PortalCounts(online=online, total=total)


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ("<div><span>06/03/2018</span><h1>{}</h1></div>", "2018-03-06"),
        ("<div><div>Thứ ba, 06/03/2018 14:30</div><h2>{}</h2></div>", "2018-03-06T14:30:00+07:00"),
        ("<div><div>06/03/2018</div><h2>{}</h2><p>Đăng lúc: 05/03/2018</p></div>", "2018-03-05"),
        ("<div><div>06/03/2018</div><h2>{}</h2></div><p>Sửa lần cuối vào 07/03/2018</p>", "2018-03-06"),
        ("<div>Thứ năm, 08/03/2018</div><h1>{}</h1>", None),
        ("<div><div>Thứ sáu, 30/03/2018 09:15</div><h1>{}</h1></div>", None),
        ("<div><div>Hội nghị ngày 08/03/2018</div><h1>{}</h1></div>", None),
        ("<div><div><p>Thứ năm, 08/03/2018</p></div><h1>{}</h1></div>", None),
    ],
)
def test_a_date_above_a_title_counts_where_they_stand_together(page: str, published: str | None) -> None:
    title = "Ra quân nạo vét kênh mương"
    html = f"<title>{title}</title>{page.format(title)}<p>{SENTENCE}</p>{TOOLS}"

    assert parse_article(raw(html), builtin("vinhlong")).article.published == published


@pytest.mark.parametrize(
    "facts",
    [
        "<p>Tác giả: Hồng Hạnh | 06/03/2018</p>",
        "<p>06/03/2018</p><p>Tác giả: Hồng Hạnh</p><p>Lượt xem: 86</p>",
    ],
)
def test_the_author_may_stand_below_the_title(facts: str) -> None:
    article = vinhlong(f"{facts}<p>{SENTENCE}</p>").article

    assert (article.author, article.published) == ("Hồng Hạnh", "2018-03-06")
    assert article.blocks == (Paragraph(text=SENTENCE),)


@pytest.mark.parametrize(
    "first",
    ["Thời gian: 14h30 ngày 06/03/2018", "Tác giả trẻ", "Có 86 hộ", "Đọc 3 cuốn sách", "Tối 06/03/2018"],
)
def test_a_text_may_begin_as_facts_do(first: str) -> None:
    assert len(vinhlong(f"<p>{first}</p><p>{SENTENCE}</p>").article.blocks) == 2
