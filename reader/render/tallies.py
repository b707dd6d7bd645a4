"""Counts of articles, by time or by category, as lines: a name, its number, and a bar."""

from collections.abc import Sequence

from reader.i18n import _
from reader.render.rows import Bit
from reader.searching.pieces import typed_as
from reader.searching.query import narrowed, parse
from reader.searching.search import InCategory
from reader.searching.spread import Spread, Unit
from reader.wording.columns import GAP, cut, padded
from reader.wording.signs import current
from reader.wording.sparkline import bar
from reader.words import number
from scrapers.model import Record
from scrapers.text import clean_line

_BAR = 30
"""Cells of the longest bar."""


_DAYS = ("since", "until", "since_ago", "until_ago")


class Tally(Record, frozen=True):
    """One line: how many articles there are, and what to search for to see only these."""

    name: str
    count: int | None
    """None where they are not counted, as a search would find more than it did."""
    typed: str
    excluding: str = ""
    """What to search for to see all but these; empty where nothing says so."""


def by_time(over_time: Spread, typed: str) -> tuple[Tally, ...]:
    """Make a line of each time, in which alone what was `typed` is searched for; and one for any time."""
    found = ((span, _("since:{day} until:{day}").format(day=span.name)) for span in over_time.spans)
    return _widened(typed, _("at any time"), _DAYS) + tuple(
        Tally(name=span.name, count=span.count, typed=narrowed(typed, days, without=_DAYS))
        for span, days in found
    )


def by_category(categories: Sequence[InCategory], typed: str) -> tuple[Tally, ...]:
    """Make a line of each category likewise, with what is searched for to leave it out."""
    named = ((one, _in_category(one)) for one in categories)
    return _widened(typed, _("in any category"), ("categories", "not_categories")) + tuple(
        Tally(
            name=clean_line(one.name),
            count=one.count,
            typed=narrowed(typed, only),
            excluding=narrowed(typed, f"-{only}"),
        )
        for one, only in named
    )


def _widened(typed: str, name: str, fields: Sequence[str]) -> tuple[Tally, ...]:
    """Make a line of the search without these bounds; none where it has none."""
    wider = narrowed(typed, without=fields)
    return (Tally(name=name, count=None, typed=wider),) if parse(wider) != parse(typed) else ()


def _in_category(category: InCategory) -> str:
    """Name a category as a search does: by its slug where its name could not be typed."""
    label, name = _('category:"{name}"'), category.name
    means = parse(label.format(name=name)).categories
    typed = name == clean_line(name) and means == ((typed_as(name),),)
    return label.format(name=name if typed else clean_line(category.slug))


def title_of(over_time: Spread) -> str:
    """Say what the times are, and how many articles have none."""
    titles = {Unit.YEAR: _("BY YEAR"), Unit.MONTH: _("BY MONTH"), Unit.DAY: _("BY DAY")}
    undated = _("{n} without a date").format(n=number(over_time.undated)) if over_time.undated else ""
    return " · ".join(filter(None, (titles[over_time.unit], undated)))


def tally_line(tally: Tally, most: int, widest: int, width: int) -> list[Bit]:
    """Draw a line in `width` cells, with a bar where there is room.

    `most` is the highest number of the list, `widest` the width of its widest name.
    """
    digits = len(number(most))
    room = min(widest, width - digits - GAP)
    left = min(width - room - digits - 2 * GAP, _BAR)
    count = "" if tally.count is None else number(tally.count)
    return [
        Bit(padded(cut(tally.name, room), room + GAP), "title" if tally.count else "detail"),
        Bit(padded(count, digits, right=True) + " " * GAP, "detail"),
        Bit(bar(tally.count or 0, most, left, plain=current().plain), "bar"),
    ]
