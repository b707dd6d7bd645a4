"""Articles as an EPUB 3: a title page, the contents by category, a chapter an article, pictures as files.

The same articles give the same bytes: nothing in the book tells when it was made. It is written here, on
`zipfile`, for want of a library under a licence like our own: ebooklib is under the AGPL, which would have
bound whoever passes this program on, and what it did is four short documents (`package`) beside our pages.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from reader.atomicfile import write_atomically
from reader.export import package
from reader.export.contents import Contents, titled
from reader.export.markup import Setting, article_markup, text
from reader.export.package import FOLDER, Book, Chapter, Item, Page
from reader.export.rasters import Pictures, raster
from reader.i18n import _
from reader.words import plural
from scrapers.clock import sort_key
from scrapers.model import Article
from scrapers.text import clean_line

_STYLE = Path(__file__).parent / "book.css"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The time of every file in the archive: the first that a zip can hold."""
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def write_epub(
    articles: Iterable[Article],
    path: Path,
    *,
    title: str,
    identifier: str,
    pictures: Pictures,
) -> None:
    """Write a book that appears at `path` only when it is complete; what stood there is replaced.

    `identifier` is a URN that stays the same when the same selection is written again later. Raises OSError
    where the file cannot be written.
    """
    with write_atomically(path) as file, ZipFile(file, "w") as archive:
        _Binder(archive, Contents(articles), clean_line(title), pictures).bind(identifier)


class _Binder:
    """Puts a book together; a chapter goes into the archive as it is set, after the pictures it shows."""

    def __init__(self, archive: ZipFile, contents: Contents, title: str, pictures: Pictures) -> None:
        self._archive = archive
        self._contents = contents
        self._title = title or "…"
        self._pictures = pictures
        self._kept: dict[str, str] = {}
        """From the address of a picture to its name in the book; "" where there is none to show."""
        self._files: dict[str, Item] = {}
        """Pictures in the archive by name."""

    def bind(self, identifier: str) -> None:
        """Write the whole book into the archive."""
        self._add("mimetype", package.MIMETYPE, packed=False)  # readers look for it in the first bytes
        self._add(package.CONTAINER, package.container())
        front = Page("title", self._title)
        self._set(front, self._front())
        groups = self._contents.groups.items()
        chapters = [Chapter(name, [*map(self._chapter, group)]) for name, group in groups]
        book = Book(
            identifier, self._title, self._modified(), front, chapters,
            tuple(self._files.values()),
        )  # fmt: skip
        self._add(f"{FOLDER}/{package.NAV}", package.nav(book, _("Contents")))
        self._add(f"{FOLDER}/{package.NCX}", package.ncx(book))
        self._add(f"{FOLDER}/{package.STYLE}", _STYLE.read_bytes())
        self._add(package.PACKAGE, package.package(book))

    def _front(self) -> str:
        counted = plural("{n} article", "{n} articles", len(self._contents))
        return f'<div class="title"><h1>{text(self._title)}</h1><p>{text(counted)}</p></div>'

    def _chapter(self, article: Article) -> Page:
        """Set an article; return what the contents say of it."""
        page = Page(f"a{self._contents.number(article.portal, article.id)}", titled(article))
        self._set(page, article_markup(article, Setting(level=1, picture=self._picture, place=self._place)))
        return page

    def _set(self, page: Page, inner: str) -> None:
        self._add(f"{FOLDER}/{page.file}", package.document(page.title, inner))

    def _modified(self) -> datetime:
        """When the newest of the articles was published or fetched."""
        published = (datetime.fromtimestamp(sort_key(article.published), UTC) for article in self._contents)
        fetched = (article.fetched_at.astimezone(UTC) for article in self._contents if article.fetched_at)
        return max([_EPOCH, *published, *fetched])

    # Pictures --------------------------------------------------------------------------------------

    def _place(self, portal: str, id: str) -> str:
        number = self._contents.number(portal, id)
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
            self._files[name] = Item(f"p{len(self._files) + 1}", name, kind.media_type)
            self._add(f"{FOLDER}/{name}", picture, packed=False)
        return name

    def _add(self, name: str, data: str | bytes, *, packed: bool = True) -> None:
        info = ZipInfo(name, _EPOCH.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.create_system, info.external_attr = _UNIX, _REGULAR_FILE
        self._archive.writestr(info, data)
