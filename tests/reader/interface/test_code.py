"""`Q` shows the link of an article as a code for a phone."""

import pytest

from reader.config import Config
from reader.library import Library
from reader.screens.code import CodeScreen
from tests.reading import STANDARD, reading


async def test_the_link_is_shown_as_a_code_and_any_way_out_leads_back(library: Library):
    async with reading(library, STANDARD) as reader:
        await reader.press("enter")
        head = reader.desk.head
        assert head is not None
        for key in ("escape", "q", "Q", "enter"):
            await reader.press("Q")
            assert isinstance(reader.app.screen, CodeScreen)
            assert head.url in reader.text
            assert sum("█" in line for line in reader.lines) > 10
            await reader.press(key)
            assert reader.app.screen is reader.screen


async def test_it_is_that_of_the_row_under_the_cursor(library: Library):
    async with reading(library, STANDARD) as reader:
        await reader.press("down", "Q")
        assert reader.head(reader.listed[1]).url in reader.text


async def test_a_terminal_that_is_too_small_says_what_it_takes(library: Library):
    async with reading(library, (30, 14)) as reader:
        await reader.press("enter", "Q")
        assert isinstance(reader.app.screen, CodeScreen)
        said = " ".join(reader.text.split())
        assert "needs a terminal of" in said
        assert "y copies the link." in said
        await reader.press("y")
        assert reader.app.clipboard == reader.head(reader.listed[0]).url
        await reader.pilot.resize_terminal(60, 30)
        await reader.until(lambda: "█" in reader.text)


async def test_without_colours_it_is_still_dark_on_light_whatever_the_terminal_is(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(library, STANDARD) as reader:
        await reader.press("enter", "Q")
        drawn = [piece for strip in reader.strips for piece in strip if "█" in piece.text]

        assert len(drawn) > 10
        assert {(piece.style.color.name, piece.style.bgcolor.name) for piece in drawn} == {
            ("#000000", "#ffffff")
        }


@pytest.mark.parametrize("colours", ["", "1"])
async def test_in_ascii_its_cells_are_dark_as_a_whole(
    library: Library, monkeypatch: pytest.MonkeyPatch, colours: str
):
    monkeypatch.setenv("NO_COLOR", colours)
    async with reading(library, (120, 60), config=Config(marks="ascii")) as reader:
        await reader.press("enter", "Q")
        drawn = [piece for strip in reader.strips for piece in strip if "##" in piece.text]

        assert len(drawn) > 10
        assert {(piece.style.color.name, piece.style.bgcolor.name) for piece in drawn} == {
            ("#000000", "#000000")
        }
