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


def test_where_most_lines_end_at_the_same_place_one_that_does_not_ends_its_paragraph() -> None:
    lines = [NAMES, NAMES, NAMES, SHORTER, NAMES, NAMES]
    assert said(set_lines(lines)) == [" ".join(lines[:4]), " ".join(lines[4:])]


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


MOVED = "Huyện Tam Bình, Vũng Liêm, Long Hồ, Mang Thít"
BODY = set_lines([f"{NAMES} Kế Hoạch Số Mười Hai"], y=792)
TITLE = "PHÊ DUYỆT KẾ HOẠCH ỨNG DỤNG CÔNG NGHỆ THÔNG TIN NĂM 2018"
REST = "CỦA TỈNH VĨNH LONG"


def centred(*lines: str, font: str = "B") -> list[str]:
    """Read lines that stand in the middle below one of text that is as wide as the page."""
    wide = 6 * len(f"{NAMES} Kế Hoạch Số Mười Hai")
    placed = (
        set_lines([text], x=72 + (wide - 6 * len(text)) / 2, y=744 - 16 * at, font=font)
        for at, text in enumerate(lines)
    )
    return said(BODY + b"".join(placed))[1:]


def test_a_title_in_the_middle_goes_on_in_the_next_line_where_it_filled_the_first() -> None:
    assert centred(TITLE, REST) == [f"### {TITLE} {REST}"]
    assert centred("QUYẾT ĐỊNH", "Phê duyệt kế hoạch") == ["### QUYẾT ĐỊNH", "### Phê duyệt kế hoạch"]
    assert centred(f"{TITLE}:", REST) == [f"### {TITLE}:", f"### {REST}"]
    assert centred(TITLE, REST, font="F") == [TITLE, REST]


def test_bold_lines_at_the_left_or_the_right_are_no_title() -> None:
    assert said(BODY + set_lines(["Chủ tịch"], x=350, y=744, font="B"))[1:] == ["Chủ tịch"]
    middle = set_lines([REST], x=72 + 6 * (len(NAMES) + 22 - len(REST)) / 2, y=728, font="B")
    assert said(BODY + set_lines([TITLE], y=744, font="B") + middle)[1:] == [TITLE, f"### {REST}"]
    below = set_lines(["Các Sở Ban Ngành"], y=728, font="B")
    first = set_lines([TITLE], x=72 + 6 * (len(NAMES) + 22 - len(TITLE)) / 2, y=744, font="B")
    assert said(BODY + first + below)[1:] == [f"### {TITLE}", "Các Sở Ban Ngành"]


@pytest.mark.parametrize(
    ("lines", "read_as"),
    [
        ([NAMES, "\ttheo quy định"], [f"{NAMES} theo quy định"]),
        ([NAMES, f"\t{MOVED}", "\tTrà Ôn"], [NAMES, f"{MOVED} Trà Ôn"]),
        ([f"b) {MOVED}", "\tLong Hồ"], [f"b) {MOVED} Long Hồ"]),
        ([NAMES, "- Sở Nội vụ"], [NAMES, "-: Sở Nội vụ"]),
    ],
)  # fmt: skip
def test_a_line_that_is_moved_in_begins_a_paragraph_unless_what_is_above_is_moved_in_or_hangs(
    lines: list[str], read_as: list[str]
) -> None:
    assert said(set_lines(lines)) == read_as
