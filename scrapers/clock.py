"""The time, and the order of times of publication; `scrapers.dates` reads them from pages."""

from datetime import UTC, datetime, timedelta, timezone

PORTAL_TIME = timezone(timedelta(hours=7))
"""Việt Nam has had this offset since 1975, so no time zone database is needed."""
_DAY = len("2017-01-09")


def utc_now() -> datetime:
    """Give the time of this machine, in UTC; what needs a clock takes this one unless given another."""
    return datetime.now(UTC)


def day_of(published: str) -> str:
    """Give the day of a time of `parse_time`, as an ISO date."""
    return published[:_DAY]


def sort_key(published: str | None) -> int:
    """Give the order of a time of `parse_time`: epoch seconds, a bare date as its midnight; 0 for None."""
    try:
        time = datetime.fromisoformat(published or "")
    except ValueError:
        return 0
    return max(0, int((time if time.tzinfo else time.replace(tzinfo=PORTAL_TIME)).timestamp()))
