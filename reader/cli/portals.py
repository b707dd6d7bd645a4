"""`tinvl portals`: the portals that can be read."""

import click

from reader.cli import options
from reader.cli.output import say
from reader.cli.session import Session
from reader.i18n import _
from reader.jsonout import dumps


@click.command(help=_("List the portals: those that come with the program, and your own portal files."))
@options.as_json
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """Print name, title and address of each portal."""
    portals = session.library.portals()
    if as_json:
        say(dumps([{"name": one.name, "title": one.title, "base": one.base} for one in portals]))
        return
    widest = max(len(one.name) for one in portals)
    for one in portals:
        say(f"{one.name:<{widest}}  {one.title}  {one.base}")
