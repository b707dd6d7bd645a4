"""An address that leads to no article: what is said of it, and how its line is left."""

from pathlib import Path

import pytest

from reader.keyboard.command import Place
from reader.library import Library
from tests.fakes_store import a_library, an_entry
from tests.reader.cli.mini import Mini
from tests.reader.interface.addressing.addresses import go_to, line, read
from tests.reading import reading


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
