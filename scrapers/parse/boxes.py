"""Finds other news inside a text: boxes below which it goes on, and what ends it below an unknown heading."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from scrapers.parse.facts import only_facts
from scrapers.parse.fields import Fields
from scrapers.parse.frame import PAGES
from scrapers.parse.index import Lines
from scrapers.parse.labels import Labels
from scrapers.parse.lines import Line, Place
from scrapers.parse.scripted import is_left_to_script

_MOST_ENTRIES = 12
_FEWEST_ENTRIES = 2
_LONGEST_HEADING = 60
_NEAR = 4
"""So many lines below its first paragraph a text has another one; a picture may stand between."""
_FAR = 40
"""So many lines below a box a text has two that begins below it."""
_SENTENCE = frozenset(".,;?!…")
_SHORTEST = 60
"""A paragraph is at least so long, in characters, or a sentence; other words may stand below news."""
_STOPS = frozenset('.!?…”"')


def end_of_box(fields: Fields, lines: Lines, at: int, ends: Labels, *, title: int, above: int) -> int:
    """Return the line where a text goes on below the box that the heading at `at` begins; -1 where none does.

    There is an entry in it at least, unless a script fills it. One of the labels that end texts stands below,
    but where the text has an element of its own. What is below the line `above` and ahead of the heading is
    of the text, or of what is said of it; `title` is the line of its title.
    """
    on, below = _below_entries(fields, lines, at)
    if below < 0:
        return -1
    ahead = [line for line in lines[above + 1 : at] if line.text]
    known, near = set(map(_kind, ahead)), lines[below : below + _FAR]
    is_near = _is_like(near[0], known) or _begins(near, ahead, lines[at], lines[title])
    if is_near and ends.first_row(lines, on) < len(lines):
        return on
    around = _around_text(ahead, lines[at])
    on = _behind_own(lines, at, on, around)
    if around is None or on < 0 or (around.tag not in PAGES and not around.holds(lines[title])):
        return on
    end = ends.first_row(lines, on)
    return on if end < len(lines) and any(_is_like(line, known) for line in lines[on:end]) else -1


def _behind_own(lines: Sequence[Line], at: int, on: int, around: Place | None) -> int:
    """Return the first line from `on` in what is around a text, behind the box's own element; -1 for none."""
    if around is None:
        return -1
    own = _shared(lines[at], lines[at + 1])
    start = next((i for i in range(on, len(lines)) if own is around or not own.holds(lines[i])), -1)
    return start if start >= 0 and around.holds(lines[start]) else -1


def _around_text(ahead: Sequence[Line], heading: Line) -> Place | None:
    """Return what the last paragraph ahead of a box stands in; None where the box does not."""
    told = (line for line in reversed(ahead) if _is_paragraph(line) and not _is_mostly_linked(line))
    last = next(told, None)
    places = (last.place, last.place.outer) if last is not None else ()
    return next((one for one in places if one is not None and one.holds(heading)), None)


def _below_entries(fields: Fields, lines: Sequence[Line], at: int) -> tuple[int, int]:
    """Find where the entries of a box end, and the first words below; -1 where there are none of either."""
    on = at + 1
    entries = is_left_to_script(lines, at)
    for i in range(on, min(on + _MOST_ENTRIES, len(lines))):
        line = lines[i]
        if _is_of_box(fields, line):
            entries, on = True, i + 1
        elif line.text and not only_facts(line.text):
            return (on, i) if entries else (-1, -1)
        elif line.text and on == i:
            on = i + 1
    return -1, -1


def _is_of_box(fields: Fields, line: Line) -> bool:
    """Tell whether a line is an entry, or the picture of one."""
    if line.image is not None:
        return bool(line.links) and _leads_to_news(fields, line)
    return bool(line.links) and (fields.leads_away(line) or _is_mostly_linked(line))


def _begins(text: Sequence[Line], ahead: Sequence[Line], heading: Line, title: Line) -> bool:
    """Tell whether a text begins below a box: there are two paragraphs alike, as near to it as the title.

    Below more than facts it begins at once, and in one element with the box that does not hold the title.
    """
    is_lead = any(_is_paragraph(line) and not only_facts(line.text) for line in ahead)
    if is_lead and not _is_paragraph(text[0]):
        return False
    text = [*takewhile(lambda line: not _is_mostly_linked(line), text[: 1 + _NEAR if is_lead else None])]
    kinds = Counter(_kind(line) for line in text if _is_paragraph(line))
    first = next((line for line in text if kinds[_kind(line)] > 1 and _is_paragraph(line)), None)
    if first is None:
        return False
    shared = _shared(heading, first)
    if not shared.holds(title):
        return not is_lead or first is text[0]
    return not is_lead and shared is _shared(heading, title) and shared.tag not in PAGES


def _shared(line: Line, other: Line) -> Place:
    """Return the innermost place that holds both lines."""
    return next(one for one in line.place.up() if one.holds(other))


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


def _is_like(line: Line, known: AbstractSet[tuple[str, int]]) -> bool:
    """Tell whether a line is a paragraph that stands like any of those whose kinds are known."""
    return _kind(line) in known and _is_paragraph(line)


def _kind(line: Line) -> tuple[str, int]:
    """Tell how a line stands: lines beside each other in elements of one name stand alike."""
    return line.place.tag, id(line.place.outer)
