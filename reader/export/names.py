"""File names from titles: they cannot leave their directory and are allowed on every system."""

import re

from scrapers.text import fold

LONGEST = 120
"""Bytes of a name in UTF-8, its ending included; file systems take 255, some encrypted ones 143."""
_FALLBACK = "tin"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)
"""What Windows takes for a device, whatever the ending."""


def file_name(title: str, ending: str) -> str:
    """Make a file name of a title: words without accents or case, joined by dashes, then `ending`.

    `ending` is the format's own ("html", "epub", "md"). Letters of other scripts stay as they are; no
    punctuation does, so the name holds no separator, no leading dot or dash, and nothing a shell reads.
    """
    words = "".join(letter if letter.isalnum() else " " for letter in fold(title)).split()
    stem = _fitted("-".join(words), LONGEST - len(ending) - 1) or _FALLBACK
    return f"{_FALLBACK}-{stem}.{ending}" if _RESERVED.fullmatch(stem) else f"{stem}.{ending}"


def _fitted(stem: str, limit: int) -> str:
    """Cut a stem to `limit` bytes, after a whole word unless that would lose half of it."""
    encoded = stem.encode()
    if len(encoded) <= limit:
        return stem
    cut = encoded[:limit].decode(errors="ignore")
    whole = cut if stem[len(cut)] == "-" else cut.rpartition("-")[0]
    return whole if len(whole) > len(cut) // 2 else cut
