"""Shows on stderr how far a sync has come: a bar on a terminal, a line now and then elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.cli.output import tell
from reader.cli.terminal import follows_progress
from reader.i18n import _
from reader.progress import Progress, Sync
from reader.wording.columns import cut, padded
from reader.wording.signs import current
from reader.wording.waits import waits
from reader.words import number, time_left
from scrapers.clock import utc_now
from scrapers.syncing.events import Event, Summary, Waiting
from scrapers.text import clean_line
from scrapers.watch import Watch, unwatched

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

ROOM = 32
"""Cells for what is being done, so that the bar beside it does not jump."""
BAR = 40
WORDS, SHORT_BAR = 56, 4
"""Cells for why it waits, and of the bar beside it."""
STRIDE = 25
"""A log gets a line every so many articles: about twice a minute at a polite pace."""


class Meter(Protocol):
    """Shows how far a sync, or work that is none, has come."""

    def show(self, progress: Progress, left: float | None = None) -> None:
        """Show what a sync does, how much of the known work is done, and for how many seconds it goes on."""

    def count(self, what: str, done: int, of: int, note: str = "") -> None:
        """Show what other work does, and how much is done; `note` changes too often for a log."""


class Silence:
    """Shows nothing."""

    def show(self, progress: Progress, left: float | None = None) -> None:
        """Show nothing."""

    def count(self, what: str, done: int, of: int, note: str = "") -> None:
        """Show nothing."""


class Lines:
    """Shows a line for each category and for every few articles, for logs and pipes."""

    def __init__(self, portal: str = "") -> None:
        """`portal` is named in each line, where others have lines too."""
        self._begins = f"{portal}: " if portal else ""
        self._last = ""
        self._waits: tuple[str, int, bool] | None = None
        self._told_rest = False

    def show(self, progress: Progress, left: float | None = None) -> None:  # noqa: ARG002 - for a bar
        """Print a line where there is something new to say."""
        if progress.waiting is not None:
            self._show_waiting(progress.waiting)
            return
        self._waits = None
        if progress.done % STRIDE:
            return
        text = doing(progress)
        if progress.done:
            text += f" {number(progress.done)}/{number(progress.queued)}"
        self._tell(text)

    def count(self, what: str, done: int, of: int, note: str = "") -> None:  # noqa: ARG002 - for a bar
        """Print a line for each thing that is begun."""
        self._tell(f"{number(done + 1)}/{number(of)} {what}")

    def _show_waiting(self, waiting: Waiting) -> None:
        """Print why it waits, once for each wait; that a line is slow is seen by the lines that come.

        That a host rests after each page is said once.
        """
        key = (waiting.error, waiting.tries, waiting.others)
        if waiting.rests:
            self._tell_rest(waits(waiting))
        elif key != self._waits and (waiting.seconds or waiting.others):
            tell(self._begins + waits(waiting))
        self._waits = key

    def _tell_rest(self, text: str) -> None:
        if not self._told_rest:
            self._told_rest = True
            tell(self._begins + text)

    def _tell(self, text: str) -> None:
        if text != self._last:
            self._last = text
            tell(self._begins + text)


def console() -> "Console":
    """Return where rich draws bars: on stderr, in ASCII where signs are, as on an old Windows."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    return Console(stderr=True, legacy_windows=current().plain)


class Bar:
    """Shows a bar with rich; `what` is said beside it until something is known to be done."""

    def __init__(self, what: str = "") -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

        self._bar = BarColumn(BAR)
        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            self._bar,
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            console=console(),
            transient=True,
        )
        self._task = self._drawn(what)
        self._begun = ""

    def show(self, progress: Progress, left: float | None = None) -> None:
        """Move the bar; while it waits most of its room is for the words that say why."""
        self._bar.bar_width = SHORT_BAR if progress.waiting else BAR
        text = waits(progress.waiting) if progress.waiting else doing(progress)
        self._move(text, progress.done, progress.queued, "" if progress.waiting else time_left(left))

    def count(self, what: str, done: int, of: int, note: str = "") -> None:
        """Move the bar of other work; `note` stands behind it. What is begun is seen, however quick it is."""
        self._move(what, done, of, note)
        if what != self._begun:
            self._begun = what
            self.progress.refresh()

    def begin(self, what: str) -> Watch:
        """Draw a bar for work that is no sync in place of the former one; return what moves it."""
        self.progress.remove_task(self._task)
        self._task = self._drawn(what)
        return partial(self._move, what)

    def _drawn(self, what: str) -> "TaskID":
        """Draw a bar that moves to and fro until it is known how much there is to do."""
        return self.progress.add_task(padded(cut(what, ROOM), ROOM), total=None, count="")

    def _described(self, what: str) -> str:
        room = ROOM if self._bar.bar_width == BAR else WORDS
        return padded(cut(what, room), room)

    def _move(self, what: str, done: int, of: int, note: str = "") -> None:
        self.progress.update(
            self._task,
            description=self._described(what),
            completed=done,
            total=of or None,
            count=f"{fraction(done, of)} {note}".rstrip(),
        )


@contextmanager
def steps() -> Iterator[Callable[[str], Watch]]:
    """Yield what starts a bar for a piece of work; where there is no terminal, nothing is drawn."""
    if not follows_progress():
        yield lambda _what: unwatched
        return
    bar = Bar()
    with bar.progress:
        yield lambda what: _beginning(bar, what)


def _beginning(bar: Bar, what: str) -> Watch:
    """Return a watch whose bar is drawn once the work begins."""
    move: Watch | None = None

    def watch(done: int, of: int) -> None:
        nonlocal move
        move = move or bar.begin(what)
        move(done, of)

    return watch


@contextmanager
def counted(what: str) -> Iterator[Watch]:
    """Yield a watch that draws on a terminal how much of some work is done."""
    with steps() as step:
        yield step(what)


def fraction(done: int, of: int) -> str:
    """Write how much of something is done, always in as many cells; nothing where there is nothing to do."""
    all_ = number(of)
    return f"{number(done):>{len(all_)}}/{all_}" if of else ""


def doing(progress: Progress) -> str:
    """Say what a sync does: which category it walks, or that it fetches articles or files."""
    if progress.done:
        return _("Files") if progress.files else _("Articles")
    return f"{progress.index}/{progress.of} {clean_line(progress.category)}" if progress.of else ""


@contextmanager
def meter(*, quiet: bool) -> Iterator[Meter]:
    """The meter that fits where stderr goes."""
    if quiet:
        yield Silence()
    elif follows_progress():
        bar = Bar(_("Asking the portal …"))
        with bar.progress:
            yield bar
    else:
        yield Lines()


def follow(events: Iterable[Event], shown: Meter, clock: Callable[[], datetime] = utc_now) -> Summary:
    """Drive a sync to its end, show how it goes, and return its summary."""
    sync = Sync()
    for event in events:
        former, sync = sync.progress, sync.after(event, clock())
        if sync.progress != former and sync.running:
            shown.show(sync.progress, sync.left)
    if sync.progress.summary is None:
        raise RuntimeError("a sync ended without a summary")
    return sync.progress.summary
