"""The time, and the order of times of publication; `scrapers.dates` reads them from pages."""

from datetime import UTC, datetime, timedelta, timezone

PORTAL_TIME = timezone(timedelta(hours=7))
"""Việt Nam has had this offset since 1975, so no time zone database is needed."""
NEVER = datetime.min.replace(tzinfo=UTC)
"""Stands before all times, for what has none."""
_DAY = len("2017-01-09")


def utc_now() -> datetime:
    """Return the time of this machine, in UTC: the clock that is used wherever no other is given."""
    return datetime.now(UTC)


def day_of(published: str) -> str:
    """Return the day of a time that `parse_time` made, as an ISO date."""
    return published[:_DAY]


def sort_key(published: str | None) -> int:
    """Return a time that `parse_time` made as epoch seconds, a bare date as its midnight; 0 for None."""
    try:
        time = datetime.fromisoformat(published or "")
    except ValueError:
        return 0
    return max(0, int((time if time.tzinfo else time.replace(tzinfo=PORTAL_TIME)).timestamp()))
