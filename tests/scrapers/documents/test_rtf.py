# ruff: noqa: E501 - what a program writes is easier to read on one line
"""The text of RTF as word processors write it: letters, tables, notes, boxes, and what is no text."""

import pytest

from tests.scrapers.documents.making import read, texts

RTF = (
    rb"{\rtf1\ansi\ansicpg1258\uc1{\fonttbl{\f0\fnil\fcharset163 Times New Roman;}{\f1 .VnTime;}{\f2 Arial;}}"
    rb"{\colortbl;\red0\green0\blue0;}{\*\generator Riched20;}{\info{\title Ti\u234?u}}"
    rb"\pard\f0 K\u7871? ho\u7841?ch s\u7889? 24, Th\'f4ng tin\par{\listtext 1.\tab}M\u7909?c {\b \u273?\'edch}\par"
    rb"\f1 C\'abng ngh\'d6 th\'abng tin, \'f1y ban nh\'a9n d\'a9n t\'d8nh V\'dcnh Long\par\f0"
    rb"\trowd\intbl STT\cell \u272?\u417?n v\u7883?\par hai\cell\row\trowd\intbl 1\cell Long H\u7891?\cell\row\pard "
    rb"{\v \u7849?n}\{H\u7871?t\}\line{\*\bkmkstart x}{\pict\bin4 }}}}}d\u242?ng hai}"
)


def test_rtf_has_letters_of_unicode_and_of_its_code_page() -> None:
    assert texts(read(RTF)) == [
        *("Kế hoạch số 24, Thông tin", "1: Mục đích", "Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long"),
        *("STT | Đơn vị\nhai // 1 | Long Hồ", "{Hết}\ndòng hai"),
    ]


def test_a_word_may_stand_in_for_a_letter_of_unicode() -> None:
    said = (
        rb"{\rtf1\ansi\uc1 \u8226\bullet Ti\u7871\'ean \u8211\_Gi\u7901\~ \uc2 \u7843\'61\'3fnh\uc0  \u7841.}"
    )

    assert texts(read(said)) == ["-: Tiến –Giờ ảnh ạ."]


def test_notes_are_numbered_and_stand_at_the_end_star_or_not() -> None:
    first = rb"{\super\chftn}{\footnote\pard\plain\chftn  Lu\u7853?t.\par Ti\u7871?p.}"
    second = rb"{\super \chftn{\*\footnote\chftn\pard\plain Hai.}}"
    cell = rb"\trowd\intbl A" + second + rb"\cell B\cell\row\pard "
    head = rb"{\header H\chftn{\footnote x}}"
    said = rb"{\rtf1 " + head + rb"M\u7897?t" + first + rb", hai.\par " + cell + rb"Sau.}"

    assert texts(read(said)) == ["Một[1], hai.", "A[2] | B", "Sau.", "[1] Luật.", "Tiếp.", "[2] Hai."]


def test_what_is_bold_and_in_the_middle_is_a_heading_and_so_is_what_an_outline_says() -> None:
    said = (
        rb"{\rtf1 \pard\qc{\b KE} {\b HOACH\par}\pard\plain\qc Khong {\b phai}\par\pard\outlinelevel1 Muc dich\par"
        rb"\pard\outlinelevel9 Noi dung\par\b Dam nhung la cau.\par\b0\qc Giua\par\pard\b \u272?i\u7873?u 1. Pham vi\par\plain\qc Het.}"
    )

    assert texts(read(said)) == [
        *("### KE HOACH", "Khong phai", "## Muc dich", "Noi dung", "Dam nhung la cau.", "Giua"),
        *("### Điều 1. Pham vi", "Het."),
    ]


def test_boxes_are_read_behind_their_paragraph() -> None:
    kept = rb"{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard Trong\par khung\par}"
    box = rb"{\shp{\*\shpinst\shpleft0" + kept + rb"}{\shprslt{\*\do{\dptxbxtext L\'e0 b\u7843?n c\u361?}}}}"
    old = rb"{\*\do\dobxcolumn{\dptxbx{\dptxbxtext Khung c\u361?}}}"
    said = rb"{\rtf1 Tr\u432?\u7899?c" + box + rb" sau.\par{\header" + box + rb"}" + old + rb"H\u7871?t.}"

    assert texts(read(said)) == ["Trước sau.", "Trong", "khung", "Hết.", "Khung cũ"]


