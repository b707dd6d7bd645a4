import asyncio
import gzip
import ssl
from pathlib import Path

import pytest

from reader.wording.details import KNOWN
from scrapers.errors import (
    BadAnswer,
    BadStatus,
    ConfigError,
    FetchError,
    Gone,
    NotAllowed,
    TooLarge,
    Unreachable,
    Untrusted,
)
from scrapers.model import PageRequest
from scrapers.net.fetch import Fetcher
from scrapers.net.tls import context
from scrapers.net.wire import Limits
from tests.certificates import certified
from tests.loopback import Loopback, Reply, Request, Ticker, fetching, portal_at


def asked(server: Loopback, path: str = "/") -> int:
    return server.targets.count(path)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_an_overloaded_portal_is_asked_again_later_and_later(status: int) -> None:
    ticker = Ticker()
    routes = {"/": [Reply(status=status), Reply(status=status), Reply("x")]}
    async with Loopback(routes) as server, fetching(server.base, ticker) as fetcher:
        assert (await fetcher.page(PageRequest(url=server.base + "/"))).body == b"x"
    first, second = ticker.slept
    assert 0.5 <= first <= 1
    assert 1 <= second <= 2


async def test_after_three_retries_it_is_given_up() -> None:
    async with Loopback({"/": Reply(status=503)}) as server, fetching(server.base) as fetcher:
        with pytest.raises(BadStatus) as caught:
            await fetcher.page(PageRequest(url=server.base + "/"))
    assert (caught.value.status, asked(server)) == (503, 4)


@pytest.mark.parametrize(
    ("header", "wait"),
    [("30", 30), (" 7 ", 7), ("Fri, 02 Jan 2026 03:04:50 GMT", 45), ("Fri, 02 Jan 2026 03:04:50", 45)],
)
async def test_retry_after_is_honoured(header: str, wait: float) -> None:
    ticker = Ticker()
    routes = {"/": [Reply(status=429, headers={"Retry-After": header}), Reply("x")]}
    async with Loopback(routes) as server, fetching(server.base, ticker) as fetcher:
        await fetcher.page(PageRequest(url=server.base + "/"))
    assert ticker.slept == [wait]


@pytest.mark.parametrize("header", ["soon", "-5", "0", "Thu, 01 Jan 1970 00:00:00 GMT", ""])
async def test_a_retry_after_that_says_nothing_leaves_the_usual_wait(header: str) -> None:
    ticker = Ticker()
    routes = {"/": [Reply(status=503, headers={"Retry-After": header}), Reply("x")]}
    async with Loopback(routes) as server, fetching(server.base, ticker) as fetcher:
        await fetcher.page(PageRequest(url=server.base + "/"))
    assert 0.5 <= ticker.slept[0] <= 1


async def test_a_portal_that_wants_long_rest_is_left_alone() -> None:
    ticker = Ticker()
    routes = {"/": Reply(status=503, headers={"Retry-After": "3600"})}
    async with Loopback(routes) as server, fetching(server.base, ticker) as fetcher:
        with pytest.raises(BadStatus) as caught:
            await fetcher.page(PageRequest(url=server.base + "/"))
    assert (asked(server), ticker.slept, caught.value.wait) == (1, [], 3600)


async def test_a_host_that_wants_long_rest_is_asked_for_no_other_page_until_then() -> None:
    ticker = Ticker()
    routes = {"/": Reply(status=429, headers={"Retry-After": "3600"}), "/2": Reply("x")}
    async with Loopback(routes) as server, fetching(server.base, ticker) as fetcher:
        with pytest.raises(BadStatus):
            await fetcher.page(PageRequest(url=server.base + "/"))
        ticker.time += 600
        with pytest.raises(BadStatus) as caught:
            await fetcher.page(PageRequest(url=server.base + "/2"))
        assert (asked(server, "/2"), caught.value.status, caught.value.wait) == (0, 429, 3000)
        ticker.time += 3000
        assert (await fetcher.page(PageRequest(url=server.base + "/2"))).body == b"x"


