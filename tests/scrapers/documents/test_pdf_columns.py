"""What stands beside each other on pages of PDF files, and what only seems to."""

from scrapers.model import Table
from tests.scrapers.documents.making import Pdf, line, read, set_lines, set_rows, texts

WIDE = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"
HEAD = set_lines(["UBND TỈNH VĨNH LONG", "SỞ THÔNG TIN"])
STATE = set_lines(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], x=300)
SIDES = [
    "UBND TỈNH VĨNH LONG\nSỞ THÔNG TIN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
]


def said(content: bytes) -> list[str]:
    return texts(read(Pdf([content]).made()))


def test_one_line_with_a_wide_gap_is_a_line() -> None:
    assert said(set_lines([WIDE]) + line(72, 700, "Người lập") + line(300, 700, "Lê Thị Ẩn")) == [
        WIDE, "Người lập Lê Thị Ẩn"
    ]  # fmt: skip


def test_a_text_right_below_two_that_stand_beside_each_other_goes_over_both() -> None:
    assert said(HEAD + STATE + line(72, 728, WIDE)) == [*SIDES, WIDE]


def test_what_stands_far_below_one_of_two_texts_is_no_part_of_it() -> None:
    assert said(HEAD + STATE + line(72, 640, "Phụ lục")) == [*SIDES, "Phụ lục"]


def test_a_text_above_two_that_stand_beside_each_other_comes_first() -> None:
    above = set_lines(["Mẫu số 01", "Ban hành theo Thông tư 12"], y=820)
    assert said(above + HEAD + STATE) == ["Mẫu số 01", "Ban hành theo Thông tư 12", *SIDES]


def test_a_gap_in_a_short_line_below_a_longer_one_parts_no_columns() -> None:
    left = line(72, 700, "Ủy ban nhân dân huyện Vũng Liêm") + line(72, 684, "Số") + line(200, 684, "Lê Ẩn")
    assert said(left + line(330, 700, "Vĩnh Long") + line(330, 684, "Trà Vinh")) == [
        "Ủy ban nhân dân huyện Vũng Liêm\nSố Lê Ẩn", "Vĩnh Long\nTrà Vinh"
    ]  # fmt: skip


def test_signatures_in_three_places_are_no_rows() -> None:
    places = ["NGƯỜI LẬP", "KẾ TOÁN TRƯỞNG", "THỦ TRƯỞNG ĐƠN VỊ"]
    heads = set_rows([places], (72, 220, 390))
    names = (
        line(72, 684, "Lê Ẩn") + line(220, 668, "Võ Ánh") + line(390, 652, "Hồ Ơn") + line(390, 640, "Ký số")
    )
    assert said(heads + names) == [
        "NGƯỜI LẬP\nLê Ẩn",
        "KẾ TOÁN TRƯỞNG\nVõ Ánh",
        "THỦ TRƯỞNG ĐƠN VỊ\nHồ Ơn\nKý số",
    ]


def rows_of(*rows: tuple[str, ...]) -> list[str]:
    """Read cells that stand in rows without lines."""
    places = ((72, 300), (72, 240, 410))[len(rows[0]) - 2]
    return said(set_rows(rows, places, size=9))


def test_two_cells_are_a_row_where_one_is_a_number_or_a_label() -> None:
    assert rows_of(("Vũng Liêm", "12,5 %"), ("Trà Ôn", "8,25 %")) == ["Vũng Liêm | 12,5 % // Trà Ôn | 8,25 %"]
    assert rows_of(("Họ tên:", "Lê Ẩn"), ("Chức vụ:", "Kế toán")) == ["Họ tên: | Lê Ẩn // Chức vụ: | Kế toán"]
    assert rows_of(("Lê Ẩn", "Kế toán"), ("Võ Ánh", "Thủ quỹ")) == ["Lê Ẩn\nVõ Ánh", "Kế toán\nThủ quỹ"]


def test_three_short_cells_are_a_row_whatever_they_say() -> None:
    rows = (
        ("", "Chủ trì", "Phối hợp"),
        ("Tập huấn cho cấp xã", "Sở Nội vụ", "Sở Thông tin"),
        ("In ấn", "Sở Y tế", "Sở Tài chính"),
    )
    whole = " // ".join(" | ".join(row) for row in rows)
    assert rows_of(*rows) == [whole]
    assert rows_of(*rows, ("", "", "và Xây dựng")) == [f"{whole} và Xây dựng"]


def test_long_texts_in_two_places_are_no_rows_though_one_has_numbers() -> None:
    left = [
        "02703 822 000, 02703 822 001, 02703 822 002",
        "02703 822 003, 02703 822 00",
        "02703 822 004, 02703 822 00",
    ]
    right = [
        "Ủy ban nhân dân huyện Vũng Liêm, tỉnh Vĩnh Long",
        "Ủy ban nhân dân thị xã Bì",
        "Ủy ban nhân dân huyện Trà",
    ]
    document = read(Pdf([set_lines(left, size=9) + set_lines(right, x=330, size=9)]).made())
    assert not any(isinstance(block, Table) for block in document.blocks)


def test_long_cells_most_of_which_end_early_are_rows() -> None:
    rows = [
        (
            "Trung tâm Văn hóa, Thể thao tỉnh",
            "Hội trường số một, tầng hai, nhà A",
            "Sáng thứ hai, 12 tháng 3",
        ),
        ("Phòng Bưu chính, tỉnh", "Phòng họp số bốn, nhà B", "Chiều thứ ba, 13/3"),
        ("Văn phòng Ủy ban tỉnh", "Phòng họp số năm, nhà B", "Sáng thứ tư, 14/3"),
        ("Ban Tổ chức Tỉnh ủy", "Hội trường huyện ủy", "Chiều thứ năm, 15/3"),
    ]
    assert said(set_rows(rows, (40, 250, 470))) == [" // ".join(" | ".join(row) for row in rows)]
