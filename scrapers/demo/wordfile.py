"""Writes a paper as DOCX, with the styles, lists and tables that Word makes."""

import io
from collections.abc import Iterable
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scrapers.demo.papers import Paper
from scrapers.model import Block, Heading, ListBlock, Paragraph, Table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("styles", "numbering")
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{one}.xml" ContentType="{_KIND}.{one}+xml"/>' for one in _PARTS)
    + "</Types>"
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(f'<Relationship Id="{one}" Type="{_OFFICE}/{one}" Target="{one}.xml"/>' for one in _PARTS)
    + "</Relationships>"
)
_STYLES = (
    f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="26"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="120" w:after="120"/><w:outlineLvl w:val="1"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    "</w:styles>"
)
_BULLET, _NUMBER = "·", "%1."
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx(paper: Paper) -> bytes:
    """Return the file; the same paper gives the same bytes."""
    lists = [block for block in paper.blocks if isinstance(block, ListBlock)]
    numbers = {id(block): number for number, block in enumerate(lists, 1)}
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, xml in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _ROOT),
            ("word/_rels/document.xml.rels", _RELATIONS),
            ("word/styles.xml", _STYLES),
            ("word/numbering.xml", _numbering(lists)),
            ("word/document.xml", _document(paper, numbers)),
        ):
            packed.writestr(ZipInfo(name), _XML + xml, ZIP_DEFLATED)
    return out.getvalue()


def _numbering(lists: list[ListBlock]) -> str:
    forms = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="{block.start}"/>'
        f'<w:numFmt w:val="{"decimal" if block.ordered else "bullet"}"/>'
        f'<w:lvlText w:val="{_NUMBER if block.ordered else _BULLET}"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        for at, block in enumerate(lists, 1)
    )
    used = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(lists) + 1)
    )
    return f"<w:numbering {_W}>{forms}{used}</w:numbering>"


def _document(paper: Paper, numbers: dict[int, int]) -> str:
    head = _row(_lines(paper.left, bold=1), _lines(paper.right, bold=0))
    signed = _row(_lines(paper.copies), _lines(paper.signed, bold=0))
    title = _paragraph(paper.title, centred=True, bold=True) + _paragraph(
        paper.subject, centred=True, bold=True
    )
    body = "".join(_block(block, numbers) for block in paper.blocks)
    return (
        f"<w:document {_W}><w:body><w:tbl>{head}</w:tbl>{title}{_paragraph(paper.to, centred=True)}{body}"
        f"<w:tbl>{signed}</w:tbl><w:p/></w:body></w:document>"
    )


def _block(block: Block, numbers: dict[int, int]) -> str:
    if isinstance(block, Heading):
        return _paragraph(block.text, '<w:pStyle w:val="Heading2"/>')
    if isinstance(block, ListBlock):
        own = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbers[id(block)]}"/></w:numPr>'
        return "".join(_paragraph(item, own) for item in block.items)
    if isinstance(block, Table):
        rows = "".join(_row(*(_paragraph(cell) or "<w:p/>" for cell in row)) for row in block.rows)
        return f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>{rows}</w:tbl>"
    indent = '<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'
    return _paragraph(block.text, indent) if isinstance(block, Paragraph) else ""


def _lines(lines: Iterable[str], bold: int = -1) -> str:
    """Write centred lines; those from `bold` on, but the last, are bold."""
    told = list(lines)
    return (
        "".join(
            _paragraph(line, centred=True, bold=0 <= bold <= at < max(len(told) - 1, 1))
            for at, line in enumerate(told)
        )
        or "<w:p/>"
    )


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _paragraph(text: str, properties: str = "", *, centred: bool = False, bold: bool = False) -> str:
    if not text:
        return ""
    properties += '<w:jc w:val="center"/>' if centred else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r>{run}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'
    )
