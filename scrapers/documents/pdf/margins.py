"""Finds what stands in the margins of pages: their numbers, and what repeats on all of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from scrapers.documents.pdf.lines import Line

_NUMBER = re.compile(
    r"(?:trang|page|tr\.?)?[\s\-–—|/]*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[\s\-–—|]*|[ivx]{1,6}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_OUTER = 2
"""So many lines at the top and at the bottom may be those of a margin."""
_FEWEST_PAGES = 3
_SHARE = 0.6


def without_margins(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Take numbers of pages, and lines that stand at the top or bottom of most pages, out of them."""
    repeated = Counter(key for lines in pages for key in {_key(line) for line in _outer(lines)})
    enough = max(_FEWEST_PAGES, _SHARE * len(pages))
    out = {key for key, count in repeated.items() if count >= enough}
    return [_inner(lines, out) for lines in pages]


def _outer(lines: Sequence[Line]) -> Iterator[Line]:
    yield from lines[:_OUTER]
    yield from lines[max(_OUTER, len(lines) - _OUTER) :]


def _key(line: Line) -> str:
    """Return what a line says, numbers aside; pages that lie on their side have it at another height."""
    return _DIGITS.sub("#", line.text)


def _inner(lines: list[Line], out: set[str]) -> list[Line]:
    first, last = 0, len(lines)
    while first < min(last, _OUTER) and _is_out(lines[first], out):
        first += 1
    while last > first and len(lines) - last < _OUTER and _is_out(lines[last - 1], out):
        last -= 1
    return lines[first:last]


def _is_out(line: Line, out: set[str]) -> bool:
    return _NUMBER.fullmatch(line.text) is not None or _key(line) in out
