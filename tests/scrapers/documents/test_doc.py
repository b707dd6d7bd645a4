"""The text of the DOC of Word 97 to 2003."""

import struct

import pytest

from scrapers.model import NoText
from tests.scrapers.documents.making import read, texts
from tests.scrapers.documents.olefiles import (
    CUTOFF,
    IN_TABLE,
    ROW_END,
    Said,
    compound,
    doc,
    item,
    style,
)

BOLD, CENTRED = b"\x35\x08", b"\x61\x24\x01"


def test_paragraphs_and_headings_of_one_and_of_two_bytes_a_letter() -> None:
    said = [
        Said("Thong bao", style=1),
        Said("Kế hoạch số 24/KH-STTTT", style=2),
        Said("Kính gửi:\x0bCác sở."),
    ]

    assert texts(read(doc(said, narrow=1))) == [
        "# Thong bao",
        "## Kế hoạch số 24/KH-STTTT",
        "Kính gửi:\nCác sở.",
    ]


def test_rows_end_where_their_mark_says_so_and_cells_may_be_empty() -> None:
    def cell(text: str, end: str = "\x07") -> Said:
        return Said(text, end, changes=IN_TABLE)

    row_end = Said("", "\x07", changes=ROW_END)
    said = [
        *(
            Said("Trước."),
            cell("STT"),
            cell("Tên"),
            row_end,
            cell(""),
            cell("An", "\r"),
            cell("Bình"),
            row_end,
            cell("Dở"),
        ),
        Said("Sau."),
    ]

    assert texts(read(doc(said))) == ["Trước.", "STT | Tên //  | An\nBình // Dở", "Sau."]


def test_cells_of_which_nothing_is_said_are_a_row_and_so_are_the_last_ones() -> None:
    said = [
        Said("- Một"),
        Said("STT", "\x07"),
        Said("Tên", "\x07"),
        Said("Sau."),
        Said("1", "\x07"),
        Said("An", "\x07"),
    ]

    assert texts(read(doc(said))) == ["-: Một", "STT | Tên", "Sau.", "1 | An"]


def test_a_paragraph_that_is_wrongly_said_to_end_a_row_is_read() -> None:
    said = [
        Said("Một", "\r", changes=ROW_END),
        Said("Hai", "\x07", changes=IN_TABLE),
        Said("", "\x07", changes=ROW_END),
    ]

    assert texts(read(doc(said))) == ["Một\nHai"]


def test_what_is_cut_off_in_a_paragraph_is_read_up_to_there() -> None:
    assert texts(read(doc([Said("Trước."), Said("Sau", "")]))) == ["Trước.", "Sau"]


def test_the_end_of_a_row_of_many_cells_is_said_elsewhere() -> None:
    told = b"\x08\xd6\x05\0\1\2\3\4" + ROW_END
    said = [
        Said("Một", "\x07", changes=IN_TABLE),
        Said("", "\x07", changes=b"\x46\x66" + struct.pack("<L", 3)),
        Said("Hai", "\x07", changes=IN_TABLE),
        Said("", "\x07", changes=ROW_END),
        Said("Sau."),
        Said("Không ở đó", changes=b"\x46\x66" + struct.pack("<L", 99)),
    ]

    assert texts(read(doc(said, more=b"xxx" + struct.pack("<H", len(told)) + told))) == [
        *("Một // Hai", "Sau.", "Không ở đó"),
    ]


def test_lists_count_or_do_not() -> None:
    said = [
        *(Said("Một", changes=item(1)), Said("Hai", changes=item(2)), Said("Ba", changes=item(3))),
        *(Said("Bốn", changes=item(3)), Said("Xen giữa."), Said("Năm", changes=item(3))),
    ]

    assert texts(read(doc(said, forms=(23, 23, 0)))) == ["-: Một / Hai", "3: Ba / Bốn", "Xen giữa.", "5: Năm"]


def test_lists_have_their_numbers_at_every_level_and_begin_anew_where_they_say_so() -> None:
    articles = ((0, "Điều \0."), (4, "\1)"), (1, "\0.\2"))
    said = [
        *(
            Said("Phạm vi", changes=item(1)),
            Said("chữ a", changes=item(1, 1)),
            Said("chữ b", changes=item(1, 1)),
        ),
        *(
            Said("Đối tượng", changes=item(1)),
            Said("lại a", changes=item(1, 1)),
            Said("sâu", changes=item(1, 2)),
        ),
        *(Said("Ba", changes=item(2)), Said("Bảy", changes=item(3)), Said("Tám", changes=item(3))),
        *(Said("Chín", changes=item(3)), Said("Bốn", changes=item(4))),
        Said("Không có danh sách nào", changes=item(9)),
    ]

    assert texts(read(doc(said, forms=(articles, 0), uses=((0, 0), (1, 0), (1, 7), (1, -4))))) == [
        *("Điều 1. Phạm vi", "a) chữ a", "b) chữ b", "Điều 2. Đối tượng", "a) lại a", "2.I sâu"),
        *("3: Ba", "7: Bảy / Tám / Chín", "(4) Bốn", "Không có danh sách nào"),
    ]


