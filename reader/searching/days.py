"""Reads days, months and years as people type them to bound a search. Pure."""

import re
from calendar import monthrange
from datetime import date, timedelta

from scrapers.text import fold

_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?P<day>\d{1,2})[-/.])?(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)
_DECEMBER = 12
_NAMED = {"today": 0, "homnay": 0, "yesterday": 1, "homqua": 1}
_AGO = re.compile(r"(\d{1,4})([a-z]+)")
_UNITS = (
    (1, ("d", "day", "days", "ngay")),
    (7, ("w", "week", "weeks", "tuan")),
    (30, ("month", "months", "thang")),
    (365, ("y", "year", "years", "nam")),
)
_DAYS = {unit: days for days, units in _UNITS for unit in units}
_LONGEST = 365_000
"""Days, a thousand years: more lead out of the calendar, and are a year that was typed otherwise."""


def first_day(typed: str) -> str | None:
    """Return the first day of what was typed, in ISO: 2017, 01/2017, 2017-01, 09/01/2017, 2017-01-09."""
    return _read(typed, last=False)


def last_day(typed: str) -> str | None:
    """Return the last day of what was typed, in ISO; None for what is no day."""
    return _read(typed, last=True)


def days_ago(typed: str) -> int | None:
    """Return how many days before today were typed: homnay, 7ngay, 2tuan, 3thang, 7d, 2weeks.

    A month has 30 days, a year 365.
    """
    word = "".join(fold(typed).split())
    found = _AGO.fullmatch(word)
    if found and found[2] in _DAYS:
        days = int(found[1]) * _DAYS[found[2]]
        return days if days < _LONGEST else None
    return _NAMED.get(word)


def before(today: str, days: int) -> str:
    """Return the ISO day so many days before another."""
    return (date.fromisoformat(today) - timedelta(days=days)).isoformat()


def moved(day: str, back: int) -> str | None:
    """Return the ISO day so many days before another, or after it; None where the calendar has none."""
    try:
        return before(day, back)
    except OverflowError:
        return None


def _read(typed: str, *, last: bool) -> str | None:
    """Return the first or the last day of what was typed; None where the calendar has none."""
    found = next(filter(None, (form.fullmatch(typed.strip()) for form in _FORMS)), None)
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"] or (_DECEMBER if last else 1))
    try:
        day = int(found["day"] or (monthrange(year, month)[1] if last else 1))
        return date(year, month, day).isoformat()
    except ValueError:
        return None
