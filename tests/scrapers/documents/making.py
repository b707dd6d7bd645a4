"""Files for the tests, made when they run: PDF by hand, office files by zip."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scrapers.documents.read import read_document
from scrapers.model import Block, Document, Heading, ListBlock, Paragraph, Table
from scrapers.rawfile import RawFile

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
URL = "http://stttt.vinhlong.gov.vn/Portals/0/AttachFiles/ke-hoach"
WIDE = 0.5
"""Every glyph of the tests' fonts is half as wide as its size."""


def read(body: bytes, name: str = "", content_type: str = "") -> Document:
    return read_document(raw(body, name, content_type), URL, NOW)


def raw(body: bytes, name: str = "", content_type: str = "") -> RawFile:
    return RawFile(URL + name, URL + name, body, content_type)


def texts(document: Document) -> list[str]:
    """List the texts of the blocks, with what each is where it is no paragraph."""
    assert document.no_text is None
    return [_text(block) for block in document.blocks]


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, ListBlock):
        return f"{block.start if block.ordered else '-'}: " + " / ".join(block.items)
    if isinstance(block, Table):
        return " // ".join(" | ".join(row) for row in block.rows)
    assert isinstance(block, Paragraph)
    return block.text


# PDF -----------------------------------------------------------------------------------------------


@dataclass
class Pdf:
    """A PDF of one content a page. Font F is plain and B bold, each of two bytes that are Unicode's own."""

    pages: list[bytes] = field(default_factory=list)
    fonts: dict[str, bytes] = field(default_factory=dict)
    extra: list[bytes] = field(default_factory=list)
    """Further objects, from number 10 on."""
    resources: bytes = b""
    page: bytes = b""
    trailer: bytes = b""
    filter: bytes = b""
    """What the contents of pages say of how they are packed."""

    def made(self) -> bytes:
        """Return the file."""
        fonts = b"".join(b"/%s %s " % (name.encode(), one) for name, one in self.fonts.items())
        kids = 10 + len(self.extra)
        objects: dict[int, bytes] = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d /Resources << /Font << /F 3 0 R /B 4 0 R %s >> %s >> >>"
            % (
                b" ".join(b"%d 0 R" % (kids + 2 * at) for at in range(len(self.pages))),
                len(self.pages),
                fonts,
                self.resources,
            ),
            3: _composite(b"AAAAAA+TestSerif"),
            4: _composite(b"AAAAAA+TestSerif-Bold"),
            5: b"<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [32 [500] 33 40 500] >>",
            6: stream(TO_UNICODE),
            **dict(enumerate(self.extra, 10)),
        }
        for at, content in enumerate(self.pages):
            objects[kids + 2 * at] = (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>"
                % (
                    self.page,
                    kids + 2 * at + 1,
                )
            )
            objects[kids + 2 * at + 1] = stream(content, self.filter)
        return file_of(objects, self.trailer)


def _composite(name: bytes) -> bytes:
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [5 0 R]"
        b" /ToUnicode 6 0 R >>" % name
    )


TO_UNICODE = (
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"2 beginbfrange <0020> <007E> <0020> <00A0> <1EFF> <00A0> endbfrange\n"
    b"2 beginbfchar <2013> <2013> <2026> <2026> endbfchar"
)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def file_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Put objects together to a PDF with a table of where they lie."""
    out, starts = bytearray(b"%PDF-1.5\n"), dict[int, int]()
    for number, content in objects.items():
        starts[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size, start = max(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (starts.get(number, 0), b"n" if number in starts else b"f")
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def line(x: float, y: float, text: str, *, size: float = 12, font: str = "F") -> bytes:
    """Write one line at a place."""
    code = text.encode("utf-16-be").hex().encode()
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (font.encode(), size, x, y, code)


def set_lines(
    lines: Sequence[str],
    x: float = 72,
    y: float = 760,
    *,
    size: float = 12,
    apart: float = 16,
    font: str = "F",
) -> bytes:
    """Write lines below each other; a tab at the beginning moves one in."""
    return b"".join(
        line(x + 28 * text.startswith("\t"), y - apart * at, text.lstrip("\t"), size=size, font=font)
        for at, text in enumerate(lines)
        if text
    )


def set_rows(
    rows: Sequence[Sequence[str]], places: Sequence[float], *, size: float = 12, apart: float = 16
) -> bytes:
    """Write the cells of rows at these places across the page; empty ones not at all."""
    return b"".join(
        line(x, 700 - apart * at, cell, size=size)
        for at, row in enumerate(rows)
        for x, cell in zip(places, row, strict=True)
        if cell
    )


def wrapped(text: str, letters: int = 70) -> list[str]:
    """Break a text into lines, the first moved in."""
    lines, left = ["\t"], letters - 5
    for word in text.split():
        if len(lines[-1].strip()) + len(word) + 1 > left:
            lines.append("")
            left = letters
        lines[-1] += word if lines[-1] in ("", "\t") else f" {word}"
    return lines


# Archives ------------------------------------------------------------------------------------------


def archive(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """Make a DOCX of the elements of its body; further parts by name, such as `styles`."""
    members = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    members |= {f"word/{name}.xml": f"<w:{name} {WORD}>{inner}</w:{name}>" for name, inner in parts.items()}
    return archive(members)


def p(text: str, properties: str = "", run: str = "") -> str:
    """Write a paragraph of a DOCX."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
