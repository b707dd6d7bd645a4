"""What a sync tells while it waits, over real sockets; time passes when a test says so."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing

import pytest

from scrapers.model import PageRequest
from scrapers.net.fetch import Fetcher
from scrapers.syncing import waiting
from scrapers.syncing.events import Event, Started, Waiting
from scrapers.syncing.waiting import told_meanwhile
from tests.loopback import Loopback, Reply, Request, portal_at

WHOLE = Started(portal="thu")
BUSY = Reply(status=503, headers={"Retry-After": "20"})


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often."""
    monkeypatch.setattr(waiting, "_GLANCE", 0.01)


def fetching(base: str, sleep: Callable[[float], Awaitable[None]]) -> Fetcher:
    return Fetcher(portal_at(base), delay=0, clock=lambda: 0.0, sleep=sleep)


async def asking(fetcher: Fetcher, url: str) -> AsyncGenerator[Event, None]:
    """A sync of one page."""
    await fetcher.page(PageRequest(url=url))
    yield WHOLE


async def told(
    fetcher: Fetcher, url: str, go_on: asyncio.Event, unless: Callable[[Waiting], bool] = lambda _: False
) -> list[Event]:
    """Collect what is told; the first event lets it go on, `unless` it is a wait of which that is true."""
    heard: list[Event] = []
    async with aclosing(told_meanwhile(asking(fetcher, url), "thu", fetcher)) as events:
        async for event in events:
            heard.append(event)
            if not (isinstance(event, Waiting) and unless(event)):
                go_on.set()
    return heard


async def test_why_how_long_and_which_try_is_told_while_it_waits() -> None:
    go_on = asyncio.Event()

    async def rest(_: float) -> None:
        await go_on.wait()

    async with Loopback({"/": [BUSY, Reply("x")]}) as server, fetching(server.base, rest) as fetcher:
        first, *others = await told(fetcher, f"{server.base}/", go_on)
        assert fetcher.retry is None
    said = "HTTP 503: told to wait 20 s"
    assert first == Waiting("thu", "BadStatus", said, told=True, seconds=20, tries=1, of=3)
    assert others[-1] == WHOLE


async def test_a_host_that_keeps_one_waiting_is_told_as_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_SLOW", 0.01)
    go_on = asyncio.Event()

    async def slowly(_: Request) -> Reply:
        await go_on.wait()
        return Reply("x")

    routes = {"/robots.txt": Reply(status=404), "/": slowly}
    async with Loopback(routes) as server, fetching(server.base, asyncio.sleep) as fetcher:
        first, *_, last = await told(fetcher, f"{server.base}/", go_on)
    assert (first, last) == (Waiting("thu"), WHOLE)


async def test_a_portal_that_asks_for_minutes_between_two_pages_is_not_taken_for_one_that_hangs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waiting, "_SLOW", 0.01)
    go_on = asyncio.Event()

    async def rest(_: float) -> None:
        await go_on.wait()

    routes = {"/robots.txt": "User-agent: *\nCrawl-delay: 120", "/": "x"}
    async with Loopback(routes) as server, fetching(server.base, rest) as fetcher:
        heard = await told(fetcher, f"{server.base}/", go_on, unless=lambda waiting: not waiting.rests)
    assert Waiting("thu", rests=True, seconds=120) in heard


async def test_a_rest_of_seconds_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_SLOW", 0.01)

    async def rest(_: float) -> None:
        await asyncio.sleep(0.05)

    routes = {"/robots.txt": "User-agent: *\nCrawl-delay: 4", "/": "x"}
    async with Loopback(routes) as server, fetching(server.base, rest) as fetcher:
        heard = await told(fetcher, f"{server.base}/", asyncio.Event())
    assert [event for event in heard if isinstance(event, Waiting) and event.rests] == []


async def test_nothing_is_told_while_a_host_only_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_SLOW", 0.01)

    async def resting() -> AsyncGenerator[Event, None]:
        await asyncio.sleep(0.05)
        yield WHOLE

    async with (
        fetching("http://127.0.0.1:9", asyncio.sleep) as fetcher,
        aclosing(told_meanwhile(resting(), "thu", fetcher)) as events,
    ):
        assert [event async for event in events] == [WHOLE]


async def test_a_wait_that_is_broken_off_ends_its_request() -> None:
    ended: list[str] = []

    async def rest(_: float) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("rest")

    async with Loopback({"/": BUSY}) as server, fetching(server.base, rest) as fetcher:
        async with aclosing(told_meanwhile(asking(fetcher, f"{server.base}/"), "thu", fetcher)) as events:
            async for event in events:
                assert isinstance(event, Waiting)
                break
        assert ended == ["rest"]
