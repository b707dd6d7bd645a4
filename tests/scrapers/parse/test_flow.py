"""Visible lines of any markup: words neither glued nor split, links where they stand."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.parse.facts import EYE
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from tests.scrapers.parse.pages import raw


def lines(html: str) -> list[Line]:
    return Page(raw(html)).lines


def texts(html: str) -> list[str]:
    return [line.text for line in lines(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Thủ tướng <strong>Phạm</strong> họp<br>mới", ["Thủ tướng Phạm họp", "mới"]),
        ("<b>T</b>hủ <i>tướ</i>ng", ["Thủ tướng"]),
        ("<i class='x Material-Icons'>share</i><i class=material-button>Gửi</i>", ["Gửi"]),
        ("<p>một</p>hai<div>ba</div>", ["một", "hai", "ba"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
        ("a&nbsp;&nbsp;\n b\t&#160;c", ["a b c"]),
        ("a<!-- x -->b<script>c</script><style>d</style><noscript>e</noscript>f", ["abf"]),
        ("x<span style='DISPLAY : none'>y</span><p hidden>z</p>", ["x"]),
        ("x<span style='display:block'>y</span>z", ["x", "y", "z"]),
        ("<p>Tie\u0302\u0301ng</p>", ["Tiếng"]),
        ("<b>e</b>\u0323a", ["ẹa"]),
        ("<pre>một\n  hai\n</pre>", ["một", "hai"]),
        ("<p>&lt;b&gt; \u202eevil\u200b\x1b[31m", ["<b> evil[31m"]),
        ("<select><option>a</select><textarea>b</textarea><title>c</title>d", ["d"]),
        ("<P>A<BR/>B</P><CENTER>C</CENTER>", ["A", "B", "C"]),
        ("<mat-card><mat-title>a</mat-title><mat-text>b <x-y>c</x-y></mat-text></mat-card>", ["a", "b", "c"]),
        ("<mat-icon>home</mat-icon>a<i class='Material-Icons'>print</i>b<o:p>c</o:p>", ["a bc"]),
        ("<p>a<mat-icon>visibility</mat-icon><span>7</span>", [f"a {EYE} 7"]),
        (
            "<ruby>東京<rt>Tokyo</rt></ruby> <ruby>山<rp>(</rp><rt>yama</rt><rp>)</rp></ruby>",
            ["東京(Tokyo) 山(yama)"],
        ),
        ("<p> <br> &nbsp; </p>", []),
        ("", []),
    ],
)
def test_lines_are_what_a_reader_sees(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_what_parts_two_lines_is_kept() -> None:
    found = lines("<p>a<br>b<br>&nbsp;<br>c<img src=x>d</p>e")

    assert [(line.text, line.joint, line.gap) for line in found] == [
        ("a", "block", False),
        ("b", "br", False),
        ("c", "br", True),
        ("", "image", False),
        ("d", "image", False),
        ("e", "block", False),
    ]


def test_links_are_spans_of_the_clean_text() -> None:
    (line,) = lines("<p>  Xem <a href='/a'>  Nghị\n  <b>định</b> </a>, <a href='/b'>Công &amp; văn</a></p>")

    assert line.text == "Xem Nghị định , Công & văn"
    assert [(line.text[start:end], href) for start, end, href in line.links] == [
        ("Nghị định", "/a"),
        ("Công & văn", "/b"),
    ]


def test_a_link_across_lines_is_a_link_on_each() -> None:
    found = lines("<a href='/a'>một<br>hai<div>ba</div></a> bốn")

    assert [(line.text, line.links) for line in found] == [
        ("một", ((0, 3, "/a"),)),
        ("hai", ((0, 3, "/a"),)),
        ("ba", ((0, 2, "/a"),)),
        ("bốn", ()),
    ]


def test_a_button_is_a_line_that_is_no_text() -> None:
    found = lines("Trước <input type=submit value='Quay lại'><input type=text value=no> <button>In</button>")

    assert [(line.text, line.place.control) for line in found] == [
        ("Trước", False),
        ("Quay lại", True),
        ("In", True),
    ]


def test_emphasis_counts_when_all_of_a_line_has_it() -> None:
    found = lines("<p><em>a <b>b</b></em></p><p><em>a</em> b</p><p> <b><i>c</i></b> </p>")

    assert [(line.emphasised, line.bold) for line in found] == [(True, False), (False, False), (True, True)]


@pytest.mark.parametrize(
    "tag", ["div", "b", "table", "p", "a", "ul", "span", "font", "li", "blockquote", "td", "center"]
)
def test_depth_costs_neither_the_stack_nor_much_time(tag: str) -> None:
    start = time.process_time()

    found = texts(f"<{tag}>" * 50_000 + "đáy")

    assert found[-1].endswith("đáy")
    # Without a limit the parser takes 5 s for such a page of <div>, five hundred times what it needs here.
    assert time.process_time() - start < 2


def test_text_below_the_deepest_element_stays_apart() -> None:
    found = texts("<div>" * 5000 + "".join(f"x{i}</div><div>" for i in range(5)))

    assert " ".join(found).split() == [f"x{i}" for i in range(5)]


WORDS = st.text(alphabet="aăâbcđ ế\n\u00a0\u0301<&", max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "span", "font", "a href=x"]), WORDS), max_size=8))
def test_inline_elements_change_no_letter(parts: list[tuple[str, str]]) -> None:
    def escaped(words: str) -> str:
        return words.replace("&", "&amp;").replace("<", "&lt;")

    plain = "".join(escaped(words) for _, words in parts)
    marked = "".join(f"<{tag}>{escaped(words)}</{tag.split()[0]}>" for tag, words in parts)

    assert texts(f"<p>.{marked}.</p>") == texts(f"<p>.{plain}.</p>")


@given(st.lists(st.tuples(st.booleans(), WORDS), max_size=8))
def test_spans_of_links_lie_in_their_line(parts: list[tuple[bool, str]]) -> None:
    html = "".join(f"<a href=x>{words}</a>" if linked else words for linked, words in parts)

    for line in lines(html):
        last = 0
        for start, end, _ in line.links:
            assert last <= start < end <= len(line.text)
            last = end


def test_a_link_that_stands_on_a_line_of_its_own_still_leads_where_it_does() -> None:
    found = lines("<p>Xem <a href='/x' style='display:block'>bài <b>này</b></a> và <a href='/y'>đó</a>")
    assert [(line.text, [link[:3] for link in line.links]) for line in found] == [
        ("Xem", []),
        ("bài này", [(0, 7, "/x")]),
        ("và đó", [(3, 5, "/y")]),
    ]


def test_parts_of_a_page_leave_out_what_is_hidden_however_many_are_read() -> None:
    part = "<li>hiện <span style='display:none'>ẩn</span><b hidden>khuất</b><span style='display: block'>dưới"
    page = Page(raw(part * 12))

    assert [[line.text for line in page.lines_in(node)] for node in page.css("li")] == [["hiện", "dưới"]] * 12


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("120 m<sup>2</sup> đất", "120 m² đất"),
        ("10<sup><b>-3</b></sup> m<sup> 3 </sup>", "10⁻³ m ³"),
        ("25<sup>o</sup>C, 30<sup>0</sup>C", "25°C, 30⁰C"),
        ("7h<sup>30</sup>, 8<sup>h</sup>", "7h30, 8h"),
        ("Nghị quyết<sup><a href='#n'>1</a></sup> và CO<sub>2</sub>", "Nghị quyết¹ và CO2"),
        ("Mới <sup>HOT</sup>", "Mới HOT"),
    ],
)
def test_a_raised_digit_stays_raised(html: str, expected: str) -> None:
    assert texts(f"<p>{html}</p>") == [expected]


def test_what_is_raised_over_several_lines_stays_as_it_is() -> None:
    assert texts("<p>12 34 m<sup>2<br>5</sup></p>") == ["12 34 m2", "5"]


TEXT = "Từ đầu tuần, các tiểu thương đã dọn về khu nhà lồng mới rộng gấp rưỡi trước đây."


@pytest.mark.parametrize(
    "html",
    [
        "<div style='display: none'><p>{0}</p></div> <a href='javascript:void(0)'>Xem thêm</a>",
        "<p><a href=/y>Mở đầu</a> <a href='#'>[Đọc tiếp...]</a></p> <div hidden>{0}</div>",
        "<p>Mở đầu <span style='display:none'>{0}</span></p><button>XEM THÊM »</button>",
        "<div><a>Mở rộng</a></div><div style='display:none'>{0} <a href=/x>Xem ở đây</a></div>",
    ],
)
def test_what_a_link_or_a_button_unfolds_is_read(html: str) -> None:
    found = " ".join(texts(html.format(TEXT)))

    assert TEXT in found
    assert "Xem thêm" not in found
    assert "tiếp" not in found


@pytest.mark.parametrize(
    "html",
    [
        "<div style='display:none'>{0}</div>",
        "<div style='display:none'>{0}</div><a href=/tin-trong-nganh>Xem thêm</a>",
        "<div style='display:none'>{0}</div><p>Bà con xem thêm</p>",
        "<div style='display:none'>{0}</div><p>Đầu <a href='#'>Xem thêm</a> rồi đến cuối</p>",
        "<div style='display:none'>Ngắn thôi</div><a href='#'>Xem thêm</a>",
        "<div style='display:none'><a href=/x>{0}</a></div><a href='#'>Xem thêm</a>",
        "<div style='display:none'>{0}<input></div><a href='#'>Xem thêm</a>",
        "<section><div><p style='display:none'>{0}</p></div></section><a href='#'>Xem thêm</a>",
    ],
)
def test_what_nothing_beside_it_unfolds_is_hidden(html: str) -> None:
    assert TEXT not in " ".join(texts(html.format(TEXT)))
