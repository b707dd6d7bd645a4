"""Hands a text to a command of the user's own, which has the terminal until it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from reader.i18n import _

_UTF_8 = {"LESSCHARSET": "utf-8"}
"""Makes less show letters, not bytes, where the locale of LANG is not installed, as on many servers."""


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
    soon as the command has, if that went well. OSError where there is no shell.
    """
    with suspend(), _interrupts_theirs():
        done = subprocess.run(  # noqa: S602 - a pipe or a redirection is what it is for
            command, shell=True, input=text.encode(), env={**_UTF_8, **os.environ, **environment}, check=False
        )
        if wait or done.returncode:
            _let_read()
    return done.returncode


@contextmanager
def _interrupts_theirs() -> Iterator[None]:
    """Leave Ctrl+C to the command: asyncio would end the reader by it."""
    # A handler of ours, for what is ignored here would be ignored there too.
    former = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def _let_read() -> None:
    """Leave what the command printed on the terminal until a key says that it was read."""
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write("\n" + _("Enter leads back to the reader.") + " ")
        sys.stderr.flush()
        sys.stdin.readline()
