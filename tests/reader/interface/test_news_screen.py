"""What is new: said on start, listed on a key, Enter goes there; words that are watched for are marked."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.config import Config
from reader.keyboard.command import Place
from reader.library import Library
from reader.news import WhatIsNew
from reader.paths import Paths
from reader.screens.news import NewsScreen
from reader.widgets.headlist import HeadList
from reader.widgets.newslist import NewsList
from reader.widgets.rowlist import RowList
from scrapers.errors import StoreError
from scrapers.merge import revised
from tests import hostile
from tests.fakes_store import NOW, PORTAL, an_article, an_entry, fill, now
from tests.hostile_home import TEXTS
from tests.reading import STANDARD, TALL, WIDE, Reading, reading, tells_in_help

AN_HOUR = timedelta(hours=1)
WATCHING = Config(watch=("chữ ký số", "họp báo"))


@pytest.fixture
def visited(library: Library) -> Library:
    """A library of which the last visit was an hour ago, and to which news have come since."""
    library.userdata._clock = lambda: NOW - AN_HOUR
    library.userdata.visit(PORTAL)
    library.userdata._clock = now
    entries = []
    for entry in library.cache.entries(PORTAL):
        article = entry.article and replace(entry.article, fetched_at=NOW - 2 * AN_HOUR)
        seen = tuple(replace(one, seen_at=NOW - 2 * AN_HOUR) for one in entry.sightings)
        entries.append(replace(entry, article=article, sightings=seen))
    later = replace(an_article("1", "Tổng kết năm 2017", text="Đã đính chính."), fetched_at=NOW)
    entries = [revised(e, later, checked_at=NOW) if e.id == "1" else e for e in entries]
    fill(
        library.cache,
        library.catalogue,
        [*entries, an_entry("9", "Mới: tập huấn chữ ký số", category="cntt")],
    )
    return library


async def show_news(reader: Reading) -> NewsList:
    await reader.press("w")
    screen = reader.app.screen
    assert isinstance(screen, NewsScreen)
    await reader.until_without("Looking")
    return screen.query_one(NewsList)


async def test_on_start_one_line_says_what_came_and_which_key_shows_it(
    visited: Library, monkeypatch: pytest.MonkeyPatch
):
    async with reading(visited, config=WATCHING) as reader:
        await reader.until(lambda: reader.said)

        assert reader.said == [
            "Since your last visit: 1 new article, 1 corrected, 1 you watch for. w shows it."
        ]
        assert reader.place is Place.LIST
    async with reading(visited, config=WATCHING) as reader:
        await reader.until(lambda: reader.said)
        assert "1 new article" in reader.said[0], "opened again soon, it is the same visit"
    monkeypatch.setattr("reader.user.userdata.VISIT", 0)
    async with reading(visited) as reader:
        await reader.until(lambda: reader.screen._since is not None)
        assert reader.said == [], "it was said"


async def test_on_the_first_visit_and_where_nothing_came_nothing_is_said(library: Library):
    for _visit in range(2):
        async with reading(library) as reader:
            await reader.until(lambda: reader.screen._since is not None)
            assert reader.said == []


async def test_a_start_does_not_wait_for_it(visited: Library, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> object:
        raise StoreError("disk I/O error", where="catalogue")

    monkeypatch.setattr(WhatIsNew, "between", fail)
    async with reading(visited) as reader:
        assert reader.listed
        await reader.app.workers.wait_for_complete()
        assert reader.said == []
        await show_news(reader)
        assert "disk I/O error" in reader.text
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_the_key_lists_what_is_watched_corrected_and_new_by_category(visited: Library):
    async with reading(visited, WIDE, config=WATCHING) as reader:
        await reader.until(lambda: reader.said)
        shown = await show_news(reader)

        assert [line.text for line in shown.rows] == [
            "WORDS YOU WATCH FOR", "Mới: tập huấn chữ ký số",
            "CORRECTED", "Tổng kết năm 2017",
            "NEW ARTICLES", "Công nghệ thông tin", "Mới: tập huấn chữ ký số",
        ]  # fmt: skip
        assert "Enter" in reader.lines[-1]
        assert "What is new since 15:30 18/01/2018" in reader.lines[0]
        assert "1 new article, 1 corrected, 1 you watch for" in reader.lines[1]
        assert any("chữ ký số" in line and line.rstrip().endswith("chữ ký số") for line in reader.lines)


@pytest.mark.parametrize(
    ("keys", "opened", "shelf"),
    [
        ((), "9", ""),
        (("down",), "1", ""),
        (("down", "down"), None, "cntt"),
        (("G",), "9", ""),
        (("G", "up"), None, "cntt"),
    ],
)
async def test_enter_goes_there(visited: Library, keys: tuple[str, ...], opened: str | None, shelf: str):
    async with reading(visited, WIDE, config=WATCHING) as reader:
        await reader.until(lambda: reader.said)
        await show_news(reader)
        await reader.press(*keys, "enter")

        assert reader.open_id == opened
        assert reader.desk.shelf == shelf
        assert reader.place is (Place.ARTICLE if opened else Place.LIST)


@pytest.mark.parametrize("key", ["escape", "q", "w"])
async def test_it_is_left_as_it_was_entered(visited: Library, key: str):
    async with reading(visited) as reader:
        await show_news(reader)
        await reader.press(key)

        assert not isinstance(reader.app.screen, NewsScreen)
        assert reader.app.is_running
        assert reader.open_id is None


@pytest.mark.parametrize("keys", [("w",), ("ctrl+f", *"tin")])
async def test_on_a_very_wide_terminal_lines_end_where_eyes_can_follow_them(
    library: Library, keys: tuple[str, ...]
):
    async with reading(library, (200, 50)) as reader:
        await reader.press(*keys)
        lists = [one.size.width for one in reader.app.screen.query(RowList) if one.size]
        assert lists == [120]


async def test_where_nothing_is_new_it_says_so(library: Library):
    async with reading(library) as reader:
        await show_news(reader)
        assert "Nothing new came." in reader.text
        assert "Enter" not in reader.lines[-1]
        await reader.press("enter")
        assert reader.said == ["Nothing new came."]
        await reader.press("down", "G", "escape")
        assert reader.place is Place.LIST


async def test_on_a_first_visit_it_lists_what_the_last_sync_brought(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.user.userdata.VISIT", 0)
    library.userdata.begin_round(PORTAL, NOW - 3 * AN_HOUR)
    library.userdata.begin_round(PORTAL, NOW - AN_HOUR)
    before = NOW - 2 * AN_HOUR
    old, new = an_entry("20", "Tin của lần trước"), an_entry("21", "Tin vừa về")
    fill(
        library.cache,
        library.catalogue,
        [replace(old, article=old.article and replace(old.article, fetched_at=before)), new],
    )
    async with reading(library) as reader:
        await reader.until(lambda: reader.screen._since is not None)
        shown = await show_news(reader)

        assert "What came since the sync of 15:30 18/01/2018 began" in reader.lines[0]
        told = [line.text for line in shown.rows]
        assert "Tin vừa về" in told
        assert "Tin của lần trước" not in told
    async with reading(library) as reader:
        await reader.until(lambda: reader.screen._since is not None)
        await show_news(reader)
        assert "What is new since" in reader.lines[0], "the second visit has one before it"


async def test_it_bears_any_size_of_the_terminal(visited: Library):
    async with reading(visited, STANDARD) as reader:
        await show_news(reader)
        for size in ((20, 5), (3, 2), (1, 1), (200, 3), STANDARD):
            await reader.pilot.resize_terminal(*size)
            await reader.press("down", "up")
        assert "NEW ARTICLES" in reader.text


# Words to watch for -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("marks", "sign"), [("unicode", "◆"), ("ascii", "!")])
async def test_articles_with_the_words_are_marked_in_the_list(library: Library, marks: str, sign: str):
    config = Config(watch=WATCHING.watch, marks=marks)  # type: ignore[arg-type]  # one of its values
    async with reading(library, WIDE, config=config) as reader:
        await reader.until(lambda: sign in reader.text)

        assert [reader.head(name).watched for name in reader.listed] == [False, False, False, True, True]
        assert reader.text.count(sign) == 2
        fill(library.cache, library.catalogue, [an_entry("9", "Họp báo quý II", published="2018-01-19")])
        reader.screen._show_news()
        await reader.until(lambda: reader.text.count(sign) == 3)


async def test_without_words_nothing_is_marked_or_looked_for(library: Library):
    async with reading(library, WIDE) as reader:
        await reader.app.workers.wait_for_complete()
        assert "◆" not in reader.screen.query_one(HeadList).render_line(0).text


async def test_no_trick_of_a_text_reaches_the_terminal(visited: Library, monkeypatch: pytest.MonkeyPatch):
    head_of, tricks = Library.head, {f"9{number}": text for number, text in enumerate(TEXTS.values())}

    def head(self: Library, row: int) -> object:
        found = head_of(self, row)
        text = tricks.get(found.id) if found else None
        return found if found is None or text is None else replace(found, title=text, published=text)

    fill(visited.cache, visited.catalogue, [an_entry(id, category=id) for id in tricks])
    monkeypatch.setattr(Library, "head", head)
    monkeypatch.setattr(visited.catalogue, "names", lambda _portal: tricks)
    async with reading(visited, (WIDE[0], 3 * len(tricks)), config=WATCHING) as reader:
        shown = await show_news(reader)
        assert len(shown.rows) == 7 + 2 * len(tricks), "each as a category and as an article"
        assert all(hostile.harmless(line) for line in reader.lines)


async def test_a_hostile_word_of_the_settings_is_shown_as_text(tmp_path: Path):
    words = "[/foo] chữ \x1b]52;c;eA==\x07"
    with Library.open(Paths.choose(tmp_path), clock=now) as library:
        library.watching.watch((words,))
        assert all(hostile.harmless(word) for word in library.watching.words)


async def test_its_help_names_its_keys(visited: Library):
    async with reading(visited, TALL) as reader:
        await show_news(reader)
        await tells_in_help(reader, "open_new", "page_down")
