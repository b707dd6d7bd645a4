"""The filter of the list: as one types, by an input method, beside the event loop where the list is long."""

import threading
from collections.abc import Sequence

import pytest
from textual.widgets import Input

from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.search import SearchScreen
from tests.fakes_store import PORTAL
from tests.reading import reading


def late(library: Library, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Have the list be long, and the rows that have the words come when it is said."""
    monkeypatch.setattr("reader.listdesk._LONG", 1)
    asked, keep = threading.Event(), library.filter

    def filter_late(portal: str, rows: Sequence[int], words: str) -> Sequence[int]:
        assert asked.wait(30)
        return keep(portal, rows, words)

    monkeypatch.setattr(library, "filter", filter_late)
    return asked


async def test_the_list_is_filtered_as_one_types_with_accents_or_without(library: Library):
    async with reading(library) as reader:
        await reader.press("/")
        assert reader.place is Place.FILTER
        await reader.type("so")
        assert reader.listed == ["2", "4"]
        assert "2 of 5" in reader.text
        await reader.type(" chu ky")
        assert reader.listed == ["4"]
        await reader.press("enter")
        assert reader.place is Place.LIST
        assert "so chu ky" in reader.text


TELEX = {
    "chữ ký": "chữ ký",
    "decomposed": "chu\u031b\u0303 ky\u0301",
    "letter by letter": "chữ ký",
}
"""What input methods deliver: whole letters, or letters and marks."""


@pytest.mark.parametrize("typed", TELEX.values(), ids=TELEX)
async def test_letters_from_an_input_method_filter_as_they_come(library: Library, typed: str):
    async with reading(library) as reader:
        await reader.press("/")
        await reader.type(typed)

        assert reader.listed == ["4"]


async def test_an_input_method_that_takes_letters_back_leaves_the_word_that_is_seen(library: Library):
    """Telex and VNI on a terminal: "chuwx" is "c h u <back> ư <back> ữ"."""
    async with reading(library) as reader:
        await reader.press("/", "c", "h", "u", "backspace", "ư", "backspace", "ữ")

        assert reader.desk.words == "chữ"
        assert reader.listed == ["2", "5", "4"]


async def test_a_long_list_is_filtered_beside_the_event_loop_and_by_the_last_letter_only(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.listdesk._LONG", 1)
    first_may_end, threads = threading.Event(), []
    keep = library.filter

    def slow(portal: str, rows: Sequence[int], words: str) -> Sequence[int]:
        threads.append((words, threading.current_thread() is threading.main_thread()))
        if words == "s":
            first_may_end.wait(10)
        return keep(portal, rows, words)

    monkeypatch.setattr(library, "filter", slow)
    async with reading(library) as reader:
        whole = reader.listed
        await reader.press("slash", "s")
        assert reader.listed == whole
        await reader.press("z")
        await reader.until(lambda: len(reader.heads.rows) == 0)
        first_may_end.set()
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert reader.listed == []
        assert threads == [("s", False), ("sz", False)]
        await reader.press("backspace", "backspace")
        await reader.until(lambda: reader.listed == whole)


async def test_enter_ahead_of_the_rows_of_a_long_list_reads_one_that_has_the_words(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    asked = late(library, monkeypatch)
    async with reading(library) as reader:
        await reader.press("slash", *"chu ky", "enter", "enter")
        assert (reader.place, reader.open_id) == (Place.LIST, None)
        asked.set()
        await reader.until(lambda: reader.open_id)
        assert (reader.place, reader.open_id) == (Place.ARTICLE, "4")


async def test_where_the_filter_is_dropped_meanwhile_enter_reads_what_is_listed(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    asked = late(library, monkeypatch)
    async with reading(library) as reader:
        await reader.press("slash", *"ky", "escape", "enter")
        assert reader.open_id == "2"
        asked.set()


async def test_the_titles_of_a_long_list_are_read_before_the_first_letter(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.listdesk._LONG", 1)
    read: list[str] = []
    monkeypatch.setattr(library, "ready_filter", read.append)
    async with reading(library) as reader:
        await reader.press("slash")
        await reader.app.workers.wait_for_complete()
        assert read == [PORTAL]
        assert reader.place is Place.FILTER


async def test_letters_that_are_commands_elsewhere_are_letters_in_the_filter(library: Library):
    async with reading(library) as reader:
        await reader.press("/", *"qmsbnNu?[1 ")

        assert reader.desk.words == "qmsbnNu?[1 "
        assert reader.app.is_running
        assert [name for name in "12345" if reader.head(name).starred] == []


async def test_escape_clears_the_filter_in_the_line_and_in_the_list(library: Library):
    async with reading(library) as reader:
        await reader.press("/", "s", "o", "escape")
        assert (reader.place, len(reader.listed)) == (Place.LIST, 5)
        await reader.press("/", "s", "o", "enter", "escape")
        assert (reader.place, len(reader.listed)) == (Place.LIST, 5)
        assert reader.said == []


async def test_escape_once_too_often_says_which_key_quits(library: Library):
    async with reading(library) as reader:
        await reader.press("enter", "escape", "escape")
        assert reader.app.is_running
        assert reader.said == ["q in the list quits."]
        await reader.press("q")
        assert not reader.app.is_running


async def test_nothing_found_says_none_of_how_many(library: Library):
    async with reading(library) as reader:
        await reader.press("/", *"xyzzy", "enter", "enter", "space", "m")

        assert reader.listed == []
        assert "0 of 5" in reader.text
        assert "No title contains these words." in reader.text
        assert reader.open_id is None


@pytest.mark.parametrize("keys", [("ctrl+f",), ("enter", "ctrl+f")], ids=["in the line", "in the list"])
async def test_words_that_no_title_has_are_searched_for_in_the_texts(library: Library, keys: tuple[str, ...]):
    async with reading(library) as reader:
        await reader.press("/", *"xyzzy")
        assert "Ctrl+F search" in reader.text.splitlines()[-1]
        await reader.press(*keys)
        screen = reader.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.query_one(Input).value == "xyzzy"

        await reader.press("escape")
        assert reader.desk.words == "xyzzy"
