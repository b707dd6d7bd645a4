"""Waiting for another process: as long as it works, however little a busy machine lets it, and no longer."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import subprocess

_Text = TypeVar("_Text", str, bytes)

_PATIENCE = 30
"""Seconds without any work of the child, on whatever machine, after which it hangs."""
_MOST_WORK = 100 * os.sysconf("SC_CLK_TCK")
"""Ticks of processor time, where the system counts them, after which it goes round in circles."""


@contextmanager
def ended(process: "subprocess.Popen[_Text]") -> Iterator["subprocess.Popen[_Text]"]:
    """Kill a process at the end, for whoever leaves `Popen` itself waits for it, for ever where it hangs."""
    with process:
        try:
            yield process
        finally:
            process.kill()


async def comes(told: asyncio.Future[object], ended: asyncio.Future[int], child: int) -> bool:
    """Wait for what the process `child` is to do, or its end; False where it stops working."""
    worked = -1.0
    while not (ended.done() or told.done()):
        await asyncio.wait({ended, told}, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        worked, former = _processor_time(child), worked
        if worked <= former or worked > _MOST_WORK:
            break
    return ended.done() or told.done()


async def killed_when(arrived: asyncio.Event, child: asyncio.subprocess.Process) -> None:
    """Kill a process as soon as something has come about; a failure where it does not."""
    ended, told = asyncio.ensure_future(child.wait()), asyncio.ensure_future(arrived.wait())
    try:
        assert await comes(told, ended, child.pid)
        assert told.done()
    finally:
        told.cancel()
        if not ended.done():
            child.send_signal(signal.SIGKILL)
        await ended


def _processor_time(process: int) -> float:
    """Return how long a process has worked so far, in ticks; without Linux's files how long it may have."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return time.monotonic()
    return float(fields[11]) + float(fields[12])
