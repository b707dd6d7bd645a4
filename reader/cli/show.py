"""`tinvl show`: one article, for people or for programs."""

import click

from reader.cli import options
from reader.cli.exits import Exit
from reader.cli.naming import named
from reader.cli.output import Refusal, say
from reader.cli.session import Session
from reader.cli.terminal import columns
from reader.i18n import _
from scrapers.errors import UnknownName
from scrapers.model import Article
from scrapers.text import clean_line


@click.command(help=_("Print one article of the cache. ID is its number, PORTAL/NUMBER, or its address."))
@click.argument("ident", metavar="ID")
@options.portal
@click.option("--json", "form", flag_value="json", help=_("As JSON."))
@click.option("--markdown", "form", flag_value="markdown", help=_("As Markdown."))
@click.option("--plain", "form", flag_value="plain", default=True, help=_("As plain text (the default)."))
@click.pass_obj
def command(session: Session, ident: str, portal: str | None, form: str) -> None:
    """Print one article in the form asked for."""
    article = _article(session, *named(session, ident, portal))
    if form == "json":
        from reader.jsonout import article_json, dumps  # noqa: PLC0415 - for this form alone

        say(dumps(article_json(article, session.library.related(article))))
    elif form == "markdown":
        from reader.markdown import as_markdown  # noqa: PLC0415 - likewise

        say(as_markdown(article).rstrip("\n"))
    else:
        from reader.plain import as_plain  # noqa: PLC0415 - likewise

        say(as_plain(article, _width(session.config.reading_width)).rstrip("\n"))


def _article(session: Session, portal: str, id: str) -> Article:  # noqa: A002 - the field's word
    try:
        return session.library.article(portal, id)
    except UnknownName as error:
        row = session.library.row_of(portal, id)
        head = session.library.head(row) if row is not None else None
        title, url = (clean_line(head.title), clean_line(head.url)) if head else ("", "")
        text = _("The text of “{title}” is not here yet. `tinvl sync` fetches it. It lies at {url}")
        raise Refusal(text.format(title=title or id, url=url), Exit.PARTLY) from error


def _width(widest: int) -> int:
    """Columns of the terminal, at most the reading width; the reading width where there is none."""
    return min(widest, columns() or widest)
