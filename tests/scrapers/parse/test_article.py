"""The page of an article: what it must have, what it may have, and which rule gave it."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from scrapers.errors import LayoutChanged
from scrapers.model import ArticlePage, Attachment, Paragraph, Place, RawPage
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin, load
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw, vinhlong

UBND = load(Path(__file__).parents[2] / "pages" / "ubnd.toml")
URL = "https://huyen.example/bai/mot-hai.html"


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


def test_a_layout_ends_by_the_day_of_the_portal() -> None:
    old = "<table><tr><td class=tieude>Tên cũ<tr><td class=noidung>Nội dung cũ</table>"
    last = RawPage(url=URL, body=old.encode(), fetched_at=datetime(2017, 12, 31, 16, 59, tzinfo=UTC))

    assert parse_article(last, UBND).article.title == "Tên cũ"
    with pytest.raises(LayoutChanged):
        parse_article(msgspec.structs.replace(last, fetched_at=datetime(2017, 12, 31, 17, tzinfo=UTC)), UBND)


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
        ("<p>Tin, bài: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p>Tin, bài và ảnh: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p>Bài viết, ảnh: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<table><tr><td><p>Hồng Hạnh</p></td></tr></table>", "Hồng Hạnh"),
        ("<ul><li>Huyện Vũng Liêm<li>Hồng Hạnh</ul>", ""),
        ("<ul><li>Hồng Hạnh</ul>", "Hồng Hạnh"),
        ("<table><tr><td>TT<td>Họ và tên<tr><td>1<td>Hồng Hạnh</table>", ""),
        ("<table><tr><td>TT<td>Họ và tên<tr><td>1<td>Hồng Hạnh</table><p>Lê Bé</p>", "Lê Bé"),
        ("<p>Trần Văn An - Lê Thị Bé</p>", "Trần Văn An - Lê Thị Bé"),
        ("<p>BBT</p>", "BBT"),
        ("<p>Tin - Ảnh: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p>Tác giả bài viết: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p align=right>Người đưa tin: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p>Thực hiện: Hồng Hạnh</p>", "Hồng Hạnh"),
        ("<p>Hồng Hạnh./.</p>", "Hồng Hạnh"),
        ("<p>Hồng Hạnh</p><p>Theo Báo Vĩnh Long</p>", "Hồng Hạnh"),
        ("<p>Hồng Hạnh</p><p>Ảnh: Trọng Nguyễn</p>", "Hồng Hạnh"),
        ("<p>Hồng Hạnh</p><p>Từ khóa: nông thôn, kênh mương</p>", "Hồng Hạnh"),
        (
            "<p>Hồng Hạnh</p><p><b>Xem thêm:</b> <a href=/tin/sua-ben-do-7.html>Sửa bến đò</a></p>",
            "Hồng Hạnh",
        ),
        ("<p>Hồng Hạnh</p><p>Tập tin đính kèm:</p><p><a href=/12.pdf>12.pdf</a> (125 KB)</p>", "Hồng Hạnh"),
        ("<p>THÔNG BÁO</p><p><a href=/12.pdf>Thông báo số 12</a></p>", ""),
        ("<p>Hồng <a href=http://[>Hạnh</a></p>", "Hồng Hạnh"),
        ("<p>Hồng Hạnh</p><p>Nguồn: VOV</p><p>Ảnh: TTXVN</p>", ""),
        ("<p align=right>(Theo Cổng TTĐT Chính phủ)</p>", ""),
        ("<p align=right>Xin trân trọng cảm ơn</p>", ""),
        ("<p align=right><b>Nơi nhận</b></p>", ""),
        ("<p>Trân Trọng</p>", ""),
        ("<p>Xem File Đính Kèm</p>", ""),
        ("<p>Biên tập: Hồng Hạnh</p>", ""),
        ("<p>Nhóm phóng viên</p>", "Nhóm phóng viên"),
        ("<p>Nhóm phóng viên tác nghiệp</p>", ""),
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
    assert ("Hồng Hạnh" in str(article.blocks)) == ("Hồng Hạnh" in last and "Hồng Hạnh" not in author)


@pytest.mark.parametrize("picture", ["", "<table><tr><td><img src=a.jpg></td></tr></table>"])
def test_an_author_above_files_is_found_on_a_page_that_is_one_table(picture: str) -> None:
    text = f"{picture}<p>{SENTENCE}</p><p>Hồng Hạnh</p><p>Tệp đính kèm: <a href=/a.pdf>Kế hoạch</a></p>"
    page = parse_article(raw(f"<table><tr><td>{HEAD}{text}{TOOLS}</td></tr></table>"), builtin("vinhlong"))

    assert page.article.author == "Hồng Hạnh"


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
