"""What belongs to an article behind its tools, or above them: files, views, date, author."""

import pytest

from scrapers.model import Attachment, Paragraph
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
PLAN = Attachment(url="http://stttt.vinhlong.gov.vn/tep/ke-hoach.pdf", name="Kế hoạch số 5")


@pytest.mark.parametrize("files", [FILE, TABLE])
@pytest.mark.parametrize("tools", [SHARED, RATED, RATED + SHARED, "<div>Trở lại | In bài viết</div>", ""])
def test_files_are_found_above_and_behind_tools(files: str, tools: str) -> None:
    article = vinhlong(f"<p>{SENTENCE}</p><p>Hồng Hạnh</p>{tools}{files}").article

    assert (article.author, article.attachments) == ("Hồng Hạnh", (PLAN,))
    assert article.blocks[0] == Paragraph(text=SENTENCE)
    assert not {"Chia sẻ", "Trở lại", "đánh giá"}.intersection(str(article.blocks).split())
    assert "Facebook" not in str(article.blocks)


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
