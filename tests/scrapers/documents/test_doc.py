"""The text of the DOC of Word 97 to 2003, and the compound files around it."""

import pytest

from scrapers.model import NoText
from tests.scrapers.documents.making import read, texts
from tests.scrapers.documents.olefiles import CUTOFF, IN_TABLE, ROW_END, Said, compound, doc, item


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
        ),
        Said("Sau."),
    ]

    assert texts(read(doc(said))) == ["Trước.", "STT | Tên //  | An\nBình", "Sau."]


def test_lists_count_or_do_not() -> None:
    said = [
        *(Said("Một", changes=item(1)), Said("Hai", changes=item(2)), Said("Ba", changes=item(3))),
        *(Said("Bốn", changes=item(3)), Said("Xen giữa."), Said("Năm", changes=item(3))),
    ]

    assert texts(read(doc(said, forms=(23, 23, 0)))) == ["-: Một / Hai", "3: Ba / Bốn", "Xen giữa.", "5: Năm"]


def test_commands_of_fields_are_left_out_also_inside_of_each_other() -> None:
    said = [
        Said("Xem \x13 HYPERLINK \x13 PAGE \x141\x15 \x14trang này\x15."),
        Said("\x13 TOC \x14Mục"),
        Said("lục\x15."),
    ]

    assert texts(read(doc(said))) == ["Xem trang này.", "Mục", "lục."]


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


@pytest.mark.parametrize("place", [30, 48, 60, 68, 76])
def test_a_compound_file_whose_tables_lead_nowhere_or_round_ends(place: int) -> None:
    whole = doc([Said("Kế hoạch")])
    for number in (0, 1, 7, 0xFFFF, 0xFFFFFFFE):
        body = whole[:place] + number.to_bytes(4, "little") + whole[place + 4 :]
        assert read(body).no_text in (None, NoText.DAMAGED, NoText.FOREIGN)


def test_a_directory_whose_neighbours_go_round_ends() -> None:
    whole = doc([Said("Kế hoạch")])
    entry = whole.index("1Table".encode("utf-16-le"))
    body = whole[: entry + 72] + (1).to_bytes(4, "little") + whole[entry + 76 :]

    assert texts(read(body)) == ["Kế hoạch"]
