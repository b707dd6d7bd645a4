import asyncio
import gzip
import zlib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import brotli
import httpx
import pytest

from scrapers.errors import BadAnswer, BadStatus, ConfigError, Gone, NotAllowed
from scrapers.model import PageRequest
from scrapers.net.fetch import Fetcher
from scrapers.net.reach import Reach
from tests.loopback import NOW, Loopback, Reply, Request, fetching, portal_at


class Known(NamedTuple):
    """What is kept of something that came before."""

    etag: str = ""
    last_modified: str = ""


async def test_a_page_comes_with_all_that_is_needed_to_parse_and_to_ask_again() -> None:
    headers = {"Content-Type": "text/html; charset=windows-1258", "ETag": 'W/"a-1"', "Last-Modified": "Mon"}
    async with (
        Loopback({"/a?b=1": Reply("chào", headers=headers)}) as server,
        fetching(server.base) as fetcher,
    ):
        page = await fetcher.page(PageRequest(url=f"{server.base}/a?b=1"))
    assert (page.url, page.body, page.status) == (f"{server.base}/a?b=1", "chào".encode(), 200)
    assert (page.fetched_at, page.content_type) == (NOW, "text/html; charset=windows-1258")
    assert (page.etag, page.last_modified) == ('W/"a-1"', "Mon")


async def test_the_program_names_itself_and_where_to_read_about_it() -> None:
    async with Loopback({"/": "x"}) as server, fetching(server.base) as fetcher:
        await fetcher.page(PageRequest(url=server.base + "/"))
    about = metadata.metadata("tin-vinh-long")
    pages = [line.partition(", ")[2] for line in about.get_all("Project-URL") or ()] or [about["Name"]]
    named = {request.headers["user-agent"] for request in server.seen}
    assert len(named) == 1
    assert named <= {f"tinvl/{about['Version']} (+{page})" for page in pages}


