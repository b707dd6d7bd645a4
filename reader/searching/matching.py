"""Writes a search as conditions on the full text of the catalogue. Pure.

Words are looked up in the tokens of the catalogue, and phrases in its words: both give their rows newest
first without sorting them, so that the first results of any search cost little.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

from msgspec.structs import replace

from reader.searching.abbreviations import Asked, by_forms
from reader.searching.query import Term, Wanted
from reader.searching.spellings import alike, phrases
from scrapers.stores.index import IN_TITLE

SHORT = 2
"""Prefixes of up to so many letters are indexed in the tokens; in the words they would cost the most."""
_WITH_TOKENS = "SELECT rowid FROM tokens WHERE tokens MATCH :{}"
_TITLE_ONLY = "{title} : "
Condition = tuple[str, dict[str, object]]
"""A condition and the values that it names."""


class Tier(NamedTuple):
    """Which of the articles that have what is asked for."""

    spelled: bool = False
    """Only those that have each word with the accents that were typed."""
    together: bool = False
    """Only those where the words stand together, in the order in which they were typed."""
    in_title: bool = False
    """Only those that have all the words in the title."""


ANY = Tier()
_SPELLED = Tier(spelled=True)


def tiers(wanted: Wanted) -> tuple[Tier, ...]:
    """List which articles come first: spelled as typed, then with the words together, then in the title."""
    if not wanted.terms:
        return (ANY,)
    spelled, together = _first_if(wanted.has_accents), _first_if(_may_stand_together(wanted.terms))
    in_title = _first_if(not all(term.in_title for term in wanted.terms))
    return tuple(Tier(*chosen) for chosen in product(spelled, together, in_title))


def _first_if(needed: bool) -> tuple[bool, ...]:
    return (True, False) if needed else (False,)


def _may_stand_together(terms: Sequence[Term]) -> bool:
    """Tell whether terms are several words of one place, none of which has another in its place."""
    is_of_one_place = len({term.in_title for term in terms}) == 1
    return len(terms) > 1 and is_of_one_place and not any(term.either for term in terms)


# What the text must have ---------------------------------------------------------------------------


def asked_for(wanted: Wanted, tier: Tier) -> tuple[Asked, ...]:
    """Return what the words of a search ask for in a tier; as they were typed first, then in other forms."""
    if tier.together:
        return (Asked(((_joined(wanted.terms),),)),)
    if tier.spelled:
        return tuple(Asked(tuple((one,) for one in term.alternatives)) for term in wanted.terms)
    return by_forms(wanted.terms)


def _joined(terms: Sequence[Term]) -> Term:
    """Make one phrase of all words, as if the last were typed to its end: its beginning would cost most."""
    words = tuple(word for term in terms for word in term.words)
    return Term(words=words, in_title=terms[0].in_title)


def table_of(asked: Iterable[Asked]) -> str:
    """Name the table of the catalogue in which that is looked up."""
    return "words" if _has_phrase(asked) else "tokens"


def _has_phrase(asked: Iterable[Asked]) -> bool:
    return any(len(term.words) > 1 for one in asked for way in one.ways for term in way)


def matched(asked: Sequence[Asked], tier: Tier) -> Iterator[Condition]:
    """Build the conditions for what the text must have."""
    tokens = partial(_tokens, tier=tier)
    if asked and not _has_phrase(asked):
        yield "tokens MATCH :s_tokens", {"s_tokens": _all_asked(asked, tokens)}
    elif asked:
        lead = _TITLE_ONLY if tier.in_title else ""
        yield "words MATCH :s_words", {"s_words": f"{lead}({_all_asked(map(_long_enough, asked), _phrase)})"}
        if also := _all_asked(asked if tier.spelled else _beginnings(asked), tokens):
            yield f"+t.rowid IN ({_WITH_TOKENS.format('s_tokens')})", {"s_tokens": also}


def _long_enough(asked: Asked) -> Asked:
    """Take short beginnings for whole words where another way may stand in their place: none is left out."""
    if len(asked.ways) == 1:
        return asked
    return Asked(tuple(tuple(replace(term, prefix=_goes_on(term)) for term in way) for way in asked.ways))


def _beginnings(asked: Iterable[Asked]) -> list[Asked]:
    """Return the words that are not typed to their end, which phrases may leave out."""
    last = (term for one in asked for term in one.ways[0] if term.prefix)
    return [Asked(((replace(term, words=term.words[-1:]),),)) for term in last]


def _all_asked(asked: Iterable[Asked], write: Callable[[Term], str]) -> str:
    """Write what the full text is to have: of each part the terms of one of its ways."""
    ways = ([" AND ".join(filter(None, map(write, way))) for way in one.ways] for one in asked)
    return " AND ".join(filter(None, map(_any_of, ways)))


def _tokens(term: Term, *, tier: Tier) -> str:
    """Write each word as a token of its own, in each of its spellings."""
    lead = IN_TITLE if tier.in_title or term.in_title else ""
    words = [(word,) for word in term.words] if tier.spelled else [*map(alike, term.folded)]
    quoted = [[f'"{lead}{word}"' for word in spellings] for spellings in words]
    if term.prefix:
        quoted[-1][0] += "*"
    return " AND ".join(map(_any_of, quoted))


def _phrase(term: Term) -> str:
    """Write a word or a phrase in its order; a last word that is too short is left out."""
    words, goes_on = term.folded, _goes_on(term)
    if term.prefix and not goes_on:
        words = words[:-1]
    if not words:
        return ""
    forms = [(f'"{" ".join(form)}"', goes_on and form[-1] == words[-1]) for form in phrases(words)]
    written = _any_of([form + "*" * open_ended for form, open_ended in forms])
    return f"{_TITLE_ONLY}{written}" if term.in_title else written


def _goes_on(term: Term) -> bool:
    """Tell whether a phrase is looked for with all words that begin like its last one."""
    return term.prefix and len(term.folded[-1]) > SHORT


def _any_of(alternatives: Sequence[str]) -> str:
    return alternatives[0] if len(alternatives) == 1 else f"({' OR '.join(alternatives)})"


# What it must not have -----------------------------------------------------------------------------


def unmatched(terms: Sequence[Term]) -> Iterator[Condition]:
    """Build the conditions for what the text must not have; a word typed with accents is meant with them."""
    singles = [_tokens(term, tier=_SPELLED) for term in terms if len(term.words) == 1]
    if singles:
        yield f"+h.text_row NOT IN ({_WITH_TOKENS.format('s_not')})", {"s_not": " OR ".join(singles)}
    for number, term in enumerate(term for term in terms if len(term.words) > 1):
        phrase, tokens = f"s_not_{number}", f"s_not_{number}_tokens"
        within = f"SELECT rowid FROM words WHERE words MATCH :{phrase}"  # noqa: S608 - own words only
        values: dict[str, object] = {phrase: _phrase(term), tokens: _tokens(term, tier=_SPELLED)}
        yield f"+h.text_row NOT IN ({within} AND +rowid IN ({_WITH_TOKENS.format(tokens)}))", values
