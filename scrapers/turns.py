"""Lets several processes take turns at a host: one request at a time, as within one process.

A sync, `tinvl files` and an open reader may ask one portal at once; a file for each host says whose turn it
is.
"""

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

_PRIVATE_FILE = 0o600
_LONGEST = 40
"""Bytes of a file that are read: more than a time takes."""


class Turns:
    """The turns at one host. `folder` is shared by all that may ask it; `now` tells seconds since 1970."""

    def __init__(self, folder: Path, host: str, now: Callable[[], float] = time.time) -> None:
        self._path = folder / quote(host, safe="")
        self._now = now
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the turn, unless another process has it; the system gives it back when a process ends.

        Where nothing can be written no sync runs either: then the turn is free.
        """
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE_FILE)
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._close()
                return False
        return True

    def rested(self) -> float | None:
        """Return the seconds since the last turn ended; None if there was none, or where clocks disagree."""
        with suppress(OSError, ValueError):
            seconds = self._now() - float(self._path.read_bytes()[:_LONGEST])
            return seconds if seconds >= 0 else None
        return None

    def drop(self) -> None:
        """Give the turn back as if it had not been taken: the host was not asked."""
        self._close()

    def leave(self) -> None:
        """Give the turn back, and note the time."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
                os.pwrite(self._handle, f"{self._now()}\n".encode(), 0)
            self._close()

    def _close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
