"""Words and rows as portals have them around a text, one by one on one page: none is part of the text."""

from typing import NamedTuple

import pytest

from scrapers.model import Article, ListBlock, Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import raw

_URL = "http://stttt.vinhlong.gov.vn/tin-tuc/mo-lop-day-boi-cho-tre-em-ven-song-2231.html"
_TEXT = (
    "Sáng nay, huyện khai giảng lớp dạy bơi miễn phí cho một trăm hai mươi trẻ em các xã ven sông Hậu.",
    "Lớp học kéo dài ba tuần, mỗi buổi có hai giáo viên và bốn tình nguyện viên kèm các em xuống nước.",
)
_LEAD = "Trẻ em ven sông được học bơi."
_DAY, _TIME = "2019-05-14", "2019-05-14T08:05:00+07:00"
_DATED = "<div>14/05/2019 08:05</div>"


class Around(NamedTuple):
    """What stands around the text on a page."""

    above: str = ""
    facts: str = ""
    lead: str = ""
    tools: str = ""
    below: str = ""
    related: str = "Tin liên quan"


def read(around: Around) -> Article:
    """Read the page."""
    html = f"""<title>Mở lớp dạy bơi cho trẻ em ven sông - Cổng thông tin</title>
<div><a href="/">Trang chủ</a> <a href="/tin-tuc">Tin tức</a> <a href="/tin-tuc/van-hoa">Văn hóa</a></div>
<div class="main"><div class="col"><div class="detail">{around.above}
<h1>Mở lớp dạy bơi cho trẻ em ven sông</h1>
{around.lead}
{around.facts}
{around.tools}
<div class="content"><p>{_TEXT[0]}</p><p>{_TEXT[1]}</p></div>
{around.below}
<div class="rel"><h3>{around.related}</h3>
<ul><li><a href="/tin-tuc/trao-ao-phao-2230.html">Trao áo phao cho học sinh đi đò</a> (12/05/2019)</li>
<li><a href="/tin-tuc/sua-ben-do-2229.html">Sửa bến đò ngang trước mùa lũ</a></li></ul></div></div></div>
<div class="side"><div>Đang truy cập: 5</div><div>Tổng lượt truy cập: 90.001</div></div></div>"""
    return parse_article(raw(html, _URL), builtin("vinhlong")).article


def texts(article: Article) -> tuple[str, ...]:
    """Return what an article's blocks say."""
    return tuple(block.text if isinstance(block, Paragraph) else repr(block) for block in article.blocks)


_FACTS = [
    ("<div>Cập nhật lúc 08h05, ngày 14/05/2019</div>", _TIME, None, ""),
    ("<div>14/05/2019 08:05 <span>Xem cỡ chữ</span> <a href='javascript:x()'>A-</a></div>", _TIME, None, ""),
    (
        "<div>14/05/2019 08:05 SA <span>Xem cỡ chữ</span> <a href='javascript:x()'><i></i></a></div>",
        _TIME,
        None,
        "",
    ),
    ("<div>Post date: 14/05/2019</div>", _DAY, None, ""),
    ("<div>Thứ Ba, 14/05/2019 08:05:00 +07:00</div>", _TIME, None, ""),
    ("<div>14/05/2019 08:05 (ICT) | 120 lượt xem</div>", _TIME, 120, ""),
    ("<div>2019-05-14T08:05:00+07:00</div>", _TIME, None, ""),
    ("<div>Đã đăng: 14/05/2019 08:05</div>", _TIME, None, ""),
    ("<div>Ngày đăng tải: 14/05/2019</div>", _DAY, None, ""),
    ("<div>Đăng tải lúc 08:05, 14/05/2019</div>", _TIME, None, ""),
    ("<div>14 tháng 5 2019 Lượt xem 120</div>", _DAY, 120, ""),
    ("<div>14 tháng 12 2018 Lượt xem 120</div>", "2018-12-14", 120, ""),
    ("<div>14/05/2019<br>08:05</div>", _TIME, None, ""),
    ("<div>Publish date 14/05/2019 | 08:05 AM | View count: 120</div>", _TIME, 120, ""),
    ("<div>14 Th5, 2019</div>", _DAY, None, ""),
    ("<div>Tháng Năm 14, 2019</div>", _DAY, None, ""),
    ("<div>2019/05/14 08:05</div>", _TIME, None, ""),
    ("<div>Ngày gửi: 14/05/2019 - Lượt người đọc: 120</div>", _DAY, 120, ""),
    ("<div>\uf017 14/05/2019 08:05 \uf06e 120</div>", _TIME, 120, ""),
    ("<div>14/05/2019 08:05 <i>&#xe105;</i> 120</div>", _TIME, 120, ""),
    ("<div>14/05/2019 08:05 <i class='icon-view'></i> 120</div>", _TIME, 120, ""),
    ("<div>14/05/2019 08:05 <img src='/images/view.png'> 120</div>", _TIME, 120, ""),
    ("<div>Nguồn: Báo Vĩnh Long</div><div>14/05/2019 08:05</div>", _TIME, None, "Báo Vĩnh Long"),
    ("<div>14/05/2019 | Nguồn tin: TTXVN</div>", _DAY, None, "TTXVN"),
    ("<div>Thanh Tâm</div><div>14/05/2019 08:05</div>", _TIME, None, "Thanh Tâm"),
    ("<div>Thanh Tâm | 14/05/2019 08:05</div>", _TIME, None, "Thanh Tâm"),
    ("<div>VĂN HÓA</div><div>14/05/2019 08:05</div>", _TIME, None, ""),
    ("<div><a href='/tin-tuc/van-hoa'>Văn hóa</a> | 14/05/2019 08:05</div>", _TIME, None, ""),
    # The line behind one that names the category with its name is the text.
    ("<div>Chuyên mục: <a href='/tin-tuc/van-hoa'>Văn hóa</a> | Ngày đăng: 14/05/2019</div>", _DAY, None, ""),
]


