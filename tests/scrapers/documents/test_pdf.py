"""The text of PDF files: lines, paragraphs, columns, tables, margins, notes."""

import pytest

from scrapers.model import ListBlock, NoText, Table
from tests.scrapers.documents.making import Pdf, line, read, set_lines, set_rows, stream, texts, wrapped

PLAN = (
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 03 tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Vĩnh Long về ứng dụng "
    "công nghệ thông tin, Sở Thông tin và Truyền thông tổ chức lớp tập huấn sử dụng chữ ký số cho cấp xã."
)
MORE = (
    "Lãnh đạo Ủy ban nhân dân xã, phường, thị trấn cử công chức văn phòng tham dự đầy đủ, đúng thành phần và "
    "mang theo thiết bị lưu khóa bí mật đã được Ban Cơ yếu Chính phủ cấp để thực hành tại lớp."
)


def pdf(*pages: bytes) -> Pdf:
    return Pdf(list(pages))


def test_lines_are_joined_to_paragraphs_that_begin_moved_in() -> None:
    document = read(pdf(set_lines([*wrapped(PLAN), *wrapped(MORE)])).made())

    assert texts(document) == [PLAN, MORE]
    assert document.pages == 1
    assert not document.cut


def test_a_line_that_ended_early_ends_a_paragraph_without_indents() -> None:
    lines = [one.strip() for one in (*wrapped(PLAN, 60), *wrapped(MORE, 60))]

    assert texts(read(pdf(set_lines(lines)).made())) == [PLAN, MORE]


def test_a_gap_ends_a_paragraph_even_in_the_midst_of_a_sentence() -> None:
    lines = [one.strip() for one in wrapped(PLAN)]
    first, rest = set_lines(lines[:2]), set_lines(lines[2:], y=760 - 2 * 16 - 12)

    assert texts(read(pdf(first + rest).made())) == [" ".join(lines[:2]), " ".join(lines[2:])]


def test_articles_items_and_numbers_begin_paragraphs_and_lists() -> None:
    lines = [
        *("Điều 1. Phạm vi điều chỉnh", "a) Lớp thứ nhất", "b) Lớp thứ hai", "1. Mục đích", "2. Yêu cầu"),
        *("- Lãnh đạo xã;", "- Công chức văn phòng phụ trách văn thư,", "lưu trữ."),
    ]
    document = read(pdf(set_lines(lines)).made())

    assert texts(document) == [
        *("Điều 1. Phạm vi điều chỉnh", "a) Lớp thứ nhất", "b) Lớp thứ hai", "1: Mục đích / Yêu cầu"),
        "-: Lãnh đạo xã; / Công chức văn phòng phụ trách văn thư, lưu trữ.",
    ]
    assert isinstance(document.blocks[3], ListBlock)


def test_a_bold_line_in_the_middle_is_a_heading() -> None:
    title = line(250, 800, "KẾ HOẠCH", font="B", size=14)
    chapter = set_lines(["\tĐiều 2. Kinh phí"], y=700, font="B")
    body = set_lines(wrapped(PLAN), y=780) + chapter + set_lines(wrapped(MORE), y=680)

    assert texts(read(pdf(title + body).made())) == ["### KẾ HOẠCH", PLAN, "### Điều 2. Kinh phí", MORE]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    lines = ["Trung tâm Công nghệ thông tin thuộc Sở Thông tin và Truyền thông Bưu chính-", "Viễn thông"]

    assert texts(read(pdf(set_lines(lines)).made())) == [lines[0] + lines[1]]


def test_words_are_parted_by_gaps_where_no_space_is_written() -> None:
    moved = b"BT /F 12 Tf 72 700 Td [<%s> -300 <%s> 40 <%s>] TJ ET" % tuple(
        text.encode("utf-16-be").hex().encode() for text in ("Vĩnh", "Lo", "ng")
    )
    apart = line(72, 660, "Trà") + line(72 + 3 * 6 + 3, 660, "Vinh")

    assert texts(read(pdf(moved + apart).made())) == ["Vĩnh Long", "Trà Vinh"]


def test_numbers_of_pages_and_what_repeats_on_each_are_left_out() -> None:
    pages = [
        line(290, 810, str(at))
        + line(72, 40, f"Kế hoạch tập huấn năm 2018 - Trang {at}/3", size=8)
        + set_lines(wrapped(text), y=770)
        for at, text in enumerate((PLAN, MORE, "Kinh phí: " + PLAN), 1)
    ]
    document = read(pdf(*pages).made())

    assert texts(document) == [PLAN, MORE, "Kinh phí: " + PLAN]
    assert document.pages == 3


