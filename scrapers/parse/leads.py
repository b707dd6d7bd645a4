"""Finds the lead of a text: what its first lines say, in an element that is called so: "sapo"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from scrapers.parse.frame import ancestors, climbed
from scrapers.parse.lines import Line

_MOST = 3
"""So many lines of a text are asked whether they stand in its lead."""
_UP = 3
"""How many elements up from a line the one may be that is called so."""


def parted(lines: Sequence[Line], names: tuple[str, ...]) -> tuple[str, list[Line]]:
    """Part a text into its lead and the rest; the lead is empty where no element is called so by the names.

    An element that holds all of the text is none, whatever it is called, and a lead with links stays where it
    is, for a summary has none.
    """
    said = [line for line in lines if line.text]
    if len(said) < 2 or not names:  # noqa: PLR2004 - a lead and a text
        return "", list(lines)
    wanted = _any_of(names)
    around_last = frozenset(ancestors(said[-1]))
    for line in said[:_MOST]:
        if mark := _called(line, wanted, around_last):
            lead = _without_captions([one for one in lines if mark in ancestors(one)])
            if any(one.links for one in lead):
                break
            taken = frozenset(map(id, lead))
            return " ".join(one.text for one in lead), [one for one in lines if id(one) not in taken]
    return "", list(lines)


def _without_captions(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of text in an element, but for what stands between a picture and more text."""
    last = max((at for at, line in enumerate(lines) if line.text), default=-1)
    return [
        line
        for at, line in enumerate(lines)
        if line.text and (at in (last, 0) or lines[at - 1].image is None)
    ]


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)))


def _called(line: Line, names: re.Pattern[str], around: frozenset[int]) -> int:
    """Return the `mem_id` of the element around a line that is called by one of the names; 0 for none."""
    for node in islice(climbed(line.place.node), _UP):
        if node.mem_id in around:
            break
        attributes = node.attributes
        called = f" {attributes.get('class') or ''} {attributes.get('id') or ''} ".casefold()
        if names.search(called):
            return node.mem_id
    return 0
