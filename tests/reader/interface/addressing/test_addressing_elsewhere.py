"""Addresses of another portal, and links of a text: they lead to articles here, fetched, or read there."""

import threading

import pytest

from reader.keyboard.command import Place
from reader.library import Library
from tests.reader.cli.mini import Mini
from tests.reader.interface.addressing.addresses import FETCHING, OTHER, arrived, go_to, read
from tests.reading import Reading

LINKS = '<h1>Tin có liên kết</h1><article><p>Xem <a href="{url}">chỗ này</a> và nhiều chỗ khác.</p></article>'


async def test_one_of_another_portal_is_read_there_and_back_leads_here(library: Library, mini: Mini) -> None:
    async with read(library, mini) as reader:
        await reader.press("enter")
        before = reader.open_id
        await go_to(reader, f"{OTHER}/tin/9")
        await reader.until(lambda: reader.desk.portal == "hai")
        await arrived(reader, "Nội dung của tin số 9")
        assert (reader.open_id, reader.place) == ("9", Place.ARTICLE)
        assert library.row_of("hai", "9") is not None
        await reader.press("escape")
        await reader.until(lambda: reader.desk.portal == "mini")
        assert (reader.open_id, reader.place) == (before, Place.ARTICLE)
        await go_to(reader, "hai/9")
        await reader.until(lambda: reader.desk.portal == "hai" and reader.place is Place.ARTICLE)


async def test_one_of_a_portal_whose_file_came_meanwhile_is_read_there(library: Library, mini: Mini) -> None:
    file = library.paths.portals / "hai.toml"
    rules = file.read_text(encoding="utf-8")
    file.unlink()
    async with read(library, mini) as reader:
        await go_to(reader, f"{OTHER}/tin/9")
        await reader.until(lambda: any("No portal known here" in said for said in reader.said))
        await reader.press("escape")
        file.write_text(rules, encoding="utf-8")
        await go_to(reader, f"{OTHER}/tin/9")
        await arrived(reader, "Nội dung của tin số 9")


async def test_from_portal_to_portal_each_article_is_come_back_to(library: Library, mini: Mini) -> None:
    async with read(library, mini) as reader:
        await reader.press("enter")
        first, other = reader.open_id, reader.listed[1]
        await go_to(reader, f"{OTHER}/tin/9")
        await reader.until(lambda: reader.desk.portal == "hai")
        await arrived(reader, "Nội dung của tin số 9")
        await go_to(reader, f"mini/{other}")
        await reader.until(lambda: reader.desk.portal == "mini" and reader.open_id == other)
        await reader.press("escape")
        await reader.until(lambda: reader.desk.portal == "hai")
        assert (reader.open_id, reader.place) == ("9", Place.ARTICLE)
        await reader.press("escape")
        await reader.until(lambda: reader.desk.portal == "mini")
        assert (reader.open_id, reader.place) == (first, Place.ARTICLE)


async def test_left_on_its_way_from_another_portal_it_is_stopped(library: Library, mini: Mini) -> None:
    mini.gates["/tin/9"] = threading.Event()
    async with read(library, mini) as reader:
        await go_to(reader, f"{OTHER}/tin/9")
        await reader.until(lambda: reader.desk.portal == "hai" and FETCHING in reader.text)
        there = reader.screen
        (stop,) = there._under_way.values()
        await reader.press("escape")
        await reader.until(lambda: reader.desk.portal == "mini")
        assert stop.is_set()
        assert there.desk.head is None


async def follow(reader: Reading, mini: Mini, url: str) -> None:
    """Open an article with a link, and follow that."""
    mini.pages["/tin/8"] = (200, LINKS.format(url=url))
    await go_to(reader, f"{mini.base}/tin/8")
    await arrived(reader, "Tin có liên kết")
    mini.asked.clear()
    await reader.press("f", "enter")


async def test_a_link_to_an_article_that_is_here_opens_it_and_back_leads_to_the_link(
    library: Library, mini: Mini
) -> None:
    async with read(library, mini) as reader:
        await follow(reader, mini, "/tin/1")
        assert (reader.open_id, mini.asked, reader.browser.opened) == ("1", [], [])
        await reader.press("escape")
        assert (reader.open_id, reader.place) == ("8", Place.ARTICLE)
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_a_link_to_one_that_is_not_fetches_it(library: Library, mini: Mini) -> None:
    async with read(library, mini) as reader:
        await follow(reader, mini, "/tin/9")
        await arrived(reader, "Nội dung của tin số 9")
        assert mini.asked == ["/robots.txt", "/tin/9"]
        await reader.press("backspace")
        assert reader.open_id == "8"


async def test_a_link_to_another_portals_is_read_there(library: Library, mini: Mini) -> None:
    async with read(library, mini) as reader:
        await follow(reader, mini, f"{OTHER}/tin/9")
        await reader.until(lambda: reader.desk.portal == "hai")
        await arrived(reader, "Nội dung của tin số 9")
        assert reader.browser.opened == []
        await reader.press("escape")
        await reader.until(lambda: reader.desk.portal == "mini")
        assert reader.open_id == "8"


@pytest.mark.parametrize(
    "url",
    ["https://vnexpress.net/a-1.html", "{base}/muc/tin", "{base}/", "{base}/tep/a.pdf", "{base}/gioi-thieu"],
)
async def test_any_other_link_goes_to_the_browser(library: Library, mini: Mini, url: str) -> None:
    url = url.format(base=mini.base)
    async with read(library, mini) as reader:
        await follow(reader, mini, url)
        assert reader.browser.opened == [url]
        assert (reader.open_id, mini.asked) == ("8", [])
