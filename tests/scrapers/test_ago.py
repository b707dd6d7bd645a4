"""Times that count back from when a page came."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.ago import time_ago
from scrapers.clock import PORTAL_TIME

NOW = datetime(2026, 1, 1, 1, 30, 45, tzinfo=UTC)
"""08:30:45 in Vĩnh Long."""
SHAPE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+07:00)?")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("5 phút trước", "2026-01-01T08:25:00+07:00"),
        ("20 giây trước", "2026-01-01T08:30:00+07:00"),
        ("Vừa xong", "2026-01-01T08:30:00+07:00"),
        ("1 giờ trước", "2026-01-01"),
        ("khoảng một tiếng trước", "2026-01-01"),
        ("Hôm qua, 09:30", "2025-12-31T09:30:00+07:00"),
        ("hôm nay 14:05", "2026-01-01T14:05:00+07:00"),
        ("Hôm nay lúc 7h05", "2026-01-01T07:05:00+07:00"),
        ("16:40 - Hôm kia", "2025-12-30T16:40:00+07:00"),
        ("Yesterday, 2:05 PM", "2025-12-31T14:05:00+07:00"),
        ("Đăng lúc: hôm qua 09:30 | Lượt xem: 31", "2025-12-31T09:30:00+07:00"),
    ],
)
def test_a_time_counts_back_from_when_the_page_came(text: str, time: str) -> None:
    assert time_ago(text, NOW) == (time, False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 ngày trước", "2025-12-29"),
        ("Hôm qua", "2025-12-31"),
        ("Ngày đăng: hôm nay", "2026-01-01"),
        ("Hôm kia 12 lượt xem", "2025-12-30"),
        ("2 weeks ago", "2025-12-18"),
        ("2 tháng trước", "2025-11-02"),
        # From 23:30 to 00:30.
        ("8 giờ trước", "2026-01-01"),
    ],
)
def test_a_day_that_is_not_sure_says_so(text: str, day: str) -> None:
    assert time_ago(text, NOW) == (day, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hôm nay: 88",
        "Hôm qua 1.204",
        "Hôm qua 88 lượt truy cập",
        "hôm quá",
        "trước 2 ngày",
        "1204 ngày trước",
        "09/01/2017",
    ],
)
def test_what_does_not_count_back_is_none(text: str) -> None:
    assert time_ago(text, NOW) is None


@given(st.text(alphabet="0123456789:h ,hôm nayqua giờphútngàythángnămtrướcagodays"))
def test_any_text_gives_a_well_formed_time_or_none(text: str) -> None:
    found = time_ago(text, NOW)
    assert found is None or SHAPE.fullmatch(found.time)


@given(st.integers(0, 999), st.integers(10**9, 4 * 10**9))
def test_the_days_given_hold_the_time_that_the_words_may_mean(hours: int, seconds: int) -> None:
    now = datetime.fromtimestamp(seconds, PORTAL_TIME)
    found = time_ago(f"{hours} giờ trước", now)
    assert found is not None
    latest, earliest = now - timedelta(hours=hours), now - timedelta(hours=hours + 1)
    assert found == (latest.date().isoformat(), latest.date() != earliest.date())
