"""A look at a portal nobody has described: the few pages it asks for, and what it makes of them."""

import asyncio
import re

import pytest

from scrapers.errors import Gone, NotAllowed, Unreachable
from scrapers.model import PortalCounts
from scrapers.survey.findings import Cause, Lack
from scrapers.survey.look import Asking, SurveyEvent
from scrapers.watch import Stopped
from tests.kinds import HOME, NAMES, expected, serving
from tests.looking import looked
from tests.loopback import Loopback, Reply, Route
from tests.small_portal import NAME, NEWS, page, small


@pytest.mark.parametrize("name", NAMES)
async def test_each_kind_of_portal_is_read_as_people_read_it(name: str) -> None:
    told = expected(name)
    async with serving(name) as server:
        found = await looked(f"{server.base}/")

        def here(text: str) -> str:
            return text.replace(HOME, server.base)

    listing, article = told["listing"], told["article"]
    assert found.is_enough, found.lacks
    assert found.like == "vinhlong"
    assert [category.name for category in found.categories] == listing["categories"]
    assert [(one.title, one.url, one.published) for one in found.entries] == [
        (title, here(url), day) for title, url, day, _views, _summary in listing["entries"]
    ]
    assert found.category is not None
    assert (found.listing.next is None) is (listing["next"] is None)
    assert found.article is not None
    assert (found.article.title, found.article.published, found.article.author) == (
        article["title"],
        article["published"],
        article["author"],
    )
    assert len(found.article.blocks) == len(article["blocks"])
    assert (found.counts is not None) is (listing["counts"] is not None)
    assert len(server.targets) <= 7, "robots.txt and a few pages"


async def test_it_says_what_it_asks_for_and_asks_for_no_more_than_it_needs() -> None:
    heard: list[SurveyEvent] = []
    async with Loopback(small()) as server:
        found = await looked(f"{server.base}/", heard=heard.append)

        asked = ["/", "/tin-tuc", NEWS[0]]
        assert server.targets == ["/robots.txt", *asked]
        assert [one.url for one in heard if isinstance(one, Asking)] == [server.base + path for path in asked]
    assert (found.title, found.is_enough, found.counts) == ("Xã Hòa Ninh", True, None)
    assert found.lacks == (Lack.AUTHOR, Lack.PAGER, Lack.COUNTS)


# What is no portal --------------------------------------------------------------------------------

PLAIN = "<title>Quán cà phê</title><a href='/thuc-don'>Thực đơn</a><p>Mở cửa từ sáng.</p>"
LOGIN = "<form action='/vao'><p>Tên <input name=u><p>Mật khẩu <input type='password' name=p></form>"
SCRIPT = "<title>Cổng</title><div id=app></div><script src='/app.js'></script>"


@pytest.mark.parametrize(
    ("home", "cause"), [(PLAIN, Cause.NONE), (LOGIN, Cause.LOGIN), (SCRIPT, Cause.SCRIPT), ("", Cause.NONE)]
)
async def test_a_first_page_without_news_is_none_of_a_portal(home: str, cause: Cause) -> None:
    async with Loopback({"/": home, "/thuc-don": PLAIN}) as server:
        found = await looked(f"{server.base}/")

    assert (found.is_enough, found.cause) == (False, cause)
    assert {Lack.ENTRIES, Lack.DAYS, Lack.ARTICLE} <= set(found.lacks)


async def test_counts_may_stand_behind_the_first_page() -> None:
    counted = f"{small()['/tin-tuc']}<p>Đang xem: 3</p><p>Tất cả: 1.204</p>"
    async with Loopback(small() | {"/tin-tuc": counted}) as server:
        assert (await looked(f"{server.base}/")).counts == PortalCounts(online=3, total=1204)


