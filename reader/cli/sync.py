"""`tinvl sync`: fetch what is new on a portal."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from reader.cli import completing, options, values
from reader.cli.exits import Exit
from reader.cli.output import Refusal, chosen_option, say
from reader.cli.progress import follow, meter
from reader.cli.session import Session
from reader.cli.summary import exit_of, tell_summary
from reader.export.jsonout import dumps, plain_data
from reader.holdings.portals import is_nowhere
from reader.i18n import _
from reader.model import Way
from reader.terminal.signals import ending_signals, handled
from scrapers.syncing.events import Event, Summary, SyncPlan
from scrapers.urls import absolute

Watcher = Callable[[Iterator[Event]], Iterator[Event]]
"""Lets the events of a sync pass, and does what it will with them."""


@click.command(help=_("Fetch what is new on a portal. Without CATEGORY, all its categories."))
@click.argument(
    "categories", metavar=_("[CATEGORY]..."), nargs=-1, shell_complete=completing.complete_category
)
@options.portal
@options.base_url
@click.option(
    "--pages", type=values.WholeType(1), metavar="N", help=_("At most N listing pages per category.")
)
@click.option(
    "--since",
    type=values.DAY,
    metavar=_("DATE"),
    help=_("Nothing published before this day: 31/01/2018, 01/2018, 2018 or 7d."),
)
@click.option(
    "--full", is_flag=True, help=_("Walk every listing to its end and ask for every article again.")
)
@click.option("--no-images", is_flag=True, help=_("Leave pictures out."))
@click.option(
    "--files/--no-files",
    default=None,
    help=_(
        "Read the files attached to all articles, not to starred ones alone, so that searches find what they "
        "say; or read none."
    ),
)
@options.delay
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=_("Every portal that was fetched here before and those of your own files, side by side."),
)
@click.option(
    "--notify", is_flag=True, help=_("Notify the desktop of new articles with words you watch for.")
)
@options.as_json
@click.option("--quiet", "-q", is_flag=True, help=_("Print nothing but what goes wrong."))
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
    files: bool | None,
    delay: float | None,
    every: bool,
    notify: bool,
    as_json: bool,
    quiet: bool,
) -> Exit:
    """Sync, and say what came."""
    plan = SyncPlan(
        categories=categories,
        pages=pages,
        since=since,
        full=full,
        pictures=not no_images,
        files=(session.config.files or None) if files is None else files,
    )
    if every:
        _refuse_one(categories, portal, base_url)
        return _all(session, plan, delay=delay, notify=notify, as_json=as_json, quiet=quiet)
    name = session.choose_portal(portal)
    check_way(session, name, way := Way(base_url, delay))
    check_there(session, name, way)
    with _notifying(session, notify=notify, quiet=quiet) as watch:
        summary = run_sync(session, name, plan, way, watch, quiet=quiet)
    if as_json:
        say(dumps(plain_data(summary)))
    tell_summary(summary, quiet=quiet, saved=session.library.has_news(name))
    return exit_of(summary)


def _refuse_one(categories: tuple[str, ...], portal: str | None, base_url: str | None) -> None:
    """Refuse what names one portal, or something of it, where all are to be fetched."""
    chosen_option({"all": True, "portal": portal is not None})
    chosen_option({"all": True, "base-url": base_url is not None})
    if categories:
        raise Refusal(_("A category is one portal's and cannot be named with --all."))


def _all(
    session: Session, plan: SyncPlan, *, delay: float | None, notify: bool, as_json: bool, quiet: bool
) -> Exit:
    from reader.cli import syncall  # noqa: PLC0415 - one portal does without threads

    portals, way = syncall.portals_read(session), Way(delay=delay)
    for name in portals:
        check_way(session, name, way)
        check_there(session, name, way)
    with _notifying(session, notify=notify, quiet=quiet) as watch, stop_on_interrupt() as stop:

        def begin(portal: str) -> Iterator[Event]:
            return watch(session.library.fetching(portal, way).sync(plan, stop))

        ended = syncall.fetch_all(begin, portals, stop, quiet=quiet)
    if as_json:
        say(dumps(syncall.outcomes_json(session, ended)))
    syncall.tell_outcomes(ended, quiet=quiet)
    code = syncall.exit_of_all(ended.values())
    return Exit.PARTLY if session.tell_wrong_files() and code is Exit.DONE else code


@contextmanager
def _notifying(session: Session, *, notify: bool, quiet: bool) -> Iterator[Watcher]:
    """Yield what the events of each sync pass through; tell in the end of news that the user watches for."""
    if not notify:
        yield iter
        return
    from reader.cli.notifying import Matches  # noqa: PLC0415 - hardly ever

    matches = Matches(session)
    yield matches.watch
    matches.tell(quiet=quiet)


def check_way(session: Session, portal: str, way: Way) -> None:
    """Refuse a mirror that is no address, and a pace that only a portal on this machine may be asked at."""
    base_url, delay = way
    if base_url is not None and not absolute(base_url, base_url):
        text = _("--base-url takes an address that begins with http:// or https://, not {url}.")
        raise Refusal(text.format(url=base_url))
    options.check_delay(delay, base_url or session.library.portal(portal).base)


def check_there(session: Session, portal: str, way: Way) -> None:
    """Refuse to ask the demo portal where it never is, in place of trying for seconds."""
    if way.base_url is None and is_nowhere(session.library.portal(portal)):
        text = _(
            "The demo portal answers only while `tinvl demo` runs, at the address that it names; add "
            "--base-url ADDRESS, or run `tinvl demo` again."
        )
        raise Refusal(text, code=Exit.UNREACHABLE)


def run_sync(
    session: Session, portal: str, plan: SyncPlan, way: Way, watch: Watcher = iter, *, quiet: bool = False
) -> Summary:
    """Sync with a meter on stderr; Ctrl+C ends it within a second with what there is."""
    with stop_on_interrupt() as stop, meter(quiet=quiet) as shown:
        events = session.library.fetching(portal, way).sync(plan, stop)
        return follow(watch(events), shown)


@contextmanager
def stop_on_interrupt() -> Iterator[threading.Event]:
    """Turn the first Ctrl+C, or another signal to end, into a request to stop; a second one breaks off."""
    stop = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    with handled(ask, signal.SIGINT, *ending_signals()):
        yield stop
