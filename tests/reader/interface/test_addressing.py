"""`O` takes the address of an article, and links lead there: here, fetched, or on another portal."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Paste

from reader.keyboard.command import Place
from reader.library import Library
from reader.model import Way
from reader.paths import Paths
from reader.screens.address import AddressScreen
from reader.widgets.lineinput import LineInput
from scrapers.syncing.events import SyncPlan
from tests.fakes_store import a_library, an_entry
from tests.reader.cli.mini import ARTICLE, RULES, Mini
from tests.reading import STANDARD, WIDE, Browser, Reading, reading

OTHER = "http://hai.example"
FETCHING = "Fetching the article"
LINKS = '<h1>Tin có liên kết</h1><article><p>Xem <a href="{url}">chỗ này</a> và nhiều chỗ khác.</p></article>'


@pytest.fixture
def mini(tmp_path: Path) -> Iterator[Mini]:
    """The portal, with articles 8 and 9 that no list names; a second one whose pages lie there as well."""
    with Mini() as portal:
        portal.install(tmp_path)
        portal.pages.update({f"/tin/{n}": (200, ARTICLE.format(n=n)) for n in (8, 9)})
        rules = RULES.format(base=OTHER).replace('"mini"', '"hai"').replace("Cổng nhỏ", "Cổng hai")
        (tmp_path / "config" / "portals" / "hai.toml").write_text(rules, encoding="utf-8")
        yield portal


def sync(library: Library, mini: Mini) -> None:
    for _event in library.fetching("mini", Way(mini.base, 0)).sync(SyncPlan()):
        pass


@pytest.fixture
def library(mini: Mini, tmp_path: Path) -> Iterator[Library]:
    """A library with what the portal lists: three articles."""
    with Library.open(Paths.choose(tmp_path)) as opened:
        sync(opened, mini)
        mini.asked.clear()
        yield opened


@asynccontextmanager
async def read(
    library: Library, mini: Mini, size: tuple[int, int] = WIDE, browser: Browser | None = None
) -> AsyncIterator[Reading]:
    try:
        async with reading(library, size, portal="mini", base_url=mini.base, browser=browser) as reader:
            yield reader
    finally:
        for gate in mini.gates.values():
            gate.set()


async def give(reader: Reading, text: str) -> None:
    """Press the key and paste."""
    await reader.press("O")
    assert isinstance(reader.app.screen, AddressScreen)
    reader.app.post_message(Paste(text))
    await reader.until(lambda: line(reader))


def line(reader: Reading) -> str:
    """What stands in the line."""
    return reader.app.screen.query_one(LineInput).value


async def go_to(reader: Reading, text: str) -> None:
    await give(reader, text)
    await reader.press("enter")


async def arrived(reader: Reading, text: str) -> None:
    await reader.until(lambda: reader.desk.article is not None and text in reader.text)


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


async def test_what_does_not_come_says_why_and_the_browser_takes_it(library: Library, mini: Mini) -> None:
    async with read(library, mini) as reader:
        await reader.press("enter")
        before = reader.open_id
        await go_to(reader, f"{mini.base}/tin/404")
        await reader.until(lambda: "The portal no longer has this page" in reader.text)
        assert "Enter fetch · d at next sync · o browser" in reader.text
        await reader.press("s", "b", "m", "M")
        assert [mark.id for mark in library.userdata.state().marks] == [before], "which was read"
        await reader.press("o")
        assert reader.browser.opened == [f"{mini.base}/tin/404"]
        await reader.press("backspace")
        assert reader.open_id == before
        assert "404" not in reader.listed


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


async def test_a_page_that_turns_out_to_be_a_list_is_no_article(library: Library, mini: Mini) -> None:
    mini.pages["/chuyen"] = mini.pages["/muc/tin"]
    async with read(library, mini) as reader:
        await go_to(reader, f"{mini.base}/chuyen")
        await reader.until(lambda: "There is no article at" in reader.text)
        await reader.press("escape")
        assert (reader.place, reader.open_id) == (Place.LIST, None)
        assert "No article is open" in reader.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "https://vnexpress.net/a-1.html",
            "No portal known here has this address. Ctrl+O opens it in the browser; P, then a, adds",
        ),
        ("{base}/muc/tin", "That is a list of articles"),
        ("{base}/", "That is a list of articles"),
        ("{base}/tep/a.pdf", "That is a file"),
        ("{base}/anh/a.jpg", "That is a file"),
        ("gì đó", "“gì đó” is neither an address nor the id of an article here."),
    ],
)
async def test_what_is_no_article_is_said_and_stays_in_the_line(
    library: Library, mini: Mini, text: str, told: str
) -> None:
    text = text.format(base=mini.base)
    async with read(library, mini) as reader:
        await go_to(reader, text)
        assert reader.said[-1].startswith(told)
        assert line(reader) == text
        await reader.press("ctrl+o")
        assert reader.app.screen is reader.screen
        assert reader.browser.opened == ([text] if ":" in text else [])
        assert mini.asked == []


async def test_the_demo_says_where_other_portals_are_read(tmp_path: Path) -> None:
    with a_library(tmp_path, [an_entry("1", portal="demo")]) as library:
        async with reading(library, portal="demo", base_url="http://127.0.0.1:9/") as reader:
            await go_to(reader, "http://stttt.vinhlong.gov.vn/tin/1")
            assert reader.said[-1].startswith("Only articles of the demo portal are read here.")
            await reader.press("escape")
            await go_to(reader, "1")
            assert reader.open_id == "1"
            assert reader.seen == []


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+u", "enter"), ("ctrl+o",)])
async def test_what_was_said_of_a_line_is_left_with_it(
    library: Library, mini: Mini, keys: tuple[str, ...]
) -> None:
    async with read(library, mini) as reader:
        await go_to(reader, f"{mini.base}/tep/a.pdf")
        assert len(reader.seen) == 1
        await reader.press(*keys)
        assert reader.app.screen is reader.screen
        assert [text for text in reader.seen if text.startswith("That is a file")] == []


async def test_a_line_that_was_right_takes_nothing_else_along(library: Library, mini: Mini) -> None:
    async with read(library, mini) as reader:
        reader.screen.say("The disk is full.", trouble=True)
        await reader.press("O", "escape")
        assert reader.seen == ["The disk is full."]


@pytest.mark.parametrize("keys", [("escape",), ("enter",)])
async def test_an_empty_line_is_left_as_it_was_entered(
    library: Library, mini: Mini, keys: tuple[str, ...]
) -> None:
    async with read(library, mini) as reader:
        await reader.press("O", *keys)
        assert reader.app.screen is reader.screen
        assert (reader.place, reader.open_id, reader.said) == (Place.LIST, None, [])


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


# Links ---------------------------------------------------------------------------------------------


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
