"""Builds the SQL of a search, over the catalogue and the user's marks (attached as `user`). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.holdings.statements import Statement, day_after
from reader.searching.matching import ANY, Condition, Tier, asked_for, matched, table_of, unmatched
from reader.searching.query import Wanted
from scrapers.clock import sort_key
from scrapers.stores.index import SHIFT, TEXT_STEP
from scrapers.stores.jsonlist import json_list

_SLACK = 1 << 17
"""How far above its day the number of a text may lie, if very many articles share that day."""

_TEXT_OF = "(SELECT text_row FROM head WHERE portal = :s_portal_0 AND id = :s_only)"
# Not a term for each category: a letter may mean those of many portals, and SQLite bounds how deep they nest.
_FILED = (
    "EXISTS (SELECT 1 FROM filed f WHERE f.portal = h.portal AND f.row = h.row AND (f.portal, +f.slug)"
    " IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:{})))"
)
_AUTHORED = "h.author {} (SELECT value FROM json_each(:{}))"
_MARKED = "EXISTS (SELECT 1 FROM user.mark m WHERE m.portal = h.portal AND m.id = h.id AND m.{} IS NOT NULL)"
_NOTED = (
    "EXISTS (SELECT 1 FROM user.mark m WHERE m.portal = h.portal AND m.id = h.id"
    " AND instr(m.note_folded, :{}) > 0)"
)


class InPortal(NamedTuple):
    """A category of a portal; another portal may call another category so."""

    portal: str
    slug: str


class Scope(NamedTuple):
    """What is searched: which portals, and which categories and authors of theirs the names in it mean."""

    portals: Sequence[str]
    within: Sequence[Iterable[InPortal]] = ()
    """Of each group, in one of whose categories articles are to be, those that it may mean."""
    outside: Sequence[InPortal] = ()
    """All that those may mean in which articles must not be."""
    by: Sequence[Sequence[str]] = ()
    """Of each group, by one of whom articles are to be, the authors that it may mean."""
    not_by: Sequence[str] = ()
    """The authors by whom articles must not be."""
    unknown: Sequence[str] = ()
    """Names of categories that mean none."""


def search_statement(wanted: Wanted, scope: Scope, tier: Tier = ANY, *, only: str = "") -> Statement:
    """Build the statement for the rows that a search finds, newest first, and its values but `:s_limit`.

    `only` is the id of the one article to look at, on the first of the portals.
    """
    found, values = _from_where(wanted, scope, tier)
    if only:
        number = "t.rowid" if wanted.terms else "h.text_row"
        found, values = f"{found} AND {number} = {_TEXT_OF}", {**values, "s_only": only}
    order = "t.rowid" if wanted.terms else "h.row"
    return f"SELECT h.row {found} ORDER BY {order} DESC LIMIT :s_limit", values


def numbers_statement(wanted: Wanted, scope: Scope) -> Statement:
    """Build the statement for the rows of all that a search finds and the numbers of their texts.

    Both are JSON arrays, in one order of their own.
    """
    found, values = _from_where(wanted, scope, ANY)
    return f"SELECT json_group_array(h.row), json_group_array(h.text_row) {found}", values


def texts_statement(wanted: Wanted, tier: Tier) -> Statement:
    """Build the statement for the numbers, a JSON array, of all texts that have the words, of any portal.

    It looks at no head, and so costs half of finding rows.
    """
    asked = asked_for(wanted, tier)
    where, values = _all_of((*matched(asked, tier), *_texts_dated(wanted)))
    return f"SELECT json_group_array(t.rowid) FROM {table_of(asked)} t WHERE {where}", values  # noqa: S608 - own words only


def _from_where(wanted: Wanted, scope: Scope, tier: Tier) -> Statement:
    """Build what follows the columns of a statement that finds heads."""
    asked = asked_for(wanted, tier)
    where, values = _all_of((*matched(asked, tier), *_narrowed(wanted, scope), *unmatched(wanted.without)))
    source = f"{table_of(asked)} t CROSS JOIN head h ON h.text_row = t.rowid" if asked else "head h"
    return f"FROM {source} WHERE {where}", values


def _all_of(parts: Iterable[Condition]) -> Statement:
    """Join conditions, and the values that they name."""
    conditions, values = zip(*parts, strict=True)
    return " AND ".join(conditions), {name: value for named in values for name, value in named.items()}


def _narrowed(wanted: Wanted, scope: Scope) -> Iterator[Condition]:
    """Build the conditions that are not about the text."""
    of: dict[str, object] = {f"s_portal_{number}": portal for number, portal in enumerate(scope.portals)}
    yield f"h.portal IN ({', '.join(f':{name}' for name in of)})", of
    yield from _dated(wanted)
    for number, meant in enumerate(scope.within):
        yield _filed(f"s_slug_{number}", meant)
    if scope.outside:
        filed, values = _filed("s_not_slug", scope.outside)
        yield f"NOT {filed}", values
    yield from _written(scope)
    yield from _marked(wanted)
    if wanted.attached:
        yield "h.attached", {}
    if wanted.unattached:
        yield "NOT h.attached", {}
    for number, words in enumerate(wanted.notes):
        yield _NOTED.format(f"s_note_{number}"), {f"s_note_{number}": words}
    for number, words in enumerate(wanted.not_notes):
        yield f"NOT {_NOTED.format(f's_not_note_{number}')}", {f"s_not_note_{number}": words}


def _filed(name: str, categories: Iterable[InPortal]) -> Condition:
    """Build the condition for an article of one of some categories; of none where there are none."""
    return _FILED.format(name), {name: json_list(categories)}


def _written(scope: Scope) -> Iterator[Condition]:
    """Build the conditions for the authors."""
    for number, authors in enumerate(scope.by):
        yield (
            f"h.author <> '' AND {_AUTHORED.format('IN', name := f's_by_{number}')}",
            {name: json_list(authors)},
        )
    if scope.not_by:
        yield _AUTHORED.format("NOT IN", "s_not_by"), {"s_not_by": json_list(scope.not_by)}


def _marked(wanted: Wanted) -> Iterator[Condition]:
    """Build the conditions for the user's marks."""
    asked = {
        "read_at": wanted.read,
        "starred_at": wanted.starred,
        "later_at": wanted.later,
        "noted_at": wanted.noted or bool(wanted.notes),
    }
    for column in (column for column, is_asked in asked.items() if is_asked):
        yield _MARKED.format(column), {}
    if wanted.unread:
        yield f"NOT {_MARKED.format('read_at')}", {}
    for mark in wanted.not_marks:
        yield f"NOT {_MARKED.format(f'{mark}_at')}", {}


def _dated(wanted: Wanted) -> Iterator[Condition]:
    """Bound the days; no span holds articles without one. Bounds on texts only narrow the search.

    Behind a text SQLite is kept from looking through all heads of the days for the one of that text.
    """
    first, last = sort_key(wanted.since), sort_key(day_after(wanted.until))
    row = "+h.row" if wanted.terms else "h.row"
    if first or last:
        yield f"{row} >= :s_first", {"s_first": max(1, first) << SHIFT}
    if last:
        yield f"{row} < :s_last", {"s_last": last << SHIFT}
    if wanted.terms:
        yield from _texts_dated(wanted)


def _texts_dated(wanted: Wanted) -> Iterator[Condition]:
    """Bound the numbers of the texts by the days, with some room."""
    first, last = sort_key(wanted.since), sort_key(day_after(wanted.until))
    if first:
        yield "t.rowid >= :s_text_first", {"s_text_first": first >> TEXT_STEP}
    if last:
        yield "t.rowid < :s_text_last", {"s_text_last": (last >> TEXT_STEP) + _SLACK}