@pytest.mark.parametrize(
    ("foot", "is_number"),
    [
        *(("3", True), ("- 3 -", True), ("Trang 3", True), ("trang 3/15", True), ("Page 3 of 15", True)),
        *(
            ("Tr. 3 trên 15", True),
            ("iv", True),
            ("|3|", True),
            ("12345", False),
            ("Trang bìa", False),
            ("vl", False),
        ),
    ],
)
def test_the_number_of_a_page_is_known_by_how_it_is_written(foot: str, is_number: bool) -> None:
    page = set_lines([one.strip() for one in wrapped(PLAN)]) + line(280, 40, foot)

    assert texts(read(pdf(page).made())) == [PLAN] + [foot] * (not is_number)


@pytest.mark.parametrize("pages", [1, 2])
def test_a_file_of_which_no_page_can_be_read_is_damaged(pages: int) -> None:
    assert read(Pdf([b"zz~"] * pages, filter=b"/Filter /ASCII85Decode").made()).no_text is NoText.DAMAGED


def test_of_numbers_at_the_end_of_a_page_two_are_of_its_margin() -> None:
    page = set_lines(wrapped(PLAN)) + b"".join(line(72, 100 - 30 * at, str(at)) for at in range(1, 4))

    assert texts(read(pdf(page).made())) == [PLAN, "1"]


def test_what_stands_on_top_of_few_pages_is_text() -> None:
    tops = ["Danh sách", "Danh sách", "Danh sách", "Một", "Hai", "Ba"]
    document = read(pdf(*(line(72, 800, top) + line(72, 400, "Đã ký.") for top in tops)).made())

    assert texts(document) == tops


def test_what_repeats_is_left_out_of_pages_that_lie_on_their_side_too() -> None:
    upright = [line(72, 800, "Dự thảo lần 2") + set_lines(wrapped(text), y=770) for text in (PLAN, MORE)]
    lying = line(72, 560, "Dự thảo lần 2") + set_lines(wrapped("Phụ lục. " + PLAN), y=500)

    assert texts(read(pdf(*upright, lying).made())) == [PLAN, MORE, "Phụ lục. " + PLAN]


def test_notes_below_pages_stand_at_the_end_and_a_paragraph_goes_on_over_them() -> None:
    lines = [one.strip() for one in wrapped(PLAN)]
    small = {"size": 9.0, "apart": 11.0}
    first = set_lines(lines[:2], y=200) + set_lines(
        ["1Luật số 77/2015/QH13", "12 chương.", "2 Nghị định."], y=80, **small
    )
    last = set_lines(lines[2:]) + set_lines(["Nguồn: Cục Thống kê", "[3] Thông tư."], y=80, **small)

    assert texts(read(pdf(first, last).made())) == [
        *(
            PLAN,
            "Nguồn: Cục Thống kê",
            "[1] Luật số 77/2015/QH13 12 chương.",
            "[2] Nghị định.",
            "[3] Thông tư.",
        ),
    ]


def test_what_begins_with_a_number_and_is_as_large_as_the_text_is_no_note() -> None:
    content = set_lines(wrapped(PLAN)) + line(72, 200, "1 Phòng họp lớn.") + line(72, 100, "Sở Nội vụ")

    assert texts(read(pdf(content).made())) == [PLAN, "1 Phòng họp lớn.", "Sở Nội vụ"]


def test_what_a_word_processor_marks_as_head_or_foot_is_left_out() -> None:
    head = b"/Artifact <</Type /Pagination /Subtype /Header>> BDC /Span BMC\n" + line(
        72, 800, "Dự thảo lần 2"
    )
    lines = b"EMC EMC EMC /Artifact BMC 72 790 400 1 re f\n" + set_lines(wrapped(PLAN)) + b"EMC\n"
    form = stream(line(72, 60, "Mật"), b"/Type /XObject /Subtype /Form")
    foot = b"/Artifact <</Type /Pagination>> BDC /X Do EMC\n"
    one = Pdf(
        [b"/Part BMC\n" + head + lines + foot + b"EMC"], extra=[form], resources=b"/XObject << /X 10 0 R >>"
    )

    assert texts(read(one.made())) == [PLAN]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    lines = wrapped(PLAN)

    assert texts(read(pdf(set_lines(lines[:2], y=100), set_lines(lines[2:])).made())) == [PLAN]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = wrapped(PLAN, 35), wrapped(MORE, 35)

    assert texts(read(pdf(set_lines(left) + set_lines(right, x=320, y=757)).made())) == [PLAN, MORE]


def test_three_narrow_columns_are_no_rows_of_cells() -> None:
    columns = [[one.strip() for one in wrapped(text, 27)] for text in (PLAN, MORE, PLAN)]
    content = b"".join(set_lines(one, x=60 + 180 * at) for at, one in enumerate(columns))

    assert texts(read(pdf(content).made())) == [PLAN, MORE, PLAN]


