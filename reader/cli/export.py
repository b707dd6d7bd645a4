"""`tinvl export`: many articles, to take along or for other programs."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import click

from reader.cli import options
from reader.cli.output import tell, write
from reader.cli.session import Session
from reader.i18n import _, ngettext
from reader.library import Library
from reader.model import ALL, Query
from reader.words import day, number
from scrapers.model import Article

FORMS = ("jsonl", "markdown", "html", "epub")
LANGUAGE = "vi"
"""What the portals write, whatever language the interface has."""


@click.command(help=_("Write cached articles, newest first, to standard output or a file."))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="jsonl",
    show_default=True,
    help=_("One JSON object a line, Markdown with front matter, one HTML page with its pictures, or a book."),
)
@options.portal
@options.category
@click.option("--starred", is_flag=True, help=_("Only what is starred."))
@click.option(
    "--since", type=options.DAY, metavar="D", help=_("Only what was published on this day or later.")
)
@click.option(
    "--until", type=options.DAY, metavar="D", help=_("Only what was published on this day or before.")
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("Write to this file.")
)
@click.pass_obj
def command(
    session: Session,
    *,
    form: str,
    portal: str | None,
    category: str | None,
    starred: bool,
    since: str | None,
    until: str | None,
    output: Path | None,
) -> None:
    """Write articles in the form asked for, and say how many."""
    if form == "epub" and output is None:
        raise click.UsageError(_("A book is a file: say where to write it, with -o FILE."))
    library, name = session.library, session.choose_portal(portal)
    found = library.find_category(name, category) if category else None
    shelf = found.slug if found else ALL
    query = Query(portal=name, shelf=shelf, starred=starred, since=since, until=until)
    articles = _Counted(library.articles(query))
    if form == "epub" and output is not None:
        _write_book(library, articles, query, found.name if found else "", output)
    else:
        write(_pieces(form, library, articles, query, found.name if found else ""), output)
    count = articles.count
    tell(ngettext("{n} article written.", "{n} articles written.", count).format(n=number(count)))


class _Counted:
    """Articles on their way into a file, counted as they pass."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = articles
        self.count = 0

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            self.count += 1
            yield article


def _pieces(
    form: str, library: Library, articles: Iterable[Article], query: Query, category: str
) -> Iterator[str]:
    if form == "html":
        from reader.export.html import as_html  # noqa: PLC0415 - no other form needs it

        title = _title(library, query, category)
        return as_html(articles, title=title, pictures=library.picture, language=LANGUAGE)
    return _jsonl(library, articles) if form == "jsonl" else _markdown(articles)


def _jsonl(library: Library, articles: Iterable[Article]) -> Iterator[str]:
    from reader.jsonout import article_json, dumps  # noqa: PLC0415 - as above

    for article in articles:
        yield dumps(article_json(article, library.related(article)), indent=0) + "\n"


def _markdown(articles: Iterable[Article]) -> Iterator[str]:
    from reader.markdown import as_markdown  # noqa: PLC0415 - as above

    for article in articles:
        yield as_markdown(article, front_matter=True) + "\n\n"


def _write_book(
    library: Library, articles: Iterable[Article], query: Query, category: str, output: Path
) -> None:
    from reader.export.epub import write_epub  # noqa: PLC0415 - brings what lays out books

    # The same selection is the same book, also when it has grown since: e-book readers know it by this.
    selection = f"tinvl:{query.portal}/{query.shelf}/{query.starred}/{query.since}/{query.until}"
    identifier = uuid5(NAMESPACE_URL, selection).urn
    title = _title(library, query, category)
    try:
        write_epub(
            articles, output, title=title, identifier=identifier, language=LANGUAGE, pictures=library.picture
        )
    except OSError as error:
        message = _("Cannot write {file}: {reason}.").format(file=output, reason=error.strerror or error)
        raise click.UsageError(message) from error


def _title(library: Library, query: Query, category: str) -> str:
    """Name a selection: the portal, then what narrows it."""
    period = " – ".join(day(bound) for bound in dict.fromkeys((query.since, query.until)) if bound)
    if not (query.since and query.until):
        form = _("since {date}") if query.since else _("until {date}")
        period = form.format(date=period) if period else ""
    parts = (library.portal(query.portal).title, category, _("starred") if query.starred else "", period)
    return " · ".join(filter(None, parts))
