"""What stands around the text of a Vĩnh Long article and is none of it: facts, tools, links, decoration."""

import pytest

from scrapers.errors import LayoutChanged
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


@pytest.mark.parametrize(
    "first",
    [
        "Ngày 06/03/2018",
        "Lượt xem",
        "06/03/2018 là ngày hội của toàn dân",
        "Thứ ba",
        "Ngày hội",
        "Chia sẻ",
        "2018",
    ],
)
def test_a_text_may_begin_with_a_short_line(first: str) -> None:
    facts = first == "Ngày 06/03/2018"
    article = vinhlong(f"<p>{first}</p><p>{SENTENCE}</p><p>{SENTENCE}</p>").article

    assert len(article.blocks) == (2 if facts else 3)


@pytest.mark.parametrize(
    "tools",
    [
        "<a href=https://zalo.example/chia-se>Chia sẻ</a>",
        "<a href='javascript:;'>In</a> <a href='javascript:;'>A+</a>",
        "<a href=/>Trang chủ</a> » <a href=/tin-trong-nganh>Tin trong ngành</a>",
        "Thứ ba, 06/03/2018 | 14:30",
    ],
)
@pytest.mark.parametrize("title", ["<b>Một bài viết</b>", "<a href=/tin/bai-viet>Một bài viết</a>"])
def test_tools_between_the_category_and_the_title_are_not_the_title(tools: str, title: str) -> None:
    html = f"<div>Chuyên mục - Tin</div><div>{tools}</div><div>{title}</div><p>{SENTENCE}</p>{TOOLS}"

    assert parse_article(raw(html), builtin("vinhlong")).article.title == "Một bài viết"


def test_the_icons_of_the_tools_are_no_pictures_of_the_text() -> None:
    tools = "<p><a href=#><img src=/lui.gif>Quay lại</a> <a href=#><img src=/in.gif>In bài viết</a></p>"
    article = vinhlong(f"<p>{SENTENCE}</p>Hồng Hạnh", tools=tools).article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh")


def test_the_icons_of_tools_in_cells_of_a_row_are_none_either() -> None:
    cells = "".join(f"<td><img src=/{tool[0]}.gif><td>{tool}" for tool in ("Quay lại", "In bài viết"))
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>", tools=f"<table><tr>{cells}</table>").article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh")


@pytest.mark.parametrize("spacer", ["<img src=/a.gif width=5 height=1>", "<img src=/images/spacer.gif>"])
def test_what_only_decorates_below_a_name_does_not_hide_it(spacer: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p><p>{spacer}</p><p>&nbsp;</p>").article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh")


def test_tools_without_a_space_between_them_end_a_text() -> None:
    article = vinhlong(
        f"<p>{SENTENCE}</p>", tools="<p><a>Quay lại</a><a>In bài viết</a></p><p>Chân trang</p>"
    ).article

    assert article.blocks == (Paragraph(text=SENTENCE),)


def test_a_file_is_no_author_and_text_enough() -> None:
    article = vinhlong("<p><a href=/tep/Q%C4%90-12.pdf>QĐ-12.pdf</a></p>").article

    assert (article.author, [file.name for file in article.attachments]) == ("", ["QĐ-12.pdf"])
    assert len(article.blocks) == 1


@pytest.mark.parametrize("total", ["4.501.200", "4,501,200", "4 501 200", "4501200"])
def test_a_counter_is_read_however_its_thousands_are_parted(total: str) -> None:
    page = vinhlong(f"<p>{SENTENCE}</p>", tools=f"{TOOLS}<p>Đang xem: 3</p><p>Tất cả: {total}</p>")

    assert page.counts is not None
    assert (page.counts.online, page.counts.total) == (3, 4501200)


def test_a_date_behind_the_title_is_not_part_of_it() -> None:
    html = f"<p>Chuyên mục - Tin</p><p>Một bài viết <i>(06/03/2018)</i></p><p>{SENTENCE}</p>{TOOLS}"
    article = parse_article(raw(html), builtin("vinhlong")).article

    assert (article.title, article.published, len(article.blocks)) == ("Một bài viết", "2018-03-06", 1)


@pytest.mark.parametrize("cells", ["<td>-<td>Tin trong ngành", "<td>- Tin trong ngành"])
def test_a_label_may_have_a_cell_of_its_own(cells: str) -> None:
    label = f"<table><tr><td>Chuyên mục{cells}</table>"
    article = parse_article(
        raw(f"{label}<p>Một bài viết</p><p>{SENTENCE}</p>{TOOLS}"), builtin("vinhlong")
    ).article

    assert (article.categories, article.title) == (("Tin trong ngành",), "Một bài viết")


