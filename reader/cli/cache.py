"""`tinvl cache prune` and `tinvl cache clear`: free disk space; what the user made is never touched."""

from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import subcommands, values
from reader.cli.exits import Exit
from reader.cli.output import Refusal, tell
from reader.cli.progress import steps
from reader.cli.session import Session
from reader.cli.terminal import can_answer
from reader.i18n import _
from reader.words import number, plural, size
from scrapers.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.stores.prune import Pruned
    from scrapers.watch import Watch

_yes = click.option("--yes", "-y", is_flag=True, help=_("Do not ask first."))


@click.group(
    cls=subcommands.Subcommands,
    help=_(
        "Free space on the disk. Marks, notes, and articles with a star or a note stay; a running sync is "
        "not disturbed."
    ),
)
def command() -> None:
    """Leave it to the commands below."""


@command.command(help=_("Remove unused pictures, old raw pages and leftovers; articles stay."))
@click.option(
    "--older-than", "days", type=values.WholeType(0, 36500), metavar=_("DAYS"), default=90, show_default=True,
    help=_("Age from which an article's raw page is removed; only `tinvl reparse` needs it."),
)  # fmt: skip
@_yes
@click.pass_obj
def prune(session: Session, days: int, *, yes: bool) -> None:
    """Say what would go, ask, remove it, say how much was freed."""
    from scrapers.stores.prune import Pruned  # noqa: PLC0415 - for this command alone

    library = session.library
    with library.cache.lock(), steps() as step:
        leftovers = library.cache.pruning.find(timedelta(days=days), step(_("Looking through the cache")))
    found = Pruned.of(leftovers)
    if not leftovers:
        tell(_("There is nothing to remove."))
        return
    tell(_("To be removed: {what}.").format(what=_counted(found)))
    _ask(_("Remove this from the cache?"), yes=yes)
    with _removing() as removal, steps() as step:
        library.prune(leftovers, removal.watched(step(_("Removing"))), step(_("Returning space to the disk")))
    tell(_("Freed: {size}.").format(size=size(found.bytes)))


@command.command(
    help=_(
        "Empty the cache; what you marked stays. Articles can be fetched again, but not those that the "
        "portal no longer has."
    )
)
@_yes
@click.pass_obj
def clear(session: Session, *, yes: bool) -> None:
    """Ask, empty the cache, say how much was freed."""
    library = session.library
    with library.cache.lock():
        before = _taken(session.paths.cache)
    if not yes and not can_answer():
        raise Refusal(_("There is nobody to ask here: --yes empties the cache without asking."))
    question = _(
        "Empty the cache ({size})? Articles must be fetched again to be read; those that the portal no "
        "longer has are lost."
    )
    _ask(question.format(size=size(before)), yes=yes)
    with _removing() as removal, steps() as step:
        library.clear_cache(
            removal.watched(step(_("Emptying the cache"))), step(_("Rebuilding the list of articles"))
        )
    tell(_("Freed: {size}.").format(size=size(max(before - _taken(session.paths.cache), 0))))


class _Removal:
    """Notes how far a removal has come, for who breaks it off."""

    def __init__(self) -> None:
        self._removed = self._total = 0

    def watched(self, show: "Watch") -> "Watch":
        """Return a watch that notes how much is removed, and shows it."""

        def watch(done: int, of: int) -> None:
            self._removed, self._total = done, of
            show(done, of)

        return watch

    def tell_stopped(self) -> None:
        """Say how much is removed; nothing where nothing was yet to be."""
        if self._removed < self._total:
            text = _("Stopped: {n} of {all} removed; the rest is there for the next time.")
            tell(text.format(n=number(self._removed), all=number(self._total)))
        elif self._total:
            tell(_("Stopped: everything is removed, and its space is used for what comes."))


@contextmanager
def _removing() -> "Iterator[_Removal]":
    """Yield what notes how far a removal has come; where Ctrl+C ends it, say so."""
    removal = _Removal()
    try:
        yield removal
    except KeyboardInterrupt:
        removal.tell_stopped()
        raise


def _ask(question: str, *, yes: bool) -> None:
    """Ask for confirmation at a terminal; a script that removes what is not needed has decided already."""
    if not yes and can_answer() and not click.confirm(clean_line(question), err=True):
        raise Refusal(_("Nothing was removed."), Exit.DONE)


def _counted(found: "Pruned") -> str:
    counts = (
        (found.pictures, plural("{n} picture", "{n} pictures", found.pictures)),
        (found.pages, plural("{n} raw page", "{n} raw pages", found.pages)),
        (found.dictionaries, plural("{n} dictionary", "{n} dictionaries", found.dictionaries)),
        (found.files, plural("{n} leftover file", "{n} leftover files", found.files)),
    )
    return f"{', '.join(text for count, text in counts if count)} ({size(found.bytes)})"


def _taken(directory: Path) -> int:
    """Add up the sizes of files; one that goes meanwhile takes nothing."""
    taken = 0
    for path in directory.rglob("*"):
        with suppress(FileNotFoundError):
            taken += path.stat().st_size
    return taken
