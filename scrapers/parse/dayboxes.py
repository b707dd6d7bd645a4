"""Puts together days that stand in boxes like leaves of a calendar: "14" above "Tháng 05" above "2019"."""

import re
from collections.abc import Sequence

import msgspec

from scrapers.parse.lines import Line

_LONGEST = 24
"""A line of such a box is no longer, in characters."""
_MOST = 3
"""So many lines make a box."""
_BOX = re.compile(
    r"(?P<day>\d{1,2})\s*[/.,-]?\s*(?:tháng|thg|th)?[ .]*(?P<month>\d{1,2})\s*[/.,-]?\s*"
    r"(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)


def joined(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a list, with one that says the whole day in place of those of each box."""
    if not any(_may_begin(line) for line in lines):
        return lines
    found: list[Line] = []
    at = 0
    while at < len(lines):
        size, day = _box(lines, at) if _may_begin(lines[at]) else (1, "")
        found.append(msgspec.structs.replace(lines[at], text=day, bare="") if day else lines[at])
        at += size
    return found


def _may_begin(line: Line) -> bool:
    """Tell whether a line may be the first of a box."""
    return line.text[:1].isdigit() and len(line.text) <= _LONGEST and not line.links


def _box(lines: Sequence[Line], at: int) -> tuple[int, str]:
    """Return how many lines from `at` on make a box, and the day that it says."""
    text = ""
    for size, line in enumerate(lines[at : at + _MOST], 1):
        if line.links or line.image is not None or len(line.text) > _LONGEST:
            break
        text = f"{text} {line.text}".strip()
        if match := _BOX.fullmatch(text):
            return size, f"{match['day']}/{match['month']}/{match['year']}"
    return 1, ""