@pytest.mark.parametrize(
    "out",
    [
        rb"{\deleted m\u7845?t}",
        rb"{\xe\v m\u7909?c t\u7915?}",
        rb"{\header\trowd\intbl A\cell\row\par}",
        rb"{\*\la x\par y\cell\row}",
        rb"{\field{\*\fldinst PAGE}}",
    ],
)
def test_what_is_no_text_is_left_out_and_ends_nothing(out: bytes) -> None:
    assert texts(read(rb"{\rtf1 C\u242?n " + out + rb"l\u7841?i.}")) == ["Còn lại."]


def test_a_font_of_before_unicode_holds_until_the_usual_one_is_back() -> None:
    fonts = rb"{\rtf1\ansi\deff0{\fonttbl{\f0\fcharset163 Times New Roman;}{\f1 .VnTime;}{\f2 .VnTimeH;}}"
    old = rb"\f1 C\'abng ngh\'d6 th\'abng tin, \'ae\'dea ph\'ad\'acng, ph\-\'acng\par\f2 k\'d5 ho\'b9ch\par"

    assert texts(read(fonts + old + rb"\plain \'d0\'f4ng H\u7843?i}")) == [
        *("Công nghệ thông tin, địa phương, phương", "KẾ HOẠCH", "Đông Hải"),
    ]


def test_letters_have_the_usual_font_before_any_is_named() -> None:
    fonts = rb"{\rtf1\ansi\deff1{\fonttbl{\f0 Arial;}{\f1 .VnTime;}}"

    assert texts(read(fonts + rb"C\'abng ngh\'d6 th\'abng tin\par\f0 \'ab\'bb}")) == [
        "Công nghệ thông tin",
        "«»",
    ]


def test_what_stands_behind_the_last_cell_of_a_row_is_not_lost() -> None:
    assert texts(read(rb"{\rtf1\trowd\intbl A\cell B\cell C\row\pard Sau.}")) == ["A | B | C", "Sau."]


def test_what_stands_in_for_a_letter_and_what_is_no_text_end_with_their_group() -> None:
    assert texts(read(rb"{\rtf1 {H\u7879}? {\v\bin2 }}An}Hi\u7879?n}")) == ["Hệ? Hiện"]
    assert texts(read(rb"{\rtf1 Tr\u432?\u7899?c}\footnote\par sau")) == ["Trước", "sau"]


def test_letters_are_read_by_their_font_or_by_the_code_page_of_all() -> None:
    fonts = rb"{\fonttbl{\f0 \u272?en;}{\f1\fcharset163 .VnTime;}{\f2\fcharset163{\*\falt .VnTime}Arial;}}"
    assert texts(
        read(rb"{\rtf1\ansicpg1251" + fonts + rb"\f0 \'c2\'ee\f2  \'e3n\f1  c\'e3 c\'abng ngh\'d6}")
    ) == ["Во ăn có công nghệ"]


@pytest.mark.parametrize("page", [b"9999", b"1252", b"-1"])
def test_a_code_page_that_nobody_knows_is_that_of_western_europe(page: bytes) -> None:
    assert texts(read(rb"{\rtf1\ansi\ansicpg" + page + rb" C\'e9, \outlinelevel-9 d\'e0i}")) == ["Cé, dài"]


def test_rows_of_a_table_in_a_cell_are_rows() -> None:
    inner = rb"A\nestcell B\nestcell{\*\nesttableprops\nestrow}{\nonesttables\par}C\nestcell{\*\nesttableprops\nestrow}"
    assert texts(read(rb"{\rtf1\trowd\intbl " + inner + rb" D\cell\row\pard H\u7871?t.}")) == [
        "A | B // C // D", "Hết."
    ]  # fmt: skip
