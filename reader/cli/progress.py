"""A sync as it is seen on stderr: a bar on a terminal, a line a category elsewhere, a summary at the end."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from scrapers.events import (
    ArticleFailed,
    ArticleStored,
    CategoryStarted,
    Event,
    Finished,
    ListingRead,
    Summary,
)

from reader.cli.output import tell
from reader.i18n import _, ngettext
from reader.words import number, size

SHOWN_FAILURES = 5


class Meter(Protocol):
    """Shows how far a sync has come."""

    def show(self, text: str, done: int, total: int) -> None:
        """Say what is being done, and how much of what is known to be needed."""


class Silence:
    """Shows nothing."""

    def show(self, text: str, done: int, total: int) -> None:
        """Show nothing."""


class Lines:
    """Shows one line for each new text, for logs and pipes."""

    def __init__(self) -> None:
        self._last = ""

    def show(self, text: str, done: int, total: int) -> None:  # noqa: ARG002 - a line has no bar
        """Print the text where it is a new one."""
        if text != self._last:
            self._last = text
            tell(text)


class Bar:
    """Shows a bar with rich."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - likewise

        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self.progress.add_task("", total=None)

    def show(self, text: str, done: int, total: int) -> None:
        """Move the bar."""
        self.progress.update(self._task, description=text, completed=done, total=total or None)


@contextmanager
def meter(*, quiet: bool) -> Iterator[Meter]:
    """The meter that fits where stderr goes."""
    if quiet:
        yield Silence()
    elif sys.stderr.isatty():
        bar = Bar()
        with bar.progress:
            yield bar
    else:
        yield Lines()


def follow(events: Iterable[Event], shown: Meter) -> Summary:
    """Drive a sync to its end, show how it goes, and give its summary."""
    heading, done, queued = "", 0, 0
    summary: Summary | None = None
    for event in events:
        match event:
            case CategoryStarted():
                heading = f"{event.index}/{event.of} {event.category.name}"
            case ListingRead():
                queued += event.new
            case ArticleStored() | ArticleFailed():
                done, queued = event.done, event.queued
            case Finished():
                summary = event.summary
                continue
            case _:
                continue
        shown.show(heading, done, queued)
    if summary is None:
        raise RuntimeError("a sync ended without a summary")
    return summary


def tell_summary(summary: Summary) -> None:
    """Say in a few lines what a sync did, what failed, and that nothing is lost."""
    if summary.interrupted:
        tell(_("Stopped. What was fetched is kept; the next sync goes on from here."))
    new = ngettext("{n} new article", "{n} new articles", summary.new).format(n=number(summary.new))
    updated = ngettext("{n} updated", "{n} updated", summary.updated).format(n=number(summary.updated))
    requests = ngettext("{n} request", "{n} requests", summary.requests).format(n=number(summary.requests))
    tell(f"{summary.portal}: {new}, {updated}; {requests}, {size(summary.bytes)}.")
    if summary.layout_changed:
        tell(
            ngettext(
                "{n} page could not be read: the portal may have changed.",
                "{n} pages could not be read: the portal may have changed.",
                summary.layout_changed,
            ).format(n=number(summary.layout_changed))
        )
    for failure in summary.failures[:SHOWN_FAILURES]:
        tell(f"  ! {failure.url}  {failure.message}")
    if (more := len(summary.failures) - SHOWN_FAILURES) > 0:
        tell(ngettext("  … and {n} more failure.", "  … and {n} more failures.", more).format(n=number(more)))
