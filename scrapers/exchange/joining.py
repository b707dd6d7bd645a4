"""Joins what two machines know of one article, or of a portal as a whole. Pure."""

import operator
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from scrapers.clock import NEVER
from scrapers.filerevisions import documented
from scrapers.merge import is_corrected, kept_texts, sighted
from scrapers.model import Article, Category, Entry
from scrapers.states import PortalState

_R = TypeVar("_R", bound=msgspec.Struct)
_WITH_TIMES = frozenset(
    (
        "checked_at",
        "gone_at",
        "fetched_at",
        "seen_at",
        "walked_at",
        "synced_at",
        "article",
        "former",
        "sightings",
        "listings",
        "documents",
    )
)
"""Fields that are times of machines, or have records with such."""


def joined(mine: Entry | None, theirs: Entry) -> Entry:
    """Join what is known here of an article with what is known elsewhere; nothing known here is lost.

    `mine` may have another id, under which the article is kept. A text that is not here makes a revision, in
    the order in which texts came: where a text that both have shows that both read by like rules, or where it
    came after the page was last asked for here. Otherwise it may be other rules that make it differ.
    """
    if mine is None:
        return theirs
    entry = reduce(sighted, theirs.sightings, mine)
    last = max((mine, theirs), key=lambda one: one.checked_at or NEVER)
    texts = _revisions(mine, theirs)
    return replace(
        entry,
        article=_as_seen(texts[-1], last.article) if texts else None,
        former=tuple(texts[:-1]),
        etag=last.etag,
        last_modified=last.last_modified,
        checked_at=last.checked_at,
        gone_at=last.gone_at,
        aliases=_aliases(mine, theirs),
        documents=documented(mine, theirs.documents).documents,
    )


def _aliases(mine: Entry, theirs: Entry) -> tuple[str, ...]:
    found = dict.fromkeys((*mine.aliases, *theirs.aliases, theirs.id))
    return tuple(alias for alias in found if alias != mine.id)


def _revisions(mine: Entry, theirs: Entry) -> list[Article]:
    own = kept_texts(mine)
    others = _trusted(mine, [replace(text, id=mine.id) for text in kept_texts(theirs)])
    found: list[Article] = []
    for text in sorted((*others, *own), key=_came):
        if found and _is_same(found[-1], text):
            found[-1] = _fuller(found[-1], text)
        else:
            found.append(text)
    return [replace(text, revision=number) for number, text in enumerate(found, _first(own, others))]


def _trusted(mine: Entry, others: list[Article]) -> list[Article]:
    """Return those texts of another machine that are read by like rules, or came later than all here.

    A text that was itself taken from there says nothing of still older ones, which were left out then.
    """
    own = kept_texts(mine)
    pairs = [(at, one, other) for at, one in enumerate(own) for other in others if _is_same(one, other)]
    if own and not pairs:
        asked = mine.checked_at or _came(own[-1])
        return [other for other in others if _came(other) > asked]
    if not pairs or pairs[0][0] == 0 or any(_came(one) != _came(other) for _at, one, other in pairs):
        return others
    return [other for other in others if _came(other) >= _came(pairs[0][1])]


def _as_seen(article: Article, last: Article | None) -> Article:
    """Return an article with the counts and the like of the page that was asked for last."""
    if last is None or not _is_same(article, last) or _has_less(last, article):
        return article
    return replace(last, id=article.id, fetched_at=article.fetched_at, revision=article.revision)


def _first(own: Sequence[Article], others: Sequence[Article]) -> int:
    return min((text.revision for text in (*own[:1], *others[:1])), default=1)


def _came(text: Article) -> datetime:
    return text.fetched_at or NEVER


def _is_same(one: Article, other: Article) -> bool:
    """Tell whether two texts say the same, as far as both go."""
    return not is_corrected(one, other) or not is_corrected(other, one)


def _fuller(before: Article, text: Article) -> Article:
    """Return the later of two texts that say the same, unless it has less; it is as old as the earlier."""
    return before if _has_less(text, before) else replace(text, fetched_at=before.fetched_at)


def _has_less(text: Article, other: Article) -> bool:
    return (text.pages, not text.incomplete) < (other.pages, not other.incomplete)


def until(record: _R, now: datetime) -> _R:
    """Return a record in which no time of this or that machine lies after `now`."""
    late = {
        name: _until(value, now)
        for name in record.__struct_fields__
        if name in _WITH_TIMES and (value := getattr(record, name)) is not None
    }
    changed = {name: value for name, value in late.items() if value is not getattr(record, name)}
    return replace(record, **changed) if changed else record


def _until(value: object, now: datetime) -> object:
    if isinstance(value, datetime):
        return min(value, now)
    if isinstance(value, msgspec.Struct):
        return until(value, now)
    if not isinstance(value, tuple):
        return value
    found = tuple(_until(one, now) for one in value)
    return value if all(map(operator.is_, found, value)) else found


def joined_portal(
    mine: PortalState, categories: Iterable[Category], synced_at: datetime | None
) -> PortalState:
    """Add the categories that are not known here, and when the portal was last read anywhere."""
    known = {one.slug for one in (*mine.categories, *(tab.category for tab in mine.tabs))}
    latest = max((at for at in (mine.synced_at, synced_at) if at is not None), default=None)
    found = (one for one in categories if one.slug not in known)
    return replace(mine, categories=(*mine.categories, *found), synced_at=latest)
