"""`tinvl state export` and `tinvl state import`: take what the user made to and from another machine."""

from collections.abc import Iterable
from pathlib import Path

import click

from reader.atomicfile import clear_leftovers, write_atomically
from reader.cli import subcommands, values
from reader.cli.exits import Exit
from reader.cli.output import STDOUT, Refusal, pour, read_input, tell
from reader.cli.progress import counted
from reader.cli.session import Session
from reader.i18n import _
from reader.user.state import State, read_state, write_state
from reader.user.statestore import Taken
from reader.wording.explain import cannot_write
from reader.words import input_name, plural
from scrapers.stores.shared import Trouble
from scrapers.text import clean_line

_PRIVATE = 0o600


@click.group(
    cls=subcommands.Subcommands,
    help=_("Move marks, notes, reading positions and saved searches between machines."),
)
def command() -> None:
    """Leave it to the commands below."""


@command.command("export", help=_("Write everything you marked as JSON, to standard output or a file."))
@click.option(
    "-o", "--output", metavar=_("FILE"), type=values.FILE,
    help=_("Write to this file; it appears when it is complete."),
)  # fmt: skip
@click.pass_obj
def export_state(session: Session, output: Path | None) -> None:
    """Write the document, and say how much it holds."""
    state = session.library.userdata.state()
    _check_read(session)
    data = write_state(state)
    if output is None or output == STDOUT:
        pour([data.decode()])
    else:
        _write(output, data)
    tell(plural("Marks of {n} article written.", "Marks of {n} articles written.", len(state.marks)))


@command.command("import", help=_("Merge what another machine wrote; for each mark the later change counts."))
@click.argument("file", metavar=_("FILE"), type=values.FILE)
@click.pass_obj
def import_state(session: Session, file: Path) -> None:
    """Take in a document: all of it, or nothing where it is wrong or one stops it."""
    library = session.library
    before = library.userdata.changes()
    durable: list[Taken] = []
    try:
        state = _read(file)
        with counted(_("Importing")) as watch:
            taken = library.take_in(state, watch, durable.append)
    except KeyboardInterrupt:
        if library.userdata.changes() == before:
            tell(_("Stopped: nothing was imported."))
        else:
            tell(_("Stopped: the marks are imported, but not all articles kept; import it again."))
        raise
    finally:
        _tell_replaced(durable)
    tell(_counted(taken))


def _check_read(session: Session) -> None:
    """Refuse to write what would pass for all marks, where they were not read at all."""
    file = session.paths.userdata
    lost = any(notice.trouble is Trouble.USERDATA_NEW for notice in session.library.notices)
    if lost or not file.is_file():
        text = _("Nothing was exported: the marks in {file} cannot be read.")
        raise Refusal(text.format(file=clean_line(str(file))), code=Exit.STORE)


def _read(file: Path) -> State:
    return read_state(read_input(file), input_name(file))


def _write(output: Path, data: bytes) -> None:
    clear_leftovers(output.parent)
    try:
        with write_atomically(output, private=True) as into:
            into.write(data)
    except OSError as error:
        raise Refusal(cannot_write(output, error)) from error


def _tell_replaced(durable: Iterable[Taken]) -> None:
    """Say which notes gave way to those of the other machine, for they stand nowhere else."""
    for mark in (mark for taken in durable for mark in taken.replaced):
        if mark.note:
            where = clean_line(f"{mark.portal}/{mark.id}")
            text = _("The note on {article} was before: {note}")
            tell(text.format(article=where, note=clean_line(mark.note.text)), as_it_is=True)


def _counted(taken: Taken) -> str:
    if taken.is_nothing:
        return _("Nothing new: all of it was known.")
    changes = (
        (taken.marks, plural("marks of {n} article changed", "marks of {n} articles changed", taken.marks)),
        (taken.searches, plural("{n} saved search added", "{n} saved searches added", taken.searches)),
        (taken.removed, plural("{n} saved search removed", "{n} saved searches removed", taken.removed)),
        (taken.views, plural("{n} view count added", "{n} view counts added", taken.views)),
    )
    return _("Imported: {what}.").format(what=", ".join(said for count, said in changes if count))
