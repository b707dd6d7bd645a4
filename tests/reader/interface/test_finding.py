"""Finding words in the open article: marked, gone through, or said to be missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.find import FindScreen
from tests.fakes_store import a_library, an_entry
from tests.reading import Reading, reading

LONG = "Đoạn không có gì. " * 120
TEXT = f"Ông Lê Đở đến. {LONG} Bà Lê Do về. {LONG} Ông Đở cười."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    whole = an_entry("1", "Tin", text=TEXT, published="2018-02-01")
    with a_library(tmp_path, [whole, an_entry("2", "Lê", cached=False)]) as opened:
        yield opened


async def find(reader: Reading, words: str) -> None:
    """Type words into the line, and leave it for the article."""
    await reader.press("/")
    assert isinstance(reader.app.screen, FindScreen)
    await reader.type(words)
    await reader.press("enter")
    assert reader.place is Place.ARTICLE


@pytest.mark.parametrize("words", ["le do ve", "lê do", "do cuoi", "Cười"])
async def test_words_that_stand_together_are_gone_to_with_accents_or_without(library: Library, words: str):
    async with reading(library) as reader:
        await reader.press("enter")
        await find(reader, words)

        await reader.until(lambda: reader.article.scroll_y > 0)
        assert reader.screen.works("next_mark")
        assert reader.said == []


async def test_the_places_are_gone_through_until_the_marks_are_taken_away(library: Library):
    async with reading(library) as reader:
        await reader.press("enter")
        await find(reader, "le do")
        await reader.until(lambda: "1 of 2  n next match" in reader.lines[-1])
        await reader.press("n")
        await reader.until(lambda: "Bà Lê" in reader.text)
        await reader.until(lambda: "2 of 2  n next match" in reader.lines[-1])
        await reader.press("n")
        await reader.until(lambda: "Ông Lê Đở" in reader.text)
        await reader.until(lambda: "1 of 2" in reader.lines[-1])
        await reader.press("left")
        assert "1 of 2" not in reader.lines[-1]
        await reader.press("right")
        assert "1 of 2" in reader.lines[-1]
        assert reader.open_id == "1"
        await reader.press("escape", "n")
        assert reader.open_id == "2"
        assert " of " not in reader.lines[-1]


@pytest.mark.parametrize("words", ["le cuoi", "xyz", '"', "[/b]"])
async def test_words_that_it_does_not_have_are_said_and_reading_stays(library: Library, words: str):
    async with reading(library) as reader:
        await reader.press("enter", "space")
        await reader.until(lambda: reader.article.scroll_y > 0)
        place = reader.article.scroll_y
        await find(reader, words)

        assert reader.article.scroll_y == place
        assert not reader.screen.works("next_mark")
        said = [f"This article does not contain “{words}”."]
        assert reader.said == (said if words != '"' else [])


async def test_the_line_is_left_without_words(library: Library):
    async with reading(library) as reader:
        await reader.press("enter", "/", "l", "e", "escape")

        assert reader.place is Place.ARTICLE
        assert not reader.screen.works("next_mark")


async def test_where_there_is_no_text_the_key_filters_the_list(library: Library):
    async with reading(library) as reader:
        await reader.press("end", "enter", "/")

        assert reader.place is Place.FILTER
