"""How far a sync has come, on a terminal: what is done, and how long the rest will take."""

from datetime import timedelta
from itertools import count

from reader.cli.progress import Bar, Silence, follow
from reader.progress import Progress
from scrapers.model import Category
from scrapers.syncing.events import ArticleStored, CategoryStarted, Event, Finished, Summary, Waiting
from tests.fakes_store import NOW, PORTAL

SUMMARY = Summary(PORTAL, NOW, NOW, new=8)
WAITING = Waiting(PORTAL, seconds=3.0, error="Unreachable", tries=1)


class Told(Silence):
    """Remembers for how long it was told that a sync goes on."""

    def __init__(self) -> None:
        self.left: list[float | None] = []

    def show(self, progress: Progress, left: float | None = None) -> None:  # noqa: ARG002 - only how long
        self.left.append(left)


def stored(done: int) -> ArticleStored:
    return ArticleStored(PORTAL, id=str(done), title="Tin", revision=1, new=True, done=done, queued=8)


def test_once_there_is_a_pace_it_is_told_how_long_the_rest_takes() -> None:
    told, seconds = Told(), count(step=60)
    walk = CategoryStarted(PORTAL, Category(slug="tin", name="Tin", url=""), index=1, of=1)
    events: list[Event] = [walk, *map(stored, range(1, 9)), Finished(PORTAL, SUMMARY)]

    assert follow(events, told, lambda: NOW + timedelta(seconds=next(seconds))) == SUMMARY
    assert told.left == [None, None, None, None, None, None, 120.0, 60.0, 0.0]


def test_the_bar_says_so_behind_what_is_done_and_gives_its_room_to_why_it_waits() -> None:
    bar = Bar()
    progress = Progress(done=6, queued=30)
    bar.show(progress, 130.0)
    (task,) = bar.progress.tasks
    assert task.fields["count"] == " 6/30 about 2 minutes left"
    bar.show(progress.after(WAITING), 130.0)
    assert task.fields["count"] == " 6/30"