def test_a_quotation_around_a_whole_text_is_none() -> None:
    article = vinhlong(
        f"<blockquote><p>{SENTENCE}</p><p>- Một</p><p>- Hai</p><p>{SENTENCE}</p></blockquote>"
    ).article

    assert [type(block).__name__ for block in article.blocks] == ["Paragraph", "ListBlock", "Paragraph"]


def test_a_counter_may_stand_right_behind_its_label() -> None:
    page = vinhlong(
        f"<p>{SENTENCE}</p>", tools=f"{TOOLS}<p><b>Đang xem</b><i>3</i></p><p><b>Tất cả</b><i>4.501</i></p>"
    )

    assert page.counts is not None
    assert (page.counts.online, page.counts.total) == (3, 4501)


def test_an_item_of_a_list_around_a_whole_text_is_none() -> None:
    lines = "<br>".join([SENTENCE] * 4 + ["- Một", "- Hai"] + [SENTENCE] * 4)
    article = vinhlong(f"<ul><li>{lines}</ul>").article

    assert [type(block).__name__ for block in article.blocks] == [
        *["Paragraph"] * 4,
        "ListBlock",
        *["Paragraph"] * 4,
    ]


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


SHARE = (
    "<p><a href=//facebook.com/sharer.php?u=1>Facebook</a> <a href=//sp.zalo.me/share_inline?u=1>Zalo</a></p>"
)
KEYWORDS = "<div><b>Từ khóa:</b> <a href=/tag/1>Vĩnh Long</a>, <a href=/tag/2>chữ ký số</a></div>"
SIZES = "<p><a href='javascript:;'>A-</a> <a href='javascript:;'>A+</a></p>"
PICTURES = (
    "<a href='javascript:print()'><img src=/in.png></a> <a href='mailto:?subject=x'><img src=/thu.png></a>"
)
TURNS = "<p><a href=/xem-chi-tiet/id/6>« Bài trước</a> <a href=/xem-chi-tiet/id/8>Bài sau »</a></p>"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f"<p>06/03/2018</p>{SHARE}", KEYWORDS),
        (SHARE, SHARE),
        (f"<p>06/03/2018</p>{SIZES}{PICTURES}", KEYWORDS + SHARE),
        (SIZES, TURNS),
        ("", KEYWORDS + SHARE + TURNS),
        (
            "<p>Xem với cỡ chữ A- A A+ Đọc bài viết Tương phản Lưu Gửi email In</p>",
            "<p>Chia sẻ: Facebook Zalo</p>",
        ),
        ("", "<p>Đánh giá bài viết: ★★★★☆ 4/5 (12 đánh giá)</p>"),
        ("<div>Nghe đọc bài</div>", "<h3>Bình luận (2)</h3><p>An - 30/05/2018 08:00</p><p>Tin rất hay.</p>"),
        (
            "",
            "<p><a href=/id/5>« Tập huấn</a></p><p><a href=/id/9>Năm Roi »</a></p><p>Ghi rõ nguồn khi in",
        ),
        ("", "<p><i class=icon-eye></i> 1.204</p>"),
        ("", "<p>Được đăng trong <a href=/tin>Tin trong ngành</a></p>"),
        ("", "<p>Tổng số điểm của bài viết là: 0 trong 0 đánh giá</p><p>Click để đánh giá bài viết</p>"),
        ("", "<p>Bạn đánh giá bài này thế nào?</p><p>Trung bình (0 Bình chọn)</p>"),
    ],
)
def test_what_shares_a_text_or_lists_its_keywords_is_none_of_it(above: str, below: str) -> None:
    article = vinhlong(f"{above}<p>{SENTENCE}</p><p>Hồng Hạnh</p>{below}").article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh")


