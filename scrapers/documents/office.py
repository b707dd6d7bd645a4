"""Recognises documents in zip archives (DOCX, XLSX, ODT, ODS) and compound files (DOC, XLS); reads them."""

import re

from scrapers.documents.kept import Kept
from scrapers.documents.ole import CompoundFile
from scrapers.documents.packed import Archive
from scrapers.documents.refusal import Unreadable
from scrapers.model import NoText

_ENCRYPTED = "EncryptedPackage"
"""The stream in which Office keeps a newer document under a password."""
_TYPES = "[Content_Types].xml"
WORD = re.compile(r"word(?:processingml)?\.(?:document|template)[.\w]*\.main\+xml$", re.IGNORECASE)
_SHEETS = re.compile(r"(?:spreadsheetml|ms-excel)\.(?:sheet|template)[.\w]*\.main\+xml$", re.IGNORECASE)
_TEXT = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet")


def read_archive(body: bytes, kept: Kept) -> None:
    """Read a DOCX, XLSX, ODT or ODS; Unreadable for any other archive."""
    archive = Archive(body)
    if archive.read("mimetype").decode("ascii", "replace").startswith(_TEXT):
        from scrapers.documents.opendocument import read_opendocument  # noqa: PLC0415 - loaded for its kind alone

        read_opendocument(archive, kept)
    elif part := _part(archive, WORD, "word/document.xml"):
        from scrapers.documents.docx import read_docx  # noqa: PLC0415 - as above

        read_docx(archive, part, kept)
    elif part := _part(archive, _SHEETS, "xl/workbook.xml"):
        from scrapers.documents.xlsx import read_xlsx  # noqa: PLC0415 - as above

        read_xlsx(archive, part, kept)
    else:
        raise Unreadable(NoText.FOREIGN)


def read_old_office(body: bytes, kept: Kept) -> None:
    """Read a DOC or XLS; Unreadable for anything else that lies in a compound file."""
    file = CompoundFile(body)
    if _ENCRYPTED in file:
        raise Unreadable(NoText.LOCKED)
    if "WordDocument" in file:
        from scrapers.documents.doc import read_doc  # noqa: PLC0415 - loaded for its kind alone

        read_doc(file, kept)
    elif "Workbook" in file or "Book" in file:
        from scrapers.documents.xls import read_book  # noqa: PLC0415 - as above

        read_book(file.read("Workbook") or file.read("Book"), kept)
    else:
        raise Unreadable(NoText.FOREIGN)


def _part(archive: Archive, kind: re.Pattern[str], usual: str) -> str:
    """Find the main part of a kind in what an Office archive says of its parts; "" for none."""
    for node in archive.elements(_TYPES, "Override"):
        if kind.search(node.attributes.get("ContentType", "")):
            name = node.attributes.get("PartName", "").lstrip("/")
            if name in archive:
                return name
    return usual if usual in archive else ""
