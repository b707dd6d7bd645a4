"""Shows on stderr how far several syncs have come: a row for each on a terminal, lines elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from reader.cli.progress import Lines, Meter, Silence, console, doing, fraction
from reader.cli.terminal import follows_progress
from reader.fetching.together import AT_ONCE
from reader.i18n import _
from reader.progress import Progress
from reader.wording.columns import cells, cut, padded
from reader.wording.waits import waits

_LONGEST_NAME, _ROOM, _BAR = 16, 30, 10
"""Cells of a portal's name, of what is done there, and of the bar; all of a row fits in 80."""


class Meters(Protocol):
    """Shows how far each sync has come."""

    def show(self, portal: str, progress: Progress) -> None:
        """Show what the sync of a portal does."""

    def end(self, portal: str) -> None:
        """Show no longer the one that has ended."""


class OneEach:
    """Shows each sync by a meter of its own, as if it ran by itself."""

    def __init__(self, meters: Mapping[str, Meter]) -> None:
        self._meters = meters

    def show(self, portal: str, progress: Progress) -> None:
        """Show what the sync does, but for its turns with the others."""
        if not progress.takes_turns:
            self._meters[portal].show(progress)

    def end(self, portal: str) -> None:
        """Show nothing more: its summary follows."""


class Bars:
    """Shows a row for each sync that runs, with rich."""

    def __init__(self, portals: Sequence[str]) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - only a terminal pays for it

        self.progress = Progress(
            TextColumn("{task.fields[portal]}", markup=False),
            TextColumn("{task.description}", markup=False),
            BarColumn(_BAR),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            console=console(),
            transient=True,
        )
        room = min(max(map(cells, portals), default=0), _LONGEST_NAME)
        asking = padded(cut(_("Asking the portal …"), _ROOM), _ROOM)
        self._tasks = {
            portal: self.progress.add_task(
                asking, total=None, count="", portal=padded(cut(portal, room), room), visible=at < AT_ONCE
            )
            for at, portal in enumerate(portals)
        }

    def show(self, portal: str, progress: Progress) -> None:
        """Move its bar, and say what it does or why it waits."""
        waiting = None if progress.takes_turns else progress.waiting
        text = waits(waiting) if waiting else doing(progress) or _("Asking the portal …")
        self.progress.update(
            self._tasks[portal],
            description=padded(cut(text, _ROOM), _ROOM),
            completed=progress.done,
            total=progress.queued or None,
            count=fraction(progress.done, progress.queued),
            visible=True,
        )

    def end(self, portal: str) -> None:
        """Make room for those that still run."""
        self.progress.update(self._tasks[portal], visible=False)


@contextmanager
def meters(portals: Sequence[str], *, quiet: bool) -> Iterator[Meters]:
    """What fits where stderr goes."""
    if not quiet and follows_progress():
        bars = Bars(portals)
        with bars.progress:
            yield bars
    else:
        yield OneEach({portal: Silence() if quiet else Lines(portal) for portal in portals})
