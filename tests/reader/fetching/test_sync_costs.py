"""What a sync asks its stores once, counted in steps of SQLite: as much of many articles as of few."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.library import Library
from scrapers.model import Entry
from scrapers.net.fetch import Fetcher
from scrapers.portals.portal import builtin
from scrapers.syncing.due import Due
from scrapers.syncing.events import SyncPlan
from scrapers.syncing.job import Job
from scrapers.syncing.means import Means
from tests.fakes_store import NOW, PORTAL, a_library, an_entry, now

LONG_AGO = NOW - timedelta(days=400)
"""Before the days in which an article may still be corrected."""


def articles_due(library: Library) -> None:
    fetcher = Fetcher(portal := builtin(PORTAL))
    job = Job(Means(portal, library.cache, library.catalogue, fetcher, now), SyncPlan(), None)
    assert Due(job, ()).all(()) == []


def articles_under_other_ids(library: Library) -> None:
    library.keeping.relink(PORTAL)


@pytest.mark.parametrize("ask", [articles_due, articles_under_other_ids])
def test_what_a_sync_asks_once_takes_no_more_of_many_articles(
    ask: Callable[[Library], None], tmp_path: Path
) -> None:
    few, many = (steps_of(ask, tmp_path / f"{count}", count) for count in (20, 400))
    assert many < few + 200


def old_entries(count: int) -> Iterator[Entry]:
    """Go through so many articles that came long ago, every other one without a date."""
    for number in range(count):
        made = an_entry(f"{number}", published=LONG_AGO.isoformat() if number % 2 else None)
        assert made.article is not None
        yield replace(made, article=replace(made.article, fetched_at=LONG_AGO))


def steps_of(ask: Callable[[Library], None], home: Path, count: int) -> int:
    """Count the steps that asking takes in a library of so many articles."""
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    with a_library(home, old_entries(count)) as library:
        library.catalogue._connections.get().set_progress_handler(step, 1)
        ask(library)
    return steps
