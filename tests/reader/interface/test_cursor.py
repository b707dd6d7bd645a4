"""The terminal's cursor, by which input methods go, stands where letters go."""

import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.events import Paste
from textual.geometry import Offset

from reader.library import Library
from scrapers.model import Link, Paragraph, Related
from tests.fakes_store import BASE, a_library, an_article, an_entry
from tests.reader.cli.processes import begun_on_terminal
from tests.reading import STANDARD, WIDE, Reading, reading

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


def stands_at(reader: Reading) -> str:
    """What stands in the line of the cursor, from there to its pane's end."""
    x, y = reader.app.cursor_position
    return reader.lines[y][x:].strip().split("  ")[0]


async def test_where_nothing_is_typed_it_stands_in_the_row_that_the_keys_are_about(library: Library):
    async with reading(library, WIDE) as reader:
        first, second = (head.title for at in (0, 1) if (head := reader.heads.head(at)))
        assert stands_at(reader) == f"● {first}"
        await reader.press("j")
        assert stands_at(reader) == f"● {second}"
        await reader.press("h")
        assert stands_at(reader).startswith("All news")


async def test_it_stands_in_that_row_where_the_list_was_scrolled(long: Library):
    async with reading(long, (80, 6)) as reader:
        await reader.press("G")
        assert reader.heads.top > 0
        assert "Tin thứ hai" in stands_at(reader)


@pytest.fixture
def long(tmp_path: Path) -> Iterator[Library]:
    """One article of many paragraphs with two links, and one like it."""
    lines = [Paragraph(text=f"Đoạn {number} của bài.") for number in range(40)]
    for number in (2, 30):
        lines[number] = Paragraph(
            text=f"Chỗ {number} ở đây", links=(Link(start=0, end=3, url="http://a.vn/"),)
        )
    article = an_article("2", "Tin thứ nhất", blocks=tuple(lines))
    other = an_article("1", "Tin thứ hai", blocks=tuple(lines))
    with a_library(
        tmp_path, [replace(an_entry(one.id, one.title), article=one) for one in (article, other)]
    ) as filled:
        yield filled


async def test_in_an_article_it_stands_in_the_first_line_or_at_the_link_the_keys_are_on(long: Library):
    async with reading(long, WIDE) as reader:
        await reader.press("enter")
        await reader.until(lambda: stands_at(reader) == "Tin thứ nhất")
        for number in (2, 30):
            await reader.press("f")
            await reader.until(lambda number=number: stands_at(reader) == f"Chỗ {number} ở đây")
        await reader.press("g")
        await reader.until(lambda: stands_at(reader) == "Tin thứ nhất")
        await reader.press("f", "n")
        await reader.until(lambda: stands_at(reader) == "Tin thứ hai")


async def test_among_related_news_it_stands_at_the_entry_the_keys_are_on(tmp_path: Path):
    others = tuple(Related(id=one, title=f"Tin liên quan {one}", url=f"{BASE}/{one}") for one in "89")
    article = replace(an_article("1", "Tin thứ nhất"), related=others)
    with a_library(tmp_path, [replace(an_entry("1", article.title), article=article)]) as library:
        async with reading(library, WIDE) as reader:
            await reader.press("enter")
            await reader.until(lambda: "Tin liên quan 9" in reader.text)
            await reader.press("R")
            await reader.until(lambda: "Tin liên quan 8" in stands_at(reader))
            await reader.press("j")
            await reader.until(lambda: "Tin liên quan 9" in stands_at(reader))


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
