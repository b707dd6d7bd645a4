"""`tinvl parse`: turn one saved page into JSON, with the rule that gave each field."""

from datetime import UTC, datetime
from pathlib import Path

import click

from reader.cli import options
from reader.cli.output import Refusal, read_input, say
from reader.cli.session import Session
from reader.i18n import _
from reader.jsonout import article_json, dumps, whole
from reader.model import RelatedHead
from scrapers.model import ArticlePage, RawPage
from scrapers.portal import Portal
from scrapers.urls import absolute


@click.command(help=_("Read one saved page, without a network or a cache, and print what it says as JSON."))
@click.argument(
    "file",
    metavar=_("FILE"),
    type=options.PathType(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option("--url", metavar=_("URL"), required=True, help=_("Address that the page had."))
@options.portal
@click.pass_obj
def command(session: Session, file: Path, url: str, portal: str | None) -> None:
    """Print the kind of the page, its fields, and the rules that gave them."""
    address = absolute(url, url)
    if not address:
        raise Refusal(
            _("--url takes an address that begins with http:// or https://, not {url}.").format(url=url)
        )
    page = RawPage(url=address, body=read_input(file), fetched_at=datetime.now(UTC))
    say(dumps(_parsed(page, session.portal_of(portal, address))))


def _parsed(page: RawPage, portal: Portal) -> dict[str, object]:
    from scrapers import parse  # noqa: PLC0415 - brings the HTML parser

    kind = parse.kind_of(page, portal)
    read = {"article": parse.parse_article, "listing": parse.parse_listing, "home": parse.parse_home}[kind]
    result = read(page, portal)
    head: dict[str, object] = {"kind": kind, "url": page.url, "portal": portal.name}
    if isinstance(result, ArticlePage):
        related = tuple(
            RelatedHead(id=entry.id, title=entry.title, url=entry.url) for entry in result.article.related
        )
        head["article"] = article_json(result.article, related)
    for name in result.__struct_fields__:
        if name != "article":
            head[name] = whole(getattr(result, name))
    return head
