"""Reads times and counts as portals write them; a portal's clock is always +07:00 (Asia/Ho_Chi_Minh)."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from scrapers.clock import PORTAL_TIME
from scrapers.text import clean_line

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that a date of a page may lie in."""
_LONGEST_COUNT = 15
"""Digits; a longer number is no count."""
_NOON = _MONTHS_A_YEAR = 12
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VIETNAMESE = (
    ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"),
    ("giêng", "hai", "ba", "bốn", "lăm", "sáu", "bẩy", "tám", "chín", "mười", "mười một", "chạp"),
)
_MONTHS = (
    {name: at for at, name in enumerate(_ENGLISH, 1)}
    | {name: at for names in _VIETNAMESE for at, name in enumerate(names, 1)}
    | {f"{at:0{width}}": at for at in range(1, 13) for width in (1, 2)}
)

# A document's number ("45/2018/QĐ-UBND", "12/01/2018/NĐ") is not a date, hence the guards on both sides.
_YEAR = r"(?P<year>[0-9]{4})(?![0-9]|[/.-][0-9A-ZĐ])"
_DAY = r"(?<![0-9/])(?P<day>[0-9]{1,2})"
_ENGLISH_MONTH = rf"(?P<month>{'|'.join(_ENGLISH)})[a-z]*\.?"
_VIETNAMESE_MONTH = (
    r"(?P<month>[0-9]{1,2}|mười một|mười hai|một|hai|ba|tư|bốn|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|giêng|chạp)"
)
_DATES = (
    (
        ("/", ".", "-"),
        re.compile(rf"{_DAY} ?(?P<between>[/.-]) ?(?P<month>[0-9]{{1,2}}) ?(?P=between) ?{_YEAR}"),
    ),
    (
        ("-", "/"),
        re.compile(
            r"(?<![0-9/.-])(?P<year>[0-9]{4})(?P<between>[/-])(?P<month>[0-9]{2})(?P=between)"
            r"(?P<day>[0-9]{2})(?![0-9/-])"
        ),
    ),
    (("tháng",), re.compile(rf"{_DAY} tháng {_VIETNAMESE_MONTH},? (?:năm )?{_YEAR}", re.IGNORECASE)),
    (
        ("tháng",),
        re.compile(rf"tháng {_VIETNAMESE_MONTH} (?P<day>[0-9]{{1,2}}), {_YEAR}", re.IGNORECASE),
    ),
    ((" th",), re.compile(rf"{_DAY} th(?P<month>[0-9]{{1,2}}),? {_YEAR}", re.IGNORECASE)),
    (_ENGLISH, re.compile(rf"{_DAY}(?:st|nd|rd|th)?[ -]{_ENGLISH_MONTH},?[ -]{_YEAR}", re.IGNORECASE)),
    (
        _ENGLISH,
        re.compile(rf"\b{_ENGLISH_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}", re.IGNORECASE),
    ),
)
"""Ways to write a date: some of what stands first is in every text that the expression finds one in."""
_SLASHED = re.compile(r"(?<![0-9/.-])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9/])")
_BY_DEFAULT = re.compile(
    r"(?<![0-9/.-])(?=[1-9]/|[0-9]{2}/[1-9]/)[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    r" [0-9]{1,2}:[0-9]{2}:[0-9]{2} [AP]M\b"
)
_ANY_YEAR = re.compile(r"[0-9]{4}")
_CLOCK = (
    r"(?P<hour>[0-9]{1,2}) ?"
    r"(?:(?::|h|giờ) ?(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?|['’])?|h\b|giờ)"
    r"(?: ?(?P<half>[ap]\.?m\b\.?|(?:SA|CH|sáng|chiều|tối)\b))?"
    r"(?: ?(?P<offset>Z\b|[+-][0-9]{2}:?[0-9]{2}\b))?"
)
_WEEKDAY = r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|chủ nhật|cn)\b)"
_CLOCK_AFTER = re.compile(rf"[ |,()–—-]*(?:T|(?:vào )?lúc:? ?|at )?{_CLOCK}", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(
    rf"(?<![0-9:]){_CLOCK}(?: phút)?[ |,()–—-]*(?:{_WEEKDAY}[ |,()–—-]*)?(?:ngày:? ?)?$", re.IGNORECASE
)
_BEFORE = 40
"""How far before a date its time of day may stand, in characters."""

_SENTENCE_END = re.compile(r"(?:[a-zà-ỹ]{2}|[0-9)”\"])[.!?…](?: |$)")
_EVENT_DAY = re.compile(
    r"(?:^|[ (,–-])(?:ngày|sáng|trưa|chiều|tối|nay|hôm qua|thứ [a-zư0-9]+|chủ nhật)"
    r"[ ,(:]*(?:[0-9]{1,2} ?(?:-|–|và|,) ?)?$",
    re.IGNORECASE,
)
# "Kế hoạch số 12/KH-UBND ngày 03/01/2018" dates the document; "tính đến ngày 31/12/2017" closes an account.
_OTHER_DAY = re.compile(r"(?:\bsố:? ?\S+|\bđến|\btừ|\btrước|\bsau),? ngày[ (:]*$", re.IGNORECASE)
_OPENING = 400
"""How much of a text is looked at for its first sentence, in characters."""

_GROUPED = "|".join(f"[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+" for mark in (r"\.", ",", " "))
_NUMBER = rf"(?<![0-9.,/:-])(?P<number>{_GROUPED}|[0-9]++)"
_WHOLE = r"(?![0-9]|[.,/:-][0-9]| ?[KkMm]\b)"
_COUNTED = (
    re.compile(
        r"(?:lượt (?:xem|đọc|truy cập)|số lần xem|đang xem|tất cả|views?(?: count)?|hits?)\s?[:(]*\s?"
        rf"{_NUMBER}{_WHOLE}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_NUMBER}{_WHOLE} ?(?:lượt|lần|views?\b|hits?\b|người)", re.IGNORECASE),
    re.compile(
        rf"(?:\bof|trong(?: tổng)?(?: số)?|trên(?: tổng)?(?: số)?|tổng(?: cộng| số)?:?) {_NUMBER}{_WHOLE}",
        re.IGNORECASE,
    ),
)
_ANY_COUNT = re.compile(_NUMBER + _WHOLE)


def parse_time(text: str, *, month_first: bool = False) -> str | None:
    """Find the time of publication in a line of a portal.

    Gives `2017-01-09` where no time of day stands beside the date or where it is exactly midnight (portals
    write `12:00 AM` for "not known"), otherwise `2022-07-14T15:46:00+07:00`. None where there is no possible
    date between 1990 and 2100. `month_first` says how dates with slashes are meant. What counts back from
    when a page came, `scrapers.ago` reads.
    """
    text = clean_line(text)
    if month_first:
        text = _SLASHED.sub(r"\2/\1/\3", text)
    return _dated(text)


@lru_cache(maxsize=1024)
def _dated(text: str) -> str | None:
    """Find the first possible date; a portal's sidebars say the same ones on every page."""
    for match in sorted(_dates_in(text), key=re.Match.start):
        if (day := _day(match)) is not None and (time := _with_clock(day, text, match)) is not None:
            return time
    return None


def _dates_in(text: str) -> Iterator[re.Match[str]]:
    """Find what is written like a date, one way of writing after the other."""
    lowered = text.lower()
    for hints, pattern in _DATES:
        if any(map(lowered.__contains__, hints)):
            yield from pattern.finditer(text)


def is_month_first(texts: Iterable[str]) -> bool:
    """Tell whether texts write dates as Americans do, and as .NET does where nobody chose: "5/28/2018".

    One of them can be read in no other way, or has the very form that .NET writes; none tells otherwise.
    """
    text = " ".join(texts)
    pairs = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(text)]
    if any(first > _MONTHS_A_YEAR for first, _ in pairs):
        return False
    return any(second > _MONTHS_A_YEAR for _, second in pairs) or _BY_DEFAULT.search(text) is not None


