"""Reads the text of a file. Pure; never raises, whatever the bytes."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from msgspec.structs import replace

from scrapers.documents.kept import Kept
from scrapers.documents.kinds import Kind, kind_of
from scrapers.documents.refusal import Full, Unreadable
from scrapers.model import Document, NoText
from scrapers.rawfile import RawFile

_READERS = {
    Kind.PDF: "pdf.read_pdf",
    Kind.ZIP: "office.read_archive",
    Kind.OLE: "office.read_old_office",
    Kind.RECORDS: "xls.read_book",
    Kind.RTF: "rtf.read_rtf",
    Kind.PACKED_PAGE: "webpage.read_packed_page",
    Kind.SHEET_XML: "sheetxml.read_sheet_xml",
    Kind.WORD_XML: "wordxml.read_word_xml",
    Kind.FLAT_PACKAGE: "wordxml.read_flat_package",
}
"""What reads a kind of files: a function of this package, given the bytes of a file."""
_READERS_BY_TYPE = {
    Kind.TEXT: "plain.read_text",
    Kind.CSV: "plain.read_csv",
    Kind.WEB_PAGE: "webpage.read_web_page",
}
"""Likewise, given the type of the file too, which may name its encoding."""


def read_document(raw: RawFile, url: str, fetched_at: datetime) -> Document:
    """Return what can be read of a file that was fetched for the attachment at `url`, or why nothing can.

    Hostile files may take long, and much memory: `read_apart` bounds both.
    """
    document = Document(url=url, fetched_at=fetched_at)
    kept, cut = Kept(), False
    try:
        _read(raw, kept)
    except Full:
        cut = True
    except Unreadable as error:
        return replace(document, no_text=error.why)
    except MemoryError:
        return replace(document, no_text=NoText.TOO_MUCH)
    except Exception:  # noqa: BLE001 - a reader may fail in any way at a file that is broken on purpose
        return replace(document, no_text=NoText.DAMAGED)
    return replace(document, blocks=tuple(kept.blocks), pages=kept.pages, cut=cut)


def _read(raw: RawFile, kept: Kept) -> None:
    """Read a file by its kind."""
    kind = kind_of(raw)
    if kind in _READERS:
        _loaded(_READERS[kind])(raw.body, kept)
    elif kind in _READERS_BY_TYPE:
        _loaded(_READERS_BY_TYPE[kind])(raw.body, raw.content_type, kept)
    else:
        raise Unreadable(NoText.FOREIGN)


def _loaded(place: str) -> Callable[..., None]:
    """Import a reader; only those are loaded of whose kind a file has come."""
    module, _, name = place.partition(".")
    reader: Callable[..., None] = getattr(import_module(f"scrapers.documents.{module}"), name)
    return reader
