"""`tinvl portals` lists the portals that can be read; `tinvl portals add` follows another by its address."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from reader.cli import options, subcommands
from reader.cli.exits import Exit
from reader.cli.output import say, tell
from reader.cli.session import Session
from reader.cli.tables import print_table
from reader.export.jsonout import dumps
from reader.holdings.portals import is_nowhere
from reader.i18n import _
from reader.wording.explain import explain
from reader.words import freshness, plural, unread
from scrapers.errors import StoreError
from scrapers.text import clean_line

if TYPE_CHECKING:
    from reader.model import Status
    from scrapers.portals.portal import Portal


@click.group(
    cls=subcommands.Subcommands,
    invoke_without_command=True,
    help=_(
        "List the portals that come with the program and those of your own files, with what is here of each."
    ),
)
@options.as_json
@click.pass_context
def command(context: click.Context, as_json: bool) -> Exit | None:
    """Print name, address and title of each portal, and what is here of it; say which files are wrong."""
    if context.invoked_subcommand is not None:
        return None
    session: Session = context.obj
    read = _read_here(session)
    portals = [one for one in session.portals.with_demo() if not is_nowhere(one) or one.name in read]
    if as_json:
        say(dumps([_as_json(portal, read.get(portal.name)) for portal in portals]))
    else:
        rows = [tuple(map(clean_line, (portal.name, portal.base, portal.title))) for portal in portals]
        below = [_counted(read.get(portal.name), session.clock()) for portal in portals]
        print_table(rows, looks={0: "strong", 1: "dim"}, below=below)
    return Exit.PARTLY if session.tell_wrong_files() else Exit.DONE


def _read_here(session: Session) -> dict[str, "Status"]:
    """Return what is here of each portal that was fetched; nothing where no store can be opened."""
    try:
        if not session.is_begun:
            return {}
        return {name: session.library.status(name) for name in session.library.fetched()}
    except StoreError as error:
        tell(explain(error))
        return {}


def _as_json(portal: "Portal", status: "Status | None") -> dict[str, object]:
    synced = status.synced_at.isoformat() if status and status.synced_at else None
    return {
        "name": portal.name, "title": portal.title, "base": portal.base, "synced": synced,
        "articles": status.articles if status else 0, "unread": status.unread if status else 0,
    }  # fmt: skip


def _counted(status: "Status | None", now: datetime) -> tuple[str, ...]:
    """Write in a line below a portal what is here of it."""
    if status is None:
        return ()
    articles = plural("{n} article", "{n} articles", status.articles)
    return (f"    {articles}, {unread(status.unread)}, {freshness(status, now)}",)


@command.command(
    "add",
    help=_("Look at the portal at ADDRESS, say what can be read of it, and add it if that is enough."),
)
@click.argument("address", metavar=_("ADDRESS"))
@click.option("--name", metavar=_("NAME"), help=_("Short name of the portal; by default made from its host."))
@click.option("--title", metavar=_("TITLE"), help=_("What to call it; by default what it calls itself."))
@options.delay
@options.as_json
@click.pass_obj
def add(
    session: Session, *, address: str, name: str | None, title: str | None, delay: float | None, as_json: bool
) -> Exit:
    """Look, say what was found, and write the portal's file."""
    from reader.cli.adding import follow  # noqa: PLC0415 - brings the network
    from reader.fetching.adding import Adding, meant  # noqa: PLC0415 - likewise

    options.check_delay(delay, next(iter(meant(address)), ""))
    adding = Adding(session.portals, session.paths, session.clock, delay=delay)
    if name is not None:
        adding.check_name(name)
    return follow(session, adding, address, name or "", title or "", as_json=as_json)
