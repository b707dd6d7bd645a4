"""Where a look at a portal begins: hosts that lead on, pages that only lead on, and none that can be had."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from itertools import pairwise

import httpx
import pytest

from scrapers.errors import BadAnswer, NotAllowed, Unreachable
from scrapers.model import RawPage
from scrapers.net.wire import Limits
from scrapers.survey.findings import Cause, cause_of
from scrapers.survey.look import Moved, SurveyEvent
from scrapers.survey.onward import led_on
from tests.looking import NOW, hosts, looked, to
from tests.loopback import Loopback, Reply, Request, Route
from tests.small_portal import MENU, NEWS, page, small


async def test_it_goes_along_to_another_host_and_says_so() -> None:
    heard: list[SurveyEvent] = []
    async with Loopback(small()) as there, Loopback({"/": to(f"http://localhost:{there.port}/")}) as here:
        found = await looked(f"{here.base}/", heard=heard.append)

        assert found.url == f"http://localhost:{there.port}/"
        assert [one.url for one in heard if isinstance(one, Moved)] == [found.url]
        assert found.is_enough


async def test_hosts_that_lead_to_each_other_are_left() -> None:
    ring = hosts(
        {
            "http://a.example": {"/": to("http://b.example/")},
            "http://b.example": {"/": to("http://a.example/")},
        }
    )
    with pytest.raises(BadAnswer, match="redirects") as caught:
        await looked("http://a.example/", transport=ring, resolve=public)
    assert caught.value.where == "http://a.example/"


@pytest.mark.parametrize(("last", "is_found"), [("d", True), ("e", False)])
async def test_three_times_a_first_page_may_lead_to_another_host(last: str, *, is_found: bool) -> None:
    names = [letter for letter in "abcde" if letter <= last]
    ways = {f"http://{one}.example": {"/": to(f"http://{next_}.example/")} for one, next_ in pairwise(names)}
    transport = hosts({**ways, f"http://{last}.example": small()})
    expected = nullcontext() if is_found else pytest.raises(BadAnswer, match="more than 3 redirects")
    with expected:
        found = await looked("http://a.example/", transport=transport, resolve=public)
        assert found.url == f"http://{last}.example/"


async def public(_name: str) -> tuple[str, ...]:
    return ("203.0.114.7",)


async def private(_name: str) -> tuple[str, ...]:
    return ("10.0.0.7",)


@pytest.mark.parametrize(
    ("target", "resolve"),
    [("http://10.0.0.7/", public), ("http://router.local/", public), ("http://b.example/", private)],
)
async def test_no_public_host_leads_into_a_private_network(
    target: str, resolve: Callable[[str], Awaitable[tuple[str, ...]]]
) -> None:
    transport = hosts({"http://a.example": {"/": to(target)}, target.rstrip("/"): small()})
    with pytest.raises(NotAllowed, match="private"):
        await looked("http://a.example/", transport=transport, resolve=resolve)


async def test_a_host_that_leads_to_https_is_asked_there() -> None:
    transport = hosts({"http://a.example": {"/": to("https://a.example/")}, "https://a.example": small()})
    assert (await looked("http://a.example/", transport=transport)).url == "https://a.example/"


async def test_the_second_address_is_asked_where_the_first_does_not_answer() -> None:
    found = await looked(
        "http://a.example/", "https://a.example/", transport=hosts({"https://a.example": small()})
    )
    assert (found.url, found.is_enough) == ("https://a.example/", True)

    with pytest.raises(Unreachable) as caught:
        await looked("http://a.example/", "https://a.example/", transport=hosts({}))
    assert caught.value.where.startswith("http://a.example/"), "what was typed"


async def test_a_host_that_falls_silent_is_told_by_what_it_was_asked_for() -> None:
    """The address that was asked first did not answer either, but is another matter."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.scheme == "http" or request.url.path == "/tin-tuc":
            raise httpx.ConnectError("Connection refused")
        return httpx.Response(200, stream=httpx.ByteStream(str(small().get(request.url.path, "")).encode()))

    with pytest.raises(Unreachable) as caught:
        await looked("http://a.example/", "https://a.example/", transport=httpx.MockTransport(answer))
    assert caught.value.where == "https://a.example/tin-tuc"


def falling_silent(asked: list[str], *silent: str) -> httpx.MockTransport:
    """Answer for a portal of six categories, the last of which lists something, but not at some paths."""
    empty = [f"/tin-{number}" for number in range(5)]
    menu = "".join(f"<li><a href='{path}'>Tin {path[-1]}</a>" for path in empty)
    whole = small(**{path: page("<p>Chưa có tin</p>") for path in empty})
    routes = {path: str(text).replace("<li><a href='/tin-tuc'>", f"{menu}<li><a href='/tin-tuc'>", 1)
              for path, text in whole.items()}  # fmt: skip

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        asked.extend([path] if path != "/robots.txt" and path not in asked else [])
        if path in silent:
            raise httpx.ConnectError("Connection refused")
        body = httpx.ByteStream(routes.get(path, "").encode())
        return httpx.Response(200 if path in routes else 404, stream=body)

    return httpx.MockTransport(answer)


