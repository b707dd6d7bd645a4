"""Tells of what kind a file is: by its first bytes, by what is inside, and plain text by its name."""

import re
from enum import Enum, auto

from scrapers.parse.charset import decoded
from scrapers.rawfile import RawFile

_HEAD = 1024
"""How far into a file the mark of a PDF may stand, in bytes."""
_TABLE_NAMES = (".csv", ".tsv")
_TEXT_NAMES = (".txt", ".text", ".md", ".log", *_TABLE_NAMES)
_TABLE_TYPES = ("text/csv", "text/tab-separated-values")
_TEXT_TYPES = ("text/plain", "text/markdown", *_TABLE_TYPES)
_PAPER_NAMES, _SHEET_NAMES = (".doc", ".docx", ".rtf", ".odt"), (".xls", ".xlsx", ".ods")
_OFFICE_MARKS = ("urn:schemas-microsoft-com:office", "content=word.document", "content=excel.sheet")
_ROOT = re.compile(r"(?>\s|<\?[^>]*>|<!--.*?-->)*+<(!doctype html|[\w:.-]+)", re.DOTALL)
"""The first element of a page or of other XML, behind comments and what is said to programs."""
_OF_PAGES = frozenset(
    (
        *("!doctype html", "html", "head", "meta", "title", "style", "link", "script", "body", "form"),
        *("table", "div", "p", "center", "font", "span", "h1", "h2", "h3", "b", "strong", "br"),
    )
)
"""What pages begin with that a program of an office has written as a list."""
_PACKED = re.compile(
    r"(?=[\w-]+:)(?=.*^mime-version:).*^content-type:\s*(?:multipart/|text/html)", re.DOTALL | re.MULTILINE
)
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\ufffd]")
_SEEN = 4096
_FEW = 50
"""One of so many letters may be a control code, or none at all."""


class Kind(Enum):
    """What reads a file."""

    PDF = auto()
    ZIP = auto()
    """A word processor's or spreadsheet's file, or another archive."""
    OLE = auto()
    """A document of Office before 2007, or something else that lies in such a file."""
    RECORDS = auto()
    """What an old workbook has in such a file, as some programs write it with nothing around it."""
    RTF = auto()
    TEXT = auto()
    CSV = auto()
    WEB_PAGE = auto()
    """A web page that Word or Excel has saved, or that goes under the name of a document."""
    PACKED_PAGE = auto()
    """One that is packed with its pictures, as MHTML."""
    SHEET_XML = auto()
    """A workbook as Excel 2003 writes it where it writes XML."""
    WORD_XML = auto()
    """A document as Word 2003 writes it likewise."""
    FLAT_PACKAGE = auto()
    """The parts of a newer one in one file of XML."""
    FOREIGN = auto()


_XML = {"workbook": Kind.SHEET_XML, "worddocument": Kind.WORD_XML, "package": Kind.FLAT_PACKAGE}
"""Kinds by the first elements that they have."""


def kind_of(raw: RawFile) -> Kind:
    """Tell the kind of a file."""
    body = raw.body
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if body.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    if body.startswith(b"\x09\x08") and body[3:4] == b"\0":
        return Kind.RECORDS
    if body.lstrip()[:5] == b"{\\rtf":
        return Kind.RTF
    if b"%PDF-" in body[:_HEAD]:
        return Kind.PDF
    return _marked_up(raw) or _text(raw)


def _marked_up(raw: RawFile) -> Kind | None:
    """Tell whether a file is XML of Office, or a web page all the same; other pages are no document."""
    head = _head(raw)
    if _PACKED.match(head):
        return Kind.PACKED_PAGE
    root = _ROOT.match(head)
    if root and (kind := _XML.get(root[1].rpartition(":")[2])):
        return kind
    if not root or root[1] not in _OF_PAGES:
        return None
    named = _is_called(raw, _PAPER_NAMES + _SHEET_NAMES)
    return Kind.WEB_PAGE if named or any(mark in head for mark in _OFFICE_MARKS) else None


def _text(raw: RawFile) -> Kind:
    """Tell whether a file without marks of its own is plain text; one with zero bytes may be UTF-16.

    Programs of offices give their lists the name of a document or a spreadsheet, whatever is in them.
    """
    told = raw.content_type.lower()
    is_text = told.startswith(_TEXT_TYPES) or _is_called(raw, _TEXT_NAMES)
    is_office = _is_called(raw, _PAPER_NAMES + _SHEET_NAMES) and bool(raw.body) and _head(raw)[:1] != "<"
    if not (is_text or is_office) or _is_binary(raw.body):
        return Kind.FOREIGN
    is_table = told.startswith(_TABLE_TYPES) or _is_called(raw, _TABLE_NAMES + _SHEET_NAMES)
    return Kind.CSV if is_table else Kind.TEXT


def _head(raw: RawFile) -> str:
    return decoded(raw.body[:_SEEN]).lstrip("\ufeff \t\r\n").lower()


def _is_called(raw: RawFile, endings: tuple[str, ...]) -> bool:
    return any(name.lower().endswith(endings) for name in raw.names())


def _is_binary(body: bytes) -> bool:
    """Tell whether bytes are of no text, by the control codes that they would be."""
    text = decoded(body[:_SEEN])
    return len(_CONTROLS.findall(text)) * _FEW > len(text)
