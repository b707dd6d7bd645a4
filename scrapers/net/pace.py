"""Keeps requests to a host apart, and says how long to wait before asking again."""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from scrapers.net.turns import Turns

POLITE = 1.0
"""Seconds between the end of an answer and the next request to the same host, at least."""
LONG_REST = 5.0
"""Seconds between two requests, from which on people are told of a rest; some portals ask for minutes."""
LONGEST_WAIT = 120.0
"""Seconds; a server that asks for more patience is asked again at the next sync."""
_GLANCE = 0.1
"""Seconds between two looks at whether another process is done with a host."""
_BACKOFF = (1.0, 2.0, 4.0)
RETRIES = len(_BACKOFF)

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class Held(NamedTuple):
    """A host asked to be left alone: by which status, and until when, on the fetcher's clock."""

    status: int
    due: float


class Pace:
    """One request at a time to one host, `delay` seconds apart, counted from the end of each.

    `clock` counts seconds from anywhere; `sleep` waits for some. `turns` are those of other processes too.
    """

    def __init__(self, delay: float, *, clock: Clock, sleep: Sleep, turns: Turns | None = None) -> None:
        self.delay = delay
        self.waits = False
        """Whether another process asks the host just now."""
        self._clock = clock
        self._sleep = sleep
        self._turns = turns
        self._turn = asyncio.Lock()
        self._ended: float | None = None
        self._due = -math.inf
        """When the last wait for the turn ends."""

    @property
    def rest(self) -> float:
        """The seconds that the host has yet to rest before it is asked, where that is long; else 0."""
        return max(self._due - self._clock(), 0.0) if self.delay >= LONG_REST else 0.0

    @asynccontextmanager
    async def turn(self, resting: Callable[[], None] | None = None) -> AsyncIterator[None]:
        """Wait for the host to be free and rested, and hold it; call `resting` where that takes time."""
        async with self._turn:
            await self._come(resting)
            try:
                yield
            finally:
                self._ended = self._clock()
                if self._turns is not None:
                    self._turns.leave()

    async def _come(self, resting: Callable[[], None] | None) -> None:
        """Wait until it is our turn."""
        try:
            wait = self._rest() or self._others()
            while wait > 0:
                if resting is not None:
                    resting()
                self._due = self._clock() + wait
                await self._sleep(wait)
                wait = self._others()
        except BaseException:
            if self._turns is not None:
                self._turns.give_up()
            raise

    def _rest(self) -> float:
        """Return the seconds that the host has yet to rest after the last request from here."""
        return max(self._ended + self.delay - self._clock(), 0.0) if self._ended is not None else 0.0

    def _others(self) -> float:
        """Take the turn; where another process has it, or had it just now, return the seconds to wait."""
        if self._turns is None:
            return 0.0
        self.waits = not self._turns.take()
        if self.waits:
            return _GLANCE
        # Only now: whoever had it a moment ago has noted the time before it gave the turn back.
        if (since := self._turns.rested()) is not None and since < self.delay:
            self._turns.drop()
            return self.delay - since
        return 0.0


def retry_after(header: str, now: datetime) -> float | None:
    """Read a Retry-After header: seconds, or an HTTP date. None where it is neither."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        then = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


def wait_before_retry(tries: int, asked: float | None, chance: float) -> float | None:
    """Decide how long to wait after the `tries`th failure (from 1), or None to give up.

    `asked` is what Retry-After said, `chance` a random number in 0..1: half of each wait is drawn, so that
    many readers don't come back to a struggling server at once.
    """
    if tries > len(_BACKOFF) or (asked or 0.0) > LONGEST_WAIT:
        return None
    step = _BACKOFF[tries - 1]
    return max(asked or 0.0, step * (0.5 + chance / 2))
