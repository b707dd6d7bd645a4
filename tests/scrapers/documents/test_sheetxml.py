"""The XML of Excel 2003, as programs of offices write it under the name of an XLS."""

import pytest

from scrapers.model import NoText
from tests.scrapers.documents.making import read, texts

STYLES = (
    '<Styles><Style ss:ID="Default"><Font ss:FontName="Arial"/></Style>'
    '<Style ss:ID="day"><NumberFormat ss:Format="mm/yyyy"/></Style>'
    '<Style ss:ID="sum"><NumberFormat ss:Format="Standard"/></Style>'
    '<Style ss:ID="old"><Font ss:FontName=".VnTime"/></Style></Styles>'
)


def book(*sheets: str, styles: str = STYLES, head: str = '<?xml version="1.0"?>') -> bytes:
    spaces = "xmlns='{0}' xmlns:ss='{0}'".format("urn:schemas-microsoft-com:office:spreadsheet")
    order = '<?mso-application progid="Excel.Sheet"?>'
    return f"{head}\n{order}\n<Workbook {spaces}>{styles}{''.join(sheets)}</Workbook>".encode()


def sheet(name: str, *rows: str, more: str = "") -> str:
    said = "".join(f"<Row>{one}</Row>" for one in rows)
    return f'<Worksheet ss:Name="{name}"><Table><Column ss:Width="9"/>{said}</Table>{more}</Worksheet>'


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_each_sheet_is_a_heading_and_a_table_but_those_that_nobody_sees() -> None:
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    shown = "<WorksheetOptions><Visible>SheetVisible</Visible></WorksheetOptions>"
    one = sheet("Một", cell("STT") + cell("Đơn vị"), cell("1", "Number") + cell("Long Hồ"), more=shown)
    document = read(
        book(one, sheet("Ẩn", cell("Nháp"), more=hidden), sheet("Một", cell("a") + cell("b"))), ".xls"
    )

    assert texts(document) == ["## Một", "STT | Đơn vị // 1 | Long Hồ", "## Một", "a | b"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (cell("1234.5", "Number"), "1234,5"),
        (cell("1234.5", "Number", 'ss:StyleID="sum"'), "1.234,50"),
        (cell("43171", "Number", 'ss:StyleID="day"'), "03/2018"),
        (cell("2018-03-12T00:00:00.000", "DateTime"), "12/03/2018"),
        (cell("2018-03-12T08:30:00.000", "DateTime", 'ss:StyleID="sum"'), "12/03/2018 08:30"),
        (cell("2018-03-12T00:00:00.000", "DateTime", 'ss:StyleID="day"'), "03/2018"),
        (cell("hôm nay", "DateTime"), "hôm nay"),
        (cell("1", "Boolean"), "TRUE"),
        (cell("1", "String"), "1"),
        (cell("#N/A", "Error"), "#N/A"),
        (cell('<B xmlns="http://www.w3.org/TR/REC-html40">Long</B> Hồ'), "Long Hồ"),
        ("<Cell><Comment><Data>Ghi chú</Data></Comment></Cell>" + cell("b"), " | b"),
        (cell("a", more='ss:Index="3"') + cell("b"), " |  | a | b"),
        (cell("a", more='ss:MergeAcross="2"') + cell("b"), "a |  |  | b"),
        (cell("a") + cell("b") + cell("c", more='ss:Index="1"'), "a | b | c"),
    ],
)  # fmt: skip
def test_cells_show_what_their_formats_say_and_stand_in_their_columns(data: str, shown: str) -> None:
    assert texts(read(book(sheet("Một", data)))) == ["## Một", shown]


def test_cells_have_the_fonts_of_their_styles_or_of_all() -> None:
    said = cell("C«ng nghÖ th«ng tin", more='ss:StyleID="old"') + cell("C«ng nghÖ")
    usual = (
        '<Styles><Style ss:ID="Default"><Font ss:FontName=".VnTime"/></Style><Style ss:ID="day"/></Styles>'
    )

    assert texts(read(book(sheet("a", said)))) == ["## a", "Công nghệ thông tin | C«ng nghÖ"]
    for style in ("", 'ss:StyleID="day"', 'ss:StyleID="none"'):
        assert texts(read(book(sheet("a", cell("C«ng nghÖ th«ng tin", more=style)), styles=usual)))[1:] == [
            "Công nghệ thông tin"
        ]


def test_cells_without_a_style_have_that_of_their_row() -> None:
    said = sheet("a", cell("1.5", "Number") + cell("1.5", "Number", 'ss:StyleID="none"'))

    assert texts(read(book(said.replace("<Row", '<Row ss:StyleID="sum"')))) == ["## a", "1,50 | 1,5"]


def test_what_a_program_says_of_its_encoding_is_not_believed() -> None:
    head = '<?xml version="1.0" encoding="utf-16"?>'
    written = book(sheet("Một", cell("Đơn vị") + cell("b")), head=head)

    for body in (written, b"\r\n" + written, written.decode().encode("utf-16")):
        assert texts(read(body, "a.xls")) == ["## Một", "Đơn vị | b"]


def test_what_is_broken_or_no_workbook_is_told() -> None:
    assert read(book(sheet("Một", cell("Nông & Lâm"))), ".xls").no_text is NoText.DAMAGED
    assert read(b"<?xml version='1.0'?><workbook><sheet/></workbook>", ".xls").no_text is NoText.FOREIGN
