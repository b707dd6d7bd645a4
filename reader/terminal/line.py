"""The line to a terminal: how much of what was written has not come through it yet.

What is written faster than a line carries it waits in buffers that nobody empties, and the answer to each key
behind it: with `j` held down for two seconds a line of 3 kB a second went on scrolling for twelve more. So a
terminal that is far away is asked after each frame where its cursor is (ECMA-48, DSR 6). It answers when the
frame has come, and while much is on its way nothing is painted: what comes next is how the screen is then,
and not how it was in between.
"""

import threading
from collections import deque

MOST = 4096
"""Bytes on their way that are not too much: nine steps in a list, or two pages."""
PATIENCE = 10.0
"""Seconds after which an answer is not waited for any more."""
_LEAVING = 5.0
"""Seconds for answers that the shell would get otherwise; its prompt waits behind the same bytes."""
WHERE = "\x1b[6n"
"""Asks where the cursor is, which every terminal answers once all before has come."""


class Line:
    """Counts what was written to a terminal that is far, and what has come; used by several threads."""

    def __init__(self, *, is_far: bool = False) -> None:
        """A line with nothing on its way; one that is not far is not asked."""
        self._is_far = is_far
        self._under_way: deque[int] = deque()
        self._changed = threading.Condition()

    @property
    def is_full(self) -> bool:
        """Whether so much is on its way that more would only wait."""
        with self._changed:
            return sum(self._under_way) >= MOST

    def question(self, written: int) -> str:
        """Note so many bytes as on their way; return what has to be written behind them."""
        with self._changed:
            if self._is_far:
                self._under_way.append(written)
            return WHERE if self._is_far else ""

    def answered(self) -> None:
        """Take what was written first as come; one whose answer nobody waits for any more is far."""
        with self._changed:
            if self._under_way:
                self._under_way.popleft()
            self._is_far = True
            self._changed.notify_all()

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