async def test_pages_that_do_not_come_end_no_look_and_are_named() -> None:
    asked: list[str] = []
    silent = ["/tin-0", "/tin-1", "/tin-3", "/tin-4", NEWS[0]]
    found = await looked("http://a.example/", transport=falling_silent(asked, *silent))

    assert found.is_enough
    assert [one.url.removeprefix("http://a.example") for one in found.failures] == silent
    assert {one.error for one in found.failures} == {"Unreachable"}


@pytest.mark.parametrize(
    ("silent", "last"),
    [
        (("/tin-0", "/tin-1", "/tin-2", "/tin-tuc"), "/tin-2"),
        (("/tin-3", "/tin-4", "/tin-tuc"), "/tin-tuc"),
        (NEWS, NEWS[1]),
    ],
)
async def test_a_portal_that_falls_silent_is_asked_for_no_more_and_is_out_of_reach(
    silent: tuple[str, ...], last: str
) -> None:
    asked: list[str] = []
    with pytest.raises(Unreachable) as caught:
        await looked("http://a.example/", transport=falling_silent(asked, *silent))

    assert caught.value.where == f"http://a.example{silent[0]}"
    assert asked[-1] == last


@pytest.mark.parametrize("links", ["/", "/tin-tuc/hop-tac-xa"])
async def test_a_portal_of_two_names_has_both_hosts(links: str) -> None:
    routes = {
        path: str(text).replace(f"href='{links}", f"href='http://www.a.example{links}")
        for path, text in small().items()
    }
    transport = hosts({"http://a.example": routes, "http://www.a.example": routes})
    found = await looked("http://a.example/", transport=transport)

    assert (found.is_enough, found.hosts) == (True, ("www.a.example",))


@pytest.mark.parametrize(
    "turn",
    [
        '<meta http-equiv="refresh" content="0; url=/so/">',
        "<META HTTP-EQUIV=Refresh CONTENT='1;URL=/so/'>",
        "<script>window.location.href = '/so/';</script>",
        "<script><!--\nlocation = '/so/'\n//--></script>",
        '<script>location.replace("/so/")</script>',
        '<meta name="a" content="1;url=/b"><meta content="0;url=/so/" http-equiv="refresh">',
    ],
)
async def test_a_page_that_only_leads_on_is_none_to_start_from(turn: str) -> None:
    async with Loopback(small() | {"/": turn, "/so/": small()["/"]}) as server:
        found = await looked(f"{server.base}/")

        assert (found.url, found.is_enough) == (f"{server.base}/so/", True)


@pytest.mark.parametrize(
    "body",
    [
        '<meta http-equiv="refresh" content="600">',
        '<meta http-equiv="refresh" content="5; url=/">',
        '<!--[if lt IE 7]><meta http-equiv="refresh" content="0; url=/ie6"><![endif]-->',
        "<a href='/tin'>Tin</a><script>function f() { location.href = '/x'; }</script>",
        f"<script>function f() {{ location.href = '/x'; }}</script>{'Tin. ' * 1000}",
    ],
)
def test_a_page_that_stays_is_one(body: str) -> None:
    assert led_on(RawPage(url="http://a.example/", body=body.encode(), fetched_at=NOW)) == ""


