"""Tells headings whose list a script fills: nothing of that is in the page."""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from scrapers.parse.facts import only_facts
from scrapers.parse.frame import ancestors, climbed
from scrapers.parse.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_HOLDERS = "div[id], section[id], ul, ol, table, tbody, :has(> script)"
"""What a script fills with a list: it finds that by its id, or stands in it; a list without items is none."""

_UNSEEN = frozenset(("script", "-comment"))


def is_left_to_script(lines: Sequence[Line], at: int) -> bool:
    """Tell whether an empty element below the heading at `at` stands for its list.

    In a box of the heading's own it surely does. Beside what is below it may be a decoration, unless that can
    be no list.
    """
    if at + 1 >= len(lines):
        return False
    own, beside = _between(lines[at], lines[at + 1])
    return _holds_empty(own) or (not _may_be_entry(lines[at + 1]) and _holds_empty(beside))


def parts_from_script(heading: Line, below: Line) -> bool:
    """Tell whether any such element parts a heading from the line below, whatever that is."""
    return any(map(_holds_empty, _between(heading, below)))


def _between(heading: Line, below: Line) -> "tuple[list[LexborNode], list[LexborNode]]":
    """List what follows a heading in boxes without the line below, and in the innermost one that holds it."""
    around = frozenset(ancestors(below))
    own: list[LexborNode] = []
    last: list[LexborNode] = []
    for node in climbed(heading.place.node):
        if node.mem_id in around:
            break
        own += last
        last = [*_following(node, around)]
    return own, last


def _following(node: "LexborNode", around: frozenset[int]) -> "Iterator[LexborNode]":
    """Yield what follows an element, up to what holds the line below."""
    following = node.next
    while following is not None and following.mem_id not in around:
        yield following
        following = following.next


def _holds_empty(nodes: "list[LexborNode]") -> bool:
    return any(map(_is_empty, chain.from_iterable(node.css(_HOLDERS) for node in nodes)))


def _is_empty(node: "LexborNode") -> bool:
    """Tell whether nothing is in an element but scripts."""
    return all(child.tag in _UNSEEN for child in node.iter())


def _may_be_entry(line: Line) -> bool:
    return bool(line.links) or line.image is not None or only_facts(line.text)
