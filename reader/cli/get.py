"""`tinvl get`: fetch single articles by their addresses."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import options, values
from reader.cli.exits import Exit
from reader.cli.gotten import Asked, Ended, Fetched, exit_of, print_here, print_json, tell_ended
from reader.cli.output import STDOUT, Refusal, read_input
from reader.cli.progress import follow, meter
from reader.cli.session import Session
from reader.cli.sync import check_there, check_way, stop_on_interrupt
from reader.fetching.addresses import Line, first_in, lines_of, meaning
from reader.getting import Got, Sought, by_portal, noted, seek, why_none
from reader.holdings.portals import DEMO
from reader.i18n import _
from reader.model import Way
from reader.wording.explain import explain
from reader.words import input_name, number
from scrapers.errors import UnknownName
from scrapers.syncing.events import Event, Summary, SyncPlan
from scrapers.text import clean_line

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


@click.command(
    help=_(
        "Fetch single articles by their addresses, whether a list names them or not. The id of an article "
        "that a list names will do too; - reads addresses from standard input, one a line."
    )
)
@click.argument("addresses", metavar=_("[ADDRESS]..."), nargs=-1)
@click.option(
    "--from", "file", type=values.FILE, metavar=_("FILE"),
    help=_("Read addresses from this file, one a line; blank lines and # comments are left out."),
)  # fmt: skip
@options.portal
@click.option("--again", is_flag=True, help=_("Ask again for articles that are here already."))
@click.option("--no-images", is_flag=True, help=_("Leave pictures out."))
@options.base_url
@options.delay
@options.as_json
@click.option("--quiet", "-q", is_flag=True, help=_("Print nothing but what goes wrong."))
@click.pass_obj
def command(
    session: Session,
    *,
    addresses: tuple[str, ...],
    file: Path | None,
    portal: str | None,
    again: bool,
    no_images: bool,
    base_url: str | None,
    delay: float | None,
    as_json: bool,
    quiet: bool,
) -> Exit:
    """Fetch what is not here yet, print what came, and say what did not."""
    lines = list(_lines(addresses, file))
    if not lines:
        raise Refusal(_("Which article? tinvl get ADDRESS…, or --from FILE with a list of addresses."))
    asked = _looked_up(session, lines, portal, base_url)
    wanted = [one.sought for one in asked if one.sought and (again or not one.sought.here)]
    plan, way = SyncPlan(pictures=not no_images), Way(base_url, delay)
    fetched = _fetch(session, wanted, plan, way, quiet=quiet)
    ended = [Ended.of(one, fetched) for one in asked]
    try:
        if as_json:
            print_json(ended)
        elif not quiet:
            print_here(ended)
    finally:  # what did not come is said, too, where nobody takes the data
        tell_ended(ended, fetched, quiet=quiet)
    return exit_of(ended, fetched)


# What is asked for -----------------------------------------------------------------------------------


def _lines(addresses: Sequence[str], file: Path | None) -> Iterator[tuple[str, Line]]:
    """Go through what is asked for, each with the name of its list, empty on the command line."""
    for address in addresses:
        if address == str(STDOUT):
            yield from _listed(STDOUT)
        else:
            yield "", Line(0, first_in(address))
    if file is not None:
        yield from _listed(file)


def _listed(file: Path) -> Iterator[tuple[str, Line]]:
    name = clean_line(input_name(file))
    try:
        text = read_input(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(_("{file} is not UTF-8 text.").format(file=name)) from error
    yield from ((name, line) for line in lines_of(text))


def _looked_up(
    session: Session, lines: Sequence[tuple[str, Line]], name: str | None, mirror: str | None
) -> list[Asked]:
    """Find what each line means, once where several mean the same."""
    portals = _portals(session, lines, name)
    found: dict[tuple[str, str], Asked] = {}
    for file, line in lines:
        one = _seek(session, file, line, portals, mirror if name else None)
        found.setdefault((one.sought.portal, one.sought.id) if one.sought else ("", line.text), one)
    asked = list(found.values())
    if mirror is not None and len({one.sought.portal for one in asked if one.sought}) > 1:
        raise Refusal(_("--base-url is for the articles of one portal; these are of several."))
    return asked


def _portals(session: Session, lines: Sequence[tuple[str, Line]], name: str | None) -> "Sequence[Portal]":
    """Return the portals that may be meant: those of a profile, for the demo has one to itself."""
    if name is not None:
        session.enter(name)
        return (session.library.portal(name),)
    known = session.portals.with_demo()
    if all(_is_of_demo(line.text, known) for _file, line in lines):
        session.enter(DEMO)
    elif not session.has_chosen_home:
        return session.portals.all()
    return known


def _is_of_demo(text: str, portals: "Sequence[Portal]") -> bool:
    portal = meaning(text, portals).portal
    return text.startswith(f"{DEMO}/") or (portal is not None and portal.name == DEMO)


def _seek(session: Session, file: str, line: Line, portals: "Sequence[Portal]", mirror: str | None) -> Asked:
    where = _("{file}, line {n}").format(file=file, n=number(line.number)) if file else ""
    try:
        sought = seek(session.library, line.text, portals, mirror=mirror or "")
    except UnknownName as error:
        trouble = explain(error) if error.known else _("not an address, and no article here has this id")
        return Asked(line.text, where, line.number, None, trouble)
    if not sought.may_be_article:
        return Asked(line.text, where, line.number, None, why_none(sought.kind, sought.url), sought.kind)
    return Asked(line.text, where, line.number, sought)


# Fetching --------------------------------------------------------------------------------------------


def _fetch(session: Session, wanted: Sequence[Sought], plan: SyncPlan, way: Way, *, quiet: bool) -> Fetched:
    """Fetch from the portals side by side; Ctrl+C ends it within a second with what there is."""
    portals = by_portal(wanted)
    got: dict[str, dict[str, Got]] = {portal: {} for portal in portals}
    for portal in portals:
        check_way(session, portal, way)
        check_there(session, portal, way)
    with stop_on_interrupt() as stop:

        def begin(portal: str) -> Iterator[Event]:
            events = session.library.fetching(portal, way).articles(portals[portal], plan, stop)
            return noted(events, list(portals[portal]), got[portal])

        summaries = _followed(begin, list(portals), stop, quiet=quiet)
    all_got = {(portal, id_): one for portal, some in got.items() for id_, one in some.items()}
    return Fetched(all_got, summaries, stopped=stop.is_set())


def _followed(
    begin: Callable[[str], Iterator[Event]], portals: Sequence[str], stop: threading.Event, *, quiet: bool
) -> list[Summary]:
    """Drive the fetches to their ends, and show how they go; where a store failed, raise that in the end."""
    if len(portals) == 1:
        with meter(quiet=quiet) as shown:
            return [follow(begin(portals[0]), shown)]
    from reader.cli.syncall import fetch_all  # noqa: PLC0415 - hardly ever are there several
    from reader.fetching.together import Failed  # noqa: PLC0415 - likewise

    summaries: list[Summary] = []
    for ended in fetch_all(begin, portals, stop, quiet=quiet or not portals).values():
        if isinstance(ended, Failed):
            raise ended.error
        summaries.append(ended)
    return summaries
