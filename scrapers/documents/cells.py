"""How cells of spreadsheets show days, hours, shares and other numbers, as written in Vietnamese."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from scrapers.documents.faces import Face
from scrapers.documents.figures import figure

_KNOWN = (
    {1: "0", 2: "0.00", 9: "0%", 10: "0.00%", 16: "d/m", 17: "m/y", 22: "d/m/y h", 45: "s", 47: "s"}
    | dict.fromkeys((14, 15, *range(27, 32), 36, *range(50, 55), 57, 58), "d/m/y")
    | dict.fromkeys((18, 20), "h")
    | dict.fromkeys((19, 21, 46), "h:s")
    | dict.fromkeys((3, 37, 38, 41, 42), "#,##0")
    | dict.fromkeys((4, 39, 40, 43, 44), "#,##0.00")
)
"""Formats that every program knows by their numbers (ISO/IEC 29500-1, 18.8.30)."""
_UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<sign>[^\]-]*)[^\]]*\]|\[[^\]]*\]|(?P<share>%)'
    r"|(?P<whole>[#0?][#0?,]*)(?:\.(?P<rest>[#0?]*))?|\.(?P<only>[#0?]+)"
)
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a calendar, in no time zone
LATER = 1462
"""Days by which the calendar of some workbooks begins later, in 1904."""
_LAST = 2_958_465
"""The last day of the year 9999."""
_DIGITS, _MOST_DIGITS = 12, 20
_LONGEST = 255
"""Letters of the code of a format."""


class Style(NamedTuple):
    """What a style of cells has: the number of its format, and its font."""

    form: str = "0"
    face: Face = Face()


class Form(NamedTuple):
    """How a number is written."""

    day: str = ""
    """How a day or an hour is, in the words of `strftime`; "" for any other number."""
    digits: int = 1
    """At least so many digits stand before the comma."""
    least: int = 0
    most: int = -1
    """So many at least, and at most, stand behind it; -1 for as many as there are."""
    grouped: bool = False
    factor: float = 1.0
    before: str = ""
    behind: str = ""


class Formats:
    """The formats of one workbook."""

    def __init__(self, codes: Mapping[str, str], styles: Sequence[Style], *, later: bool = False) -> None:
        """Take the formats that a workbook defines, by their numbers, and its styles.

        `later` says that its calendar begins in 1904.
        """
        self._codes, self._styles, self._first = codes, styles, LATER if later else 0

    def face(self, style: str) -> Face:
        """Return the font of a style."""
        return self._style(style).face

    def shown(self, value: str, style: str) -> str:
        """Return what a cell of a style shows of a number; any other value as it is."""
        told = self._style(style).form
        return shown(value, self._codes.get(told) or _KNOWN.get(figure(told, 0), ""), self._first)

    def _style(self, number: str) -> Style:
        at = figure(number, 0)
        return self._styles[at] if at < len(self._styles) else Style()


def shown(value: str, code: str, first: int = 0) -> str:
    """Return what a cell shows of a number by the code of its format; any other value as it is.

    `first` is by how many days the calendar begins later.
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if not isfinite(number):
        return value
    form = form_of(code)
    if not form.day:
        return _written(number, form)
    number += first
    least = 1 if "%Y" in form.day else 0
    return _day(number, form.day) if least <= number <= _LAST else _number(number)


def form_of(code: str) -> Form:
    """Read the code of a format, of which the first part is for what is above zero."""
    return _form_of(code[:_LONGEST])


@lru_cache(maxsize=256)
def _form_of(code: str) -> Form:
    bare = _UNSEEN.sub("", code.partition(";")[0].lower())
    if "e+" in bare or "e-" in bare or "@" in bare or "/?" in bare or "general" in bare:
        return Form()
    day = [word for sign, word in (("d", "%d"), ("m", "%m"), ("y", "%Y")) if sign in bare]
    hour = [word for sign, word in (("h", "%H:%M"), ("s", "%S")) if sign in bare]
    if "d" in bare or "y" in bare:
        return Form("/".join(day) + (" %H:%M" if hour else ""))
    if hour:
        return Form(":".join(hour) if "h" in bare else "%M:%S")
    return _number_form(code)


def _number_form(code: str) -> Form:
    """Read the code of a number: literal text stands before and behind its digits."""
    form = Form()
    for part in _PART.finditer(code.partition(";")[0]):
        digits, behind = part["whole"] or "", part["rest"] or part["only"] or ""
        literal = part["quoted"] or part["escaped"] or part["sign"] or part["share"] or ""
        if (digits or behind) and form.most < 0:
            form = _with_digits(form, digits, behind)
        elif form.most < 0:
            form = form._replace(before=form.before + literal)
        else:
            form = form._replace(behind=form.behind + literal)
        if part["share"]:
            form = form._replace(factor=form.factor * 100)
    return form if form.most >= 0 else Form()


def _with_digits(form: Form, digits: str, behind: str) -> Form:
    """Take in the digits before and behind the point; each comma at the end of the former divides by 1000."""
    inner = digits.rstrip(",")
    return form._replace(
        digits=digits.count("0"),
        grouped="," in inner,
        factor=form.factor / 1000 ** (len(digits) - len(inner)),
        least=behind.count("0"),
        most=min(len(behind), _MOST_DIGITS),
    )


def _day(number: float, form: str) -> str:
    """Write a day or an hour, to the second; a day alone has begun, whatever the hour."""
    seconds = round(number * 86_400)
    return (_FIRST_DAY + timedelta(seconds=seconds)).strftime(form)


def _written(number: float, form: Form) -> str:
    if form.most < 0:
        return _number(number)
    digits, _, behind = f"{abs(number * form.factor):.{form.most}f}".partition(".")
    behind = behind[: form.least] + behind[form.least :].rstrip("0")
    sign = "-" if number < 0 and (digits + behind).strip("0") else ""
    digits = f"{int(digits):,}".replace(",", ".") if form.grouped else digits.lstrip("0").zfill(form.digits)
    text = sign + (digits or "0") + f",{behind}" * bool(behind)
    return f"{form.before}{text}{form.behind}"


def _number(number: float) -> str:
    return f"{number:.{_DIGITS}g}".replace(".", ",")
