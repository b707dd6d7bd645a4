"""The terminal's cursor, by which input methods go, stands where letters go."""

import os
import select
from pathlib import Path

import pytest
from textual.events import Paste
from textual.geometry import Offset

from reader.library import Library
from tests.fakes_store import a_library, an_entry
from tests.reader.cli.processes import begun_on_terminal
from tests.reading import STANDARD, reading

SHOWN, HIDDEN = b"\x1b[?25h", b"\x1b[?25l"
PATIENCE = 20
"""Seconds; every minute the reader paints how long ago the last sync was."""


async def test_it_stands_behind_what_was_typed_and_on_the_letter_it_was_moved_to(library: Library):
    async with reading(library, STANDARD) as reader:
        await reader.press("slash")
        at_first = reader.app.cursor_position
        await reader.press(*"chữ")
        assert reader.app.cursor_position == Offset(at_first.x + 3, at_first.y)
        await reader.press("left")
        assert reader.app.cursor_position == Offset(at_first.x + 2, at_first.y)
        await reader.press("home")
        assert reader.app.cursor_position == at_first


@pytest.mark.parametrize("key", ["ctrl+f", "O", "slash", "M"])
async def test_it_stands_behind_a_long_text_that_was_pasted(library: Library, key: str):
    async with reading(library, STANDARD) as reader:
        await reader.press(key)
        reader.app.post_message(Paste("http://a.vn/" + "0" * 300 + "END"))
        await reader.until(lambda: "END" in reader.text)

        x, y = reader.app.cursor_position
        assert reader.lines[y][:x].endswith("END")


async def test_it_goes_along_where_the_line_is_moved(library: Library):
    async with reading(library, STANDARD) as reader:
        await reader.press("M", "x")
        assert reader.app.cursor_position.y == STANDARD[1] - 1
        await reader.pilot.resize_terminal(80, 20)
        await reader.until(lambda: reader.app.cursor_position.y == 19)


def read_until(told: bytes, ours: int) -> None:
    drawn = b""
    while told not in drawn:
        assert select.select([ours], [], [], PATIENCE)[0], f"{told!r} never came, but {drawn!r}"
        drawn += os.read(ours, 65536)


def test_it_is_shown_while_a_line_takes_letters_and_hidden_elsewhere(tmp_path: Path):
    with a_library(tmp_path, [an_entry("1")]):
        pass
    process, ours = begun_on_terminal("--home", tmp_path)
    try:
        read_until(b"ALL NEWS", ours)
        os.write(ours, b"/")
        read_until(SHOWN, ours)
        os.write(ours, b"\x1b")
        read_until(HIDDEN, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
