"""Prints how the articles of a list or a search spread over time, categories and authors (`--by`)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click
from click.core import ParameterSource
from msgspec.structs import replace

from reader.cli.output import chosen_option, say
from reader.cli.session import Session
from reader.cli.tables import GAP, print_table
from reader.cli.terminal import columns
from reader.export.jsonout import dumps
from reader.i18n import _
from reader.searching.spread import Spread, Unit, spread
from reader.wording.columns import cells
from reader.wording.signs import current
from reader.wording.sparkline import bar
from reader.words import number
from scrapers.text import clean_line

CATEGORY, AUTHOR = "category", "author"
_WIDEST = 40
"""Cells of the longest bar."""
_EMPTY = 3
"""Times without an article that are listed one by one where they follow each other."""
_Counted = tuple[str, int]


def check_by(by: str | None) -> None:
    """Refuse what means nothing where articles are counted: an order of theirs, and a limit."""
    given = click.get_current_context().get_parameter_source
    for name in ("sort", "limit"):
        chosen_option({"by": by is not None, name: given(name) is not ParameterSource.DEFAULT})


def print_spread(session: Session, rows: Sequence[int], by: str, *, as_json: bool) -> None:
    """Print how many of these rows each time, each category or each author has."""
    search = session.library.search
    if by == AUTHOR:
        authors = search.authors(rows)
        counted = [(clean_line(name) or _("no author"), count) for name, count in authors]
        data: list[dict[str, object]] = [{"author": name, "articles": count} for name, count in authors]
    elif by == CATEGORY:
        found = search.categories(rows)
        counted = [(clean_line(one.name), one.count) for one in found]
        data = [{"category": one.slug, "name": one.name, "articles": one.count} for one in found]
    else:
        over_time = spread(rows, Unit(by))
        counted, data = list(_counted(over_time)), list(_as_json(over_time))
    if as_json:
        say(dumps(data))
    else:
        _print(counted, plain=current().plain)


def _counted(over_time: Spread) -> Iterator[_Counted]:
    """Name times with how many articles each has; many without any, one after the other, are one line."""
    for count, group in groupby(over_time.spans, key=lambda span: span.count):
        spans = list(group)
        if not count and len(spans) > _EMPTY:
            spans = [replace(spans[0], name=f"{spans[-1].name} – {spans[0].name}")]
        yield from ((span.name, span.count) for span in spans)
    if over_time.undated:
        yield _("no date"), over_time.undated


def _as_json(over_time: Spread) -> Iterator[dict[str, object]]:
    for span in over_time.spans:
        yield {"since": span.first, "until": span.last, "articles": span.count}
    if over_time.undated:
        yield {"since": None, "until": None, "articles": over_time.undated}


def _print(counted: Sequence[_Counted], *, plain: bool) -> None:
    """Print a line for each, with a bar where there is a terminal with room for one."""
    most = max((count for _name, count in counted), default=0)
    names = max((cells(name) for name, _count in counted), default=0)
    room = (columns() or 0) - names - len(number(most)) - 2 * len(GAP)
    width = min(max(room, 0), _WIDEST)
    rows = [(name, number(count), bar(count, most, width, plain=plain)) for name, count in counted]
    print_table(rows, right=(1,), looks={2: "mark"})
