"""What the user's database keeps: marks, positions, what is kept whole, counts over time, visits."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader.model import Mark
from reader.user.kept import Whole
from reader.user.userdata import Named, Read, UserData
from scrapers.model import Place, PortalCounts, Teaser
from tests.fakes_store import NOW, PORTAL, an_article, now
from tests.forking import fork
from tests.marked import marked
from tests.small_library import history

MARKS: tuple[Mark, ...] = ("read", "starred", "later")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "userdata.sqlite"


@pytest.fixture
def data(path: Path) -> Iterator[UserData]:
    with UserData.open(path, clock=now) as opened:
        yield opened


def teaser(id_: str, views: int | None, place: Place = Place.MOST_READ) -> Teaser:
    return Teaser(id=id_, url=f"http://a.vn/{id_}", title="Tin", place=place, views=views)


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_durable_at_once_and_can_be_taken_back(data: UserData, path: Path, mark: Mark) -> None:
    assert data.mark(PORTAL, "1", mark, on=True, title="Tựa", published="2018-01-17")
    assert marked(path, mark) == ["1"]
    assert [marked(path, other) for other in MARKS if other != mark] == [[], []]
    assert data.mark(PORTAL, "1", mark, on=False)
    assert marked(path, mark) == []


def test_marking_twice_changes_nothing_the_second_time(data: UserData) -> None:
    assert data.mark(PORTAL, "1", "read", on=True)
    assert not data.mark(PORTAL, "1", "read", on=True)
    assert not data.mark(PORTAL, "2", "read", on=False)


def test_of_many_only_those_are_marked_and_unmarked_that_were_not_read(data: UserData) -> None:
    for id_, on in (("1", True), ("2", True), ("2", False)):
        data.mark(PORTAL, id_, "read", on=on)
    before, at = data.state().marks, int(NOW.timestamp())
    read = data.read_many({PORTAL: [Named("1"), Named("2"), Named("3")]})
    assert read == {PORTAL: [Read("2", at, at), Read("3", None, at)]}
    assert [bool(mark.read and mark.read.on) for mark in data.state().marks] == [True] * 3
    data.unread_many(read)
    assert data.state().marks == before


def test_a_mark_remembers_what_the_article_is_called(data: UserData, path: Path) -> None:
    data.mark(PORTAL, "1", "starred", on=True, title="Tựa", published="2018-01-17")
    data.keep_position(PORTAL, "1", 0.5)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT title, published FROM mark").fetchall() == [("Tựa", "2018-01-17")]


def test_a_position_lies_between_0_and_1(data: UserData) -> None:
    assert data.position(PORTAL, "1") == 0
    for given, kept in ((0.25, 0.25), (7, 1), (-1, 0)):
        data.keep_position(PORTAL, "1", given)
        assert data.position(PORTAL, "1") == kept


def test_a_starred_article_is_kept_whole(data: UserData) -> None:
    article = an_article("1", text="Toàn văn.")
    data.keep_whole(PORTAL, "1", lambda: Whole(article))
    assert data.kept_article(PORTAL, "1") is None
    data.mark(PORTAL, "1", "starred", on=True)
    data.keep_whole(PORTAL, "1", lambda: Whole(article))
    assert data.kept_article(PORTAL, "1") == article
    data.drop(PORTAL, "1")
    assert data.kept_article(PORTAL, "1") == article
    data.mark(PORTAL, "1", "starred", on=False)
    data.drop(PORTAL, "1")
    assert data.kept_article(PORTAL, "1") is None


def test_view_counts_are_remembered_when_they_change(data: UserData) -> None:
    for hours, count in enumerate((5, 5, 9, 9, 5)):
        data.see(PORTAL, [teaser("1", count), teaser("2", None)], None, NOW + timedelta(hours=hours))
    seen = history(data, PORTAL, "1")[Place.MOST_READ]
    assert [count for _, count in seen] == [5, 9, 5]
    assert seen[1][0] == NOW + timedelta(hours=2)
    assert history(data, PORTAL, "2") == {}


def test_counts_of_a_former_id_are_taken_up_to_where_there_are_own_ones(data: UserData) -> None:
    for hours, id_ in enumerate(("old", "new", "old", "new")):
        data.see(PORTAL, [teaser(id_, hours)], None, NOW + timedelta(hours=hours))
    data.take_history(PORTAL, "old", "new")
    assert [count for _, count in history(data, PORTAL, "new")[Place.MOST_READ]] == [0, 1, 3]


def test_counts_of_different_places_are_apart(data: UserData) -> None:
    data.see(PORTAL, [teaser("1", 5), teaser("1", 4, Place.LISTING)], None, NOW)
    data.see(PORTAL, [teaser("1", 5), teaser("1", 4, Place.LISTING)], None, NOW + timedelta(hours=1))
    assert history(data, PORTAL, "1") == {Place.LISTING: [(NOW, 4)], Place.MOST_READ: [(NOW, 5)]}


def test_the_portals_own_counters_are_remembered(data: UserData, path: Path) -> None:
    data.see(PORTAL, (), PortalCounts(online=17, total=1503139), NOW)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT online, total FROM portal_counts").fetchall() == [(17, 1503139)]


def test_of_a_round_the_last_word_on_visitors_stays(data: UserData, path: Path) -> None:
    for hour in (0, 2):
        data.begin_round(PORTAL, NOW + timedelta(hours=hour))
        for minute in range(3):
            at = NOW + timedelta(hours=hour, minutes=minute)
            data.see(PORTAL, (), PortalCounts(online=minute, total=hour), at)
    data.see("hanoi", (), PortalCounts(online=9, total=9), NOW + timedelta(hours=2))
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT portal, online, total FROM portal_counts ORDER BY portal, seen_at")
        assert kept.fetchall() == [("hanoi", 9, 9), (PORTAL, 2, 0), (PORTAL, 2, 2)]


def test_a_visit_tells_when_the_last_one_was(path: Path) -> None:
    with UserData.open(path, clock=now) as data:
        assert data.visit(PORTAL) is None
    later = NOW + timedelta(days=1, milliseconds=750)
    with UserData.open(path, clock=at(later)) as data:
        assert data.visit(PORTAL) == NOW
    with UserData.open(path, clock=now) as data:
        assert data.visit(PORTAL) == later, "an article that came half a second before is not new"


def test_a_reader_that_is_opened_again_soon_is_still_on_the_same_visit(path: Path) -> None:
    week = NOW + timedelta(days=7)
    starts = [
        (NOW, None),
        (NOW + timedelta(minutes=5), None),
        (week, NOW),
        (week + timedelta(minutes=29), NOW),
    ]
    for now_, since in (*starts, (week + timedelta(minutes=31), week)):
        with UserData.open(path, clock=at(now_)) as data:
            assert data.visit(PORTAL) == since


def test_each_write_is_a_change_that_others_see(data: UserData, path: Path) -> None:
    with UserData.open(path, clock=now) as other:
        before = other.changes()
        data.mark(PORTAL, "1", "read", on=True)
        assert other.changes() != before


def test_killed_after_a_mark_the_mark_is_there(path: Path) -> None:
    UserData.open(path, clock=now).close()
    if not (child := fork()):
        UserData.open(path, clock=now).mark(PORTAL, "1", "read", on=True)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with UserData.open(path, clock=now) as data:
        assert data.notices == []
        assert marked(path, "read") == ["1"]
