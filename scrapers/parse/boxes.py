"""Finds other news inside a text: boxes below which it goes on, and what ends it below an unknown heading."""

from collections.abc import Sequence
from itertools import takewhile

from scrapers.parse.facts import only_facts
from scrapers.parse.fields import Fields
from scrapers.parse.frame import ancestors, innermost
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line
from scrapers.parse.scripted import is_left_to_script

_MOST_ENTRIES = 12
_FEWEST_ENTRIES = 2
_LONGEST_HEADING = 60
_NEAR = 4
"""So many lines below its first paragraph a text has another one; a picture may stand between."""
_SENTENCE = frozenset(".,;?!…")
_SHORTEST = 60
"""A paragraph is at least so long, in characters, or a sentence; other words may stand below news."""
_STOPS = frozenset('.!?…”"')


def end_of_box(fields: Fields, lines: Sequence[Line], title: int, above: int, at: int) -> int:
    """Return the line where a text goes on below the box that the heading at `at` begins; -1 where none does.

    There is an entry in it at least, unless a script fills it, and what follows is a paragraph like one ahead
    of it, in the text that begins below `above`; or the text begins there, below the line of its `title`.
    """
    ahead = [line for line in lines[above + 1 : at] if line.text]
    entries = int(is_left_to_script(lines, at))
    for i in range(at + 1, min(at + 1 + _MOST_ENTRIES, len(lines))):
        line = lines[i]
        if line.image is not None or only_facts(line.text):
            continue
        if not line.links:
            goes_on = _is_paragraph(line) and (
                any(_stand_alike(line, one) for one in ahead) or _begins(lines, title, at, i)
            )
            return i if entries and goes_on else -1
        if not fields.leads_away(line) and not _is_mostly_linked(line):
            return -1
        entries += 1
    return -1


def _begins(lines: Sequence[Line], title: int, at: int, i: int) -> bool:
    """Tell whether a text begins at `i`, in one element with the box at `at` and without the title.

    It has a second paragraph like the first, with no link between: what sums up entries stands below each.
    """
    behind = takewhile(lambda line: not line.links, lines[i + 1 : i + 1 + _NEAR])
    if not any(_is_paragraph(line) and _stand_alike(line, lines[i]) for line in behind):
        return False
    return innermost(lines[i], lines[at]).mem_id not in ancestors(lines[title])


def news_behind(fields: Fields, tools: Labels, lines: Sequence[Line]) -> int:
    """Return the line of the heading below which nothing but other news ends a text; their number for none.

    There are two entries at least, for a text may well end in a link to what it tells of. Below each may be a
    line that sums it up. Tools may stand in place of the heading.
    """
    entries = 0
    for at in range(len(lines) - 1, 0, -1):
        line, above = lines[at], lines[at - 1]
        if _is_entry(fields, line):
            entries += line.image is None
        elif line.image is not None or not (only_facts(line.text) or _is_entry(fields, above)):
            return at if entries >= _FEWEST_ENTRIES and _heads(fields, tools, line) else len(lines)
    return len(lines)


def _heads(fields: Fields, tools: Labels, line: Line) -> bool:
    """Tell whether a line may stand above a list of news: a few words, or tools."""
    if line.image is not None:
        return False
    if tools.covers(line.text) or fields.is_tool(line):
        return True
    return not line.links and len(line.text) <= _LONGEST_HEADING and line.text[-1] not in _SENTENCE


def _is_entry(fields: Fields, line: Line) -> bool:
    return bool(line.links) and _is_mostly_linked(line) and _leads_to_news(fields, line)


def _leads_to_news(fields: Fields, line: Line) -> bool:
    portal = fields.portal
    return all(portal.is_article(url) or portal.may_be_article(url) for url in fields.page.addresses(line))


def _is_mostly_linked(line: Line) -> bool:
    """Tell whether a line is an entry with its date behind it."""
    return 2 * sum(end - start for start, end, _ in line.links) > len(line.text)


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _SHORTEST or line.text[-1:] in _STOPS


def _stand_alike(line: Line, other: Line) -> bool:
    one, two = line.place, other.place
    return one is two or (one.tag == two.tag and one.outer is two.outer)
