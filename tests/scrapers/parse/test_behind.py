"""What belongs to an article behind its tools, or above them: files, views, date, author."""

import pytest

from scrapers.model import ArticlePage, Attachment, Image, Paragraph
from scrapers.parse import parse_article
from scrapers.portals.portal import builtin
from tests.scrapers.parse.pages import HEAD, SENTENCE, TOOLS, raw, vinhlong

SHARED = (
    '<div>Chia sẻ: <a href="https://www.facebook.com/sharer.php?u=x">Facebook</a> <a href="#">Zalo</a></div>'
)
RATED = "<div>Tổng số điểm của bài viết là: 0 trong 0 đánh giá</div><div>Click để đánh giá bài viết</div>"
FILE = '<div>Tệp đính kèm: <a href="/tep/ke-hoach.pdf">Kế hoạch số 5</a></div>'
FACTS = "<div>Ngày đăng: 09/01/2017 - Lượt xem: 1.204</div>"
TABLE = (
    "<div>Văn bản đính kèm:</div><table><tr><th>STT</th><th>Tên tệp</th><th>Tải về</th></tr>"
    '<tr><td>1</td><td>Kế hoạch</td><td><a href="/tep/ke-hoach.pdf">Kế hoạch số 5</a></td></tr></table>'
)
NEWS = (
    '<div><a href="/tin/chi-tiet-1111.html">Sửa đường trước Tết</a></div>'
    '<div><a href="/tin/chi-tiet-2222.html">Mở thêm bến tàu</a><p>Bến mới đón hai tàu cùng lúc.</p></div>'
)
PLAN = Attachment(url="http://stttt.vinhlong.gov.vn/tep/ke-hoach.pdf", name="Kế hoạch số 5")