@pytest.mark.parametrize(("facts", "published", "views", "author"), _FACTS)
def test_rows_of_facts_are_read(facts: str, published: str, views: int | None, author: str) -> None:
    article = read(Around(facts=facts))

    assert (article.published, article.views, article.author) == (published, views, author)
    assert texts(article) == _TEXT


@pytest.mark.parametrize(
    ("row", "views"),
    [
        (_DATED, None),
        ("<div>Ngày đăng: 14/05/2019 08:05</div>", None),
        ("<div><img src='/Data/post-clock.png'><span>14/05/2019 08:05:00 | Đã xem: 120</span></div>", 120),
        ("<div>Admin | 14/05/2019 - 08:05 | 120 lượt xem</div>", 120),
    ],
)
def test_a_row_of_facts_may_stand_below_the_lead(row: str, views: int | None) -> None:
    article = read(Around(lead=f"<p>{_LEAD}</p>", facts=row))

    assert (article.published, article.views) == (_TIME, views)
    assert texts(article) == (_LEAD, *_TEXT)


def test_a_row_of_facts_may_end_the_text() -> None:
    article = read(Around(below="<div>Thứ Ba, 14/05/2019 | 08:05 AM</div>"))

    assert (article.published, texts(article)) == (_TIME, _TEXT)


def test_a_day_by_itself_in_a_text_is_part_of_it() -> None:
    article = read(Around(lead=f"<p>{_LEAD}</p>", facts="<p>Thứ ba, ngày 14/05/2019</p>"))

    assert texts(article) == (_LEAD, "Thứ ba, ngày 14/05/2019", *_TEXT)
    assert article.published is None or article.published_guessed


@pytest.mark.parametrize(
    "row",
    [
        "<table><tr><td>14/05/2019 08:05 AM</td><td><a href='#'><img src='/in.jpg'></a></td></table>",
        "<p>Kinh tế &gt;&gt; Chợ</p><table><tr><td>14/05/2019 08:05</td><td>In trang</td></tr></table>",
    ],
)
def test_a_row_of_time_and_tools_may_head_the_box_of_a_title(row: str) -> None:
    assert read(Around(above=row)).published == _TIME


def test_the_clock_at_the_top_of_a_page_is_no_time_of_publication() -> None:
    menu = "".join(f"<p><a href='/tin-tuc/muc-{at}'>Mục số {at}</a></p>" for at in range(5))

    assert read(Around(above=f"{menu}<div><div>Thứ Ba, 14/05/2019 08:05 AM</div></div>")).published is None


_TOOLS = [
    "<div>Xem cỡ chữ <a href='#'>A</a> <a href='#'>A</a></div>",
    "<div>Kích thước chữ: <a href='#'>-</a> <a href='#'>+</a></div>",
    "<div>Nghe nội dung bài viết</div>",
    "<div>0:00 / 3:21</div><div>Giọng Nữ</div><div>1x</div>",
    "<div><span>00:00</span><span>02:10</span></div>",
    "<div><a href='#'><img src='/icon_print.jpg'></a> <a href='#'><img src='/ico_email.jpg'></a></div>",
    "<div><a href='https://news.google.com/x'>Theo dõi trên Google News</a></div>",
    "<div>Đánh giá:</div><div>1 2 3 4 5</div>",
    "<div>Like Share</div>",
    "<div>Tăng giảm cỡ chữ: A- A+</div>",
]


