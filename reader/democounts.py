"""Lets the demo portal's counters go on from one run to the next; the portal itself keeps nothing."""

from datetime import datetime
from typing import TYPE_CHECKING

from reader.holdings.portals import DEMO

if TYPE_CHECKING:
    from reader.library import Library
    from scrapers.demo.counts import Counted

_FEWEST_PASSED, _MOST_PASSED = 60, 5000
"""Pages that others ask for between two runs: one a minute, within these bounds."""


def counted_before(library: "Library", now: datetime) -> "tuple[Counted | None, int]":
    """Return what the demo portal counted when it last ran, and how many pages others asked for since.

    It is gone while it does not run; a portal that began to count anew would show shrinking counts.
    """
    from scrapers.demo.counts import Counted  # noqa: PLC0415 - as the server

    stats = library.stats
    seen = [
        visitors
        for visitors in stats.visitors(DEMO)
        if visitors.total is not None and visitors.online is not None
    ]
    if not seen:
        return None, 0
    last, views = seen[-1], stats.highest(DEMO)
    minutes = int((now - last.at).total_seconds()) // 60
    former = Counted(
        views={int(name): count for name, count in views.items() if name.isdecimal()},
        online=last.online or 0,
        visits=last.total or 0,
    )
    return former, min(max(minutes, _FEWEST_PASSED), _MOST_PASSED)
