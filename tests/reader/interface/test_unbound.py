"""Keys that no command has: letters that an input method composed, and keys with nothing to do."""

from itertools import chain
from pathlib import Path

import pytest
from textual.driver import Driver
from textual.geometry import Region

from reader.app import ReaderApp
from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.help import HelpScreen
from reader.screens.news import NewsScreen
from reader.screens.unbound import key_behind
from tests.fakes_store import a_library, an_entry
from tests.frames import painted
from tests.reading import STANDARD, reading


@pytest.mark.parametrize(
    ("composed", "typed"),
    [
        ("ư", "w"), ("Ư", "W"), ("ơ", "w"), ("ă", "w"), ("ô", "o"), ("â", "a"), ("Ê", "E"), ("đ", "d"),
        ("ó", "s"), ("ò", "f"), ("ỏ", "r"), ("õ", "x"), ("ọ", "j"), ("ữ", "x"), ("ậ", "j"), ("Ằ", "F"),
        ("Đ", "D"),
    ],
)  # fmt: skip
def test_behind_a_composed_letter_is_the_key_that_was_pressed_last(composed: str, typed: str):
    assert key_behind(composed) == typed


async def test_w_alone_is_w_although_an_input_method_makes_it_u_with_a_horn(library: Library):
    async with reading(library) as reader:
        await reader.press("s", "ư")
        await reader.until(lambda: isinstance(reader.app.screen, NewsScreen))
        assert reader.head("2").starred, "no undo"

        await reader.press("ư")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_the_second_o_that_an_input_method_takes_into_the_first_still_means_the_browser(
    library: Library,
):
    async with reading(library) as reader:
        await reader.press("ô")
        await reader.until(lambda: reader.browser.opened)
        assert reader.browser.opened == [reader.head("2").url]


@pytest.mark.parametrize("key", ["E", "ctrl+e", "Đ"])
async def test_a_key_with_nothing_to_do_is_told_of_and_the_help_named(library: Library, key: str):
    async with reading(library) as reader:
        await reader.press(key)
        name = {"ctrl+e": "Ctrl+E", "Đ": "D"}.get(key, key)
        await reader.until(lambda: reader.said == [f"{name} does nothing here; ? shows the keys that work."])


async def test_keys_in_the_article_pane_where_none_is_open_say_so(library: Library):
    async with reading(library) as reader:
        await reader.press("tab")
        assert reader.place is Place.ARTICLE
        for key in ("enter", "d", "e", "f", "a"):
            await reader.press(key)
        none = "No article is open. Choose one in the list and press Enter."
        await reader.until(lambda: reader.said == [none] * 5)


async def test_what_is_said_of_a_key_goes_with_the_next_that_does_something(library: Library):
    async with reading(library) as reader:
        await reader.press("z", "E")
        await reader.until(lambda: reader.seen == ["E does nothing here; ? shows the keys that work."])
        await reader.press("enter")
        await reader.until(lambda: not reader.seen)
        await reader.press("E", "m")
        await reader.until(lambda: reader.seen)
        assert not reader.seen[0].startswith("E ")


async def test_keys_that_do_something_or_are_typed_into_a_line_are_not_told_of(library: Library):
    async with reading(library) as reader:
        await reader.press("j", "k", "k", "tab", "slash", "E", "ctrl+s", "escape")
        await reader.press("ctrl+f", *"Ed", "f5", "escape")
        assert reader.said == []


async def test_a_key_that_works_elsewhere_says_where_and_the_key_named_leads_there(tmp_path: Path):
    with a_library(tmp_path, [an_entry("1", "Tin"), an_entry("2", "Tin khác")]) as library:
        async with reading(library) as reader:
            await reader.press("n")
            assert reader.said == ["n (Next article) works while you read; Enter opens an article."]
            await reader.press("enter", "n")
            assert reader.open_id == "1"


async def test_links_that_are_not_there_are_said_to_be_missing(library: Library):
    async with reading(library) as reader:
        await reader.press("enter", "f")
        assert reader.said == ["There are no links in this text."]


async def test_in_the_help_the_help_is_not_named(library: Library):
    async with reading(library) as reader:
        await reader.press("question_mark", "E")
        assert isinstance(reader.app.screen, HelpScreen)
        assert reader.said == ["E does nothing here."]


@pytest.mark.parametrize("before", [(), ("question_mark",), ("ctrl+f", "a")])
async def test_ctrl_z_gives_the_terminal_back_to_the_shell_wherever_one_is(
    library: Library, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...]
):
    stopped: list[str] = []
    monkeypatch.setattr(ReaderApp, "action_suspend_process", lambda _app: stopped.append("by the shell"))
    async with reading(library) as reader:
        await reader.press(*before, "ctrl+z")
        assert stopped == ["by the shell"]


@pytest.mark.parametrize("before", [(), ("question_mark",)])
async def test_all_is_painted_when_the_shell_gives_the_terminal_back(
    library: Library, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...]
):
    async with reading(library) as reader:
        await reader.press(*before)
        with painted(monkeypatch) as seen:
            reader.app.post_message(Driver.SignalResume())
            await reader.until(lambda: Region(0, 0, *STANDARD) in {*chain(*seen.frames)})
