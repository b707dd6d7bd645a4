"""Finds what a tab shows: "Tin mới | Đọc nhiều" stand side by side above a pane for each."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scrapers.parse.frame import ancestors, climbed
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line
from scrapers.parse.page import Page
from scrapers.text import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NAMES = ("aria-controls", "data-bs-target", "data-target", "data-tab", "href", "rel")
"""Attributes by which a tab names its pane."""
_NAMING = ", ".join(f"[{name}]" for name in _NAMES)
_ID = re.compile(r"#?([A-Za-z][\w-]*)")
_TAB = re.compile(r"tab(?!le)", re.IGNORECASE)
"""What the class or id of tabs says."""
_UP = 3
"""How many elements up from a label its tab, and the row of tabs, may be."""
_LONGEST = 40
"""A tab says no more, in characters."""
_MOST = 8
"""So many tabs are asked on each side of one."""


class _Row(NamedTuple):
    """The tabs in one row."""

    node: "LexborNode"
    """The element that holds them."""
    tab: int
    """Which of them is meant."""
    tabs: int
    """How many there are."""


def pane_of(page: Page, lines: Sequence[Line], at: int, label: Labels) -> list[Line] | None:
    """List the lines in the pane of the tab that the label at `at` is; None where it is no tab.

    A tab names its pane, or its place among the tabs tells. A pane that is not shown is read too.
    """
    pane = _named(page, lines[at], label) or _in_order(page, lines, at, label)
    if pane is None:
        return None
    shown = [line for line in lines[at + 1 :] if pane.mem_id in ancestors(line)]
    return shown or page.lines_in(pane)


def _named(page: Page, line: Line, label: Labels) -> "LexborNode | None":
    """Find the element that a tab names as its own."""
    tab = line.place.node
    leads_nowhere = line.links and not all(page.addresses(line))
    for node in (*islice(climbed(tab), _UP), *(page.css(_NAMING, tab) if leads_nowhere else ())):
        attributes = node.attributes
        said = filter(None, map(attributes.get, _NAMES)) if attributes else ()
        names = [match[1] for match in map(_ID.fullmatch, said) if match]
        if names and label.covers(clean_line(node.text())):
            found = (page.first(f'[id="{name}"]') for name in names)
            return next((pane for pane in found if pane is not None and pane.mem_id != node.mem_id), None)
    return None


def _in_order(page: Page, lines: Sequence[Line], at: int, label: Labels) -> "LexborNode | None":
    """Find the pane that is the tab's by its place: as many stand below a row of tabs as there are tabs."""
    row = _row(page, lines, at, label)
    if row is None:
        return None
    for node in islice(climbed(row.node), _UP):
        below = [*_behind(node)]
        inside = [*below[0].iter()] if below else []
        for panes in (inside, below):
            if len(panes) == row.tabs:
                return panes[row.tab]
    return None


def _row(page: Page, lines: Sequence[Line], at: int, label: Labels) -> _Row | None:
    """Find the row of tabs in which a label stands, with others on its line or as short lines beside it."""
    line = lines[at]
    if not any(map(_is_of_tabs, islice(climbed(line.place.node), _UP + 1))):
        return None
    if len(line.links) > 1:
        said = [label.covers(line.text[start:end]) for start, end, _ in line.links]
        return _Row(line.place.node, said.index(True), len(said)) if any(said) else None
    for node in islice(climbed(line.place.node), _UP):
        first, last = _reach(lines, at, node)
        tabs = [i for i in range(first, last + 1) if lines[i].text]
        if len(tabs) > 1:
            is_row = all(_may_be_tab(page, lines[i]) for i in tabs)
            return _Row(node, tabs.index(at), len(tabs)) if is_row else None
    return None


def _reach(lines: Sequence[Line], at: int, node: "LexborNode") -> tuple[int, int]:
    """Return the first and the last of the lines around `at` that stand in an element."""
    first, last = at, at
    while first > 0 and node.mem_id in ancestors(lines[first - 1]) and at - first < _MOST:
        first -= 1
    while last + 1 < len(lines) and node.mem_id in ancestors(lines[last + 1]) and last - at < _MOST:
        last += 1
    return first, last


def _may_be_tab(page: Page, line: Line) -> bool:
    return len(line.text) <= _LONGEST and not any(page.addresses(line))


def _is_of_tabs(node: "LexborNode") -> bool:
    attributes = node.attributes
    called = (attributes.get("class"), attributes.get("id")) if attributes else ()
    return any(name and _TAB.search(name) for name in called)


def _behind(node: "LexborNode") -> Iterator["LexborNode"]:
    while (following := node.next) is not None:
        node = following
        if node.is_element_node:
            yield node
