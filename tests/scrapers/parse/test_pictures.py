# ruff: noqa: E501 - a case is easier to read on one line
"""Pictures of an article and the captions under them."""

import pytest

from scrapers.model import Block, Image, ListBlock, Paragraph, Table
from tests.scrapers.parse.pages import blocks

SITE = "http://stttt.vinhlong.gov.vn"
IMG = "<img src=/a.jpg>"
SENTENCE = "Sáng cùng ngày, đoàn đã đến thăm và làm việc với lãnh đạo Ủy ban nhân dân huyện Trà Ôn về kết quả năm qua."
LONG = "data:image/png;base64," + "A" * 1500
PICTURE = Image(url=f"{SITE}/a.jpg", caption="Quang cảnh hội nghị")


def p(text: str) -> Paragraph:
    return Paragraph(text=text)


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        ("src=/a.jpg", "/a.jpg"),
        ("src=a%20b.jpg", "/tin/a%20b.jpg"),
        ("src='../Ảnh 1.JPG'", "/%E1%BA%A2nh%201.JPG"),
        ("src=/loading.gif data-src=/a.jpg", "/a.jpg"),
        ("src='data:image/gif;base64,R0lGOD' data-original=/a.jpg", "/a.jpg"),
        ("srcset='/s.jpg 320w, /l.jpg 1200w, /m.jpg 640w'", "/l.jpg"),
        ("srcset='/s.jpg 320w,/l,1.jpg 1200w,/m.jpg 640w'", "/l,1.jpg"),
        ("srcset=' ,/s.jpg , /l.jpg 1.5x,'", "/l.jpg"),
        ("data-srcset='/s.jpg 1x, /l.jpg 2x' src='data:,'", "/l.jpg"),
        ("src=/a.jpg width=640 height=20", "/a.jpg"),
        ("src='data:image/gif;base64,R0lGOD'><noscript><img src=/a.jpg></noscript", "/a.jpg"),
        (f"src='{LONG}'><noscript><img src=/a.jpg></noscript", "/a.jpg"),
        ("src=/img/grey.gif><noscript><img src=/a.jpg></noscript", "/a.jpg"),
        ("src=/a.jpg><noscript><img src=/1.png width=1 height=1></noscript", "/a.jpg"),
        ("src='data:image/gif;base64,R0lGOD' data-id=5 data-echo=/a.jpg", "/a.jpg"),
        ("src=/a.jpg data-other=/b.jpg", "/a.jpg"),
    ],
)
def test_a_picture_has_an_address(attributes: str, url: str) -> None:
    assert blocks(f"<p><img {attributes}></p>") == (Image(url=SITE + url),)


@pytest.mark.parametrize(
    "shown",
    [
        "<noscript><img src=/a.jpg></noscript>",
        "<div data-src=/a.jpg></div><noscript><span><img src=/a.jpg></span></noscript>",
        "<span><img data-src=/a.jpg></span><noscript><img src=/a.jpg></noscript>",
    ],
)
def test_a_picture_for_browsers_without_scripts_is_one_where_no_other_stands_for_it(shown: str) -> None:
    assert blocks(f"<div>{shown}</div>") == (Image(url=SITE + "/a.jpg"),)


def test_what_an_attribute_says_of_a_picture_is_no_file() -> None:
    assert blocks("<p>a <img data-title='Ảnh a.jpg' data-type=image title=a.jpg></p>") == (p("a"),)


@pytest.mark.parametrize("attributes", ["", "class=lazy src='data:image/gif;base64,R0lGOD'"])
def test_a_picture_without_an_address_has_the_one_it_is_offered(attributes: str) -> None:
    offered = "<source media='(min-width: 1px)'><source srcset='/s.jpg 1x, /a.jpg 2x'>"

    assert blocks(f"<p><picture>{offered}<img {attributes}></picture></p>") == (Image(url=SITE + "/a.jpg"),)


def test_what_is_offered_for_an_icon_or_another_picture_shows_nothing() -> None:
    offered = "<picture><source srcset=/b.webp><img src=/icon_pdf.gif></picture>"

    assert blocks(f"<p>{offered}<img></p>") == ()
    assert blocks("<p><picture><source srcset='data:,'><img></picture></p>") == ()


