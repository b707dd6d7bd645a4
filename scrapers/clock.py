"""The time, and the order of times of publication; `scrapers.dates` reads them from pages."""

from datetime import UTC, datetime, timedelta, timezone

PORTAL_TIME = timezone(timedelta(hours=7))
"""Việt Nam has had this offset since 1975, so no time zone database is needed."""
NEVER = datetime.min.replace(tzinfo=UTC)
"""Stands before all times, for what has none."""
_LAST = datetime.max.replace(tzinfo=PORTAL_TIME)
_DAY = len("2017-01-09")


def utc_now() -> datetime:
    """Return the time of this machine, in UTC: the clock that is used wherever no other is given."""
    return datetime.now(UTC)


def on_portals_clock(when: datetime) -> datetime:
    """Return a time as clocks in Việt Nam show it; one without a zone is theirs.

    Of the last hours that there are in UTC, as on a machine whose clock is wrong, it is the very last.
    """
    try:
        return when.replace(tzinfo=PORTAL_TIME) if when.tzinfo is None else when.astimezone(PORTAL_TIME)
    except OverflowError:
        return _LAST


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
