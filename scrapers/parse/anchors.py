"""Links in the text of a line: where they stood in the raw text, and where they stand in the clean one."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from scrapers.text import clean_line, is_ordinary

_WIDE_GAPS = re.compile(r"\s{2,}")
_MOST_WORK = 1_000_000
"""Characters that may be cleaned for the links of one line; further links are left out."""

Span = tuple[int, int, str]
"""Beginning and end of a link in code points, and its `href` as written."""


class Anchor:
    """A link in the raw text of a line; `end` is -1 while it goes on."""

    __slots__ = ("end", "href", "start")

    def __init__(self, start: int, href: str) -> None:
        self.start = start
        self.end = -1
        self.href = href

    def ends(self, raw: str) -> bool:
        """Tell whether the link goes on to the end of a line."""
        return self.end < 0 or self.end >= len(raw)

    def is_all_of(self, raw: str) -> bool:
        """Tell whether a line is nothing but the link, as most are."""
        return self.start == 0 and self.ends(raw)


def spans(raw: str, text: str, anchors: Sequence[Anchor]) -> tuple[Span, ...]:
    """Carry the links of a line over from its raw text to its clean `text`."""
    if len(anchors) == 1 and anchors[0].is_all_of(raw):
        return ((0, len(text), anchors[0].href),)
    before = Before(raw[: max(anchors[-1].start, anchors[-1].end)], text)
    found = []
    for anchor in anchors:
        if before.work > _MOST_WORK:
            break
        start = before.length(anchor.start) if anchor.start else 0
        end = len(text) if anchor.ends(raw) else min(before.length(anchor.end, bare=True), len(text))
        if start < end:
            found.append((start, end, anchor.href))
    return tuple(found)


class Before:
    """Tells how long the clean text before a place in a raw one is, with the space that may end it.

    The raw one may go less far than the clean one. `bare` leaves that space out. `work` counts characters
    that were cleaned for it: a line of a hundred thousand links must not be cleaned as often.
    """

    def __init__(self, raw: str, text: str) -> None:
        self._raw = raw
        self._gaps = _gaps(raw, text)
        self.work = 0

    def length(self, at: int, *, bare: bool = False) -> int:
        """Tell the length of the clean text before a place."""
        if self._gaps is not None:
            cleaned = at - bisect_left(self._gaps, at)
            return cleaned - (bare and cleaned > 0 and self._raw[at - 1].isspace())
        self.work += at
        # The letter keeps that space; without it `clean_line` would cut it off.
        text = clean_line(self._raw[:at] + "x")[:-1]
        return len(text.rstrip() if bare else text)


def _gaps(raw: str, text: str) -> list[int] | None:
    """List the places that cleaning left out of the beginning of a line; None where it did more than that.

    Mostly it had nothing to do there. Of white space only the first character stays, at the beginning of a
    line none does.
    """
    if text.startswith(raw):
        return []
    if not is_ordinary(raw):
        return None
    margin = len(raw) - len(raw.lstrip())
    gaps = list(range(margin))
    for gap in _WIDE_GAPS.finditer(raw, margin):
        gaps += range(gap.start() + 1, gap.end())
    return gaps
