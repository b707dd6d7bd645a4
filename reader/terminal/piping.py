"""Hands a text to a command of the user's own, which has the terminal until it ends."""

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from reader.i18n import _
from reader.terminal.jobs import Job
from reader.terminal.signals import ending_signals, handled

_UTF_8 = {"LESSCHARSET": "utf-8"}
"""Makes less show letters, not bytes, where the locale of LANG is not installed, as on many servers."""
_GLANCE = 0.2
"""Seconds after which a signal is heard of while Enter is waited for."""


def pipe(
    command: str,
    text: str,
    environment: Mapping[str, str],
    suspend: Callable[[], AbstractContextManager[None]],
    *,
    wait: bool = True,
) -> int:
    """Run a typed command by the shell, with a text on its standard input; return its exit code.

    Nothing of the text is part of the command. `environment` is added to its own. Without `wait` it ends as
    soon as the command has, if that went well. What asks the reader to end ends the command first, and then
    comes to whoever heard of it before. OSError where there is no shell.
    """
    with suspend(), _interrupts_theirs(), _asked_to_end() as job:
        code = job.run(command, text, {**_UTF_8, **os.environ, **environment})
        if not job.asked and (wait or code):
            _let_read(job)
    return code


def _interrupts_theirs() -> AbstractContextManager[None]:
    """Leave Ctrl+C to the command: asyncio would end the reader by it."""
    return handled(lambda _number, _frame: None, signal.SIGINT)


@contextmanager
def _asked_to_end() -> Iterator[Job]:
    """Begin a job that hears of signals to end; asyncio hears of them all the same, once it has its turn."""
    job = Job()
    with handled(lambda number, _frame: job.end(number), *ending_signals()):
        yield job


def _let_read(job: Job) -> None:
    """Leave what the command printed on the terminal until a key says that it was read."""
    if sys.stdin is None or not sys.stdin.isatty():
        return
    sys.stderr.write("\n" + _("Enter leads back to the reader.") + " ")
    sys.stderr.flush()
    while not job.asked:
        if select.select([sys.stdin], [], [], _GLANCE)[0]:
            sys.stdin.readline()
            return