def test_levels_may_count_on_through_those_above_and_write_their_numbers_in_digits() -> None:
    def said(switches: int) -> list[str]:
        levels = ((1, "\0:"), (0, "\1:"), (switches << 8, "\0.\2:"))
        document = doc([Said("x", changes=item(1, at)) for at in (0, 2, 2, 1, 2, 0, 2)], forms=(levels,))
        return [text[:-3] for text in texts(read(document)) if "." in text]

    assert said(0) == ["I.1", "I.2", "I.1", "II.1"]
    assert said(4) == ["1.1", "1.2", "1.1", "2.1"]
    assert said(8) == ["I.1", "I.2", "I.3", "II.4"]
    assert said(8 + (1 << 8)) == ["I.1", "I.2", "I.3", "II.1"]


def test_lists_that_are_said_to_be_more_than_there_are_count_all_the_same() -> None:
    body = bytearray(doc([Said("Ba", changes=item(1)), Said("Bốn", changes=item(1))], forms=(0,)))
    body[body.index(struct.pack("<Hl", 1, 100))] = 9

    assert texts(read(bytes(body))) == ["3: Ba / Bốn"]


def test_what_is_not_known_of_a_paragraph_is_passed_over_whatever_its_size() -> None:
    sizes = {0: b"1", 1: b"1", 2: b"12", 3: b"1234", 4: b"12", 5: b"12", 6: b"\x03123", 7: b"123"}
    unknown = b"".join(struct.pack("<H", kind << 13 | 1) + operand for kind, operand in sizes.items())
    said = Said("QUYẾT ĐỊNH", changes=unknown + CENTRED, runs=((10, unknown + BOLD + b"\x01"),))

    assert texts(read(doc([said]))) == ["### QUYẾT ĐỊNH"]


def test_boxes_and_notes_stand_behind_the_text_and_notes_have_their_numbers() -> None:
    """The note behind the text is called between the two below its pages."""
    said = [Said("Một\2, hai\2"), Said("ba\2.")]
    feet, ends = (Said("\2 Một."), Said("tiếp."), Said("\2 Ba.")), (Said("\2 Hai."),)
    body = doc(said, beside=(feet, ends, (Said("Trong khung"),)), called=((3, 11), (8,)))

    assert texts(read(body)) == [
        *("Một[1], hai[2]", "ba[3].", "Trong khung", "[1] Một.", "tiếp.", "[3] Ba.", "[2] Hai."),
    ]


def test_what_is_hidden_or_taken_out_is_not_read_and_symbols_are_what_they_show() -> None:
    def on(what: int) -> bytes:
        return what.to_bytes(2, "little") + b"\x01"

    runs = ((4, b""), (3, on(0x083C)), (3, on(0x0800)), (1, b"\x09\x6a\0\0\xe0\xf0"))
    said = [Said("Còn ẩn mất( lại", runs=runs)]

    assert texts(read(doc(said))) == ["Còn → lại"]


def test_what_is_bold_and_in_the_middle_is_a_heading_as_its_style_or_its_letters_say() -> None:
    strong = style(letters=BOLD + b"\x01", paragraph=CENTRED)
    said = [
        Said("QUYẾT ĐỊNH", changes=CENTRED, runs=((10, BOLD + b"\x01"),)),
        Said("Không phải", changes=CENTRED, runs=((5, BOLD + b"\x01"),)),
        Said("KẾ HOẠCH", style=11),
        Said("Cũng không phải", style=11, runs=((5, BOLD + b"\x81"),)),
        Said("PHỤ LỤC", style=12, runs=((3, BOLD + b"\x01"), (4, BOLD + b"\x80"))),
        Said("Không đậm", changes=CENTRED, runs=((9, BOLD + b"\0"),)),
        Said("Theo dàn bài", changes=b"\x40\x26\x02"),
    ]
    body = doc(said, styles=(*[b"\0\0"] * 11, strong, style(11)))

    assert texts(read(body)) == [
        *(
            "### QUYẾT ĐỊNH",
            "Không phải",
            "### KẾ HOẠCH",
            "Cũng không phải",
            "### PHỤ LỤC",
            "Không đậm",
            "### Theo dàn bài",
        ),
    ]


