"""How the values of the cache are named, and told from others under the same name."""

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

from scrapers.model import SCHEMA

ANY = "*"
"""In place of the tag of a former value: whatever is there, if anything is."""


def key_of(kind: str, portal: str, *rest: str) -> str:
    """Make a key; a portal's name never runs into what follows."""
    return "/".join((kind, _quoted(portal), *rest))


def end_of(prefix: str) -> str:
    """Return a key that sorts behind all those that begin with a prefix."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def tag_of(key: str, value: str | bytes) -> str:
    """Make the tag of a value: the version of the structs, and a digest."""
    data = value.encode() if isinstance(value, str) else value
    digest = blake2b(key.encode() + b"\0" + data, digest_size=12)
    return f"{SCHEMA}.{digest.hexdigest()}"


@lru_cache(maxsize=256)
def _quoted(portal: str) -> str:
    return quote(portal, safe="")
