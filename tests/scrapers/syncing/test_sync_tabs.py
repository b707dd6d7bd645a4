"""Links of a portal's navigation that lead to no listing: "Giới thiệu", "Liên hệ", a calendar of work."""

from pathlib import Path

from scrapers.states import PortalState
from scrapers.syncing.events import ArticleFailed
from tests.loopback import Reply
from tests.site import Reader, Site, reading

MENU = '<ul class="menu"><li><a href="/muc/a">Mục a</a></li><li><a href="/muc/tab">Liên hệ</a></li></ul>'
NO_LISTING = Reply(f"<html><body>{MENU}<p>Số 10, đường Hưng Đạo Vương.</p></body></html>")
EMPTY = Reply(f'<html><body>{MENU}<h2>Liên hệ</h2><ul class="news"></ul></body></html>')
BARE = Reply('<html><body><h2>Liên hệ</h2><ul class="news"></ul></body></html>')
GONE = Reply(status=404)
OTHER_PAGE = Reply("<html><body><p>Máy chủ đang bận.</p></body></html>")


def site(tab: Reply) -> Site:
    return Site({"a": [3, 2, 1], "tab": [4]}, faults={"/muc/tab": tab})


def state(reader: Reader) -> PortalState:
    return reader.cache.portal_state("thu")


def slugs(reader: Reader) -> list[str]:
    """Name the categories as both stores have them."""
    named = [category.slug for category in state(reader).categories]
    assert list(reader.catalogue.names("thu")) == named
    return named


async def test_a_page_of_the_portal_that_lists_nothing_is_no_category_and_no_failure(tmp_path: Path) -> None:
    unnamed = site(NO_LISTING)
    unnamed.validators = False
    async with reading(unnamed, tmp_path) as reader:
        summary = await reader.sync()
        assert (summary.failures, summary.layout_changed, summary.drift) == ((), 0, ())
        assert slugs(reader) == ["a"]
        assert state(reader).pages["listing"] == 1
        await reader.sync()
        assert reader.asked == ["/muc/a"]


async def test_an_empty_listing_is_no_category_until_it_lists_something(tmp_path: Path) -> None:
    empty = site(EMPTY)
    async with reading(empty, tmp_path) as reader:
        assert (await reader.sync()).failures == ()
        assert slugs(reader) == ["a"]
        empty.faults = {}
        reader.pass_days(1)
        await reader.sync()
        assert slugs(reader) == ["a", "tab"]
        assert reader.cached == {1, 2, 3, 4}


async def test_such_a_link_is_looked_at_again_after_a_day_in_full_and_by_name(tmp_path: Path) -> None:
    async with reading(site(NO_LISTING), tmp_path) as reader:
        await reader.sync()
        reader.pass_days(1)
        assert (await reader.sync()).failures == ()
        assert "/muc/tab" in reader.asked
        await reader.sync()
        assert "/muc/tab" not in reader.asked
        await reader.sync(full=True)
        assert "/muc/tab" in reader.asked
        assert slugs(reader) == ["a"]
        for named in (("tab",), ("a", "tab")):
            summary = await reader.sync(categories=named)
            assert [failure.error for failure in summary.failures] == ["LayoutChanged"]


async def test_a_category_that_once_listed_something_stays_one_and_fails(tmp_path: Path) -> None:
    changing = site(NO_LISTING)
    changing.faults = {}
    async with reading(changing, tmp_path) as reader:
        await reader.sync()
        changing.faults = {"/muc/tab": NO_LISTING}
        summary = await reader.sync()
        assert [failure.url.rpartition("/")[2] for failure in summary.failures] == ["tab"]
        assert summary.layout_changed == 1
        assert slugs(reader) == ["a", "tab"]
        changing.faults = {"/muc/tab": EMPTY}
        assert (await reader.sync()).failures == ()
        assert slugs(reader) == ["a", "tab"]


async def test_a_page_that_is_none_of_the_portal_s_fails(tmp_path: Path) -> None:
    async with reading(site(OTHER_PAGE), tmp_path) as reader:
        assert (await reader.sync()).layout_changed == 1
        assert slugs(reader) == ["a", "tab"]
        assert state(reader).pages["listing"] == 2


async def test_an_empty_list_without_the_portal_s_navigation_makes_no_tab(tmp_path: Path) -> None:
    async with reading(site(BARE), tmp_path) as reader:
        await reader.sync()
        assert slugs(reader) == ["a", "tab"]


async def test_where_no_page_lists_anything_the_layout_has_changed(tmp_path: Path) -> None:
    changed = site(NO_LISTING)
    changed.faults["/muc/a"] = NO_LISTING
    async with reading(changed, tmp_path) as reader:
        summary = await reader.sync()
        assert summary.layout_changed == len(summary.failures) == 2
        told = [event.url for event in reader.events if isinstance(event, ArticleFailed)]
        assert told == [failure.url for failure in summary.failures]
        assert [category.slug for category in state(reader).categories] == ["a", "tab"]
        assert state(reader).pages["listing"] == 2
        changed.faults = {}
        assert (await reader.sync()).failures == ()
        assert slugs(reader) == ["a", "tab"]


async def test_a_link_that_leads_nowhere_is_told_once_and_looked_at_after_a_day(tmp_path: Path) -> None:
    dead = site(GONE)
    async with reading(dead, tmp_path) as reader:
        summary = await reader.sync()
        assert [failure.error for failure in summary.failures] == ["Gone"]
        assert slugs(reader) == ["a"]
        assert (await reader.sync()).failures == ()
        assert "/muc/tab" not in reader.asked
        reader.pass_days(1)
        assert (await reader.sync()).failures == ()
        assert "/muc/tab" in reader.asked
        assert slugs(reader) == ["a"]
        dead.faults = {}
        reader.pass_days(1)
        await reader.sync()
        assert slugs(reader) == ["a", "tab"]
        assert reader.cached == {1, 2, 3, 4}


async def test_a_category_that_is_gone_fails_in_every_sync(tmp_path: Path) -> None:
    changing = site(GONE)
    changing.faults = {}
    async with reading(changing, tmp_path) as reader:
        await reader.sync()
        changing.faults = {"/muc/tab": GONE}
        for _ in range(2):
            assert [failure.error for failure in (await reader.sync()).failures] == ["Gone"]
            assert slugs(reader) == ["a", "tab"]


async def test_where_every_link_leads_nowhere_all_of_them_fail(tmp_path: Path) -> None:
    dead = site(GONE)
    dead.faults["/muc/a"] = GONE
    async with reading(dead, tmp_path) as reader:
        for _ in range(2):
            assert [failure.error for failure in (await reader.sync()).failures] == ["Gone", "Gone"]
            assert [category.slug for category in state(reader).categories] == ["a", "tab"]
