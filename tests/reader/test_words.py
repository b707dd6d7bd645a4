"""Numbers, dates and ages read as a Vietnamese paper writes them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import i18n, words
from reader.model import Head
from scrapers.clock import PORTAL_TIME
from scrapers.model import Article

NOW = datetime(2026, 11, 23, 7, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = i18n._current
    i18n.install("en")
    yield
    i18n._current = before


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (999, "999"), (1204, "1.204"), (1503139, "1.503.139"), (-1204, "-1.204")],
)
def test_numbers_are_grouped_by_points(value: int, written: str):
    assert written == words.number(value)


@given(st.integers())
def test_a_number_keeps_its_digits(value: int):
    assert int(words.number(value).replace(".", "")) == value


@pytest.mark.parametrize("iso", ["2017-01-09", "2017-01-09T15:46:00+07:00"])
def test_a_day_is_written_day_first(iso: str):
    assert words.day(iso) == "09/01/2017"


@pytest.mark.parametrize("odd", ["", "hôm qua", "2017-13-45", "2017-02-30T10:00:00+07:00"])
def test_what_is_no_date_comes_back_as_it_is(odd: str):
    assert odd == words.day(odd)
    assert odd == words.moment(odd)


def test_a_moment_has_its_time_where_the_page_gives_one():
    assert words.moment("2022-07-14T15:46:00+07:00") == "14/07/2022 15:46"
    assert words.moment("2022-07-14") == "14/07/2022"


def test_moments_are_on_vietnams_clock():
    late = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)

    assert words.moment(late) == "23/11/2026 01:30"
    assert words.moment("2026-11-22T18:30:00+00:00") == "23/11/2026 01:30"
    assert words.moment("2022-07-14T15:46:00") == "14/07/2022 15:46"
    assert words.hour(NOW) == "14:02 23/11/2026"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=29), "29 days ago"),
        (timedelta(days=30), "24/10/2026"),
        (timedelta(days=-3), "just now"),
    ],
)
def test_an_age_has_one_unit_and_turns_into_a_day(ago: timedelta, said: str):
    assert said == words.age(NOW - ago, NOW)


def test_an_age_takes_times_of_any_zone():
    assert words.age(datetime(2026, 11, 23, 12, 2, tzinfo=PORTAL_TIME), NOW) == "2 hours ago"


def test_views_are_counted():
    assert words.views(1) == "1 view"
    assert words.views(1204) == "1.204 views"


def test_a_guessed_date_says_that_it_is_a_guess():
    assert words.published("2018-01-17") == "17/01/2018"
    assert words.published("2018-01-17", guessed=True) == "about 17/01/2018, as far as the page says"


def test_a_byline_has_what_is_known():
    bare = Article(portal="p", id="1", url="http://p/1", title="t")
    full = Head(
        row=1,
        portal="p",
        id="1",
        url="http://p/1",
        title="t",
        categories=("Tin trong ngành", "Thông báo"),
        published="2018-01-17",
        author="Hồng Hạnh",
        views=0,
    )

    assert words.byline(bare) == ()
    assert words.byline(full) == ("Tin trong ngành, Thông báo", "17/01/2018", "Hồng Hạnh", "0 views")
