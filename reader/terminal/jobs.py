"""Runs a command as a job of the terminal, as a shell does: in a process group of its own.

So what asks the reader to end can be handed on to all that the command began, and to nothing else. Ctrl+C
goes to the command; Ctrl+Z stops it and the reader, and the shell lets both go on.
"""

import os
import signal
import subprocess
import termios
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, cast

_WANTS_TERMINAL = (signal.SIGTTIN, signal.SIGTTOU)


class Job:
    """A command of the shell that may be asked to end, from a handler of signals too."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.asked = 0
        """How often it was asked to end."""

    def run(self, command: str, text: str, environment: Mapping[str, str]) -> int:
        """Run it with a text on its standard input until it has ended; return its exit code.

        OSError where there is no shell.
        """
        with _controlling_terminal() as terminal:
            self._process = process = subprocess.Popen(  # noqa: S602 - a pipe or a redirection is what it is for
                command, shell=True, stdin=subprocess.PIPE, env=environment, process_group=0
            )
            with _foreground(terminal, process.pid):
                _feed(cast("IO[bytes]", process.stdin), text.encode())
                return self._ended(process, terminal)

    def end(self, number: int) -> None:
        """Hand on a signal that asks to end; whoever asks a second time need not wait for that."""
        self.asked += 1
        if self._process and self._process.returncode is None:
            _send(self._process.pid, number if self.asked == 1 else signal.SIGKILL)
            _send(self._process.pid, signal.SIGCONT)  # one that was stopped cannot end

    def _ended(self, process: "subprocess.Popen[bytes]", terminal: int | None) -> int:
        """Wait until it has ended, and stop with it."""
        while True:
            _pid, status = os.waitpid(process.pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode
            if terminal is not None:
                _stop_with(process.pid, os.WSTOPSIG(status), terminal)


def _feed(stdin: IO[bytes], text: bytes) -> None:
    """Begin to write all of the text, or as much as the command wants."""

    def write() -> None:
        with suppress(BrokenPipeError), stdin:
            stdin.write(text)

    # What the command left in the background may never read it.
    threading.Thread(target=write, name="feeder", daemon=True).start()


def _send(group: int, number: int) -> None:
    with suppress(ProcessLookupError):  # it has just ended
        os.killpg(group, number)


@contextmanager
def _controlling_terminal() -> Iterator[int | None]:
    """Open the terminal whose keys send signals; None where there is none, or none any more."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        yield None
        return
    try:
        yield terminal
    finally:
        os.close(terminal)


@contextmanager
def _foreground(terminal: int | None, group: int) -> Iterator[None]:
    """Let a process group have the terminal, and take it back as it was."""
    if terminal is None:
        yield
        return
    looks = None
    with suppress(termios.error):  # it may be gone, here and below
        looks = termios.tcgetattr(terminal)
    _give(terminal, group)
    try:
        yield
    finally:
        with suppress(OSError, termios.error):
            _take_back(terminal, group)
            if looks:  # a command that was killed leaves its own
                termios.tcsetattr(terminal, termios.TCSANOW, looks)


def _give(terminal: int, group: int) -> None:
    """Make it the group that keys go to; in the background this stops the reader until it is fetched back."""
    with suppress(OSError):  # the command has ended already, or the terminal is gone
        os.tcsetpgrp(terminal, group)
    _send(group, signal.SIGCONT)  # it may have been quicker, and been stopped for that


def _take_back(terminal: int, group: int) -> None:
    """Be the group that keys go to, if that one still is."""
    if os.tcgetpgrp(terminal) == group:
        former = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTTOU])  # we ask from the background
        try:
            os.tcsetpgrp(terminal, os.getpgrp())
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _stop_with(group: int, number: int, terminal: int) -> None:
    """Stop the reader too, so that its shell has the terminal; once it goes on, have the command go on."""
    with suppress(OSError):
        if number not in _WANTS_TERMINAL or os.tcgetpgrp(terminal) != group:
            _take_back(terminal, group)
            os.killpg(os.getpgrp(), signal.SIGTSTP)
    _give(terminal, group)
