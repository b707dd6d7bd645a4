"""Hostile text and hostile sizes: no screen falls, and no escape reaches the terminal."""

import importlib
import pkgutil
import shutil
from pathlib import Path

import pytest
from textual.events import Paste
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from reader import screens
from reader.library import Library
from reader.paths import Paths
from reader.screens.picture import PictureScreen
from reader.terminal.pictures import shrunk
from reader.widgets.lineinput import MOST_PASTED, LineInput
from reader.widgets.picture import Pictures
from reader.wording.explain import explain
from scrapers.errors import (
    BadAnswer,
    ConfigError,
    NotAllowed,
    ParseError,
    StoreError,
    TinvlError,
    Unreachable,
)
from scrapers.model import Image
from tests import hostile
from tests.fakes_store import an_entry, now
from tests.hostile_home import TEXTS, an_evil_library
from tests.reader.terminal.test_pictures import a_picture
from tests.reading import WIDE, Reading, reading

TALL = (WIDE[0], 3 * len(TEXTS))
"""A terminal on which every row of a list stands at once."""


def clean(reader: Reading) -> bool:
    return all(hostile.harmless(line) for line in reader.lines)


@pytest.mark.parametrize("title", ["[/foo] tin", "[Video] Lễ hội"])
async def test_what_looks_like_markup_is_shown_as_it_stands(library: Library, title: str):
    entry = an_entry("9", title, published="2018-02-09")
    library.cache.put_many([entry])
    library.catalogue.upsert_many([entry])
    async with reading(library, WIDE) as reader:
        await reader.press("enter")

        assert reader.text.count(title) == 2


@pytest.mark.parametrize("key", ["ctrl+f", "slash", "e", "O", "M", "vertical_line", "ctrl+p"])
async def test_what_is_pasted_becomes_one_line_that_harms_no_terminal(library: Library, key: str):
    async with reading(library, WIDE) as reader:
        await reader.press(key)
        await reader.until(lambda: isinstance(reader.app.focused, Input))
        field = reader.app.focused
        assert isinstance(field, Input)
        for text in TEXTS.values():
            field.clear()
            reader.app.post_message(Paste(f"{text}\nhai"))
            await reader.until(lambda: field.value)
            assert hostile.harmless(field.value)
            assert clean(reader)


