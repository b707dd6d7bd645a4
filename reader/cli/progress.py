"""A sync as it is seen on stderr while it runs: a bar on a terminal, now and then a line elsewhere."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from reader.cli.output import tell
from reader.cli.terminal import follows_progress
from reader.columns import cut, padded
from reader.i18n import _
from reader.progress import Progress
from reader.words import number
from scrapers.events import Event, Summary
from scrapers.text import clean_line
from scrapers.watch import Watch, unwatched

ROOM = 32
"""Cells for what is being done; the bar beside it shall not jump."""
STRIDE = 25
"""A log gets a line every so many articles: about twice a minute at a polite pace."""


class Meter(Protocol):
    """Shows how far a sync has come."""

    def show(self, progress: Progress) -> None:
        """Say what is being done, and how much of what is known to be needed."""


class Silence:
    """Shows nothing."""

    def show(self, progress: Progress) -> None:
        """Show nothing."""


class Lines:
    """Shows a line for each category and for every few articles, for logs and pipes."""

    def __init__(self) -> None:
        self._last = ""

    def show(self, progress: Progress) -> None:
        """Print a line where there is something new to say."""
        if progress.done % STRIDE:
            return
        text = doing(progress)
        if progress.done:
            text += f" {number(progress.done)}/{number(progress.queued)}"
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
        self._task = self.progress.add_task(padded("", ROOM), total=None)

    def show(self, progress: Progress) -> None:
        """Move the bar."""
        self.progress.update(
            self._task,
            description=padded(cut(doing(progress), ROOM), ROOM),
            completed=progress.done,
            total=progress.queued or None,
        )

    def count(self, what: str, done: int, of: int) -> None:
        """Move the bar of work that is no sync."""
        self.progress.update(self._task, description=padded(cut(what, ROOM), ROOM), completed=done, total=of)


@contextmanager
def counted(what: str) -> Iterator[Watch]:
    """Give a watch that draws on a terminal how much of some work is done."""
    if not follows_progress():
        yield unwatched
        return
    bar = Bar()
    with bar.progress:
        yield lambda done, of: bar.count(what, done, of)


def doing(progress: Progress) -> str:
    """Say what a sync does: which category it walks, or that it fetches articles."""
    if progress.done:
        return _("Articles")
    return f"{progress.index}/{progress.of} {clean_line(progress.category)}" if progress.of else ""


@contextmanager
def meter(*, quiet: bool) -> Iterator[Meter]:
    """The meter that fits where stderr goes."""
    if quiet:
        yield Silence()
    elif follows_progress():
        bar = Bar()
        with bar.progress:
            yield bar
    else:
        yield Lines()


def follow(events: Iterable[Event], shown: Meter) -> Summary:
    """Drive a sync to its end, show how it goes, and give its summary."""
    progress = Progress()
    for event in events:
        former, progress = progress, progress.after(event)
        if progress != former and progress.summary is None:
            shown.show(progress)
    if progress.summary is None:
        raise RuntimeError("a sync ended without a summary")
    return progress.summary