def test_a_style_may_make_headings_and_items() -> None:
    said = [Said("Kế hoạch", style=11), Said("Một", style=12), Said("Hai", style=12), Said("Hết.")]
    body = doc(said, styles=(*[style()] * 11, style(1), style(paragraph=item(1))), forms=(0,))

    assert texts(read(body)) == ["# Kế hoạch", "3: Một / Hai", "Hết."]


def test_a_style_of_letters_may_hide_them_make_them_bold_or_give_them_a_font() -> None:
    def run(letters: int, number: int) -> tuple[int, bytes]:
        return letters, b"\x30\x4a" + bytes([number, 0])

    styles = (
        *(style(), style(0xFFF, None, b"\x3c\x08\1"), style(0xFFF, None, BOLD + b"\1")),
        *(style(0xFFF, None, b"\x4f\x4a\1\0"), style(3, None, BOLD + b"\1")),
    )
    said = [
        Said("Còn ẩn lại", runs=((4, b""), run(3, 1))),
        Said("QUYẾT ĐỊNH", changes=CENTRED, runs=(run(10, 2),)),
        Said("C«ng nghÖ th«ng tin", runs=(run(19, 3),)),
        Said("kÕ ho¹ch", changes=CENTRED, runs=(run(8, 4),)),
    ]

    assert texts(read(doc(said, styles=styles, fonts=("Arial", ".VnTime")))) == [
        *("Còn lại", "### QUYẾT ĐỊNH", "Công nghệ thông tin", "### kế hoạch"),
    ]


@pytest.mark.parametrize("where", ["run", "style", "default"])
def test_fonts_of_before_unicode_are_known_beside_others(where: str) -> None:
    said = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n, ®Þa ph\x1f¬ng"
    fonts = {"default": (".VnTime", "Arial", ".VnTimeH"), "run": ("Arial", ".VnTime", ".VnTimeH")}
    old = fonts.get(where, fonts["run"]).index(".VnTime")
    font = b"\x4f\x4a"
    parts = [
        Said(
            said,
            style=2 if where == "style" else 0,
            runs=((len(said), font + bytes([old, 0])),) * (where == "run"),
        ),
        Said("kÕ ho¹ch", runs=((8, font + b"\x02\0"),)),
        Said("Bằng Unicode", runs=((12, font + bytes([1 - old, 0])),)),
    ]
    body = doc(
        parts, fonts=fonts.get(where, fonts["run"]), styles=(style(), style(), style(0, b"", font + b"\1\0"))
    )

    assert texts(read(body))[0].endswith("Công nghệ thông tin, ủy ban nhân dân, địa phương")
    assert texts(read(body))[1:] == ["KẾ HOẠCH", "Bằng Unicode"]


def test_boxes_and_notes_are_in_the_fonts_of_before_unicode_too() -> None:
    font, said = b"\x4f\x4a\1\0", "C«ng nghÖ th«ng tin"
    box = Said(said, runs=((len(said), font),))
    body = doc([Said("Bằng Unicode")], fonts=("Arial", ".VnTime"), beside=((), (), (box,)))

    assert texts(read(body)) == ["Bằng Unicode", "Công nghệ thông tin"]


def test_breaks_and_hyphens_of_word_are_shown() -> None:
    assert texts(read(doc([Said("Một\x0bhai\x0eba\x1ebốn\x1fnăm")]))) == ["Một\nhai\nba-bốnnăm"]


def test_commands_of_fields_are_left_out_also_inside_of_each_other() -> None:
    said = [
        Said("Xem \x13 HYPERLINK \x13 PAGE \x141\x15 \x14trang này\x15."),
        Said("\x13 TOC \x14Mục"),
        Said("lục\x15."),
    ]

    assert texts(read(doc(said))) == ["Xem trang này.", "Mục", "lục."]


def test_the_end_of_a_field_that_never_began_takes_nothing_away() -> None:
    assert texts(read(doc([Said("Trang\x14 1\x15, hết.")]))) == ["Trang 1, hết."]


def test_text_for_the_fonts_of_before_unicode_is_turned() -> None:
    said = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long ®· tæ chøc héi nghÞ t¹i ®Þa ph\xad¬ng"

    assert texts(read(doc([Said(said)], narrow=1))) == [
        "Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long đã tổ chức hội nghị tại địa phương"
    ]


def test_a_document_that_is_encrypted_is_locked_and_a_foreign_stream_is_foreign() -> None:
    assert read(doc([Said("x")], flags=0x0100)).no_text is NoText.LOCKED
    assert read(compound({"PowerPoint Document": bytes(100)})).no_text is NoText.FOREIGN
    assert (
        read(compound({"WordDocument": b"\xdc\xa5\x65\x00".ljust(CUTOFF, b"\0")})).no_text is NoText.FOREIGN
    )