async def test_of_listings_the_one_that_lists_most_is_kept() -> None:
    links = [f"<li><a href='/tin-{n}'>Tin {n}</a>" for n in range(8)]
    one = str(small()["/tin-tuc"]).replace(f"<li><a href='{NEWS[1]}'", "<li><i")
    routes: dict[str, Route] = {f"/tin-{n}": one if n in (1, 3) else PLAIN for n in range(8)}
    async with Loopback(small() | routes | {"/": f"<ul>{''.join(links)}</ul>"}) as server:
        found = await looked(f"{server.base}/")

        assert server.targets == ["/robots.txt", "/", *(f"/tin-{n}" for n in range(6)), NEWS[0]]
    assert found.category is not None
    assert (found.is_enough, found.category.name) == (True, "Tin 1")


async def test_of_many_links_no_rules_ask_for_others_than_the_first_did() -> None:
    links = [f"<li><a href='/vi/tin-{n}'>Tin {n}</a>" for n in range(8)]
    routes = {f"/vi/tin-{n}": PLAIN for n in range(8)}
    async with Loopback({**routes, "/": f"<ul>{''.join(links)}</ul>"}) as server:
        assert not (await looked(f"{server.base}/")).is_enough
        assert server.targets == ["/robots.txt", "/", *(f"/vi/tin-{n}" for n in range(6))]


async def test_a_page_behind_a_script_is_named_as_a_sync_names_it() -> None:
    wall = "<script>document.cookie = 'seen=1'; location.reload()</script>"
    async with Loopback(small() | {NEWS[0]: wall}) as server:
        found = await looked(f"{server.base}/")

    assert [(one.url, one.error) for one in found.failures] == [(server.base + NEWS[0], "ScriptAsked")]


async def test_pages_that_tell_no_day_may_be_those_of_any_site() -> None:
    routes = {path: str(text).replace("09/01/2017", "") for path, text in small().items()}
    async with Loopback(routes) as server:
        found = await looked(f"{server.base}/")

    assert (found.is_enough, len(found.entries), Lack.DAYS in found.lacks) == (False, 2, True)


async def test_an_article_that_is_another_than_the_list_said_is_none() -> None:
    other = page(
        "<h1>Thông báo bảo trì hệ thống toàn trang</h1><p>01/01/2020</p><p>Xin quay lại sau.</p>", "Bảo trì"
    )
    async with Loopback(small(**dict.fromkeys(NEWS, other))) as server:
        found = await looked(f"{server.base}/")

    assert (found.is_enough, Lack.ARTICLE in found.lacks) == (False, True)


async def test_a_portal_that_heads_all_pages_with_its_name_is_read() -> None:
    routes = {
        path: re.sub("<title>.*?</title>", f"<title>{NAME}</title>", str(text))
        .replace("h1>", "h2>")
        .replace("<body>", f"<body><h1>{NAME}</h1>")
        for path, text in small().items()
    }
    async with Loopback(routes) as server:
        found = await looked(f"{server.base}/")

    assert (found.is_enough, found.title) == (True, NAME)
    assert found.article is not None
    assert found.article.title == "Hợp tác xã trồng sen vụ 811"


async def test_articles_that_cannot_be_had_are_named() -> None:
    async with Loopback(small(**dict.fromkeys(NEWS, Reply("", 404)))) as server:
        found = await looked(f"{server.base}/")

        assert [(one.url, one.error) for one in found.failures] == [
            (server.base + path, "Gone") for path in NEWS
        ]
    assert not found.is_enough


async def test_what_cannot_be_had_at_all_is_raised() -> None:
    async with Loopback({}) as server:
        with pytest.raises(Gone):
            await looked(f"{server.base}/")
    with pytest.raises(Unreachable):
        await looked(f"{server.base}/")
    async with Loopback(small(**{"/robots.txt": "User-agent: *\nDisallow: /"})) as server:
        with pytest.raises(NotAllowed, match=r"robots\.txt"):
            await looked(f"{server.base}/")
        assert server.targets == ["/robots.txt"]


async def test_told_to_stop_it_asks_for_nothing_more() -> None:
    stop = asyncio.Event()

    def heard(event: SurveyEvent) -> None:
        if isinstance(event, Asking) and event.url.endswith("/tin-tuc"):
            stop.set()

    async with Loopback(small()) as server:
        with pytest.raises(Stopped):
            await looked(f"{server.base}/", heard=heard, stop=stop)
        assert server.targets == ["/robots.txt", "/"]
