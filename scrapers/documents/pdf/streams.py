"""What is read of a PDF through pypdf: values behind their references, and the bytes of streams.

Streams of pictures are not decoded: some of their filters would start programs of the system.
"""

from typing import Any

_OF_TEXT = frozenset(
    (
        *("FlateDecode", "Fl", "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx"),
        *("RunLengthDecode", "RL", "Crypt"),
    )
)
_MOST_FILTERS = 4
_CHAIN = 20
"""Pages and fields inside of each other; more go round."""


def value(holder: Any, *path: str) -> Any:
    """Return what lies on a path of names, from a dictionary on; None where there is nothing."""
    found = resolved(holder)
    for name in path:
        if not isinstance(found, dict):
            return None
        found = resolved(found.get(f"/{name}"))
    return found


def inherited(one: Any, name: str) -> Any:
    """Return what a page or a field says, or else the one above it that it is a part of."""
    for _ in range(_CHAIN):
        if (found := value(one, name)) is not None:
            return found
        one = value(one, "Parent")
    return None


def resolved(thing: Any) -> Any:
    """Return a value that may be a reference."""
    return thing.get_object() if hasattr(thing, "get_object") else thing


def name_of(thing: Any) -> str:
    """Return a name without its slash; "" for what is none."""
    return str(thing).removeprefix("/") if isinstance(thing, str) else ""


def numbers(thing: Any) -> list[float]:
    """Return an array of numbers; what is no number is 0."""
    if not isinstance(thing, list):
        return []
    found = [resolved(one) for one in thing]
    return [float(one) if isinstance(one, int | float) else 0.0 for one in found]


def data_of(stream: Any) -> bytes:
    """Return the bytes of a stream that may hold text or a table; b"" for any other."""
    if not hasattr(stream, "get_data"):
        return b""
    filters = value(stream, "Filter") or []
    names = [name_of(resolved(one)) for one in (filters if isinstance(filters, list) else [filters])]
    if len(names) > _MOST_FILTERS or not _OF_TEXT.issuperset(names):
        return b""
    found = stream.get_data()
    return found if isinstance(found, bytes) else b""
