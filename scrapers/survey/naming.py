"""Gives a portal a short name by its host, and turns what a person typed into addresses. Pure."""

import re
from collections.abc import Collection, Iterator
from itertools import count
from urllib.parse import urlsplit

from scrapers.text import clean_line, fold
from scrapers.urls import absolute, host, origin

LONGEST = 24
"""Letters of a short name; `--portal NAME` is typed often."""
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_BARE = re.compile(
    r"(?:[^\s/@:?#]+\.[^\s/@:?#]+|localhost|[^\s/@:?#]+(?=:\d)|\[[0-9a-f:.]+\])(?=[/:?#]|$)", re.IGNORECASE
)
"""A host without a scheme: with a dot or a port, for "vinhlong" is a name, and what has an "@" is mail."""
_IN_FRONT = frozenset(("www", "www2", "m"))
_SECOND_LEVEL = frozenset(("gov", "com", "org", "net", "edu", "ac", "info", "name", "pro", "health", "int"))
"""What stands ahead of `.vn` for anybody of a kind; a name of a host ends before it."""
_NO_LETTER = re.compile(r"[^a-z0-9]+")


def addresses(typed: str) -> tuple[str, ...]:
    """Return the addresses that a person may mean, the likeliest first; nothing where it is no address.

    Without a scheme http is asked first: a host that has https leads there, and one that has none need not
    be waited for.
    """
    typed = clean_line(typed)
    if _SCHEME.match(typed):
        found: tuple[str, ...] = (absolute(typed, typed),)
    elif _BARE.match(typed):
        found = tuple(absolute(url, url) for url in (f"http://{typed}", f"https://{typed}"))
    else:
        found = ()
    return tuple(url for url in found if host(url))


def free_name(url: str, taken: Collection[str]) -> str:
    """Return a short name for the portal at an address that no other portal has.

    "stttt.travinh.gov.vn" is "stttt-travinh", "www.travinh.gov.vn" "travinh", or "travinh-gov" where that
    is taken.
    """
    return next(name for name in _names(url) if name not in taken)


def _names(url: str) -> Iterator[str]:
    """Yield names from the shortest on, without an end."""
    labels, more = _labels(url)
    short = _joined(labels)
    yield short
    yield _joined((*labels, more))
    for number in count(2):
        yield f"{short[: LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"


def _joined(labels: tuple[str, ...]) -> str:
    """Put the parts of a host into one name; the hindmost that have no room are left out."""
    parts = [_NO_LETTER.sub("-", fold(label)).strip("-") for label in labels]
    parts = [part for part in parts if part]
    if not any(map(str.isalpha, "".join(parts))):
        parts.insert(0, "portal")
    while len(parts) > 1 and len("-".join(parts)) > LONGEST:
        parts.pop()
    return "-".join(parts)[:LONGEST].rstrip("-")


def _labels(url: str) -> tuple[tuple[str, ...], str]:
    """Return what of a host tells it from others, and the part behind it: its port, or a "gov"."""
    name, port = host(url), urlsplit(url).port
    if name.replace(".", "").isdigit():
        return (name,), str(port or "")
    labels = [_decoded(label) for label in name.split(".")]
    while len(labels) > 1 and labels[0] in _IN_FRONT:
        labels.pop(0)
    more = ""
    if len(labels) > 1:
        more = labels.pop()
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        more = labels.pop()
    return tuple(labels), str(port or more)


def _decoded(label: str) -> str:
    """Return a part of a host's name as people write it: "tràvinh" for "xn--trvinh-rta"."""
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def relatives(url: str) -> tuple[str, ...]:
    """Return the host of an address, and the one that differs by a `www.` alone."""
    name = host(url)
    return name, name.removeprefix("www.") if name.startswith("www.") else f"www.{name}"


def root(url: str) -> str:
    """Return the address of a host's first page."""
    return f"{origin(url)}/"
