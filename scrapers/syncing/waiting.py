"""Tells what a sync waits for while it does, so that nobody takes a bad line for a program that hangs."""

import asyncio
import math
from collections.abc import AsyncGenerator
from typing import TypeVar

from scrapers.net.fetch import Fetcher
from scrapers.net.pace import RETRIES
from scrapers.syncing.events import Waiting

_Step = TypeVar("_Step")
_GLANCE = 0.5
"""Seconds between two looks at what is waited for."""
_SLOW = 2.0
"""Seconds without news after which a host that has not failed is called slow; its pace takes one of them."""


async def told_meanwhile(
    steps: AsyncGenerator[_Step, None], portal: str, fetcher: Fetcher
) -> AsyncGenerator[_Step | Waiting, None]:
    """Yield the events of work that asks a portal, and whenever the next one takes its time, tell why."""
    while True:
        step = asyncio.ensure_future(_next(steps))
        try:
            last, seconds = None, 0.0
            while not (await asyncio.wait((step,), timeout=_GLANCE))[0]:
                seconds += _GLANCE
                waiting = _waiting(portal, fetcher, is_slow=seconds >= _SLOW)
                if waiting is not None and waiting != last:
                    yield waiting
                    last = waiting
            event = step.result()
        finally:
            if not step.done():
                step.cancel()
                await asyncio.gather(step, return_exceptions=True)
        if event is None:
            return
        yield event


async def _next(steps: AsyncGenerator[_Step, None]) -> _Step | None:
    async for event in steps:
        return event
    return None


def _waiting(portal: str, fetcher: Fetcher, *, is_slow: bool) -> Waiting | None:
    if retry := fetcher.retry:
        return Waiting(
            portal=portal,
            error=type(retry.failure).__name__,
            message=retry.failure.what,
            told=retry.told,
            seconds=math.ceil(fetcher.seconds_to_retry),
            tries=retry.tries,
            of=RETRIES,
        )
    if fetcher.waits:
        return Waiting(portal=portal, others=True)
    if is_slow and (rest := fetcher.seconds_to_rest):
        return Waiting(portal=portal, rests=True, seconds=math.ceil(rest))
    if is_slow and (coming := fetcher.coming) is not None:
        return Waiting(portal=portal, bytes=coming)
    return None
