"""F1 shows the keys where a question mark is typed, and leads back to what was typed."""

import pytest
from textual.widgets import Input

from reader.library import Library
from reader.screens.help import HelpScreen
from tests.reading import WIDE, reading

TYPED = {
    "slash": "To the filtered list",
    "ctrl+f": "Save the search beside the categories",
    "e": "Write nothing",
    "vertical_line": "Run the command",
    "ctrl+p": "Close the list of commands",
}


@pytest.mark.parametrize("key", TYPED)
async def test_f1_shows_the_keys_of_the_line_and_what_was_typed_stays(library: Library, key: str):
    async with reading(library, WIDE) as reader:
        await reader.press("enter", "left", key)
        screen, field = reader.app.screen, reader.app.screen.query(Input).last()
        field.value = ""
        await reader.press("x", "question_mark", "f1")
        assert isinstance(reader.app.screen, HelpScreen)
        assert TYPED[key] in reader.text

        await reader.press("f1")
        assert reader.app.screen is screen
        assert (field.value, field.has_focus) == ("x?", True)


async def test_the_search_says_below_its_keys_what_can_be_typed(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+f", "x", "f1")
        await reader.press("G")
        assert "chuyenmuc:báo" in reader.text


async def test_the_list_of_commands_says_how_to_leave_it(library: Library):
    async with reading(library) as reader:
        await reader.press("ctrl+p")
        assert "Enter run  Esc close" in reader.text
