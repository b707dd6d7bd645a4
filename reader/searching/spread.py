"""How articles spread over years, months or days. Pure: row numbers carry the date."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from scrapers.clock import PORTAL_TIME, sort_key
from scrapers.model import Record
from scrapers.stores.index import DATED, SHIFT

_DECEMBER = 12
_FEW_MONTHS = 24
"""Up to so many months are shown month by month."""


class Unit(StrEnum):
    """What time is divided into."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_FORMS = {Unit.YEAR: "%Y", Unit.MONTH: "%m/%Y", Unit.DAY: "%d/%m/%Y"}


class Span(Record, frozen=True):
    """How many articles were published in a time."""

    name: str
    """As it is written, and typed to bound a search: 2018, 01/2018, 09/01/2018."""
    first: str
    """ISO date of its first day."""
    last: str
    """Its last day, inclusive."""
    count: int


class Spread(Record, frozen=True):
    """How articles spread over time."""

    unit: Unit
    spans: tuple[Span, ...] = ()
    """The newest first, without a gap: what lies between and has no article is there too."""
    undated: int = 0
    """Articles without a date."""


def spread(rows: Iterable[int], unit: Unit | None = None) -> Spread:
    """Count the articles of these rows by time.

    Without a `unit` by the one that tells them apart best: days of one month, months of up to two years.
    """
    numbers = sorted(rows)
    undated = bisect_left(numbers, DATED)
    if undated == len(numbers):
        return Spread(unit=unit or Unit.YEAR, undated=undated)
    first, last = _day_of(numbers[undated]), _day_of(numbers[-1])
    unit = unit or _fitting(first, last)
    spans = tuple(_spans(numbers, first, last, unit))[::-1]
    return Spread(unit=unit, spans=spans, undated=undated)


def _spans(numbers: list[int], first: date, last: date, unit: Unit) -> Iterator[Span]:
    """Count numbers in order, from the span of the first day to that of the last."""
    starts = [(start, bisect_left(numbers, _number_of(start))) for start in _starts(first, last, unit)]
    for (start, before), (after, until) in pairwise(starts):
        end = after - timedelta(days=1)
        yield Span(
            name=f"{start:{_FORMS[unit]}}",
            first=start.isoformat(),
            last=end.isoformat(),
            count=until - before,
        )


def _starts(first: date, last: date, unit: Unit) -> Iterator[date]:
    """List the first days of the spans between two days, and that of the one after."""
    start = _start_of(first, unit)
    while start <= last:
        yield start
        start = _after(start, unit)
    yield start


def _start_of(day: date, unit: Unit) -> date:
    if unit is Unit.DAY:
        return day
    return day.replace(day=1) if unit is Unit.MONTH else day.replace(month=1, day=1)


def _after(start: date, unit: Unit) -> date:
    """Return the first day of the next span."""
    if unit is Unit.DAY:
        return start + timedelta(days=1)
    if unit is Unit.MONTH and start.month < _DECEMBER:
        return start.replace(month=start.month + 1)
    return start.replace(year=start.year + 1, month=1)


def _fitting(first: date, last: date) -> Unit:
    months = (last.year - first.year) * _DECEMBER + last.month - first.month
    if not months:
        return Unit.DAY
    return Unit.MONTH if months < _FEW_MONTHS else Unit.YEAR


def _number_of(day: date) -> int:
    """Return the lowest row number that an article of a day can have."""
    return sort_key(day.isoformat()) << SHIFT


def _day_of(row: int) -> date:
    return datetime.fromtimestamp(row >> SHIFT, PORTAL_TIME).date()
