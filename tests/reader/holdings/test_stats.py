"""Counts over time: rounds of syncs, the history of each place, what rises, visitors; through real stores."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import words
from reader.holdings.statements import GROWTH
from reader.holdings.stats import _HISTORIES, _VISITORS, growth_a_day
from reader.library import Library
from reader.model import EVERYWHERE
from reader.render.counts import counted_line
from reader.render.rows import Bit
from scrapers.model import Place
from tests.counting import HOUR, MINUTE, a_week, counts, look, rising, show
from tests.fakes_store import NOW, PORTAL, a_library
from tests.small_library import ENTRIES, history, ids


def text(bits: list[Bit]) -> str:
    return "".join(bit.text for bit in bits)


def told(library: Library, name: str) -> str:
    """What a row says of the growth of an article."""
    (history,) = library.stats.histories(PORTAL, [name])[name]
    return words.pace(*history.grown)


@pytest.mark.parametrize(
    ("days", "rise", "said"),
    [
        (25 * MINUTE, 12, "+12 in 25 min"),
        (HOUR, 1200, "+1.200 in 1 h"),
        (5 * HOUR, 3, "+3 in 5 h"),
        (23.5 * HOUR, 47, "+48 a day"),
        (1, 47, "+47 a day"),
        (4, 2, "+0,5 a day"),
    ],
)
def test_growth_is_said_a_day_only_where_it_was_seen_so_long(
    library: Library, days: float, rise: int, said: str
) -> None:
    look(library, 0, {"1": 100})
    look(library, days, {"1": 100 + rise})
    (one,) = library.stats.figures(PORTAL).rising

    assert told(library, "1") == said
    assert (one.rise, round(one.seconds)) == (rise, round(days * 86400))
    assert said.removeprefix(f"+{words.number(rise)} ") in text(counted_line(one, 100))


def test_what_another_machine_saw_is_growth_since_it_was_seen_there(library: Library, tmp_path: Path) -> None:
    with a_library(tmp_path / "other", ENTRIES) as other:
        look(other, 0, {"1": 100})
        library.take_in(other.userdata.state())
    look(library, 2, {"1": 150})

    (one,) = library.stats.figures(PORTAL).rising
    assert (one.rise, one.seconds, one.per_day) == (50, 2 * 86400, 25)


# Histories -----------------------------------------------------------------------------------------------


def test_every_count_that_was_seen_is_kept_with_its_time(library: Library) -> None:
    look(library, 0, {"1": 5})
    show(library, MINUTE, {"1": 6})

    assert history(library.userdata, PORTAL, "1") == {
        Place.MOST_READ: [(NOW, 5), (NOW + timedelta(minutes=1), 6)]
    }


def test_places_are_kept_apart_and_never_mixed(library: Library) -> None:
    look(library, 0, {"1": 30}, listing={"1": 10})
    look(library, 1, {"1": 5}, listing={"1": 12})

    assert counts(library, "1") == {Place.MOST_READ: (30, 5), Place.LISTING: (10, 12)}


def test_what_an_articles_own_page_says_comes_first_then_what_was_seen_last(library: Library) -> None:
    look(library, 0, {"1": 3}, listing={"1": 4})
    show(library, HOUR, {"1": 5}, Place.LISTING)
    assert list(counts(library, "1")) == [Place.LISTING, Place.MOST_READ]

    show(library, -HOUR, {"1": 2}, Place.ARTICLE)
    look(library, 1, {"1": 3})
    show(library, 1, {"1": 2}, Place.ARTICLE)
    assert next(iter(counts(library, "1"))) is Place.ARTICLE


# Rising --------------------------------------------------------------------------------------------------


def test_growth_counts_from_the_sync_before_per_day(library: Library) -> None:
    look(library, 0, {"1": 100, "2": 10})
    look(library, 10, {"1": 200, "2": 100})
    look(library, 12, {"1": 210, "2": 130})

    assert rising(library) == [("2", Place.MOST_READ, 30, 15.0), ("1", Place.MOST_READ, 10, 5.0)]
    assert ids(library, sort="rising")[:2] == ["2", "1"]
    assert [one.head.id for one in library.stats.figures(PORTAL, limit=1).rising] == ["2"]
    for portal in (PORTAL, EVERYWHERE):
        figures = library.stats.figures(portal)
        assert figures.former_at is not None
        assert figures.round_at == figures.former_at + timedelta(days=2)


def test_a_count_that_stood_counts_from_when_it_was_last_seen(library: Library) -> None:
    for day in range(10):
        look(library, day, {"1": 100})
    look(library, 10, {"1": 100})
    show(library, 10 + MINUTE, {"1": 104})

    assert rising(library) == [("1", Place.MOST_READ, 4, pytest.approx(4, abs=0.01))]


def test_what_grew_before_the_last_sync_and_not_since_rises_no_more(library: Library) -> None:
    look(library, 0, {"1": 100})
    look(library, 1, {"1": 900})
    assert [name for name, *_rest in rising(library)] == ["1"]
    look(library, 2, {"1": 900})

    assert rising(library) == []
    assert ids(library, sort="rising") == ids(library)


def test_what_was_not_seen_for_a_while_counts_over_all_that_time(library: Library) -> None:
    look(library, 0, {"1": 100})
    look(library, 5, {"2": 1})
    look(library, 10, {"1": 150})

    assert rising(library) == [("1", Place.MOST_READ, 50, 5.0)]


def test_a_first_sight_and_a_count_that_shrank_are_no_growth(library: Library) -> None:
    look(library, 0, {"1": 100})
    look(library, 1, {"1": 5, "2": 800})

    assert rising(library) == []


def test_a_difference_between_two_places_is_no_growth(library: Library) -> None:
    look(library, 0, {"1": 1000}, listing={"2": 10})
    look(library, 1, {"2": 700}, listing={"1": 2000, "2": 11})

    assert rising(library) == [("2", Place.LISTING, 1, 1.0)]


def test_an_article_that_rises_in_two_places_is_named_once_with_the_faster(library: Library) -> None:
    look(library, 0, {"1": 10}, listing={"1": 100})
    look(library, 1, {"1": 40}, listing={"1": 101})

    (one,) = library.stats.figures(PORTAL).rising
    assert (one.place, one.rise) == (Place.MOST_READ, 30)
    assert one.history is not None
    assert one.history.counts == (10, 40)


def test_growth_within_minutes_counts_as_of_an_hour(library: Library) -> None:
    look(library, 0, {"1": 10})
    look(library, MINUTE, {"1": 13})

    assert rising(library) == [("1", Place.MOST_READ, 3, 72.0)]


COUNTS = st.dictionaries(st.sampled_from(["1", "2", "3"]), st.integers(0, 50))
LOOKS = st.lists(st.tuples(st.integers(40, 5000), COUNTS, COUNTS), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(looks=LOOKS)
def test_what_rises_agrees_with_the_histories(
    tmp_path: Path, looks: list[tuple[int, object, object]]
) -> None:
    """The order of the list, made in SQL, and the growth told of a history come to the same."""
    portal = str(abs(hash(str(looks))))
    with a_library(tmp_path / portal, ENTRIES) as library:
        minutes = 0
        for apart, views, listing in looks:
            minutes += apart
            look(library, minutes * MINUTE, views, listing=listing)  # type: ignore[arg-type]  # as COUNTS makes them
        histories = library.stats.histories(PORTAL, ["1", "2", "3"])
        growth = {
            (name, one.place): one.per_day for name, of in histories.items() for one in of if one.per_day
        }
        fastest = {
            name: max(speed for (who, _), speed in growth.items() if who == name) for name, _ in growth
        }
        assert {name: speed for name, _, _, speed in rising(library)} == pytest.approx(fastest, abs=0.001)


# What is read most ---------------------------------------------------------------------------------------


def test_what_is_read_most_has_the_history_of_the_place_of_its_number(library: Library) -> None:
    a_week(library)
    figures = library.stats.figures(PORTAL, limit=3)

    assert [(one.head.id, one.head.views) for one in figures.most_read] == [("2", 300), ("4", 20), ("1", 10)]
    assert library.stats.figures(PORTAL, limit=2).most_read == figures.most_read[:2]
    shown = [one.history for one in figures.most_read]
    assert [history and history.place for history in shown] == [
        Place.MOST_READ, Place.MOST_READ, Place.LISTING,
    ]  # fmt: skip
    assert all(
        history is None or history.count == one.head.views
        for history, one in zip(shown, figures.most_read, strict=True)
    )


def test_no_history_stands_beside_a_number_of_another_place(library: Library) -> None:
    look(library, 0, {"2": 12})
    (first, *_rest) = library.stats.figures(PORTAL).most_read

    assert (first.head.id, first.head.views, first.history) == ("2", 300, None)
    assert [history.count for history in first.histories] == [12]


def test_without_a_sync_there_are_no_figures_but_what_the_cache_counts(library: Library) -> None:
    figures = library.stats.figures(PORTAL)

    assert [one.head.id for one in figures.most_read] == ["2", "4", "1"]
    assert (figures.rising, figures.visitors, figures.round_at, figures.former_at) == ((), (), None, None)
    assert library.stats.figures("hanoi").most_read == ()


# Cost and age --------------------------------------------------------------------------------------------


def test_the_histories_of_a_screen_are_one_question(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_week(library)
    asked: list[str] = []
    ask = library.catalogue.ask
    monkeypatch.setattr(
        library.catalogue, "ask", lambda text, *more: (asked.append(text), ask(text, *more))[1]
    )

    assert len(library.stats.histories(PORTAL, ["1", "2", "3", "4", "5"])) == 3
    assert len(asked) == 1


def test_no_question_goes_through_all_that_was_ever_seen(library: Library) -> None:
    """SQLite says how it would look: by steps down an index, never over a whole table."""
    values = {"portal": PORTAL, "ids": "[]", "places": "[]", "rounds": 8, "forever": 1 << 62}
    for statement in (GROWTH, _HISTORIES, _VISITORS):
        plan = [row[3] for row in library.catalogue.ask(f"EXPLAIN QUERY PLAN {statement}", values)]
        assert [step for step in plan if step.startswith("SCAN") and "views" in step] == []
        assert [step for step in plan if "user.views" in step and "seen_at" not in step] == []


def test_what_another_machine_counted_is_shown_here_too(library: Library, tmp_path: Path) -> None:
    a_week(library)
    with a_library(tmp_path / "other", ENTRIES) as other:
        look(other, -2 + MINUTE, {"4": 18})
        look(other, -1.5, {"4": 19})
        other.userdata.take_in(library.userdata.state())
        assert counts(other, "4") == {Place.MOST_READ: (2, 5, 8, 11, 14, 18, 19, 20)}
        assert counts(other, "2") == counts(library, "2")
        assert [one[::2] for one in rising(other)] == [("4", 1), ("1", 1), ("2", 1)]
        assert other.stats.visitors(PORTAL) == library.stats.visitors(PORTAL)


def test_a_clock_that_was_ahead_elsewhere_leaves_room_for_the_syncs_of_this_machine(
    library: Library, tmp_path: Path
) -> None:
    look(library, 900, {"4": 20})
    with a_library(tmp_path / "other", ENTRIES) as other:
        other.userdata.take_in(library.userdata.state())
        for day in (-3, -2, -1):
            look(other, day, {"2": 300 + day})
        assert counts(other, "2") == {Place.MOST_READ: (297, 298, 299)}


def test_what_is_no_time_or_count_in_a_damaged_database_is_left_out(library: Library) -> None:
    a_week(library)
    with library.userdata._changing() as connection:
        connection.execute("UPDATE views SET count = 'x' WHERE id = '2'")
        connection.execute("UPDATE views SET last_at = 'x' WHERE id = '1'")
        connection.execute("UPDATE portal_counts SET total = 'x'")

    figures = library.stats.figures(PORTAL)
    assert [one.head.id for one in figures.rising] == ["4", "1"]
    assert figures.visitors == ()
    assert ids(library, sort="rising")


@pytest.mark.parametrize(
    ("points", "a_day"),
    [
        ([], 0),
        ([(0, 419)], 0),
        ([(0, 400), (24, 419)], 19),
        ([(0, 400), (12, 419)], 38),
        ([(0, 400), (48, 410)], 5),
        ([(0, 1), (24, 2), (48, 32)], 30),
        ([(0, 419), (24, 419)], 0),
        ([(0, 419), (24, 3)], 0),
        ([(24, 1), (24, 9)], 0),
        ([(24, 1), (0, 9)], 0),
        ([(0, 10), (0.01, 11)], 24),
    ],
)
def test_growth_a_day_is_that_of_the_last_two_sightings(points: list[tuple[float, int]], a_day: float):
    seen = [(NOW + timedelta(hours=hours), count) for hours, count in points]

    assert growth_a_day(seen) == pytest.approx(a_day)
