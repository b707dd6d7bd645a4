"""stdout is data, stderr is what is said about it; neither gets text that could steer a terminal."""

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from reader.cli.exits import Exit
from reader.i18n import _
from scrapers.text import clean_block

STDOUT = Path("-")
"""How people write "to standard output", or "from standard input", where a file is asked for."""


class Refusal(click.ClickException):
    """A sentence for people that ends a command, with its exit code."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.code = code


def only(given: Mapping[str, bool]) -> str:
    """Name the option that was given of some that exclude each other; Refusal where two were."""
    names = [name for name, was_given in given.items() if was_given]
    if len(names) > 1:
        text = _("--{one} and --{other} do not go together.")
        raise Refusal(text.format(one=names[0], other=names[1]))
    return next(iter(names), "")


def say(text: str) -> None:
    """Print a line of data."""
    click.echo(text)


def tell(text: str, *, indent: int = 0) -> None:
    """Print lines that are not data, on stderr."""
    margin = " " * indent
    click.echo("\n".join(margin + line for line in clean_block(text).split("\n")), err=True)


def complain(text: str) -> None:
    """Say on stderr what is wrong, under the name of the program as other commands do."""
    tell(f"tinvl: {text}")


def given(file: Path) -> bytes:
    """Read what a file holds, or standard input; OSError where there is neither."""
    if file != STDOUT:
        return file.read_bytes()
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read()


def pour(pieces: Iterable[str]) -> None:
    """Print many pieces of data one after the other."""
    if sys.stdout is not None:
        sys.stdout.writelines(pieces)