@pytest.mark.parametrize(
    "attributes",
    ["src=/1.png width=1 height=1", "src=/a.gif width=16 height=16", "src=/skin/spacer.gif", "src=/icon_pdf.gif", "src=/images/pdf.png", "src=/i/attach.gif", "src='file:///C:/a.jpg'", "src=''", "", "src='data:image/gif;base64,R0lGOD'"],
)  # fmt: skip
def test_what_only_decorates_is_no_picture(attributes: str) -> None:
    assert blocks(f"<p>a <img {attributes}></p>") == (p("a"),)


def test_a_file_below_a_picture_is_no_caption() -> None:
    _, below = blocks(f"<p>{IMG}</p><p><a href=/lich.pdf>Lịch thi đấu</a></p>")

    assert isinstance(below, Paragraph)


def test_a_picture_inside_the_page_is_one_without_an_address() -> None:
    assert blocks(f"<p><img src='data:image/jpeg;base64,{'A' * 2000}' alt='Bản đồ'></p>") == (
        Image(url="", alt="Bản đồ"),
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{IMG}</p><p>Quang cảnh hội nghị</p>",
        f"<p>{IMG}</p><p>&nbsp;</p><p align=center><b>Quang cảnh hội nghị</b></p>",
        f"<p>{IMG}<br>Quang cảnh hội nghị</p>",
        f"<p>{IMG}Quang cảnh hội nghị</p>",
        f"<center>{IMG}<br><i>Quang cảnh hội nghị</i></center>",
        f"<figure>{IMG}<figcaption>Quang cảnh hội nghị</figcaption></figure>",
        f"<table><tr><td>{IMG}</td></tr><tr><td>Quang cảnh hội nghị</td></tr></table>",
        f"<table><tr><td>{IMG}<p>Quang cảnh hội nghị</p></td></tr></table>",
        f"<div><div>{IMG}</div><div>Quang cảnh hội nghị</div></div>",
        f"<div class=wp-caption>{IMG}<p class=wp-caption-text>Quang cảnh hội nghị</p></div>",
        f"<a href=/to.jpg>{IMG}</a><br>Quang cảnh hội nghị<br>",
        f"<dl><dt>{IMG}</dt><dd>Quang cảnh hội nghị</dd></dl>",
    ],
)
def test_a_short_bare_line_behind_a_picture_is_its_caption(html: str) -> None:
    assert blocks(f"<p>{SENTENCE}</p>{html}<p>{SENTENCE}</p>") == (p(SENTENCE), PICTURE, p(SENTENCE))


@pytest.mark.parametrize(
    "behind",
    [
        SENTENCE,
        "Đại biểu dự hội nghị gồm:",
        "<b>Kết quả đạt được</b>",
        "Hội nghị kết thúc tốt đẹp.",
    ],
)
def test_a_sentence_or_a_heading_is_no_caption(behind: str) -> None:
    (picture, text) = blocks(f"<p>{IMG}</p><p>{behind}</p>")

    assert picture == Image(url=f"{SITE}/a.jpg")
    assert isinstance(text, Paragraph)


def test_a_sentence_set_apart_is_a_caption() -> None:
    assert blocks(f"<p>{IMG}</p><p align=center><em>Các đại biểu chụp ảnh lưu niệm.</em></p>") == (
        Image(url=f"{SITE}/a.jpg", caption="Các đại biểu chụp ảnh lưu niệm."),
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<div class=wp-caption>{IMG}<p class=wp-caption-text>{SENTENCE}</p></div>",
        f"<div>{IMG}</div><div class=PhotoCMS_Caption><p>{SENTENCE}</p></div>",
    ],
)
def test_a_sentence_that_its_class_calls_a_caption_is_one(html: str) -> None:
    assert blocks(f"{html}<p>{SENTENCE}</p>") == (Image(url=f"{SITE}/a.jpg", caption=SENTENCE), p(SENTENCE))


def test_an_item_of_a_list_is_no_caption() -> None:
    assert [block.__class__.__name__ for block in blocks(f"<p>{IMG}</p><p>- Một việc</p>")] == [
        "Image",
        "ListBlock",
    ]


