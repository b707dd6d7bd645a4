"""The documents by which readers of an EPUB find their way in it. Pure; each is a whole text.

The package document and the contents are those of EPUB 3.3; the contents stand there once more in the dialect
of EPUB 2, for readers that know no other.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from itertools import chain
from typing import NamedTuple

from reader.export import LANGUAGE

FOLDER = "EPUB"
"""The folder of the archive that holds all that people read."""
MIMETYPE = "application/epub+zip"
CONTAINER, PACKAGE = "META-INF/container.xml", f"{FOLDER}/content.opf"
NAV, NCX, STYLE = "nav.xhtml", "toc.ncx", "style.css"
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_PAGE_TYPE = "application/xhtml+xml"


class Page(NamedTuple):
    """A document that is read, as the contents name it."""

    name: str
    """Its id, and the name of its file."""
    title: str

    @property
    def file(self) -> str:
        """Where it lies beside the package document."""
        return f"{self.name}.xhtml"


class Chapter(NamedTuple):
    """A category in the contents, with its articles: at least one."""

    title: str
    pages: Sequence[Page]


class Item(NamedTuple):
    """A file as the manifest lists it."""

    name: str
    file: str
    media_type: str


class Book(NamedTuple):
    """What these documents tell of a book."""

    identifier: str
    title: str
    modified: datetime
    """In UTC."""
    front: Page
    """Comes before the contents."""
    chapters: Sequence[Chapter]
    pictures: Sequence[Item]

    @property
    def pages(self) -> Iterator[Page]:
        """Go through the articles in their order."""
        return chain.from_iterable(chapter.pages for chapter in self.chapters)


def container() -> str:
    """Write the file that says where the package document lies."""
    return (
        f'{_XML}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">\n'
        f'<rootfiles>\n<rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/>\n'
        "</rootfiles>\n</container>\n"
    )


def package(book: Book) -> str:
    """Write the package document: the title of the book, its files, and the order of its pages."""
    pages = (book.front, *book.pages)
    items = (
        Item("ncx", NCX, "application/x-dtbncx+xml"),
        Item("style", STYLE, "text/css"),
        *(Item(page.name, page.file, _PAGE_TYPE) for page in pages),
        *book.pictures,
    )
    order = (book.front.name, "nav", *(page.name for page in pages[1:]))
    spine = "".join(f'<itemref idref="{name}"/>\n' for name in order)
    return (
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        f"{_metadata(book)}<manifest>\n"
        f'<item id="nav" href="{NAV}" media-type="{_PAGE_TYPE}" properties="nav"/>\n'
        f"{''.join(map(_item, items))}</manifest>\n"
        f'<spine toc="ncx">\n{spine}</spine>\n</package>\n'
    )


def _metadata(book: Book) -> str:
    return (
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">{escape(book.identifier)}</dc:identifier>\n'
        f"<dc:title>{escape(book.title)}</dc:title>\n"
        f"<dc:language>{LANGUAGE}</dc:language>\n"
        f'<meta property="dcterms:modified">{book.modified:%Y-%m-%dT%H:%M:%SZ}</meta>\n</metadata>\n'
    )


def _item(item: Item) -> str:
    return f'<item id="{item.name}" href="{item.file}" media-type="{item.media_type}"/>\n'


def document(title: str, inner: str) -> str:
    """Write a page of the book around its markup."""
    return (
        f"{_XML}<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{LANGUAGE}" xml:lang="{LANGUAGE}">\n'
        f"<head>\n<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{STYLE}"/>\n'
        f"</head>\n<body>\n{inner}\n</body>\n</html>\n"
    )


def nav(book: Book, title: str) -> str:
    """Write the contents as a page; `title` heads it."""
    chapters = "".join(
        f"<li><span>{escape(chapter.title)}</span>\n<ol>\n{''.join(map(_entry, chapter.pages))}</ol></li>\n"
        for chapter in book.chapters
    )
    inner = (
        f'<nav epub:type="toc" role="doc-toc">\n<h2>{escape(title)}</h2>\n'
        f"<ol>\n{_entry(book.front)}{chapters}</ol>\n</nav>"
    )
    return document(title, inner)


def _entry(page: Page) -> str:
    return f'<li><a href="{page.file}">{escape(page.title)}</a></li>\n'


def ncx(book: Book) -> str:
    """Write the contents as EPUB 2 has them."""
    chapters = "".join(
        _point(f"c{number}", chapter.title, chapter.pages[0].file, "".join(map(_page_point, chapter.pages)))
        for number, chapter in enumerate(book.chapters, 1)
    )
    return (
        f'{_XML}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f' xml:lang="{LANGUAGE}">\n'
        f'<head>\n<meta name="dtb:uid" content="{escape(book.identifier)}"/>\n'
        f'<meta name="dtb:depth" content="{2 if book.chapters else 1}"/>\n'
        '<meta name="dtb:totalPageCount" content="0"/>\n<meta name="dtb:maxPageNumber" content="0"/>\n'
        "</head>\n"
        f"<docTitle><text>{escape(book.title)}</text></docTitle>\n"
        f"<navMap>\n{_page_point(book.front)}{chapters}</navMap>\n</ncx>\n"
    )


def _page_point(page: Page) -> str:
    return _point(page.name, page.title, page.file)


def _point(name: str, title: str, file: str, inner: str = "") -> str:
    return (
        f'<navPoint id="{name}"><navLabel><text>{escape(title)}</text></navLabel>'
        f'<content src="{file}"/>{inner}</navPoint>\n'
    )
