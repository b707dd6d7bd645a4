"""Searching in the reader: as one types, to the article, with the words marked."""

import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from reader import i18n
from reader.app import ReaderApp
from reader.library import Library
from reader.screens.answering import Answer
from reader.screens.search import SearchScreen
from reader.searching.search import Search
from reader.widgets.article import ArticleView
from reader.widgets.hitlist import HitList
from reader.widgets.lastsearches import LastSearches
from reader.widgets.textrun import TextRun
from tests.fakes_store import PORTAL, a_library, an_entry, now

LONG = "Đoạn không có gì. " * 120
ENTRIES = (
    an_entry(
        "1", "Thủ tướng thăm Vĩnh Long", text=f"Mở đầu. {LONG} Rồi thủ tướng về.", published="2017-01-09"
    ),
    an_entry("2", "Họp báo quý I", text="Diễn biến: thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("3", "Thu tượng cổ", text="Bảo tàng mở cửa.", published="2018-02-01", category="bao-chi"),
    an_entry("4", "Chưa tải: thủ tướng", published="2016-02-01", cached=False),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    i18n.install("en")
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


@pytest.fixture
def app(library: Library) -> ReaderApp:
    return ReaderApp(library, PORTAL, clock=now)


Reader = Pilot[None]


async def settle(pilot: Reader) -> None:
    """Wait until what was typed is searched for and drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(pilot: Reader, typed: str) -> None:
    """Press the keys of a text."""
    await pilot.press(*(letter if letter != " " else "space" for letter in typed))
    await settle(pilot)


async def search(pilot: Reader, typed: str) -> None:
    """Open the search and put words in, all at once."""
    await pilot.press("ctrl+f")
    pilot.app.screen.query_one(Input).value = typed
    await settle(pilot)


def lines(pilot: Reader) -> list[str]:
    """What stands on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text(pilot: Reader) -> str:
    return "\n".join(lines(pilot))


def found(pilot: Reader) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    library = screen._library
    return [head.id for head in library.heads(screen.query_one(HitList).rows)]


def marked(pilot: Reader, *, current: bool = False) -> list[str]:
    """The words that are drawn as what was searched for, of the article as far as it is in sight."""
    runs = pilot.app.screen.query_one(ArticleView).query(TextRun)
    drawn = (segment for run in runs for line in range(run.size.height) for segment in run.render_line(line))
    return [
        segment.text
        for segment in drawn
        if segment.style and "hit" in segment.style.meta and (segment.style.reverse or not current)
    ]


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
        assert pilot.app.screen.query_one(LastSearches).searches == ["diễn biến", "bảo tàng"]
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert found(pilot) == ["3"]
        await pilot.press("ctrl+u")
        await settle(pilot)
        assert "chuyenmuc:" in text(pilot)


async def test_enter_opens_the_article_with_the_words_marked(app: ReaderApp, library: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert pilot.app.screen.query_one(ArticleView).article == library.article(PORTAL, "2")
        assert marked(pilot) == ["thủ", "tướng"]
        assert marked(pilot, current=True) == ["thủ"]
        assert library.head(library.row_of(PORTAL, "2") or 0).read  # type: ignore[union-attr]  # it is there
        assert library.searches.last(PORTAL) == ["thủ tướng"]


async def test_n_goes_through_the_marked_words_and_round(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, '"thủ tướng"')
        await pilot.press("enter")
        await settle(pilot)
        view = pilot.app.screen.query_one(ArticleView)
        assert (marked(pilot, current=True), view.scroll_y) == (["Thủ tướng"], 0)
        await pilot.press("n")
        await pilot.pause()
        assert marked(pilot, current=True) == ["thủ tướng"]
        assert view.scroll_y > 10
        await pilot.press("n")
        await pilot.pause()
        assert marked(pilot, current=True) == ["Thủ tướng"]
        await pilot.press("N")
        await pilot.pause()
        assert marked(pilot, current=True) == ["thủ tướng"]


async def test_without_marks_the_keys_mean_what_they_did(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "họp báo")
        await pilot.press("enter")
        await settle(pilot)
        assert "n next match" in lines(pilot)[-1]
        assert "n next " not in lines(pilot)[-1].replace("n next match", "")
        await pilot.press("escape")
        await pilot.pause()
        assert marked(pilot) == []
        assert "n next match" not in lines(pilot)[-1]
        await pilot.press("n")
        await settle(pilot)
        view = pilot.app.screen.query_one(ArticleView)
        assert view.head is not None
        assert view.head.id == "1"


async def test_another_article_is_not_marked(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert marked(pilot) == []


async def test_marks_stay_where_the_pane_is_drawn_anew(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        await pilot.resize_terminal(60, 24)
        await pilot.press("s")
        await settle(pilot)
        assert marked(pilot) == ["thủ", "tướng"]


async def test_an_article_that_is_not_here_opens_too(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "chưa tải")
        await pilot.press("enter")
        await settle(pilot)
        assert "has not been fetched yet" in text(pilot)


async def test_the_search_is_as_it_was_left(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        await pilot.press("ctrl+f")
        await settle(pilot)
        assert pilot.app.screen.query_one(Input).value == "thủ tướng"
        assert pilot.app.screen.query_one(HitList).cursor == 2
        await pilot.press("escape")
        await pilot.pause()
        assert marked(pilot) == ["thủ", "tướng"]
        await pilot.press("ctrl+f")
        await type_in(pilot, "tượng")
        assert pilot.app.screen.query_one(Input).value == "tượng"


async def test_a_click_opens_a_result(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng")
        await pilot.click(HitList, offset=(10, 4))
        await settle(pilot)
        view = pilot.app.screen.query_one(ArticleView)
        assert view.head is not None
        assert view.head.id == "4"


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


async def test_the_words_of_a_title_that_looks_like_markup_are_shown_as_they_are(
    app: ReaderApp, library: Library
) -> None:
    entry = an_entry("9", "[/foo] [Video] thủ tướng \x1b]52;c;eA==\x07", text="[red]thủ tướng[/bar]")
    library.cache.put_many([entry])
    library.catalogue.upsert_many([entry])
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "thủ tướng foo")
        assert "[/foo] [Video] thủ tướng" in text(pilot)
        assert "[red]thủ tướng[/bar]" in text(pilot)
        assert "\x1b" not in text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert marked(pilot) == ["foo", "thủ", "tướng", "thủ", "tướng"]


async def test_where_nothing_was_fetched_it_is_said_how_news_come(tmp_path: Path) -> None:
    with a_library(tmp_path, []) as library:
        app = ReaderApp(library, PORTAL, clock=now)
        async with app.run_test(size=(80, 24)) as pilot:
            await search(pilot, "tin")
            said = "There is no news here yet to search; Esc leads back, and r fetches it there."
            assert said in text(pilot)
