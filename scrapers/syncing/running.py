"""Runs a job to its last event, whatever ends it, and tells on the way what it waits for."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, aclosing

from scrapers.syncing.events import Event, Finished
from scrapers.syncing.job import Job
from scrapers.syncing.patience import OutOfReach, Patience
from scrapers.syncing.waiting import told_meanwhile
from scrapers.watch import Stopped


async def carried_out(
    job: Job,
    lock: AbstractContextManager[None],
    steps: AsyncGenerator[Event, None],
    patience: Patience,
    finished: Callable[[], Finished],
) -> AsyncGenerator[Event, None]:
    """Yield the events of a job's `steps` while the lock is held, at last what `finished` makes of it."""
    with lock:
        async with (
            job.stoppable,
            aclosing(_to_the_end(job, steps, patience, finished)) as told,
            aclosing(told_meanwhile(told, job.portal.name, job.fetcher)) as events,
        ):
            async for event in events:
                yield event


async def _to_the_end(
    job: Job, steps: AsyncGenerator[Event, None], patience: Patience, finished: Callable[[], Finished]
) -> AsyncGenerator[Event, None]:
    try:
        async with aclosing(steps) as events:
            async for event in events:
                yield event
        job.tally.unreachable = patience.got_nothing
    except Stopped:
        job.tally.interrupted = True
    except OutOfReach:
        job.tally.unreachable = True
    job.catalogue.settle()
    for event in job.told():
        yield event
    yield finished()
