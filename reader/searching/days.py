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
_AGO = re.compile(r"(?P<count>\d{1,4})(?:(?P<weeks>w|weeks?|tuan)|d|days?|ngay)")
_WEEK = 7


def first_day(typed: str) -> str | None:
    """Return the first day of what was typed, in ISO: 2017, 01/2017, 2017-01, 09/01/2017, 2017-01-09."""
    found = _read(typed)
    return None if found is None else _iso(found[0], found[1] or 1, found[2] or 1)


def last_day(typed: str) -> str | None:
    """Return the last day of what was typed, in ISO; None for what is no day."""
    found = _read(typed)
    if found is None:
        return None
    year, month = found[0], found[1] or _DECEMBER
    last = monthrange(year, month)[1] if year and 1 <= month <= _DECEMBER else 0
    return _iso(year, month, found[2] or last)


def days_ago(typed: str) -> int | None:
    """Return how many days before today were typed: homnay, "hôm qua", 7ngay, 2tuan, today, 7d, 2weeks."""
    word = "".join(fold(typed).split())
    if found := _AGO.fullmatch(word):
        return int(found["count"]) * (_WEEK if found["weeks"] else 1)
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


def _read(typed: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day, as far as they were typed."""
    for form in _FORMS:
        if found := form.fullmatch(typed.strip()):
            month, day = found["month"], found["day"]
            return int(found["year"]), int(month) if month else None, int(day) if day else None
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
