"""What must hold for any bytes at all: the targets of the fuzzer, and of the corpus that it left.

Each takes bytes and raises AssertionError, or whatever else must not come out, where a promise is broken.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import msgspec

from reader.export.names import LONGEST, file_name
from reader.searching.query import parse
from scrapers.ago import time_ago
from scrapers.clock import sort_key
from scrapers.dates import guess_time, parse_count, parse_time
from scrapers.documents.read import read_document
from scrapers.errors import ParseError
from scrapers.model import RawPage
from scrapers.parse import parse_article, parse_home, parse_listing
from scrapers.portals.portal import Portal, builtin
from scrapers.rawfile import RawFile
from scrapers.text import clean_block, clean_line, fold, spelled
from scrapers.urls import absolute, host, is_private
from tests.hostile import DIRTY
from tests.scrapers.documents.making import Pdf, archive

_ESCAPED = re.compile(r"\\u00(?:0[0-8b-f]|1[0-9a-f]|7f|[89][0-9a-f])|[\x7f-\x9f]")
_CHARSETS = ("", "text/html; charset=utf-8", "text/html; charset=windows-1258", "text/html; charset=utf-16")
NOW = datetime(2026, 3, 10, tzinfo=UTC)


def text(data: bytes) -> None:
    """Cleaning leaves nothing that steers a terminal; what is made of text never fails, and twice is once."""
    raw = decoded(data)
    for clean in (clean_line, clean_block):
        once = clean(raw)
        assert not DIRTY.search(once), ascii(once)
        assert clean(once) == once, ascii(once)
    line = clean_line(raw)
    assert "\n" not in line
    for reduced in (fold, spelled):
        assert reduced(reduced(line)) == reduced(line), ascii(line)
    _read_by_others(raw, line)


def _read_by_others(raw: str, line: str) -> None:
    """Dates, counts, addresses, queries and file names take any text at all."""
    ago = time_ago(raw, NOW)
    for time in (parse_time(raw), guess_time(raw), ago and ago.time):
        assert time is None or sort_key(time) > 0, ascii(raw)
    parse_count(raw)
    address = absolute("http://vinhlong.example/a/b", raw)
    assert absolute(address, address) == address, ascii(raw)
    assert address.isascii(), ascii(raw)
    assert not address or is_private(host(address)) == is_private(host(address).upper()), ascii(raw)
    parse(raw)
    name = file_name(raw, "html")
    assert name.removesuffix(".html").replace("-", "").isalnum(), ascii(name)
    assert len(name.encode()) <= LONGEST, ascii(name)


def decoded(data: bytes) -> str:
    """Return any bytes as text: with surrogates, as JSON of a store may hold them, or what is no UTF-8."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def article(data: bytes) -> None:
    """An article parser ends in a clean article or in ParseError; the same bytes give the same article."""
    _parse(parse_article, data, "xem/1/1/1/tin")


def listing(data: bytes) -> None:
    """Likewise for listings, and for what a navigation says."""
    _parse(parse_listing, data, "tin-trong-nganh")
    _parse(parse_home, data, "")


def _parse(parser: object, data: bytes, path: str) -> None:
    portal = _portal()
    kind = _CHARSETS[data[0] % len(_CHARSETS)] if data else ""
    page = RawPage(url=portal.base + path, body=data[1:], fetched_at=NOW, content_type=kind)
    try:
        read = parser(page, portal)  # type: ignore[operator]  # one of three parsers
    except ParseError:
        return
    written = msgspec.json.encode(read).decode()
    assert not _ESCAPED.search(written), ascii(written)
    assert parser(page, portal) == read  # type: ignore[operator]  # as above


@cache
def _portal() -> Portal:
    return builtin("vinhlong")


def document(data: bytes) -> None:
    """Reading a file never raises, and says nothing unclean; the same bytes say the same."""
    kind = data[0] % len(_KINDS) if data else 0
    made = _KINDS[kind](data[1:])
    file = RawFile("http://vinhlong.example/f", "http://vinhlong.example/f", made, "text/plain")
    read = read_document(file, file.url, NOW)
    written = msgspec.json.encode(read).decode()
    assert not _ESCAPED.search(written), ascii(written)
    assert not (read.blocks and read.no_text), read.no_text
    assert read_document(file, file.url, NOW) == read


_KINDS: tuple[Callable[[bytes], bytes], ...] = (
    bytes,
    lambda content: Pdf([content]).made(),
    lambda content: archive({"word/document.xml": content}),
    lambda content: archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}),
    lambda content: archive(
        {"xl/workbook.xml": SHEETS, "xl/_rels/workbook.xml.rels": RELATIONS, "xl/s.xml": content}
    ),
)
"""What is made of an input: itself, or an archive of it, or a page."""
SHEETS = '<workbook><sheets><sheet name="Một" id="r1"/></sheets></workbook>'
RELATIONS = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>'

TARGETS = {"text": text, "article": article, "listing": listing, "document": document}
