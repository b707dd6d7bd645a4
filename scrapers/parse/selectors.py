"""CSS selectors taken apart into steps, so that a page of any shape is searched in time that grows with it.

The parser finds what `a b c d` means by trying each `c` above a `d`, each `b` above that, and so on: with
every step it takes as many times longer as elements nest (`a b c` 25 s on the largest page that is read).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scrapers.errors import ParseError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SPACE = r"(?:\s|/\*.*?\*/)"
_TOKEN = re.compile(
    rf"""\\. | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | \[(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^]"'])*\]
      | (?P<opens>\({_SPACE}*) | (?P<closes>{_SPACE}*\))
      | (?P<between>{_SPACE}*(?P<how>[>+~,]){_SPACE}* | {_SPACE}+)""",
    re.VERBOSE | re.DOTALL,
)

_COUNTS = re.compile(r":nth-|\\", re.IGNORECASE)
"""What `:nth-child()` and the like begin with, or may: a name can be written with escapes."""
_MOST_COUNTED = 5000
"""Elements side by side of which the parser may count each place: a seventh of a second (20,000: 3 s)."""


class Step(NamedTuple):
    """One part of a selector: an element, and where it stands from the one of the step before."""

    how: str
    """"" for the first, " " for below, ">" for right below, "+" for right behind, "~" for behind."""
    element: str
    """What the element is, as in `a.b[c]:not(d)`."""


@lru_cache(maxsize=1024)
def branches(selector: str) -> tuple[tuple[Step, ...], ...]:
    """Return the steps of each of the alternatives that commas part."""
    selector = selector.strip()
    found: list[list[Step]] = [[]]
    how, begun = "", 0
    for between, start, end in _parts(selector):
        found[-1].append(Step(how, selector[begun:start]))
        if between == ",":
            found.append([])
        how, begun = between.replace(",", ""), end
    found[-1].append(Step(how, selector[begun:]))
    return tuple(map(tuple, found))


def _parts(selector: str) -> Iterator[tuple[str, int, int]]:
    """Yield what parts the steps outside brackets, and where it begins and ends."""
    depth = 0
    for token in _TOKEN.finditer(selector):
        depth += bool(token["opens"]) - bool(token["closes"])
        if not depth and token["between"]:
            yield token["how"] or " ", token.start(), token.end()


def is_steep(selector: str) -> bool:
    """Tell whether brackets hold steps that must be tried again and again; they cannot be taken apart.

    `:not(nav a)` tries each element once. Two such steps do not, nor does one that `:has()` looks for.
    """
    depth, tried = 0, 0
    for token in _TOKEN.finditer(selector):
        depth += bool(token["opens"]) - bool(token["closes"])
        tried += bool(depth and token["between"]) and token["how"] in (None, "~")
    return tried > (0 if ":has(" in selector.lower() else 1)


@lru_cache(maxsize=1024)
def _is_short(selector: str) -> bool:
    """Tell whether a selector counts nothing and has one step at most that must be tried, as most have."""
    hows = ([step.how for step in steps] for steps in branches(selector))
    return not _COUNTS.search(selector) and all(how.count(" ") <= 1 and "~" not in how for how in hows)


class Finder:
    """Finds elements of one tree, which it marks on the way with attributes of its own.

    ParseError names the page at `url` where a selector would count the elements of a crowd.
    """

    def __init__(self, tree: "LexborHTMLParser", url: str = "") -> None:
        self._tree = tree
        self._url = url
        self._short: dict[str, str] = {}
        self._marks: dict[tuple[str, str], str] = {}

    def short(self, selector: str) -> str:
        """Return a selector that finds the same in this tree, with one step at most that must be tried."""
        if _is_short(selector):
            return selector
        if selector not in self._short:
            if _COUNTS.search(selector) and self._is_crowded:
                what = f"more than {_MOST_COUNTED} elements stand side by side, too many for {selector}"
                raise ParseError(what, where=self._url)
            self._short[selector] = ", ".join(map(self._shortened, branches(selector)))
        return self._short[selector]

    @cached_property
    def _is_crowded(self) -> bool:
        """Whether more elements stand side by side than may be counted from each of them."""
        everything = self._tree.css("*")
        if len(everything) <= _MOST_COUNTED:
            return False
        beside = Counter(node.parent.mem_id for node in everything if node.parent is not None)
        return max(beside.values()) > _MOST_COUNTED

    def _shortened(self, steps: tuple[Step, ...]) -> str:
        short, tried = "", False
        for how, element in steps:
            if how == "~":
                short, tried = f"{element}{self._mark(short, _behind)}", False
            elif how == " " and tried:
                short = f"{self._mark(short, _itself)} {element}"
            else:
                short, tried = f"{short}{how}{element}", tried or how == " "
        return short

    def _mark(self, selector: str, which: Callable[["LexborNode"], Iterator["LexborNode"]]) -> str:
        """Mark elements that a short selector finds, or what stands behind each; give what finds the mark."""
        known = (selector, which.__name__)
        if known not in self._marks:
            name = self._marks[known] = f"data-tinvl-{len(self._marks)}"
            done: set[int] = set()
            for found in self._tree.css(selector):
                for node in which(found):
                    if node.mem_id in done:
                        break
                    done.add(node.mem_id)
                    node.attrs[name] = ""
        return f"[{self._marks[known]}]"


def _itself(node: "LexborNode") -> Iterator["LexborNode"]:
    yield node


def _behind(node: "LexborNode") -> Iterator["LexborNode"]:
    while (following := node.next) is not None:
        node = following
        if node.is_element_node:
            yield node
