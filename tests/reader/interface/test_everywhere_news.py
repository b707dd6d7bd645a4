"""In the list of all portals `w` and `v` tell of all of them together; visits to it are its own."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.config import Config
from reader.keyboard.command import Place
from reader.library import Library
from reader.model import EVERYWHERE
from reader.screens.news import NewsScreen
from reader.screens.stats import StatsScreen
from reader.widgets.countlist import CountList
from reader.widgets.newslist import NewsList
from scrapers.merge import revised
from scrapers.model import Entry, Teaser
from scrapers.model import Place as InList
from tests.fakes_store import BASE, NOW, PORTAL, a_library, an_article, an_entry, fill
from tests.reading import WIDE, Reading, reading
from tests.two_portals import ENTRIES, HANOI, TITLES, go_everywhere, opened

HOUR = timedelta(hours=1)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, map(of_yesterday, ENTRIES)) as library:
        yield library


def of_yesterday(entry: Entry) -> Entry:
    at = NOW - 24 * HOUR
    seen = tuple(replace(one, seen_at=at) for one in entry.sightings)
    article = replace(entry.article, fetched_at=at) if entry.article else None
    return replace(entry, article=article, sightings=seen)


def news_come(library: Library) -> None:
    """Let an article come on each portal within the last hour, and one be corrected on each."""
    for portal, day in ((HANOI, "2018-01-20"), (PORTAL, "2018-01-19")):
        entry = an_entry("9", f"Chữ ký số ở {portal}", portal=portal, published=day)
        assert entry.article is not None
        came = replace(entry, article=replace(entry.article, fetched_at=NOW - HOUR / 2))
        fill(library.cache, library.catalogue, [came])
    for minutes, portal in ((20, HANOI), (10, PORTAL)):
        before = library.cache.entry(portal, "1")
        assert before is not None
        later = NOW - timedelta(minutes=minutes)
        text = replace(
            an_article("1", f"Sửa ở {portal}", portal=portal, text="Nay đã sửa."), fetched_at=later
        )
        fill(library.cache, library.catalogue, [revised(before, text, checked_at=later)])


def rises(library: Library, portal: str, by: int) -> None:
    for day, count in ((-1, 0), (0, by)):
        at = NOW + timedelta(days=day)
        library.userdata.begin_round(portal, at)
        seen = Teaser(id="1", url=f"{BASE}/xem/1", title="Tin", place=InList.MOST_READ, views=count + 10)
        library.userdata.see(portal, (seen,), None, at)


async def show_news(reader: Reading) -> NewsList:
    await reader.press("w")
    await reader.until(lambda: isinstance(reader.app.screen, NewsScreen))
    shown = reader.app.screen.query_one(NewsList)
    await reader.until(lambda: bool(shown.rows))
    return shown


async def test_where_no_article_is_open_the_keys_to_both_are_told(two: Library):
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        assert "What is new since your last visit" in reader.text
        assert "Most read, fastest rising" in reader.text


# What is new ------------------------------------------------------------------------------------------


def test_what_is_new_on_all_portals_is_sorted_by_portal(two: Library):
    news_come(two)
    two.watching.watch(["chữ ký số"])
    rises(two, PORTAL, 20)
    rises(two, HANOI, 50)
    found = two.news.between(EVERYWHERE, NOW - HOUR, NOW)

    def named(rows: object) -> list[str]:
        return [f"{head.portal}/{head.id}" for head in two.heads(rows)]  # type: ignore[arg-type]  # rows of news

    assert named(found.rows) == ["hanoi/9", "vinhlong/9"]
    assert [(one.slug, one.name, named(one.rows)) for one in found.categories] == [
        ("@hanoi", TITLES[HANOI], ["hanoi/9"]),
        ("@vinhlong", TITLES[PORTAL], ["vinhlong/9"]),
    ]
    assert named(found.corrections) == ["vinhlong/1", "hanoi/1"], "the last first, whichever portal's"
    assert [(*named([one.row]), one.growth) for one in found.risers] == [("hanoi/1", 50), ("vinhlong/1", 20)]
    assert [*named([one.row for one in found.watched])] == ["hanoi/9", "vinhlong/9"]
    assert found.unfiled == []


async def test_the_key_lists_it_with_portals_and_enter_goes_there(two: Library):
    for portal in (HANOI, PORTAL):
        two.userdata.begin_round(portal, NOW - HOUR)
    news_come(two)
    async with reading(two, WIDE, config=Config(watch=("chữ ký số",))) as reader:
        await go_everywhere(reader)
        await reader.until(lambda: reader.screen._since is not None)
        shown = await show_news(reader)
        assert [(line.text, line.detail) for line in shown.rows] == [
            ("WORDS YOU WATCH FOR", ""),
            ("Chữ ký số ở hanoi", "chữ ký số · hanoi"),
            ("Chữ ký số ở vinhlong", "chữ ký số · vinhlong"),
            ("CORRECTED", ""),
            ("Sửa ở vinhlong", "17/01/2018 · vinhlong"),
            ("Sửa ở hanoi", "17/01/2018 · hanoi"),
            ("NEW ARTICLES", ""),
            (TITLES[HANOI], "1 new"),
            ("Chữ ký số ở hanoi", "20/01/2018"),
            (TITLES[PORTAL], "1 new"),
            ("Chữ ký số ở vinhlong", "19/01/2018"),
        ]
        await reader.press("down", "enter")
        assert (reader.desk.portal, opened(reader)) == (EVERYWHERE, "vinhlong/9")
        await reader.press("escape")
        await reader.until(lambda: isinstance(reader.app.screen, NewsScreen))
        await reader.until(lambda: bool(reader.app.screen.query_one(NewsList).rows))
        await reader.press("G", "up", "enter")
        assert (reader.desk.shelf, reader.place) == ("@hanoi", Place.LIST), "that of the other is read"


async def test_a_visit_to_all_portals_is_none_to_one_and_says_what_came_since(
    two: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.user.userdata.VISIT", 0)
    with two.userdata._changing() as connection:
        connection.execute("INSERT INTO visit VALUES ('', ?, NULL)", ((NOW - HOUR).timestamp(),))
    news_come(two)
    async with reading(two, WIDE) as reader:
        await reader.until(lambda: reader.screen._since is not None)
        assert reader.said == [], "the first visit to this one"
        await go_everywhere(reader)
        await reader.until(lambda: reader.said)
        assert reader.said == ["Since your last visit: 2 new articles, 2 corrected. w shows it."]
    assert dict(two.userdata._ask("SELECT portal, former FROM visit")) == {
        PORTAL: None,
        EVERYWHERE: (NOW - HOUR).timestamp(),
    }


def test_the_last_round_of_all_begins_with_the_first_of_the_syncs_shortly_before_the_last(two: Library):
    assert two.last_round(EVERYWHERE) is None
    two.userdata.begin_round(HANOI, NOW - timedelta(minutes=20))
    assert two.last_round(EVERYWHERE) == NOW - timedelta(minutes=20)
    two.userdata.begin_round(PORTAL, NOW)
    assert two.last_round(EVERYWHERE) == NOW - timedelta(minutes=20)
    two.userdata.begin_round(PORTAL, NOW + HOUR)
    assert two.last_round(EVERYWHERE) == NOW + HOUR, "that of the other is another round by now"
    assert two.last_round(HANOI) == NOW - timedelta(minutes=20)


# Counts -----------------------------------------------------------------------------------------------


async def test_counts_of_all_portals_stand_in_one_order_and_say_whose_they_are(two: Library):
    rises(two, PORTAL, 50)
    rises(two, HANOI, 20)
    async with reading(two, WIDE) as reader:
        await go_everywhere(reader)
        await reader.press("v")
        await reader.until(lambda: isinstance(reader.app.screen, StatsScreen))
        await reader.until(lambda: reader.app.screen.query_one("#rising", CountList).rows)
        lists = {
            name: [
                f"{one.head.portal}/{one.head.id}"
                for one in reader.app.screen.query_one(name, CountList).rows
            ]
            for name in ("#most-read", "#rising")
        }
        assert lists == {
            "#most-read": ["vinhlong/2", "hanoi/1", "vinhlong/1"],
            "#rising": ["vinhlong/1", "hanoi/1"],
        }
        assert any("Tổng kết năm ở Hà Nội" in line and " hanoi " in line for line in reader.lines)
        assert "Each portal counts visitors of its own" in " ".join(reader.text.split())
        await reader.press("j", "enter")
        assert (reader.desk.portal, opened(reader)) == (EVERYWHERE, "hanoi/1")
