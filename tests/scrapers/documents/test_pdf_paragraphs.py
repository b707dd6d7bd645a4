"""Which lines of PDF files are one paragraph, and which only stand below each other."""

import pytest

from scrapers.documents.pdf.paragraphs import glued
from tests.scrapers.documents.making import Pdf, read, set_lines, texts
from tests.scrapers.documents.test_pdf_columns import STATE

NAMES = "Phường Cái Vồn Thị Xã Bình Minh Tỉnh Vĩnh Long"
"""Words of which none shows by a small letter that it goes on."""


def said(*pages: bytes) -> list[str]:
    return texts(read(Pdf(list(pages)).made()))


def test_a_block_at_another_place_has_edges_of_its_own() -> None:
    block = ["Phường Cái Vồn Thị Xã", "Bình Minh Tỉnh Vĩnh Long"]
    assert said(set_lines([f"{NAMES} {NAMES}"]), set_lines(block, x=250)) == [f"{NAMES} {NAMES}", NAMES]


SHORTER = NAMES.replace("Long", "Lê")


@pytest.mark.parametrize("lines", [[NAMES, SHORTER, NAMES], [SHORTER, NAMES] * 4 + [SHORTER]])
def test_lines_that_end_at_the_same_place_by_chance_are_not_justified(lines: list[str]) -> None:
    assert said(set_lines(lines)) == [" ".join(lines)]


@pytest.mark.parametrize(
    ("before", "after"), [("Cử cán bộ xã.", "theo dõi tiếp"), ("Giao cho các cơ quan", "a) Sở Nội vụ")]
)
def test_what_has_ended_or_begins_anew_does_not_go_on_on_the_next_page(before: str, after: str) -> None:
    assert said(set_lines([before]), set_lines([after])) == [before, *texts_of(after)]


def texts_of(after: str) -> list[str]:
    return texts(read(Pdf([set_lines([after])]).made()))


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Kế hoạch -", "2018"), "Kế hoạch - 2018"),
        (("số 12/KH-", "UBND"), "số 12/KH-UBND"),
        (("số 12/", "“mật”"), "số 12/ “mật”"),
        (("xâm nh\xad", "ập"), "xâm nhập"),
    ],
)
def test_a_hyphen_joins_what_stands_right_on_both_sides_of_it(lines: tuple[str, ...], whole: str) -> None:
    assert glued(lines) == whole


LEFT = [
    "Nơi nhận: các sở, ban, ngành tỉnh Vĩnh Long",
    "Ủy ban nhân dân các huyện",
    "Phòng Văn hóa, Thông tin",
    "Lưu: Văn thư, Tổng hợp",
]
MIDDLE = [
    "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG",
    "SỞ THÔNG TIN, TRUYỀN THÔNG",
    "PHÒNG BƯU CHÍNH, VIỄN THÔNG XÃ",
    "TRUNG TÂM ĐIỀU HÀNH, SỐ 2",
]
SHORT = ["UBND TỈNH VĨNH", "SỞ THÔNG TIN, X", "TRUYỀN THÔNG XÃ", "PHÒNG BƯU CHÍNH"]


def test_short_uneven_or_centred_lines_beside_others_stay_lines() -> None:
    for lines in (LEFT, SHORT):
        assert said(set_lines(lines, size=9) + STATE)[0] == "\n".join(lines)
    centred = b"".join(
        set_lines([text], x=72 + 4.5 * (30 - len(text)) / 2, y=760 - 16 * at, size=9)
        for at, text in enumerate(MIDDLE)
    )
    assert said(centred + STATE)[0] == "\n".join(MIDDLE)


def test_a_line_beside_others_goes_on_where_it_begins_with_a_small_letter_unless_it_ended() -> None:
    left = ["Trung tâm Công nghệ thông", "tin và Truyền thông", "Số 1.", "đường 2/9"]
    assert (
        said(set_lines(left) + STATE)[0] == "Trung tâm Công nghệ thông tin và Truyền thông\nSố 1.\nđường 2/9"
    )
    assert said(set_lines(left[1:]) + STATE)[0].startswith("tin và")


def test_letters_of_another_size_begin_a_paragraph() -> None:
    small = set_lines(["Chữ nhỏ hơn ở ngay bên dưới dòng chữ lớn này"], y=744, size=9)
    assert said(set_lines([NAMES[:40]]) + small)[1:] == ["Chữ nhỏ hơn ở ngay bên dưới dòng chữ lớn này"]


def test_what_is_bold_and_what_is_not_are_paragraphs_unless_a_sentence_goes_on() -> None:
    def two(below: str) -> list[str]:
        return said(set_lines([NAMES], font="B") + set_lines([below], y=744))

    assert two("Ngày 17 tháng 01") == [NAMES, "Ngày 17 tháng 01"]
    assert two("họp ngày 17 tháng 01") == [f"{NAMES} họp ngày 17 tháng 01"]


def test_a_sentence_that_ended_early_ends_a_paragraph_whatever_letter_the_next_begins_with() -> None:
    assert said(set_lines([NAMES, "Xã Quới An.", "đường tỉnh 907"])) == [
        f"{NAMES} Xã Quới An.",
        "đường tỉnh 907",
    ]
