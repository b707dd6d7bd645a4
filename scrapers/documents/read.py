"""Reads the text of a file. Pure; never raises, whatever the bytes."""

from datetime import datetime

import msgspec

from scrapers.documents.kept import Kept
from scrapers.documents.kinds import Kind, kind_of
from scrapers.documents.refusal import Full, Unreadable
from scrapers.model import Document, NoText
from scrapers.rawfile import RawFile


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
        return msgspec.structs.replace(document, no_text=error.why)
    except MemoryError:
        return msgspec.structs.replace(document, no_text=NoText.TOO_MUCH)
    except Exception:  # noqa: BLE001 - a reader may fail in any way at a file that is broken on purpose
        return msgspec.structs.replace(document, no_text=NoText.DAMAGED)
    return msgspec.structs.replace(document, blocks=tuple(kept.blocks), pages=kept.pages, cut=cut)


def _read(raw: RawFile, kept: Kept) -> None:
    """Read a file by its kind."""
    kind = kind_of(raw)
    if kind is Kind.PDF:
        from scrapers.documents.pdf import read_pdf  # noqa: PLC0415 - loaded for its kind alone

        read_pdf(raw.body, kept)
    elif kind is Kind.ZIP:
        from scrapers.documents.office import read_archive  # noqa: PLC0415 - as above

        read_archive(raw.body, kept)
    elif kind is Kind.OLE:
        from scrapers.documents.office import read_old_office  # noqa: PLC0415 - as above

        read_old_office(raw.body, kept)
    elif kind is Kind.RECORDS:
        from scrapers.documents.xls import read_book  # noqa: PLC0415 - as above

        read_book(raw.body, kept)
    elif kind is Kind.RTF:
        from scrapers.documents.rtf import read_rtf  # noqa: PLC0415 - as above

        read_rtf(raw.body, kept)
    else:
        _read_letters(raw, kind, kept)


def _read_letters(raw: RawFile, kind: Kind, kept: Kept) -> None:
    """Read a file that is text, in whatever form."""
    if kind is Kind.TEXT:
        from scrapers.documents.plain import read_text  # noqa: PLC0415 - as above

        read_text(raw.body, raw.content_type, kept)
    elif kind is Kind.CSV:
        from scrapers.documents.plain import read_csv  # noqa: PLC0415 - as above

        read_csv(raw.body, raw.content_type, kept)
    elif kind is Kind.WEB_PAGE:
        from scrapers.documents.webpage import read_web_page  # noqa: PLC0415 - as above

        read_web_page(raw.body, raw.content_type, kept)
    elif kind is Kind.PACKED_PAGE:
        from scrapers.documents.webpage import read_packed_page  # noqa: PLC0415 - as above

        read_packed_page(raw.body, kept)
    elif kind is Kind.SHEET_XML:
        from scrapers.documents.sheetxml import read_sheet_xml  # noqa: PLC0415 - as above

        read_sheet_xml(raw.body, kept)
    elif kind is Kind.WORD_XML:
        from scrapers.documents.wordxml import read_word_xml  # noqa: PLC0415 - as above

        read_word_xml(raw.body, kept)
    elif kind is Kind.FLAT_PACKAGE:
        from scrapers.documents.wordxml import read_flat_package  # noqa: PLC0415 - as above

        read_flat_package(raw.body, kept)
    else:
        raise Unreadable(NoText.FOREIGN)
