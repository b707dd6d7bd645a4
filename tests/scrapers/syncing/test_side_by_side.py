"""Syncs of two portals into one cache at once: nothing of either is lost, whichever is killed."""

import asyncio
import os
import random
import signal
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

from reader.doctor import stores
from reader.doctor.finding import Grade
from reader.paths import Paths
from scrapers.errors import StoreBusy, StoreLocked
from scrapers.model import Entry
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from tests.fakes_store import PORTAL, an_entry, fill
from tests.loopback import Loopback, Reply, Request
from tests.patience import comes
from tests.scrapers.syncing.test_sync_interrupted import CHILD
from tests.site import Site

KILLS = int(os.environ.get("TINVL_KILLS", "6"))
NAMES = ("mot", "hai")
ROOT = Path(__file__).parents[3]
_REQUESTS = 50


def site_of_many() -> Site:
    return Site({"a": list(range(30, 0, -1)), "b": [34, 33, 32, 31, 3]})


class Two:
    """Two portals alike, neither of which answers before both are asked, or a process has ended."""

    def __init__(self) -> None:
        self.site = site_of_many()
        self.servers: tuple[Loopback, ...] = ()
        self._both = asyncio.Event()
        self._ends: list[asyncio.Task[None]] = []

    async def answer(self, request: Request) -> Reply:
        if all(server.seen for server in self.servers):
            self._both.set()
        await self._both.wait()
        return self.site.answer(request)

    async def sync(self, number: int, home: Path) -> asyncio.subprocess.Process:
        """Begin to sync one of them in a process of its own."""
        child = await begun(self.servers[number].base, home, NAMES[number])
        self._ends.append(asyncio.create_task(self._end(child)))
        return child

    async def _end(self, child: asyncio.subprocess.Process) -> None:
        await child.wait()
        self._both.set()


@asynccontextmanager
async def served() -> AsyncIterator[Two]:
    two = Two()
    async with Loopback(two.answer) as first, Loopback(two.answer) as second:
        two.servers = first, second
        yield two


async def begun(base: str, home: Path, name: str) -> asyncio.subprocess.Process:
    """Begin to sync a portal in a process of its own."""
    return await asyncio.create_subprocess_exec(sys.executable, "-c", CHILD, base, str(home), name, cwd=ROOT)


@contextmanager
def opened(home: Path) -> Iterator[tuple[ArticleCache, Catalogue]]:
    with (
        ArticleCache.open(home / "cache") as cache,
        Catalogue.open(home / "cache" / "catalogue.sqlite", cache) as catalogue,
    ):
        yield cache, catalogue


def read(cache: ArticleCache, name: str) -> set[int]:
    return {int(entry.id) for entry in cache.entries(name) if entry.article is not None}


def is_well(home: Path) -> bool:
    """Whether the stores agree on every article of both, nothing waits, and the doctor finds nothing."""
    with opened(home) as (cache, catalogue):
        filed = set(catalogue.ask("SELECT portal, id, cached FROM head"))
        stored = {(entry.portal, entry.id, int(entry.article is not None)) for entry in cache.entries()}
        texts = catalogue.ask("SELECT count(*) FROM words JOIN head ON text_row = words.rowid")
        assert texts == [(len(stored),)]
        assert (filed, list(cache.pending()), cache.notices) == (stored, [], [])
    return {finding.grade for finding in stores.check(Paths.choose(home))} == {Grade.WELL}


async def test_two_processes_sync_two_portals_at_once_and_all_of_both_is_there(tmp_path: Path) -> None:
    async with served() as two:
        children = [await two.sync(number, tmp_path) for number in range(len(NAMES))]
        assert [await child.wait() for child in children] == [0, 0]
    with opened(tmp_path) as (cache, _):
        assert [read(cache, name) for name in NAMES] == [set(two.site.stories)] * 2
    assert is_well(tmp_path)


