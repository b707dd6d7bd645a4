"""Lists that editors wrote as paragraphs: lines that begin with a dash or a number."""

import re
from typing import NamedTuple

# A dash needs a space or a letter behind it: "-5 %" and "+84 70 …" are numbers. "–" may also begin a remark.
# Word writes its circles, arrows and ticks as letters of fonts of their own: "o Tập huấn", "ü Tham quan".
_DASHED = re.compile(
    r"(?:([-+*•●▪■◦○·§Ø])\s*(?=[^\W\d_])|([-+*•●▪■◦○·§Ø–—]|[ovqü](?=\s+[^\W\d_a-z]))\s+)(?=\S)"
)
# "1. ", "1.Tập trung", "12/ ", "3) "; not "1.5 tỷ", "17/01/2018" or a heading "1.2. Kết quả".
_NUMBERED = re.compile(r"(\d{1,2})(?:[.)]\s*(?=[^\W\d_])|[.)/]\s+(?=\S))")


class Mark(NamedTuple):
    """What a line of a list begins with."""

    sign: str
    """The dash, or `1` for a number."""
    number: int
    length: int
    """How much of the line it takes, in characters."""


def mark_of(text: str) -> Mark | None:
    """Read the mark at the beginning of a line of a list; None where it is no such line."""
    if match := _DASHED.match(text):
        return Mark(match[1] or match[2], 0, match.end())
    if match := _NUMBERED.match(text):
        return Mark("1", int(match[1]), match.end())
    return None
