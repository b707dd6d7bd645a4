"""A portal with a login or a script in front of its pages: nothing counts as gone, nothing as a page."""

from pathlib import Path

import pytest

from scrapers.errors import Elsewhere
from scrapers.syncing.events import ArticleStored
from tests.loopback import Reply, Request
from tests.site import Site, reading

LED = Reply("", 302, {"Location": "/DangNhap.aspx?ReturnUrl=/"})
FORM = Reply("<form><p>Đăng nhập</p><input name='u'><input name='p' type='password'></form>")
SCRIPT = Reply("<script>document.cookie='D1N=3c5a9f; path=/';window.location.reload(true);</script>")
GUARDED = {"/DangNhap.aspx?ReturnUrl=/": FORM}


@pytest.mark.parametrize(
    ("wall", "faults", "error"), [(LED, GUARDED, "LoginAsked"), (SCRIPT, {}, "ScriptAsked")]
)
async def test_articles_behind_a_wall_are_not_gone_and_are_fetched_once_it_is_away(
    tmp_path: Path, wall: Reply, faults: dict[str, Reply], error: str
) -> None:
    site = Site({"a": list(range(6, 0, -1))}, faults=dict(faults))
    for number in (5, 4, 3, 2, 1):
        site.stories[number].fault = wall
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert [failure.error for failure in summary.failures] == [error] * 3
        assert (summary.gone, summary.layout_changed, summary.unreachable) == (0, 0, True)
        for story in site.stories.values():
            story.fault = None
        summary = await reader.sync()
        assert (summary.new, reader.cached) == (5, {1, 2, 3, 4, 5, 6})


async def test_a_portal_that_is_all_behind_a_login_is_asked_for_one_page(tmp_path: Path) -> None:
    async with reading(Site({"a": [1]}, faults={"/": LED, **GUARDED}), tmp_path) as reader:
        summary = await reader.sync()
        assert [failure.error for failure in summary.failures] == ["LoginAsked"]
        assert summary.unreachable
        assert reader.asked == ["/", "/DangNhap.aspx?ReturnUrl=/"]


async def test_an_article_that_leads_to_a_page_with_a_login_beside_its_news_is_gone(tmp_path: Path) -> None:
    beside = Reply("<ul><li>Tin</li></ul><form>Đăng nhập <input type=password></form>")
    site = Site({"a": [2, 1]}, faults={"/chao": beside})
    site.stories[1].fault = Reply("", 302, {"Location": "/chao"})
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert (summary.gone, summary.failures) == (1, ())


def led(to: str) -> Reply:
    return Reply("", 302, {"Location": to})


async def test_a_login_at_another_host_is_named(tmp_path: Path) -> None:
    async with reading(Site({"a": [1]}, faults={"/": led("https://sso.example/login")}), tmp_path) as reader:
        summary = await reader.sync()
    assert [failure.error for failure in summary.failures] == [Elsewhere.__name__]
    assert summary.failures[0].message == "not on the portal's own hosts: sso.example"


async def test_a_network_that_leads_every_page_to_its_login_is_left(tmp_path: Path) -> None:
    site = Site({"a": list(range(8, 0, -1))})
    for number in range(7, 0, -1):
        site.stories[number].fault = [Reply("", 403), led(f"http://wifi.example/?to=/tin/{number}")]
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        site.faults = {path: led(f"http://wifi.example/?to={path}") for path in ("/", "/muc/a")}
        summary = await reader.sync()
        assert [failure.error for failure in summary.failures] == [Elsewhere.__name__] * 4
        assert summary.unreachable
        site.faults = {}
        for story in site.stories.values():
            story.fault = None
        summary = await reader.sync()
    assert (summary.new, summary.unreachable) == (7, False)


@pytest.mark.parametrize("page", ["{}.html", ""])
async def test_articles_that_lead_to_another_host_hold_up_no_others(tmp_path: Path, page: str) -> None:
    site = Site({"a": list(range(8, 0, -1))})
    for number in range(7, 1, -1):
        site.stories[number].fault = led(f"http://bao.example/{page.format(number)}")
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
    assert (summary.new, len(summary.failures), summary.unreachable) == (2, 6, False)


async def test_a_portal_that_is_all_behind_a_script_is_asked_for_one_page(tmp_path: Path) -> None:
    async with reading(Site({"a": [1]}, faults={"/": SCRIPT}), tmp_path) as reader:
        summary = await reader.sync()
        assert [failure.error for failure in summary.failures] == ["ScriptAsked"]
        assert (summary.unreachable, reader.asked) == (True, ["/"])


def mended(number: int) -> Reply:
    """Word that the portal is being mended, at a time of its own."""
    return Reply(f"<title>Bảo trì</title><h1>Đang bảo trì</h1><p>10:0{number}</p>")


async def test_a_portal_that_is_mended_in_the_middle_of_a_sync_is_left_and_named(tmp_path: Path) -> None:
    site = Site({"a": list(range(8, 0, -1))})

    def befall(request: Request) -> None:
        if request.target == "/tin/6":
            site.faults = {"/muc/a": mended(0)}
            for number, story in site.stories.items():
                story.fault = mended(number)

    site.hook = befall
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.asked[-4:] == ["/tin/6", "/tin/5", "/tin/4", "/muc/a"]
        last = summary.failures[-1]
        assert (last.error, last.message) == ("OnePage", "one page in place of all: Bảo trì")
        assert (summary.unreachable, reader.cached) == (True, {8, 7})
        site.hook, site.faults = lambda _: None, {}
        for story in site.stories.values():
            story.fault = None
        assert (await reader.sync()).new == 6


async def test_a_page_in_place_of_each_article_that_is_gone_holds_up_no_others(tmp_path: Path) -> None:
    site = Site({"a": list(range(9, 0, -1))})
    for number in range(8, 1, -1):
        site.stories[number].fault = Reply("<title>Lỗi</title><p>Không tìm thấy bài viết.</p>")
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert reader.asked.count("/muc/a") == 2
        assert (reader.cached, len(summary.failures), summary.unreachable) == ({9, 1}, 7, False)


async def test_where_no_list_was_read_the_first_page_tells_whether_all_are_one(tmp_path: Path) -> None:
    site = Site({"a": list(range(30, 0, -1))})
    async with reading(site, tmp_path) as reader:
        await reader.until(lambda event: isinstance(event, ArticleStored))
        site.faults = {"/": mended(0), "/muc/a": mended(0)}
        for story in site.stories.values():
            story.fault = mended(story.number)
        summary = await reader.sync()
        assert (reader.asked[-1], len(reader.asked), summary.unreachable) == ("/", 5, True)


async def test_a_portal_that_falls_silent_while_it_is_looked_at_again_is_named(tmp_path: Path) -> None:
    site = Site({"a": list(range(8, 0, -1))})

    def befall(request: Request) -> None:
        if request.target == "/tin/6":
            site.faults = {"/muc/a": Reply(status=429, headers={"Retry-After": "3600"})}

    site.hook = befall
    for number, story in site.stories.items():
        story.fault = mended(number) if number < 7 else None
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert (reader.asked[-1], summary.unreachable) == ("/muc/a", True)
        assert summary.failures[-1].url == f"{reader.server.base}/muc/a"
