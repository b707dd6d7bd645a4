"""`tinvl export`: many articles, one after the other."""

from collections.abc import Iterator
from pathlib import Path

import click

from reader.cli import options
from reader.cli.output import tell, write
from reader.cli.session import Session
from reader.i18n import _, ngettext
from reader.jsonout import article_json, dumps
from reader.library import Library
from reader.model import ALL, Query
from reader.plain import as_markdown
from reader.words import number


@click.command(help=_("Write every cached article, newest first, to standard output or a file."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "markdown"]),
    default="jsonl",
    show_default=True,
    help=_("One JSON object a line, or Markdown with front matter."),
)
@options.portal
@options.category
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("Write to this file.")
)
@click.pass_obj
def command(
    session: Session, form: str, portal: str | None, category: str | None, output: Path | None
) -> None:
    """Write articles in the form asked for, and say how many."""
    name = session.choose_portal(portal)
    shelf = session.library.find_category(name, category).slug if category else ALL
    query = Query(portal=name, shelf=shelf)
    pieces = _jsonl(session.library, query) if form == "jsonl" else _markdown(session.library, query)
    count = write(pieces, output)
    tell(ngettext("{n} article written.", "{n} articles written.", count).format(n=number(count)))


def _jsonl(library: Library, query: Query) -> Iterator[str]:
    for article in library.articles(query):
        yield dumps(article_json(article, library.related(article)), indent=0) + "\n"


def _markdown(library: Library, query: Query) -> Iterator[str]:
    for article in library.articles(query):
        yield as_markdown(article, front_matter=True) + "\n\n"
