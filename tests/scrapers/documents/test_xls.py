"""The text of the XLS of Excel 97 to 2003: cells of every kind, texts that go on in the next record."""

import struct

from scrapers.model import NoText
from tests.scrapers.documents.making import read, texts
from tests.scrapers.documents.olefiles import CUTOFF, at, compound, narrow, record, wide, xls


def shared(text: str, flags: int = 1, between: bytes = b"") -> bytes:
    written = text.encode("utf-16-le") if flags & 1 else text.encode("latin-1")
    return struct.pack("<HB", len(text), flags) + between + written


def table(*parts: bytes, count: int = 9) -> list[bytes]:
    return [struct.pack("<LL", count, count) + parts[0], *parts[1:]]


def cell(row: int, column: int, number: int) -> bytes:
    return record(0xFD, at(row, column) + struct.pack("<L", number))


def test_cells_show_texts_numbers_days_and_results() -> None:
    real = struct.pack("<d", 43171.0)
    cells = (
        *(
            cell(0, 0, 0),
            cell(0, 2, 1),
            record(0x203, at(1, 0, 1) + real),
            record(0x203, at(1, 1, 2) + struct.pack("<d", 0.125)),
        ),
        record(0xBD, struct.pack("<HH", 2, 0) + struct.pack("<HLHLH", 0, 1205 << 2 | 3, 0, (7 << 2) | 2, 1)),
        record(0x27E, at(2, 2) + struct.pack("<L", struct.unpack("<Q", struct.pack("<d", 2.5))[0] >> 32)),
        record(0x27E, at(2, 3) + struct.pack("<l", -7 << 2 | 2)),
        record(0x06, at(3, 0) + struct.pack("<d", 3.0) + bytes(8)),
        record(0x06, at(3, 1) + b"\0" * 6 + b"\xff\xff" + bytes(8)) + record(0x207, wide("Đạt")),
        record(0x204, at(3, 2) + wide("Nhãn"))
        + record(0x205, at(3, 3) + b"\1\0")
        + record(0x205, at(3, 4) + b"\7\1")
        + record(0x204, at(3, 5) + b"\3\0\0H\xeatformed"),
        *(record(0x06, at(4, 0) + b"\1\0\1\0\0\0\xff\xff"), record(0x06, at(4, 1) + b"\1\0\0\0\0\0\xff\xff")),
        *(record(0x06, at(4, 2) + b"\2\0\x2a\0\0\0\xff\xff"), record(0x204, at(4, 3) + wide("Hết"))),
        cell(5, 0, 99),
    )
    body = xls(
        {"Học viên": b"".join(cells), ".Ẩn": cell(0, 0, 0), "Trống": b""},
        table(shared("Họ tên") + shared("Ngay", 0)),
    )

    assert texts(read(body)) == [
        "## Học viên",
        (
            "Họ tên |  | Ngay // 12/03/2018 | 12,50% // 12,05 | 7 | 2,5 | -7"
            " // 3 | Đạt | Nhãn | TRUE |  | Hêt // TRUE | FALSE |  | Hết"
        ),
    ]


def test_a_text_goes_on_in_the_next_record_with_other_letters() -> None:
    first = shared("Nguyễn Văn A")[:-8]
    formed = shared("Trần", 1 | 8 | 4, struct.pack("<HL", 1, 3)) + b"forms!!"
    parts = table(first, b"\0n A." + formed[:4], formed[4:] + shared("Cuối"))
    body = xls({"Một": b"".join(cell(row, 0, row) for row in range(3))}, parts)

    assert texts(read(body)) == ["## Một", "Nguyễn Vn A. // Trần // Cuối"]


def test_a_text_whose_letters_begin_in_the_next_record_is_read_and_so_is_the_next() -> None:
    whole = shared("Nguyễn")
    body = xls(
        {"Một": b"".join(cell(row, 0, row) for row in range(2))},
        table(whole[:3], b"\1" + whole[3:] + shared("Trần")),
    )

    assert texts(read(body)) == ["## Một", "Nguyễn // Trần"]


def test_what_a_shared_formula_comes_to_stands_where_it_was_asked() -> None:
    formula = record(0x06, at(3, 1) + b"\0" * 6 + b"\xff\xff" + bytes(8))
    cells = formula + record(0x4BC, struct.pack("<HHBB", 9, 9, 0, 0) + bytes(10)) + record(0x207, wide("Đạt"))
    rich = record(0xD6, at(3, 2) + wide("Nhãn") + b"formed")

    assert texts(read(xls({"Một": cells + rich}))) == ["## Một", " | Đạt | Nhãn"]


