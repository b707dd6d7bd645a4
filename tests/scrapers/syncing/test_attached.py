"""Files that articles offer: as polite as pictures, with bounds of their own, told step by step."""

import asyncio
import gzip
from collections.abc import Sequence

import httpx
import pytest

from scrapers.errors import Gone, NotAFile, NotAllowed, TooLarge, Unreachable
from scrapers.model import Attachment
from scrapers.net.fetch import Fetcher
from scrapers.net.wire import Limits
from scrapers.syncing.attached import FileCame, FileComing, FileEvent, FileFailed, fetch_files
from tests.loopback import Loopback, Reply, Request, Ticker, fetching

PDF = Reply(b"%PDF-1.4 x", headers={"Content-Type": "application/pdf"})


# One -----------------------------------------------------------------------------------------------------


async def test_a_file_comes_with_what_names_it_and_where_it_lay() -> None:
    headers = {"Content-Type": "application/pdf", "Content-Disposition": "attachment"}
    packed = Reply(gzip.compress(b"%PDF"), headers={**headers, "Content-Encoding": "gzip"})
    routes = {"/tep?id=1": Reply(status=302, headers={"Location": "/kho/a.pdf"}), "/kho/a.pdf": packed}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        file = await fetcher.file(f"{server.base}/tep?id=1")
        assert (file.url, file.landed) == (f"{server.base}/tep?id=1", f"{server.base}/kho/a.pdf")
        assert (file.body, file.content_type, file.disposition) == (b"%PDF", "application/pdf", "attachment")
    assert server.seen[-1].headers["accept"] == "*/*"


async def test_a_file_has_a_cap_of_its_own() -> None:
    limits = Limits(page=10, picture=10, file=30)
    headers = {"Content-Type": "application/pdf", "Content-Encoding": "gzip"}
    routes = {f"/{size}.pdf": Reply(gzip.compress(b"x" * size), headers=headers) for size in (30, 31)}
    async with Loopback(routes) as server, fetching(server.base, limits=limits) as fetcher:
        assert len((await fetcher.file(server.base + "/30.pdf")).body) == 30
        with pytest.raises(TooLarge) as caught:
            await fetcher.file(server.base + "/31.pdf")
    assert caught.value.limit == 30


def test_the_bounds_of_a_file_are_fifty_mebibytes_and_ten_minutes() -> None:
    assert (Limits().file, Limits().longest) == (50 << 20, 600)


async def test_a_file_may_take_longer_than_a_page_and_not_for_ever() -> None:
    drip = Reply("x", headers={"Content-Length": "100000", "Content-Type": "application/pdf"}, drip=True)
    limits = Limits(total=60, longest=0.2)
    async with Loopback({"/a.pdf": drip}) as server, fetching(server.base, limits=limits) as fetcher:
        with pytest.raises(Unreachable, match=r"within 0\.2 seconds"):
            await fetcher.file(server.base + "/a.pdf")


async def test_a_web_page_in_place_of_a_file_is_no_file() -> None:
    async with Loopback({"/a.pdf": "<html>Đăng nhập</html>"}) as server, fetching(server.base) as fetcher:
        with pytest.raises(NotAFile) as caught:
            await fetcher.file(server.base + "/a.pdf")
    assert caught.value.where == server.base + "/a.pdf"


async def test_robots_are_obeyed_and_files_keep_their_distance() -> None:
    ticker = Ticker()
    rules = Reply("User-agent: *\nDisallow: /mat\nCrawl-delay: 7", headers={"Content-Type": "text/plain"})
    routes = {"/robots.txt": rules, "/1.pdf": PDF, "/2.pdf": PDF, "/mat/3.pdf": PDF}
    async with Loopback(routes) as server, fetching(server.base, ticker) as fetcher:
        await fetcher.file(server.base + "/1.pdf")
        await fetcher.file(server.base + "/2.pdf")
        with pytest.raises(NotAllowed, match="robots"):
            await fetcher.file(server.base + "/mat/3.pdf")
    assert ticker.slept == [7, 7]
    assert "/mat/3.pdf" not in server.targets


async def _public(name: str) -> list[str]:
    return ["10.0.0.7"] if name == "inner.example" else ["8.8.8.8"]


def _world(request: httpx.Request) -> httpx.Response:
    moved = {"https://portal.example/1.pdf": "http://10.0.0.1/x.pdf"}
    if request.url.path == "/robots.txt":
        return httpx.Response(404, stream=httpx.ByteStream(b"no"))
    if place := moved.get(str(request.url)):
        return httpx.Response(302, headers={"location": place}, stream=httpx.ByteStream(b""))
    return httpx.Response(200, stream=httpx.ByteStream(b"%PDF"), headers={"content-type": "application/pdf"})


