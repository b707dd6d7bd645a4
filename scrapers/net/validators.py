"""Asks a host whether what came from it has changed since, by its validators (RFC 9110, 8.8 and 13)."""

from collections.abc import Mapping
from typing import Protocol

from scrapers.text import clean_line

_LONGEST = 1024


class Validated(Protocol):
    """Something that came from a host and is kept, with the validators it came with; "" for none."""

    @property
    def etag(self) -> str:
        """Its ETag."""

    @property
    def last_modified(self) -> str:
        """Its Last-Modified."""


def conditions(known: Validated | None) -> dict[str, str]:
    """Return the headers that ask for something only if it has changed; none where it has no validators."""
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def validator(headers: Mapping[str, str], name: str) -> str:
    """Return a validator as it came, or "" for one that cannot be stored and sent back unchanged."""
    value = headers.get(name, "")
    fits = len(value) <= _LONGEST and value.isascii() and value == clean_line(value)
    return value if fits else ""
