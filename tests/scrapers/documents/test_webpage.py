# ruff: noqa: E501 - what a program writes is easier to read on one line
"""Web pages under the names of documents: as Word and Excel save them, and as programs of offices print lists."""

import base64
import quopri

import pytest

from scrapers.model import NoText, Table
from tests.scrapers.documents.making import read, texts

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset={charset}"><meta name=ProgId content=Word.Document>
<title>Mẫu</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm;}} --></style></head><body lang=VI>
<div class=WordSection1><h1>KẾ HOẠCH<o:p></o:p></h1>
<p class=MsoNormal>Thực hiện nếp sống
văn hóa ở cơ sở.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>-<span>&nbsp;&nbsp; </span></span><![endif]>Xã
báo huyện;</p><p class=MsoListParagraph>- Huyện báo tỉnh.</p>
<table class=MsoTableGrid><tr><td><p>STT</p></td><td><p>Đơn vị</p></td></tr>
<tr><td><p>1</p></td><td><p>Long Hồ</p></td></tr></table></div></body></html>"""
SAID = ["# KẾ HOẠCH", "Thực hiện nếp sống văn hóa ở cơ sở.", "-: Xã báo huyện; / Huyện báo tỉnh."]
TABLE = "STT | Đơn vị // 1 | Long Hồ"


def word(charset: str = "utf-8", codec: str = "") -> bytes:
    return WORD.format(charset=charset).encode(codec or charset)


def packed(coding: str, body: bytes) -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_Part"\r\n\r\n--=_Part\r\n'
    page = f'Content-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: {coding}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n'
    picture = "\r\n--=_Part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    return (head + page).encode() + body + (picture + "--=_Part--\r\n").encode()


@pytest.mark.parametrize(
    "body",
    [word(), b"\xef\xbb\xbf" + word(), word("unicode", "utf-16"), b"\r\n" + word()],
    ids=["UTF-8", "BOM", "UTF-16", "after a line"],
)
def test_what_word_has_saved_as_a_page_has_its_paragraphs_lists_and_tables(body: bytes):
    assert texts(read(body, "ke-hoach.doc", "application/msword")) == [*SAID, TABLE]


def test_the_code_page_of_vietnamese_is_read():
    body = WORD.format(charset="windows-1258").replace("ế", "ê\u0301").replace("Ế", "Ê\u0301")
    said = "".join(
        letter if letter.isascii() or letter in "ê\u0301Ê" else f"&#{ord(letter)};" for letter in body
    )

    assert texts(read(said.encode("cp1258"), "a.doc", "application/msword")) == [*SAID, TABLE]


@pytest.mark.parametrize(
    ("coding", "body"),
    [("quoted-printable", quopri.encodestring(word())), ("base64", base64.encodebytes(word()))],
)
def test_a_page_packed_with_its_pictures_is_read(coding: str, body: bytes):
    assert texts(read(packed(coding, body), "ke-hoach.doc", "application/msword")) == [*SAID, TABLE]


def test_a_table_that_a_program_prints_for_excel_is_one():
    body = "<table><tr><th>STT</th><th>Đơn vị</th></tr><tr><td>1</td><td>Long Hồ</td></tr></table>".encode()

    assert texts(read(body, "danh-sach.xls", "application/vnd.ms-excel")) == [TABLE]


def test_a_page_that_says_of_itself_that_word_has_written_it_needs_no_name():
    for mark in ("<meta name=ProgId content=Word.Document>", "<meta name=ProgId content=Excel.Sheet>"):
        assert texts(read(f"<!DOCTYPE html>{mark}<p>Kế hoạch</p>".encode(), "tai-ve.aspx")) == ["Kế hoạch"]


def test_lists_go_on_where_they_say_so_and_tables_have_heads():
    body = "<ol start=3><li>Ba</li><li>Bốn</li></ol><table><tr><th>STT</th><th>Tên</th></tr><tr><td>1</td><td>An</td></tr></table>"
    document = read(f"<html>{body}".encode(), "a.doc")
    table = document.blocks[1]

    assert texts(document) == ["3: Ba / Bốn", "STT | Tên // 1 | An"]
    assert isinstance(table, Table)
    assert table.header


def test_text_for_the_fonts_of_before_unicode_is_turned():
    said = '<p style="font-family:.VnTime">C«ng nghÖ th«ng tin, ñy ban nh©n d©n tØnh VÜnh Long ®· tæ chøc héi nghÞ</p>'

    assert texts(read(f"<html><meta charset=utf-8>{said}".encode(), "a.doc")) == [
        "Công nghệ thông tin, ủy ban nhân dân tỉnh Vĩnh Long đã tổ chức hội nghị"
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<div>\r\n\t",
        "<style> .text { mso-number-format:\\@; } </style>",
        "<!-- Danh --><!-- sách --> <?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html><html>",
    ],
)
def test_pages_that_programs_of_offices_print_begin_in_many_ways(head: str):
    assert texts(read(f"{head}<table><tr><td>STT</td><td>Tên</td></tr></table>".encode(), "a.xls")) == [
        "STT | Tên"
    ]


def test_comments_that_nothing_follows_are_looked_through_once():
    assert read(b"<!---->" * 500 + b"x", "a.doc").no_text is NoText.FOREIGN


@pytest.mark.parametrize(
    "head",
    [
        "From: <Saved by a program>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b",
        "\ufeff\r\nMIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/mixed; boundary=b",
    ],
)
def test_packed_pages_begin_in_many_ways(head: str):
    body = f"{head}\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"

    assert texts(read(body.encode() + word() + b"\r\n--b--", "a.doc")) == [*SAID, TABLE]


def test_a_page_may_be_packed_without_anything_beside_it():
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"

    assert texts(read(head + base64.encodebytes(word()), "a.doc")) == [*SAID, TABLE]


def test_the_sheets_of_a_packed_workbook_are_read_and_not_their_frames():
    def part(place: str, page: str) -> str:
        return f"--b\nContent-Location: file:///C:/{place}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{page}\n"

    head = "MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=b\n\n"
    frames = part(
        "a.htm",
        "<html><FRAMESET><frame src=sheet001.htm><noframes><body><p>Khung</p></body></noframes></FRAMESET></html>",
    )
    tabs = part("a_files/TabStrip.htm", "<html><a href=sheet001.htm>Một</a></html>")
    sheets = "".join(
        part(f"a_files/sheet00{at}.htm", f"<table><tr><td>{at}</td><td>Xã</td></tr></table>") for at in (1, 2)
    )

    assert texts(read(f"{head}{frames}{tabs}{sheets}--b--".encode(), "a.xls")) == ["1 | Xã", "2 | Xã"]
    assert texts(read(f"{head}{frames}{tabs}--b--".encode(), "a.xls")) == []


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (b"<html><body><p>Trang</p></body></html>", "trang.html", NoText.FOREIGN),
        (packed("7bit", b"x").replace(b"text/html", b"text/css"), "a.doc", NoText.FOREIGN),
        (b"<html><body>" + b"<p>a</p>" * 40_000, "a.doc", NoText.TOO_MUCH),
    ],
    ids=["another page", "packed without a page", "too many elements"],
)
def test_what_is_none_is_told(body: bytes, name: str, why: NoText):
    assert read(body, name).no_text is why