def guess_time(text: str) -> str | None:
    """Guess the day of publication from the opening of an article: a day its first sentence tells of.

    "Ngày 17/01/2018, Sở …" gives `2018-01-17`; the date of a document ("số 12/KH-UBND ngày 03/01/2018") and
    the end of a period ("đến ngày 31/12/2017") are no guess. Never a time of day.
    """
    opening = clean_line(text[: 2 * _OPENING])[:_OPENING]
    end = _SENTENCE_END.search(opening)
    sentence = opening[: end.end()] if end else opening
    if not _ANY_YEAR.search(sentence):
        return None
    for match in _dates_in(sentence):
        before = sentence[: match.start()]
        if (day := _day(match)) and _EVENT_DAY.search(before) and not _OTHER_DAY.search(before):
            return day.isoformat()
    return None


def parse_count(text: str) -> int | None:
    """Find a count: "1503139", "1.503.139", "(419 lượt xem)", "View count: 839", "1 - 10 of 243".

    A number beside a word that counts wins; otherwise the text must hold one number only.
    """
    text = clean_line(text)
    for pattern in _COUNTED:
        if match := pattern.search(text):
            return _whole(match["number"])
    numbers = _ANY_COUNT.findall(text)
    return _whole(numbers[0]) if len(numbers) == 1 and "-" not in text else None


def _day(match: re.Match[str]) -> date | None:
    year, month = int(match["year"]), _MONTHS.get(match["month"].lower())
    if month is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, int(match["day"]))
    except ValueError:
        return None


def _with_clock(day: date, text: str, match: re.Match[str]) -> str | None:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    clock = _CLOCK_AFTER.match(text, match.end()) or _CLOCK_BEFORE.search(before)
    time = _moment(day, clock) if clock else None
    return _written(time) if time else day.isoformat()


def _moment(day: date, clock: re.Match[str]) -> datetime | None:
    hour = _hour(int(clock["hour"]), (clock["half"] or "").lower()[:1])
    try:
        moment = time(hour, int(clock["minute"] or 0), int(clock["second"] or 0))
        return datetime.combine(day, moment, _offset(clock["offset"])).astimezone(PORTAL_TIME)
    except (ValueError, OverflowError):
        return None


def _hour(hour: int, half: str) -> int:
    """Read an hour with its part of the day: AM, SA or sáng, PM, CH, chiều or tối; "14:17 PM" is 14:17."""
    if half in ("p", "c", "t") and hour < _NOON:
        return hour + 12
    return 0 if half in ("a", "s") and hour == _NOON else hour


def _offset(text: str | None) -> timezone:
    if not text:
        return PORTAL_TIME
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if text[0] == "-" else shift)


def _written(time: datetime) -> str | None:
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        return None
    midnight = (time.hour, time.minute, time.second) == (0, 0, 0)
    return time.date().isoformat() if midnight else time.isoformat(timespec="seconds")


def _whole(number: str) -> int | None:
    digits = re.sub("[^0-9]", "", number)
    return int(digits) if len(digits) <= _LONGEST_COUNT else None
