"""View counts in the reader: histories in rows and under titles, and the screen of what is read and rises."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader import i18n
from reader.config import Config
from reader.holdings.stats import Stats
from reader.library import Library
from reader.screens.stats import StatsScreen
from reader.widgets.countlist import CountList
from reader.widgets.told import Told
from reader.wording.sparkline import ASCII_BARS, BARS
from tests import hostile
from tests.counting import a_week, look
from tests.fakes_store import a_library, an_entry
from tests.hostile_home import TEXTS
from tests.reading import STANDARD, TALL, WIDE, Reading, reading, tells_in_help
from tests.small_library import ENTRIES

ASCII = Config(marks="ascii")


@pytest.fixture
def week(library: Library) -> Library:
    """A library that was synced once a day for a week."""
    a_week(library)
    return library


async def show_figures(reader: Reading) -> StatsScreen:
    """Press the key and wait until what was counted stands there."""
    await reader.press("v")
    screen = reader.app.screen
    assert isinstance(screen, StatsScreen)
    await reader.until_without("Counting")
    return screen


def line_of(reader: Reading, *words: str) -> str:
    return next(line for line in reader.lines if all(word in line for word in words))


def article_text(reader: Reading) -> str:
    """What stands in the pane of the article, its lines joined."""
    return " ".join(" ".join(line.split("│")[-1].strip() for line in reader.lines).split())


# Histories in the list -----------------------------------------------------------------------------------


async def test_rows_show_the_history_of_the_place_of_their_count(week: Library):
    async with reading(week) as reader:
        assert "300 views ▁▂▃▅▆█│" in line_of(reader, "300 views")
        assert line_of(reader, "10 views").split("│")[0].rstrip().endswith("10 views ▁▅▅▅███")
        assert line_of(reader, "31/12/2017").split("│")[0].strip() == "31/12/2017"


async def test_growth_follows_where_there_is_room(week: Library):
    async with reading(week, (110, 30)) as reader:
        assert "300 views ▁▂▃▅▆▇█ +1 a day" in reader.text
        assert "20 views ▁▂▃▅▆▇█ +3 a day" in reader.text


async def test_compact_rows_show_it_where_they_are_wide(week: Library):
    async with reading(week, (76, 24), config=Config(rows="compact")) as reader:
        assert line_of(reader, "Đẩy mạnh").endswith("       300 ▁▂▃▅▆▇█  18/01/2018")
        assert line_of(reader, "Họp báo").rstrip().endswith("31/12/2017")
        await reader.pilot.resize_terminal(59, 24)
        await reader.pilot.pause()
        assert "300" not in reader.text


async def test_a_count_seen_once_has_no_history(library: Library):
    look(library, 0, {"2": 300})
    async with reading(library) as reader:
        assert line_of(reader, "300 views").split("│")[0].strip().endswith("300 views")


async def test_plain_marks_draw_histories_in_ascii(week: Library):
    async with reading(week, config=ASCII) as reader:
        assert re.search(r"300 views [_.=^-]{6}\|", reader.text)
        await reader.press("enter")
        await show_figures(reader)
        assert not set(reader.text) & {*BARS, *"┤└┬"}
        assert set(ASCII_BARS) <= set(line_of(reader, "Đẩy mạnh"))


async def test_a_narrow_row_shows_less_of_it_or_nothing(week: Library):
    async with reading(week, (80, 24)) as reader:
        for width in (70, 64, 60, 40, 26, 20):
            await reader.pilot.resize_terminal(width, 24)
            await reader.pilot.pause()
            assert reader.app.is_running
            assert max(map(len, reader.lines)) <= width


async def test_histories_are_asked_for_once_a_screen_and_for_what_is_in_sight_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """However long the list: at most one question for each row or page that comes into sight."""
    monkeypatch.setattr("reader.widgets.headlist._REST", 3600)
    entries = [an_entry(str(n), published=f"2018-01-{1 + n % 28:02}", views=n) for n in range(300)]
    asked: list[Sequence[str]] = []
    of = Stats.histories

    def histories(self: Stats, portal: str, ids: Sequence[str]) -> object:
        asked.append(ids)
        return of(self, portal, ids)

    monkeypatch.setattr(Stats, "histories", histories)
    with a_library(tmp_path, entries) as library:
        look(library, 0, {str(n): n for n in range(300)})
        async with reading(library) as reader:
            assert len(asked) == 1
            assert len(asked[0]) <= 9
            await reader.press("pagedown", "pagedown")
            assert len(asked) == 2
            await reader.press("up", "up", "m")
            assert len(asked) == 3
            await reader.press("G", "g")
            assert len(asked) <= 5
    assert max(map(len, asked)) <= 9


async def test_rows_without_counts_ask_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Stats, "histories", lambda *_: pytest.fail("asked"))
    with a_library(tmp_path, [an_entry("1")]) as library:
        async with reading(library) as reader:
            await reader.press("j")
            assert "Tin số 1" in reader.text


async def test_a_sync_while_one_reads_brings_the_new_point(week: Library):
    async with reading(week) as reader:
        await reader.press("enter")
        look(week, 1, {"2": 300})
        reader.screen.desk.reload()
        reader.screen.show_desk()
        reader.screen.show_article(again=True)
        await reader.pilot.pause()
        assert "300 views ▁▂▃▅▆▇██" in article_text(reader)


# Under the title -----------------------------------------------------------------------------------------


async def test_an_article_shows_its_history_beside_its_count(week: Library):
    async with reading(week, WIDE) as reader:
        await reader.press("enter")
        assert "300 views ▁▂▃▅▆▇█" in article_text(reader)
        assert "most-read block" not in reader.text


async def test_where_places_differ_an_article_tells_each_with_its_own_history(week: Library):
    async with reading(week, WIDE) as reader:
        await reader.press("j", "enter")
        text = article_text(reader)
        assert "10 views ▁▅▅▅███" in text
        assert "in the listing: 10 views ▁▅▅▅███" in text
        assert "most-read block: 36 views ▁▂▃▅▆▇█" in text


# The screen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_it_shows_what_is_read_most_what_rises_and_a_curve(week: Library, size: tuple[int, int]):
    async with reading(week, size) as reader:
        screen = await show_figures(reader)
        most, rising = screen.query(CountList)
        assert [one.head.id for one in most.rows] == ["2", "4", "1"]
        assert [one.head.id for one in rising.rows] == ["4", "1", "2"]
        assert line_of(reader, "Tập huấn", "+3 a day").split("│")[0].rstrip().endswith("▁▂▃▅▆▇█")
        assert "since 16:30 16/01/2018" in reader.text
        assert "1.503.600 visits · 17 online" in reader.text
        assert "1.503.600┤" in reader.text
        assert ("ONLINE" in reader.text) is (size == WIDE)


async def test_a_number_that_is_another_one_elsewhere_says_where_it_was_seen(week: Library):
    async with reading(week) as reader:
        await show_figures(reader)
        assert "in the listing" in line_of(reader, "Tổng kết", " 10 ")
        assert "most-read block" in line_of(reader, "Tổng kết", "+1 ")
        await reader.press("G")
        told = line_of(reader, "in the listing: 10 views ▁▅▅▅███, seen 16:30 17/01/2018")
        assert told
        assert "36 views" in reader.text


async def test_what_is_told_of_an_article_says_where_there_is_no_room_for_all_of_it(week: Library):
    async with reading(week, (50, 16)) as reader:
        await show_figures(reader)
        await reader.press("j", "j")
        title, first, last = (line.strip() for line in reader.lines[-4:-1])
        assert (title, first.startswith("in the listing: 10 views"), last[-1]) == (
            "Tổng kết năm 2017",
            True,
            "…",
        )
        await reader.pilot.resize_terminal(100, 16)
        await reader.pilot.pause()
        assert "…" not in "".join(reader.lines[-4:-1])
        assert "seen 16:30 17/01/2018" in "".join(reader.lines[-4:-1])


async def test_enter_reads_the_article_of_the_cursor(week: Library):
    async with reading(week) as reader:
        await show_figures(reader)
        await reader.press("j", "enter")
        assert reader.app.screen is reader.screen
        assert (reader.open_id, reader.place.value) == ("4", "article")


async def test_tab_goes_to_what_rises_and_back_and_enter_reads_there(week: Library):
    async with reading(week) as reader:
        screen = await show_figures(reader)
        most, rising = screen.query(CountList)
        assert most.has_focus
        await reader.press("tab")
        assert rising.has_focus
        await reader.press("tab", "tab", "j", "enter")
        assert reader.open_id == "1"


async def test_a_click_reads_an_article(week: Library):
    async with reading(week) as reader:
        screen = await show_figures(reader)
        _most, rising = screen.query(CountList)
        assert [key for key in ("Enter", "Tab") if key in reader.lines[-1]] == ["Enter", "Tab"]
        await reader.pilot.click(rising, offset=(5, 2))
        await reader.until(lambda: reader.open_id == "2")


@pytest.mark.parametrize("key", ["escape", "q", "v"])
async def test_it_is_left_for_where_one_was(week: Library, key: str):
    async with reading(week) as reader:
        await reader.press("j", "enter")
        await show_figures(reader)
        await reader.press(key)
        assert reader.app.screen is reader.screen
        assert (reader.open_id, reader.place.value) == ("1", "article")


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_before_the_first_sync_it_says_which_key_fetches(tmp_path: Path, size: tuple[int, int]):
    with a_library(tmp_path) as library:
        async with reading(library, size) as reader:
            await show_figures(reader)
            text = " ".join(reader.text.replace("│", " ").split())
            assert "Nothing has been counted yet. r in the list fetches the news" in text
            assert "Visits are counted from the first sync on." in text
            assert [key for key in ("Enter", "Tab") if key in reader.lines[-1]] == []
            for key in ("enter", "tab", "j"):
                await reader.press(key)
            assert isinstance(reader.app.screen, StatsScreen)
            assert [said.split(".")[0] for said in reader.said] == ["Nothing has been counted yet"] * 2
            await reader.press("escape")
            assert reader.app.screen is reader.screen


async def test_after_one_sync_it_says_that_growth_needs_another(library: Library):
    look(library, 0, {"2": 300}, visitors=(17, 1503139))
    async with reading(library) as reader:
        await show_figures(reader)
        assert "What rises shows after the next sync" in reader.text
        assert "A curve needs two syncs; the next one draws it." in reader.text
        assert "1.503.139 visits · 17 online" in reader.text
        assert "┤" not in reader.text


async def test_what_does_not_rise_and_what_is_not_counted_is_said(tmp_path: Path):
    with a_library(tmp_path, ENTRIES) as library:
        look(library, 0, {"2": 300})
        look(library, 1, {"2": 300})
        async with reading(library) as reader:
            await show_figures(reader)
            assert "No count has risen since the sync of 16:30 18/01/2018." in reader.text
            assert [key for key in ("Enter", "Tab") if key in reader.lines[-1]] == ["Enter"]
            await reader.press("tab")
            assert reader.said == ["No count has risen since the sync of 16:30 18/01/2018."]
            assert "The portal does not count its visitors." in reader.text
    with a_library(tmp_path / "other", [an_entry("1")]) as library:
        look(library, 0)
        async with reading(library) as reader:
            await show_figures(reader)
            assert "The portal shows no view counts." in reader.text


async def test_a_store_that_fails_is_said_and_the_screen_stays(week: Library):
    async with reading(week) as reader:
        with week.userdata._changing() as connection:
            connection.execute("ALTER TABLE views RENAME TO other")
        await show_figures(reader)
        assert reader.app.is_running
        assert "The store" in reader.text
        await reader.press("tab")
        assert reader.said[-1].startswith("The store")
        await reader.press("escape", "c", "c", "j")
        assert "300 views" in reader.text


async def test_it_bears_any_size_of_the_terminal(week: Library):
    async with reading(week, WIDE) as reader:
        await show_figures(reader)
        for size in ((80, 24), (60, 20), (40, 12), (20, 5), (3, 2), (1, 1), (200, 3), (24, 50), (160, 45)):
            await reader.pilot.resize_terminal(*size)
            await reader.press("j")
            assert max(map(len, reader.lines)) <= size[0]
        assert "1.503.600┤" in reader.text
        await reader.press("escape")
        assert reader.app.is_running


async def test_no_trick_of_a_title_reaches_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    entries = [an_entry(str(number), text or "x", views=1) for number, text in enumerate(TEXTS.values())]
    monkeypatch.setattr("reader.screens.stats.MOST", len(entries))
    with a_library(tmp_path, entries) as library:
        for day in (1, 2):
            look(library, day - 2, {entry.id: 9 * day for entry in entries})
        async with reading(library, (WIDE[0], 3 * len(entries))) as reader:
            screen = await show_figures(reader)
            assert [len(counts.rows) for counts in screen.query(CountList)] == [len(entries)] * 2
            for name in TEXTS:
                assert all(hostile.harmless(line) for line in reader.lines), name
                await reader.press("down")


@pytest.mark.parametrize("title", ["[/foo] tin", "[Video] Lễ hội"])
async def test_what_looks_like_markup_is_shown_as_it_stands(tmp_path: Path, title: str):
    with a_library(tmp_path, [an_entry("1", title, views=36)]) as library:
        a_week(library)
        async with reading(library, WIDE) as reader:
            screen = await show_figures(reader)
            assert reader.text.count(title) == 3
            assert title in str(screen.query_one(Told).render())


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.install(request.param)
    yield request.param
    i18n.install("en")


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_the_frame_keeps_its_place_in_either_language(
    week: Library, language: str, size: tuple[int, int]
):
    async with reading(week, size) as reader:
        screen = await show_figures(reader)
        assert all(title.size.height == 1 for title in screen.query(".title") if title.display)
        assert max(map(len, reader.lines)) <= size[0]


async def test_its_help_names_its_keys(week: Library):
    async with reading(week, TALL) as reader:
        await show_figures(reader)
        await tells_in_help(reader, "other_counts", "page_down")
