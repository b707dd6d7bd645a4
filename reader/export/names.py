"""Makes safe file names of titles, and of the names that others give a file.

They cannot leave their directory and are allowed on every system.
"""

import re

from scrapers.text import fold

LONGEST = 120
"""Bytes of a name in UTF-8, its ending included; file systems take 255, some encrypted ones 143."""
_FALLBACK = "tin"
_ENDING = re.compile(r"(?=[0-9]*[a-z])[a-z0-9]{1,8}", re.ASCII)
"""What counts as an ending after the last dot of a name; not a number alone, as in "số 12.2018"."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)
"""What Windows takes for a device, whatever the ending."""


def file_name(title: str, ending: str, number: int = 1, longest: int = LONGEST) -> str:
    """Make a file name of a title: words without accents or case, joined by dashes, then `ending`.

    `ending` is the format's own ("html", "epub", "md") or one that `parted` gave. Letters of other scripts
    stay as they are; no punctuation does, so the name holds no separator, no leading dot or dash, and nothing
    a shell reads. A `number` above 1 tells it from others of the same title; `longest` is in bytes.
    """
    words = "".join(letter if letter.isalnum() else " " for letter in fold(title)).split()
    end = f"-{number}.{ending}" if number > 1 else f".{ending}"
    stem = _fitted("-".join(words), longest - len(end)) or _FALLBACK
    return f"{_FALLBACK}-{stem}{end}" if _RESERVED.fullmatch(stem) else f"{stem}{end}"


def parted(name: str) -> tuple[str, str]:
    """Part what a file is called into its words and its ending in lower case; "" where it has none."""
    words, _dot, ending = name.strip().rpartition(".")
    ending = ending.lower()
    return (words, ending) if words and _ENDING.fullmatch(ending) else (name, "")


def _fitted(stem: str, limit: int) -> str:
    """Cut a stem to `limit` bytes, after a whole word unless that would lose half of it."""
    encoded = stem.encode()
    if len(encoded) <= limit:
        return stem
    cut = encoded[:limit].decode(errors="ignore")
    whole = cut if stem[len(cut)] == "-" else cut.rpartition("-")[0]
    return whole if len(whole) > len(cut) // 2 else cut
