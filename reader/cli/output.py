"""stdout is data: text that cannot steer a terminal, and files that are whole or not there."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from reader.i18n import _
from scrapers.text import clean_block


def say(text: str) -> None:
    """Print a line of data."""
    click.echo(text)


def tell(text: str) -> None:
    """Print a line that is not data, on stderr."""
    click.echo(clean_block(text), err=True)


def write(pieces: Iterable[str], target: Path | None) -> int:
    """Write pieces to a file, or to stdout where there is none; says how many.

    The file appears under its name only when it is complete. Raises click.UsageError where it cannot be
    written.
    """
    if target is None:
        return _pour(pieces, sys.stdout.write)
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as draft:
            try:
                count = _pour(pieces, draft.write)
                draft.flush()
                os.fsync(draft.fileno())
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
        Path(draft.name).replace(target)
    except OSError as error:
        message = _("Cannot write {file}: {reason}.").format(file=target, reason=error.strerror or error)
        raise click.UsageError(message) from error
    return count


def _pour(pieces: Iterable[str], sink: Callable[[str], int]) -> int:
    count = 0
    for piece in pieces:
        sink(piece)
        count += 1
    return count
