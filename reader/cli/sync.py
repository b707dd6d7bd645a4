"""`tinvl sync`: fetch what is new on a portal."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click
from scrapers.events import Summary, SyncPlan

from reader.cli import options
from reader.cli.exits import Exit
from reader.cli.output import say
from reader.cli.progress import follow, meter, tell_summary
from reader.cli.session import Session
from reader.i18n import _
from reader.jsonout import dumps


@click.command(help=_("Fetch what is new on a portal. Without CATEGORY, all its categories."))
@click.argument("categories", metavar="[CATEGORY]…", nargs=-1)
@options.portal
@click.option("--base-url", metavar="URL", help=_("Fetch from a mirror; articles keep their own addresses."))
@click.option("--pages", type=click.IntRange(1), metavar="N", help=_("At most N listing pages a category."))
@click.option("--since", type=options.DAY, metavar="DATE", help=_("Nothing published before this day."))
@click.option(
    "--full", is_flag=True, help=_("Walk every listing to its end and ask for every article again.")
)
@click.option("--no-images", is_flag=True, help=_("Leave pictures out."))
@click.option(
    "--delay", type=click.FloatRange(0), metavar="S", help=_("Seconds between requests, at least 1.")
)
@options.as_json
@click.option("--quiet", "-q", is_flag=True, help=_("Say nothing but errors."))
@click.pass_obj
def command(
    session: Session,
    *,
    categories: tuple[str, ...],
    portal: str | None,
    base_url: str | None,
    pages: int | None,
    since: str | None,
    full: bool,
    no_images: bool,
    delay: float | None,
    as_json: bool,
    quiet: bool,
) -> Exit:
    """Sync, and say what came."""
    name = session.choose_portal(portal)
    plan = SyncPlan(categories=categories, pages=pages, since=since, full=full, pictures=not no_images)
    summary = run_sync(session, name, plan, base_url=base_url, delay=delay, quiet=quiet)
    if as_json:
        say(dumps(summary))
    if not quiet:
        tell_summary(summary)
    return exit_of(summary)


def run_sync(
    session: Session,
    portal: str,
    plan: SyncPlan,
    *,
    base_url: str | None = None,
    delay: float | None = None,
    quiet: bool = False,
) -> Summary:
    """Sync with a meter on stderr; Ctrl+C ends it within a second with what there is."""
    with stop_on_interrupt() as stop, meter(quiet=quiet) as shown:
        return follow(session.library.sync(portal, plan, stop=stop, base_url=base_url, delay=delay), shown)


def exit_of(summary: Summary) -> Exit:
    """How a sync ended, as an exit code."""
    if summary.interrupted:
        return Exit.INTERRUPTED
    return Exit.PARTLY if summary.failures else Exit.DONE


@contextmanager
def stop_on_interrupt() -> Iterator[threading.Event]:
    """Turn the first Ctrl+C, or a SIGTERM, into a request to stop; a second one breaks off."""
    stop = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    former = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
