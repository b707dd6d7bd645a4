"""`M` writes a note on an article: seen below its title, on its row and on a shelf of its own."""

import pytest
from textual.events import Paste
from textual.widgets import Input

from reader import i18n
from reader.keyboard.command import Place
from reader.library import Library
from reader.model import NOTED
from reader.screens.help import HelpScreen
from reader.screens.note import NoteScreen
from tests.reading import STANDARD, WIDE, Reading, reading


async def write(reader: Reading, text: str) -> None:
    """Press the key, type the words, keep them."""
    await reader.press("M")
    assert isinstance(reader.app.screen, NoteScreen)
    await reader.type(text)
    await reader.press("enter")
    assert reader.app.screen is reader.screen


async def test_it_stands_below_the_title_on_the_row_and_on_the_shelf(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.press("enter")
        await write(reader, "Hỏi lại Sở")
        await reader.until(lambda: "✎ Hỏi lại Sở" in reader.text)

        assert (reader.place, reader.said) == (Place.ARTICLE, ["Noted."])
        title, row = (next(line for line in reader.lines if said in line) for said in ("Đẩy mạnh", "✎ Hỏi"))
        assert reader.lines.index(row) > reader.lines.index(title)
        assert "✎│" in title.replace(" ", "")
        assert "✎ Notes                   1" in reader.text
        assert reader.head("2").note == "Hỏi lại Sở"


async def test_from_the_list_it_is_written_on_the_article_of_the_cursor(library: Library):
    async with reading(library) as reader:
        await reader.press("down")
        here = reader.cursor_id
        await write(reader, "a")

        assert reader.head(here or "").note == "a"
        assert reader.place is Place.LIST
        assert reader.open_id is None


async def test_what_stands_there_is_gone_on_with_and_not_replaced(library: Library):
    library.note("vinhlong", "2", "Hỏi")
    async with reading(library) as reader:
        await write(reader, " lại")
        assert reader.head("2").note == "Hỏi lại"


async def test_escape_leaves_it_as_it_was(library: Library):
    library.note("vinhlong", "2", "Hỏi")
    async with reading(library) as reader:
        await reader.press("M")
        await reader.type(" lại")
        await reader.press("escape")

        assert reader.head("2").note == "Hỏi"
        assert reader.said == []
        await reader.press("M", "enter")
        assert reader.said == [], "nothing was changed"


async def test_an_empty_one_is_removed_and_u_brings_it_back(library: Library):
    library.note("vinhlong", "2", "Hỏi")
    async with reading(library) as reader:
        await reader.press("enter")
        await reader.until(lambda: "✎ Hỏi" in reader.text)
        await reader.press("M", "ctrl+u", "enter")
        await reader.until(lambda: "✎ Hỏi" not in reader.text)
        assert reader.said[-1] == "The note is removed; u brings it back."
        await reader.press("u")
        await reader.until(lambda: "✎ Hỏi" in reader.text)

        assert reader.head("2").note == "Hỏi"


async def test_what_another_program_notes_meanwhile_is_told_and_u_brings_it_back(library: Library):
    async with reading(library) as reader:
        await reader.press("M")
        library.note("vinhlong", "2", "Họp lúc 9 giờ")
        await reader.type("Hỏi")
        await reader.press("enter")
        assert reader.head("2").note == "Hỏi"
        assert reader.said == ["u brings back the note that another program wrote meanwhile: Họp lúc 9 giờ"]
        await reader.press("u")
        assert reader.head("2").note == "Họp lúc 9 giờ"


async def test_undoing_takes_away_no_note_of_another_program(library: Library):
    async with reading(library) as reader:
        await write(reader, "Hỏi")
        library.note("vinhlong", "2", "Họp lúc 9 giờ")
        await reader.press("u")
        assert reader.head("2").note == "Họp lúc 9 giờ"
        assert reader.said[-1] == "Another program has changed the note since; it stays."


async def test_it_is_shown_where_the_text_is_not_here_too(library: Library):
    library.note("vinhlong", "5", "Chờ tải")
    async with reading(library) as reader:
        reader.screen._open(reader.head("5").row)
        await reader.until(lambda: "✎ Chờ tải" in reader.text)
        text = " ".join(line.split("│")[-1].strip() for line in reader.lines)
        assert "has not been fetched yet" in text


async def test_a_long_one_wraps_behind_its_sign(library: Library):
    library.note("vinhlong", "2", "mười hai " * 20)
    async with reading(library) as reader:
        await reader.press("enter")
        await reader.until(lambda: "✎" in reader.text)
        first = next(number for number, line in enumerate(reader.lines) if "✎ mười" in line)

        assert reader.lines[first + 1].index("hai", 30) >= reader.lines[first].index("mười")


async def test_an_empty_shelf_says_which_key_writes_one(library: Library):
    async with reading(library) as reader:
        reader.screen._choose(lambda: reader.desk.choose(NOTED))
        await reader.pilot.pause()

        text = " ".join(line.split("│")[0].strip() for line in reader.lines)
        assert "Nothing has a note. M writes one on an article." in text


async def test_it_says_how_long_a_note_may_be(library: Library):
    async with reading(library) as reader:
        await reader.press("M")
        reader.app.post_message(Paste("dài " * 500))
        await reader.until(lambda: reader.app.screen.query_one(Input).value)
        assert reader.said == []
        await reader.type(" ơi")
        assert reader.said == ["A note has room for 2.000 letters."]
        assert reader.app.screen.query_one(Input).value == ("dài " * 500).strip() + " "


@pytest.mark.parametrize("size", [STANDARD, (30, 10)])
async def test_the_line_says_its_keys_and_f1_tells_of_them(library: Library, size: tuple[int, int]):
    async with reading(library, size) as reader:
        await reader.press("M")
        assert reader.lines[-1].startswith(" Note ")
        await reader.press("f1")
        assert isinstance(reader.app.screen, HelpScreen)
        await reader.press("escape")
        assert reader.app.screen.query_one(Input).has_focus


async def test_where_the_store_cannot_be_written_what_was_typed_is_not_lost(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    async with reading(library) as reader:
        monkeypatch.setattr(library.userdata, "writable", False)
        await reader.press("M")
        await reader.type("Hỏi lại")
        await reader.press("enter")
        assert "cannot be written" in reader.said[-1]
        assert reader.head("2").note == ""
        assert isinstance(reader.app.screen, NoteScreen)

        monkeypatch.setattr(library.userdata, "writable", True)
        await reader.press("enter")
        assert reader.head("2").note == "Hỏi lại"


async def test_a_note_that_cannot_be_taken_back_now_can_be_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    async with reading(library) as reader:
        await write(reader, "Hỏi")
        monkeypatch.setattr(library.userdata, "writable", False)
        await reader.press("u")
        assert ("cannot be written" in reader.said[-1], reader.head("2").note) == (True, "Hỏi")

        monkeypatch.setattr(library.userdata, "writable", True)
        await reader.press("u")
        assert reader.head("2").note == ""


async def test_in_vietnamese(library: Library):
    i18n.install("vi")
    async with reading(library, WIDE) as reader:
        await reader.press("M")
        assert reader.lines[-1].startswith(" Ghi chú ")
        await reader.type("a")
        await reader.press("enter")

        assert reader.said == ["Đã ghi chú."]
        assert "✎ Ghi chú                 1" in reader.text
