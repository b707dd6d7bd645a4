"""Commands in processes of their own, with pipes or on a terminal."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence
from contextlib import suppress


def world(**more: str) -> dict[str, str]:
    """The environment of a command: this one, in English, unless told otherwise."""
    return {**os.environ, "LANG": "en_US.UTF-8", **more}


def words(arguments: Sequence[object]) -> list[str]:
    """The command line that runs our command, where a warning is an error."""
    return [sys.executable, "-W", "error", "-m", "reader", *map(str, arguments)]


def tinvl(*arguments: object, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command without a terminal; `more` adds to its environment."""
    return subprocess.run(
        words(arguments), env=world(**more), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


_WHERE = b"\x1b[6n"
_MOST = 60
"""Seconds in which a command draws something, or ends."""
Begun = tuple["subprocess.Popen[bytes]", int]
"""A command that runs, and our end of its terminal."""


def begun_on_terminal(
    *arguments: object, columns: int = 80, first: Callable[[], None] | None = None, **more: str
) -> Begun:
    """Begin a command on a terminal so wide, with `first` called in its process. Our end is to be closed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = world(**{"TERM": "xterm-256color", **more})
    process = subprocess.Popen(
        words(arguments), env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        preexec_fn=first,  # noqa: PLW1509 - no threads here
    )  # fmt: skip
    os.close(theirs)
    return process, ours


def drawn_on(ours: int) -> bytes:
    """Return all that a command draws until it ends; asked where its cursor is, the terminal says it."""
    drawn = bytearray()
    while select.select([ours], [], [], _MOST)[0]:
        piece = b""
        with suppress(OSError):  # how Linux says that the other end is closed
            piece = os.read(ours, 65536)
        if not piece:
            return bytes(drawn)
        drawn += piece
        if asked := piece.count(_WHERE):
            os.write(ours, b"\x1b[1;1R" * asked)
    raise AssertionError(f"it neither draws nor ends: {bytes(drawn[-2000:])!r}")


def on_terminal(*arguments: object, columns: int = 80, typed: str = "", **more: str) -> tuple[int, str]:
    """Run a command on a terminal so wide, where `typed` waits; gives its exit code and all that it drew."""
    process, ours = begun_on_terminal(*arguments, columns=columns, **more)
    try:
        os.write(ours, typed.encode())
        drawn = drawn_on(ours)
    finally:
        os.close(ours)
    return process.wait(60), drawn.decode().replace("\r\n", "\n")
