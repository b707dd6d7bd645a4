"""Searching the articles of a portal: which have the words, and where the words stand in them."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Literal

from msgspec.structs import replace

from reader.holdings.lists import Lists
from reader.holdings.statements import AUTHORS, BY_AUTHOR, IN_ANY_OF, IN_CATEGORIES
from reader.model import EVERYWHERE, Head
from reader.searching.abbreviations import all_forms
from reader.searching.marking import Excerpt, Marker
from reader.searching.matching import ANY, Tier, tiers
from reader.searching.meant import meant
from reader.searching.parts import telling_part
from reader.searching.query import Wanted, dated
from reader.searching.statement import (
    InPortal,
    Scope,
    numbers_statement,
    search_statement,
    texts_statement,
)
from scrapers.articletext import texts_of
from scrapers.errors import UnknownName
from scrapers.model import Article, Record
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.index import DATED
from scrapers.stores.jsonlist import json_list, row_numbers
from scrapers.text import clean_line, fold, words_of

_HAS_WORD = "SELECT 1 FROM tokens WHERE tokens MATCH :s_token LIMIT 1"


FoundSort = Literal["best", "date", "oldest"]
"""How results stand."""


class Found(Record, frozen=True):
    """What a search found."""

    wanted: Wanted
    rows: Sequence[int] = ()
    """Row numbers of heads, in their order."""
    by_date: bool = False
    """Whether they stand by date; otherwise the best come first."""
    complete: bool = True
    """Whether that is all there is."""
    unknown: tuple[str, ...] = ()
    """Categories asked for that the portal does not have."""


class Hit(Record, frozen=True):
    """One result to draw: an article and where the words stand in it."""

    head: Head
    title: Excerpt
    """The whole title on one line."""
    text: Excerpt
    """A line of its text, around the words where they stand there."""
    portal: str = ""
    """The title of its portal, where several were searched."""


class InCategory(Record, frozen=True):
    """How many articles a category has of some."""

    slug: str
    name: str
    """As the portal calls it."""
    count: int


class Search:
    """Full-text search over one profile's stores; safe to use from several threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        lists: Lists,
        article: Callable[[str, str], Article],
        fetched: Callable[[], Sequence[str]],
        today: Callable[[], str],
    ) -> None:
        """`article` returns an article by portal and id, or raises UnknownName.

        `fetched` names the portals of which something was fetched, `today` is the day in ISO.
        """
        self._catalogue = catalogue
        self._lists = lists
        self._article = article
        self._fetched = fetched
        self.today = today

    def find(
        self, portal: str, wanted: Wanted, limit: int | None = None, *, sort: FoundSort = "best"
    ) -> Found:
        """Find articles: spelled as typed first, then with the words together, then in the title, then newer.

        `portal` may be EVERYWHERE. With a `limit` the first so many, which costs little however many there
        are, but for the oldest first. Without words, or by date, all that the search leaves, newest first;
        none where nothing is asked for.
        """
        if wanted.is_empty:
            return Found(wanted=wanted)
        wanted = dated(wanted, self.today())
        scope = self.scope(portal, wanted)
        in_order = tiers(wanted) if sort == "best" else (ANY,)
        if sort == "oldest":
            rows = sorted(self._all(wanted, scope, in_order), key=lambda row: (row < DATED, row))
        elif limit is None:
            rows = self._all(wanted, scope, in_order)
        else:  # one more tells whether that is all
            rows = self._first(wanted, scope, in_order, limit + 1)
        return Found(
            wanted=wanted,
            rows=array("q", rows[:limit]),
            by_date=sort != "best",
            complete=limit is None or len(rows) <= limit,
            unknown=tuple(scope.unknown),
        )

    def meant(self, portal: str, typed: str) -> str:
        """Return what would be found had an input method been on, or no finger slipped; empty if nothing."""
        return meant(typed, lambda wanted, limit: len(self.find(portal, wanted, limit).rows), self._is_known)

    def _is_known(self, word: str) -> bool:
        return bool(self._catalogue.ask(_HAS_WORD, {"s_token": f'"{word}"'}))

    def _first(self, wanted: Wanted, scope: Scope, in_order: Sequence[Tier], limit: int) -> list[int]:
        """Ask for one tier after the other until there are enough; each has the rows of the earlier too."""
        found: dict[int, None] = {}
        for tier in in_order:
            statement, values = search_statement(wanted, scope, tier)
            rows = (row for (row,) in self._catalogue.ask(statement, {**values, "s_limit": max(limit, 0)}))
            found.update(dict.fromkeys(_newest_first(rows)))
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def _all(self, wanted: Wanted, scope: Scope, in_order: Sequence[Tier]) -> list[int]:
        """Ask for all rows once, then only for which of their texts are in each tier but the last."""
        ((rows, texts),) = self._catalogue.ask(*numbers_statement(wanted, scope))
        row_of = dict(zip(row_numbers(texts), row_numbers(rows), strict=True))
        found: dict[int, None] = {}
        for tier in in_order[:-1]:
            ((numbers,),) = self._catalogue.ask(*texts_statement(wanted, tier))
            known = filter(None, map(row_of.get, row_numbers(numbers)))
            found.update(dict.fromkeys(_newest_first(known)))
        found.update(dict.fromkeys(_newest_first(row_of.values())))
        return list(found)

    def hit(self, row: int, wanted: Wanted, width: int) -> Hit | None:
        """Return a result to draw, its excerpt at most `width` characters long; None where it is gone."""
        head = self._lists.head(row)
        if head is None:
            return None
        title = clean_line(head.title)
        terms = all_forms(wanted.terms)
        text = clean_line(telling_part(self._text(head), terms))
        marker = Marker(terms, (title, text))
        marked = Excerpt(text=title, marks=marker.spans(title))
        return Hit(head=head, title=marked, text=marker.excerpt(text, width))

    def categories(self, rows: Iterable[int]) -> tuple[InCategory, ...]:
        """Count some rows by category, the largest first; what portals call alike is one."""
        asked = json_list(rows)
        names_of = cache(self._catalogue.names)
        found: dict[str, dict[str, list[InCategory]]] = {}
        for portal, slug, count in self._catalogue.ask(IN_CATEGORIES, (asked,)):
            name = names_of(portal).get(slug, slug)
            there = found.setdefault(words_of(name) or name, {}).setdefault(portal, [])
            there.append(InCategory(slug=slug, name=name, count=count))
        counted = (self._as_one(by_portal, asked) for by_portal in found.values())
        return tuple(sorted(counted, key=lambda one: (-one.count, fold(one.name))))

    def _as_one(self, by_portal: Mapping[str, Sequence[InCategory]], rows: str) -> InCategory:
        """Put together what is called alike; an article in several categories of its portal counts once."""
        first, count = next(iter(by_portal.values()))[0], 0
        for portal, there in by_portal.items():
            if len(there) == 1:
                count += there[0].count
                continue
            slugs = json_list(one.slug for one in there)
            asked = {"portal": portal, "slugs": slugs, "rows": rows}
            count += int(self._catalogue.ask(IN_ANY_OF, asked)[0][0])
        return replace(first, count=count)

    def authors(self, rows: Iterable[int]) -> tuple[tuple[str, int], ...]:
        """Count some rows by author, the busiest first; an empty name is that of articles without one.

        A name is one however it is spelled, and spelled as it mostly is.
        """
        found: dict[str, tuple[str, int]] = {}
        asked = json_list(rows)
        for author, count in self._catalogue.ask(BY_AUTHOR, (asked,)):
            name, before = found.get(key := words_of(author) or author, (author, 0))
            found[key] = name, before + count
        return tuple(sorted(found.values(), key=lambda one: (not one[0], -one[1], fold(one[0]))))

    def marks(self, article: Article, wanted: Wanted) -> Marker:
        """Return what marks the words of a search in the texts of an article."""
        return Marker(all_forms(wanted.terms), texts_of(article))

    def _text(self, head: Head) -> str:
        try:
            return texts_of(self._article(head.portal, head.id))[1]
        except UnknownName:
            return head.summary

    def portals(self, portal: str) -> Sequence[str]:
        """Name the portals that are searched under a name: itself, or all that were fetched."""
        return self._fetched() if portal == EVERYWHERE else (portal,)

    def scope(self, portal: str, wanted: Wanted) -> Scope:
        """Return what a search is of; what its names mean there, each category as `named` finds it."""
        names = (*chain(*wanted.categories), *wanted.not_categories)
        meant = {name: self.named(portal, name) for name in names}
        within = [tuple(chain(*map(meant.__getitem__, group))) for group in wanted.categories]
        outside = tuple(chain(*map(meant.__getitem__, wanted.not_categories)))
        unknown = [name for name, found in meant.items() if not found]
        authors = self._authors(portal) if wanted.authors or wanted.not_authors else []
        by = [_with_names(authors, group) for group in wanted.authors]
        not_by = _with_names(authors, wanted.not_authors)
        return Scope(self.portals(portal), within, outside, by, not_by, unknown)

    def _authors(self, portal: str) -> list[str]:
        """Name all authors, as their articles do."""
        portals = json_list(self.portals(portal))
        return [author for (author,) in self._catalogue.ask(AUTHORS, (portals,))]

    def named(self, portal: str, name: str) -> tuple[InPortal, ...]:
        """Return the categories that a name may mean: of each portal those called so, else those with it."""
        wanted = fold(name).strip()
        known = ((one, self._catalogue.names(one)) for one in self.portals(portal))
        return tuple(InPortal(one, slug) for one, names in known for slug in _called(names, wanted))


def _newest_first(rows: Iterable[int]) -> list[int]:
    """Sort rows: where very many articles have one day, the numbers of their texts are not quite in order."""
    return sorted(rows, reverse=True)


def _with_names(authors: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Find the authors that have one of some names: words of theirs, the last perhaps only begun."""
    begun = [f" {words_of(name)}" for name in names]
    return tuple(author for author in authors if any(name in f" {words_of(author)}" for name in begun))


def _called(known: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Find the categories of a folded name or slug, whatever signs join its words; else with it in theirs."""
    exactly = [slug for slug, title in known.items() if name in (fold(slug), fold(title))]
    words = words_of(name)
    alike = (slug for slug, title in known.items() if words and words_of(title) == words)
    return tuple(exactly or alike) or tuple(slug for slug, title in known.items() if name in fold(title))
