"""`tinvl doctor`: check everything this program needs, say what to do, and with --repair do it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from reader import __version__, atomicfile
from reader.cli import options, values
from reader.cli.abilities import PATIENCE, Abilities, abilities_here, colours_told
from reader.cli.exits import Exit
from reader.cli.output import Refusal, at_home, say, tell
from reader.cli.progress import counted
from reader.cli.session import DEFAULT_PORTAL, Session
from reader.cli.tables import print_report
from reader.cli.terminal import on_terminal
from reader.doctor.finding import Finding, Grade
from reader.export.jsonout import dumps, plain_data
from reader.holdings.portals import DEMO
from reader.i18n import _
from reader.paths import Paths
from reader.wording.details import short
from reader.wording.explain import cannot_write
from scrapers.clock import utc_now
from scrapers.errors import PortalFileError, StoreBusy, StoreError
from scrapers.text import clean_line

if TYPE_CHECKING:
    from reader.library import Library

_PATIENCE = 10.0
"""Seconds for a terminal behind a slow line: late answers do the reader no harm, but a shell shows them."""
_PRIVATE = ("network", "portal files")
"""Checks that name addresses and the user's own files, which a bug report leaves out."""
_MARKS = {Grade.WELL: "+", Grade.ODD: "!", Grade.LOST: "x"}


@click.command(help=_("Check stores, files, clock, terminal and network, and say what to do."))
@options.portal
@options.as_json
@click.option("--repair", is_flag=True, help=_("Repair what can be repaired, then check again."))
@click.option("--offline", is_flag=True, help=_("Do not use the network."))
@click.option(
    "--report", type=values.PathType(dir_okay=False, path_type=Path), metavar=_("FILE"),
    help=_("Write the findings to a file to attach to a bug report; it names no path and no article."),
)  # fmt: skip
@click.pass_obj
def command(
    session: Session, *, portal: str | None, as_json: bool, repair: bool, offline: bool, report: Path | None
) -> Exit:
    """Check, and say what was found."""
    asked = portal or session.config.portal
    session.enter(asked or DEFAULT_PORTAL)
    if repair:
        _repair(session)
    findings = list(_findings(session, asked, offline=offline))
    if report is not None:
        _write(report, _report(findings, session.paths))
    if as_json:
        say(dumps([plain_data(finding) for finding in findings]))
    else:
        several = _are_several(session, findings)
        print_report([_row(finding, with_portal=several) for finding in findings], looks={1: "strong"})
    return _exit(findings)


def _write(file: Path, text: str) -> None:
    try:
        with atomicfile.write_atomically(file) as into:
            into.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise Refusal(cannot_write(file, error)) from error


