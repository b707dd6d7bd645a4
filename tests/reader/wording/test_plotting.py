"""Counts over time as a plot: within its room, over real time, numbers and days as Vietnamese write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.wording.plotting import SMALLEST, Point, plot

START = datetime(2018, 1, 1, 5, tzinfo=UTC)


def points(*counts: int, apart: timedelta = timedelta(days=1)) -> list[Point]:
    """Counts at even times."""
    return [(START + index * apart, count) for index, count in enumerate(counts)]


POINTS = st.lists(
    st.tuples(st.integers(0, 10**8), st.integers(0, 10**10)),
    min_size=2,
    max_size=300,
    unique_by=lambda one: one[0],
).map(lambda found: [(START + timedelta(seconds=second), count) for second, count in sorted(found)])


@settings(max_examples=60, deadline=None)
@given(seen=POINTS, width=st.integers(1, 150), height=st.integers(1, 40), plain=st.booleans())
def test_a_plot_fits_its_room_whatever_was_counted(
    seen: list[Point], width: int, height: int, *, plain: bool
) -> None:
    lines = plot(seen, width, height, plain=plain)

    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)
    assert not any("\x1b" in line for line in lines)
    if plain:
        assert all(line.isascii() for line in lines)
    if width < SMALLEST[0] or height < SMALLEST[1]:
        assert lines == []


def test_the_axes_name_the_least_and_the_most_and_days(capsys: pytest.CaptureFixture[str]) -> None:
    lines = plot(points(1_500_000, 1_500_100, 1_503_139), 60, 8)

    assert len(lines) == 8
    assert lines[0].startswith("1.503.139┤")
    assert lines[-3].startswith("1.500.000┤")
    assert lines[-1].split()[0] == "01/01"
    assert lines[-1].split()[-1] == "03/01"
    assert capsys.readouterr().out == ""


def test_within_a_day_the_axis_names_hours_of_vietnam() -> None:
    lines = plot(points(1, 5, apart=timedelta(hours=6)), 60, 8)

    assert (lines[-1].split()[0], lines[-1].split()[-1]) == ("12:00", "18:00")


def test_time_is_as_long_as_it_was() -> None:
    """A rise on the last of ten days stands at the right end, though it is every second point."""
    seen = [(START, 0), (START + timedelta(days=9), 0), (START + timedelta(days=10), 100)]
    lines = plot(seen, 60, 8)

    assert lines[0].index("┤") < 5
    assert len(lines[0].rstrip()) - len(lines[0].split("┤")[1].lstrip()) > 50


def test_a_count_that_stands_is_a_level_line() -> None:
    lines = plot(points(7, 7, 7), 40, 7)

    (level,) = [line for line in lines if line.lstrip().startswith("7┤")]
    assert len(set(level.split("┤")[1])) == 1


@pytest.mark.parametrize("seen", [[], points(5)])
def test_a_curve_is_between_two(seen: list[Point]) -> None:
    assert plot(seen, 60, 8) == []


def test_of_many_points_each_column_shows_the_state_it_ends_with() -> None:
    many = points(*range(5000), apart=timedelta(minutes=7))

    assert plot(many, 60, 8)[0].startswith("4.999┤")


def test_a_plot_does_not_depend_on_the_one_before() -> None:
    first = plot(points(1, 2, 3), 50, 8)
    plot(points(9, 9_000_000), 120, 30, plain=True)

    assert plot(points(1, 2, 3), 50, 8) == first
