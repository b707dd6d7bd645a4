"""Finds what belongs to an article behind its tools: files, what is said of date and views, other news."""

from collections.abc import Sequence
from itertools import takewhile

from scrapers.parse import edges
from scrapers.parse.appended import Files
from scrapers.parse.boxes import news_behind
from scrapers.parse.facts import announces
from scrapers.parse.fields import Fields
from scrapers.parse.frame import PAGES, Kinship, innermost
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line

_NEAR = 40
"""So many lines from the first tool on are looked at."""
_FEWEST = 3
"""A tool and two entries are so many lines at least."""


def behind_tools(fields: Fields, tools: Labels, lines: Sequence[Line], title: int, end: int) -> list[Line]:
    """List the lines of an article behind the tools that begin at `end`, in the box of its `title`.

    Nothing but tools, files and facts stands between: what else comes is another part of the page.
    """
    beside = fields.headings_beside
    near = [*takewhile(lambda line: not beside.covers(line.text), lines[end : end + _NEAR])]
    files = Files(near, lines[title])
    found = []
    for line in near:
        if files.have(line) or announces(edges.said(fields, line)):
            found.append(line)
        elif line.text and not (tools.covers(line.text) or edges.is_below(fields, line)):
            break
    return _in_box(found, lines[title], lines[end]) if found else []


def news_in_box(fields: Fields, tools: Labels, lines: Sequence[Line], title: int, end: int) -> list[Line]:
    """List the other news that end this box below a heading that no rule names.

    The box is smaller than the page; the next heading that is known ends it too.
    """
    beside, headings = fields.headings_beside, fields.headings

    def goes_on(line: Line) -> bool:
        return not beside.covers(line.text) and (tools.covers(line.text) or not headings.covers(line.text))

    near = [*takewhile(goes_on, lines[end:])]
    if len(near) < _FEWEST or innermost(lines[end], lines[title]).tag in PAGES:
        return []
    box = [lines[title], *_in_box(near, lines[title], lines[end])]
    return box[news_behind(fields, tools, box) + 1 :]


def _in_box(found: Sequence[Line], title: Line, tool: Line) -> list[Line]:
    """List the lines that stand in the innermost element that holds the title and the tool."""
    kinship = Kinship(tool)
    shared = kinship.depth(title)
    return [line for line in found if kinship.depth(line) >= shared]
