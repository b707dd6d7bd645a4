"""Locks between processes: the right to sync, and to mend a store."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from scrapers.errors import StoreError, StoreLocked

_PRIVATE_FILE = 0o600


@contextmanager
def held(path: Path, now: datetime) -> Iterator[None]:
    """Hold the lock at a path; StoreLocked names the process that has it and since when.

    The system frees the lock when its holder ends, killed or not; the file stays.
    """
    with _opened(path) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 200, 0).decode(errors="replace").strip()
            raise StoreLocked(holder or "another process", where=str(path)) from None
        _sign(handle, now)
        yield


@contextmanager
def waited_for(path: Path) -> Iterator[None]:
    """Hold the lock at a path, waiting for whoever has it."""
    with _opened(path) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE_FILE)
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(path)) from error
    try:
        yield handle
    finally:
        os.close(handle)


def _sign(handle: int, now: datetime) -> None:
    text = f"process {os.getpid()} since {now.astimezone():%Y-%m-%d %H:%M:%S}\n"
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode(), 0)
