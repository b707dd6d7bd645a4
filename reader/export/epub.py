"""Articles as an EPUB 3: a title page, the contents by category, a chapter an article, pictures as files.

The same articles give the same bytes: nothing in the book tells when it was made.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from reader import words
from reader.export.markup import Setting, article_markup, text
from reader.export.rasters import Pictures, Raster, raster
from reader.export.shelves import Shelves, titled
from reader.i18n import _, ngettext
from scrapers.clock import sort_key
from scrapers.model import Article
from scrapers.text import clean_line

_STYLE = Path(__file__).parent / "book.css"
_FOLDER = "EPUB"
_MIMETYPE = "application/epub+zip"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""When everything in the archive was written; the first moment a zip can tell."""
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3
_TITLE_PAGE, _STYLE_NAME = "title.xhtml", "style.css"


def write_epub(
    articles: Iterable[Article],
    path: Path,
    *,
    title: str,
    identifier: str,
    language: str,
    pictures: Pictures,
) -> None:
    """Write a book that appears at `path` only when it is complete; what stood there is replaced.

    `identifier` is a URN that stays the same when the same selection is written again later; `language` is
    the code of the articles' language, "vi". Raises OSError where the file cannot be written.
    """
    draft = path.with_name(f".{token_hex(8)}.part")
    try:
        with draft.open("xb") as file:
            with ZipFile(file, "w") as archive:
                _Binder(archive, Shelves(articles), clean_line(title), language, pictures).bind(identifier)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class _Binder:
    """Puts a book together; pictures go into the archive as chapters name them, the rest is ebooklib's."""

    def __init__(
        self, archive: ZipFile, shelves: Shelves, title: str, language: str, pictures: Pictures
    ) -> None:
        self._archive = archive
        self._shelves = shelves
        self._title = title or "…"
        self._language = language
        self._pictures = pictures
        self._kept: dict[str, str] = {}
        """From the address of a picture to its name in the book; "" where there is none to show."""
        self._files: dict[str, Raster] = {}
        """Pictures in the archive by name."""

    def bind(self, identifier: str) -> None:
        """Write the whole book into the archive."""
        self._add("mimetype", _MIMETYPE.encode(), packed=False)  # readers look for it in the first bytes
        with ZipFile(self._laid_out(identifier)) as rest:
            written = set(self._archive.namelist())
            for name in rest.namelist():
                if name not in written:
                    self._add(name, rest.read(name))

    def _laid_out(self, identifier: str) -> BytesIO:
        """Have ebooklib lay out everything but the pictures, which the archive has by then."""
        from ebooklib import epub  # noqa: PLC0415 - brings lxml, for this format alone

        book = epub.EpubBook()
        book.set_identifier(identifier)
        book.set_title(self._title)
        book.set_language(self._language)
        documents = [self._front(epub), *self._chapters(epub)]
        contents = epub.EpubNav(title=_("Contents"))
        contents.add_link(href=_STYLE_NAME)
        style = epub.EpubItem("style", _STYLE_NAME, "text/css", _STYLE.read_bytes())
        for item in (style, contents, epub.EpubNcx(), *documents, *self._picture_items(epub)):
            book.add_item(item)
        book.spine = [documents[0], contents, *documents[1:]]
        book.toc = [epub.Link(_TITLE_PAGE, self._title, "title"), *self._contents(epub)]
        laid_out = BytesIO()
        # Pages of a printed edition there are none, and looking for them parses every chapter again.
        options = {
            "mtime": self._modified(),
            "epub3_pages": False,
            "compresslevel": 0,
            "raise_exceptions": True,
        }
        epub.write_epub(laid_out, book, options)
        return laid_out

    def _front(self, epub: Any) -> Any:
        many = len(self._shelves)
        counted = ngettext("{n} article", "{n} articles", many).format(n=words.number(many))
        inner = f'<div class="title"><h1>{text(self._title)}</h1><p>{text(counted)}</p></div>'
        return self._document(epub, "title", self._title, inner)

    def _chapters(self, epub: Any) -> list[Any]:
        setting = Setting(level=1, picture=self._picture, place=self._place)
        return [
            self._document(epub, f"a{number}", titled(article), article_markup(article, setting))
            for number, article in enumerate(self._shelves, 1)
        ]

    def _document(self, epub: Any, name: str, title: str, inner: str) -> Any:
        language = escape(self._language)
        whole = (
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}">\n'
            f"<head>\n<title>{escape(title)}</title>\n"
            f'<link rel="stylesheet" type="text/css" href="{_STYLE_NAME}"/>\n'
            f"</head>\n<body>\n{inner}\n</body>\n</html>\n"
        )
        # Not an EpubHtml: that would send our markup through a parser of HTML once more.
        return epub.EpubItem(name, f"{name}.xhtml", "application/xhtml+xml", whole.encode())

    def _contents(self, epub: Any) -> list[Any]:
        chapters = ((f"a{number}", titled(article)) for number, article in enumerate(self._shelves, 1))
        links = (epub.Link(f"{name}.xhtml", title, name) for name, title in chapters)
        groups = self._shelves.groups.items()
        return [(epub.Section(name), [next(links) for _article in group]) for name, group in groups]

    def _modified(self) -> datetime:
        """When the newest of the articles was published or fetched."""
        published = (datetime.fromtimestamp(sort_key(one.published), UTC) for one in self._shelves)
        fetched = (one.fetched_at.astimezone(UTC) for one in self._shelves if one.fetched_at)
        return max([_EPOCH, *published, *fetched])

    # Pictures --------------------------------------------------------------------------------------

    def _place(self, portal: str, id: str) -> str:  # noqa: A002 - the field's word
        number = self._shelves.number(portal, id)
        return f"a{number}.xhtml" if number else ""

    def _picture(self, url: str) -> str:
        if url not in self._kept:
            picture = self._pictures(url)
            self._kept[url] = self._filed(picture) if picture else ""
        return self._kept[url]

    def _filed(self, picture: bytes) -> str:
        """Put a picture into the archive, once under any number of addresses."""
        kind = raster(picture)
        if kind is None:
            return ""
        name = f"pictures/{sha256(picture).hexdigest()[:20]}.{kind.ending}"
        if name not in self._files:
            self._files[name] = kind
            self._add(f"{_FOLDER}/{name}", picture, packed=False)
        return name

    def _picture_items(self, epub: Any) -> list[Any]:
        return [
            epub.EpubImage(f"p{number}", name, kind.media_type)
            for number, (name, kind) in enumerate(self._files.items(), 1)
        ]

    def _add(self, name: str, data: bytes, *, packed: bool = True) -> None:
        info = ZipInfo(name, _EPOCH.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.create_system, info.external_attr = _UNIX, _REGULAR_FILE
        self._archive.writestr(info, data)
