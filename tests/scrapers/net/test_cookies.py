import httpx
import pytest

from scrapers.model import PageRequest
from scrapers.net import cookies
from tests.loopback import Loopback, Reply, fetching


def setting(*given: str) -> Reply:
    """Answer with so many Set-Cookie headers, written out because a mapping has each name once."""
    lines = "".join(f"Set-Cookie: {one}\r\n" for one in given)
    return Reply(raw=f"HTTP/1.1 200 OK\r\n{lines}Content-Length: 1\r\nConnection: close\r\n\r\nx".encode())


async def sent_after(*answers: Reply) -> list[str]:
    """Return the cookies that go back to a portal after its answers."""
    routes = {f"/{number}": answer for number, answer in enumerate(answers)}
    async with Loopback({**routes, "/last": "x"}) as server, fetching(server.base) as fetcher:
        for path in (*routes, "/last"):
            await fetcher.page(PageRequest(url=server.base + path))
    header = server.seen[-1].headers.get("cookie", "")
    return header.split("; ") if header else []


async def test_cookies_last_for_the_session() -> None:
    session = "ASP.NET_SessionId=abc; path=/; HttpOnly"
    assert await sent_after(setting(session, "look=dark")) == ["ASP.NET_SessionId=abc", "look=dark"]


async def test_the_newest_cookies_of_a_host_stay() -> None:
    answers = [setting(*(f"c{at}=x" for at in range(start, start + 40))) for start in (0, 40, 80)]
    sent = await sent_after(*answers)
    assert sent == [f"c{at}=x" for at in range(120 - cookies.MOST_OF_HOST, 120)]


async def test_a_cookie_that_is_set_again_is_one() -> None:
    assert await sent_after(*[setting(f"session={at}", "look=dark") for at in range(3)]) == [
        "session=2",
        "look=dark",
    ]


@pytest.mark.parametrize("long", ["long={}", "long=x; Path=/{}", "long=x; Comment={}"])
async def test_a_cookie_longer_than_any_portal_may_rely_on_is_not_kept(long: str) -> None:
    answer = setting("before=1", long.format("x" * cookies.LONGEST), "after=2")
    assert await sent_after(answer) == ["before=1", "after=2"]


async def test_a_cookie_as_long_as_it_may_be_is_kept() -> None:
    longest = "long=" + "x" * (cookies.LONGEST - len("long="))
    assert await sent_after(setting(longest)) == [longest]


async def test_what_is_no_cookie_may_be_longer() -> None:
    there = f"/{'x' * cookies.LONGEST}"
    lines = f"HTTP/1.1 302 Found\r\nSet-Cookie: a=1\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n"
    routes = {"/": Reply(raw=lines.encode()), there: "x"}
    async with Loopback(routes) as server, fetching(server.base) as fetcher:
        assert (await fetcher.page(PageRequest(url=f"{server.base}/"))).url == server.base + there


async def test_of_too_many_hosts_those_that_were_asked_first_keep_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cookies, "MOST", 2)
    sent: dict[str, str] = {}

    def answer(request: httpx.Request) -> httpx.Response:
        sent[request.headers["host"]] = request.headers.get("cookie", "")
        return httpx.Response(200, headers={"set-cookie": "a=1"}, stream=httpx.ByteStream(b""))

    async def public(_: str) -> list[str]:
        return ["8.8.8.8"]

    hosts = ("portal.example", "one.example", "two.example")
    transport = httpx.MockTransport(answer)
    async with fetching("https://portal.example", delay=1, transport=transport, resolve=public) as fetcher:
        for host in (*hosts, *hosts):
            await fetcher.picture(f"https://{host}/1.png")
    assert sent == {"portal.example": "a=1", "one.example": "a=1", "two.example": ""}
