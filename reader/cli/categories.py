"""`tinvl categories`: the categories of a portal, as its navigation has them."""

import click

from reader.cli import options
from reader.cli.missing import nothing_fetched, tell_whose
from reader.cli.output import say, tell
from reader.cli.session import Session
from reader.cli.tables import print_table
from reader.i18n import _
from reader.jsonout import dumps
from reader.words import plural, unread
from scrapers.text import clean_line


@click.command(help=_("List the categories of a portal with their articles and how many are unread."))
@options.portal
@options.as_json
@click.pass_obj
def command(session: Session, portal: str | None, as_json: bool) -> None:
    """Print slug, articles, unread and name of each category."""
    name = session.choose_portal(portal)
    shelves = [shelf for shelf in session.library.shelves(name) if shelf.is_category]
    tell_whose(session, portal, name)
    if as_json:
        rows = [{"slug": s.key, "name": s.name, "total": s.total, "unread": s.unread} for s in shelves]
        say(dumps(rows))
    elif not shelves:
        tell(nothing_fetched(name))
    else:
        print_table(
            [
                (
                    clean_line(shelf.key),
                    plural("{n} article", "{n} articles", shelf.total),
                    unread(shelf.unread),
                    clean_line(shelf.name),
                )
                for shelf in shelves
            ],
            right=(1, 2),
            looks={0: "dim", 2: "mark"},
        )
