"""`|` gives an article to a command, and the reader has the terminal back afterwards."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.config import Config
from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.pipe import PipeScreen
from tests.reading import Reading, reading


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "kept"


def written(kept: Path) -> str | None:
    """What a command wrote; None where it did not."""
    return kept.read_text() if kept.exists() else None


async def piped(reader: Reading, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Type a command for the article."""
    monkeypatch.setattr(reader.app, "suspend", nullcontext)
    await reader.press("|")
    assert isinstance(reader.app.screen, PipeScreen)
    assert reader.lines[-1].startswith(" Pipe to ")
    assert "Enter run  Esc cancel" in reader.lines[-1]
    await reader.type(command)
    await reader.press("enter")
    assert reader.app.screen is reader.screen


async def test_the_open_article_goes_to_a_command(
    library: Library, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    async with reading(library) as reader:
        await reader.press("enter")
        assert reader.desk.article is not None
        await piped(reader, monkeypatch, 'cat > kept; echo "$TINVL_URL" >> kept')

        text = written(kept) or ""
        assert text.startswith(f"{reader.desk.article.title}\n")
        assert text.endswith(f"{reader.desk.article.url}\n")
        assert (reader.place, reader.said) == (Place.ARTICLE, [])


async def test_from_the_list_the_article_under_the_cursor_goes(
    library: Library, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    async with reading(library) as reader:
        await reader.press("down")
        await piped(reader, monkeypatch, "cat > kept")

        assert f"Nội dung của tin số {reader.cursor_id}." in (written(kept) or "")


async def test_a_command_that_fails_is_said_and_stands_there_the_next_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    async with reading(library) as reader:
        await piped(reader, monkeypatch, "exit 3")
        assert reader.said == ["“exit 3” ended with code 3."]
        await reader.press("|")

        assert reader.app.screen.query_one(Input).value == "exit 3"
        assert reader.app.screen.query_one(Input).selected_text == "exit 3"


async def test_escape_and_an_empty_line_run_nothing(
    library: Library, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    async with reading(library) as reader:
        await piped(reader, monkeypatch, "  ")
        await reader.press("|")
        await reader.type("touch kept")
        await reader.press("escape")

        assert written(kept) is None
        assert reader.app.screen is reader.screen


async def test_a_terminal_that_cannot_be_left_is_said(library: Library, kept: Path):
    async with reading(library) as reader:
        await reader.press("|")
        await reader.type("touch kept")
        await reader.press("enter")

        assert reader.said == ["No command can be run in this terminal."]
        assert written(kept) is None


async def test_an_article_that_is_not_here_goes_to_none(library: Library):
    async with reading(library) as reader:
        await reader.press(*["down"] * reader.listed.index("5"))
        assert reader.cursor_id == "5"
        await reader.press("|")

        assert reader.app.screen is reader.screen
        assert reader.said == ["The text of this article is not here yet; Enter fetches it."]


async def test_a_key_of_the_settings_pipes_the_article_and_the_help_names_it(
    library: Library, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    config = Config(
        pipes={"X": 'cat > kept; echo "$TINVL_URL" >> kept', "Ctrl+E": "exit 4", "Ctrl+D": "wc -w"}
    )
    async with reading(library, config=config) as reader:
        monkeypatch.setattr(reader.app, "suspend", nullcontext)
        await reader.press("X")
        assert f"Nội dung của tin số {reader.cursor_id}." in (written(kept) or "")
        assert reader.app.screen is reader.screen

        await reader.press("ctrl+e")
        assert reader.said == ["“exit 4” ended with code 4."]
        await reader.press("question_mark", "G")
        assert "X       | cat > kept" in reader.text
        assert "Ctrl+E  | exit 4" in reader.text
        assert "Ctrl+D  | wc -w" in reader.text, "a page is gone down by another key"
