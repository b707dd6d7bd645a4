"""Rounds: which syncs are one, which counts belong to it; through real stores."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from reader.library import Library
from reader.user.migrations import MIGRATIONS
from reader.user.userdata import UserData
from scrapers.model import Place, PortalCounts
from tests.counting import HOUR, MINUTE, counts, look, rising, show
from tests.fakes_store import NOW, PORTAL, a_library, now
from tests.small_library import ENTRIES


def test_a_history_has_one_count_a_round_the_last_one_seen(library: Library) -> None:
    look(library, 0, {"1": 5})
    for minute in range(1, 4):
        show(library, minute * MINUTE, {"1": 5 + minute})
    look(library, 1, {"1": 9})

    assert counts(library, "1") == {Place.MOST_READ: (8, 9)}
    (history,) = library.stats.histories(PORTAL, ["1"])["1"]
    assert [at for at, _count in history.points] == [NOW + timedelta(minutes=3), NOW + timedelta(days=1)]


def test_a_count_that_did_not_change_is_a_point_of_each_round_in_which_it_was_seen(library: Library) -> None:
    for day, views in enumerate(({"1": 5}, {"1": 5}, {}, {"1": 7})):
        look(library, day, views)
    assert counts(library, "1") == {Place.MOST_READ: (5, 5, 7)}

    look(library, 4, {"2": 1})
    assert counts(library, "1") == {Place.MOST_READ: (5, 5, 7)}


def test_only_the_last_rounds_are_told_and_another_portal_has_none(library: Library) -> None:
    for day in range(12):
        look(library, day, {"1": day})

    assert counts(library, "1") == {Place.MOST_READ: tuple(range(4, 12))}
    assert library.stats.histories("hanoi", ["1"]) == {}
    assert library.stats.histories(PORTAL, []) == {}


def test_syncs_shortly_after_one_another_are_one_round_but_for_the_second(library: Library) -> None:
    for minute in (0, 1, 2, 3):
        look(library, minute * MINUTE, {"1": minute})
    assert counts(library, "1") == {Place.MOST_READ: (0, 3)}

    look(library, HOUR, {"1": 9})
    assert counts(library, "1") == {Place.MOST_READ: (0, 3, 9)}


def test_a_sync_does_not_end_the_round_of_another_portal(library: Library) -> None:
    look(library, 0, {"1": 1})
    library.userdata.begin_round("hanoi", NOW + timedelta(days=1))
    show(library, 2, {"1": 2})

    assert counts(library, "1") == {Place.MOST_READ: (2,)}


def test_to_sync_again_at_once_takes_nothing_from_what_rises(library: Library) -> None:
    look(library, 0, {"1": 10})
    look(library, 1, {"1": 20})
    look(library, 1 + MINUTE, {"1": 20})

    assert rising(library) == [("1", Place.MOST_READ, 10, 10.0)]


def test_visitors_are_told_as_each_round_left_them(library: Library) -> None:
    look(library, 0, visitors=(17, 1000))
    library.userdata.see(PORTAL, (), PortalCounts(online=12, total=1007), NOW + timedelta(minutes=2))
    look(library, 1)
    look(library, 2, visitors=(9, 1500))

    told = [(one.at, one.online, one.total) for one in library.stats.visitors(PORTAL)]
    assert told == [(NOW + timedelta(minutes=2), 12, 1007), (NOW + timedelta(days=2), 9, 1500)]


def test_counts_of_a_former_version_fall_into_rounds_by_their_pauses(tmp_path: Path) -> None:
    path = tmp_path / "data" / "userdata.sqlite"
    with UserData.open(path, clock=now, migrations=MIGRATIONS[:1]):
        pass
    with closing(sqlite3.connect(path)) as old:
        for day, count in ((0, 5), (0, 6), (3, 9)):
            at = int((NOW + timedelta(days=day, minutes=count)).timestamp())
            old.execute("INSERT INTO views VALUES (?, '1', 'listing', ?, ?)", (PORTAL, at, count))
        old.commit()
    with a_library(tmp_path, ENTRIES) as library:
        assert counts(library, "1") == {Place.LISTING: (6, 9)}
        assert rising(library) == [("1", Place.LISTING, 3, pytest.approx(1, abs=0.01))]


def test_what_a_sync_saw_in_the_second_in_which_the_next_begins_belongs_to_its_own_round(
    library: Library,
) -> None:
    look(library, 0, {"1": 10}, visitors=(17, 1000))
    show(library, MINUTE, {"1": 12, "2": 5})
    library.userdata.see(PORTAL, (), PortalCounts(online=12, total=1007), NOW + timedelta(minutes=1))
    look(library, 1.01 * MINUTE)
    look(library, 2 * MINUTE, {"1": 15, "2": 9}, visitors=(9, 1010))

    assert [counts(library, name) for name in "12"] == [
        {Place.MOST_READ: (12, 15)},
        {Place.MOST_READ: (5, 9)},
    ]
    assert [(name, rise) for name, _place, rise, _speed in rising(library)] == [("2", 4), ("1", 3)]
    assert [one.total for one in library.stats.visitors(PORTAL)] == [1007, 1010]
