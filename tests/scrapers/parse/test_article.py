"""The page of an article: what it must have, what it may have, and which rule gave it."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from scrapers.errors import LayoutChanged
from scrapers.model import ArticlePage, Attachment, Paragraph, Place, RawPage
from scrapers.parse import parse_article
from scrapers.portal import builtin, load
from tests.scrapers.parse.pages import raw

UBND = load(Path(__file__).parents[2] / "pages" / "ubnd.toml")
URL = "https://huyen.example/bai/mot-hai.html"
HEAD = "<div>Chuyên mục - Tin</div><h1>Một bài viết</h1>"
TOOLS = "<p>Quay lại In bài viết</p>"
SENTENCE = "Sáng nay, Ủy ban nhân dân huyện tổ chức buổi gặp mặt các doanh nghiệp trên địa bàn."


def vinhlong(body: str, tools: str = TOOLS) -> ArticlePage:
    return parse_article(raw(HEAD + body + tools), builtin("vinhlong"))


def ubnd(html: str, url: str = URL) -> ArticlePage:
    return parse_article(raw(html, url), UBND)


def hanoi(html: str) -> ArticlePage:
    url = "https://sotttt.hanoi.gov.vn/vi/thanh-tra/-/view_content/5-a.html"
    return parse_article(raw(f"<div class=asset-full-content-title>Tên</div>{html}", url), builtin("hanoi"))


def test_a_page_without_a_title_is_a_new_layout() -> None:
    with pytest.raises(LayoutChanged) as caught:
        parse_article(raw("<p>Trang đang bảo trì</p>"), builtin("vinhlong"))

    assert (caught.value.field, caught.value.where) == ("title", "http://stttt.vinhlong.gov.vn/tin/bai-viet")


@pytest.mark.parametrize(
    "html", ["<h1>Tên bài</h1>", "<h1>Tên bài</h1><div id=noidung>&nbsp;<img src=/icon.png></div>"]
)
def test_a_page_without_a_text_is_a_new_layout(html: str) -> None:
    with pytest.raises(LayoutChanged) as caught:
        ubnd(html)

    assert caught.value.field == "body"


def test_a_summary_is_text_enough() -> None:
    page = ubnd("<h1>Tên bài</h1><p class=tomtat>Tóm tắt</p><div id=noidung></div>")

    assert (page.article.summary, page.article.blocks) == ("Tóm tắt", ())


def test_an_empty_body_is_no_error_where_its_container_is_there() -> None:
    page = hanoi("<div class=asset-content><div class=journal-content-article></div></div>")

    assert (page.article.title, page.article.blocks) == ("Tên", ())


def test_the_container_without_the_body_is_no_error_either() -> None:
    assert hanoi("<div class=asset-content></div>").article.blocks == ()


def test_nothing_of_the_container_is_a_new_layout() -> None:
    with pytest.raises(LayoutChanged):
        hanoi("<div class=other>Văn bản</div>")


def test_the_first_layout_that_fits_wins() -> None:
    old = "<table><tr><td class=tieude>Tên cũ<tr><td class=noidung>Nội dung cũ</table>"
    page = RawPage(url=URL, body=old.encode(), fetched_at=datetime(2017, 12, 31, tzinfo=UTC))

    assert parse_article(page, UBND).article.title == "Tên cũ"
    with pytest.raises(LayoutChanged):
        parse_article(msgspec.structs.replace(page, fetched_at=datetime(2018, 1, 1, tzinfo=UTC)), UBND)


def test_a_newer_layout_is_tried_before_the_old_one_ends() -> None:
    new = "<h1>Tên mới</h1><div id=noidung>Nội dung mới</div>"
    page = RawPage(url=URL, body=new.encode(), fetched_at=datetime(2017, 6, 1, tzinfo=UTC))

    assert parse_article(page, UBND).article.title == "Tên mới"


def test_every_field_says_which_rule_gave_it() -> None:
    page = ubnd(
        "<meta property='og:title' content='Tên bài | UBND huyện'>"
        "<ol class=duongdan><li>Trang chủ<li>Tin huyện</ol>"
        "<h1>Khác</h1><p>Ngày đăng: 02/3/2018 - 10:22</p><p>Lượt xem: 1.204</p><p>Tác giả: Thu Hà</p>"
        f"<div id=noidung><p>{SENTENCE}</p><p class=quangcao>Quảng cáo</p></div><b id=online>7 người</b>"
        "<p>Tổng lượt truy cập: 15.204</p>"
    )

    article = page.article
    assert (article.id, article.title, article.categories) == ("mot-hai", "Tên bài", ("Tin huyện",))
    assert (article.published, article.published_guessed) == ("2018-03-02T10:22:00+07:00", False)
    assert (article.views, article.author) == (1204, "Thu Hà")
    assert article.blocks == (Paragraph(text=SENTENCE),)
    assert page.counts is not None
    assert (page.counts.online, page.counts.total) == (7, 15204)
    assert page.rules == {
        "title": 'css meta[property="og:title"] @content',
        "category": "css ol.duongdan li:last-child",
        "published": "label Ngày đăng",
        "views": "label Lượt xem",
        "author": "label Tác giả",
        "body": "css #noidung",
        "online": "css #online",
        "visits": "label Tổng lượt truy cập",
    }


def test_a_rule_that_finds_nothing_gives_way_to_the_next() -> None:
    page = ubnd(
        "<h1>Tên bài</h1><time datetime='2018-03-02T08:15:00+07:00'></time>"
        "<p>Nội dung</p><p>a</p><p>Hết</p><p>b</p>"
    )

    assert page.article.blocks == (Paragraph(text="a"),)
    assert page.article.published == "2018-03-02T08:15:00+07:00"
    assert page.rules["title"] == "css h1"
    assert page.rules["body"] == "label Nội dung block"


def test_a_guess_from_the_text_is_marked() -> None:
    guessed = vinhlong("<p>Ngày 06/3/2018, Sở tổ chức hội nghị.</p>").article

    assert (guessed.published, guessed.published_guessed) == ("2018-03-06", True)


def test_a_text_without_a_day_gives_no_guess() -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Ngày 06/3/2018, Sở tổ chức hội nghị.</p>").article

    assert (article.published, article.published_guessed) == (None, False)


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("<p>Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p align=right><b>Phòng Công nghệ thông tin</b></p>", "Phòng Công nghệ thông tin"),
        ("<p>Tin, ảnh: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p>Trần Văn An - Lê Thị Bé</p>", "Trần Văn An - Lê Thị Bé"),
        ("<p>BBT</p>", "BBT"),
        ("<p>Phòng Công nghệ thông tin</p>", ""),
        ("<p>Hội nghị kết thúc tốt đẹp.</p>", ""),
        ("<p>- Hồng Hạnh</p>", ""),
        ("<p>(Anh Thư)</p>", "Anh Thư"),
        ("<p>Hồng Hạnh (tổng hợp)</p>", "Hồng Hạnh (tổng hợp)"),
        ("<p>Theo Báo Vĩnh Long</p>", ""),
        ("<p><img src=/a.jpg></p><p>Ông Lê Văn Tám</p>", ""),
        ("<h3>Hồng Hạnh</h3>", ""),
        ("<p>Hồng Hạnh</p><p><img src=/cuoi.jpg></p>", ""),
        ("", ""),
    ],
)
def test_the_author_is_a_bare_last_line(last: str, author: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p>{last}").article

    assert article.author == author
    assert ("Hồng Hạnh" in str(article.blocks)) == ("Hồng Hạnh" in last and not author)


def test_files_are_attachments_and_their_words_stay() -> None:
    article = vinhlong(
        f"<p>{SENTENCE} Xem <a href='/files/K%E1%BA%BF%20ho%E1%BA%A1ch.PDF?t=1'>Kế hoạch số 5</a>, "
        "<a href='/files/bieu-mau.docx'>tại đây</a>, <a href='/documents/1/2/q.xlsx/3f2a'>bảng tính</a> "
        "<a href='/LinkClick.aspx?fileticket=x%3d'>Thông báo</a> <a href='/tin/1.html'>tin khác</a> "
        "<a href='/files/bieu-mau.docx'>lần nữa</a></p>"
    ).article

    site = "http://stttt.vinhlong.gov.vn"
    assert article.attachments == (
        Attachment(url=f"{site}/files/K%E1%BA%BF%20ho%E1%BA%A1ch.PDF?t=1", name="Kế hoạch số 5"),
        Attachment(url=f"{site}/files/bieu-mau.docx", name="bieu-mau.docx"),
        Attachment(url=f"{site}/documents/1/2/q.xlsx/3f2a", name="bảng tính"),
        Attachment(url=f"{site}/LinkClick.aspx?fileticket=x%3d".replace("%3d", "%3D"), name="Thông báo"),
    )
    assert isinstance(article.blocks[0], Paragraph)
    assert "tại đây" in article.blocks[0].text


def test_a_paragraph_that_reads_like_a_heading_of_the_page_stays() -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Dịch vụ công</p><p>{SENTENCE}</p>").article

    assert [block.text for block in article.blocks if isinstance(block, Paragraph)] == [
        SENTENCE,
        "Dịch vụ công",
        SENTENCE,
    ]


def test_without_its_tools_an_article_ends_at_the_next_heading_of_the_page() -> None:
    article = vinhlong(
        f"<p>{SENTENCE}</p>", tools="<div>Tin xem nhiều</div><p><a href=/id/5>Tin khác</a> (5 lượt xem)</p>"
    ).article

    assert article.blocks == (Paragraph(text=SENTENCE),)


def test_a_heading_of_a_menu_is_not_the_category() -> None:
    menu = "<h3>Chuyên mục</h3><ul><li><a href=/a>Tin A</a><li><a href=/b>Tin B</a></ul>"
    page = parse_article(raw(f"{menu}{HEAD}<p>{SENTENCE}</p>{TOOLS}"), builtin("vinhlong"))

    assert (page.article.categories, page.article.title) == (("Tin",), "Một bài viết")


def test_counters_are_not_read_from_the_text() -> None:
    page = vinhlong("<p>Tất cả: 20 hộ dân</p>", tools=f"{TOOLS}<p>Đang xem: 3</p><p>Tất cả: 4.501</p>")

    assert page.counts is not None
    assert (page.counts.online, page.counts.total) == (3, 4501)


def test_an_entry_without_a_link_is_told_by_its_views() -> None:
    page = vinhlong(
        f"<p>{SENTENCE}</p>",
        tools=f"{TOOLS}<p>Tin xem nhiều</p><p>Một tin cũ (5 lượt xem) [02/01/2018]</p><p>Chân trang</p>",
    )

    (teaser,) = page.teasers
    assert (teaser.title, teaser.views, teaser.published, teaser.url) == ("Một tin cũ", 5, "2018-01-02", "")
    assert teaser.place is Place.MOST_READ
    assert teaser.id.startswith("t")


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Hệ thống đang bảo trì</h1><p>Xin quý vị quay lại sau ít phút.</p>",
        "<h1>Đăng nhập</h1><form><p>Tên <input name=u></p><p>Mật khẩu <input type=password></p></form>",
        "<h1>Server Error in '/' Application.</h1><p>An application error occurred on the server.</p>",
        "<h1>Welcome to nginx!</h1><p>The web server is successfully installed.</p>",
    ],
)
def test_a_heading_and_a_text_of_a_web_server_are_no_article(page: str) -> None:
    portal = builtin("vinhlong")
    with pytest.raises(LayoutChanged):
        parse_article(raw(f"<html><body>{page}</body></html>", url=f"{portal.base}xem-chi-tiet/id/7"), portal)


@pytest.mark.parametrize(
    "line",
    [
        "Quay lại vấn đề thanh tra",
        "In bài viết này ra giấy",
        "Người dân có thể quay lại và in bài viết để gửi cho bạn bè đọc",
        "Về đầu trang trại",
    ],
)
def test_a_sentence_with_the_words_of_the_tools_does_not_end_a_text(line: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>{line}</p><p>{SENTENCE}</p>").article

    assert [block.text for block in article.blocks if isinstance(block, Paragraph)] == [
        SENTENCE,
        line,
        SENTENCE,
    ]


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
