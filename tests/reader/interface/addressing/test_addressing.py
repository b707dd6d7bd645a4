"""`O` takes the address of an article, and links lead there: here, fetched, or on another portal."""

import asyncio
import threading

import pytest

from reader.keyboard.command import Place
from reader.library import Library
from tests.reader.cli.mini import ARTICLE, Mini
from tests.reader.interface.addressing.addresses import (
    FETCHING,
    arrived,
    give,
    go_to,
    line,
    read,
    sync,
)
from tests.reading import STANDARD, WIDE


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_an_article_that_no_list_names_is_fetched_and_opened(
    library: Library, mini: Mini, size: tuple[int, int]
) -> None:
    async with read(library, mini, size) as reader:
        await go_to(reader, f"{mini.base}/tin/9")
        await arrived(reader, "Nội dung của tin số 9")

        assert (reader.open_id, reader.place) == ("9", Place.ARTICLE)
        assert mini.asked == ["/robots.txt", "/tin/9"]
        assert "9" in reader.listed
        assert reader.head("9").read
        await reader.press("escape")
        assert reader.place is Place.LIST


@pytest.mark.parametrize(
    "pasted",
    ["\nxem <{base}/tin/\n 9>.\n", "“{base}/tin/9”,", "({base}/tin/9?fbclid=x).", "  {base}/tin/9\t"],
)
async def test_of_what_is_pasted_the_address_alone_counts(library: Library, mini: Mini, pasted: str) -> None:
    async with read(library, mini) as reader:
        await give(reader, pasted.format(base=mini.base))
        assert line(reader).removesuffix("?fbclid=x") == f"{mini.base}/tin/9"
        await reader.press("enter")
        await arrived(reader, "Tin số 9")


async def test_one_that_is_here_opens_at_once_and_back_leads_to_the_one_before(
    library: Library, mini: Mini
) -> None:
    async with read(library, mini) as reader:
        await reader.press("down", "enter")
        before = reader.open_id
        await go_to(reader, f"{mini.base}/tin/1")
        assert (reader.open_id, reader.place, mini.asked) == ("1", Place.ARTICLE, [])
        await reader.press("escape")
        assert (reader.open_id, reader.place) == (before, Place.ARTICLE)
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_an_id_will_do_and_the_open_one_stays_open(library: Library, mini: Mini) -> None:
    async with read(library, mini) as reader:
        await go_to(reader, "mini/2")
        assert reader.open_id == "2"
        await go_to(reader, "2")
        assert (reader.open_id, reader.place) == ("2", Place.ARTICLE)
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_one_that_a_list_names_is_fetched_too(library: Library, mini: Mini) -> None:
    listed = mini.pages["/muc/tin"][1].replace("<ul>", '<ul><li><a href="/tin/7">Tin số 7</a></li>')
    mini.pages.update({"/muc/tin": (200, listed), "/tin/7": (403, "")})
    await asyncio.to_thread(sync, library, mini)
    async with read(library, mini) as reader:
        mini.pages["/tin/7"] = (200, ARTICLE.format(n=7))
        await go_to(reader, "7")
        await arrived(reader, "Nội dung của tin số 7")


async def test_on_its_way_enter_stops_it_and_fetches_it_after_all(library: Library, mini: Mini) -> None:
    mini.gates["/tin/9"] = threading.Event()
    async with read(library, mini) as reader:
        await go_to(reader, f"{mini.base}/tin/9")
        await reader.until(lambda: "/tin/9" in mini.asked)
        assert FETCHING in reader.text
        assert f"{mini.base}/tin/9" in reader.text
        await reader.press("enter")
        await reader.until_without(FETCHING)
        assert reader.desk.library.row_of("mini", "9") is None
        mini.gates.pop("/tin/9").set()
        await reader.press("enter")
        await arrived(reader, "Nội dung của tin số 9")


@pytest.mark.parametrize("keys", [(), ("enter",)])
async def test_on_its_way_escape_stops_it_and_leads_to_where_one_was(
    library: Library, mini: Mini, keys: tuple[str, ...]
) -> None:
    mini.gates["/tin/9"] = threading.Event()
    async with read(library, mini) as reader:
        await reader.press(*keys)
        place, before = reader.place, reader.open_id
        await go_to(reader, f"{mini.base}/tin/9")
        await reader.until(lambda: "/tin/9" in mini.asked)
        (stop,) = reader.screen._under_way.values()
        await reader.press("escape")

        assert stop.is_set()
        assert (reader.place, reader.open_id) == (place, before)
        assert "/tin/9" not in reader.text
        mini.gates["/tin/9"].set()
        await reader.until(lambda: not reader.screen._under_way)
        assert (reader.open_id, reader.desk.trail.can_go_forward) == (before, False)


async def test_the_next_sync_fetches_it_where_that_is_wanted(library: Library, mini: Mini) -> None:
    mini.pages["/tin/9"] = (403, "")
    async with read(library, mini) as reader:
        await go_to(reader, f"{mini.base}/tin/9")
        await reader.until(lambda: "The portal refuses the page" in reader.text)
        await reader.press("d", "escape")
        await go_to(reader, f"{mini.base}/tin/9")
        await reader.until(lambda: "The next sync fetches it first." in reader.text)
        mini.pages["/tin/9"] = (200, ARTICLE.format(n=9))
        await reader.press("r")
        await arrived(reader, "Nội dung của tin số 9")
        assert library.cache.wishes.all("mini") == {}
