# ruff: noqa: E501 - what a program writes is easier to read on one line
"""One small file of each kind, for tests that break it."""

from functools import cache

from tests.scrapers.documents.making import Pdf, archive, docx, p, set_lines, stream
from tests.scrapers.documents.olefiles import Said, at, doc, item, record, wide, xls

ROWS = "".join(
    f'<row><c t="inlineStr"><is><t>Học viên {at}</t></is></c><c><v>{at}</v></c></row>' for at in range(20)
)
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><meta charset=utf-8><body><h1>Kế hoạch</h1>'
    "<p>Mục đích<o:p></o:p></p><table><tr><td>STT</td><td>Tên</td></tr></table></body></html>"
)
SHEET = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Styles>'
    '<Style ID="a"><NumberFormat Format="d/m/yy"/></Style></Styles><Worksheet Name="Kế hoạch"><Table><Row>'
    '<Cell StyleID="a" Index="2"><Data Type="Number">9</Data></Cell><Cell><Data Type="DateTime">2018-03-12'
    "</Data></Cell></Row></Table><Visible>SheetVisible</Visible></Worksheet></Workbook>"
)
WORD_XML = (
    '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><lists>'
    '<listDef listDefId="4"><lvl ilvl="0"><nfc val="4"/></lvl></listDef><list ilfo="1"><ilst val="4"/></list></lists>'
    "<body><p><pPr><listPr><ilvl val='0'/><ilfo val='1'/></listPr></pPr><r><t>Kế hoạch</t><footnote><p><r><t>a</t>"
    "</r></p></footnote></r></p><sectPr/></body></w:wordDocument>"
)
FLAT = (
    '<package><part name="/word/document.xml" contentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"><xmlData><p><r><t>Kế hoạch</t></r></p></xmlData></part></package>'
)
PACKED = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n"


@cache
def samples() -> dict[str, bytes]:
    """Return files by their kinds."""
    lines = ["\tKế hoạch tập huấn chữ ký số", "cho công chức cấp xã năm 2018."]
    form = stream(set_lines(lines, y=300), b"/Type /XObject /Subtype /Form")
    pages = [set_lines(lines) + b"72 600 200 40 re S /X Do", set_lines(lines, 300)]
    table = f"<w:tbl><w:tr><w:tc>{p('STT')}</w:tc><w:tc>{p('Tên')}</w:tc></w:tr></w:tbl>"
    sheet = '<workbook><sheets><sheet name="Một" id="r1"/></sheets></workbook>'
    relations = '<Relationships><Relationship Id="r1" Type="x/w" Target="sheet1.xml"/></Relationships>'
    content = "<body><h outline-level='1'>Kế hoạch</h><p>Mục đích<tab/>yêu cầu</p></body>"
    return {
        "pdf": Pdf(pages, extra=[form], resources=b"/XObject << /X 10 0 R >>").made(),
        "docx": docx(p("Kế hoạch") + table + p("Mục đích"), styles="<w:style/>"),
        "xlsx": archive(
            {
                "xl/workbook.xml": sheet,
                "xl/_rels/workbook.xml.rels": relations,
                "xl/sheet1.xml": f"<worksheet>{ROWS}</worksheet>",
            }
        ),
        "odt": archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}),
        "rtf": rb"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0 Arial;}}\f0 K\u7871? ho\u7841?ch\par a\cell\row}",
        "doc": doc([Said("Kế hoạch", style=1), Said("Mục đích", changes=item(1))], forms=(0,)),
        "xls": xls(
            {"Kế hoạch": record(0x204, at(0, 1) + wide("Mục đích")) + record(0x27E, at(1, 0) + b"abcd")}
        ),
        "records": record(0x809, bytes((0, 0, 16, 0, 0, 0))) + record(0x204, at(0, 1) + b"\x07\0Ke hoac"),
        "html": WORD.encode(),
        "mht": f"{PACKED}\n--b\nContent-Type: text/html\n\n{WORD}\n--b--\n".encode(),
        "sheet": SHEET.encode(),
        "word": WORD_XML.encode(),
        "flat": FLAT.encode(),
        "txt": "Kế hoạch\n\n- Mục đích\n- Yêu cầu".encode(),
    }
