"""`tinvl show`: one article, for people or for programs."""

import shutil
import sys

import click

from reader.cli import options
from reader.cli.output import say
from reader.cli.session import Session
from reader.i18n import _
from reader.jsonout import article_json, dumps
from reader.plain import as_markdown, as_plain


@click.command(help=_("Print one article of the cache. ID is its number, or PORTAL/NUMBER."))
@click.argument("ident", metavar="ID")
@options.portal
@click.option("--json", "form", flag_value="json", help=_("As JSON."))
@click.option("--markdown", "form", flag_value="markdown", help=_("As Markdown."))
@click.option("--plain", "form", flag_value="plain", default=True, help=_("As plain text (the default)."))
@click.pass_obj
def command(session: Session, ident: str, portal: str | None, form: str) -> None:
    """Print one article in the form asked for."""
    library = session.library
    article = library.article(*library.resolve(ident, portal))
    if form == "json":
        say(dumps(article_json(article, library.related(article))))
    elif form == "markdown":
        say(as_markdown(article))
    else:
        say(as_plain(article, _width(session.config.reading_width)))


def _width(widest: int) -> int:
    """Columns of the terminal, at most the reading width; the reading width where there is none."""
    return min(widest, shutil.get_terminal_size().columns) if sys.stdout.isatty() else widest
