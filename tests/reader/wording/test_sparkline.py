"""Histories of counts: a line as wide as asked for."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.wording.sparkline import ASCII_BARS, BARS, bar, sparkline


@pytest.mark.parametrize(
    ("values", "width", "line"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], 8, "▁▂▃▄▅▆▇█"),
        ([419, 419, 1204], 3, "▁▁█"),
        ([0, 7], 4, "▁▁██"),
        ([0, 0, 9, 0, 0, 0], 3, "▁█▁"),
        ([5, 5, 5], 3, "▁▁▁"),
        ([5], 2, "▁▁"),
        ([-7, 0], 2, "▁█"),
        ([], 5, ""),
        ([1, 2], 0, ""),
        ([1, 2], -1, ""),
    ],
)
def test_values_become_bars(values: list[int], width: int, line: str):
    assert sparkline(values, width) == line


def test_counts_begin_at_zero_where_that_is_asked():
    assert sparkline([6, 7, 8], 3, from_zero=True) == "▆▇█"
    assert sparkline([0, 0], 2, from_zero=True) == "▁▁"


@pytest.mark.parametrize(
    ("count", "most", "width", "drawn"),
    [
        (8, 8, 3, "███"),
        (4, 8, 3, "█▌"),
        (1, 800, 3, "▏"),
        (0, 8, 3, ""),
        (0, 0, 3, ""),
        (8, 8, 0, ""),
        (8, 8, -2, ""),
    ],
)
def test_a_count_becomes_a_bar(count: int, most: int, width: int, drawn: str):
    assert bar(count, most, width) == drawn


def test_a_bar_of_plain_ascii_shows_whatever_is_more_than_none():
    assert [bar(count, 100, 4, plain=True) for count in (0, 1, 50, 100)] == ["", "#", "##", "####"]


def test_bars_of_plain_ascii():
    assert sparkline([0, 1, 2, 3, 4], 5, plain=True) == "_.-=^"


@example(values=[0, 2.2250738585072014e-308], width=2, plain=False)
@given(
    st.lists(st.integers(0, 10**12) | st.floats(0, 1e9), min_size=1, max_size=60),
    st.integers(1, 40),
    st.booleans(),
)
def test_a_line_is_as_wide_as_asked_and_shows_the_highest(values: list[float], width: int, plain: bool):
    line = sparkline(values, width, plain=plain)
    bars = ASCII_BARS if plain else BARS

    assert len(line) == width
    assert set(line) <= set(bars)
    if width >= len(values) and max(values) > min(values):
        assert bars[-1] in line
        assert bars[0] in line


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=60), st.integers(1, 40))
def test_what_only_grows_never_falls(values: list[int], width: int):
    line = sparkline(sorted(values), width)

    assert list(line) == sorted(line)