async def test_files_may_lie_on_other_public_hosts_and_on_no_private_one() -> None:
    world = httpx.MockTransport(_world)
    async with fetching("https://portal.example", delay=1, transport=world, resolve=_public) as fetcher:
        assert (await fetcher.file("https://kho.example/1.pdf")).body == b"%PDF"
        for url in ("https://portal.example/1.pdf", "http://127.0.0.1/1.pdf", "https://inner.example/1.pdf"):
            with pytest.raises(NotAllowed, match="private"):
                await fetcher.file(url)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "https://a:b/", ""])
async def test_what_is_no_address_is_not_asked_for(url: str) -> None:
    async with fetching("https://portal.example", delay=1, resolve=_public) as fetcher:
        with pytest.raises(NotAllowed):
            await fetcher.file(url)
        assert fetcher.requests == 0


async def test_a_mirror_stands_in_for_the_portal_alone() -> None:
    portal = "https://portal.example"
    async with Loopback({"/a.pdf": PDF}) as server, fetching(portal, base_url=server.base) as fetcher:
        assert (await fetcher.file(f"{portal}/a.pdf")).landed == f"{portal}/a.pdf"
        with pytest.raises(NotAllowed, match="mirror"):
            await fetcher.file("https://kho.example/a.pdf")


# Several ---------------------------------------------------------------------------------------------------


def offered(base: str, *paths: str) -> list[Attachment]:
    return [Attachment(url=base + path, name=path.strip("/")) for path in paths]


async def told(files: Sequence[Attachment], fetcher: Fetcher) -> list[FileEvent]:
    return [event async for event in fetch_files(files, fetcher)]


async def test_each_file_is_told_on_its_way_and_at_its_end_and_one_that_fails_ends_nothing() -> None:
    routes = {"/1.pdf": PDF, "/3.pdf": PDF}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        files = offered(server.base, "/1.pdf", "/2.pdf", "/3.pdf")
        events = await told(files, fetcher)
    ends = [event for event in events if not isinstance(event, FileComing)]
    assert [type(event) for event in ends] == [FileCame, FileFailed, FileCame]
    assert [event.file for event in ends] == files
    assert isinstance(ends[1], FileFailed)
    assert isinstance(ends[1].error, Gone)
    begun = [event for event in events if isinstance(event, FileComing) and not event.bytes]
    assert {(event.file.name, event.done, event.of) for event in begun} == {
        ("1.pdf", 0, 3),
        ("2.pdf", 1, 3),
        ("3.pdf", 2, 3),
    }


async def test_how_much_has_come_is_told_before_all_has() -> None:
    half = Reply("x" * 100, headers={"Content-Type": "application/pdf"}, cut=40, hang=True)
    async with Loopback({"/robots.txt": "", "/1.pdf": half}) as server, fetching(server.base) as fetcher:
        events = fetch_files(offered(server.base, "/1.pdf"), fetcher)
        async for event in events:
            assert isinstance(event, FileComing)
            if event.bytes:
                break
        await events.aclose()
    assert event.bytes == 40


async def test_one_host_that_does_not_answer_is_asked_once_for_all_its_files() -> None:
    async with Loopback() as server:
        base = server.base
    async with fetching(base) as fetcher:
        events = await told(offered(base, "/1.pdf", "/2.pdf", "/3.pdf"), fetcher)
        assert fetcher.requests == 4
    failed = [event for event in events if isinstance(event, FileFailed)]
    assert [type(event.error) for event in failed] == [Unreachable] * 3


async def test_a_wish_to_stop_ends_it_in_the_middle_of_a_file() -> None:
    stop, arrived = asyncio.Event(), asyncio.Event()

    def silent(_: Request) -> Reply:
        arrived.set()
        return Reply(hang=True)

    events: list[FileEvent] = []
    routes = {"/1.pdf": PDF, "/2.pdf": silent, "/3.pdf": PDF}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        files = offered(server.base, "/1.pdf", "/2.pdf", "/3.pdf")
        async with asyncio.timeout(30):
            async for event in fetch_files(files, fetcher, stop=stop):
                events.append(event)
                if arrived.is_set():
                    stop.set()
    assert [type(event) for event in events if not isinstance(event, FileComing)] == [FileCame]
    assert "/3.pdf" not in server.targets


async def test_told_to_stop_before_it_asks_for_nothing() -> None:
    stop = asyncio.Event()
    stop.set()
    async with Loopback({"/1.pdf": PDF}) as server, fetching(server.base) as fetcher:
        events = [event async for event in fetch_files(offered(server.base, "/1.pdf"), fetcher, stop=stop)]
        assert fetcher.requests == 0
    assert not [event for event in events if not isinstance(event, FileComing)]


async def test_closing_it_ends_what_is_on_its_way() -> None:
    async with Loopback({"/1.pdf": Reply(hang=True)}) as server, fetching(server.base) as fetcher:
        before = asyncio.all_tasks()
        events = fetch_files(offered(server.base, "/1.pdf"), fetcher)
        while "/1.pdf" not in server.targets:
            await anext(events)
        await events.aclose()
        assert {task for task in asyncio.all_tasks() - before if "file" in repr(task.get_coro())} == set()
