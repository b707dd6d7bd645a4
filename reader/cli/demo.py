"""`tinvl demo`: serve the embedded portal on loopback, sync it, and read it."""

import click

from reader.cli import values
from reader.cli.exits import Exit
from reader.cli.lists import print_heads
from reader.cli.output import tell
from reader.cli.session import Session
from reader.cli.summary import exit_of, tell_summary
from reader.cli.sync import run_sync
from reader.cli.terminal import on_terminal
from reader.democounts import counted_before
from reader.holdings.portals import DEMO
from reader.i18n import _
from reader.model import Head, Query, Way
from reader.wording.explain import explain
from scrapers.clock import utc_now
from scrapers.errors import StoreBusy, StoreLocked
from scrapers.syncing.events import SyncPlan

NEWEST = 10


@click.command(
    help=_(
        "Serve the embedded portal on loopback, fetch it, and open the reader on it; while another "
        "terminal fetches it, on what is there. From the second run on it shows its second edition: "
        "corrected articles, later news, other counts."
    )
)
@click.option("--no-tui", is_flag=True, help=_("Print the newest articles instead of opening the reader."))
@click.option(
    "--port",
    type=values.WholeType(0, 65535),
    metavar="N",
    default=0,
    help=_("Port to serve on; by default any free one."),
)
@click.option(
    "--edition", type=values.WholeType(1, 2), metavar="N", help=_("Show this edition of the portal, 1 or 2.")
)
@click.pass_context
def command(context: click.Context, no_tui: bool, port: int, edition: int | None) -> int:
    """Sync the demo into a profile of its own, then read it."""
    from scrapers.demo.server import DemoServer  # noqa: PLC0415 - the server is the demo's alone

    session = _demo_session(context)
    again = session.library.status(DEMO).synced_at is not None
    former, passed = counted_before(session.library, utc_now())
    with DemoServer(port=port, edition=edition or 1 + again, former=former, passed=passed) as server:
        tell(_("The demo portal answers on {url}.").format(url=server.url))
        # Its news are of 2018: a sync asks only recent ones for corrections, unless it is a full one.
        way = Way(server.url, delay=0)
        try:
            summary = run_sync(session, DEMO, SyncPlan(full=again), way)
        except StoreLocked as error:
            # The reader keeps up with what another process fetches; who prints would print a part.
            if no_tui or not on_terminal() or isinstance(error, StoreBusy):
                raise
            return _read(session, way, told=explain(error))
        tell_summary(summary)
        if summary.interrupted:
            return Exit.INTERRUPTED
        if no_tui or not on_terminal():
            _print_newest(session)
            return exit_of(summary)
        return _read(session, way)


def _read(session: Session, way: Way, told: str = "") -> int:
    from reader.cli.interface import open_reader  # noqa: PLC0415 - it imports Textual

    return open_reader(session, DEMO, way=way, told=told)


def _demo_session(context: click.Context) -> Session:
    """The session given with --home or TINVL_HOME, or a profile of the demo's own."""
    given: Session = context.obj
    session = Session(given.home, profile=DEMO)
    context.call_on_close(session.close)
    _ = session.config  # as in any command: what is wrong there is said before anything is done
    return session


def _print_newest(session: Session) -> None:
    """Print what a reader would open on, and how to go on."""
    heads = session.library.heads(session.library.rows(Query(portal=DEMO, limit=NEWEST)))
    if not heads:
        return
    print_heads(heads)
    program = session.command
    article = f"{DEMO}/{heads[0].id}"
    tell(_("Read one: {command}").format(command=f"{program} show {article}"))
    if (corrected := _corrected(session)) is not None:
        command = f"{program} show {DEMO}/{corrected.id} --diff"
        tell(_("See what was corrected in one: {command}").format(command=command))
    tell(_("List more: {command}").format(command=f"{program} list --portal {DEMO}"))
    tell(_("Open the reader, on a terminal: {command}").format(command=f"{program} demo"))


def _corrected(session: Session) -> Head | None:
    """Return the newest article that was corrected."""
    heads = session.library.heads(session.library.rows(Query(portal=DEMO)))
    return next((head for head in heads if head.revision > 1), None)
