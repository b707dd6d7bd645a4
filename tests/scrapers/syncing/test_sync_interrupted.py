import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.demo.server import DemoServer
from scrapers.errors import StoreLocked
from scrapers.net.fetch import Fetcher
from scrapers.portals.portal import builtin
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.events import Event, Finished, ListingRead, SyncPlan
from scrapers.syncing.means import Means
from scrapers.syncing.sync import sync
from tests.loopback import Reply, Request
from tests.patience import killed_when
from tests.site import NOW, Reader, Site, at_once, reading


def site_of_two() -> Site:
    site = Site({"a": list(range(11, 0, -1)), "b": [14, 13, 12, 3]})
    for story in site.stories.values():
        story.body += f'<p><img src="/anh/{story.number}.png"></p>'
    return site


def everything(reader: Reader) -> bool:
    """Whether all is there, and both stores agree on it."""
    numbers = set(reader.site.stories)
    pictures = all(reader.cache.pictures.has(f"{reader.server.base}/anh/{n}.png") for n in numbers)
    complete = all(state and state.complete for state in (reader.cache.listing("thu", s) for s in "ab"))
    return reader.cached == numbers and pictures and complete and reader.catalogue.uncached("thu") == []


def after(count: int) -> Callable[[Event], bool]:
    """Return a question that the `count`th event answers."""
    told: list[Event] = []

    def is_enough(event: Event) -> bool:
        told.append(event)
        return len(told) >= count

    return is_enough


@pytest.mark.parametrize("count", range(1, 60, 4))
async def test_a_sync_that_was_broken_off_anywhere_is_made_whole_by_the_next(
    tmp_path: Path, count: int
) -> None:
    async with reading(site_of_two(), tmp_path) as reader:
        await reader.until(after(count))
        await reader.sync()
        assert everything(reader)
        assert len(reader.asked) == len(set(reader.asked))


async def test_a_sync_broken_off_again_and_again_comes_to_its_end_while_news_arrive(tmp_path: Path) -> None:
    site = site_of_two()
    async with reading(site, tmp_path) as reader:
        for number in range(20, 40):
            await reader.until(after(2 + number % 7))
            site.publish("a", number, body=f'<p>Tin.</p><p><img src="/anh/{number}.png"></p>')
        summary = await reader.sync()
        assert everything(reader)
    assert not summary.interrupted


async def test_articles_that_were_fetched_are_not_fetched_again(tmp_path: Path) -> None:
    async with reading(site_of_two(), tmp_path) as reader:
        await reader.until(after(40))
        before = reader.cached
        assert before
        await reader.sync()
        assert not {f"/tin/{number}" for number in before} & set(reader.asked)


async def test_the_wish_to_stop_ends_a_hanging_request_at_once_and_says_what_was_done(tmp_path: Path) -> None:
    site = site_of_two()
    stop = asyncio.Event()
    site.stories[12].fault = Reply(hang=True)

    def watch(request: Request) -> None:
        if request.target == "/tin/12":
            stop.set()

    site.hook = watch
    async with reading(site, tmp_path) as reader:
        async with asyncio.timeout(15):
            events = [event async for event in reader.told(stop=stop)]
        last = events[-1]
        assert isinstance(last, Finished)
        assert last.summary.interrupted
        assert last.summary.new == len(reader.cached) == 2
        state = reader.cache.portal_state("thu")
        assert state.synced_at is None
        site.stories[12].fault = None
        await reader.sync()
        assert everything(reader)


async def test_the_wish_to_stop_ends_a_wait_between_requests_at_once(tmp_path: Path) -> None:
    stop = asyncio.Event()

    async def rest(_: float) -> None:
        stop.set()
        await asyncio.Event().wait()

    async with (
        reading(site_of_two(), tmp_path) as reader,
        asyncio.timeout(15),
        Fetcher(reader.portal, sleep=rest) as fetcher,
    ):
        events = sync(reader.means(fetcher), SyncPlan(), stop=stop)
        told = [event async for event in events]
    assert isinstance(told[-1], Finished)
    assert told[-1].summary.interrupted


