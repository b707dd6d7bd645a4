"""The next page is asked for before work blocks the loop."""

import asyncio
import socket

import pytest

from scrapers.model import PageRequest, RawPage
from scrapers.net.client import UnderWay
from scrapers.net.fetch import Fetcher
from scrapers.net.prefetch import Prefetch
from tests.loopback import NOW, Loopback
from tests.site import portal_of

_PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
_REQUEST = 4096


def _answered_twice(listener: socket.socket) -> socket.socket:
    """Answer for robots.txt and for a page, and give the connection on which the next request will come."""
    connection, _ = listener.accept()
    connection.settimeout(20)
    for _ in range(2):
        connection.recv(_REQUEST)
        connection.sendall(_PAGE)
    return connection


async def test_a_request_ahead_is_with_its_host_when_asking_returns() -> None:
    ahead = Prefetch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        host = asyncio.ensure_future(asyncio.to_thread(_answered_twice, listener))
        async with Fetcher(portal_of(base), delay=0) as fetcher:

            async def page(under_way: UnderWay) -> RawPage:
                return await fetcher.page(PageRequest(url=f"{base}/tin/2"), under_way=under_way)

            await fetcher.page(PageRequest(url=f"{base}/tin/1"))
            with await host as connection:
                await ahead.ask("2", page)
                # Read without the loop, which storing an article blocks as well.
                assert connection.recv(_REQUEST).startswith(b"GET /tin/2 ")
                connection.sendall(_PAGE)
                answer = await ahead.page("2")
    assert answer is not None
    assert answer.body == b"x"


async def test_another_page_than_the_one_that_was_asked_for_is_not_taken_for_it() -> None:
    ahead = Prefetch()

    async def page(_: UnderWay) -> RawPage:
        return RawPage(url="http://a.vn/2", body=b"x", fetched_at=NOW)

    assert await ahead.page("1") is None
    await ahead.ask("2", page)
    assert await ahead.page("1") is None
    answer = await ahead.page("2")
    assert answer is not None
    assert answer.url == "http://a.vn/2"
    assert await ahead.page("2") is None


async def test_asking_ahead_for_another_page_ends_the_request_for_the_first() -> None:
    ahead, ended = Prefetch(), asyncio.Event()

    async def never(under_way: UnderWay) -> RawPage:
        under_way()
        try:
            return await asyncio.Future[RawPage]()
        finally:
            ended.set()

    async def page(_: UnderWay) -> RawPage:
        return RawPage(url="http://a.vn/2", body=b"x", fetched_at=NOW)

    await ahead.ask("1", never)
    await ahead.ask("2", page)
    assert ended.is_set()
    assert await ahead.page("2") is not None


async def test_a_request_ahead_that_rests_first_is_not_waited_for() -> None:
    ahead, rested = Prefetch(), asyncio.Event()

    async def sleep(_: float) -> None:
        await rested.wait()

    async with (
        Loopback({"/tin/1": "x", "/tin/2": "y"}) as server,
        Fetcher(portal_of(server.base), sleep=sleep, clock=lambda: 0.0) as fetcher,
    ):

        async def page(under_way: UnderWay) -> RawPage:
            return await fetcher.page(PageRequest(url=f"{server.base}/tin/2"), under_way=under_way)

        rested.set()
        await fetcher.page(PageRequest(url=f"{server.base}/tin/1"))
        rested.clear()
        await ahead.ask("2", page)
        assert "/tin/2" not in server.targets
        rested.set()
        answer = await ahead.page("2")
    assert answer is not None
    assert answer.body == b"y"


async def test_who_leaves_a_request_and_is_told_to_end_meanwhile_ends() -> None:
    ahead, answered = Prefetch(), asyncio.Event()

    async def slow_to_end(under_way: UnderWay) -> RawPage:
        under_way()
        try:
            await asyncio.Event().wait()
        finally:
            await answered.wait()
        raise AssertionError("it is never told to go on")

    await ahead.ask("1", slow_to_end)
    leaving = asyncio.ensure_future(ahead.drop())
    await asyncio.sleep(0)
    leaving.cancel()
    answered.set()
    with pytest.raises(asyncio.CancelledError):
        await leaving
