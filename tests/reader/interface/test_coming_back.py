"""Esc in an article that was found leads back to what it was found in, at the place where one was."""

import pytest
from textual.widgets import Input

from reader.keyboard.command import Place
from reader.library import Library
from reader.render.news import Line
from reader.screens.main.reading import ReaderScreen
from reader.screens.news import Chosen, NewsScreen
from reader.screens.search import SearchScreen
from reader.screens.stats import Counts, StatsScreen
from reader.widgets.countlist import CountList
from reader.widgets.hitlist import HitList
from reader.widgets.newslist import NewsList
from tests.counting import a_week
from tests.reading import Reading, reading


async def search(reader: Reading, typed: str) -> HitList:
    """Type words into the search, and wait for what they find."""
    await reader.press("ctrl+f")
    await reader.type(typed)
    hits = reader.app.screen.query_one(HitList)
    await reader.until(lambda: hits.count() > 1)
    return hits


async def back(reader: Reading, to: type) -> None:
    """Press the key, and wait for the screen that it leads to."""
    await reader.press("q")
    assert isinstance(reader.app.screen, to)


async def test_from_a_result_to_the_results_with_the_cursor_on_it(library: Library):
    async with reading(library) as reader:
        hits = await search(reader, "so")
        await reader.press("down", "enter")
        opened = reader.open_id
        await back(reader, SearchScreen)
        again = reader.app.screen.query_one(HitList)
        await reader.until(lambda: again.count() == hits.count())

        assert again.cursor == 1
        await reader.press("enter")
        assert reader.open_id == opened


async def test_who_comes_back_to_the_results_goes_through_them_by_the_keys_of_a_list(library: Library):
    async with reading(library) as reader:
        hits = await search(reader, "so")
        await reader.press("enter")
        await back(reader, SearchScreen)
        again = reader.app.screen.query_one(HitList)
        await reader.until(lambda: again.count() == hits.count())
        await reader.press("G", "k", "j")
        assert again.cursor == again.count() - 1
        await reader.press("g", "question_mark")
        assert "To the words that are searched for" in reader.text
        await reader.press("escape")
        await back(reader, ReaderScreen)
        await reader.press("ctrl+f", "q")
        assert reader.app.screen.query_one(Input).value == "q", "a new search begins with new words"


async def test_tab_leads_from_the_words_to_the_results_and_back_again(library: Library):
    async with reading(library) as reader:
        await search(reader, "so")
        await reader.press("tab", "j")
        hits = reader.app.screen.query_one(HitList)
        assert (reader.app.focused, hits.cursor) == (hits, 1)
        assert "/ words" in reader.text
        await reader.press("slash", "end", *" xyz")
        assert reader.app.screen.query_one(Input).value == "so xyz"
        await reader.until(lambda: "Nothing found" in reader.text)
        await reader.press("tab")
        assert isinstance(reader.app.focused, Input), "nothing was found to go to"


async def test_who_leaves_the_results_is_back_in_the_article_and_then_in_the_list(library: Library):
    async with reading(library) as reader:
        await search(reader, "so")
        await reader.press("enter")
        await back(reader, SearchScreen)
        await reader.press("escape")
        assert reader.place is Place.ARTICLE
        await reader.press("q")
        assert reader.app.screen is reader.screen
        assert reader.place is Place.LIST


@pytest.mark.parametrize(
    "on", [("n",), ("N",), ("h", "enter"), ("h", "l"), ("tab", "tab", "tab")], ids=" ".join
)
async def test_who_went_on_from_it_comes_to_the_list(library: Library, on: tuple[str, ...]):
    async with reading(library) as reader:
        await search(reader, "so")
        await reader.press("enter", "escape")  # the marks first, so that n is the next article
        assert reader.place is Place.ARTICLE
        await reader.press(*on)
        assert reader.place is Place.ARTICLE
        await reader.press("q")

        assert reader.app.screen is reader.screen
        assert reader.place is Place.LIST


async def test_a_result_that_went_meanwhile_takes_no_other_article_for_its_own(library: Library):
    async with reading(library) as reader:
        await reader.press("enter")
        opened, gone = reader.open_id, 2**60
        reader.screen._leave_news(Chosen(Line("", row=gone), 0))
        reader.screen._leave_stats(Counts(gone, "", 0))
        assert (reader.open_id, reader.place) == (opened, Place.ARTICLE)
        await reader.press("q")

        assert reader.app.screen is reader.screen
        assert reader.place is Place.LIST


async def test_from_what_is_new_to_the_next_of_it(library: Library):
    async with reading(library) as reader:
        await reader.until(lambda: reader.screen._since is not None)
        reader.screen._since = reader.screen._since and reader.screen._since.replace(year=2010)
        await reader.press("w")
        shown = reader.app.screen.query_one(NewsList)
        await reader.until(shown.count)
        titles = [line.text for line in shown.rows]
        await reader.press("down")
        at = shown.cursor
        await reader.press("enter")
        opened = reader.head(reader.open_id or "").title
        assert opened in titles
        await back(reader, NewsScreen)
        again = reader.app.screen.query_one(NewsList)
        await reader.until(again.count)

        assert opened not in [line.text for line in again.rows], "it is read"
        assert again.cursor == at


async def test_from_what_is_read_most_to_its_list(library: Library):
    a_week(library)
    async with reading(library) as reader:
        await reader.press("v")
        await reader.until_without("Counting")
        await reader.press("tab", "down", "enter")
        assert reader.place is Place.ARTICLE
        await back(reader, StatsScreen)
        await reader.until_without("Counting")

        rising = reader.app.screen.query(CountList)[1]
        assert (rising.has_focus, rising.cursor) == (True, 1)
