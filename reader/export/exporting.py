"""Writes many articles into one file, or a folder of them; both front ends export with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, Self, get_args
from uuid import NAMESPACE_URL, uuid5

import msgspec

from reader.atomicfile import clear_leftovers, write_atomically
from reader.export.names import file_name
from reader.i18n import _
from reader.library import Library
from reader.model import Query
from reader.searching.search import Found
from reader.words import day
from scrapers.clock import day_of
from scrapers.model import Article
from scrapers.text import clean_line

Form = Literal["jsonl", "markdown", "html", "epub", "atom", "bibtex", "ris"]
FORMS: tuple[Form, ...] = get_args(Form)
ENDINGS: dict[str, Form] = {
    ".html": "html", ".epub": "epub", ".md": "markdown", ".markdown": "markdown", ".jsonl": "jsonl",
    ".atom": "atom", ".bib": "bibtex", ".ris": "ris",
}  # fmt: skip
"""Which form a file's name asks for."""
_MAY_BE_EMPTY: frozenset[Form] = frozenset(("jsonl", "atom"))
"""Forms that programs read: one without an article tells them that there is none."""


class Selection:
    """Articles on their way into a file, counted as they pass."""

    def __init__(
        self, library: Library, articles: Iterable[Article], title: str, name: str = "", total: int = 1
    ) -> None:
        """`name` stays the same when the selection grows: e-book readers know a book by it.

        `articles` are gone through again where a file could not be written and another one is.
        """
        self.library = library
        self.title = title
        self.identifier = uuid5(NAMESPACE_URL, f"tinvl:{name or title}").urn
        self.count = 0
        self.total = total
        """How many there are, at most."""
        self.watch: Callable[[int], None] = lambda _count: None
        """Called with how many have passed; what it raises ends the writing and leaves no file."""
        self._articles = articles

    @classmethod
    def of_query(cls, library: Library, query: Query, category: str = "") -> Self:
        """Select what a query finds; `category` is its name, for the title."""
        name = f"{query.portal}/{query.shelf}/{query.starred}/{query.since}/{query.until}"
        name += "/later" if query.later else ""  # books made before there was that keep theirs
        name += "/noted" if query.noted else ""
        name += f"/{query.category}" if query.category else ""
        return cls.of_rows(library, library.rows(query), _title(library, query, category), name)

    @classmethod
    def of_found(cls, library: Library, query: Query, found: Found, words: str, category: str = "") -> Self:
        """Select what a search found, the best first; `words` are what was typed, `query` the rest."""
        wanted, portal = found.wanted, query.portal
        asked = Query(
            portal=portal, starred=wanted.starred, later=wanted.later, noted=wanted.noted, since=wanted.since,
            until=wanted.until,
        )  # fmt: skip
        title = _title(library, asked, category, _quoted(words))
        # As JSON it says nothing of what is not asked for, so that a new thing to ask for changes no name.
        name = f"{portal}?{msgspec.json.encode(wanted).decode()}"
        return cls.of_rows(library, found.rows, title, name, query.limit)

    @classmethod
    def of_rows(
        cls, library: Library, rows: Sequence[int], title: str, name: str = "", limit: int | None = None
    ) -> Self:
        """Select the articles of a list whose text is here."""
        articles = _Listed(library, rows, limit)
        return cls(library, articles, title, name, min(len(rows), limit or len(rows)))

    def lack(self, form: Form) -> str:
        """Say that nothing can be written in a form; "" where there is an article, or none is needed."""
        if form in _MAY_BE_EMPTY or next(iter(self._articles), None) is not None:
            return ""
        return _("Nothing was written: no such article has its text here.")

    def __iter__(self) -> Iterator[Article]:
        self.count = 0
        for article in self._articles:
            self.count += 1
            self.watch(self.count)
            yield article

    def picture(self, url: str) -> bytes | None:
        """Return a picture of one of them."""
        self.watch(self.count)
        return self.library.picture(url)


