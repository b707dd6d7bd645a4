"""Syncs several portals side by side, each in a thread of its own, as one stream of events."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import NamedTuple

from scrapers.errors import TinvlError
from scrapers.syncing.events import Event

AT_ONCE = 16
"""So many portals are fetched at once; most of the time each of them waits for its host."""


class Failed(NamedTuple):
    """The sync of a portal could not go on; what was stored stays."""

    portal: str
    error: TinvlError | OSError


def side_by_side(
    begin: Callable[[str], Iterator[Event]], portals: Sequence[str], stop: threading.Event
) -> Iterator[Event | Failed]:
    """Yield what happens in the syncs that `begin` makes of portals, as it happens.

    Each ends by Finished or Failed. `stop` is what ends all of them; where the iterator is closed, or Ctrl+C
    breaks it off, it is set, and they are waited for.
    """
    told: SimpleQueue[Event | Failed | None] = SimpleQueue()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            syncs = [pool.submit(_run, begin, portal, told) for portal in portals]
            running = len(syncs)
            while running:
                if (happened := told.get()) is None:
                    running -= 1
                else:
                    yield happened
        except BaseException:
            stop.set()
            raise
    for sync in syncs:
        sync.result()  # raises what nobody expected


def _run(
    begin: Callable[[str], Iterator[Event]], portal: str, told: "SimpleQueue[Event | Failed | None]"
) -> None:
    try:
        for event in begin(portal):
            told.put(event)
    except (TinvlError, OSError) as error:
        told.put(Failed(portal, error))
    finally:
        told.put(None)
