"""Tells headings whose list a script fills: nothing of that is in the page."""

from itertools import chain
from typing import TYPE_CHECKING

from scrapers.parse.frame import ancestors, climbed
from scrapers.parse.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_HOLDERS = "div[id], ul[id], ol[id], table[id], tbody[id], section[id]"
"""What a script fills with a list."""


def is_left_to_script(heading: Line, below: Line) -> bool:
    """Tell whether an empty element with an id, as scripts need it, parts a heading from the line below."""
    return any(map(_is_empty, chain.from_iterable(node.css(_HOLDERS) for node in _between(heading, below))))


def _between(heading: Line, below: Line) -> "Iterator[LexborNode]":
    """Yield what follows a heading, and what is around it, up to what holds the line below."""
    around = frozenset(ancestors(below))
    for node in climbed(heading.place.node):
        if node.mem_id in around:
            return
        following = node.next
        while following is not None and following.mem_id not in around:
            yield following
            following = following.next


def _is_empty(node: "LexborNode") -> bool:
    """Tell whether nothing is in an element but scripts."""
    return all(child.tag == "script" for child in node.iter())