class _Listed:
    """The articles of some rows whose text is here, read one by one each time that they are gone through."""

    def __init__(self, library: Library, rows: Sequence[int], limit: int | None) -> None:
        self._library = library
        self._rows = rows
        self._limit = limit

    def __iter__(self) -> Iterator[Article]:
        heads = filter(None, map(self._library.head, self._rows))
        here = (head for head in heads if head.cached)
        return (self._library.article(head.portal, head.id) for head in islice(here, self._limit))


def form_of(target: Path) -> Form | None:
    """Return the form that a file's ending names; None for an unknown one."""
    return ENDINGS.get(target.suffix.lower())


def write_file(selection: Selection, form: Form, target: Path) -> None:
    """Write a file that appears under its name only when it is whole; OSError where that fails."""
    clear_leftovers(target.parent)
    if form == "epub":
        _write_book(selection, target)
    else:
        _write_pieces(pieces(form, selection), target)


def write_folder(selection: Selection, folder: Path) -> None:
    """Write each article as a Markdown file of its own into a folder that is there; OSError."""
    from reader.export.markdown import as_markdown  # noqa: PLC0415 - no other form needs it

    clear_leftovers(folder)
    for article in selection:
        day_first = f"{day_of(article.published or '')} {article.id} {article.title}"
        name = file_name(day_first, "md")
        _write_pieces([as_markdown(article, front_matter=True)], folder / name)


def _write_pieces(texts: Iterable[str], target: Path) -> None:
    with write_atomically(target) as file:
        file.writelines(text.encode() for text in texts)


def pieces(form: Form, selection: Selection) -> Iterator[str]:
    """Write a form that is text, piece by piece."""
    match form:
        case "html":
            from reader.export.html import as_html  # noqa: PLC0415 - no other form needs it

            return as_html(selection, title=selection.title, pictures=selection.picture)
        case "atom":
            from reader.export.atom import as_atom  # noqa: PLC0415 - likewise

            return as_atom(
                selection, title=selection.title, identifier=selection.identifier,
                publisher=selection.library.portal,
            )  # fmt: skip
        case "jsonl":
            return _jsonl(selection)
        case "bibtex" | "ris":
            return _citations(selection, form)
        case _:
            return _markdown(selection)


def _write_book(selection: Selection, target: Path) -> None:
    from reader.export.epub import write_epub  # noqa: PLC0415 - brings what lays out books

    write_epub(
        selection, target, title=selection.title, identifier=selection.identifier,
        pictures=selection.picture,
    )  # fmt: skip


def _jsonl(selection: Selection) -> Iterator[str]:
    from reader.export.jsonout import article_json, dumps  # noqa: PLC0415 - as above

    for article in selection:
        yield dumps(article_json(article, selection.library.related(article)), indent=0) + "\n"


def _citations(selection: Selection, form: Form) -> Iterator[str]:
    from reader.export.citations import as_bibtex, as_ris  # noqa: PLC0415 - as above

    write = as_bibtex if form == "bibtex" else as_ris
    return write(selection, title_of=selection.library.title_of)


def _markdown(articles: Iterable[Article]) -> Iterator[str]:
    from reader.export.markdown import as_markdown  # noqa: PLC0415 - as above

    for article in articles:
        yield as_markdown(article, front_matter=True) + "\n\n"


def _quoted(words: str) -> str:
    """Quote what was typed, once where it is a phrase in quotes of its own."""
    typed = clean_line(words)
    inner = typed.removeprefix('"').removesuffix('"')
    is_one = len(inner) == len(typed) - 2 and '"' not in inner
    return f"“{inner if is_one else typed}”"


def _title(library: Library, query: Query, category: str, words: str = "") -> str:
    """Name a selection: the portal, then what narrows it."""
    period = " – ".join(day(bound) for bound in dict.fromkeys((query.since, query.until)) if bound)
    if not (query.since and query.until):
        form = _("since {date}") if query.since else _("until {date}")
        period = form.format(date=period) if period else ""
    parts = (
        library.title_of(query.portal),
        category,
        words,
        _("starred") if query.starred else "",
        _("to read later") if query.later else "",
        _("with notes") if query.noted else "",
        period,
    )
    return " · ".join(filter(None, parts))
