"""The decisions of a sync, made from what is known. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from scrapers.clock import day_of, sort_key
from scrapers.errors import (
    BadAnswer,
    BadStatus,
    FetchError,
    Gone,
    TinvlError,
    UnknownName,
    Unreachable,
    Walled,
)
from scrapers.merge import kept_texts, merged
from scrapers.model import Article, Category, Entry, Place, Sighting
from scrapers.states import PortalState, Tab
from scrapers.text import fold, words_of

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal

RECENT = timedelta(days=7)
"""How long an article is asked for again, for corrections; and how long one that is gone is left alone."""
AGAIN = timedelta(days=1)
"""How long a tab is believed to be no category before its page is looked at again."""


def categories_of(
    listed: Sequence[Category], found: Sequence[Category], known: Sequence[Category]
) -> tuple[Category, ...]:
    """Return the categories of a portal: from its file, from the navigation of a page, and as known before.

    Where the file lists categories, these alone, with the names of the navigation. Otherwise those of the
    navigation in its order, then others that were known: a page may show only a part of the navigation.
    """
    if listed:
        names = {category.slug: category.name for category in (*known, *found)}
        return tuple(replace(one, name=names.get(one.slug, one.name)) for one in listed)
    named = {one.slug for one in found}
    return (*found, *(one for one in known if one.slug not in named))


def without_tabs(categories: Sequence[Category], tabs: Sequence[Tab]) -> tuple[Category, ...]:
    """Return the categories that are not known to list nothing."""
    empty = {tab.category.slug for tab in tabs}
    return tuple(one for one in categories if one.slug not in empty)


def put_aside(state: PortalState, empty: Sequence[Category], now: datetime) -> PortalState:
    """Treat links of the navigation as tabs, not as categories: their pages list nothing."""
    slugs = {one.slug for one in empty}
    kept = tuple(tab for tab in state.tabs if tab.category.slug not in slugs)
    tabs = (*kept, *(Tab(category=one, looked_at=now) for one in empty))
    return replace(state, categories=without_tabs(state.categories, tabs), tabs=tabs)


def taken_back(state: PortalState, category: Category) -> PortalState:
    """Treat a tab as a category after all."""
    tabs = tuple(tab for tab in state.tabs if tab.category.slug != category.slug)
    if tabs == state.tabs:
        return state
    return replace(state, categories=(*state.categories, category), tabs=tabs)


def chosen(categories: Sequence[Category], wanted: Sequence[str]) -> tuple[Category, ...]:
    """Find categories by their slugs or names, with or without accents; all of them if none is named.

    Raises UnknownName, with the slugs there are.
    """
    if not wanted:
        return tuple(categories)
    return tuple({(one := _category(categories, word)).slug: one for word in wanted}.values())


def _category(categories: Sequence[Category], word: str) -> Category:
    folded, words = fold(word.strip()), words_of(word)
    meant = (
        *(one for one in categories if one.slug == word),
        *(one for one in categories if fold(one.slug) == folded),
        *(one for one in categories if fold(one.name) == folded),
        *(one for one in categories if words and words_of(one.name) == words),
    )
    if not meant:
        raise UnknownName("no such category", where=word, known=tuple(one.slug for one in categories))
    return meant[0]


def is_listed(entry: Entry, slugs: Collection[str]) -> bool:
    """Tell whether a listing of one of the categories named the article."""
    return any(seen.place is Place.LISTING and seen.category in slugs for seen in entry.sightings)


def is_unnamed(entry: Entry) -> bool:
    """Tell whether nothing is known of an article but its address: no page named it, and it never came."""
    return entry.article is None and not entry.sightings


def is_left_alone(entry: Entry, now: datetime) -> bool:
    """Tell whether an article was found gone so recently that it is not asked for again.

    Where a clock was wrong and was then set back, an article is not left alone until that time comes again.
    """
    return entry.gone_at is not None and abs(now - (entry.checked_at or entry.gone_at)) < RECENT


def is_recent(entry: Entry, now: datetime) -> bool:
    """Tell whether an article is so new that it may still be corrected.

    By its date, or by when it was first fetched where no page tells a date.
    """
    if entry.article is None:
        return False
    published = merged(entry).published
    if published is not None:
        return sort_key(published) >= (now - RECENT).timestamp()
    first = kept_texts(entry)[0].fetched_at
    return first is not None and abs(now - first) < RECENT


def is_since(entry: Entry, since: str | None) -> bool:
    """Tell whether an article was published on a day or later, as far as is known."""
    published = merged(entry).published
    return since is None or published is None or day_of(published) >= day_of(since)


def same_but_for_time(one: Sighting | None, other: Sighting | None) -> bool:
    """Tell whether two sightings are there and say the same, whenever and on whichever page."""
    return bool(one and other and replace(other, seen_at=one.seen_at, page=one.page) == one)


def as_kept(article: Article, entry: Entry, fetched_at: datetime) -> Article:
    """Give an article the portal and id under which it is kept, and the time when it was fetched."""
    return replace(article, portal=entry.portal, id=entry.id, fetched_at=fetched_at)


def may_come_later(error: TinvlError) -> bool:
    """Tell whether a page that failed in this way may yet come: it is neither gone nor impossible to read."""
    return isinstance(error, Unreachable | BadStatus | BadAnswer | Walled) and not isinstance(error, Gone)


def picture_may_come_later(error: FetchError) -> bool:
    """Tell the same of a picture; a host that is well and refuses it does not want it shown elsewhere."""
    return may_come_later(error) and (not isinstance(error, BadStatus) or error.is_trouble)


def leads_elsewhere(entry: Entry, url: str, portal: "Portal") -> bool:
    """Tell whether an article's address led to a page that is no article, as portals do with what is gone."""
    return url != entry.url and portal.is_article(entry.url) and not portal.is_article(url)


def is_another(entry: Entry, article: Article) -> bool:
    """Tell whether a page is of another article than the one asked for: another id and another title."""
    if article.id == entry.id:
        return False
    title = merged(entry).title
    return bool(title) and fold(article.title) != fold(title)
