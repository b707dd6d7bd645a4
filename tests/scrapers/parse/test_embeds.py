# ruff: noqa: E501 - a case is easier to read on one line
"""Films and documents that a page shows in a frame of its own."""

import pytest

from scrapers.model import Attachment, Image, Link, Paragraph
from tests.scrapers.parse.pages import SENTENCE, blocks, vinhlong

SITE = "http://stttt.vinhlong.gov.vn"
FILM = "https://www.youtube.com/watch?v=aB3-dE_g5H7"
FRAME = '<iframe src="//www.youtube.com/embed/aB3-dE_g5H7?rel=0"></iframe>'
PLAN = Attachment(url=f"{SITE}/tep/ke-hoach.pdf", name="ke-hoach.pdf")


def linked(text: str, url: str) -> Paragraph:
    return Paragraph(text=text, links=(Link(start=0, end=len(text), url=url),))


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<iframe src='https://www.youtube.com/embed/aB3-dE_g5H7'></iframe>", FILM),
        ("<iframe src=about:blank data-src='https://www.youtube.com/embed/aB3-dE_g5H7'></iframe>", FILM),
        (f"<figure class=media><oembed url='{FILM}'></oembed></figure>", FILM),
        ("<object><embed src='https://www.youtube.com/v/aB3-dE_g5H7&hl=vi'></object>", FILM),
        (
            "<iframe src='https://www.youtube.com/embed/videoseries?list=PL1'></iframe>",
            "https://www.youtube.com/embed/videoseries?list=PL1",
        ),
        (
            "<iframe src='//facebook.com/plugins/video.php?w=5&href=https%3A%2F%2Fwww.facebook.com%2Fdai%2Fvideos%2F12%2F'></iframe>",
            "https://www.facebook.com/dai/videos/12/",
        ),
        ("<video src=/phim/1.mp4></video>", f"{SITE}/phim/1.mp4"),
        ("<video><source src=/phim/1.mp4>Không chạy được</video>", f"{SITE}/phim/1.mp4"),
    ],
)
def test_a_film_is_a_link_to_it(html: str, url: str) -> None:
    assert blocks(f"<p>{SENTENCE}</p><p>{html}</p>") == (Paragraph(text=SENTENCE), linked(url, url))


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src=/tep/ke-hoach.pdf></iframe>",
        "<embed src=/tep/ke-hoach.pdf type=application/pdf>",
        "<object data=/tep/ke-hoach.pdf><p>Trình duyệt không xem được.</p></object>",
        "<iframe src='/pdfjs/web/viewer.html?file=/tep/ke-hoach.pdf'></iframe>",
        f"<iframe src='https://docs.google.com/viewer?embedded=true&url={SITE}/tep/ke-hoach.pdf'></iframe>",
    ],
)
def test_a_document_is_a_file_of_the_article_and_text_enough(html: str) -> None:
    article = vinhlong(f"<div>{html}</div>").article

    assert (article.blocks, article.attachments) == ((linked(PLAN.name, PLAN.url),), (PLAN,))


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>",
        "<iframe src='https://www.facebook.com/plugins/like.php?href=http%3A%2F%2Fa.vn%2Ftin-1'></iframe>",
        "<iframe></iframe><iframe src='javascript:void(0)'></iframe><object></object><video></video>",
        "<embed src=/Portals/0/banner.swf>",
        "<audio src=/doc-bai.mp3></audio>",
        f"<iframe src='data:application/pdf;base64,{'A' * 3000}.pdf'></iframe>",
        "<video src='blob:http://a.vn/1'></video>",
    ],
)
def test_other_frames_show_nothing(html: str) -> None:
    assert blocks(f"<p>{SENTENCE}</p><p>{html}</p>") == (Paragraph(text=SENTENCE),)


def test_what_stands_below_a_film_is_no_caption_and_what_stands_above_it_may_name_the_author() -> None:
    article = vinhlong(f"<p>{SENTENCE}</p>{FRAME}<p>Lễ hội</p><p>Hồng Hạnh</p>{FRAME}").article

    film = linked(FILM.replace("https", "http"), FILM.replace("https", "http"))
    assert article.blocks == (Paragraph(text=SENTENCE), film, Paragraph(text="Lễ hội"), film)
    assert article.author == "Hồng Hạnh"


def test_a_caption_leaning_above_a_film_stays_text() -> None:
    assert len(blocks(f"<p>{SENTENCE}</p><p><i>Lễ hội</i></p>{FRAME}")) == 3


def test_a_film_in_a_table_of_pictures_stands_with_them() -> None:
    found = blocks(f"<table><tr><td><img src=/a.jpg></td><td>{FRAME}</td></tr></table>")

    assert [type(block) for block in found] == [Image, Paragraph]
