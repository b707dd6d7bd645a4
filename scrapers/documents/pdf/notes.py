"""Finds the notes below the text of a page: they are smaller, and begin with numbers that count up."""

import re
from collections import Counter
from collections.abc import Sequence

from scrapers.documents.pdf.lines import Line
from scrapers.documents.pdf.paragraphs import glued

_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?\s*(?=[^\W\d])")
_SMALLER = 0.93
"""How high their letters are at most, in sizes of what most of the page has."""


def without_notes(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Return the lines of a page without those of its notes, and these as they are called."""
    start = _below(lines)
    notes: list[list[str]] = []
    number = 0
    for line in lines[start:]:
        mark = _NUMBER.match(line.text)
        if mark and number in (0, int(mark[1]) - 1):
            number = int(mark[1])
            notes.append([f"[{number}]", line.text[mark.end() :]])
        elif notes:
            notes[-1].append(line.text)
        else:
            start += 1
    return lines[:start], [f"{number} {glued(texts)}" for number, *texts in notes]


def _below(lines: Sequence[Line]) -> int:
    """Return where the small lines at the end of a page begin."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    start = len(lines)
    while start and lines[start - 1].size < _SMALLER * usual and len(lines[start - 1].segments) == 1:
        start -= 1
    return start
