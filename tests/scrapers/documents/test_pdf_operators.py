"""What the operators of PDF pages do: where text comes to stand, which lines are drawn, what is a picture."""

import pytest

from scrapers.model import NoText, Table
from tests.scrapers.documents.making import Pdf, line, read, set_lines, stream, texts


def show(text: str, operator: bytes = b"Tj") -> bytes:
    """Write that a text is shown; letters of the font are half as wide as its size."""
    return b"<%s> %s " % (text.encode("utf-16-be").hex().encode(), operator)


def said(content: bytes, **more: object) -> list[str]:
    return texts(read(Pdf([b"BT /F 12 Tf 1 0 0 1 72 700 Tm " + content + b" ET"], **more).made()))  # type: ignore[arg-type]  # further fields


@pytest.mark.parametrize("wider", [b"6 Tc", b"200 Tz"])
def test_letters_that_are_set_apart_or_wide_end_later(wider: bytes) -> None:
    assert said(show("Vĩ") + b"24 0 Td " + show("nh")) == ["Vĩ nh"]
    assert said(wider + b" " + show("Vĩ") + b"24 0 Td " + show("nh")) == ["Vĩnh"]
    assert said(b"q " + wider + b" Q " + show("Vĩ") + b"24 0 Td " + show("nh")) == ["Vĩ nh"]


@pytest.mark.parametrize(
    "below",
    [
        b"14 TL T* " + show("hai"),
        b"14 TL " + show("hai", b"'"),
        b"14 TL 0 0 " + show("hai", b'"'),
        b"0 14 TD 0 -28 TD " + show("hai"),
        b"200 0 Td 0 -14 TD -200 14 Td T* " + show("hai"),
        b"20 Ts -20 TL T* 0 Ts 0 -34 Td " + show("hai"),
    ],
)
def test_lines_follow_by_their_leading(below: bytes) -> None:
    assert said(show("Một") + below) == ["Một hai"]


def test_what_is_raised_stands_above() -> None:
    assert said(show("hai") + b"0 0 Td 16 Ts " + show("Một")) == ["Một hai"]


def test_text_that_is_turned_on_a_page_that_is_turned_back_stands_upright() -> None:
    lines = b"".join(
        b"BT /F 12 Tf 0 1 -1 0 %d 72 Tm %s ET " % (142 + 16 * at, show(text))
        for at, text in enumerate(("Một", "hai"))
    )

    assert texts(read(Pdf([b"q 0 -1 1 0 0 842 cm " + lines + b"Q " + line(90, 700, "!")]).made())) == [
        "Một! hai"
    ]


def test_lines_of_a_table_may_be_drawn_one_by_one() -> None:
    strokes = b"".join(b"%d 640 m %d 700 l S " % (x, x) for x in (72, 172, 272))
    strokes += b"".join(b"60 %d m 172 %d l 272 %d l S " % (y, y, y) for y in (640, 670, 700))
    cells = b"".join(
        line(x, y, text)
        for x, y, text in ((80, 680, "Xã"), (180, 680, "Số"), (80, 650, "An"), (180, 650, "5"))
    )
    (block,) = read(Pdf([b"q 1 0 0 1 0 0 cm " + strokes + b"Q " + cells]).made()).blocks

    assert isinstance(block, Table)
    assert block.rows == (("Xã", "Số"), ("An", "5"))


def test_lines_of_a_table_may_be_thin_boxes_and_what_is_aslant_is_none() -> None:
    boxes = b"".join(b"%d 640 0.5 60 re f " % x for x in (72, 172, 272))
    boxes += (
        b"".join(b"72 %d 200 0.5 re f " % y for y in (640, 670, 700))
        + b"72 640 m 172 700 l S 80 640 m 80 641 l S "
    )
    cells = b"".join(line(x, y, text) for x, y, text in ((80, 680, "Xã"), (180, 680, "Số"), (80, 650, "An")))
    (block,) = read(Pdf([boxes + cells]).made()).blocks

    assert isinstance(block, Table)
    assert block.rows == (("Xã", "Số"), ("An",))


def test_what_is_only_cut_out_is_no_line() -> None:
    cut = b"".join(b"%d %d 100 30 re W n " % (x, y) for x in (72, 172) for y in (640, 670))
    drawn = cut + b"72 500 m 90 500 l S " + line(80, 680, "Xã") + line(80, 664, "An")

    assert texts(read(Pdf([drawn]).made())) == ["Xã An"]


def test_a_form_has_a_place_and_fonts_of_its_own_and_changes_nothing_around_it() -> None:
    head = b"/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 -16] /Resources << /Font << /G 3 0 R >> >>"
    form = stream(b"BT /G 12 Tf 1 0 0 1 72 700 Tm " + show("hai") + b" 9 Tc ET", head)
    around = b"/X Do BT /F 12 Tf 1 0 0 1 72 700 Tm " + show("Một") + b"18 0 Td " + show("!") + b"ET"
    page = Pdf([around], extra=[form], resources=b"/XObject << /X 10 0 R >>")

    assert texts(read(page.made())) == ["Một! hai"]


@pytest.mark.parametrize(
    "drawn", [b"0 0 600 800 re f", b"BI /W 1 /H 1 /BPC 8 ID \0 EI", b"72 700 m 90 700 l S"]
)
def test_pages_that_are_drawn_and_have_no_letters_are_pictures(drawn: bytes) -> None:
    assert read(Pdf([drawn, drawn]).made()).no_text is NoText.PICTURES
    assert read(Pdf([b"", b"", b"", drawn]).made()).no_text is None
    assert texts(read(Pdf([drawn + b" " + set_lines(["Ủy ban nhân dân huyện Vũng Liêm"])]).made())) == [
        "Ủy ban nhân dân huyện Vũng Liêm"
    ]


def test_a_form_is_written_in_the_font_around_it_where_it_names_none() -> None:
    form = stream(b"BT 1 0 0 1 72 700 Tm " + show("Một") + b"ET", b"/Type /XObject /Subtype /Form")
    page = Pdf([b"BT /F 12 Tf ET /X Do"], extra=[form], resources=b"/XObject << /X 10 0 R >>")

    assert texts(read(page.made())) == ["Một"]


def test_text_and_lines_that_never_began_begin_at_the_corner_of_the_page() -> None:
    assert texts(read(Pdf([b"90 0 l S /F 12 Tf 72 700 Td " + show("Một")]).made())) == ["Một"]


def test_what_is_shown_next_stands_behind_and_what_has_no_font_or_is_no_text_shows_nothing() -> None:
    assert said(show("Vĩ") + show("nh")) == ["Vĩnh"]
    assert said(show("Vĩnh") + b"[-3000] TJ " + show("Long")) == ["Vĩnh Long"]
    nothing = b"/None 12 Tf " + show("Bỏ") + b"/F 12 Tf " + show("Bỏ", b"TJ") + b"5 TJ TJ "
    assert said(nothing + show("Vĩnh")) == ["Vĩnh"]


def test_lines_of_a_table_may_be_drawn_in_one_go() -> None:
    frame = b"72 640 m 272 640 l 272 700 l 72 700 l 72 640 l S 72 670 m 272 670 l S 172 640 m 172 700 l S "
    cells = b"".join(line(x, y, text) for x, y, text in ((80, 680, "Xã"), (180, 680, "Số"), (80, 650, "An")))
    (block,) = read(Pdf([frame + cells]).made()).blocks

    assert isinstance(block, Table)
    assert block.rows == (("Xã", "Số"), ("An",))
