"""`tinvl parse`: turn one saved page into JSON, with the rule that gave each field."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec.structs import replace

from reader.cli import options, values
from reader.cli.exits import Exit
from reader.cli.output import Refusal, read_input, say
from reader.cli.session import Session
from reader.export.jsonout import article_json, dumps, plain_data
from reader.i18n import _
from reader.model import RelatedHead
from reader.wording.details import named
from scrapers.errors import LayoutChanged
from scrapers.model import ArticlePage, HomePage, ListingPage, RawPage
from scrapers.portals.portal import Portal
from scrapers.text import clean_line
from scrapers.urls import absolute
from scrapers.whole import joined


@click.command(
    help=_(
        "Read one saved page, without a network or a cache, and print what it says as JSON."
        " Of an article of several pages, give all of them in order."
    )
)
@click.argument(
    "files",
    metavar=_("FILE..."),
    nargs=-1,
    required=True,
    type=values.PathType(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option("--url", metavar=_("URL"), required=True, help=_("Address of the page; of several the first."))
@options.portal
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], url: str, portal: str | None) -> None:
    """Print the kind of the page, its fields, and the rules that gave them."""
    address = absolute(url, url)
    if not address:
        raise Refusal(
            _("--url takes an address that begins with http:// or https://, not {url}.").format(url=url)
        )
    now = datetime.now(UTC)
    pages = [RawPage(url=address, body=read_input(file), fetched_at=now) for file in files]
    say(dumps(_parsed(pages, session.portal_of(portal, address))))


def _parsed(pages: Sequence[RawPage], portal: Portal) -> dict[str, object]:
    from scrapers import parse  # noqa: PLC0415 - brings the HTML parser

    kind = parse.kind_of(pages[0], portal)
    try:
        result = _read(kind, pages, portal)
    except LayoutChanged as error:
        raise Refusal(_lacking(kind, portal, error), Exit.PARTLY) from error
    head: dict[str, object] = {"kind": kind, "url": pages[0].url, "portal": portal.name}
    if isinstance(result, ArticlePage):
        related = tuple(
            RelatedHead(id=entry.id, title=entry.title, url=entry.url) for entry in result.article.related
        )
        head["article"] = article_json(result.article, related)
    for name in result.__struct_fields__:
        if name != "article":
            head[name] = plain_data(getattr(result, name))
    return head


def _read(kind: str, pages: Sequence[RawPage], portal: Portal) -> ArticlePage | ListingPage | HomePage:
    """Read what the pages say. Raises LayoutChanged."""
    from scrapers import parse  # noqa: PLC0415 - brings the HTML parser

    if kind == "article":
        return _article(pages, portal)
    return parse.parse_listing(pages[0], portal) if kind == "listing" else parse.parse_home(pages[0], portal)


def _lacking(kind: str, portal: Portal, error: LayoutChanged) -> str:
    """Say what a page was taken for, and what of that no rule found on it."""
    texts = {
        "article": _("By the rules of {portal} this page is an article, but none finds its {field}: {url}"),
        "listing": _("By the rules of {portal} this page is a list, but none finds its {field}: {url}"),
        "home": _("By the rules of {portal} this page is a front page, but none finds its {field}: {url}"),
    }
    return texts[kind].format(portal=portal.name, field=named(error.field), url=clean_line(error.where))


def _article(pages: Sequence[RawPage], portal: Portal) -> ArticlePage:
    """Read an article; each of its pages has the address that the one before it names."""
    from scrapers.parse import parse_article  # noqa: PLC0415 - brings the HTML parser

    read = [parse_article(pages[0], portal)]
    for page in pages[1:]:
        at = replace(page, url=read[-1].next or page.url)
        read.append(parse_article(at, portal, first=page.url))
    return joined(read)
