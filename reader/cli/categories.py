"""`tinvl categories`: the categories of a portal, as its navigation has them."""

import click

from reader.cli import options
from reader.cli.output import say, tell
from reader.cli.scope import Scope
from reader.cli.session import Session
from reader.cli.tables import print_table
from reader.export.jsonout import dumps
from reader.i18n import _
from reader.model import Shelf
from reader.words import plural, unread
from scrapers.text import clean_line


@click.command(help=_("List the categories of a portal with their articles and how many are unread."))
@options.portal
@options.every
@options.as_json
@click.pass_obj
def command(session: Session, *, portal: str | None, every: bool, as_json: bool) -> None:
    """Print slug, articles, unread and name of each category, of several portals also which one has it."""
    scope = Scope(session, portal, every=every)
    shelves = [
        (name, shelf) for name in scope.names for shelf in session.library.shelves(name) if shelf.is_category
    ]
    scope.tell_whose()
    if as_json:
        say(dumps([_as_json(name if every else "", shelf) for name, shelf in shelves]))
    elif not shelves:
        tell(scope.nothing_fetched())
    elif every:
        print_table(
            [(name, *_row(shelf)) for name, shelf in shelves], right=(2, 3), looks={1: "dim", 3: "mark"}
        )
    else:
        print_table([_row(shelf) for _name, shelf in shelves], right=(1, 2), looks={0: "dim", 2: "mark"})


def _as_json(portal: str, shelf: Shelf) -> dict[str, object]:
    of = {"portal": portal} if portal else {}
    return {**of, "slug": shelf.key, "name": shelf.name, "total": shelf.total, "unread": shelf.unread}


def _row(shelf: Shelf) -> tuple[str, str, str, str]:
    return (
        clean_line(shelf.key),
        plural("{n} article", "{n} articles", shelf.total),
        unread(shelf.unread),
        clean_line(shelf.name),
    )
