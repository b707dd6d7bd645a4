"""`tinvl portals`: list the portals that can be read."""

import click

from reader.cli import options
from reader.cli.exits import Exit
from reader.cli.output import say
from reader.cli.session import Session
from reader.cli.tables import print_table
from reader.i18n import _
from reader.jsonout import dumps
from scrapers.text import clean_line


@click.command(help=_("List the portals: those that come with the program, and your own portal files."))
@options.as_json
@click.pass_obj
def command(session: Session, as_json: bool) -> Exit:
    """Print name, title and address of each portal; say which files are wrong."""
    portals = session.portals.all()
    if as_json:
        say(dumps([{"name": portal.name, "title": portal.title, "base": portal.base} for portal in portals]))
    else:
        rows = [tuple(map(clean_line, (portal.name, portal.title, portal.base))) for portal in portals]
        print_table(rows, looks={0: "strong", 2: "dim"})
    return Exit.PARTLY if session.tell_wrong_files() else Exit.DONE
