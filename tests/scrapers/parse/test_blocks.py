# ruff: noqa: E501 - a case is easier to read on one line
"""Typed blocks from whatever markup an editor left."""

import pytest

from scrapers.model import Block, Heading, Image, Link, ListBlock, Paragraph, Quote, Table
from tests.scrapers.parse.pages import blocks

LONG = "Một đoạn văn đủ dài để không ai nhầm là một dòng của địa chỉ hay bài thơ, vì nó có hơn một trăm chữ cái và dấu chấm ở cuối."
SITE = "http://stttt.vinhlong.gov.vn"


def p(text: str) -> Paragraph:
    return Paragraph(text=text)


def dashes(*items: str) -> ListBlock:
    return ListBlock(items=items)


def numbers(start: int, *items: str) -> ListBlock:
    return ListBlock(items=items, ordered=True, start=start)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>a</p><p>&nbsp;</p><p>b</p>", [p("a"), p("b")], id="empty paragraphs are nothing"),
        pytest.param(
            "<p>Dòng một<br>dòng hai</p>", [p("Dòng một\ndòng hai")], id="a break in a paragraph is a newline"
        ),
        pytest.param("<p>a<br><br>b</p>", [p("a"), p("b")], id="two breaks part paragraphs"),
        pytest.param(
            f"<div>{LONG}<br>{LONG}<br/>ngắn</div>",
            [p(LONG), p(LONG), p("ngắn")],
            id="breaks part a bare text",
        ),
        pytest.param(
            "<div>Số 1<br>Điện thoại 2</div>",
            [p("Số 1\nĐiện thoại 2")],
            id="short lines of a div belong together",
        ),
        pytest.param(
            f"<p>{'<br>'.join([LONG] * 4)}</p>",
            [p(LONG)] * 4,
            id="one paragraph that is the whole text is parted",
        ),
        pytest.param(
            f"<div>{LONG}<br>ngắn<br><br>{LONG}</div>",
            [p(f"{LONG}\nngắn"), p(LONG)],
            id="single breaks beside double ones",
        ),
        pytest.param("a<p>b</p>c", [p("a"), p("b"), p("c")], id="text beside paragraphs"),
        pytest.param("<div>a<hr>b</div>", [p("a"), p("b")], id="a rule parts"),
        pytest.param("<h3>Đề <b>mục</b></h3>", [Heading(text="Đề mục", level=3)], id="a heading"),
        pytest.param(
            f"<h2>{LONG * 2}</h2>", [p(LONG * 2)], id="a paragraph that an editor made large is no heading"
        ),
        pytest.param("<h2>&nbsp;</h2>", [], id="an empty heading"),
        pytest.param("<blockquote><p>a</p><p>b</p></blockquote>", [Quote(text="a\nb")], id="a quotation"),
        pytest.param(
            f"<blockquote>{f'<p>{LONG}</p>' * 9}</blockquote>",
            [p(LONG)] * 9,
            id="a long quotation only indents",
        ),
        pytest.param("<pre>a\nb\n</pre>", [p("a\nb")], id="preformatted lines"),
    ],
)
def test_paragraphs(html: str, expected: list[Block]) -> None:
    assert list(blocks(html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>- a</p><p>- b</p>", [dashes("a", "b")], id="dashes"),
        pytest.param("<p>- a</p><p>+ b</p><p>+ c</p><p>* d</p>", [dashes("a"), dashes("b", "c"), dashes("d")], id="each sign"),
        pytest.param("<p>o Ý một</p><p>o&nbsp; Ủy ban</p><p>ü Hai</p><p>v Ba</p><p>\uf0b7Bốn</p>", [dashes("Ý một", "Ủy ban"), dashes("Hai"), dashes("Ba"), dashes("Bốn")], id="bullets of Word"),
        pytest.param("<p>o xa</p><p>v.v. Rồi</p><p>q 12</p><p>oĐi</p>", [p("o xa"), p("v.v. Rồi"), p("q 12"), p("oĐi")], id="no bullets of Word"),
        pytest.param("<p>-Không có khoảng trắng</p>", [dashes("Không có khoảng trắng")], id="no space"),
        pytest.param("<p>-5 %</p><p>+84 270</p><p>***</p><p>-</p>", [p("-5 %"), p("+84 270"), p("***"), p("-")], id="no lists"),
        pytest.param("<p>Gồm:<br>- a<br>- b</p>", [p("Gồm:"), dashes("a", "b")], id="items behind breaks"),
        pytest.param("<p>1. a</p><p>2. b</p><p>10. c</p>", [numbers(1, "a", "b"), numbers(10, "c")], id="numbers"),
        pytest.param("<p>1. a</p><p>x</p><p>2. b</p>", [numbers(1, "a"), p("x"), numbers(2, "b")], id="interrupted numbers go on"),
        pytest.param("<p>3/ a</p><p>4) b</p><p>5.Cơ</p>", [numbers(3, "a", "b", "Cơ")], id="other marks of numbers"),
        pytest.param("<p>17.01.2018</p><p>1.5 tỷ</p><p>2018. Năm</p><p>1.1. x</p>", [p("17.01.2018"), p("1.5 tỷ"), p("2018. Năm"), p("1.1. x")], id="no numbers of lists"),
        pytest.param("<ul><li>a<li>b</ul>", [dashes("a", "b")], id="a list"),
        pytest.param("<ol start=3><li>a<li value=7>b<li>c</ol>", [numbers(3, "a"), numbers(7, "b", "c")], id="a numbered list"),
        pytest.param("<ul><li>a<ul><li>b</ul><li>c</ul>", [dashes("a", "b", "c")], id="inner items"),
        pytest.param("<ol><li>a<ul><li>b</ul><li>c</ol>", [numbers(1, "a\nb", "c")], id="inner items of a numbered list"),
        pytest.param("<ul><li>a<ol><li>b<ul><li>c</ul><li>d</ol>e<li>f</ul>", [dashes("a\n1. b\nc\n2. d\ne", "f")], id="inner numbers"),
        pytest.param("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", [numbers(1, "a\na. b\nb. c", "d")], id="inner letters"),
        pytest.param("<ol><ol><li>a<li>b</ol></ol>", [numbers(1, "a", "b")], id="a list that only indents another"),
        pytest.param("<ol type=a start=3><li>x<li value=7>y</ol>", [p("c. x"), p("g. y")], id="letters"),
        pytest.param("<ol type=I><li>x<ol><li>y</ol><li>z</ol><ol type=A><li>x</ol>", [p("I. x\n1. y"), p("II. z"), p("A. x")], id="capitals"),
        pytest.param("<ol style='color:red;List-Style: lower-roman inside'><li>x<li>y</ol>", [p("i. x"), p("ii. y")], id="numbers in the style"),
        pytest.param("<ol style='list-style-type:none'><li>4. x<li>5. y</ol>", [numbers(4, "x", "y")], id="numbers typed"),
        pytest.param("<ol type=a><li>a) x<li>B. y</ol>", [p("a) x"), p("B. y")], id="letters typed"),
        pytest.param("<ol type=disc><li>x<li>y</ol>", [numbers(1, "x", "y")], id="no such numbers"),
        pytest.param("<ul><li><p>a</p><p>b</p></li></ul>", [dashes("a\nb")], id="paragraphs of an item"),
        pytest.param("<ul><li><h3>a</h3><p>b</p></li></ul>", [Heading(text="a", level=3), p("b")], id="a list that lays out"),
        pytest.param(
            "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>-<span>&nbsp;&nbsp; </span></span><![endif]>a<o:p></o:p></p>",
            [dashes("a")],
            id="a list of Word",
        ),
    ],
)  # fmt: skip
def test_lists(html: str, expected: list[Block]) -> None:
    assert list(blocks(html)) == expected