async def test_validators_go_back_as_they_came_and_304_has_no_body() -> None:
    async with Loopback({"/": Reply(status=304)}) as server, fetching(server.base) as fetcher:
        page = await fetcher.page(PageRequest(url=server.base + "/"), known=Known('W/""', "Thu"))
        asked = server.seen[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('W/""', "Thu")
    assert (page.status, page.body, page.etag, page.last_modified) == (304, b"", 'W/""', "Thu")


async def test_a_304_that_nobody_asked_for_is_no_page() -> None:
    async with Loopback({"/": Reply(status=304)}) as server, fetching(server.base) as fetcher:
        with pytest.raises(BadStatus):
            await fetcher.page(PageRequest(url=server.base + "/"))


async def test_one_validator_is_enough_for_a_304_and_what_is_not_known_is_not_sent() -> None:
    async with Loopback({"/": Reply(status=304)}) as server, fetching(server.base) as fetcher:
        page = await fetcher.page(PageRequest(url=server.base + "/"), known=Known(last_modified="Thu"))
    assert (page.status, page.etag, page.last_modified) == (304, "", "Thu")
    assert "if-none-match" not in server.seen[-1].headers


async def test_a_page_that_has_changed_has_none_of_its_former_validators() -> None:
    async with (
        Loopback({"/": "x", "/gone": Reply(status=404)}) as server,
        fetching(server.base) as fetcher,
    ):
        page = await fetcher.page(PageRequest(url=server.base + "/"), known=Known('"a"', "Thu"))
        with pytest.raises(Gone):
            await fetcher.page(PageRequest(url=server.base + "/gone"), known=Known('"a"', "Thu"))
    assert (page.status, page.etag, page.last_modified) == (200, "", "")


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


async def test_at_a_polite_pace_a_host_is_asked_in_turn_with_other_processes(tmp_path: Path) -> None:
    async with Loopback({"/": "x"}) as server:
        for delay, shared in ((0, tmp_path / "none"), (1, tmp_path / "turns")):
            async with fetching(server.base, delay=delay, shared=shared) as fetcher:
                await fetcher.page(PageRequest(url=server.base + "/"))
    assert below(tmp_path) >= {"turns", "turns/127.0.0.1"}
    assert "none" not in below(tmp_path)


@pytest.mark.parametrize("etag", ['"\xe9"', '"a  b"'])
async def test_a_validator_that_cannot_be_kept_as_it_came_is_dropped(etag: str) -> None:
    reply = Reply("x", headers={"ETag": etag, "Last-Modified": "x" * 2000})
    async with Loopback({"/": reply}) as server, fetching(server.base) as fetcher:
        page = await fetcher.page(PageRequest(url=server.base + "/"))
    assert (page.etag, page.last_modified) == ("", "")


async def test_a_form_is_posted_in_page_order_with_its_referer() -> None:
    form = (("__VIEWSTATE", "/wE+="), ("b", "1"), ("a", "đ"), ("b", "2"))
    async with Loopback({"/list": "x"}) as server, fetching(server.base) as fetcher:
        request = PageRequest(url=f"{server.base}/list", form=form, referer=f"{server.base}/r")
        await fetcher.page(request, known=Known("x"))
    seen = server.seen[-1]
    assert (seen.method, seen.body) == ("POST", b"__VIEWSTATE=%2FwE%2B%3D&b=1&a=%C4%91&b=2")
    assert seen.headers["referer"] == f"{server.base}/r"
    assert "if-none-match" not in seen.headers


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress), ("deflate", _raw_deflate)],
)
async def test_packed_answers_are_unpacked(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    body = "Vĩnh Long ".encode() * 50_000
    reply = Reply(pack(body), headers={"Content-Encoding": encoding})
    async with Loopback({"/": reply}) as server, fetching(server.base) as fetcher:
        page = await fetcher.page(PageRequest(url=server.base + "/"))
        assert page.body == body
        assert fetcher.received < len(body) / 10
    assert encoding in server.seen[-1].headers["accept-encoding"]


@pytest.mark.parametrize(("status", "error"), [(404, Gone), (410, Gone), (403, BadStatus), (206, BadStatus)])
async def test_an_answer_that_is_no_page_is_not_asked_for_again(status: int, error: type[BadStatus]) -> None:
    async with Loopback({"/x": Reply("no", status)}) as server, fetching(server.base) as fetcher:
        with pytest.raises(error, match=str(status)) as caught:
            await fetcher.page(PageRequest(url=f"{server.base}/x"))
    assert caught.value.where == f"{server.base}/x"
    assert server.targets == ["/robots.txt", "/x"]


async def test_requests_and_bytes_are_counted() -> None:
    async with Loopback({"/": "12345", "/robots.txt": "#"}) as server, fetching(server.base) as fetcher:
        await fetcher.page(PageRequest(url=server.base + "/"))
        assert (fetcher.requests, fetcher.received) == (2, 6)


async def test_a_redirect_is_followed_and_the_page_has_its_final_address() -> None:
    routes = {"/a/b": Reply(status=301, headers={"Location": "../c#x"}), "/c": "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        page = await fetcher.page(PageRequest(url=f"{server.base}/a/b"))
        assert (page.url, page.body) == (f"{server.base}/c", b"x")


async def test_a_redirect_may_hold_letters_as_they_are() -> None:
    moved = Reply(raw="HTTP/1.1 302 Found\r\nLocation: /đổi số\r\nContent-Length: 0\r\n\r\n".encode())
    routes = {"/": moved, "/%C4%91%E1%BB%95i%20s%E1%BB%91": "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        assert (await fetcher.page(PageRequest(url=server.base + "/"))).body == b"x"


@pytest.mark.parametrize(("status", "method"), [(302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
async def test_only_some_redirects_keep_the_form(status: int, method: str) -> None:
    routes = {"/a": Reply(status=status, headers={"Location": "/b"}), "/b": "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        await fetcher.page(PageRequest(url=f"{server.base}/a", form=(("k", "v"),)))
    assert server.seen[-1].method == method


async def test_the_sixth_redirect_is_too_many() -> None:
    routes = {f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(9)}
    async with Loopback({**routes, "/5": "x"}) as server, fetching(server.base) as fetcher:
        assert (await fetcher.page(PageRequest(url=f"{server.base}/0"))).url == f"{server.base}/5"
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        with pytest.raises(BadAnswer, match="redirects"):
            await fetcher.page(PageRequest(url=f"{server.base}/0"))
        assert len(server.seen) == 1 + 6


async def test_of_a_page_that_is_no_answer_only_the_beginning_is_read() -> None:
    routes = {"/": Reply(status=302, headers={"Location": "/c"}, stream=1 << 26), "/c": "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        assert (await fetcher.page(PageRequest(url=server.base + "/"))).body == b"x"
        assert fetcher.received < 1 << 20


@pytest.mark.parametrize("location", ["http://example.vn/", "//169.254.169.254/latest", "http://127.0.0.2/"])
async def test_a_redirect_leads_to_no_foreign_host(location: str) -> None:
    routes = {"/": Reply(status=302, headers={"Location": location})}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        with pytest.raises(NotAllowed):
            await fetcher.page(PageRequest(url=server.base + "/"))
        assert fetcher.requests == 2


@pytest.mark.parametrize("location", ["", "file:///etc/passwd", "javascript:alert(1)", "http://[::"])
async def test_a_redirect_to_no_address_is_a_bad_answer(location: str) -> None:
    routes = {"/": Reply(status=302, headers={"Location": location})}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        with pytest.raises(BadAnswer):
            await fetcher.page(PageRequest(url=server.base + "/"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://localhost/", "ftp://127.0.0.1/", "", "x"])
async def test_only_the_portals_own_pages_are_asked_for(url: str) -> None:
    async with Loopback() as server, fetching(server.base) as fetcher:
        with pytest.raises(NotAllowed):
            await fetcher.page(PageRequest(url=url))
        assert fetcher.requests == 0


async def test_a_mirror_stands_in_for_the_portal_everywhere_but_in_addresses() -> None:
    portal = "https://portal.example"
    async with Loopback() as server:
        server.routes = {
            "/a": Reply(status=302, headers={"Location": f"{portal}/b?c=1"}),
            "/b?c=1": Reply(status=302, headers={"Location": f"{server.base}/d"}),
            "/d": "x",
        }
        async with fetching(portal, base_url=server.base) as fetcher:
            page = await fetcher.page(PageRequest(url=f"{portal}/a", referer=f"{portal}/r"))
            picture = await fetcher.picture("http://portal.example/d")
            with pytest.raises(NotAllowed, match="mirror"):
                await fetcher.picture("https://pictures.example/1.png")
    assert page.url == f"{portal}/d"
    assert picture[0] == b"x"
    assert server.targets == ["/robots.txt", "/a", "/b?c=1", "/d", "/d"]
    assert server.seen[1].headers["referer"] == f"{server.base}/r"


@pytest.mark.parametrize("mirror", [None, "https://mirror.example"])
def test_a_picture_that_is_not_on_the_web_is_refused_for_that(mirror: str | None) -> None:
    with pytest.raises(NotAllowed, match="not an address of the web"):
        Reach("https://portal.example", mirror=mirror).check_picture("ftp://other.example/a.png")


@pytest.mark.parametrize("base_url", ["ftp://x", "nonsense", "javascript:;"])
def test_a_mirror_must_be_an_address(base_url: str) -> None:
    with pytest.raises(ConfigError):
        Fetcher(portal_at("https://portal.example"), base_url=base_url)


async def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with Loopback({"/": "x"}) as server, fetching(server.base) as fetcher:
        assert (await fetcher.page(PageRequest(url=server.base + "/"))).body == b"x"


async def test_a_proxy_of_the_environment_is_asked_for_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Loopback({"http://portal.example/1": "x"}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("all_proxy", proxy.base)
        async with fetching("http://portal.example", delay=1) as fetcher:
            assert (await fetcher.page(PageRequest(url="http://portal.example/1"))).body == b"x"
    assert "http://portal.example/1" in proxy.targets


async def _socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer as a SOCKS5 proxy, and then in place of the host that it was asked to connect to."""
    await reader.readexactly(3)
    writer.write(b"\x05\x00")
    length = (await reader.readexactly(5))[4]
    name = (await reader.readexactly(length + 2))[:-2]
    writer.write(b"\x05\x00\x00\x01" + bytes(6))
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (length, name))
    writer.close()


async def test_a_socks_proxy_of_the_environment_is_asked_for_the_portal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    async with await asyncio.start_server(_socks, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("all_proxy", f"socks5://127.0.0.1:{port}")
        async with fetching("http://portal.example", delay=1) as fetcher:
            assert (await fetcher.page(PageRequest(url="http://portal.example/1"))).body == b"portal.example"


def _world(request: httpx.Request) -> httpx.Response:
    """Answer for a public portal and its neighbours."""
    pages = {
        "https://portal.example/inside": {"location": "http://10.0.0.1/x.png"},
        "https://pictures.example/moved.png": {"location": "https://more.example/x.png"},
    }
    if request.url.path == "/robots.txt":
        return httpx.Response(404, stream=httpx.ByteStream(b"no"))
    if found := pages.get(f"https://{request.headers['host']}{request.url.path}"):
        return httpx.Response(302, headers=found, stream=httpx.ByteStream(b""))
    return httpx.Response(200, stream=httpx.ByteStream(b"png"), headers={"content-type": "image/png"})


async def _public(_: str) -> list[str]:
    return ["2001:4860:4860::8888", "8.8.8.8"]


async def _inner(name: str) -> list[str]:
    return ["8.8.8.8", "10.0.0.7"] if name == "pictures.example" else ["8.8.8.8"]


async def test_pictures_may_come_from_other_public_hosts() -> None:
    world = httpx.MockTransport(_world)
    async with fetching("https://portal.example", delay=1, transport=world, resolve=_public) as fetcher:
        assert await fetcher.picture("https://pictures.example/moved.png") == (b"png", "image/png")


@pytest.mark.parametrize(
    "url",
    [
        "https://portal.example/inside",
        "http://127.0.0.1/x.png",
        "http://[::1]/x.png",
        "http://2130706433/",
        "http://intranet/x.png",
        "https://pictures.example/by-its-name.png",
    ],
)
async def test_no_picture_leads_into_a_private_network(url: str) -> None:
    asked: list[str] = []

    def noted(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["host"])
        return _world(request)

    transport = httpx.MockTransport(noted)
    async with fetching("https://portal.example", delay=1, transport=transport, resolve=_inner) as fetcher:
        with pytest.raises(NotAllowed, match="private"):
            await fetcher.picture(url)
    assert set(asked) <= {"portal.example"}


async def test_requests_to_a_host_wait_for_each_other() -> None:
    running = 0

    async def slow(_: Request) -> Reply:
        nonlocal running
        running += 1
        assert running == 1
        for _ in range(20):
            await asyncio.sleep(0)
        running -= 1
        return Reply("x")

    async with Loopback({"/1": slow, "/2": slow}) as server, fetching(server.base) as fetcher:
        await asyncio.gather(*(fetcher.page(PageRequest(url=f"{server.base}/{n}")) for n in (1, 2)))
    assert sorted(server.targets[-2:]) == ["/1", "/2"]
