"""Finds what decodes the letters of one byte that old files have, by the numbers that Windows gives it."""

import codecs

USUAL = "cp1252"
"""What decodes letters of Western Europe, and those that only their font shows as Vietnamese."""


def codec_of(page: int | None) -> str:
    """Return the name of a codec; the usual one where there is none of that number."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return USUAL
