"""`tinvl paths`: where everything lies."""

import click

from reader.cli import options
from reader.cli.output import say
from reader.cli.session import Session
from reader.i18n import _
from reader.jsonout import dumps


@click.command(help=_("Say where cache, marks, config and lock lie on this machine."))
@options.as_json
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """Print each place with its path."""
    paths = session.paths
    places = {
        "cache": paths.cache,
        "data": paths.data,
        "config": paths.config,
        "config_file": paths.config_file,
        "portals": paths.portals,
    }
    if as_json:
        say(dumps({name: str(path) for name, path in places.items()}))
        return
    for name, path in places.items():
        say(f"{name:<12}{path}")
