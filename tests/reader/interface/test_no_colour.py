"""NO_COLOR: nothing is drawn in colours or greys, and what colours alone would show stands in reverse."""

import pytest

from reader.library import Library
from reader.widgets.picture import Pictures
from tests.reading import STANDARD, Reading, reading

THEMES = ["tinvl-dark", "tinvl-light", "nord", "textual-light"]


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def reversed_words(reader: Reading) -> set[str]:
    return {piece.text for strip in reader.strips for piece in strip if piece.style and piece.style.reverse}


@pytest.mark.parametrize("theme", THEMES)
async def test_nothing_has_a_colour_and_words_found_stand_in_reverse(library: Library, theme: str):
    async with reading(library, STANDARD, toasts=True) as reader:
        reader.app.theme = theme
        await reader.press("enter", "slash", *"tin", "enter", "s")
        await reader.until(lambda: "tin" in {words.casefold() for words in reversed_words(reader)})
        styles = [piece.style for strip in reader.strips for piece in strip if piece.style]
        assert all(style.color is None and style.bgcolor is None for style in styles)
        assert any(style.bold for style in styles)


@pytest.mark.parametrize(("way", "shown"), [("halfcell", False), ("tgp", True)])
async def test_pictures_of_coloured_cells_are_boxes(library: Library, way: str, shown: bool):
    async with reading(library, pictures=Pictures(way)) as reader:  # type: ignore[arg-type]  # one of its ways
        assert (reader.app._setup.pictures is not None) is shown
