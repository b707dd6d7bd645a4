"""Reads PDF. Only this package knows pypdf, which is loaded when a PDF is read."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from scrapers.documents.faces import Faces
from scrapers.documents.kept import Kept
from scrapers.documents.pdf.content import Content
from scrapers.documents.pdf.fields import filled_in
from scrapers.documents.pdf.mending import mended
from scrapers.documents.pdf.page import Page
from scrapers.documents.pdf.sheets import sheets_of, spans_of
from scrapers.documents.pdf.streams import data_of, inherited, resolved, value
from scrapers.documents.pdf.writing import write
from scrapers.documents.refusal import Full, Unreadable
from scrapers.model import NoText

# It warns of what is wrong with a file; without a handler, Python would print that.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

MOST_PAGES = 2000
_LOCKED = (DependencyError, FileNotDecryptedError)
_FEW_LETTERS = 25
"""Pages that have fewer on the average are pictures, with a stamp on them."""


def read_pdf(body: bytes, kept: Kept) -> None:
    """Read the text of a PDF; Unreadable where it has none."""
    try:
        reader, is_whole = _opened(body)
        kept.pages = len(reader.pages)
        content = Content()
        pages = list(_pages(reader, content))
    except _LOCKED as error:
        raise Unreadable(NoText.LOCKED) from error
    except LimitReachedError as error:
        raise Unreadable(NoText.TOO_MUCH) from error
    if _are_pictures(pages):
        raise Unreadable(NoText.PICTURES if is_whole else NoText.DAMAGED)
    faces = Faces(span for page in pages for span in spans_of(page.pieces))
    write([sheet for page in pages for sheet in sheets_of(page, faces)], kept)
    if not (is_whole or kept.blocks):
        raise Unreadable(NoText.DAMAGED)
    if kept.pages > len(pages) or content.is_enough or not is_whole:
        raise Full


def _opened(body: bytes) -> tuple[PdfReader, bool]:
    """Open a file, and tell whether it is whole; one without its end as far as it goes."""
    try:
        # It tries an empty password itself: that opens what is only kept from being printed or changed.
        reader = PdfReader(BytesIO(body))
        len(reader.pages)
    except (*_LOCKED, LimitReachedError, MemoryError):
        raise
    except Exception:
        if again := mended(body):
            return PdfReader(BytesIO(again)), False
        raise
    return reader, True


def _pages(reader: PdfReader, content: Content) -> Iterator[Page]:
    """Yield the pages, until there is more text than is kept; one that is broken is empty.

    What they take over from the tree of pages pypdf has given them, unless that tree is not theirs.
    """
    broken = 0
    for at, page in enumerate(islice(reader.pages, MOST_PAGES)):
        try:
            read = content.page(b"\n".join(_contents(page)), inherited(page, "Resources"))
        except (*_LOCKED, LimitReachedError, MemoryError):
            raise
        except Exception as error:  # a page may be broken in any way
            broken += 1
            if broken == at + 1 == len(reader.pages):
                raise Unreadable(NoText.DAMAGED) from error
            read = Page()
        with suppress(Exception):  # what is filled in may be broken in any way, and is not all of a page
            _fill(read, page, content)
        yield read
        if content.is_enough:
            return


def _fill(read: Page, page: Any, content: Content) -> None:
    """Add what was filled in on a page."""
    for piece in filled_in(page):
        content.count(letters=len(piece.text))
        read.pieces.append(piece)
        if content.is_enough:
            return


def _contents(page: Any) -> list[bytes]:
    found = value(page, "Contents")
    return [data_of(resolved(one)) for one in (found if isinstance(found, list) else [found])]


def _are_pictures(pages: list[Page]) -> bool:
    """Tell whether the pages of a document are pictures, or glyphs that nobody but its fonts knows."""
    letters = sum(page.letters for page in pages)
    if sum(page.unknown for page in pages) > letters:
        return True
    drawn = sum(_is_drawn(page) for page in pages)
    return letters < _FEW_LETTERS * len(pages) and len(pages) <= drawn * 2


def _is_drawn(page: Page) -> bool:
    return bool(page.pictures or (page.shapes and not page.letters))
