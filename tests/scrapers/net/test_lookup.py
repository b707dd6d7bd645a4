"""Where foreign hosts are asked: at the address that was found to be public, and nowhere else."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from scrapers.errors import NotAllowed, Unreachable, Untrusted
from scrapers.net import lookup
from scrapers.net.fetch import Fetcher
from tests.certificates import certified
from tests.loopback import Loopback, Ticker, fetching, portal_at

PICTURE = "https://pictures.example/1.png"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


class World:
    """All hosts but the portal's: `found` is where each look-up of a name leads, the last one stays."""

    def __init__(self, *found: list[str], dead: str = "", torn: str = "") -> None:
        self._found = list(found)
        self._dead, self._torn = dead.split(), torn
        self.connected: list[str] = []
        """Each address that was tried, even in vain."""
        self.asked: list[tuple[str, str, str]] = []
        """Address, Host header and name for TLS of each request for a picture."""

    async def resolve(self, _: str) -> list[str]:
        found = self._found.pop(0) if len(self._found) > 1 else self._found[0]
        if not found:
            raise OSError("no such host")
        return found

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.connected.append(request.url.host)
        if request.url.host in self._dead:
            raise httpx.ConnectError("no route", request=request)
        if request.url.host == self._torn:
            raise httpx.ReadError("reset", request=request)
        if request.url.path == "/robots.txt":
            return httpx.Response(404, stream=httpx.ByteStream(b""))
        name = str(request.extensions.get("sni_hostname", ""))
        self.asked.append((request.url.host, request.headers["host"], name))
        return httpx.Response(200, stream=httpx.ByteStream(b"png"))

    def fetching(self) -> "AsyncIterator[Fetcher]":
        transport = httpx.MockTransport(self.answer)
        return fetching("https://portal.example", delay=1, transport=transport, resolve=self.resolve)


async def test_a_foreign_host_is_asked_by_its_name_where_it_was_found() -> None:
    world = World(["2001:4860:4860::8888"])
    async with world.fetching() as fetcher:
        await fetcher.picture(PICTURE)
    assert world.asked == [("2001:4860:4860::8888", "pictures.example", "pictures.example")]


async def test_a_foreign_host_rests_even_where_the_portal_on_this_machine_need_not() -> None:
    world, ticker = World(["2001:4860:4860::8888"]), Ticker()
    here = portal_at("http://127.0.0.1:9")
    transport = httpx.MockTransport(world.answer)
    async with Fetcher(
        here, delay=0, transport=transport, resolve=world.resolve, clock=ticker, sleep=ticker.sleep
    ) as fetcher:
        for name in ("1", "2"):
            await fetcher.picture(f"{here.base}/{name}.png")
        rests = list(ticker.slept)
        for name in ("1", "2"):
            await fetcher.picture(f"https://pictures.example/{name}.png")
    assert (rests, ticker.slept) == ([], [1, 1])


async def test_the_portal_is_asked_by_its_name_alone() -> None:
    world = World([])
    async with world.fetching() as fetcher:
        await fetcher.picture("https://portal.example/1.png")
    assert world.asked == [("portal.example", "portal.example", "")]


async def test_a_name_that_leads_elsewhere_the_second_time_leads_nowhere_new() -> None:
    world = World(["8.8.8.8"], ["10.0.0.7"])
    async with world.fetching() as fetcher:
        for _ in range(2):
            await fetcher.picture(PICTURE)
    assert {address for address, _, _ in world.asked} == {"8.8.8.8"}


async def test_a_name_that_is_found_only_when_it_leads_into_a_private_network_is_not_asked() -> None:
    world = World([], ["10.0.0.7"])
    async with world.fetching() as fetcher:
        with pytest.raises((NotAllowed, Unreachable), match="private"):
            await fetcher.picture(PICTURE)
    assert not world.asked


async def test_a_name_that_is_found_a_little_later_is_asked_then() -> None:
    world = World([], [], ["8.8.8.8"])
    async with world.fetching() as fetcher:
        assert await fetcher.picture(PICTURE) == (b"png", "")