def _report(findings: list[Finding], paths: Paths) -> str:
    """Write what helps to find a fault, and nothing that says where or what its owner reads."""
    import platform  # noqa: PLC0415 - for a report alone
    import sqlite3  # noqa: PLC0415 - likewise

    about = (
        f"tinvl {__version__}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    )
    lines = (
        f"{finding.grade} {finding.check}: {_placeless(finding.said, paths)}"
        for finding in findings
        if finding.check not in _PRIVATE
    )
    return "\n".join((*about, platform.system(), *lines, ""))


def _placeless(said: str, paths: Paths) -> str:
    """Leave out of what was found in which directories it lies."""
    places = {str(place) for path in paths for place in (path, *path.parents) if place.name}
    for place in sorted(places, key=len, reverse=True):
        said = said.replace(short(place), "…")
    return said


def _are_several(session: Session, findings: list[Finding]) -> bool:
    """Tell whether one may ask of which portal a finding is."""
    named = any(finding.portal for finding in findings)
    return named and session.is_begun and session.library.are_several()


def _row(finding: Finding, *, with_portal: bool) -> tuple[str, str, str]:
    name = f"{finding.name} ({finding.portal})" if with_portal and finding.portal else finding.name
    return (
        _MARKS[finding.grade],
        clean_line(name),
        clean_line(f"{finding.said} {at_home(finding.advice)}"),
    )


def _exit(findings: list[Finding]) -> Exit:
    grades = {finding.grade for finding in findings}
    if Grade.LOST in grades:
        return Exit.STORE
    return Exit.PARTLY if Grade.ODD in grades else Exit.DONE


def _findings(session: Session, asked: str, *, offline: bool) -> Iterator[Finding]:
    from reader.doctor import machine, stores  # noqa: PLC0415 - together they know every store

    places = list(machine.directories(session.paths))
    yield from places
    yield machine.space(session.paths)
    of_stores = list(stores.check(session.paths))
    yield from of_stores
    yield machine.portal_files(session.portals)
    yield machine.clock(utc_now())
    abilities = _abilities() if on_terminal() else Abilities()
    told = colours_told(os.environ, all_colours=abilities.all_colours)
    colours = machine.has_many_colours({**os.environ, **told})
    yield machine.terminal(os.environ, colours=colours)
    yield machine.pictures(abilities.graphics, colours=colours and not os.environ.get("NO_COLOR"))
    # Opening the library mends stores; a check leaves them as they are.
    can_open = all(finding.grade is not Grade.LOST for finding in places)
    if can_open and all(one.grade is Grade.WELL for one in of_stores if one.check != "marked articles"):
        with suppress(PortalFileError):  # that of the portal files says it
            yield from _of_portal(session, asked, offline=offline)


def _abilities() -> Abilities:
    """Ask the terminal, and say so where it takes its time; what comes too late stands behind the prompt."""
    waiting = Timer(PATIENCE, tell, (_("Waiting for the terminal to answer …"),))
    waiting.start()
    try:
        return abilities_here(_PATIENCE)
    finally:
        waiting.cancel()


def _of_portal(session: Session, asked: str, *, offline: bool) -> Iterator[Finding]:
    """Look at what is stored of a portal, and whether it answers. Raises PortalFileError, UnknownName."""
    from reader.doctor import machine, network, news  # noqa: PLC0415 - as above

    there = session.is_begun
    portal = session.choose_portal(asked) if there else session.portals.get(asked or DEFAULT_PORTAL).name
    if there:
        cache = session.library.cache
        with counted(_("Looking through the cache")) as watch:
            findings = list(news.check(cache, portal, utc_now(), watch))
        yield from (
            finding if finding.check == "digests" else replace(finding, portal=portal) for finding in findings
        )
    if portal not in session.portals.names():
        yield replace(machine.undescribed(portal), portal=portal)
    elif not offline and portal != DEMO:  # the demo answers only while it runs
        yield replace(network.check(session.portals.get(portal)), portal=portal)


def _repair(session: Session) -> None:
    """Open the stores so that each looks closely at itself, then mend what lies in them.

    Raises StoreBusy where a sync is at work there.
    """
    from reader.doctor import stores  # noqa: PLC0415 - as above
    from scrapers.stores.reading import NAME  # noqa: PLC0415 - likewise
    from scrapers.stores.shared import (  # noqa: PLC0415 - for a repair alone
        make_private,
        mark_suspect,
        store_errors,
    )

    try:
        for path in (session.paths.cache, session.paths.data):
            make_private(path)
        for store in (session.paths.cache / NAME, session.paths.userdata):
            with store_errors(store):
                if store.exists():
                    mark_suspect(store)
        if stores.of_catalogue(session.paths.catalogue).grade is not Grade.WELL:
            mark_suspect(session.paths.catalogue)
        _mend(session.library)
    except StoreBusy:
        raise
    except StoreError:
        pass  # the check that follows says it


def _mend(library: "Library") -> None:
    """Remove damaged values, and make the catalogue anew."""
    with library.cache.lock():
        with counted(_("Looking through the cache")) as watch:
            library.cache.examine(mend=True, watch=watch)
        with counted(_("Rebuilding the list of articles")) as watch:
            library.catalogue.rebuild(watch)
