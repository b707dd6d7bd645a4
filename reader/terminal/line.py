"""The line to a terminal: how much of what was written has not come through it yet.

What is written faster than a line carries it waits in buffers that nobody empties, and the answer to each key
behind it: with `j` held down for two seconds a line of 3 kB a second went on scrolling for twelve more. So a
terminal that is far away is asked after each frame where its cursor is (ECMA-48, DSR 6). It answers when the
frame has come, and while much is on its way nothing is painted: what comes next is how the screen is then,
and not how it was in between.

The same answers tell how many bytes a second the line carries: a frame is on it from the answer to what was
ahead, or from when it can have got there, to its own answer.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from math import inf
from typing import NamedTuple

MOST = 4096
"""Bytes on their way that are not too much: nine steps in a list, or two pages."""
PATIENCE = 10.0
"""Seconds after which an answer is not waited for any more."""
_LEAVING = 5.0
"""Seconds for answers that the shell would get otherwise; its prompt waits behind the same bytes."""
_ENOUGH = 1000
"""Bytes by which a line is measured; fewer come as quickly as their answer, on most lines."""
_MEASURES = 8
"""Of so many the best one counts: a line that stands still for a moment is not slow for that."""
WHERE = "\x1b[6n"
"""Asks where the cursor is, which every terminal answers once all before has come."""


class _Frame(NamedTuple):
    size: int
    at: float


class Line:
    """Counts what was written to a terminal that is far, and what has come; used by several threads."""

    def __init__(self, *, is_far: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        """A line with nothing on its way; one that is not far is not asked. `clock` counts seconds."""
        self._is_far = is_far
        self._clock = clock
        self._under_way: deque[_Frame] = deque()
        self._round_trip, self._answered_at = inf, -inf
        self._rates: deque[float] = deque(maxlen=_MEASURES)
        self._changed = threading.Condition()

    @property
    def is_full(self) -> bool:
        """Whether so much is on its way that more would only wait."""
        with self._changed:
            return self._on_its_way >= MOST

    @property
    def is_free(self) -> bool:
        """Whether what is on its way is too little to measure the line by."""
        with self._changed:
            return self._on_its_way < _ENOUGH

    @property
    def rate(self) -> float | None:
        """Bytes a second that it carries; None where it is near, or has carried too little to tell."""
        with self._changed:
            return max(self._rates, default=None) if self._is_far else None

    @property
    def _on_its_way(self) -> int:
        return sum(frame.size for frame in self._under_way)

    def question(self, written: int) -> str:
        """Note so many bytes as on their way; return what has to be written behind them."""
        with self._changed:
            if self._is_far:
                self._drop_unanswered()
                self._under_way.append(_Frame(written, self._clock()))
            return WHERE if self._is_far else ""

    def answered(self) -> None:
        """Take what was written first as come; one whose answer nobody waits for any more is far."""
        with self._changed:
            if self._under_way:
                self._measure(self._under_way.popleft())
            self._is_far = True
            self._changed.notify_all()

    def _measure(self, frame: _Frame) -> None:
        """Note how quickly a frame came once the line was free for it, the time of the way left out."""
        now = self._clock()
        self._round_trip = min(self._round_trip, now - frame.at)
        took = now - max(frame.at + self._round_trip, self._answered_at)
        self._answered_at = now
        if frame.size >= _ENOUGH and took > 0:
            self._rates.append(frame.size / took)

    def _drop_unanswered(self) -> None:
        """Take what was written long ago as come: after a lost answer each would be another frame's."""
        if self._under_way and self._clock() - self._under_way[-1].at > PATIENCE:
            self._under_way.clear()

    def forget(self) -> None:
        """Wait for no answers any more, and ask no more until one comes."""
        with self._changed:
            self._is_far = False
            self._under_way.clear()
            self._changed.notify_all()

    def settle(self, patience: float = _LEAVING) -> None:
        """Wait until all has come, at most so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: not self._under_way, patience)
            self._under_way.clear()