def test_a_calendar_may_begin_in_1904() -> None:
    cells = record(0x203, at(0, 0, 1) + struct.pack("<d", 43171.0 - 1462))

    assert texts(read(xls({"Một": cells}, more=record(0x22, b"\1\0")))) == ["## Một", "12/03/2018"]


def test_a_workbook_of_excel_95_has_texts_of_one_byte_a_letter() -> None:
    cells = (
        *(
            record(0x204, at(0, 0) + narrow("Ho t\xean")),
            record(0x204, at(0, 1, 3) + narrow("§Þa ph\xad¬ng")),
        ),
        *(
            record(0x204, at(0, 2, 3) + narrow("c«ng nghÖ")),
            record(0x203, at(1, 0, 1) + struct.pack("<d", 0.5)),
        ),
        *(record(0x06, at(1, 1) + b"\0" * 6 + b"\xff\xff" + bytes(8)), record(0x207, narrow("Ket qua"))),
        record(0xD6, at(1, 2) + narrow("Chu") + b"formed"),
    )
    body = xls(
        {"Lop 1": b"".join(cells)},
        version=0x0500,
        code="0%",
        fonts=(".VnTime",),
        more=record(0x42, b"\xe4\x04"),
    )

    assert texts(read(body)) == ["## Lop 1", "Ho tên | Địa phương | công nghệ // 50% | Ket qua | Chu"]


def test_fonts_of_before_unicode_are_known_beside_others() -> None:
    said = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n"
    cells = record(0x204, at(0, 0, 4) + wide(said)) + record(0x204, at(0, 1, 8) + wide("kÕ ho¹ch"))
    fonts = ("Arial", ".VnTime", "Arial", "Arial", "Arial", ".VnTimeH")
    body = xls({"Một": cells + record(0x204, at(0, 2, 3) + wide("Đơn vị"))}, fonts=fonts)

    assert texts(read(body)) == ["## Một", "Công nghệ thông tin, ủy ban nhân dân | KẾ HOẠCH | Đơn vị"]


def test_text_for_the_fonts_of_before_unicode_is_turned() -> None:
    said = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long ®· tæ chøc héi nghÞ t¹i ®Þa ph\xad¬ng"

    assert texts(read(xls({"Mot": cell(0, 0, 0)}, table(shared(said, 0)))))[1].startswith(
        "Công nghệ thông tin"
    )


def test_a_workbook_under_a_password_is_locked_and_an_older_one_foreign() -> None:
    assert read(xls({"Một": b""}, more=record(0x2F, bytes(6)))).no_text is NoText.LOCKED
    assert read(xls({"Mot": b""}, version=0x0400)).no_text is NoText.FOREIGN


def test_each_sheet_has_its_own_cells_and_diagrams_have_none() -> None:
    two = {"Một": record(0x204, at(0, 0) + wide("Xã")), "Hai": record(0x204, at(0, 0) + wide("Ấp"))}
    book = xls(two)

    assert texts(read(book)) == ["## Một", "Xã", "## Hai", "Ấp"]
    diagram = wide("Hai", short=True)
    assert texts(read(book.replace(b"\0\0" + diagram, b"\0\2" + diagram))) == ["## Một", "Xã"]


def test_a_workbook_that_does_not_begin_as_one_is_foreign() -> None:
    for book in (b"", record(0x10, b"\0\6" + bytes(14))):
        assert read(compound({"Workbook": book.ljust(CUTOFF, b"\0")})).no_text is NoText.FOREIGN


def test_the_records_of_a_sheet_may_have_nothing_around_them() -> None:
    number = record(0x203, at(1, 0) + struct.pack("<d", 12.5))
    for version, written in ((0, narrow), (0x0500, narrow), (0x0600, wide)):
        begin = record(0x809, struct.pack("<HHHH", version, 0x10, 0, 0))
        label = record(0x204, at(1, 1) + written("Hoc vien"))

        assert texts(read(begin + number + label + record(0x0A, b""), ".xls")) == ["12,5 | Hoc vien"]
        assert texts(read(begin + number + label, ".xls")) == ["12,5 | Hoc vien"]


def test_records_of_another_kind_are_foreign() -> None:
    assert read(record(0x809, struct.pack("<HHHH", 0, 0x20, 0, 0)), ".xls").no_text is NoText.FOREIGN
    assert read(b"\x09\x08\x08\0", ".xls").no_text is NoText.FOREIGN