async def test_of_a_document_pasted_by_mistake_only_the_beginning_is_taken(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("slash")
        reader.app.post_message(Paste("ơ" * MOST_PASTED + "END" * 100_000))
        await reader.until(lambda: reader.said)
        assert reader.said == ["Only the first 2.000 letters of what was pasted stand here."]
        assert reader.screen.query_one(LineInput).value == "ơ" * MOST_PASTED


async def test_what_was_copied_in_the_reader_is_pasted_as_one_line(library: Library):
    async with reading(library, WIDE) as reader:
        reader.app.copy_to_clipboard("chữ\nký")
        await reader.press("ctrl+f", "ctrl+v")
        assert reader.app.screen.query_one(Input).value == "chữ ký"


async def test_any_size_of_the_terminal_is_borne(library: Library):
    async with reading(library, (160, 45)) as reader:
        await reader.press("enter")
        for size in ((80, 24), (60, 20), (20, 5), (1, 1), (5, 40), (200, 3), (160, 45)):
            await reader.pilot.resize_terminal(*size)
            await reader.press("j")

        assert "Nội dung của tin số 2." in reader.text
        assert "CATEGORIES" in reader.text


@pytest.mark.parametrize("keys", ["question_mark", "ctrl+p", "e", "slash"])
async def test_what_lies_over_the_panes_bears_a_tiny_terminal(library: Library, keys: str):
    async with reading(library, (20, 5)) as reader:
        await reader.press(keys)
        await reader.pilot.resize_terminal(3, 2)
        await reader.press("escape")

        assert reader.app.is_running


# Every screen over stores that another program filled -----------------------------------------------------

SCREENS: dict[str, tuple[str, ...]] = {
    "ReaderScreen": (
        "ctrl+t",
        "1",
        "0",
        "c",
        "c",
        "enter",
        "escape",
        "ctrl+t",
        "enter",
        "T",
        "pagedown",
        "d",
        "d",
        "R",
        "escape",
        "f",
        "left",
        "left",
        "]",
        "c",
        "S",
        "slash",
        "t",
    ),
    "SearchScreen": ("ctrl+f", "t", "i", "n", "down", "ctrl+t", "pagedown", "ctrl+s"),
    "SpreadScreen": ("ctrl+f", "t", "i", "n", "ctrl+o", "down", "tab", "down"),
    "FindScreen": ("enter", "slash", "t", "i", "n"),
    "AddressScreen": ("enter", "O", "z", "z", "enter"),
    "NoteScreen": ("enter", "M", "t", "i", "n"),
    "PipeScreen": ("enter", "vertical_line", "t", "i", "n"),
    "PaletteScreen": ("ctrl+p", "m", "backspace", "pagedown"),
    "HelpScreen": ("question_mark", "pagedown"),
    "ExportScreen": ("enter", "e"),
    "StatsScreen": ("v", "down", "tab", "pagedown"),
    "PortalsScreen": ("P", "down"),
    "PortalAddressScreen": ("P", "a", "t", "i", "n"),
    "NewsScreen": ("w", "down", "pagedown"),
    "PictureScreen": (),
    "CodeScreen": ("enter", "Q"),
}
"""How each screen is come to, and what is pressed in it."""


def every_screen() -> set[str]:
    """Name the screens that are shown: those of our own that no other is made from."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    own, found = [Screen], set()
    while own:
        kind = own.pop()
        below = [one for one in kind.__subclasses__() if one.__module__.startswith(screens.__name__)]
        own += below
        if not below and kind.__module__.startswith(screens.__name__):
            found.add(kind.__name__)
        own += [one for one in kind.__subclasses__() if one is ModalScreen]
    return found


def test_the_table_names_every_screen() -> None:
    assert set(SCREENS) == every_screen()


@pytest.fixture(scope="module")
def evil_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("evil")
    an_evil_library(home).close()
    return home


@pytest.mark.parametrize("name", SCREENS)
# textual-image asks Pillow in a way that version 14 will not know.
@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")
async def test_no_screen_lets_a_trick_reach_the_terminal(tmp_path: Path, evil_home: Path, name: str) -> None:
    shutil.copytree(evil_home, tmp_path / "home")
    with Library.open(Paths.choose(tmp_path / "home"), clock=now) as library:
        async with reading(library, TALL) as reader:
            if name == "PictureScreen":
                image = Image(url="javascript:\x1b[2J", caption=" ".join(TEXTS.values()), alt="\x1b[2J")
                picture = shrunk(a_picture("PNG"), 20, 10)
                assert picture is not None
                await reader.app.push_screen(PictureScreen(image, picture, Pictures("halfcell")))
                await reader.pilot.pause()
            for key in SCREENS[name]:
                await reader.press(key)
                assert clean(reader), (key, reader.text)
            assert type(reader.app.screen).__name__ == name
            assert clean(reader)


async def test_no_article_lets_a_trick_reach_the_terminal(evil_home: Path) -> None:
    with Library.open(Paths.choose(evil_home), clock=now) as library:
        async with reading(library, WIDE) as reader:
            await reader.press("enter")
            opened = {reader.open_id}
            for _ in range(len(TEXTS)):
                assert clean(reader), reader.text
                await reader.press("n")
                opened.add(reader.open_id)
            assert len(opened) == len(TEXTS)


@pytest.mark.parametrize(
    "kind", [Unreachable, BadAnswer, NotAllowed, ParseError, StoreError, ConfigError, OSError]
)
async def test_no_message_lets_a_trick_reach_the_terminal(library: Library, kind: type[Exception]) -> None:
    async with reading(library, WIDE) as reader:
        for text in TEXTS.values():
            error = kind(text, where=text) if issubclass(kind, TinvlError) else kind(5, text)
            reader.app.notify(explain(error), markup=False)
        await reader.pilot.pause()
        assert clean(reader)
        assert all(hostile.harmless(said.replace("\n", "")) for said in reader.said)