@pytest.mark.parametrize("tools", _TOOLS)
def test_tools_above_and_below_a_text_are_none_of_it(tools: str) -> None:
    assert texts(read(Around(facts=_DATED, tools=tools))) == _TEXT
    assert texts(read(Around(facts=_DATED, below=tools))) == _TEXT


def test_pictures_and_bars_in_a_row_of_tools_are_none_of_a_text() -> None:
    tools = "<div>Tương phản: <a href='javascript:;'><img src='/c2.png'></a> | <button>In</button> |</div>"

    assert texts(read(Around(facts=_DATED, tools=tools))) == _TEXT


_BELOW = [
    "<div><a href='#'>In ấn</a></div>",
    "<div><a href='//facebook.com/sharer.php'><img src='/fb.gif'></a> <a href=''>Gửi tin qua email</a></div>",
    "<div>Gửi bình luận của bạn</div><div>Nội dung</div>",
    "<div>Từ khóa:</div><div><a href='/tag/a'>dạy bơi</a></div>",
    "<div>Chủ đề: <a href='/chu-de/a'>Trẻ em</a></div>",
    "<div>Chia sẻ lên:</div>",
    "<div>Phiên bản in</div>",
    "<div>Gửi tin này cho bạn bè</div>",
    "<div>Điểm đánh giá: 5/5</div>",
    "<div>admin admin</div>",
]


@pytest.mark.parametrize("below", _BELOW)
def test_what_pages_offer_below_a_text_is_none_of_it(below: str) -> None:
    assert texts(read(Around(facts=_DATED, below=below))) == _TEXT


@pytest.mark.parametrize(
    "heading",
    [
        *("Tin tức liên quan", "Các tin bài khác", "Cùng chuyên mục", "Tin cùng chủ đề", "Những tin đã đưa"),
        *("Có thể bạn quan tâm", "Các bài đã đăng", "Tin trước đó", "TIN CŨ", "» Tin tức khác:"),
        # Of these no rule knows.
        *("Đọc thêm", "Tin tức - Sự kiện", "Bạn đọc cũng xem"),
    ],
)
def test_other_news_below_a_text_are_related(heading: str) -> None:
    article = read(Around(facts=_DATED, related=heading))

    assert texts(article) == _TEXT
    assert [one.title for one in article.related] == [
        "Trao áo phao cho học sinh đi đò",
        "Sửa bến đò ngang trước mùa lũ",
    ]


def test_one_link_to_an_article_at_the_end_of_a_text_is_part_of_it() -> None:
    link = "<a href='/tin-tuc/lich-hoc-boi-cua-cac-xa-2200.html'>Lịch học bơi của các xã</a>"
    article = read(Around(facts=_DATED, below=f"<p>Lịch học</p><p>{link}</p><div>Quay lại</div>"))

    assert texts(article) == (*_TEXT, "Lịch học", "Lịch học bơi của các xã")


def test_a_text_in_another_box_than_its_title_is_found_where_nothing_ends_it() -> None:
    title = "Mở lớp dạy bơi cho trẻ em ven sông"
    html = f"""<title>{title}</title>
<div><div><h1>{title}</h1><span>14/05/2019 08:05</span></div>
<div><p>{_TEXT[0]}</p><ul><li>{_TEXT[1]}</li></ul></div></div>"""
    article = parse_article(raw(html, _URL), builtin("vinhlong")).article

    assert article.blocks == (Paragraph(text=_TEXT[0]), ListBlock(items=(_TEXT[1],)))


def test_a_title_may_begin_like_the_name_of_the_portal() -> None:
    title = "Sở Thông tin và Truyền thông tổ chức giao ban các doanh nghiệp bưu chính trên địa bàn Vĩnh Long"
    html = f"<title>{title}</title><div>Tin tức</div><h1>{title}</h1>{_DATED}<p>{_TEXT[0]}</p><p>Quay lại</p>"

    assert parse_article(raw(html, _URL), builtin("vinhlong")).article.title == title


def test_what_a_page_calls_itself_may_be_escaped_twice() -> None:
    title = "Nhân dân hỏi & đáp về nước sạch"
    html = f"""<title>Nhân dân hỏi &amp;amp; đáp về nước sạch - Cổng</title><h1>Quy hoạch</h1>
<b>{title}</b>{_DATED}<p>{_TEXT[0]}</p><p>Quay lại</p>"""

    assert parse_article(raw(html, _URL), builtin("vinhlong")).article.title == title
