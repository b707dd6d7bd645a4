"""`tinvl keys`: list the commands of the reader with the keys chosen for them."""

import click

from reader.cli import options
from reader.cli.output import say, tell
from reader.cli.session import Session
from reader.cli.tables import print_report
from reader.export.jsonout import dumps
from reader.i18n import _
from reader.keyboard.command import Command, choose
from reader.keyboard.commands import TABLE, key_names
from reader.keyboard.keymap import FIXED, chosen
from reader.wording.explain import explain
from scrapers.errors import ConfigError


@click.command(
    help=_(
        "List the commands of the reader with their keys.\n\nThe first column is what `keys` in config.toml"
        ' calls them: keys = {next_article = "J", page_down = "PgDn Ctrl+V"}.'
    )
)
@options.as_json
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """Print id, keys and meaning of each command; the usual keys where the settings are wrong."""
    try:
        choose(chosen(session.config.keys, session.config.pipes))
    except ConfigError as error:
        tell(explain(error))
    if as_json:
        say(dumps([_json(entry) for entry in TABLE]))
        return
    print_report(
        [(entry.id, key_names(entry), _(entry.help)) for entry in TABLE], looks={0: "strong", 1: "mark"}
    )


def _json(command: Command) -> dict[str, object]:
    return {"id": command.id, "keys": command.keys, "help": _(command.help), "fixed": command.id in FIXED}
