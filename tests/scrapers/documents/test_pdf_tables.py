"""The tables of PDF files whose cells have lines around them."""

import pytest

from scrapers.documents.pdf import grid
from scrapers.model import Table
from tests.scrapers.documents.making import line, read, set_lines, texts, wrapped
from tests.scrapers.documents.test_pdf import PLAN, pdf


def ruled(
    rows: list[list[list[str]]], x: float = 72, y: float = 700, wide: float = 140, high: float = 40
) -> bytes:
    """Write a table with lines around its cells."""
    out = b""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            left, top = x + wide * column, y - high * at
            out += b"%g %g %g %g re S\n" % (left, top - high, wide, high)
            out += set_lines(cell, left + 4, top - 14, size=10, apart=12)
    return out


def test_a_table_with_lines_is_a_table_whose_cells_may_have_several_lines() -> None:
    rows = [
        [["STT"], ["Địa điểm"], ["Thời gian"]],
        [["1"], ["Hội trường huyện", "Long Hồ"], ["02/4/2018"]],
        [["2"], ["Huyện Tam Bình"], ["05/4/2018"]],
    ]
    above, below = set_lines(["Lịch tập huấn:"], y=720), set_lines(["Nghỉ trưa tại chỗ."], y=550)
    document = read(pdf(above + ruled(rows) + below).made())

    assert texts(document) == [
        "Lịch tập huấn:",
        (
            "STT | Địa điểm | Thời gian // 1 | Hội trường huyện Long Hồ | 02/4/2018"
            " // 2 | Huyện Tam Bình | 05/4/2018"
        ),
        "Nghỉ trưa tại chỗ.",
    ]


def test_cells_that_are_one_are_read_where_they_begin() -> None:
    """The head goes over two columns, the first cell over two rows; both hold text in their middle."""
    across = b"72 660 280 40 re S\n" + line(230, 675, "Lịch tập huấn", size=10)
    beside = b"72 580 140 80 re S\n" + line(76, 610, "Đợt một", size=10)
    cells = b"212 620 140 40 re S 212 580 140 40 re S\n"
    cells += line(216, 645, "Long Hồ", size=10) + line(216, 590, "Tam Bình", size=10)

    assert texts(read(pdf(across + beside + cells).made())) == [
        "Lịch tập huấn // Đợt một | Long Hồ //  | Tam Bình"
    ]


@pytest.mark.parametrize("matrix", [b"0 1 -1 0 595 0", b"0 -1 1 0 0 842", b"-1 0 0 -1 595 842"])
def test_tables_of_pages_that_lie_on_their_side_or_head_are_tables(matrix: bytes) -> None:
    turned = b"q %s cm\n" % matrix + ruled([[["a"], ["b"]], [["c"], ["d"]]], y=400) + b"Q\n"
    (table,) = read(pdf(turned + line(20, 20, "1")).made()).blocks

    assert isinstance(table, Table)
    assert table.rows == (("a", "b"), ("c", "d"))


def test_a_table_goes_on_on_the_next_page_without_its_head_once_more() -> None:
    head = [["STT"], ["Đơn vị"]]
    pages = [ruled([head, [["1"], ["Long Hồ"]]]), ruled([head, [["2"], ["Tam Bình"]]])]

    assert texts(read(pdf(*pages).made())) == ["STT | Đơn vị // 1 | Long Hồ // 2 | Tam Bình"]


def test_tables_and_what_stands_between_them_come_in_their_order_and_edges_hold_behind_them() -> None:
    cells = [[["a"], ["b"]], [["c"], ["d"]]]
    content = set_lines(wrapped(PLAN), y=800) + ruled(cells, y=500) + set_lines(["Bảng hai"], y=590)
    content += ruled([[["e"], ["f"]], [["g"], ["h"]]], y=700, wide=100) + set_lines(
        ["Lưu văn thư", "Sở Nội vụ"], y=380
    )

    assert texts(read(pdf(content).made())) == [
        *(PLAN, "e | f // g | h", "Bảng hai", "a | b // c | d", "Lưu văn thư", "Sở Nội vụ"),
    ]


@pytest.mark.parametrize(("bold", "header"), [((0,), True), ((0, 1), False), ((1,), False), ((), False)])
def test_a_first_row_that_alone_is_bold_is_the_head(bold: tuple[int, ...], header: bool) -> None:
    content = ruled([[[""], [""]], [[""], [""]]])
    for row, texts_of in enumerate((("STT", "Đơn vị"), ("1", "Long Hồ"))):
        font = "B" if row in bold else "F"
        content += b"".join(
            line(76 + 140 * at, 686 - 40 * row, text, font=font) for at, text in enumerate(texts_of)
        )
    (table,) = read(pdf(content).made()).blocks

    assert isinstance(table, Table)
    assert (table.rows, table.header) == ((("STT", "Đơn vị"), ("1", "Long Hồ")), header)


def test_frames_below_each_other_and_drawings_are_no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = ruled([[["Một khung."]], [["Hai khung."]]], wide=400)
    assert texts(read(pdf(frames).made())) == ["Một khung.", "Hai khung."]

    cells = pdf(ruled([[["a"], ["b"]], [["c"], ["d"]]]))
    assert isinstance(read(cells.made()).blocks[0], Table)
    monkeypatch.setattr(grid, "_MOST", 15)
    assert texts(read(cells.made())) == ["a b", "c d"]
