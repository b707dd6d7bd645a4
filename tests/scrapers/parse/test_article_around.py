"""What stands around the text of a Vĩnh Long article and is none of it: tools, links, decoration."""

import pytest

from scrapers.model import Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import SENTENCE, TOOLS, raw, vinhlong


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


def test_a_quotation_around_a_whole_text_is_none() -> None:
    article = vinhlong(
        f"<blockquote><p>{SENTENCE}</p><p>- Một</p><p>- Hai</p><p>{SENTENCE}</p></blockquote>"
    ).article

    assert [type(block).__name__ for block in article.blocks] == ["Paragraph", "ListBlock", "Paragraph"]


def test_an_item_of_a_list_around_a_whole_text_is_none() -> None:
    lines = "<br>".join([SENTENCE] * 4 + ["- Một", "- Hai"] + [SENTENCE] * 4)
    article = vinhlong(f"<ul><li>{lines}</ul>").article

    assert [type(block).__name__ for block in article.blocks] == [
        *["Paragraph"] * 4,
        "ListBlock",
        *["Paragraph"] * 4,
    ]


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


@pytest.mark.parametrize("below", ["", TOOLS, "<p>Trở lại</p>"])
@pytest.mark.parametrize("above", [TOOLS, f"<p>06/03/2018</p>{SIZES}<p>Quay lại</p><p>In bài viết</p>"])
def test_tools_may_stand_above_the_text(above: str, below: str) -> None:
    beside = "<h3>Các tin liên quan</h3><p><a href=/xem-chi-tiet-tin-tuc/id/6>Một tin</a></p>"
    article = vinhlong(f"{above}<p>{SENTENCE}</p><p>Hồng Hạnh</p>", tools=below + beside).article

    assert (article.blocks, article.author) == ((Paragraph(text=SENTENCE),), "Hồng Hạnh")
    assert article.published == ("2018-03-06" if "06/03" in above else None)
