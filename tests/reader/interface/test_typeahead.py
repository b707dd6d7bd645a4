"""Keys that arrive together: each goes where it would have gone had one waited after the one before."""

import threading
from typing import Any

import pytest
from textual.events import Key, Paste
from textual.widgets import Input

from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.search import SearchScreen
from reader.screens.spread import SpreadScreen
from reader.searching.query import Wanted, parse
from reader.searching.search import Found
from tests.reading import WIDE, Reading, reading

NAMES = {
    "\x7f": "backspace",
    "\r": "enter",
    "\x1b": "escape",
    "\x06": "ctrl+f",
    "\x0f": "ctrl+o",
    "\x10": "ctrl+p",
    "/": "slash",
    " ": "space",
    "?": "question_mark",
}


async def burst(reader: Reading, typed: str) -> None:
    """Send keys all at once, as a terminal does that had to wait for its line."""
    for letter in typed:
        reader.app.post_message(Key(NAMES.get(letter, letter), letter))
    await reader.pilot.pause()


async def test_words_typed_ahead_of_the_filter_are_no_commands(library: Library):
    async with reading(library) as reader:
        await burst(reader, "/so chu ky")
        await reader.until(lambda: reader.desk.words == "so chu ky")

        assert reader.place is Place.FILTER
        assert reader.listed == ["4"]
        assert reader.said == []


@pytest.mark.parametrize("opened_by", ["/", "\x06"], ids=["filter", "search"])
async def test_backspaces_of_an_input_method_take_the_letters_before_them(library: Library, opened_by: str):
    async with reading(library) as reader:
        await burst(reader, opened_by)
        field = reader.app.screen.query_one(Input)
        await burst(reader, "chuwx\x7f\x7f\x7fữ kys\x7f\x7fý")
        await reader.until(lambda: field.value == "chữ ký")


async def test_words_typed_ahead_of_a_screen_wait_for_it(library: Library):
    async with reading(library) as reader:
        await burst(reader, "\x06so chu ky")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        field = reader.app.screen.query_one(Input)
        await reader.until(lambda: field.value == "so chu ky")


@pytest.fixture
def results(library: Library, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set it to let the results of `chu ky` come."""
    asked, found = threading.Event(), library.search.find

    def late(portal: str, wanted: Wanted, *more: Any, **order: Any) -> Found:
        assert wanted != parse("chu ky") or asked.wait(30)
        return found(portal, wanted, *more, **order)

    monkeypatch.setattr(library.search, "find", late)
    return asked


@pytest.mark.parametrize("before", ["", "so"])
async def test_enter_ahead_of_results_reads_the_first_of_them(
    library: Library, results: threading.Event, before: str
):
    async with reading(library) as reader:
        await burst(reader, f"\x06{before}")
        await reader.until(lambda: not before or "4 articles" in reader.text)
        await burst(reader, "\x7f" * len(before) + "chu ky\r")
        assert isinstance(reader.app.screen, SearchScreen)
        results.set()
        await reader.until(lambda: reader.app.screen is reader.screen)

        assert reader.open_id == "4"


async def test_results_are_counted_as_soon_as_they_are_there(library: Library, results: threading.Event):
    async with reading(library) as reader:
        await burst(reader, "\x06chu ky\x0f")
        assert isinstance(reader.app.screen, SearchScreen)
        results.set()
        await reader.until(lambda: isinstance(reader.app.screen, SpreadScreen))


async def test_keys_typed_ahead_of_an_article_go_to_it(library: Library):
    async with reading(library, WIDE) as reader:
        first, second = reader.listed[:2]
        await burst(reader, "\rn\x1b")

        await reader.until(lambda: reader.open_id == second)
        await reader.until(lambda: reader.place is Place.LIST)
        assert reader.cursor_id == second != first


async def test_what_is_pasted_right_after_a_key_goes_where_the_key_led(library: Library):
    async with reading(library) as reader:
        reader.app.post_message(Key("slash", "/"))
        reader.app.post_message(Paste("so chu ky"))

        await reader.until(lambda: reader.desk.words == "so chu ky")


async def test_keys_go_on_when_the_screen_that_had_them_closed(library: Library):
    async with reading(library) as reader:
        await burst(reader, "??\x06so\x1b?q/so")

        await reader.until(lambda: reader.desk.words == "so")
        assert reader.app.screen is reader.screen


async def test_the_key_that_quits_waits_for_none(library: Library):
    async with reading(library) as reader:
        await burst(reader, "/so")
        reader.app.post_message(Key("ctrl+q", None))

        await reader.until(lambda: reader.app.return_code == 0)


@pytest.mark.parametrize(
    ("opened_by", "typed"),
    [
        ("\x10search the text of all\r", "so"),
        ("\x10filter the list\r", "so"),
        ("\r\x10pipe the article\r", "wc"),
        ("ưư/", "so"),
        ("\rMnote\r/", "so"),
    ],
)
async def test_words_typed_ahead_of_what_a_command_opens_wait_for_it(
    library: Library, opened_by: str, typed: str
):
    async with reading(library) as reader:
        await burst(reader, opened_by + typed)
        await reader.until(lambda: [line.value for line in reader.app.screen.query(Input)] == [typed])


async def test_a_letter_of_an_input_method_goes_before_those_after_it(library: Library):
    async with reading(library) as reader:
        await burst(reader, "ưq")
        await reader.until(lambda: reader.app.screen is reader.screen)

        assert reader.app.is_running, "q closed what ư had opened"
