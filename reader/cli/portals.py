"""`tinvl portals` lists the portals that can be read; `tinvl portals add` follows another by its address."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import options, subcommands
from reader.cli.exits import Exit, code_of
from reader.cli.output import Refusal, complain, say, tell
from reader.cli.session import Session
from reader.cli.tables import print_report, print_table
from reader.export.jsonout import dumps, fields
from reader.holdings.portals import is_nowhere
from reader.i18n import _
from reader.paths import shortened
from reader.wording.explain import explain
from reader.words import freshness, plural, unread
from scrapers.errors import FetchError, NotAllowed, StoreError
from scrapers.text import clean_line

if TYPE_CHECKING:
    from reader.cli.progress import Lines
    from reader.fetching.adding import Adding
    from reader.model import Status
    from scrapers.portals.portal import Portal
    from scrapers.survey.findings import Findings
    from scrapers.survey.look import SurveyEvent


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
    from reader.fetching.adding import Adding, meant  # noqa: PLC0415 - brings the network

    options.check_delay(delay, next(iter(meant(address)), ""))
    adding = Adding(session.portals, session.paths, session.clock, delay=delay)
    if name is not None:
        adding.check_name(name)
    found = _look(adding, address)
    portal, file = adding.write(found, name or "", title or "") if found.is_enough else (None, None)
    try:
        if as_json:
            _say_json(found, portal, file)
        else:
            _say_found(found)
    finally:  # it is said that a file was written, too, where nobody takes the data
        if portal is None or file is None:
            _tell_refused(found)
        else:
            _tell_failed(found)
            _tell_next(session, portal.name, file)
    return Exit.DONE if portal else Exit.PARTLY


def _look(adding: "Adding", address: str) -> "Findings":
    """Look at a portal, and tell on the way what is asked for; Ctrl+C ends it with nothing written."""
    from reader.cli.progress import Lines  # noqa: PLC0415 - as above
    from reader.cli.sync import stop_on_interrupt  # noqa: PLC0415 - likewise
    from scrapers.watch import Stopped  # noqa: PLC0415 - likewise

    found: Findings | None = None
    shown = Lines()
    with stop_on_interrupt() as stop:
        try:
            for event in adding.survey(address, stop):
                found = _tell_event(event, shown)
        except Stopped:
            stop.set()
        except NotAllowed:
            raise  # a browser may open it all the same
        except FetchError as error:
            text = _("No portal was added; look whether {url} opens in a browser.").format(url=address)
            raise Refusal(f"{explain(error)}\n{text}", code=code_of(error)) from error
    if found is None or stop.is_set():
        tell(_("Stopped: nothing was written."))
        raise KeyboardInterrupt
    return found


def _tell_event(event: "SurveyEvent", shown: "Lines") -> "Findings | None":
    """Tell on stderr what is asked for; return what was found, once that is known."""
    from reader.progress import Progress  # noqa: PLC0415 - as above
    from reader.wording.surveyed import doing  # noqa: PLC0415 - likewise
    from scrapers.survey.look import Surveyed  # noqa: PLC0415 - likewise
    from scrapers.syncing.events import Waiting  # noqa: PLC0415 - likewise

    match event:
        case Surveyed():
            return event.findings
        case Waiting():
            shown.show(Progress(waiting=event))
        case _:
            tell(doing(event))
    return None


def _say_found(found: "Findings") -> None:
    from reader.wording.surveyed import rows  # noqa: PLC0415 - as above

    said = [(clean_line(what), clean_line(text)) for what, text in rows(found)]
    print_report(said, looks={0: "strong"})


def _say_json(found: "Findings", portal: "Portal | None", file: Path | None) -> None:
    """Print all that was found, and the portal that was made of it; null where none was."""
    made = {"name": portal.name, "title": portal.title, "base": portal.base} if portal else None
    head = {"added": made, "file": str(file) if file else None, "lacks": found.lacks}
    say(dumps(head | fields(found)))


def _tell_failed(found: "Findings") -> None:
    from reader.wording.surveyed import failures  # noqa: PLC0415 - as above

    if found.failures:
        tell(_("These pages could not be fetched; the portal is added without them:"))
    for failure in failures(found):
        tell(failure, indent=4)


def _tell_refused(found: "Findings") -> None:
    from reader.wording.surveyed import by_hand, failures, verdict  # noqa: PLC0415 - as above

    for failure in failures(found):
        tell(failure)
    complain(verdict(found))
    tell(by_hand())


def _tell_next(session: Session, name: str, file: Path) -> None:
    tell(_("Written: {file}").format(file=clean_line(shortened(file))))
    tell(_("Fetch its newest, then read it:"))
    for arguments in (f"sync --portal {name} --pages 1", f"--portal {name}"):
        tell(f"{session.command} {arguments}", indent=4)