async def test_cancelling_the_task_of_a_sync_leaves_the_stores_whole_and_the_lock_free(
    tmp_path: Path,
) -> None:
    site = site_of_two()
    arrived = asyncio.Event()

    def watch(request: Request) -> None:
        if request.target == "/tin/5":
            arrived.set()

    site.hook = watch
    site.stories[5].fault = Reply(hang=True)
    async with reading(site, tmp_path) as reader:
        task = asyncio.ensure_future(reader.sync())
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        site.stories[5].fault = None
        await reader.sync()
        assert everything(reader)


async def test_a_second_sync_names_the_one_that_runs_and_reading_goes_on(tmp_path: Path) -> None:
    async with reading(site_of_two(), tmp_path) as reader, aclosing(reader.told()) as events:
        await anext(events)
        with pytest.raises(StoreLocked) as caught:
            await reader.sync()
        assert str(os.getpid()) in caught.value.holder
        assert f"{NOW.astimezone():%Y-%m-%d %H:%M}" in caught.value.holder
        with ArticleCache.open(tmp_path / "cache") as other:
            assert other.portals() == ["thu"]


CHILD = """
import asyncio, sys
from pathlib import Path
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.events import SyncPlan
from scrapers.net.fetch import Fetcher
from scrapers.syncing.means import Means
from scrapers.syncing.sync import sync
from tests.site import portal_of

async def main(base, home, *name):
    with ArticleCache.open(home / "cache") as cache:
        catalogue = Catalogue.open(home / "cache" / "catalogue.sqlite", cache)
        portal = portal_of(base, *name)
        async with Fetcher(portal, delay=0) as fetcher:
            async for _ in sync(Means(portal, cache, catalogue, fetcher), SyncPlan()):
                pass

asyncio.run(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
"""


@pytest.mark.parametrize("target", ["/muc/a?page=3", "/tin/9", "/anh/7.png"])
async def test_a_sync_that_was_killed_is_made_whole_by_the_next(tmp_path: Path, target: str) -> None:
    site = site_of_two()
    arrived = asyncio.Event()

    def watch(request: Request) -> None:
        if request.target == target:
            arrived.set()

    site.hook = watch
    async with reading(site, tmp_path) as reader:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, reader.server.base, str(tmp_path), cwd=Path(__file__).parents[3]
        )
        await killed_when(arrived, child)
        with Catalogue.open(tmp_path / "cache" / "catalogue.sqlite", reader.cache) as catalogue:
            assert len(catalogue.ask("SELECT id FROM head WHERE cached")) == len(reader.cached)
        await reader.sync()
        assert everything(reader)


async def test_a_post_back_that_the_portal_has_forgotten_is_no_failure(tmp_path: Path) -> None:
    category = "cong-nghe-thong-tin"
    with (
        ArticleCache.open(tmp_path) as cache,
        Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue,
        DemoServer() as server,
    ):
        portal = builtin("vinhlong").moved("demo", server.url)

        async def told(plan: SyncPlan, wanted: Callable[[Event], bool]) -> Event:
            async with Fetcher(portal, delay=0, sleep=at_once) as fetcher:
                events = sync(Means(portal, cache, catalogue, fetcher), plan)
                async with aclosing(events) as closing:  # type: ignore[type-var]  # it is a generator
                    return await anext(event async for event in closing if wanted(event))

        plan = SyncPlan(categories=(category,), pictures=False)
        await told(plan, lambda event: isinstance(event, ListingRead) and event.page == 2)
        state = cache.listing("demo", category)
        assert state is not None
        assert state.resume is not None
        assert state.resume.form
        forgotten = tuple(
            (name, "x" if name == "__VIEWSTATE" else value) for name, value in state.resume.form
        )
        cache.put_many((), replace(state, resume=replace(state.resume, form=forgotten)))
        last = await told(plan, lambda event: isinstance(event, Finished))
        assert isinstance(last, Finished)
        assert last.summary.failures == ()
        state = cache.listing("demo", category)
        assert state is not None
        assert state.complete
        assert last.summary.new == 26