async def test_a_name_that_is_not_found_is_never_asked_by_that_name() -> None:
    world = World([])
    async with world.fetching() as fetcher:
        with pytest.raises(Unreachable, match="no such host"):
            await fetcher.picture(PICTURE)
    assert not world.connected


async def test_where_one_address_of_a_host_is_dead_the_next_one_is_asked_from_then_on() -> None:
    world = World(["8.8.8.8", "8.8.4.4"], dead="8.8.8.8")
    async with world.fetching() as fetcher:
        for _ in range(2):
            await fetcher.picture(PICTURE)
        # robots.txt and two pictures, none of them a second time
        assert fetcher.requests == 3
    assert [address for address, _, _ in world.asked] == ["8.8.4.4", "8.8.4.4"]
    assert world.connected == ["8.8.8.8", *["8.8.4.4"] * 3]


async def test_where_no_address_of_a_host_can_be_reached_each_is_tried_again_and_that_is_said() -> None:
    world = World(["8.8.8.8", "8.8.4.4", "8.8.8.8"], dead="8.8.8.8 8.8.4.4")
    async with world.fetching() as fetcher:
        with pytest.raises(Unreachable, match="no route"):
            await fetcher.picture(PICTURE)
        assert fetcher.requests == 4
    assert sorted(world.connected) == [*["8.8.4.4"] * 4, *["8.8.8.8"] * 4]


async def test_no_other_address_is_tried_once_a_connection_was_made() -> None:
    world = World(["8.8.8.8", "8.8.4.4"], torn="8.8.8.8")
    async with world.fetching() as fetcher:
        with pytest.raises(Unreachable):
            await fetcher.picture(PICTURE)
    assert set(world.connected) == {"8.8.8.8"}


async def test_a_host_with_one_private_address_is_asked_at_none() -> None:
    world = World(["8.8.8.8", "10.0.0.7"], dead="8.8.8.8")
    async with world.fetching() as fetcher:
        with pytest.raises(NotAllowed, match="private"):
            await fetcher.picture(PICTURE)
    assert not world.connected


async def test_a_proxy_is_told_the_name_which_need_not_be_known_here(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World([])
    async with Loopback(dict.fromkeys(["http://pictures.example/1.png"], "png")) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        async with fetching("https://portal.example", delay=1, resolve=world.resolve) as fetcher:
            assert (await fetcher.picture("http://pictures.example/1.png"))[0] == b"png"


# Over real sockets -----------------------------------------------------------------------------------


@asynccontextmanager
async def beside(
    monkeypatch: pytest.MonkeyPatch, place: Path
) -> AsyncIterator[tuple[Fetcher, Callable[[str], str]]]:
    """Serve a picture for pictures.example on this machine, as if it were a public host."""
    monkeypatch.setattr(lookup, "is_private", lambda _: False)

    async def here(_: str) -> list[str]:
        return ["127.0.0.1"]

    certificate, ticker = certified(place, "DNS:pictures.example"), Ticker()
    portal = portal_at("https://portal.example", ca_certificates=str(certificate[0]))
    async with (
        Loopback({"/1.png": "png"}, certificate=certificate) as server,
        Fetcher(portal, clock=ticker, sleep=ticker.sleep, resolve=here) as fetcher,
    ):
        yield fetcher, lambda name: f"https://{name}:{server.port}/1.png"


async def test_a_host_shows_its_certificate_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with beside(monkeypatch, tmp_path) as (fetcher, address):
        assert (await fetcher.picture(address("pictures.example")))[0] == b"png"


async def test_another_host_at_the_same_address_must_show_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with beside(monkeypatch, tmp_path) as (fetcher, address):
        await fetcher.picture(address("pictures.example"))
        with pytest.raises(Untrusted):
            await fetcher.picture(address("other.example"))


async def test_the_system_tells_where_a_host_lies_and_that_one_cannot_be() -> None:
    assert set(await lookup.resolved("127.0.0.1")) == {"127.0.0.1"}
    with pytest.raises(OSError, match="name of a host"):
        await lookup.resolved("a" * 70)