@pytest.mark.parametrize(
    ("behind", "block"),
    [
        ("<ul><li>Một việc<li>Hai việc</ul>", ListBlock(items=("Một việc", "Hai việc"))),
        ("<table><tr><td>TT<td>Xã<tr><td>1<td>Lục Sĩ</table>", Table(rows=(("TT", "Xã"), ("1", "Lục Sĩ")))),
    ],
)
def test_the_beginning_of_a_list_or_a_table_is_no_caption(behind: str, block: Block) -> None:
    assert blocks(f"<p>{IMG}</p>{behind}<p>{SENTENCE}</p>") == (
        Image(url=f"{SITE}/a.jpg"),
        block,
        p(SENTENCE),
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<ul><li>Một việc<li><i>Hai việc</i></ul>{IMG}",
        f"<table><tr><td>TT<td>Xã<tr><td>1<td><i>Lục Sĩ</i></table>{IMG}",
    ],
)
def test_the_end_of_a_list_or_a_table_is_no_caption_either(html: str) -> None:
    _, picture = blocks(html)

    assert picture == Image(url=f"{SITE}/a.jpg")


@pytest.mark.parametrize(
    "html",
    [
        f"<ul><li>{IMG}<p>Quang cảnh hội nghị</p></li><li><img src=/b.jpg></li></ul>",
        f"<ul><li><table><tr><td>{IMG}</table>Quang cảnh hội nghị<li>Một việc</ul>",
        f"<p>{IMG}</p><table><tr><td>Quang cảnh hội nghị</table>",
    ],
)
def test_a_caption_stands_in_the_list_that_holds_its_picture_or_in_a_box(html: str) -> None:
    assert PICTURE in blocks(html)


def test_pictures_side_by_side_have_the_captions_below_them() -> None:
    html = "<table><tr><td><img src=/1.jpg><td><img src=/2.jpg><tr><td>Ảnh trái<td>Ảnh phải</table>"

    assert blocks(html) == (
        Image(url=f"{SITE}/1.jpg", caption="Ảnh trái"),
        Image(url=f"{SITE}/2.jpg", caption="Ảnh phải"),
    )


def test_pictures_in_a_row_share_no_caption() -> None:
    found = blocks("<p><img src=/1.jpg><img src=/2.jpg></p><p>Chung</p>")

    assert found == (Image(url=f"{SITE}/1.jpg"), Image(url=f"{SITE}/2.jpg", caption="Chung"))


def test_a_picture_between_words_parts_them() -> None:
    assert blocks(f"<p>{SENTENCE}{IMG}{SENTENCE}</p>") == (
        p(SENTENCE),
        Image(url=f"{SITE}/a.jpg"),
        p(SENTENCE),
    )


def test_pictures_of_a_table_follow_it() -> None:
    html = f"<table><tr><td>a<td>1<tr><td>b{IMG}<td>2<tr><td>c<td>3</table>"

    assert [block.__class__.__name__ for block in blocks(html)] == ["Table", "Image"]


@pytest.mark.parametrize(
    "html",
    [
        f"<p><em>Quang cảnh hội nghị</em></p><p>{IMG}</p>",
        f"<p><i>Quang cảnh hội nghị</i><br>{IMG}</p>",
        f"<table><tr><td>Quang cảnh hội nghị</td></tr><tr><td>{IMG}</td></tr></table>",
        f"<figure><figcaption>Quang cảnh hội nghị</figcaption>{IMG}</figure>",
    ],
)
def test_a_caption_may_stand_above_its_picture(html: str) -> None:
    assert blocks(f"<p>{SENTENCE}</p>{html}<p>{SENTENCE}</p>") == (p(SENTENCE), PICTURE, p(SENTENCE))


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Quang cảnh hội nghị</p>{IMG}<p>{SENTENCE}</p>",
        f"<p><b><i>Quang cảnh hội nghị</i></b></p>{IMG}<p>{SENTENCE}</p>",
        f"<h3><i>Quang cảnh hội nghị</i></h3>{IMG}<p>{SENTENCE}</p>",
        f"<p><i>Quang cảnh hội nghị:</i></p>{IMG}<p>{SENTENCE}</p>",
        f"<figure><figcaption>Quang cảnh hội nghị</figcaption></figure>{IMG}<p>{SENTENCE}</p>",
        f"<p><i>Quang cảnh hội nghị</i></p>{IMG}<p>Lãnh đạo tỉnh</p><p>{SENTENCE}</p>",
    ],
)
def test_what_stands_above_a_picture_is_mostly_text(html: str) -> None:
    found = blocks(html)

    assert len(found) == 3
    assert "Quang cảnh hội nghị" in getattr(found[0], "text", "")
