"""Reads times that count back from when a page came: "2 giờ trước", "Hôm qua, 09:30"."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from scrapers.clock import on_portals_clock
from scrapers.dates import parse_time
from scrapers.text import clean_line

_DAY = timedelta(days=1)
_UNITS = {
    "giây": timedelta(seconds=1),
    "phút": timedelta(minutes=1),
    "giờ": timedelta(hours=1),
    "tiếng": timedelta(hours=1),
    "ngày": _DAY,
    "hôm": _DAY,
    "tuần": timedelta(weeks=1),
    "tháng": timedelta(days=30),
    "năm": timedelta(days=365),
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": _DAY,
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
_DAYS = {"nay": 0, "today": 0, "qua": 1, "yesterday": 1, "kia": 2}
_CLOCK = r"\d{1,2}(?::|h|\s*giờ\s*)\d{2}(?::\d{2})?(?:\s*(?:[ap]m|SA|CH|sáng|chiều|tối)\b)?"
_NAMED = r"(?:hôm\s+(?:nay|qua|kia)|today|yesterday)"
_AFTER = rf"\b{_NAMED}[\s,|–-]*(?:lúc\s*|at\s*)?{_CLOCK}"
_BEFORE = rf"(?<!\d){_CLOCK}[\s,|–-]*{_NAMED}(?!\w)"
_UNIT = "giây|phút|giờ|tiếng|ngày|hôm|tuần|tháng|năm"
_UNIT_IN_ENGLISH = "(?:second|minute|hour|day|week|month|year)s?"
_NOW = r"\b(?:vừa xong|just now)\b"
_COUNTED = (
    rf"(?<!\d)(?:khoảng\s+)?(?:\d{{1,3}}|một)\s+(?:{_UNIT})\s+trước\b"
    rf"|(?<!\d)\d{{1,3}}\s+{_UNIT_IN_ENGLISH}\s+ago\b"
)
BACK = rf"(?:{_AFTER}|{_BEFORE}|{_COUNTED}|{_NOW})"
"""Whatever counts back by itself. A bare "Hôm qua" does not: counters of visits say that."""
_NO_COUNT = r"(?!\s*[:(])(?!\s*\d[\d.,]*(?![\d.,]|\s*(?:lượt|lần)\s*(?:xem|đọc)))"
NAMED_ALONE = re.compile(rf"(?<!\w){_NAMED}(?!\w){_NO_COUNT}", re.IGNORECASE)
"""The name of a day without a time, and not what a counter has before its number: "Hôm nay 88"."""
_DAY_NAMED = re.compile(rf"{_AFTER}|{_BEFORE}", re.IGNORECASE)
_NAME = re.compile(_NAMED, re.IGNORECASE)
_AGO = re.compile(
    rf"(?<!\d)(?P<number>\d{{1,3}}|một)\s+(?P<unit>{_UNIT}|{_UNIT_IN_ENGLISH})\s+(?:trước|ago)\b|{_NOW}",
    re.IGNORECASE,
)


class Ago(NamedTuple):
    """A time that was counted back."""

    time: str
    """As `scrapers.dates.parse_time` gives it, no finer than what the page says."""
    about: bool
    """Whether the day itself is not sure: "3 ngày trước" may be some hours more."""


def time_ago(text: str, now: datetime) -> Ago | None:
    """Find a time that counts back from `now`, an aware datetime; None where a text tells none.

    Portals count whole units that have passed, so a time lies up to one more of them before the one given.
    """
    text = clean_line(text)
    here = on_portals_clock(now)
    if named := _DAY_NAMED.search(text):
        # The day that the name means, as portals write days.
        time = parse_time(_NAME.sub(lambda name: f"{_day(name[0], here):%d/%m/%Y}", named[0]))
        return Ago(time, about=False) if time else None
    if counted := _AGO.search(text):
        return _counted(counted, here)
    # Programs that count hours say "Hôm qua" of what is 24 to 47 of them old.
    alone = NAMED_ALONE.search(text)
    return Ago(_day(alone[0], here).date().isoformat(), about=True) if alone else None


def _day(name: str, here: datetime) -> datetime:
    return here - _DAYS[name.rsplit(maxsplit=1)[-1].lower()] * _DAY


def _counted(match: re.Match[str], here: datetime) -> Ago:
    word, number = match["unit"] or "phút", match["number"] or "0"
    unit = _UNITS[word.lower().removesuffix("s")]
    count = int(number) if number.isdecimal() else 1
    time = here - count * unit
    if unit <= timedelta(minutes=1):
        # The same words a little later on give the same time.
        return Ago(time.replace(second=0, microsecond=0).isoformat(timespec="seconds"), about=False)
    day = time.date().isoformat()
    return Ago(day, about=unit >= _DAY or (time - unit).date() != time.date())
