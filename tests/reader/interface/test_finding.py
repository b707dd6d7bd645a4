"""Finding words in the open article: marked as one types, from place to place, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.commands import Place
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


async def find(reader: Reading, words: str, told: str) -> None:
    """Type words into the line, and wait for what it says of them."""
    await reader.press("/")
    assert isinstance(reader.app.screen, FindScreen)
    await reader.type(words)
    await reader.until(lambda: f" {told} " in reader.lines[-1])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("le do", "1/2"),
        ("lê đở", "1/1"),
        ("ông", "1/2"),
        ("do cuoi", "1/1"),
        ("le cuoi", "not found"),
        ('"', "not found"),
    ],
)
async def test_words_that_stand_together_are_counted_with_accents_or_without(
    library: Library, words: str, told: str
):
    async with reading(library) as reader:
        await reader.press("enter")
        await find(reader, words, told)


async def test_the_places_are_gone_through_while_typing_and_after(library: Library):
    async with reading(library) as reader:
        await reader.press("enter")
        await find(reader, "le do", "1/2")
        await reader.press("down")
        await reader.until(lambda: "Bà Lê" in reader.text and " 2/2 " in reader.lines[-1])
        await reader.press("enter")
        assert reader.place is Place.ARTICLE
        await reader.press("n")
        await reader.until(lambda: "Ông Lê Đở" in reader.text)
        assert reader.open_id == "1"
        await reader.press("escape", "n")
        assert reader.open_id == "2"


@pytest.mark.parametrize(("words", "told", "key"), [("cuoi", "1/1", "escape"), ("xyz", "not found", "enter")])
async def test_left_without_a_place_reading_goes_on_where_it_was(
    library: Library, words: str, told: str, key: str
):
    async with reading(library) as reader:
        await reader.press("enter", "space")
        await reader.until(lambda: reader.article.scroll_y > 0)
        place = reader.article.scroll_y
        await find(reader, words, told)
        await reader.press(key)

        await reader.until(lambda: reader.article.scroll_y == place)
        assert not reader.screen.works("next_mark")
        assert reader.place is Place.ARTICLE


async def test_where_there_is_no_text_the_key_filters_the_list(library: Library):
    async with reading(library) as reader:
        await reader.press("end", "enter", "/")

        assert reader.place is Place.FILTER