@pytest.mark.parametrize(
    ("html", "rows", "header"),
    [
        ("<table><tr><td>a<td>1<tr><td>b<td>2</table>", (("a", "1"), ("b", "2")), False),
        ("<table><tr><th>a<th>b<tr><td>1<td></table>", (("a", "b"), ("1", "")), True),
        ("<table><tr><td><b>a</b><td><b>b</b><tr><td>1<td>2</table>", (("a", "b"), ("1", "2")), True),
        ("<table><tr><td colspan=2>a<tr><td>1<td>2<tr><td><td></table>", (("a",), ("1", "2")), False),
        ("<table><tr><td><p>a</p><p>b</p><td>c<br>d</table>", (("a\nb", "c\nd"),), False),
        (
            "<table><tr><th rowspan=2>a<th colspan=2>b<th>c<tr><th>d<th>e<tr><td>1<td>2<td>3<td>4</table>",
            (("a", "b", "", "c"), ("", "d", "e"), ("1", "2", "3", "4")),
            True,
        ),
        (
            "<table><tr><td rowspan=2 colspan=2><b>a</b><td>b<tr><td>c<tr><td>d<td>e<td>f</table>",
            (("a", "", "b"), ("", "", "c"), ("d", "e", "f")),
            False,
        ),
        (
            "<table><tr><td rowspan=3>a<td>b<tr><td>c<tr><td>d<tr><td>e<td>f</table>",
            (("a", "b"), ("", "c"), ("", "d"), ("e", "f")),
            False,
        ),
        ("<table><tr><td rowspan=0>a<td colspan=x>b<tr><td>c<td>d</table>", (("a", "b"), ("c", "d")), False),
        (
            f"<table><tr><td>a<td colspan=99999>b<td>c{'<tr><td>d<td>e' * 2}</table>",
            (("a", "b", *[""] * 28, "c"), ("d", "e"), ("d", "e")),
            False,
        ),
    ],
)
def test_a_table_of_data_is_a_table(html: str, rows: tuple[tuple[str, ...], ...], header: bool) -> None:
    assert blocks(html) == (Table(rows=rows, header=header),)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>a</p><p>b</p></td></tr></table>",
        "<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr></table>",
        "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_is_none(html: str) -> None:
    assert blocks(html) == (p("a"), p("b"))