@pytest.mark.parametrize(
    "own",
    [
        "<p><a href=/tep/12.pdf>Quyết định số 12</a></p>",
        "<p><a href=https://congbao.example/van-ban/12>Toàn văn Quyết định</a></p>",
        "<p><a href='javascript:mo(12)'>Tải về</a></p>",
        "<p>Từ khóa: chữ ký số, một cửa</p>",
        "<p>Chia sẻ</p>",
        "<p>Đánh giá bài viết số 5 của lớp</p>",
        "<p>Đạt 4/5 tiêu chí</p>",
        "<p>Mời bạn đọc <a href=//facebook.com/sharer.php?u=1>chia sẻ</a> bài viết này.</p>",
        "<p>Thư gửi về <a href='mailto:so@vinhlong.gov.vn'>so@vinhlong.gov.vn</a></p>",
    ],
)
def test_a_text_may_begin_and_end_with_links_of_its_own(own: str) -> None:
    assert len(vinhlong(f"{own}<p>{SENTENCE}</p>{own}").article.blocks) == 3


def test_related_news_end_at_the_next_list_of_news() -> None:
    lists = "".join(
        f"<h3>{head}</h3><p><a href=/xem-chi-tiet-tin-tuc/id/{at}>Một tin</a></p>"
        for at, head in enumerate(("Các tin liên quan", "Tin đã đưa"))
    )

    assert [one.id for one in vinhlong(f"<p>{SENTENCE}</p>", tools=TOOLS + lists).article.related] == ["0"]


@pytest.mark.parametrize("below", ["", TOOLS, "<p>Trở lại</p>"])
@pytest.mark.parametrize("above", [TOOLS, f"<p>06/03/2018</p>{SIZES}<p>Quay lại</p><p>In bài viết</p>"])
def test_tools_may_stand_above_the_text(above: str, below: str) -> None:
    beside = "<h3>Các tin liên quan</h3><p><a href=/xem-chi-tiet-tin-tuc/id/6>Một tin</a></p>"
    article = vinhlong(f"{above}<p>{SENTENCE}</p><p>Hồng Hạnh</p>", tools=below + beside).article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh")
    assert article.published == ("2018-03-06" if "06/03" in above else None)


@pytest.mark.parametrize(
    "below", ["<h3>Các tin liên quan</h3><p>Một tin</p>", "<h3>Tin mới đăng</h3><p>Một tin</p>"]
)
def test_news_beside_an_empty_text_are_not_it(below: str) -> None:
    with pytest.raises(LayoutChanged):
        vinhlong("<p>06/03/2018</p>", tools=TOOLS + below)


@pytest.mark.parametrize("heading", ["Tin khác", "Tin cùng chuyên mục", "Tin cùng loại"])
def test_related_news_are_called_so_or_otherwise_but_by_one_name(heading: str) -> None:
    other = f"<h3>{heading}</h3><p><a href=/xem-chi-tiet-tin-tuc/id/6>Một tin</a></p>"
    text = f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>"

    found = [
        vinhlong(text, tools=above + other).article for above in (TOOLS, f"{TOOLS}<p>Các tin liên quan</p>")
    ]

    assert [[one.id for one in article.related] for article in found] == [["6"], []]
    assert all(article.blocks == (Paragraph(text=SENTENCE),) for article in found)


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


ENTRIES = "".join(
    f"<li><a href=/xem-chi-tiet-tin-tuc/id/{at}>Khuyến cáo lịch xuống giống</a></li>" for at in (5, 6)
)
LAST = "<h3>Các tin liên quan</h3><p><a href=/xem-chi-tiet-tin-tuc/id/8>Một tin</a></p>"


@pytest.mark.parametrize("heading", ["Tin liên quan", "Các tin liên quan:", "Tin khác", "Bài liên quan"])
@pytest.mark.parametrize("box", ["<div><b>{}</b>{}</div>", "<table><tr><td>{}<td><ul>{}</ul></table>"])
@pytest.mark.parametrize(("tools", "ids"), [(TOOLS, ["5", "6"]), (TOOLS + LAST, ["8"]), (LAST, ["8"])])
def test_a_text_goes_on_below_a_box_of_other_news(heading: str, box: str, tools: str, ids: list[str]) -> None:
    text = f"<p>{SENTENCE}</p>{box.format(heading, ENTRIES)}<p>{SENTENCE}</p><p>Hồng Hạnh</p>"
    article = vinhlong(text, tools=tools).article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),) * 2, "Hồng Hạnh")
    assert [one.id for one in article.related] == ids


@pytest.mark.parametrize(
    "below", [f"<p>{SENTENCE}</p>", f"<div><p>{SENTENCE}</p></div>{LAST}", f"<p>Bản quyền</p>{LAST}"]
)
def test_what_stands_below_related_news_is_no_text(below: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><h3>Tin khác</h3><ul>{ENTRIES}</ul>", tools=below).article

    assert article.blocks == (Paragraph(text=SENTENCE),)
