"""`tinvl paths`: say where everything lies."""

import os

import click

from reader.cli import options
from reader.cli.output import say
from reader.cli.session import Session
from reader.cli.tables import print_table
from reader.i18n import _
from scrapers.text import clean_line


@click.command(help=_("Show where cache, marks and settings are kept on this machine."))
@options.as_json
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """Print each place with its path."""
    paths = session.paths
    places = {
        "cache": (paths.cache, _("what can be fetched again")),
        "data": (paths.data, _("your marks, never deleted")),
        "config": (paths.config, ""),
        "config_file": (paths.config_file, _("your settings")),
        "portals": (paths.portals, _("your own portal files")),
    }
    written = {name: os.fsencode(path).decode(errors="replace") for name, (path, _note) in places.items()}
    if as_json:
        from reader.export.jsonout import dumps  # noqa: PLC0415 - brings the model, for this form alone

        say(dumps(written))
        return
    print_table(
        [(name, clean_line(written[name]), note) for name, (_path, note) in places.items()],
        looks={0: "strong", 2: "dim"},
    )
