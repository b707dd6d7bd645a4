# ruff: noqa: E501 - a row is easier to read on one line
"""The text of XLSX and plain text, and of archives and files that are something else."""

import pytest

from scrapers.documents.kept import MOST
from scrapers.model import NoText, Table
from tests.scrapers.documents.making import archive, docx, p, read, texts
from tests.scrapers.documents.olefiles import compound

RELATIONS = (
    '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
)
BOOK = (
    '<workbook xmlns:r="r"><sheets><sheet name="Học viên" r:id="r1"/><sheet name="Ẩn" state="hidden" r:id="r1"/>'
    '<sheet name="Trống" r:id="r2"/></sheets></workbook>'
)
FORMATS = (
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
TEXTS = (
    "<sst><si><t>Họ và tên</t></si><si><r><t>Nguyễn </t></r><r><t>Văn A</t></r><rPh><t>x</t></rPh></si></sst>"
)


def xlsx(rows: str) -> bytes:
    return archive(
        {
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/sharedStrings.xml": TEXTS,
            "xl/styles.xml": FORMATS,
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
            "xl/worksheets/sheet2.xml": "<worksheet><sheetData><row><c t='inlineStr'><is><t> </t></is></c></row></sheetData></worksheet>",
        }
    )


def test_a_sheet_is_a_heading_and_a_table_of_what_its_cells_show() -> None:
    rows = (
        '<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Ngày</t></is></c></row><row/>'
        '<row><c t="s"><v>1</v></c><c t="str"><v>ok</v></c><c s="1"><v>43171</v></c><c s="2"><v>0.125</v></c></row>'
        '<row><c><v>1204.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c s="3"><v>43171.5</v></c></row>'
        '<row><c t="s"><v>99</v></c><c><v>1E+30</v></c><c s="1"><v>-5</v></c><c><v>nan</v></c></row>'
    )

    assert texts(read(xlsx(rows))) == [
        "## Học viên",
        (
            "Họ và tên |  | Ngày // Nguyễn Văn A | ok | 12/03/2018 | 12,50%"
            " // 1204,5 | TRUE | #N/A | 12/03/2018 12:00 //  | 1e+30 | -5 | nan"
        ),
    ]


def test_cells_have_the_fonts_of_their_styles_and_a_calendar_may_begin_in_1904() -> None:
    styles = (
        '<styleSheet><fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts>'
        '<cellXfs><xf fontId="0"/><xf fontId="1" numFmtId="14"/><xf fontId="7"/></cellXfs></styleSheet>'
    )
    said = '<is><t>C«ng nghÖ th«ng tin</t></is></c><c t="inlineStr" s="2"><is><t>Bằng Unicode</t></is></c>'
    members = {
        "xl/workbook.xml": '<workbook><workbookPr date1904="1"/><sheets><sheet name="Một" id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/styles.xml": styles,
        "xl/worksheets/sheet1.xml": f'<worksheet><row><c t="inlineStr" s="1">{said}<c s="1"><v>41709</v></c></row></worksheet>',
    }

    assert texts(read(archive(members))) == ["## Một", "Công nghệ thông tin | Bằng Unicode | 12/03/2018"]


def test_parts_of_a_workbook_lie_where_it_says_and_columns_have_letters() -> None:
    kinds = (("sharedStrings", "chu/moi.xml"), ("styles", "/kieu.xml"), ("worksheet", "to.xml"))
    relations = "".join(
        f'<Relationship Id="r{at}" Type="x/{kind}" Target="{part}"/>' for at, (kind, part) in enumerate(kinds)
    )
    row = '<row><c r="B1" s="1"><v>43171</v></c><c r="AB1" t="s"><v>0</v></c><extLst/></row>'
    members = {
        "xl/workbook.xml": '<workbook><sheets><sheet name="Một" id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/chu/moi.xml": TEXTS,
        "kieu.xml": FORMATS,
        "xl/to.xml": f"<worksheet>{row}</worksheet>",
    }

    assert texts(read(archive(members))) == ["## Một", " | 12/03/2018" + " | " * 26 + "Họ và tên"]


def test_a_sheet_of_very_many_rows_is_cut() -> None:
    document = read(xlsx('<row><c><v>123456789</v></c><c t="s"><v>0</v></c></row>' * 100_000))

    assert document.cut
    (_, table) = document.blocks
    assert isinstance(table, Table)
    assert MOST - 50 < sum(len(cell) + 1 for row in table.rows for cell in row) <= MOST


def test_plain_text_has_paragraphs_and_lists() -> None:
    text = "Kế hoạch\nnăm 2018\n\n  1. Mục đích\n2. Yêu cầu\nđúng hạn\n \n\nHết.\n - Hạn"

    for body in (text.encode(), text.encode("utf-16"), text.replace("\n", "\r\n").encode("utf-8-sig")):
        assert texts(read(body, ".txt")) == [
            "Kế hoạch\nnăm 2018",
            "1: Mục đích / Yêu cầu\nđúng hạn",
            "Hết.",
            "-: Hạn",
        ]


def test_plain_text_of_old_encodings_is_turned() -> None:
    tcvn3 = "C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long ®· tæ chøc héi nghÞ t¹i ®Þa ph­¬ng"
    said = "Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long đã tổ chức hội nghị tại địa phương"

    assert texts(read(tcvn3.encode("cp1252"), ".txt", "text/plain; charset=iso-8859-1")) == [said]
    assert texts(read("Thông tin".encode("cp1258"), ".txt")) == ["Thông tin"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_rows_of_plain_text_are_a_table(sign: str) -> None:
    rows = "\n".join(sign.join(row) for row in (("STT", '"Họ, tên; và"'), ("1", "An")))

    assert texts(read(rows.encode(), ".csv")) == ["STT | Họ, tên; và // 1 | An"]
    table, line = (
        read(one.encode(), content_type="text/csv").blocks[0] for one in (rows, rows.partition("\n")[0])
    )
    assert isinstance(table, Table)
    assert isinstance(line, Table)
    assert (table.header, line.header) == (True, False)


@pytest.mark.parametrize("sign", [";", "~", "\t"])
def test_a_first_line_that_says_what_stands_between_cells_is_none_of_them(sign: str) -> None:
    body = f"SEP={sign}\r\nTên{sign}Nơi, ngày\r\nAn{sign}Long Hồ, 1/3\r\n"

    assert texts(read(body.encode(), ".csv")) == ["Tên | Nơi, ngày // An | Long Hồ, 1/3"]
    assert texts(read(b"sep=ab\nc,d", ".csv")) == ["sep=ab // c | d"]
    assert texts(read(b"sep=;b\nc;d", ".csv")) == ["sep= | b // c | d"]


def test_a_quotation_mark_that_nothing_closes_makes_a_text_of_all_rows_and_takes_none_away() -> None:
    rows = "Vũng Liêm,12\n" * 15_000 + '"' + "Trà Ôn,8\n" * 15_000
    document = read(rows.encode(), ".csv")

    assert not document.cut
    assert "".join(texts(document)).count("\n") == 29_999


def test_plain_text_and_rows_go_under_the_names_of_documents() -> None:
    rows = "STT\tĐơn vị\n1\tLong Hồ\n"

    for body in (rows.encode(), rows.encode("utf-16")):
        assert texts(read(body, ".xls", "application/vnd.ms-excel")) == ["STT | Đơn vị // 1 | Long Hồ"]
    assert texts(read("Kế hoạch\n\n- Một\n- Hai".encode(), ".doc", "application/msword")) == [
        "Kế hoạch",
        "-: Một / Hai",
    ]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"", ""),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), ".png"),
        (b"MZ" + bytes(200), ".txt"),
        (archive({"a.txt": "x", "b.pdf": "y"}), ".zip"),
        (archive({}), ".zip"),
        (archive({"ppt/presentation.xml": "<p/>"}), ".pptx"),
        ("Không tên là gì".encode(), ""),
        (b"", ".doc"),
        (b"<?xml version='1.0'?><don><ten>An</ten></don>", ".doc"),
        (b"\xdb\xa5\x2d\0" + bytes(500), ".doc"),
    ],
)
def test_other_kinds_are_foreign_whatever_they_are_called(body: bytes, name: str) -> None:
    assert read(body, name).no_text is NoText.FOREIGN


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        *(
            ("openxmlformats-officedocument.wordprocessingml.template", "w"),
            ("ms-word.document.macroEnabled", "w"),
        ),
        *(
            ("ms-word.template.macroEnabledTemplate", "w"),
            ("openxmlformats-officedocument.spreadsheetml.template", "x"),
        ),
        *(("ms-excel.sheet.macroEnabled", "x"), ("ms-excel.template.macroEnabled", "x")),
        *(
            ("openxmlformats-officedocument.presentationml.template", ""),
            ("ms-word.document.glossary+xml", ""),
        ),
    ],
)
def test_templates_and_what_has_macros_are_read_as_what_they_are_of(kind: str, part: str) -> None:
    types = f'<Types><Override PartName="/a" ContentType="application/vnd.{kind}.main+xml"/></Types>'
    sheet = '<workbook><sheets><sheet name="Một" id="r1"/></sheets></workbook>'
    members = {
        "[Content_Types].xml": types,
        "a": sheet if part == "x" else f"<document>{p('Một')}</document>".replace("w:", ""),
        "_rels/a.rels": RELATIONS,
        "worksheets/sheet1.xml": "<worksheet><row><c><v>5</v></c><c><v>6</v></c></row></worksheet>",
    }
    document = read(archive(members))

    assert (document.no_text is NoText.FOREIGN) == (not part)
    assert not part or texts(document) == (["Một"] if part == "w" else ["## Một", "5 | 6"])


def test_a_kind_is_told_by_what_is_inside_not_by_the_name() -> None:
    assert texts(read(docx(p("Văn bản")), ".pdf")) == ["Văn bản"]
    assert texts(read(rb"{\rtf1 Van ban}", ".doc")) == ["Van ban"]
    assert texts(read(b"\r\n" + rb"{\rtf1 Van ban}")) == ["Van ban"]
    assert texts(read(b"Van ban", content_type="Text/Plain; charset=utf-8")) == ["Van ban"]


def test_an_office_document_under_a_password_is_locked() -> None:
    assert (
        read(compound({"EncryptionInfo": bytes(8), "EncryptedPackage": bytes(5000)})).no_text is NoText.LOCKED
    )
