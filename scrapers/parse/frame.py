"""What lies around a whole article and therefore says nothing about the parts of it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scrapers.parse.lines import Item, Line, List

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

PAGES = frozenset(("body", "form", "html"))
"""Elements that hold all of a page."""


def climbed(node: "LexborNode | None") -> Iterator["LexborNode"]:
    """Yield an element and those around it, innermost first."""
    while node is not None:
        yield node
        node = node.parent


def ancestors(line: Line) -> list[int]:
    """List the elements around a line by their `mem_id`, innermost first."""
    return [node.mem_id for node in climbed(line.place.node)]


def innermost(line: Line, other: Line) -> "LexborNode":
    """Return the innermost element that holds both lines."""
    marks = frozenset(ancestors(other))
    return next(node for node in climbed(line.place.node) if node.mem_id in marks)


class Kinship:
    """What a line has in common with others. Each element is climbed once: nests may be hundreds deep."""

    def __init__(self, line: Line) -> None:
        self._depths = {mark: depth for depth, mark in enumerate(reversed(ancestors(line)))}

    def depth(self, line: Line) -> int:
        """Tell how deep the innermost element lies that holds both lines."""
        climbed: list[int] = []
        node: LexborNode | None = line.place.node
        while node is not None and (mark := node.mem_id) not in self._depths:
            climbed.append(mark)
            node = node.parent
        depth = self._depths[node.mem_id] if node is not None else 0
        self._depths.update(dict.fromkeys(climbed, depth))
        return depth


class Frame:
    """The elements around lines that stand at the edges of an article: its title, the tools below it."""

    def __init__(self, edges: Iterable[Line] = ()) -> None:
        self._around = frozenset(mark for line in edges for mark in ancestors(line))
        self._tops: dict[int, List | None] = {}

    def holds(self, mark: int) -> bool:
        """Tell whether the element with this `mem_id` lies around the article."""
        return mark in self._around

    def top(self, item: Item | None) -> List | None:
        """Return the outermost list inside the article that an item belongs to. Each list is climbed once."""
        if item is None:
            return None
        climbed: list[List] = []
        listing: List | None = item.listing
        while listing is not None and id(listing) not in self._tops and not self.holds(listing.node.mem_id):
            climbed.append(listing)
            listing = listing.outer
        known = self._tops.get(id(listing))
        top = known or (climbed[-1] if climbed else None)
        self._tops.update((id(one), top) for one in climbed)
        return top
