"""Fetches from several portals side by side, for `tinvl sync --all` and `tinvl get`."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reader.cli.exits import Exit, code_of
from reader.cli.meters import Meters, meters
from reader.cli.output import tell
from reader.cli.session import Session
from reader.cli.summary import exit_of, tell_summary
from reader.export.jsonout import fields
from reader.fetching.together import Failed, side_by_side
from reader.progress import Progress
from reader.wording.explain import explain
from scrapers.errors import TinvlError
from scrapers.syncing.events import Event, Summary

SyncEnd = Summary | Failed
"""How the sync of one portal ended."""


def portals_read(session: Session) -> tuple[str, ...]:
    """Name the portals that are read here; where there is none, the one that a sync without a name takes."""
    return session.library.followed() or (session.choose_portal(None),)


def fetch_all(
    begin: Callable[[str], Iterator[Event]], portals: Sequence[str], stop: threading.Event, *, quiet: bool
) -> dict[str, SyncEnd]:
    """Fetch from portals side by side as `begin` does, with their progress on stderr; return their ends.

    These are in the order of the portals.
    """
    with meters(portals, quiet=quiet) as shown:
        ended = _followed(side_by_side(begin, portals, stop), shown)
    return {portal: ended[portal] for portal in portals}


def _followed(happened: Iterable[Event | Failed], shown: Meters) -> dict[str, SyncEnd]:
    """Drive the syncs to their ends, and show how they go."""
    ended: dict[str, SyncEnd] = {}
    so_far: dict[str, Progress] = {}
    for one in happened:
        if isinstance(one, Failed):
            ended[one.portal] = one
            shown.end(one.portal)
            continue
        former = so_far.get(one.portal, Progress())
        now = so_far[one.portal] = former.after(one)
        if now.summary is not None:
            ended[one.portal] = now.summary
            shown.end(one.portal)
        elif now != former:
            shown.show(one.portal, now)
    return ended


def tell_outcomes(ended: Mapping[str, SyncEnd], *, quiet: bool) -> None:
    """Say how each ended; when `quiet`, only what went wrong."""
    for portal, outcome in ended.items():
        if isinstance(outcome, Failed):
            tell(f"{portal}: {explain(outcome.error)}")
        else:
            tell_summary(outcome, quiet=quiet, among_others=True)


def outcomes_json(session: Session, ended: Mapping[str, SyncEnd]) -> list[object]:
    """Return what `--json` prints of each: its summary, and as `error` why there was none, or null."""
    return [
        {"error": None, **fields(outcome)}
        if isinstance(outcome, Summary)
        else {
            "error": explain(outcome.error),
            **fields(Summary(portal=portal, started_at=session.clock(), ended_at=session.clock())),
        }
        for portal, outcome in ended.items()
    ]


def exit_of_all(outcomes: Iterable[SyncEnd]) -> Exit:
    """How they ended, as one exit code: in part where they ended differently."""
    codes = {_code(outcome) for outcome in outcomes}
    if Exit.INTERRUPTED in codes:
        return Exit.INTERRUPTED
    return codes.pop() if len(codes) == 1 else Exit.PARTLY


def _code(outcome: SyncEnd) -> Exit:
    if isinstance(outcome, Summary):
        return exit_of(outcome)
    return code_of(outcome.error) if isinstance(outcome.error, TinvlError) else Exit.PARTLY
