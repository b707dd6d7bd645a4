"""How cells of spreadsheets show days, shares and other numbers, as people write them in Vietnamese."""

import re
from datetime import datetime, timedelta

from scrapers.documents.figures import whole

_DAYS = {str(one) for one in (*range(14, 18), 22, *range(27, 32), *range(50, 55))}
"""Numbers of the formats of days that every program knows (ISO/IEC 29500-1, 18.8.30)."""
_SHARES = {"9", "10"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a calendar, in no time zone
_LAST = 2_958_465
"""The last day of the year 9999."""
_DIGITS = 12


class Formats:
    """The formats of one workbook."""

    def __init__(self, codes: dict[str, str], styles: list[str]) -> None:
        """Take the formats that a workbook defines, by their numbers, and the number that each style has."""
        self._numbers = styles
        self._days = {number for number, code in codes.items() if _is_day(code)} | _DAYS
        self._shares = {number for number, code in codes.items() if code.rstrip().endswith("%")} | _SHARES

    def shown(self, value: str, style: str) -> str:
        """Return what a cell of a style shows of a number; any other value as it is."""
        try:
            number = float(value)
        except ValueError:
            return value
        at = whole(style, 0)
        form = self._numbers[at] if at < len(self._numbers) else "0"
        if form in self._days and 1 <= number <= _LAST:
            return _day(number)
        if form in self._shares:
            return f"{_number(number * 100)}%"
        return _number(number)


def _is_day(code: str) -> bool:
    letters = _QUOTED.sub("", code.lower())
    return "d" in letters or "yy" in letters


def _day(number: float) -> str:
    moment = _FIRST_DAY + timedelta(days=round(number * 1440) / 1440)
    return f"{moment:%d/%m/%Y}" if number == int(number) else f"{moment:%d/%m/%Y %H:%M}"


def _number(number: float) -> str:
    return f"{number:.{_DIGITS}g}".replace(".", ",")
