# ruff: noqa: E501 - what a program writes is easier to read on one line
"""The XML of Word under the name of a DOC: that of Word 2003, and a DOCX in one file of XML."""

from collections.abc import Iterator

import pytest

from scrapers.documents import wordxml
from scrapers.documents.packed import Node, elements_of
from scrapers.model import NoText
from tests.scrapers.documents.making import WORD, p, read, texts
from tests.scrapers.documents.test_docx import NUMBERING, item, row, style

ORDER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
)
LISTS = (
    '<w:lists><w:listDef w:listDefId="4"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:nfc w:val="4"/><w:lvlText w:val="Điểm %2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:nfc w:val="23"/><w:lvlText w:val="·"/></w:lvl></w:listDef>'
    '<w:list w:ilfo="1"><w:ilst w:val="4"/></w:list></w:lists>'
)
STYLES = (
    '<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style></w:styles>'
)
SETTINGS = (
    '<w:docPr><w:footnotePr><w:footnote w:type="separator"><w:p><w:r><w:t>gạch</w:t></w:r></w:p></w:footnote>'
    "</w:footnotePr></w:docPr>"
)
PAGES = f'<w:sectPr><w:hdr w:type="odd">{p("Đầu trang")}</w:hdr></w:sectPr>'


def word(body: str, head: str = LISTS + STYLES + SETTINGS) -> bytes:
    spaces = (
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    )
    return f"{ORDER}<w:wordDocument {spaces}>{head}<w:body><wx:sect>{body}{PAGES}</wx:sect></w:body></w:wordDocument>".encode()


def listed(text: str, place: int) -> str:
    return p(text, f'<w:listPr><w:ilvl w:val="{place}"/><w:ilfo w:val="1"/><wx:t wx:val="9."/></w:listPr>')


def changed(kind: str, inside: str) -> str:
    return f'<aml:annotation w:type="Word.{kind}"><aml:content>{inside}</aml:content></aml:annotation>'


def test_paragraphs_headings_lists_and_tables_of_word_2003() -> None:
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="G"/></w:tblPr>{row(p("STT"), p("Tên"))}{row(p("1"), p("An"))}</w:tbl>'
    body = p("Mục đích", style("H")) + p("Nội dung", PAGES)
    body += "".join(listed(*one) for one in (("Ba", 0), ("Bốn", 0), ("nhỏ", 1), ("chấm", 2)))

    assert texts(read(word(body + table), "ke-hoach.doc", "application/msword")) == [
        *("## Mục đích", "Nội dung", "3: Ba / Bốn", "Điểm a nhỏ", "-: chấm", "STT | Tên // 1 | An"),
    ]


def test_notes_stand_at_the_end_and_boxes_behind_their_paragraph() -> None:
    def note(kind: str, text: str) -> str:
        return f"<w:r><w:{kind}>{p(text)}{p('tiếp.')}</w:{kind}></w:r>"

    box = (
        f"<w:r><w:pict><w:binData>AAAA</w:binData><w:txbxContent>{p('Khung')}</w:txbxContent></w:pict></w:r>"
    )
    body = f"<w:p><w:r><w:t>Một</w:t></w:r>{note('footnote', 'A')}{note('endnote', 'B')}{box}</w:p>"
    body += f"<w:p><w:r><w:t>Hai</w:t></w:r>{note('footnote', 'C')}</w:p>"

    assert texts(read(word(body))) == [
        *("Một[1][2]", "Khung", "Hai[3]", "[1] A\ntiếp.", "[2] B\ntiếp.", "[3] C\ntiếp."),
    ]


def test_the_file_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gone_through: list[bytes] = []

    def noted(body: bytes, *tags: str, bare: str = "") -> Iterator[Node]:
        gone_through.append(body)
        return elements_of(body, *tags, bare=bare)

    monkeypatch.setattr(wordxml, "elements_of", noted)
    body = word(p("Mục đích", style("H")) + f"<w:p><w:r><w:footnote>{p('A')}</w:footnote></w:r></w:p>")
    assert texts(read(body)) == ["## Mục đích", "[1]", "[1] A"]
    assert gone_through == [body]


def test_what_was_put_in_is_read_and_what_was_taken_out_or_remarked_is_not() -> None:
    gone = changed("Deletion", "<w:r><w:br/><w:delText>bỏ</w:delText></w:r>") + changed(
        "Comment", p("Ý kiến")
    )
    body = f"<w:p><w:r><w:t>Còn </w:t></w:r>{gone}{changed('Insertion', '<w:r><w:t>thêm</w:t></w:r>')}</w:p>"

    assert texts(read(word(body + changed("Deletion", p("Đoạn bỏ").replace("w:t>", "w:delText>"))))) == [
        "Còn thêm"
    ]


def test_text_for_the_fonts_of_before_unicode_is_turned() -> None:
    said = p("C«ng nghÖ th«ng tin", run='<w:rFonts w:ascii=".VnTime" w:h-ansi=".VnTime"/>')

    assert texts(read(word(said))) == ["Công nghệ thông tin"]


def package(kind: str, body: str) -> bytes:
    parts = {
        "document": (kind, f"<w:document {WORD}><w:body>{body}</w:body></w:document>"),
        "numbering": ("numbering", f"<w:numbering {WORD}>{NUMBERING}</w:numbering>"),
    }
    said = "".join(
        f'<pkg:part pkg:name="/word/{name}.xml" pkg:contentType="application/vnd.{kind}+xml">'
        f"<pkg:xmlData>{inside}</pkg:xmlData></pkg:part>"
        for name, (kind, inside) in parts.items()
    )
    picture = '<pkg:part pkg:name="/word/media/a.png" pkg:contentType="image/png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f"{ORDER}<pkg:package {space}>{picture}{said}</pkg:package>".encode()


def test_a_docx_may_be_one_file_of_xml() -> None:
    body = p("Văn bản") + item("Ba", 2) + item("Bốn", 2)
    document = package("openxmlformats-officedocument.wordprocessingml.document.main", body)

    assert texts(read(document, ".doc")) == ["Văn bản", "3: Ba / Bốn"]
    assert read(package("ms-powerpoint.presentation", body), ".ppt").no_text is NoText.FOREIGN


def test_what_is_broken_is_told() -> None:
    assert read(word(p("Nông & Lâm")), ".doc").no_text is NoText.DAMAGED
