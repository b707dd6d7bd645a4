import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import NotAllowed, Unreachable
from scrapers.model import PageRequest
from scrapers.net.robots import Robots
from tests.loopback import Loopback, Reply, Ticker, fetching

RULES = """
User-agent: tinvl
Disallow: /admin
Disallow: /*?print=
Allow: /admin/public
Crawl-delay: 2.5

User-agent: *
Disallow: /
"""


def test_the_group_that_names_the_program_wins() -> None:
    robots = Robots(RULES.encode())
    assert robots.allows("https://p.vn/vi/tin?id=1")
    assert robots.allows("https://p.vn/admin/public")
    assert not robots.allows("https://p.vn/admin")
    assert not robots.allows("https://p.vn/tin?print=1")
    assert robots.delay == 2.5


def test_the_group_for_everyone_holds_for_the_program_too() -> None:
    robots = Robots(b"\xef\xbb\xbfUser-Agent: *\r\nDisallow: /kin\r\nCrawl-Delay: 3")
    assert not robots.allows("https://p.vn/kin/x")
    assert robots.delay == 3


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"<!doctype html><p>404", b"\xff\xfeU", b"User-agent: other\nDisallow: /", b"Disallow:"],
)
def test_rules_that_say_nothing_to_the_program_allow_everything(body: bytes) -> None:
    assert Robots(body).allows("https://p.vn/x")
    assert Robots(body).delay == 0


@pytest.mark.parametrize(
    ("word", "delay"), [("1e9", 300), ("0.5", 0.5), ("-1", 0), ("nan", 0), ("soon", 0), ("0", 0)]
)
def test_an_odd_crawl_delay_stays_within_reason(word: str, delay: float) -> None:
    assert Robots(f"User-agent: *\nCrawl-delay: {word}".encode()).delay == delay


@given(st.lists(st.sampled_from(["User-agent: *", "Disallow: ", "Crawl-delay:", "*$%é", "\x00"]) | st.text()))
def test_any_robots_txt_is_read_without_an_error(lines: list[str]) -> None:
    robots = Robots("\n".join(lines).encode("utf-8", "surrogatepass"))
    assert robots.allows("https://p.vn/x?y=%zz") in (True, False)
    assert 0 <= robots.delay <= 300


def test_a_rule_on_which_the_part_that_is_read_ends_is_left_out() -> None:
    head, rule = b"User-agent: *\nDisallow: /kin\n", b"Disallow: /admin"
    filler = b"#" * (512_000 - len(head) - len(rule) + len(b"admin") - 1) + b"\n"

    robots = Robots(head + filler + rule + b"\nDisallow: /tin\n")
    allowed = [robots.allows(f"https://p.vn/{name}") for name in ("tin", "admin", "kin")]
    assert allowed == [True, True, False]


async def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    async with Loopback({"/robots.txt": RULES, "/a": "x"}) as server, fetching(server.base) as fetcher:
        await fetcher.page(PageRequest(url=f"{server.base}/a"))
        for forbidden in ("/admin", "/a?print=1"):
            with pytest.raises(NotAllowed, match=r"robots\.txt"):
                await fetcher.page(PageRequest(url=server.base + forbidden))
        with pytest.raises(NotAllowed):
            await fetcher.picture(server.base + "/admin/x.png")
    assert server.targets == ["/robots.txt", "/a"]


async def test_a_redirect_into_what_is_forbidden_is_not_followed() -> None:
    routes = {"/robots.txt": RULES, "/a": Reply(status=302, headers={"Location": "/admin"})}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        with pytest.raises(NotAllowed):
            await fetcher.page(PageRequest(url=f"{server.base}/a"))
    assert server.targets == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [404, 403, 401, 410])
async def test_a_portal_without_robots_txt_allows_everything(status: int) -> None:
    routes = {"/robots.txt": Reply(RULES, status), "/admin": "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        assert (await fetcher.page(PageRequest(url=f"{server.base}/admin"))).body == b"x"


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_broken_robots_txt_forbids_everything(status: int) -> None:
    routes = {"/robots.txt": Reply(status=status), "/": "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        for _ in range(2):
            with pytest.raises(Unreachable, match=f"robots.txt.*HTTP {status}"):
                await fetcher.page(PageRequest(url=server.base + "/"))
    assert server.targets == ["/robots.txt"] * 4


async def test_an_unreachable_robots_txt_means_an_unreachable_portal() -> None:
    routes = {"/robots.txt": Reply(raw=b""), "/": "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        with pytest.raises(Unreachable):
            await fetcher.page(PageRequest(url=server.base + "/"))


async def test_a_moved_robots_txt_is_followed() -> None:
    routes = {"/robots.txt": Reply(status=301, headers={"Location": "/r"}), "/r": RULES}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        with pytest.raises(NotAllowed):
            await fetcher.page(PageRequest(url=f"{server.base}/admin"))


async def test_the_crawl_delay_wins_over_a_shorter_delay() -> None:
    ticker = Ticker()
    routes = {"/robots.txt": RULES, "/": "x"}
    async with Loopback(routes) as server, fetching(server.base, ticker, delay=0) as fetcher:
        for _ in range(3):
            await fetcher.page(PageRequest(url=server.base + "/"))
    assert ticker.slept == [2.5, 2.5, 2.5]


async def test_a_longer_delay_wins_over_the_crawl_delay() -> None:
    ticker = Ticker()
    routes = {"/robots.txt": RULES, "/": "x"}
    async with Loopback(routes) as server, fetching(server.base, ticker, delay=4) as fetcher:
        await fetcher.page(PageRequest(url=server.base + "/"))
    assert ticker.slept == [4]


async def test_each_host_of_pictures_has_its_own_rules() -> None:
    def world(request: httpx.Request) -> httpx.Response:
        if request.url.path != "/robots.txt":
            return httpx.Response(200, stream=httpx.ByteStream(b"png"))
        body = b"User-agent: *\nDisallow: /kin" if request.headers["host"] == "pictures.example" else b""
        return httpx.Response(200, stream=httpx.ByteStream(body))

    async def public(_: str) -> list[str]:
        return ["8.8.8.8"]

    transport = httpx.MockTransport(world)
    async with fetching("https://p.example", delay=1, transport=transport, resolve=public) as fetcher:
        assert await fetcher.picture("https://p.example/kin/1.png") == (b"png", "")
        assert await fetcher.picture("https://pictures.example/1.png") == (b"png", "")
        with pytest.raises(NotAllowed):
            await fetcher.picture("https://pictures.example/kin/1.png")


async def test_a_dead_host_of_pictures_is_tried_once() -> None:
    def world(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    async def nowhere(_: str) -> list[str]:
        raise OSError("no such host")

    transport = httpx.MockTransport(world)
    async with fetching("https://p.example", delay=1, transport=transport, resolve=nowhere) as fetcher:
        for n in range(3):
            with pytest.raises(Unreachable):
                await fetcher.picture(f"https://dead.example/{n}.png")
        assert fetcher.requests == 4
