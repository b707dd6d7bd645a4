"""`tinvl demo`: serve the embedded portal on loopback, sync it, and read it."""

import click
from scrapers.events import SyncPlan

from reader.cli.exits import Exit
from reader.cli.lists import print_heads
from reader.cli.output import say, tell
from reader.cli.progress import tell_summary
from reader.cli.session import Session
from reader.cli.sync import exit_of, run_sync
from reader.cli.terminal import on_terminal
from reader.i18n import _
from reader.model import Query

PORTAL = "demo"
NEWEST = 10


@click.command(help=_("Serve the embedded portal on loopback, fetch it, and open the reader on it."))
@click.option("--no-tui", is_flag=True, help=_("Print the newest articles instead of opening the reader."))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=_("Port to serve on; any free one."))
@click.pass_context
def command(context: click.Context, no_tui: bool, port: int) -> int:
    """Sync the demo into a profile of its own, then read it."""
    from scrapers.demo.server import DemoServer  # noqa: PLC0415 - the server is the demo's alone

    session = _demo_session(context)
    with DemoServer(port=port) as server:
        tell(_("The demo portal answers on {url}.").format(url=server.url))
        summary = run_sync(session, PORTAL, SyncPlan(), base_url=server.url, delay=0)
        tell_summary(summary)
        if summary.interrupted:
            return Exit.INTERRUPTED
        if no_tui or not on_terminal():
            _print_newest(session)
            return exit_of(summary)
        from reader.cli.interface import open_reader  # noqa: PLC0415 - it imports Textual

        return open_reader(session, PORTAL, base_url=server.url)


def _demo_session(context: click.Context) -> Session:
    """The session given with --home or TINVL_HOME, or a profile of the demo's own."""
    given: Session = context.obj
    session = Session(given.home, profile=PORTAL)
    context.call_on_close(session.close)
    return session


def _print_newest(session: Session) -> None:
    print_heads(session.library.heads(session.library.rows(Query(portal=PORTAL, limit=NEWEST))))
    home = f"--home {session.home} " if session.home else ""
    first = session.library.rows(Query(portal=PORTAL, limit=1))
    say("")
    for head in session.library.heads(first):
        tell(_("Read one:   {command}").format(command=f"tinvl {home}show {PORTAL}/{head.id}"))
    tell(_("Read on:    {command}").format(command="tinvl demo" if not home else f"tinvl {home}demo"))
