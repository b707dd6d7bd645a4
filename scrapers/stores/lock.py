"""Locks between processes: the rights to sync a portal, to change a whole cache, and to mend a store.

Syncs of several portals may run into one cache at once. Each holds the lock of its portal, and shares that of
the cache with the others, and with whoever fetches single articles; who changes what belongs to all of them -
mends, prunes, clears, reads all again - holds the cache's alone.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

from scrapers.errors import StoreBusy, StoreLocked
from scrapers.stores.shared import make_private, refuse_no_file, store_errors

_PRIVATE_FILE = 0o600
_SOMEBODY = "another process"
_SINGLE = "+single"
"""Name of a lock beside those of portals, whose names are quoted and have no +."""


@contextmanager
def of_portal(cache: Path, portal: str, now: datetime) -> Iterator[None]:
    """Hold the right to sync a portal into the cache in a directory.

    StoreLocked names the process that syncs the same portal, and since when; StoreBusy one that changes the
    whole cache. The system frees locks when their holder ends, killed or not; the files stay.
    """
    with _opened(_folder(cache) / quote(portal, safe="")) as own, _opened(_whole(cache)) as shared:
        if not _taken(own, fcntl.LOCK_EX):
            raise StoreLocked(_signature(own), where=str(cache))
        if not _taken(shared, fcntl.LOCK_SH):
            raise StoreBusy(_signature(shared), where=str(cache))
        _sign(own, now)
        yield


@contextmanager
def of_single(cache: Path, now: datetime) -> Iterator[None]:
    """Hold the right to fetch single articles into the cache in a directory, beside syncs and others who do.

    StoreBusy names a process that changes the whole cache.
    """
    with _opened(_folder(cache) / _SINGLE) as own, _opened(_whole(cache)) as shared:
        if not _taken(shared, fcntl.LOCK_SH):
            raise StoreBusy(_signature(shared), where=str(cache))
        fcntl.flock(own, fcntl.LOCK_SH)
        _sign(own, now)
        yield


@contextmanager
def of_cache(cache: Path, now: datetime) -> Iterator[None]:
    """Hold the right to change all that lies in a cache; StoreBusy names a process that is at work there."""
    with _opened(_whole(cache)) as handle:
        if not _taken(handle, fcntl.LOCK_EX):
            at_work = [*_at_work(cache)] or [(_signature(handle), "")]
            holders = ", ".join(dict.fromkeys(holder for holder, _portal in at_work))
            portals = tuple(portal for _holder, portal in at_work if portal)
            raise StoreBusy(holders, where=str(cache), portals=portals)
        _sign(handle, now)
        yield


@contextmanager
def in_turn(path: Path, now: datetime, waits: Callable[[StoreLocked], None]) -> Iterator[None]:
    """Hold the lock at a path; where another process has it, `waits` hears which before it is waited for."""
    with _opened(path) as handle:
        if not _taken(handle, fcntl.LOCK_EX):
            waits(StoreLocked(_signature(handle), where=str(path)))
            fcntl.flock(handle, fcntl.LOCK_EX)
        _sign(handle, now)
        yield


@contextmanager
def waited_for(path: Path) -> Iterator[None]:
    """Hold the lock at a path, waiting for whoever has it."""
    with _opened(path) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _whole(cache: Path) -> Path:
    return cache / "sync.lock"


def _folder(cache: Path) -> Path:
    make_private(folder := cache / "syncs")
    return folder


def _at_work(cache: Path) -> Iterator[tuple[str, str]]:
    """Yield what each process at work has signed, and the portal that it syncs; "" if it fetches articles."""
    for path in sorted(_folder(cache).iterdir()):
        with _opened(path) as handle:
            if not _taken(handle, fcntl.LOCK_EX):
                yield _signature(handle), "" if path.name == _SINGLE else unquote(path.name)


def _taken(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    refuse_no_file(path)
    with store_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE_FILE)
    try:
        yield handle
    finally:
        os.close(handle)


def _signature(handle: int) -> str:
    return os.pread(handle, 200, 0).decode(errors="replace").strip() or _SOMEBODY


def _sign(handle: int, now: datetime) -> None:
    text = f"process {os.getpid()} since {now.astimezone(UTC).isoformat(' ', 'seconds')}\n"
    with suppress(OSError):  # on a full disk others hear only that somebody holds it
        os.ftruncate(handle, 0)
        os.pwrite(handle, text.encode(), 0)
