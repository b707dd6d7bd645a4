"""What browsers write ahead of the items of a numbered list: numbers, letters, Roman numbers, or nothing."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from scrapers.ordinals import letters, roman
from scrapers.parse.lines import Item, Line, List

_STYLE = re.compile(
    r"list-style(?:-type)?:[^;]*?\b(none|decimal|(?:lower|upper)-(?:alpha|latin|roman))", re.IGNORECASE
)
_TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "",
}


def counts_in(listing: List) -> str:
    """Tell how a numbered list counts: `1`, `a`, `A`, `i` or `I`, as HTML has it; empty where unseen."""
    attributes = listing.node.attributes
    if style := _STYLE.search(attributes.get("style") or ""):
        return _TYPES.get(style[1].lower(), "1")
    written = attributes.get("type") or ""
    return written if written in ("a", "A", "i", "I") else "1"


def marked(lines: Iterable[Line], counted: Item | None) -> Iterator[Line]:
    """Yield lines of a list, the first of each numbered item with its number; `counted` has one already."""
    seen = {None, counted}
    for line in lines:
        item = line.place.item
        mark = _marker(item, line.text) if item is not None and item not in seen else ""
        seen.add(item)
        links = tuple((start + len(mark), end + len(mark), href) for start, end, href in line.links)
        yield replace(line, text=mark + line.text, links=links) if mark else line


def _marker(item: Item, text: str) -> str:
    """Return what an item's number is written as; empty where it has none, or its text says it."""
    kind = counts_in(item.listing) if item.listing.ordered else ""
    number = {"a": letters, "i": roman}.get(kind.lower(), str)(item.number)
    is_typed = text.lower().startswith(tuple(number + sign for sign in ".)/"))
    return f"{number.upper() if kind.isupper() else number}. " if kind and not is_typed else ""