def test_numbers_far_before_their_items_are_no_column() -> None:
    items = (
        "Nâng cao nhận thức của lãnh đạo, công chức các xã, phường, thị trấn về",
        "chữ ký số;",
        "Bảo đảm an toàn.",
    )
    text = set_lines(items, x=110) + line(72, 760, "1.") + line(72, 728, "2.")

    assert texts(read(pdf(text).made())) == [f"1: {items[0]} {items[1]} / {items[2]}"]


def test_dots_up_to_a_page_or_to_write_on_are_few() -> None:
    lines = [
        "Mục 1. Phạm vi" + "." * 60 + " 3",
        "Mục 2. Đối tượng" + " ." * 40 + " 12",
        "Họ và tên: " + "…" * 30,
    ]

    assert texts(read(pdf(set_lines(lines)).made())) == [
        *("Mục 1. Phạm vi … 3", "Mục 2. Đối tượng … 12", "Họ và tên …"),
    ]


def test_the_head_of_a_letter_is_read_side_by_side() -> None:
    left = set_lines(["UBND TỈNH VĨNH LONG", "SỞ THÔNG TIN", "Số: 24/KH-STTTT"], size=11)
    right = set_lines(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], x=300, size=11)
    document = read(pdf(left + right + set_lines(wrapped(PLAN), y=680)).made())

    assert texts(document) == [
        "UBND TỈNH VĨNH LONG\nSỞ THÔNG TIN\nSố: 24/KH-STTTT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        PLAN,
    ]


def test_signatures_may_stand_close_beside_whom_a_letter_goes_to() -> None:
    left = set_lines(["Nơi nhận:", "- Như Điều 3;", "- Thường trực Tỉnh ủy;", "- Lưu: VT."])
    right = set_lines(["TM. ỦY BAN NHÂN DÂN", "", "", "Huỳnh Ngọc Ẩn"], x=72 + 22 * 6 + 3)
    right += set_lines(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], x=240, y=744)

    assert texts(read(pdf(left + right).made())) == [
        "Nơi nhận:\n- Như Điều 3;\n- Thường trực Tỉnh ủy;\n- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nHuỳnh Ngọc Ẩn",
    ]


def test_whom_a_letter_is_for_stands_below_its_head() -> None:
    left = set_lines(["UBND TỈNH", "Số: 24/KH", "V/v tập huấn", "Kính gửi: Các sở."], size=11)
    right = set_lines(["CỘNG HÒA XÃ HỘI", "Độc lập - Tự do"], x=300, size=11)

    assert texts(read(pdf(left + right).made())) == [
        *("UBND TỈNH\nSố: 24/KH\nV/v tập huấn", "CỘNG HÒA XÃ HỘI\nĐộc lập - Tự do", "Kính gửi: Các sở."),
    ]


def test_rows_without_lines_are_rows() -> None:
    rows = [("STT", "Đơn vị", "Chỉ tiêu"), ("1", "Phòng Bưu chính", "3"), ("2", "Trung tâm CNTT", "5")]
    (block,) = read(pdf(set_rows(rows, (72, 150, 350), apart=18)).made()).blocks

    assert isinstance(block, Table)
    assert block.rows == tuple(rows)


def test_a_line_without_a_first_cell_goes_on_with_the_row_above() -> None:
    rows = [
        ("1", "Phòng Bưu chính", "3"),
        ("", "Viễn thông", ""),
        ("2", "Trung tâm CNTT", "5"),
        ("3", "Văn phòng", "2"),
    ]
    assert texts(read(pdf(set_rows(rows, (72, 150, 350))).made())) == [
        "1 | Phòng Bưu chính Viễn thông | 3 // 2 | Trung tâm CNTT | 5 // 3 | Văn phòng | 2"
    ]


def test_a_page_that_lies_on_its_side_is_read_too() -> None:
    turned = b"q 0 1 -1 0 595 0 cm\n" + set_lines(wrapped(PLAN), y=500) + b"Q\n"

    assert texts(read(pdf(turned).made())) == [PLAN]


def test_what_stands_aslant_is_a_stamp() -> None:
    stamp = b"q 0.7 0.7 -0.7 0.7 100 100 cm\n" + line(0, 0, "BẢN DỰ THẢO", size=40) + b"Q\n"

    assert texts(read(pdf(stamp + set_lines(wrapped(PLAN))).made())) == [PLAN]


def test_letters_that_are_drawn_twice_to_look_bold_are_read_once() -> None:
    twice = line(72, 700, "KẾ HOẠCH TẬP HUẤN") + line(72.4, 700, "KẾ HOẠCH TẬP HUẤN")

    assert texts(read(pdf(twice).made())) == ["KẾ HOẠCH TẬP HUẤN"]


def test_letters_that_stand_side_by_side_one_by_one_are_all_read() -> None:
    content = b"".join(line(72 + 6 * at, 700, letter) for at, letter in enumerate("Xoong 2011"))

    assert texts(read(pdf(content).made())) == ["Xoong 2011"]
