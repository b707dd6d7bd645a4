"""Spreads work over the cores of the machine, where there is enough of it to pay.

A process takes some 40 MB and a third of a second before it does anything, so few things are done here.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, TypeVar

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
_Work = Callable[[_Thing], _Result]

MANY = 500
"""So many things are worth it, where each takes some milliseconds."""
_MOST = 4
_TOGETHER = 25
"""Things that are handed over at once; results come in their order, at most a few such lots ahead."""


def spread(
    things: Sequence[_Thing], here: _Work[_Thing, _Result], there: Callable[[], _Work[_Thing, _Result]]
) -> Iterator[_Result]:
    """Yield the result of the work on each thing, in order; closing the iterator ends the work.

    `here` does it in this process, `there` makes what does it in another one and can be carried there.
    """
    done = 0
    if len(things) >= MANY and (cores := min(os.cpu_count() or 1, _MOST)) > 1:
        # Where there are no processes, or one fails, whatever went wrong is met again here.
        with suppress(Exception):
            for result in _in_processes(things, there, cores):
                yield result
                done += 1
    yield from map(here, things[done:])


def _in_processes(
    things: Sequence[_Thing], there: Callable[[], _Work[_Thing, _Result]], cores: int
) -> Iterator[_Result]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only for many things
    from multiprocessing import get_context  # noqa: PLC0415 - likewise

    lots = (things[at : at + _TOGETHER] for at in range(0, len(things), _TOGETHER))
    # Not forked: a connection to SQLite must not be shared with the one who opened it.
    pool = ProcessPoolExecutor(cores, get_context("spawn"), _begin, (there,))
    try:
        with _deaf():
            waiting = deque(pool.submit(_done, lot) for lot in islice(lots, 2 * cores))
        while waiting:
            results = waiting.popleft().result()
            waiting.extend(pool.submit(_done, lot) for lot in islice(lots, 1))
            yield from results
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that Ctrl+C does not reach: the one that started them gets it, and ends them."""
    import signal  # noqa: PLC0415 - as above

    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


# In the other processes --------------------------------------------------------------------------------

_works: list[Callable[[Any], Any]] = []


def _begin(there: Callable[[], Callable[[Any], Any]]) -> None:
    from threading import Thread  # noqa: PLC0415 - as above

    Thread(target=_end_with_parent, daemon=True).start()
    _works.append(there())


def _end_with_parent() -> None:
    """End this process if its parent was killed: it would wait for more work for ever."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _done(lot: Sequence[Any]) -> list[Any]:
    return [_works[0](thing) for thing in lot]
