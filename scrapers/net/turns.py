"""Lets several processes take turns at a host: one request at a time, as within one process.

Syncs, `tinvl files` and an open reader may ask one host at once. A file for each host says whose turn it is,
and another one who is next: without it whoever had the turn, and knows best when the host has rested, would
take it again and again.
"""

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

_PRIVATE_FILE = 0o600


class Turns:
    """The turns at one host. `folder` is shared by all that may ask it; `now` tells seconds since 1970."""

    def __init__(self, folder: Path, host: str, now: Callable[[], float] = time.time) -> None:
        self._path = folder / quote(host, safe="")
        self._now = now
        self._handle: int | None = None
        self._seat: int | None = None
        """Held by who is next, until its turn is over."""

    def take(self) -> bool:
        """Take the turn, unless another has it or is next; the system gives it back when a process ends.

        Where nothing can be written no sync runs either: then the turn is free.
        """
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            try:
                if self._seat is None:
                    self._seat = _locked(self._path.with_name(f"{self._path.name}~next"))
                self._handle = _locked(self._path)
            except BlockingIOError:
                return False
        return True

    def rested(self) -> float | None:
        """Return the seconds since the last turn ended; None if there was none, or where clocks disagree."""
        with suppress(OSError, ValueError):
            seconds = self._now() - float(self._path.read_bytes())
            return seconds if seconds >= 0 else None
        return None

    def drop(self) -> None:
        """Give the turn back without having asked, and be the next to take it."""
        _close(self._handle)
        self._handle = None

    def give_up(self) -> None:
        """Want no turn any longer."""
        for handle in (self._handle, self._seat):
            _close(handle)
        self._handle = self._seat = None

    def leave(self) -> None:
        """Give the turn back, and note the time."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
                os.pwrite(self._handle, f"{self._now()}\n".encode(), 0)
        self.give_up()


def _locked(path: Path) -> int:
    """Open and lock a file; BlockingIOError where another has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE_FILE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _close(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)