@pytest.mark.parametrize("seed", range(KILLS))
async def test_one_of_two_syncs_is_killed_the_other_ends_whole_and_the_next_goes_on(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a moment, no secret
    enough, left = asyncio.Event(), [rng.randint(3, _REQUESTS)]

    def watch(_: Request) -> None:
        left[0] -= 1
        if left[0] <= 0:
            enough.set()

    async with served() as two:
        two.site.hook = watch
        victim, survivor = await two.sync(0, tmp_path), await two.sync(1, tmp_path)
        ended, told = asyncio.ensure_future(victim.wait()), asyncio.ensure_future(enough.wait())
        try:
            assert await comes(told, ended, victim.pid)
            await asyncio.sleep(rng.random() * 0.005)  # between two requests stores are written
        finally:
            told.cancel()
            with suppress(ProcessLookupError):  # it may have ended just now, before `ended` tells
                victim.send_signal(signal.SIGKILL)
            await ended
        assert await survivor.wait() == 0
        assert is_well(tmp_path)
        with opened(tmp_path) as (cache, _):
            assert read(cache, NAMES[1]) == set(two.site.stories)
            before = {f"/tin/{number}" for number in read(cache, NAMES[0])}
        two.servers[0].seen.clear()
        assert await (await two.sync(0, tmp_path)).wait() == 0
        assert not before & set(two.servers[0].targets)
    with opened(tmp_path) as (cache, _):
        assert read(cache, NAMES[0]) == set(two.site.stories)
    assert is_well(tmp_path)


async def test_a_second_process_is_refused_the_same_portal_and_its_first_ends_whole(tmp_path: Path) -> None:
    site, arrived, go_on = site_of_many(), asyncio.Event(), asyncio.Event()

    async def answer(request: Request) -> Reply:
        arrived.set()
        await go_on.wait()
        return site.answer(request)

    async with Loopback(answer) as server:
        child = await begun(server.base, tmp_path, NAMES[0])
        ended, told = asyncio.ensure_future(child.wait()), asyncio.ensure_future(arrived.wait())
        assert await comes(told, ended, child.pid)
        assert told.done()
        with ArticleCache.open(tmp_path / "cache") as cache:
            with pytest.raises(StoreLocked, match=f"process {child.pid} "), cache.lock_portal(NAMES[0]):
                pass
            with pytest.raises(StoreBusy, match=f"process {child.pid} "), cache.lock():
                pass
            with cache.lock_portal(NAMES[1]):
                pass
        go_on.set()
        assert await ended == 0
    assert is_well(tmp_path)


def test_a_sync_that_begins_while_another_process_still_makes_the_catalogue_waits_for_it(
    tmp_path: Path,
) -> None:
    """The tables are there and fit, but whoever made them has yet to give the cache back."""
    locked: list[str] = []

    def begin() -> None:
        with opened(tmp_path) as (cache, _), cache.lock_portal(PORTAL):
            locked.append(PORTAL)

    other = threading.Thread(target=begin)

    class Slow(Catalogue):
        """Once it has committed, the other one goes on as far as it can."""

        def _make_durable(self) -> None:
            other.start()
            other.join(0.3)
            super()._make_durable()

    with (
        ArticleCache.open(tmp_path / "cache") as cache,
        Slow.open(tmp_path / "cache" / "catalogue.sqlite", cache),
    ):
        other.join()
    assert locked == [PORTAL]


def test_what_a_sync_stores_while_another_process_opens_the_stores_is_what_is_listed(tmp_path: Path) -> None:
    """The opener files what the sync has yet to file; the sync stores the same article again meanwhile."""
    with opened(tmp_path) as (cache, catalogue):
        fill(cache, catalogue, [an_entry("1")])
        catalogue.settle()
        cache.put_many([an_entry("1", "Tên cũ")])
        workers: list[threading.Thread] = []

        class Watched(ArticleCache):
            """Where the notes are read, the sync goes on at once, unless it has to wait."""

            def pending(self) -> Iterator[Entry]:
                found = tuple(super().pending())
                workers.append(threading.Thread(target=store))
                workers[-1].start()
                workers[-1].join(0.3)
                yield from found

        def store() -> None:
            entry = an_entry("1", f"Tên mới {len(workers)}")
            cache.put_many([entry])
            catalogue.upsert_many([entry])

        with (
            Watched.open(tmp_path / "cache") as opening,
            Catalogue.open(tmp_path / "cache" / "catalogue.sqlite", opening) as other,
        ):
            for worker in workers:
                worker.join()
            assert other.ask("SELECT title FROM head") == [(f"Tên mới {len(workers)}",)]
    assert is_well(tmp_path)


@pytest.mark.parametrize("name", ["cache.db", "catalogue.sqlite"])
def test_a_store_is_not_mended_under_a_sync_that_is_at_work_in_it(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as (cache, catalogue):
        fill(cache, catalogue, [an_entry("1")])
    with ArticleCache.open(tmp_path / "cache") as cache, cache.lock_portal(PORTAL):
        store = tmp_path / "cache" / name
        store.write_bytes(b"broken" * 1000)
        with pytest.raises(StoreBusy, match=f"process {os.getpid()} "), opened(tmp_path):
            pass
        assert store.read_bytes() == b"broken" * 1000
    with opened(tmp_path) as (cache, catalogue):
        assert cache.notices or catalogue.notices
        cache.put_many([an_entry("2")])
