"""Searching in the reader: what is found as one types, and what is said of it."""

import threading
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from reader.app import ReaderApp
from reader.library import Library
from reader.screens.answering import Answer
from reader.screens.search import SearchScreen
from reader.searching.search import Search
from reader.widgets.lastsearches import LastSearches
from tests.fakes_store import PORTAL, a_library, now
from tests.reader.interface.search.searching import found, lines, search, settle, text, type_in


async def test_results_come_as_one_types(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        await type_in(pilot, "thủ tư")
        assert found(pilot) == ["1", "4", "2", "3"]
        await type_in(pilot, "ợng")
        assert found(pilot)[0] == "3"
        assert "4 articles" in text(pilot)
        assert "▌● Thu tượng cổ" in text(pilot)


@pytest.mark.parametrize("keys", ["thur tuwowngs", "thu3 tu7o7ng1"])
async def test_what_was_typed_without_an_input_method_is_read_and_enter_searches_for_it(
    app: ReaderApp, keys: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        await type_in(pilot, keys)
        assert "Nothing found. Did you mean “thủ tướng”? Enter searches for it." in text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.screen.query_one(Input).value == "thủ tướng"
        assert found(pilot)[:2] == ["1", "4"]
        await type_in(pilot, "zzz")
        assert "Did you mean" not in text(pilot)
        assert "Nothing found. Try" in text(pilot)


def footer(pilot: Pilot[int]) -> str:
    return text(pilot).splitlines()[-1]


async def test_the_footer_says_what_enter_does_now(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        assert "F1" in footer(pilot)
        assert not {"Enter", "Ctrl+S", "↓"} & {*footer(pilot).split()}
        await type_in(pilot, "thur tuwowngs")
        assert "Enter search" in footer(pilot)
        assert "Enter read" not in footer(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Enter read" in footer(pilot)
        await type_in(pilot, "zzz")
        assert "Enter" not in footer(pilot)


async def test_the_footer_says_that_enter_searches_for_what_was_before(
    app: ReaderApp, library: Library
) -> None:
    library.searches.remember(PORTAL, "họp báo")
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        assert "Enter" not in footer(pilot)
        await pilot.press("down")
        await settle(pilot)
        assert "Enter search" in footer(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert found(pilot) == ["2"]
        assert "Enter read" in footer(pilot)


async def test_an_input_method_may_take_back_what_it_typed(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        await pilot.press(*"thu", "backspace", "ủ", "space", *"tuong", *["backspace"] * 4, *"ướng")
        await settle(pilot)
        assert pilot.app.screen.query_one(Input).value == "thủ tướng"
        assert found(pilot) == ["1", "4", "2", "3"]


async def test_accents_may_come_as_characters_of_their_own(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        field = pilot.app.screen.query_one(Input)
        field.insert_text_at_cursor(unicodedata.normalize("NFD", "thủ tướng"))
        await settle(pilot)
        assert found(pilot) == ["1", "4", "2", "3"]


async def test_letters_of_commands_are_typed_into_the_line(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        await type_in(pilot, "jkqn/?")
        assert pilot.app.screen.query_one(Input).value == "jkqn/?"
        assert "Nothing found." in text(pilot)


@pytest.mark.parametrize(("words", "count"), [("thu", " 4 articles ·"), ("khongco", "\n")])
async def test_a_category_to_leave_out_that_is_none_is_named_beside_what_was_found(
    app: ReaderApp, words: str, count: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, f"{words} -chuyenmuc:the-thao")
        assert f"There is no category “the-thao”.{count}" in text(pilot)


async def test_an_empty_search_says_how_to_and_what_was_before(app: ReaderApp, library: Library) -> None:
    library.searches.remember(PORTAL, "bảo tàng")
    library.searches.remember(PORTAL, "diễn biến")
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "")
        assert "chuyenmuc:" in text(pilot)
        assert pilot.app.screen.query_one(LastSearches).rows == ["diễn biến", "bảo tàng"]
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert found(pilot) == ["3"]
        await pilot.press("ctrl+u")
        await settle(pilot)
        assert "chuyenmuc:" in text(pilot)


async def test_what_an_earlier_search_brings_late_is_not_shown(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, find = threading.Event(), Search.find

    def slow(self: Search, *asked: Any, **more: Any) -> object:
        if "tàng" not in repr(asked):
            release.wait(10)
        return find(self, *asked, **more)

    monkeypatch.setattr(Search, "find", slow)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("ctrl+f")
        pilot.app.screen.query_one(Input).value = "báo"
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        screen._say_that_it_goes_on()
        await pilot.pause()
        assert "Searching …" in text(pilot)
        screen.query_one(Input).value = "bảo tàng"
        await pilot.pause()
        release.set()
        await settle(pilot)
        assert found(pilot) == ["3"]


async def test_all_results_follow_the_first(app: ReaderApp, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Answer] = []

    def keep(message: Message) -> None:
        if isinstance(message, Answer) and message not in told:
            told.append(message)

    monkeypatch.setattr("reader.screens.answering.FIRST", 2)
    async with app.run_test(size=(100, 24), message_hook=keep) as pilot:
        await search(pilot, "thu")
        last = [
            (len(one.found.rows), one.found.complete)
            for one in told
            if one.found and one.asked.typed == "thu"
        ]
        assert last == [(2, False), (4, True)]
        assert found(pilot) == ["3", "1", "4", "2"]


async def test_a_store_that_fails_is_said(app: ReaderApp, library: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("ctrl+f")
        library.catalogue.ask("DROP TABLE tokens")
        await pilot.press(*"thu")
        for _ in range(100):
            await settle(pilot)
            if "catalogue.sqlite" in "".join(line.strip() for line in lines(pilot)):  # however long the path
                return
        pytest.fail("nothing was said")


async def test_where_nothing_was_fetched_it_is_said_how_news_come(tmp_path: Path) -> None:
    with a_library(tmp_path, []) as library:
        app = ReaderApp(library, PORTAL, clock=now)
        async with app.run_test(size=(80, 24)) as pilot:
            await search(pilot, "tin")
            said = "There is no news here yet to search; Esc leads back, and r fetches it there."
            assert said in text(pilot)