@pytest.mark.parametrize(
    "unit", ["<meta http-equiv=refresh ", "<meta ", "<script ", "<style>x", "<!--", "<", "<input type="]
)
def test_a_page_as_large_as_can_be_that_closes_nothing_is_looked_through_at_once(unit: str) -> None:
    """Expressions that begin anew at each of these would be at it for weeks."""
    body = b"<script>" + unit.encode() * (Limits().page // len(unit))
    raw = RawPage(url="http://a.example/", body=body, fetched_at=NOW)

    assert (led_on(raw), cause_of(raw)) == ("", Cause.SCRIPT)


async def test_pages_that_lead_on_in_a_circle_are_left() -> None:
    turns = {
        "/": '<meta http-equiv="refresh" content="0;url=/a">',
        "/a": '<meta http-equiv="refresh" content="0;url=/">',
    }
    async with Loopback(turns) as server:
        assert not (await looked(f"{server.base}/")).is_enough


async def test_pages_that_lead_on_without_end_are_left() -> None:
    def onward(request: Request) -> Reply:
        number = int(request.target.strip("/robts.x") or 0)
        return Reply(f'<meta http-equiv="refresh" content="0;url=/{number + 1}">')

    async with Loopback(onward) as server:
        assert not (await looked(f"{server.base}/")).is_enough
        assert server.targets == ["/robots.txt", "/", "/1", "/2", "/3"]


async def test_a_path_that_was_typed_is_where_it_starts() -> None:
    async with Loopback(small() | {"/": "another site", "/so/": small()["/"]}) as server:
        assert (await looked(f"{server.base}/so/")).url == f"{server.base}/so/"


async def test_from_the_address_of_an_article_it_goes_to_the_first_page() -> None:
    async with Loopback(small()) as server:
        found = await looked(server.base + NEWS[1])

        assert (found.url, found.is_enough) == (f"{server.base}/", True)


async def test_a_typed_address_that_listing_or_menu_name_too_is_asked_for_once() -> None:
    routes = small() | {"/tin": Reply(status=302, headers={"Location": "/tin-tuc"})}
    async with Loopback(routes) as server:
        assert (await looked(server.base + NEWS[0])).is_enough
        assert server.targets == ["/robots.txt", NEWS[0], "/", "/tin-tuc"]
    async with Loopback(routes) as server:
        assert (await looked(f"{server.base}/tin")).is_enough
        assert server.targets == ["/robots.txt", "/tin", "/tin-tuc", NEWS[0]]


async def test_a_first_page_that_cannot_be_read_is_named() -> None:
    async with Loopback({"/so/": "<i>" * 60_001}) as server:
        found = await looked(f"{server.base}/so/")

        assert [(one.url, one.error) for one in found.failures] == [(f"{server.base}/so/", "ParseError")]
    assert not found.is_enough


async def test_a_portal_without_a_menu_is_read_from_its_first_page() -> None:
    routes = {path: str(text).replace(MENU, "") for path, text in small().items()}
    async with Loopback(routes | {"/": routes["/tin-tuc"]}) as server:
        found = await looked(f"{server.base}/")

    assert (found.is_enough, found.categories, found.category, len(found.entries)) == (True, (), None, 2)


async def test_categories_with_one_name_are_told_apart() -> None:
    menu = MENU.replace("</ul>", "<li><a href='/xa/tin'>Tin tức</a></ul>")
    async with Loopback({path: str(text).replace(MENU, menu) for path, text in small().items()}) as server:
        found = await looked(f"{server.base}/")

    assert [one.name for one in found.categories] == ["Tin tức", "Tin tức (xa)"]


def liferay() -> dict[str, Route]:
    """Return pages of Liferay 6.2 that name an author where only rules of its own look for one."""
    path = "/vi/tin-tuc/-/view_content/4418-sen-no-tren-dong"
    day = "<div class=assetPublishDate>09/01/2017</div>"
    menu = (
        "<ul class=navi><li><a href='/vi/tin-tuc-su-kien'>Tin</a>"
        "<ul class=child-menu><li><a href='/vi/tin-tuc'>Tin tức</a></ul></ul>"
    )
    item = f"<div class=asset-abstract><h3 class=asset-title><a href='{path}'>Sen nở</a></h3>{day}</div>"
    author = "<p class=view-content-author>Thu Ba</p>"
    text = "<p>Sen nở từ hôm qua, bà con ra đồng từ sáng.</p><p>Chiều về ai cũng có một bó sen trên tay.</p>"
    body = f"<div class=asset-content><div class=journal-content-article>{author}{text}</div></div>"
    head = f"<div class=asset-full-content-title>Sen nở</div>{day}"
    return {"/vi/tin-tuc": f"{menu}{item}", path: f"<title>Sen</title>{menu}{head}{body}"}


async def test_rules_that_fit_better_are_taken() -> None:
    """What only they find decides; the pages are asked for once."""
    async with Loopback(liferay()) as server:
        found = await looked(f"{server.base}/vi/tin-tuc")

        assert len(server.targets) == len(set(server.targets))
    assert (found.like, found.is_enough) == ("hanoi", True)
    assert found.article is not None
    assert (found.article.author, found.article.title) == ("Thu Ba", "Sen nở")


async def test_other_rules_ask_for_what_only_they_find_where_the_portal_is_not_read_yet() -> None:
    gone = [f"/vi/tin-tuc/-/view_content/{n}-da-go" for n in range(3)]
    others = "".join(f"<li><a href='{path}'>Tin đã gỡ từ lâu</a> (09/01/2017)" for path in gone)
    first = f"</ul><h2>Tin tức</h2><ul>{others}</ul><div"
    listing = str(liferay()["/vi/tin-tuc"]).replace("</ul><div", first)
    async with Loopback(liferay() | {"/vi/tin-tuc": listing}) as server:
        found = await looked(f"{server.base}/vi/tin-tuc")

        assert server.targets[2:-1] == gone
    assert (found.like, found.is_enough) == ("hanoi", True)


async def test_other_rules_ask_for_nothing_once_the_portal_is_read() -> None:
    """Hanoi's find no entries on this page, and would look through the other categories."""
    routes = {
        f"/vi{path}": str(text)
        .replace("href='/", "href='/vi/")
        .replace("</ul>", "<li><a href='/vi/y'>Y tế</a></ul>", 1)
        for path, text in small().items()
    }
    async with Loopback(routes) as server:
        found = await looked(f"{server.base}/vi/")

        assert server.targets == ["/robots.txt", "/vi/", "/vi/tin-tuc", f"/vi{NEWS[0]}"]
    assert (found.like, len(found.categories)) == ("vinhlong", 2)