async def test_a_host_that_wants_a_short_rest_has_it_before_its_next_page() -> None:
    ticker = Ticker()
    routes = {"/": Reply(status=503, headers={"Retry-After": "30"}), "/2": Reply("x")}
    async with Loopback(routes) as server, fetching(server.base, ticker) as fetcher:
        with pytest.raises(BadStatus):
            await fetcher.page(PageRequest(url=server.base + "/"))
        assert ticker.slept == [30, 30, 30]
        await fetcher.page(PageRequest(url=server.base + "/2"))
    assert (ticker.slept, asked(server), asked(server, "/2")) == ([30, 30, 30, 30], 4, 1)


async def test_a_closed_port_is_unreachable_after_retries() -> None:
    async with Loopback() as server:
        base = server.base
    async with fetching(base) as fetcher:
        with pytest.raises(Unreachable):
            await fetcher.page(PageRequest(url=base + "/"))
        assert fetcher.requests == 4


async def test_a_mirror_that_does_not_answer_is_named_in_place_of_the_portal() -> None:
    async with Loopback() as server:
        mirror = server.base
    async with fetching("http://portal.example", base_url=mirror) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.page(PageRequest(url="http://portal.example/1"))
    assert caught.value.where == f"{mirror}/robots.txt"
    assert f": {mirror}: " in caught.value.what


@pytest.mark.parametrize(("status", "kind"), [(404, Gone), (403, BadStatus), (503, BadStatus)])
async def test_a_mirror_that_refuses_is_named_in_place_of_the_portal(
    status: int, kind: type[BadStatus]
) -> None:
    async with Loopback({"/1": Reply(status=status)}) as server:
        mirror = server.base
        async with fetching("http://portal.example", base_url=mirror) as fetcher:
            with pytest.raises(kind) as caught:
                await fetcher.page(PageRequest(url="http://portal.example/1"))
    assert caught.value.where == f"{mirror}/1"
    assert caught.value.what == f"{mirror}: HTTP {status}"


