"""Builds the SQL of a search, over the catalogue and the user's marks (attached as `user`). Pure.

Words are looked up in the tokens of the catalogue, and phrases in its words: both give their rows newest
first without sorting them, so that the first results of any search cost little.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

import msgspec

from reader.holdings.statements import Statement, day_after
from reader.searching.abbreviations import Asked, by_forms
from reader.searching.query import Term, Wanted
from reader.searching.spellings import alike, phrases
from scrapers.clock import sort_key
from scrapers.stores.index import IN_TITLE, SHIFT, TEXT_STEP

SHORT = 2
"""Prefixes of up to so many letters are indexed in the tokens; in the words they would cost the most."""
_SLACK = 1 << 17
"""How far above its day the number of a text may lie, if very many articles share that day."""

_WITH_TOKENS = "SELECT rowid FROM tokens WHERE tokens MATCH :{}"
_TEXT_OF = "(SELECT text_row FROM head WHERE portal = :s_portal_0 AND id = :s_only)"
# Not a term for each category: a letter may mean those of many portals, and SQLite bounds how deep they nest.
_FILED = (
    "EXISTS (SELECT 1 FROM filed f WHERE f.portal = h.portal AND f.row = h.row AND (f.portal, +f.slug)"
    " IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:{})))"
)
_MARKED = "EXISTS (SELECT 1 FROM user.mark m WHERE m.portal = h.portal AND m.id = h.id AND m.{} IS NOT NULL)"
_NOTED = (
    "EXISTS (SELECT 1 FROM user.mark m WHERE m.portal = h.portal AND m.id = h.id"
    " AND instr(m.note_folded, :{}) > 0)"
)
_Condition = tuple[str, dict[str, object]]
"""A condition and the values that it names."""


class InPortal(NamedTuple):
    """A category of a portal; another portal may call another category so."""

    portal: str
    slug: str


class Places(NamedTuple):
    """The categories that a search names."""

    within: Sequence[Iterable[InPortal]] = ()
    """Of each category in which articles are to be those that it may mean."""
    outside: Sequence[InPortal] = ()
    """All that those may mean in which articles must not be."""
    unknown: Sequence[str] = ()
    """Names that mean none."""


class Tier(NamedTuple):
    """Which of the articles that have what is asked for."""

    spelled: bool = False
    """Only those that have each word with the accents that were typed."""
    together: bool = False
    """Only those where the words stand together, in the order in which they were typed."""
    in_title: bool = False
    """Only those that have all the words in the title."""


ANY = Tier()
ANYWHERE = Places()


def tiers(wanted: Wanted) -> tuple[Tier, ...]:
    """List which articles come first: spelled as typed, then with the words together, then in the title."""
    if not wanted.terms:
        return (ANY,)
    spelled, together = _first_if(wanted.has_accents), _first_if(len(wanted.terms) > 1)
    return tuple(Tier(*chosen) for chosen in product(spelled, together, (True, False)))


def _first_if(needed: bool) -> tuple[bool, ...]:
    return (True, False) if needed else (False,)


def search_statement(
    wanted: Wanted, portals: Sequence[str], places: Places = ANYWHERE, tier: Tier = ANY, *, only: str = ""
) -> Statement:
    """Build the statement for the rows that a search finds, newest first, and its values but `:s_limit`.

    `only` is the id of the one article to look at, on the first of the portals.
    """
    found, values = _found(wanted, portals, places, tier)
    if only:
        number = "t.rowid" if wanted.terms else "h.text_row"
        found, values = f"{found} AND {number} = {_TEXT_OF}", {**values, "s_only": only}
    order = "t.rowid" if wanted.terms else "h.row"
    return f"SELECT h.row {found} ORDER BY {order} DESC LIMIT :s_limit", values


def numbers_statement(wanted: Wanted, portals: Sequence[str], places: Places = ANYWHERE) -> Statement:
    """Build the statement for the rows of all that a search finds and the numbers of their texts.

    Both are JSON arrays, in one order of their own.
    """
    found, values = _found(wanted, portals, places, ANY)
    return f"SELECT json_group_array(h.row), json_group_array(h.text_row) {found}", values


def texts_statement(wanted: Wanted, tier: Tier) -> Statement:
    """Build the statement for the numbers, a JSON array, of all texts that have the words, of any portal.

    It looks at no head, and so costs half of finding rows.
    """
    asked = _asked(wanted, tier)
    where, values = _all_of((*_matched(asked, tier), *_texts_dated(wanted)))
    return f"SELECT json_group_array(t.rowid) FROM {_table(asked)} t WHERE {where}", values  # noqa: S608 - own words only


def _found(wanted: Wanted, portals: Sequence[str], places: Places, tier: Tier) -> Statement:
    """Build what follows the columns of a statement that finds heads."""
    asked = _asked(wanted, tier)
    where, values = _all_of(
        (*_matched(asked, tier), *_narrowed(wanted, portals, places), *_without(wanted.without))
    )
    source = f"{_table(asked)} t CROSS JOIN head h ON h.text_row = t.rowid" if asked else "head h"
    return f"FROM {source} WHERE {where}", values


def _all_of(parts: Iterable[_Condition]) -> Statement:
    """Join conditions, and the values that they name."""
    conditions, values = zip(*parts, strict=True)
    return " AND ".join(conditions), {name: value for named in values for name, value in named.items()}


def _asked(wanted: Wanted, tier: Tier) -> tuple[Asked, ...]:
    """Return what the words of a search ask for in a tier; as they were typed first, then in other forms."""
    if tier.together:
        return (Asked((_joined(wanted.terms),)),)
    if tier.spelled:
        return tuple(Asked((term,)) for term in wanted.terms)
    return by_forms(wanted.terms)


def _table(asked: Iterable[Asked]) -> str:
    return "words" if _has_phrase(asked) else "tokens"


def _joined(terms: Sequence[Term]) -> Term:
    """Make one phrase of all words, as if the last were typed to its end: its beginning would cost most."""
    return Term(words=tuple(word for term in terms for word in term.words))


def _has_phrase(asked: Iterable[Asked]) -> bool:
    return any(len(term.words) > 1 for one in asked for term in (*one.terms, *one.others))


def _matched(asked: Sequence[Asked], tier: Tier) -> Iterator[_Condition]:
    """Build the conditions for what the text must have."""
    if asked and not _has_phrase(asked):
        yield "tokens MATCH :s_tokens", {"s_tokens": _all_asked(asked, partial(_tokens, tier=tier))}
    elif asked:
        lead = "{title} : " if tier.in_title else ""
        yield "words MATCH :s_words", {"s_words": f"{lead}({_all_asked(asked, _phrases)})"}
        terms = [term for one in asked for term in one.terms]
        beginnings = [Term(words=term.words[-1:], prefix=True) for term in terms if term.prefix]
        if tokens := " AND ".join(_tokens(terms if tier.spelled else beginnings, tier=tier)):
            yield f"+t.rowid IN ({_WITH_TOKENS.format('s_tokens')})", {"s_tokens": tokens}


def _all_asked(asked: Iterable[Asked], write: Callable[[Iterable[Term]], Iterable[str]]) -> str:
    """Write what the full text is to have: of each part its terms, or one of their other forms."""
    parts = []
    for one in asked:
        typed = " AND ".join(write(one.terms))
        parts.append(_any_of([f"({typed})", *write(one.others)]) if one.others else typed)
    return " AND ".join(filter(None, parts))


def _tokens(terms: Iterable[Term], *, tier: Tier) -> Iterator[str]:
    """Write each word as a token of its own, in each of its spellings."""
    lead = IN_TITLE if tier.in_title else ""
    for term in terms:
        words = [(word,) for word in term.words] if tier.spelled else [*map(alike, term.folded)]
        for at, spellings in enumerate(words, 1 - len(words)):
            quoted = [f'"{lead}{word}"' for word in spellings]
            goes_on = term.prefix and not at
            yield _any_of([quoted[0] + "*" * goes_on, *quoted[1:]])


def _any_of(alternatives: Sequence[str]) -> str:
    return alternatives[0] if len(alternatives) == 1 else f"({' OR '.join(alternatives)})"


def _phrases(terms: Iterable[Term]) -> Iterator[str]:
    """Write words and phrases in their order; a last word that is too short is left out."""
    for term in terms:
        words = term.folded
        goes_on = term.prefix and len(words[-1]) > SHORT
        if term.prefix and not goes_on:
            words = words[:-1]
        if words:
            forms = [(f'"{" ".join(form)}"', goes_on and form[-1] == words[-1]) for form in phrases(words)]
            yield _any_of([form + "*" * open_ended for form, open_ended in forms])


def _without(terms: Sequence[Term]) -> Iterator[_Condition]:
    """Build the conditions for what the text must not have; a word typed with accents is meant with them."""
    singles = " OR ".join(f'"{term.words[0]}"' for term in terms if len(term.words) == 1)
    if singles:
        yield f"+h.text_row NOT IN ({_WITH_TOKENS.format('s_not')})", {"s_not": singles}
    for number, term in enumerate(term for term in terms if len(term.words) > 1):
        phrase, tokens = f"s_not_{number}", f"s_not_{number}_tokens"
        within = f"SELECT rowid FROM words WHERE words MATCH :{phrase}"  # noqa: S608 - own words only
        values: dict[str, object] = {
            phrase: " AND ".join(_phrases([term])),
            tokens: " AND ".join(_tokens([term], tier=Tier(spelled=True))),
        }
        yield f"+h.text_row NOT IN ({within} AND +rowid IN ({_WITH_TOKENS.format(tokens)}))", values


def _narrowed(wanted: Wanted, portals: Sequence[str], places: Places) -> Iterator[_Condition]:
    """Build the conditions that are not about the text."""
    of = _named("s_portal", portals)
    yield f"h.portal IN ({', '.join(f':{name}' for name in of)})", of
    yield from _dated(wanted)
    for number, meant in enumerate(places.within):
        yield _filed(f"s_slug_{number}", meant)
    if places.outside:
        filed, named = _filed("s_not_slug", places.outside)
        yield f"NOT {filed}", named
    yield from _marked(wanted)
    if wanted.attached:
        yield "h.attached", {}
    if wanted.unattached:
        yield "NOT h.attached", {}
    for number, words in enumerate(wanted.notes):
        yield _NOTED.format(f"s_note_{number}"), {f"s_note_{number}": words}
    for number, words in enumerate(wanted.not_notes):
        yield f"NOT {_NOTED.format(f's_not_note_{number}')}", {f"s_not_note_{number}": words}


def _filed(name: str, categories: Iterable[InPortal]) -> _Condition:
    """Build the condition for an article of one of some categories; of none where there are none."""
    return _FILED.format(name), {name: msgspec.json.encode(tuple(categories)).decode()}


def _marked(wanted: Wanted) -> Iterator[_Condition]:
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


def _named(name: str, values: Iterable[str]) -> dict[str, object]:
    """Name values by their numbers."""
    return {f"{name}_{number}": value for number, value in enumerate(values)}


def _dated(wanted: Wanted) -> Iterator[_Condition]:
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


def _texts_dated(wanted: Wanted) -> Iterator[_Condition]:
    """Bound the numbers of the texts by the days, with some room."""
    first, last = sort_key(wanted.since), sort_key(day_after(wanted.until))
    if first:
        yield "t.rowid >= :s_text_first", {"s_text_first": first >> TEXT_STEP}
    if last:
        yield "t.rowid < :s_text_last", {"s_text_last": (last >> TEXT_STEP) + _SLACK}
