"""Syncs that the reader begins by itself, and what the settings say of each."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from reader.config import Config
from reader.library import Library
from scrapers.errors import StoreLocked, Unreachable
from scrapers.syncing.events import Event, Finished, Summary, SyncPlan
from tests.fakes_fetching import fetching_by
from tests.fakes_store import NOW, PORTAL, a_state
from tests.reading import WIDE, reading


class Portal:
    """Stands for the library's sync: counts how often it is asked, and answers as it is told."""

    def __init__(self, *, brings: int = 0, error: Exception | None = None) -> None:
        self.asked = 0
        self.plans: list[SyncPlan] = []
        self._brings = brings
        self._error = error

    def sync(self, _portal: str, plan: SyncPlan, **_: object) -> Iterator[Event]:
        self.asked += 1
        self.plans.append(plan)
        if self._error is not None:
            raise self._error
        summary = Summary(portal=PORTAL, started_at=NOW, ended_at=NOW, new=self._brings)
        yield Finished(portal=PORTAL, summary=summary)


def the_time(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader's clock stand there; the portal was last synced at NOW or before."""
    monkeypatch.setattr("tests.reading.now", lambda: moment)


@pytest.mark.parametrize("files", [False, True])
async def test_the_settings_say_whether_files_of_all_articles_are_read(
    library: Library, monkeypatch: pytest.MonkeyPatch, files: bool
):
    portal = Portal()
    fetching_by(monkeypatch, sync=portal.sync)
    async with reading(library, config=Config(files=files)) as reader:
        await reader.press("r")
        await reader.until(lambda: portal.plans)
        assert portal.plans[0].files is (files or None)


@pytest.mark.parametrize(
    ("every", "later", "asked"),
    [
        (0, timedelta(days=9), 0),
        (30, timedelta(minutes=29), 0),
        (30, timedelta(minutes=30), 1),
        (30, timedelta(days=-9), 1),
    ],
)
async def test_the_reader_syncs_by_itself_at_the_start_once_that_is_due(
    library: Library, monkeypatch: pytest.MonkeyPatch, every: int, later: timedelta, asked: int
):
    portal = Portal()
    fetching_by(monkeypatch, sync=portal.sync)
    library.cache.put_portal_state(replace(a_state(), synced_at=NOW))
    the_time(NOW + later, monkeypatch)
    async with reading(library, config=Config(sync_every=every)) as reader:
        await reader.until(lambda: portal.asked == asked and reader.screen.works("sync"))
        await reader.pilot.pause()
        assert portal.asked == asked


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (80, " Sở Thông tin và Truyền thông Vĩnh Long · synced 40 minutes ago · 5 unread"),
        (60, " Sở Thông tin và Truyền thông Vĩ… · synced 40 minutes ago"),
        (40, " Sở Thông tin và Truyền thông Vĩnh Long"),
    ],
)
async def test_on_a_narrow_terminal_the_portals_name_makes_room_for_how_fresh_it_is(
    library: Library, monkeypatch: pytest.MonkeyPatch, columns: int, line: str
):
    library.cache.put_portal_state(replace(a_state(), synced_at=NOW))
    the_time(NOW + timedelta(minutes=40), monkeypatch)
    async with reading(library, (columns, 24)) as reader:
        await reader.until(lambda: reader.lines[0] == line)


async def test_one_that_came_to_nothing_is_not_tried_again_at_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    portal = Portal(error=Unreachable("refused", where="http://a.vn/"))
    fetching_by(monkeypatch, sync=portal.sync)
    the_time(NOW + timedelta(days=1), monkeypatch)
    async with reading(library, config=Config(sync_every=60)) as reader:
        await reader.until(lambda: portal.asked and reader.screen.works("sync"))
        reader.screen.sync_if_due()
        assert reader.screen.works("sync")
        assert "offline" in reader.lines[0]


@pytest.mark.parametrize(
    ("portal", "said"),
    [
        (Portal(), []),
        (Portal(brings=2), ["Synced: 2 new articles."]),
        (Portal(error=Unreachable("refused", where="http://a.vn/")), []),
        (Portal(error=StoreLocked("another sync", where="cache")), []),
    ],
    ids=["nothing", "news", "offline", "another"],
)
async def test_what_came_by_itself_is_said_only_where_it_matters(
    library: Library, monkeypatch: pytest.MonkeyPatch, portal: Portal, said: list[str]
):
    fetching_by(monkeypatch, sync=portal.sync)
    the_time(NOW + timedelta(days=1), monkeypatch)
    async with reading(library, WIDE, config=Config(sync_every=60)) as reader:
        await reader.until(lambda: portal.asked and reader.screen.works("sync"))
        await reader.pilot.pause()

        assert reader.said == said
        await reader.press("r")
        await reader.until(lambda: portal.asked == 2 and reader.screen.works("sync"))
        await reader.until(lambda: len(reader.said) == len(said) + 1)