@pytest.mark.parametrize("files", [FILE, TABLE])
@pytest.mark.parametrize("tools", [SHARED, RATED, RATED + SHARED, "<div>Trở lại | In bài viết</div>", ""])
def test_files_are_found_above_and_behind_tools(files: str, tools: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>{tools}{files}").article

    assert (article.author, article.attachments) == ("Hồng Hạnh", (PLAN,))
    assert article.blocks[0] == Paragraph(text=SENTENCE)
    assert not {"Chia sẻ", "Trở lại", "đánh giá"}.intersection(str(article.blocks).split())
    assert "Facebook" not in str(article.blocks)


@pytest.mark.parametrize("last", ["51 KB", "Tải về", "<b>KẾ HOẠCH</b>", "<img src=/anh.jpg>", ""])
@pytest.mark.parametrize("heading", ["<div>TÀI LIỆU ĐÍNH KÈM</div>", ""])
def test_who_wrote_stands_above_the_files_whatever_their_table_ends_in(last: str, heading: str) -> None:
    table = f'<table><tr><td><a href="/tep/ke-hoach.pdf">Kế hoạch số 5</a><td>{last}</table>'
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>{heading}{table}").article

    assert (article.author, article.attachments) == ("Hồng Hạnh", (PLAN,))


@pytest.mark.parametrize("below", [TOOLS + RATED + FACTS + FILE, TOOLS + FILE + FACTS, FACTS + FILE + TOOLS])
def test_views_and_date_are_found_between_tools_and_files(below: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p>", below).article

    assert (article.published, article.views, article.attachments) == ("2017-01-09", 1204, (PLAN,))
    assert len(article.blocks) == 2


@pytest.mark.parametrize(
    "more",
    [
        "<div>Văn bản mới</div><div><a href='/tep/ke-hoach.pdf'>Kế hoạch số 5</a></div>",
        "<div>Tin liên quan</div><div>Lượt xem: 1.204</div><div><a href='/tep/ke-hoach.pdf'>Tệp</a></div>",
    ],
)
def test_behind_another_heading_nothing_is_the_articles(more: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p>", TOOLS + more).article

    assert (article.attachments, article.views) == ((), None)


def test_outside_of_the_box_of_title_and_tools_nothing_is_the_articles() -> None:
    category, title = HEAD.split("<h1>")
    box = f"{category}<div><h1>{title}<p>{SENTENCE}</p>{TOOLS}</div>"
    page = parse_article(raw(f"{box}<div>Lượt xem: 1.204</div>{FILE}"), builtin("vinhlong"))

    assert (page.article.attachments, page.article.views) == ((), None)


@pytest.mark.parametrize(
    "tool",
    [
        "<div>Nghe đọc bài viết: <audio controls src='/a.mp3'></audio></div>",
        "<div><select><option>Giọng nữ miền Bắc</option></select><button>Đọc bài</button></div>",
    ],
)
def test_a_date_is_found_below_what_reads_a_text_aloud(tool: str) -> None:
    article = vinhlong(f"{tool}<div>09/01/2017 - 1.204 lượt xem</div><p>{SENTENCE}</p>").article

    assert (article.published, article.views) == ("2017-01-09", 1204)
    assert article.blocks == (Paragraph(text=SENTENCE),)


@pytest.mark.parametrize(
    "tool",
    [
        "<div><span>0</span> <a href='#'>Thích</a> <a href='#'>Chia sẻ</a></div>",
        "<div><a href='https://zalo.me/1'>Quan tâm Zalo Official Account</a></div>",
        "<div><a href='/tin-tuc'>Xem tất cả tin</a></div>",
    ],
)
def test_tools_at_the_end_are_no_text(tool: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>{tool}").article

    assert (article.author, article.blocks) == ("Hồng Hạnh", (Paragraph(text=SENTENCE),))


SCANNED = "Quét mã QR để đọc bài trên điện thoại"


@pytest.mark.parametrize(
    "code",
    [
        f"<div>{SCANNED}<br><img src=/qr.png></div>",
        f"<div>{SCANNED}</div><div><img src=https://ma.example/v1/create-qr-code/?size=150&data=x></div>",
        "<div><img src='https://ma.example/chart?chs=150x150&cht=qr&chl=x'></div><div>QR code bài viết</div>",
        "<div><img src=/Handlers/QRCode.ashx?url=x></div>",
        f"<div><img src=/qr?u=x></div>{FACTS}",
    ],
)
def test_the_code_of_a_page_is_none_of_its_text(code: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>{code}").article

    assert (article.author, article.blocks) == ("Hồng Hạnh", (Paragraph(text=SENTENCE),))


@pytest.mark.parametrize("source", ["/anh/qrcode.png?t=1657", "/anh/ma-qr.jpg", "/anh/qr.png?v=2"])
def test_a_code_that_a_text_tells_of_is_its_own(source: str) -> None:
    called = "Quét mã QR để tải ứng dụng"
    article = vinhlong(f"<p>{SENTENCE}</p><p>{called}</p><p><img src={source}></p>").article

    assert article.blocks[1:] == (Paragraph(text=called), Image(url=f"http://stttt.vinhlong.gov.vn{source}"))


COMMENTS = "<div>Bình luận (0)</div><form><button>Gửi bình luận</button></form>"


@pytest.mark.parametrize("heading", ["<div>Đọc thêm</div>", "<h3>Tin nổi bật:</h3>", ""])
@pytest.mark.parametrize("tools", [SHARED, RATED, TOOLS, COMMENTS, SHARED + COMMENTS])
def test_related_news_are_found_behind_tools_below_a_heading_nobody_knows(tools: str, heading: str) -> None:
    article = in_a_box(f"{tools}{heading}{NEWS}").article

    assert [one.title for one in article.related] == ["Sửa đường trước Tết", "Mở thêm bến tàu"]
    assert (article.author, article.blocks) == ("Hồng Hạnh", (Paragraph(text=SENTENCE),))


@pytest.mark.parametrize(
    "below",
    [
        f"{TOOLS}<div>Tin ảnh</div>{NEWS}<p>{SENTENCE}</p>",
        f"{TOOLS}<div>Tin ảnh</div>{NEWS[: NEWS.index('<div>', 5)]}",
        f"{TOOLS}</div><div>Tin ảnh</div>{NEWS}",
        f"{TOOLS}<div>Tin mới</div>{NEWS}",
        f"{TOOLS}<div>Liên kết website</div>{NEWS}",
    ],
)
def test_other_news_behind_tools_are_not_related(below: str) -> None:
    assert in_a_box(below).article.related == ()


def test_news_that_a_page_calls_related_win_over_those_below_another_heading() -> None:
    named = '<div>Tin liên quan</div><a href="/tin/chi-tiet-3333.html">Trồng cây ven sông</a>'
    article = in_a_box(f"{SHARED}<div>Tin ảnh</div>{NEWS}{named}").article

    assert [one.title for one in article.related] == ["Trồng cây ven sông"]


def test_a_page_without_boxes_ends_in_other_news() -> None:
    assert vinhlong(f"<p>{SENTENCE}</p>", f"{TOOLS}<div>Tin ảnh</div>{NEWS}").article.related == ()


def in_a_box(below: str) -> ArticlePage:
    """Read a page on which title, text and what stands below share an element that is not all of it."""
    category, title = HEAD.split("<h1>")
    day = "<div>Ngày đăng: 09/01/2017</div>"
    box = f"{category}<div><h1>{title}{day}<p>{SENTENCE}</p><p>Hồng Hạnh</p>{below}</div>"
    return parse_article(raw(f"{box}<div>Địa chỉ: số 1, đường ven sông</div>"), builtin("vinhlong"))