async def test_a_proxy_that_does_not_answer_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Loopback() as server:
        proxy = server.base
    for name in ("all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("all_proxy", proxy.replace("//", "//me:secret@"))
    async with fetching("http://portal.example", delay=1) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.page(PageRequest(url="http://portal.example/1"))
    assert caught.value.where == f"http://portal.example/robots.txt (proxy {proxy})"
    assert f"proxy {proxy}: " in caught.value.what


@pytest.mark.parametrize("proxy", ["gopher://127.0.0.1:9", "http://[::1:9", "socks5://127.0.0.1:port"])
async def test_a_proxy_that_cannot_be_asked_is_named_at_once(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    for name in ("all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("all_proxy", proxy.replace("//", "//me:secret@"))
    ticker = Ticker()
    async with fetching("http://portal.example", ticker, delay=1) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.page(PageRequest(url="http://portal.example/1"))
    assert caught.value.where == f"http://portal.example/robots.txt (proxy {proxy})"
    assert caught.value.what.endswith(f"proxy {proxy}: not a proxy that can be asked")
    assert ticker.slept == []


async def test_a_connection_that_breaks_once_is_mended() -> None:
    for fault in (Reply(raw=b""), Reply("whole", cut=2), Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Le")):
        async with Loopback({"/": [fault, Reply("whole")]}) as server, fetching(server.base) as fetcher:
            assert (await fetcher.page(PageRequest(url=server.base + "/"))).body == b"whole"


GARBLED = {
    "cut by its length": Reply("x" * 100, cut=50),
    "cut chunk": Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc"),
    "cut gzip": Reply(gzip.compress(b"x" * 9999)[:-12], headers={"Content-Encoding": "gzip"}),
    "no gzip": Reply("plain", headers={"Content-Encoding": "gzip"}),
    "no br": Reply("plain", headers={"Content-Encoding": "br"}),
    "unknown packing": Reply("plain", headers={"Content-Encoding": "zstd"}),
    "not HTTP": Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    "two lengths": Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
}


@pytest.mark.parametrize("reply", GARBLED.values(), ids=GARBLED.keys())
async def test_a_garbled_or_cut_answer_is_no_page(reply: Reply) -> None:
    async with Loopback({"/": reply}) as server, fetching(server.base) as fetcher:
        with pytest.raises(BadAnswer) as caught:
            await fetcher.page(PageRequest(url=server.base + "/"))
        assert caught.value.where == server.base + "/"


async def test_an_address_longer_than_any_is_not_asked_for() -> None:
    async with Loopback({}) as server, fetching(server.base) as fetcher:
        with pytest.raises(NotAllowed, match="can be fetched"):
            await fetcher.page(PageRequest(url=f"{server.base}/{'x' * 70_000}"))
        assert [request.target for request in server.seen] == ["/robots.txt"]


async def test_a_connection_that_is_reset_is_not_said_to_be_slow() -> None:
    reply = Reply("x" * 100, cut=50, reset=True)
    async with Loopback({"/": reply}) as server, fetching(server.base) as fetcher:
        with pytest.raises(Unreachable, match="Connection reset by peer"):
            await fetcher.page(PageRequest(url=server.base + "/"))


async def test_a_server_that_hangs_up_without_a_word_is_unreachable() -> None:
    async with Loopback({"/": Reply(raw=b"")}) as server, fetching(server.base) as fetcher:
        with pytest.raises(Unreachable):
            await fetcher.page(PageRequest(url=server.base + "/"))


@pytest.mark.parametrize(
    "reply",
    [
        Reply("x" * 2001),
        Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2001),
        Reply(gzip.compress(b"x" * 2001), headers={"Content-Encoding": "gzip"}),
        Reply("x", headers={"Content-Length": "99999999999999999999"}),
    ],
    ids=["announced", "unannounced", "packed", "boasting"],
)
async def test_a_page_past_its_cap_is_too_large(reply: Reply) -> None:
    limits = Limits(page=2000)
    async with Loopback({"/": reply}) as server, fetching(server.base, limits=limits) as fetcher:
        with pytest.raises(TooLarge):
            await fetcher.page(PageRequest(url=server.base + "/"))
    assert asked(server) == 1


async def test_a_page_at_its_cap_is_whole_and_a_picture_has_a_cap_of_its_own() -> None:
    limits = Limits(page=2000, picture=3000)
    routes = {"/": "x" * 2000, "/p": b"y" * 3000}
    async with Loopback(routes) as server, fetching(server.base, limits=limits) as fetcher:
        assert len((await fetcher.page(PageRequest(url=server.base + "/"))).body) == 2000
        assert len((await fetcher.picture(server.base + "/p"))[0]) == 3000


async def test_an_endless_drip_ends() -> None:
    limits = Limits(total=0.2)
    reply = Reply("x", headers={"Content-Length": "100000"}, drip=True)
    async with Loopback({"/": reply}) as server, fetching(server.base, limits=limits) as fetcher:
        with pytest.raises(Unreachable, match="whole answer"):
            await fetcher.page(PageRequest(url=server.base + "/"))
    assert asked(server) == 1


async def test_a_file_has_a_time_of_its_own() -> None:
    limits = Limits(longest=0.2)
    async with (
        Loopback({"/a.pdf": Reply(hang=True)}) as server,
        fetching(server.base, limits=limits) as fetcher,
    ):
        with pytest.raises(Unreachable, match=r"no whole answer within 0\.2 seconds"):
            await fetcher.file(server.base + "/a.pdf")


async def test_silence_is_unreachable() -> None:
    limits, ticker = Limits(phase=0.05), Ticker()
    async with (
        Loopback({"/": Reply(hang=True)}) as server,
        fetching(server.base, ticker, limits=limits) as fetcher,
    ):
        with pytest.raises(Unreachable, match="in time"):
            await fetcher.page(PageRequest(url=server.base + "/"))
    # On a busy machine that time may be over before the server has seen a try: its waits count them.
    assert len(ticker.slept) == 3


async def test_stopping_ends_a_request_at_once() -> None:
    arrived = asyncio.Event()

    def silent(_: Request) -> Reply:
        arrived.set()
        return Reply(hang=True)

    async with Loopback({"/": silent}) as server, fetching(server.base) as fetcher:
        task = asyncio.ensure_future(fetcher.page(PageRequest(url=server.base + "/")))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_stopping_ends_a_wait_at_once() -> None:
    waiting = asyncio.Event()

    async def sleep(_: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    async with Loopback({"/": Reply(status=503)}) as server, fetching(server.base, sleep=sleep) as fetcher:
        task = asyncio.ensure_future(fetcher.page(PageRequest(url=server.base + "/")))
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certified(tmp_path_factory.mktemp("tls"), "IP:127.0.0.1")


async def test_a_certificate_that_nobody_vouches_for_is_refused_once(certificate: tuple[Path, Path]) -> None:
    async with Loopback({"/": "x"}, certificate=certificate) as server, fetching(server.base) as fetcher:
        with pytest.raises(Untrusted) as refused:
            await fetcher.page(PageRequest(url=server.base + "/"))
        assert fetcher.requests == 1
    assert refused.value.what in KNOWN


async def test_a_portals_own_authority_is_trusted(certificate: tuple[Path, Path]) -> None:
    async with Loopback({"/": "x"}, certificate=certificate) as server:
        portal = portal_at(server.base, ca_certificates=str(certificate[0]), tls_security_level=1)
        async with Fetcher(portal, delay=0) as fetcher:
            assert (await fetcher.page(PageRequest(url=server.base + "/"))).body == b"x"


@pytest.mark.parametrize("level", [None, 1, 3])
def test_a_portal_may_lower_the_level_of_its_ciphers_and_of_nothing_else(level: int | None) -> None:
    usual, made = (context(portal_at("https://p.example", tls_security_level=one)) for one in (None, level))

    assert made.security_level == (level if level is not None else usual.security_level)
    assert (made.verify_mode, made.check_hostname) == (ssl.CERT_REQUIRED, True)


async def test_certificates_that_cannot_be_read_are_an_error_of_the_portals_file(tmp_path: Path) -> None:
    for name in ("missing.pem", "empty.pem"):
        (tmp_path / "empty.pem").write_text("rubbish")
        with pytest.raises(ConfigError, match=name):
            await Fetcher(portal_at("https://p.example", ca_certificates=str(tmp_path / name))).__aenter__()


async def test_every_fault_leaves_a_fetcher_that_works() -> None:
    faults = [Reply(raw=b"\x00\xff"), Reply("x" * 99, cut=3), Reply(status=500), Reply(raw=b"")]
    routes = {f"/{n}": fault for n, fault in enumerate(faults)}
    async with Loopback({**routes, "/": "x"}) as server, fetching(server.base) as fetcher:
        for path in routes:
            with pytest.raises(FetchError):
                await fetcher.page(PageRequest(url=server.base + path))
            assert (await fetcher.page(PageRequest(url=server.base + "/"))).body == b"x"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(raw=b""), "the connection closed without an answer"),
        (Reply("x" * 1000, cut=100), "the answer broke off"),
        (
            Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"),
            "the answer broke off",
        ),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), "no answer of a web server"),
        (Reply(raw=b"\x15\x03\x01\x00\x02\x02\x16"), "no answer of a web server"),
    ],
)
async def test_what_comes_on_a_bad_line_is_said_in_words_that_are_translated(reply: Reply, said: str) -> None:
    async with Loopback({"/": reply}) as server, fetching(server.base) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.page(PageRequest(url=server.base + "/"))
    assert caught.value.what == said
    assert said in KNOWN
