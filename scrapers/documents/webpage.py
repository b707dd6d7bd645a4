"""Reads web pages that Word and Excel save under a document's name, bare or packed as MHTML (RFC 2557)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from typing import NamedTuple

from scrapers.documents.kept import Kept
from scrapers.documents.refusal import Unreadable
from scrapers.errors import ParseError
from scrapers.model import Block, Heading, Image, ListBlock, NoText, Paragraph, Quote, RawPage, Table
from scrapers.parse.blocks import blocks_of
from scrapers.parse.doubts import hints_at_old_fonts, needs_care
from scrapers.parse.frame import Frame
from scrapers.parse.page import Page

_SOME_DAY = datetime.fromtimestamp(0, UTC)
"""Nothing that is read of a document depends on when it came."""
_BEFORE = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the head, which an empty line would end."""
_FRAMES, _TABS = b"<frameset", "tabstrip.htm"
"""How Excel packs a workbook: a page of frames, one of the names of the sheets, and the sheets."""


def read_web_page(body: bytes, content_type: str, kept: Kept) -> None:
    """Read a page by what is visible on it: paragraphs, headings, lists and tables."""
    try:
        page = _page(RawPage(url="", body=body, fetched_at=_SOME_DAY, content_type=content_type))
    except ParseError as error:
        raise Unreadable(NoText.TOO_MUCH) from error
    for block in blocks_of(page, page.lines, Frame()):
        _keep(block, kept)


def read_packed_page(body: bytes, kept: Kept) -> None:
    """Read the page of an MHTML file, or those that it shows in frames; other parts are pictures."""
    pages = list(_packed(body))
    if not pages:
        raise Unreadable(NoText.FOREIGN)
    framed = [one for one in pages[1:] if not one.place.endswith(_TABS)]
    for page in framed if _FRAMES in pages[0].body.lower() else pages[:1]:
        read_web_page(page.body, page.content_type, kept)


class _Packed(NamedTuple):
    place: str
    body: bytes
    content_type: str


def _packed(body: bytes) -> Iterator[_Packed]:
    """Yield the pages in an MHTML file."""
    for part in message_from_bytes(body.lstrip(_BEFORE)).walk():
        unpacked = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(unpacked, bytes):
            yield _Packed(str(part["Content-Location"]).lower(), unpacked, str(part["Content-Type"]))


def _page(raw: RawPage) -> Page:
    """Open a page as its text shows that it is to be read: in its encoding, and by its fonts."""
    page = Page(raw)
    if needs_care(_text(page)):
        page = page.put_right() or page
    if hints_at_old_fonts(_text(page)):
        page = page.in_unicode() or page
    return page


def _text(page: Page) -> str:
    return "\n".join(line.text for line in page.lines)


def _keep(block: Block, kept: Kept) -> None:
    match block:
        case Heading(text=text, level=level):
            kept.heading(text, level)
        case Paragraph(text=text) | Quote(text=text):
            kept.paragraph(text)
        case ListBlock(items=items, ordered=ordered, start=start):
            kept.items(items, ordered=ordered, start=start)
        case Table(rows=rows, header=header):
            kept.table(rows, header=header)
        case Image(caption=caption):
            kept.paragraph(caption)