def test_a_table_inside_a_layout_keeps_its_cells() -> None:
    inner = "<table><tr><td>x</td><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>"

    assert blocks(f"<table><tr><td>{LONG}{inner}{LONG}</td></tr></table>") == (
        p(LONG),
        Table(rows=(("x", "1"), ("y", "2"))),
        p(LONG),
    )


def test_a_box_beside_the_text_stays_a_box() -> None:
    box = "<table border=1><tr><td><p>Liên hệ:</p><p>- Điện thoại</p></td></tr></table>"

    assert blocks(f"<p>{LONG}</p>{box}<p>{LONG}</p>") == (
        p(LONG),
        Table(rows=(("Liên hệ:\n- Điện thoại",),)),
        p(LONG),
    )


def test_links_count_in_their_own_block() -> None:
    html = (
        "<p>Xem <a href='/a'>một</a><br><a href='/b'>hai</a></p><p>- <a href='/c'>ba</a></p><p>- bốn <a href=/d>năm</a></p>"
        "<ul><li>x<li><a href=/e>y</a></ul><table><tr><td>1<td><a href=/f>2</a><tr><td><td><tr><td><a href=/g>3</a><td>4</table>"
        "<h3><a href=#top>không</a> <a href='mailto:a@b.vn'>có</a> <a href=/h>z</a></h3>"
    )

    found = [
        (link.part, link.start, link.end, link.url)
        for block in blocks(html)
        if not isinstance(block, Image)
        for link in block.links
    ]

    assert found == [
        (0, 4, 7, f"{SITE}/a"),
        (0, 8, 11, f"{SITE}/b"),
        (0, 0, 2, f"{SITE}/c"),
        (1, 4, 7, f"{SITE}/d"),
        (1, 0, 1, f"{SITE}/e"),
        (1, 0, 1, f"{SITE}/f"),
        (2, 0, 1, f"{SITE}/g"),
        (0, 9, 10, f"{SITE}/h"),
    ]


def test_a_link_over_the_mark_of_an_item_begins_at_the_item() -> None:
    (block,) = blocks("<p><a href=/a>1. Một</a></p>")

    assert block == ListBlock(items=("Một",), ordered=True, links=(Link(start=0, end=3, url=f"{SITE}/a"),))


def test_a_link_begins_behind_the_letter_that_is_written_ahead_of_it() -> None:
    (block,) = blocks("<ol type=a><li>Xem <a href=/a>Một</a></ol>")

    assert block == Paragraph(text="a. Xem Một", links=(Link(start=7, end=10, url=f"{SITE}/a"),))
