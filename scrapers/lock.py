"""The right to sync: one process at a time."""

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
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE_FILE)
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(path)) from error
    try:
        _take(handle, path)
        _sign(handle, now)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 200, 0).decode(errors="replace").strip()
        raise StoreLocked(holder or "another process", where=str(path)) from None
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(path)) from error


def _sign(handle: int, now: datetime) -> None:
    text = f"process {os.getpid()} since {now.astimezone():%Y-%m-%d %H:%M:%S}\n"
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode(), 0)
