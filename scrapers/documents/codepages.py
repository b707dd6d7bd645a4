"""Finds the codec for the text of old files, of one byte a letter, by the number of its Windows code page."""

import codecs

USUAL = "cp1252"
"""What decodes letters of Western Europe, and those that only their font shows as Vietnamese."""


def codec_of(page: int | None) -> str:
    """Return the name of a codec; the usual one where there is none of that number."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return USUAL
