"""The process in which a file is read: an order on standard input, a document on standard output."""

import os
import signal
import sys
from contextlib import suppress
from threading import Thread
from typing import IO

import msgspec

from scrapers.documents.orders import Order
from scrapers.documents.read import read_document

_MEMORY = 1 << 30
"""Bytes of address space: what reads the largest documents takes a tenth."""
_LONGER = 5
"""Seconds that the system waits longer than the one who gave the order."""


def main() -> None:
    """Read one file, write what was read, and end."""
    inward, outward = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    order = msgspec.json.decode(inward.readline(), type=Order)
    _bound(order.seconds)
    body = inward.read(order.size)
    Thread(target=_end_with_pipe, args=(inward,), daemon=True).start()
    if len(body) == order.size:
        document = read_document(order.file._replace(body=body), order.url, order.fetched_at)
        outward.write(msgspec.json.encode(document))
        outward.flush()
    # Nothing is left to tidy up; the thread that watches the pipe would be waited for.
    os._exit(0)


def _end_with_pipe(inward: IO[bytes]) -> None:
    """End once nobody holds the other end of the pipe: who wanted the text is gone."""
    inward.read(1)
    os._exit(1)


def _bound(seconds: float) -> None:
    """Have the system end this process should it take too long or too much memory."""
    longest = int(seconds) + _LONGER
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, longest),
            (resource.RLIMIT_AS, _MEMORY),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (most, most))
    with suppress(AttributeError, OSError, ValueError):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(longest)
