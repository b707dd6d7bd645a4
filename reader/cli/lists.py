"""`tinvl list`: heads of articles, newest first."""

import click

from reader.cli import options
from reader.cli.output import say, tell
from reader.cli.session import Session
from reader.i18n import _
from reader.jsonout import dumps, head_json
from reader.model import ALL, Head, Query, Sort
from reader.words import day, views
from scrapers.text import clean_line


@click.command(help=_("List articles from the cache, newest first."))
@options.portal
@options.category
@click.option(
    "--sort", type=click.Choice(["date", "views"]), default="date", help=_("By date or by view count.")
)
@click.option("--unread", is_flag=True, help=_("Only what is not read yet."))
@click.option("--starred", is_flag=True, help=_("Only what is starred."))
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help=_("At most this many."))
@options.as_json
@click.pass_obj
def command(
    session: Session,
    *,
    portal: str | None,
    category: str | None,
    sort: Sort,
    unread: bool,
    starred: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Print heads: id, date, views, title."""
    name = session.choose_portal(portal)
    shelf = session.library.find_category(name, category).slug if category else ALL
    query = Query(portal=name, shelf=shelf, sort=sort, unread=unread, starred=starred, limit=limit)
    heads = session.library.heads(session.library.rows(query))
    if as_json:
        say(dumps([head_json(head) for head in heads]))
    elif heads:
        print_heads(heads)
    else:
        tell(_("Nothing here yet. `tinvl sync --portal {portal}` fetches the news.").format(portal=name))


def print_heads(heads: list[Head]) -> None:
    """Print rows in columns: mark, id, date, views, title."""
    widest = max(len(head.id) for head in heads)
    for head in heads:
        mark = " " if head.read else "●"
        seen = views(head.views) if head.views is not None else ""
        when = day(head.published) if head.published else ""
        say(f"{mark} {clean_line(head.id):<{widest}}  {when:<10}  {seen:>14}  {clean_line(head.title)}")
