"""`tinvl archive export` and `tinvl archive import`: take articles to and from another machine in a file."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EFBIG
from pathlib import Path
from stat import S_ISREG
from typing import IO

import click

from reader.atomicfile import clear_leftovers, write_atomically
from reader.cli import options, subcommands, values
from reader.cli.output import STDOUT, Refusal, tell
from reader.cli.progress import counted, steps
from reader.cli.scope import Scope
from reader.cli.session import Session
from reader.export.archiving import Archiving, Opened, opened
from reader.i18n import _
from reader.library import Library
from reader.wording.explain import cannot_write
from reader.words import plural, size
from scrapers.clock import sort_key
from scrapers.errors import StoreError
from scrapers.exchange.give import Part
from scrapers.exchange.items import PortalItem
from scrapers.exchange.take import Taken
from scrapers.text import clean_line
from scrapers.watch import Watch

_FAT = (4 << 30) - 1
"""Bytes of the largest file on a stick that is formatted FAT."""


@click.group(
    cls=subcommands.Subcommands,
    help=_(
        "Take articles to another machine in a file, or take such a file in: what is fetched once need not "
        "be fetched again where the line is bad, or there is none."
    ),
)
def command() -> None:
    """Leave it to the commands below."""


@command.command("export", help=_("Write all cached articles of a portal into a file, with their pictures."))
@options.portal
@options.every
@options.category
@click.option(
    "--since",
    type=values.DAY,
    metavar=_("DATE"),
    help=_(
        "Only what came or changed on this machine on this day or later: 31/01/2018, 01/2018, 2018 or 7d."
    ),
)
@click.option("--no-pictures", "bare", is_flag=True, help=_("Leave the pictures out."))
@click.option(
    "-o", "--output", metavar=_("FILE"), type=values.FILE, required=True,
    help=_("Write to this file; it appears when it is complete."),
)  # fmt: skip
@click.pass_obj
def export_archive(
    session: Session,
    *,
    portal: str | None,
    every: bool,
    category: str | None,
    since: str | None,
    bare: bool,
    output: Path,
) -> None:
    """Write the file, and say how much it holds."""
    if output == STDOUT and sys.stdout.isatty():
        raise Refusal(_("That is no text to be read on a terminal: say where to write it with -o FILE."))
    scope = Scope(session, portal, every=every)
    library = session.library
    if not any(map(library.cache.count, scope.names)):
        raise Refusal(scope.nothing_fetched())
    part = _part(library, scope.portal, category, since)
    try:
        count, length = _written(library.archiving(), scope.names, part, output, pictures=not bare)
    except OSError as error:
        if output == STDOUT:
            raise
        told = _too_large(output) if error.errno == EFBIG else cannot_write(output, error)
        raise Refusal(told) from error
    written = plural("{n} article written", "{n} articles written", count)
    tell(f"{written} ({size(length)})." if length else f"{written}.")
    if not count:
        tell(_("There is nothing of what was asked for: the file is whole, but has no article."))


def _part(library: Library, portal: str, category: str | None, since: str | None) -> Part:
    """Return what is asked for of a portal, or EVERYWHERE; UnknownName for a category."""
    if category:
        library.find_category(portal, category)
    meant = library.search.named(portal, category) if category else None
    return Part(since=sort_key(since), categories=meant)


def _written(
    archiving: Archiving, names: Sequence[str], part: Part, output: Path, *, pictures: bool
) -> tuple[int, int]:
    """Write the articles; return how many, and how many bytes they take, 0 where nobody can tell."""
    with counted(_("Writing")) as watch, _written_into(output) as into:
        if pictures and output != STDOUT:
            _check_room(archiving, names, part, output, into)
        count = archiving.write(into, names, part, pictures=pictures, watch=watch)
        return count, into.tell() if into.seekable() else 0


def _check_room(
    archiving: Archiving, names: Sequence[str], part: Part, output: Path, into: IO[bytes]
) -> None:
    """Refuse what the disk cannot hold before it is written; of what is no plain file nothing is known."""
    if not S_ISREG(os.fstat(into.fileno()).st_mode):
        return
    free = archiving.free(output.parent)
    needed = archiving.least(names, min(free, _FAT), part)
    if needed > free:
        text = _(
            "{file} needs {needed} or more, and {directory} has {free} free. Nothing was written: make room "
            "first, or leave the pictures out with --no-pictures."
        )
        where = clean_line(str(output)), clean_line(str(output.parent))
        raise Refusal(text.format(file=where[0], needed=size(needed), directory=where[1], free=size(free)))
    try:
        into.seek(needed)  # writes nothing, and fails where no file may be as large
        into.seek(0)
    except OSError as error:
        raise Refusal(_too_large(output)) from error


def _too_large(output: Path) -> str:
    """Word that a disk takes no file as large as this one, and what else to do."""
    text = _(
        "Cannot write {file}: its disk takes no file that large; one that is formatted FAT takes {limit}. "
        "Leave the pictures out with --no-pictures, or write it in parts: `tinvl archive export -o - | split "
        "-b 2G - PART.`, which `cat PART.* | tinvl archive import -` takes in."
    )
    return text.format(file=clean_line(str(output)), limit=size(_FAT))


@contextmanager
def _written_into(output: Path) -> Iterator[IO[bytes]]:
    if output != STDOUT:
        clear_leftovers(output.parent)
        with write_atomically(output) as file:
            yield file
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@command.command("import", help=_("Take in what another machine wrote; nothing that is here is lost."))
@click.argument("file", metavar=_("FILE"), type=values.FILE)
@click.pass_obj
def import_archive(session: Session, file: Path) -> None:
    """Check the whole file, then take in what is not here."""
    archiving = session.library.archiving()
    with opened(file) as source, steps() as step:
        portals = _checked(session, archiving, source, step(_("Checking the file")))
        for item in portals:
            if not archiving.is_known(item):
                _add(archiving, item)
        try:
            taken = archiving.take(source, portals, step(_("Importing")))
        except (KeyboardInterrupt, StoreError):
            tell(_("Stopped: what came so far is kept. Import the file again for the rest."))
            raise
    tell(_counted(taken))


def _checked(session: Session, archiving: Archiving, file: Opened, watch: Watch) -> list[PortalItem]:
    try:
        with session.library.cache.lock():
            return list(archiving.check(file, watch))
    except KeyboardInterrupt:
        tell(_("Stopped: nothing was imported."))
        raise


def _add(archiving: Archiving, item: PortalItem) -> None:
    """Add a portal, and say so, and what it asks for that others do not."""
    try:
        file = archiving.add(item)
    except OSError as error:
        raise Refusal(cannot_write(archiving.file_of(item), error)) from error
    text = _("Portal added: {title} ({base}), in {file}.")
    tell(clean_line(text.format(title=item.title, base=item.base, file=file)))
    if archiving.lowers_security(item):
        tell(_("Mind that its file says to accept weaker encryption."))


def _counted(taken: Taken) -> str:
    counts = (
        (taken.new, plural("{n} new article", "{n} new articles", taken.new)),
        (
            taken.changed,
            plural("{n} article with another text", "{n} articles with another text", taken.changed),
        ),
        (taken.pictures, plural("{n} picture", "{n} pictures", taken.pictures)),
    )
    if not any(count for count, _text in counts):
        return _("Nothing new: all of it was known.")
    return _("Imported: {what}.").format(what=", ".join(text for count, text in counts if count))
