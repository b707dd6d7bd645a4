"""Lists to and from SQLite as JSON: one value, however many a statement is about."""

from array import array
from collections.abc import Iterable

import msgspec

_PIECE = 1 << 16
"""Characters of row numbers that are read at a time."""


def json_list(values: Iterable[object]) -> str:
    """Write values for `json_each`; a value that is a tuple is read by `json_extract`."""
    return msgspec.json.encode(list(values)).decode()


def row_numbers(text: str) -> "array[int]":
    """Read a JSON array by the piece: all of a long one's at once are four times what they come to."""
    found, start, last = array("q"), 1, len(text) - 1
    while start < last:
        end = text.find(",", start + _PIECE)
        end = last if end < 0 else end
        found.extend(msgspec.json.decode(f"[{text[start:end]}]", type=list[int]))
        start = end + 1
    return found
