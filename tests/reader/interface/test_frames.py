"""What a key paints: as little as changes, in few frames, and without a layout where nothing moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.content import Content
from textual.geometry import Offset
from textual.timer import Timer
from textual.widget import Widget

from reader.keyboard.command import Place
from reader.library import Library
from reader.render.setting import Setting
from reader.widgets.textrun import TextRun
from scrapers.model import Paragraph
from tests.fakes_store import a_library, an_article, an_entry
from tests.frames import painted
from tests.reading import WIDE, Reading, reading

MANY = 100
ROW, HINTS = 3, 1
"""Lines of a row and of the hints."""
COLUMNS = WIDE[0]


@pytest.fixture(autouse=True)
def _alike_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for other processes no more often on a busy machine; paint whatever there is to paint at once.

    On a terminal a frame that comes too early has the rest of the key wait for the next one.
    """
    monkeypatch.setattr("reader.screens.main.syncing._OTHERS_SEEN", 3600)
    resume = Timer.resume

    def at_once(self: Timer) -> None:
        if self.name == "screen_update" and self._callback is not None:
            self._callback()  # type: ignore[call-arg]  # the screen's own, which takes nothing
        else:
            resume(self)

    monkeypatch.setattr(Timer, "resume", at_once)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Articles of 24 paragraphs, of one, and of 20, in turn."""
    entries = []
    for number in range(MANY):
        long = [
            Paragraph(text=f"Đoạn {part} của tin số {number}.") for part in range((24, 20, 1)[number % 3])
        ]
        article = an_article(str(number), f"Tin số {number}", blocks=long)
        entries.append(replace(an_entry(str(number), f"Tin số {number}"), article=article))
    with a_library(tmp_path, entries) as filled:
        yield filled


async def warmed(reader: Reading, *keys: str) -> None:
    """Press keys, and wait for what threads do about them."""
    await reader.press(*keys)
    await reader.app.workers.wait_for_complete()
    await reader.pilot.pause()


async def test_from_an_article_to_its_list_paints_a_row_and_the_hints_at_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, WIDE) as reader:
        await warmed(reader, "enter")
        with painted(monkeypatch) as seen:
            await reader.press("q")
        assert reader.place is Place.LIST
    assert len(seen.frames) == 1
    assert seen.cells <= COLUMNS * (ROW + HINTS)
    assert (seen.layouts, seen.styled) == (0, [])


async def test_an_article_that_is_open_already_is_gone_to_at_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, WIDE) as reader:
        await warmed(reader, "enter", "q")
        with painted(monkeypatch) as seen:
            await reader.press("enter")
        assert reader.place is Place.ARTICLE
    assert seen.cells <= COLUMNS * (ROW + HINTS)
    assert (seen.layouts, seen.styled) == (0, [])


async def test_another_article_is_laid_out_once_and_painted_in_one_frame(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, WIDE) as reader:
        await warmed(reader, "enter", "n", "n")
        with painted(monkeypatch) as seen:
            await reader.press("n")
        assert reader.article.shown.article is not None
        assert reader.article.shown.article.title in reader.text
    assert seen.layouts == 1
    assert len([frame for frame in seen.frames if any(region.y for region in frame)]) == 1  # but the status
    assert seen.styled == []


async def test_of_a_long_article_only_the_lines_in_sight_are_drawn(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    line = Setting.line

    def noted(self: Setting, number: int) -> tuple[Content, Offset]:
        drawn.append(number)
        return line(self, number)

    async with reading(library, WIDE) as reader:
        await warmed(reader, "j", "j", "j")
        monkeypatch.setattr(Setting, "line", noted)
        await reader.press("enter")
        height = reader.article.scrollable_content_region.height
        assert reader.article.max_scroll_y > height // 4
        assert height // 2 - 2 <= len(drawn) <= height
        drawn.clear()
        await reader.press("j")
        assert len(drawn) <= 2


async def test_a_step_in_an_article_paints_its_pane_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual's own way paints the whole screen at the first step in each article."""
    async with reading(library, WIDE) as reader:
        await warmed(reader, "j", "j", "j", "enter")
        for key in ("j", "space", "k"):
            with painted(monkeypatch) as seen:
                await reader.press(key)
            assert len(seen.frames) == 1
            assert all(reader.article.region.contains_region(region) for region in seen.frames[0])


async def test_another_article_is_shown_by_the_widgets_that_are_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Widget] = []
    make = Widget.__init__

    def noted(self: Widget, *arguments: object, **named: object) -> None:
        made.append(self)
        make(self, *arguments, **named)  # type: ignore[arg-type]  # passed on as they came

    async with reading(library, WIDE) as reader:
        await warmed(reader, "enter", "n", "n", "n")
        monkeypatch.setattr(Widget, "__init__", noted)
        for key in ("n", "n", "n", "p", "p", "p"):
            await reader.press(key)
            article = reader.article.shown.article
            assert article is not None
            kinds = [one.piece.kind for run in reader.article.query(TextRun) for one in run.settings]
            assert kinds.count("paragraph") == len(article.blocks)
            assert article.title in reader.text
        assert made == []


async def test_a_page_of_the_list_and_another_category_move_nothing_else(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, WIDE) as reader:
        await warmed(reader)
        for key in ("pagedown", "G", "g", "right_square_bracket", "right_square_bracket"):
            with painted(monkeypatch) as seen:
                await reader.press(key)
            assert len(seen.frames) >= 1
            assert (seen.layouts, seen.styled) == (0, []), key


async def test_a_letter_of_the_filter_is_painted_with_the_rows_that_it_leaves(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, WIDE) as reader:
        await warmed(reader, "slash", "1")
        with painted(monkeypatch) as seen:
            await reader.press("9")
        assert reader.listed == ["19"]
        assert len(seen.frames) == 1
        assert (seen.layouts, seen.styled) == (0, [])
        typed = "tin so 19 " * 10
        await reader.type(typed)
        assert typed.strip()[-9:] in reader.text  # the line goes on where it is longer than the pane


async def test_a_mark_paints_its_row_and_not_the_list(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, WIDE) as reader:
        await warmed(reader, "j", "j")
        lists = {reader.heads.region}
        with painted(monkeypatch) as seen:
            await reader.press("s")
        assert reader.head("97").starred
        assert "★" in reader.lines[reader.heads.region.y + 2 * ROW]
        rows = {region for frame in seen.frames for region in frame if region.x == reader.heads.region.x}
    assert rows
    assert rows.isdisjoint(lists)
    assert sum(region.height for region in rows) <= 2 * ROW


async def test_news_like_an_article_are_looked_for_once_it_is_painted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread beside the event loop takes the interpreter from what is to be painted."""
    async with reading(library, WIDE) as reader:
        await warmed(reader, "j")
        begun: list[int] = []
        with painted(monkeypatch) as seen:
            monkeypatch.setattr(reader.screen, "_find_alike", lambda _article: begun.append(len(seen.frames)))
            await reader.press("enter")
    assert len(begun) == 1
    assert begun[0] > 0
