"""Makes the standard streams usable however the program was started; an error of stdout says whose it is."""

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from reader.i18n import _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PLACES = (os.O_WRONLY, os.O_RDONLY, os.O_RDWR)
"""How a closed stdin, stdout or stderr is opened: reading the first or writing the second fails."""


def make_ready() -> None:
    """Make each stream one that can be used, and no character one that ends a command."""
    for number, way in enumerate(_PLACES):
        _hold(number, way)
    if sys.stdout is None or sys.stdout is sys.__stdout__:
        sys.stdout = _named(sys.stdout)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def settle() -> None:
    """Write what still waits for a stream, or drop it: the interpreter must not complain when it ends."""
    for stream in filter(None, (sys.__stdout__, sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            _give_up(stream)


def give_up() -> None:
    """Drop what is still to be written to stdout."""
    _give_up(sys.stdout)


def _give_up(stream: TextIO) -> None:
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def _hold(number: int, way: int) -> None:
    """Occupy a closed descriptor: the next file opened would get its number, and with it what is printed."""
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, way)


def _named(former: io.TextIOWrapper | None) -> io.TextIOWrapper:
    """Return a stdout like the former one, or in place of a closed one, whose errors name it."""
    encoding = former.encoding if former is not None else "utf-8"
    lines = former is not None and former.line_buffering
    return io.TextIOWrapper(io.BufferedWriter(_Output()), encoding, line_buffering=lines)


class _Output(io.FileIO):
    """What lies under stdout."""

    def __init__(self) -> None:
        super().__init__(1, "w", closefd=False)

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write; an OSError names standard output, unless its reader has had enough."""
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OSError(error.errno, error.strerror, _("standard output")) from error
