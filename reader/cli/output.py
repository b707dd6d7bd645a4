"""stdout is for data, stderr for all else; neither gets text that could steer a terminal."""

import errno
import os
import re
import shlex
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import click

from reader.cli.exits import Exit
from reader.i18n import _, with_home
from reader.wording.signs import current
from scrapers.text import clean_block

STDOUT = Path("-")
"""Stands for standard output, or standard input, where a file is asked for."""
MOST_READ = 256 << 20
"""Bytes of a page, of a list of addresses, or of the marks of a hundred thousand articles; what is longer, as
/dev/zero, would fill the memory."""
_PIECE = 1 << 20
_OF_A_PORTAL = re.compile("(?<=`tinvl )(list|sync)(?=`)")
"""Commands that a sentence names for the portal that is spoken of."""


class Refusal(click.ClickException):
    """A sentence for people that ends a command, with its exit code."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(at_home(message))
        self.code = code


def at_home(text: str) -> str:
    """Put --home and --portal of this run into the commands that a sentence names in backticks, to be run."""
    context = click.get_current_context(silent=True)
    if context and (portal := context.params.get("portal")):
        named = shlex.quote(portal)
        text = _OF_A_PORTAL.sub(lambda found: f"{found[0]} --portal {named}", text)
    home = home_given()
    return text if home is None else with_home(text, str(home))


def home_given() -> Path | None:
    """Return what --home says in this run."""
    context = click.get_current_context(silent=True)
    return context.find_root().params.get("home") if context else None


def chosen_option(given: Mapping[str, bool]) -> str:
    """Name the option that was given of some that exclude each other; Refusal where two were."""
    names = [name for name, was_given in given.items() if was_given]
    if len(names) > 1:
        text = _("--{one} and --{other} cannot be used together.")
        raise Refusal(text.format(one=names[0], other=names[1]))
    return next(iter(names), "")


def say(text: str) -> None:
    """Print a line of data."""
    click.echo(text)


def show(text: str) -> None:
    """Print a line for people to read, with the signs that were chosen."""
    click.echo(current().drawn(text))


def tell(text: str, *, indent: int = 0, as_it_is: bool = False) -> None:
    """Print lines that are not data, on stderr; where that is full or closed nobody hears them.

    `as_it_is` for what was written by others, who may have named commands of their own.
    """
    margin, told = " " * indent, text if as_it_is else at_home(text)
    with suppress(OSError):
        lines = clean_block(current().drawn(told)).split("\n")
        click.echo("\n".join(margin + line for line in lines), err=True)


def complain(text: str) -> None:
    """Say on stderr what is wrong, under the name of the program as other commands do."""
    tell(f"tinvl: {text}")


def read_input(file: Path) -> bytes:
    """Read what a file holds, or standard input; Refusal where there is neither, or no end of it."""
    try:
        return _read(file)
    except OSError as error:
        from reader.wording.explain import explain  # noqa: PLC0415 - hardly ever

        raise Refusal(explain(error)) from error


def _read(file: Path) -> bytes:
    if file != STDOUT:
        with file.open("rb") as opened:
            return _to_its_end(opened, str(file))
    name = _("standard input")
    try:
        return _to_its_end(sys.stdin.buffer, name) if sys.stdin is not None else os.read(0, 1)
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from error


def _to_its_end(file: BinaryIO, name: str) -> bytes:
    read = bytearray()
    while piece := file.read(_PIECE):
        read += piece
        if len(read) > MOST_READ:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), name)
    return bytes(read)


def read_typed() -> str:
    """Return the text that comes on standard input; Refusal where there is none to read."""
    return read_input(STDOUT).decode("utf-8", "replace")


def pour(pieces: Iterable[str]) -> None:
    """Print many pieces of data one after the other; they are out when this ends."""
    sys.stdout.writelines(pieces)
    sys.stdout.flush()
