"""Saved searches, as shelves beside the categories, and what was searched for last."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from msgspec.structs import replace

from reader.holdings.lists import Lists
from reader.holdings.statements import Statement
from reader.model import ALL, EVERYWHERE, SAVED, Mark, Query, Shelf
from reader.searching.query import Wanted, dated, parse
from reader.searching.search import Search
from reader.searching.statement import search_statement
from reader.user.userdata import UserData
from scrapers.errors import StoreError
from scrapers.stores.catalogue import Catalogue

_State = tuple[int, int, str]
"""The number of changes of the catalogue, and of the user's marks, and the day, from which a search may
count."""
_ALL_PORTALS = "*"
"""Stands for EVERYWHERE where searches are kept: a document of state wants a name, and no portal has this."""


class _Counted(NamedTuple):
    """How many articles a search finds, and how many of them are unread, as of a state."""

    state: _State
    total: int
    unread: int


_UNKNOWN = _Counted((-1, -1, ""), 0, 0)


class SavedSearches:
    """The saved searches of every portal, and those of EVERYWHERE, which find what any portal has.

    To count what a search finds can take a while, so a shelf has the counts that are known, and `recount` is
    for a thread of its own.
    """

    def __init__(self, catalogue: Catalogue, userdata: UserData, lists: Lists, search: Search) -> None:
        self._catalogue = catalogue
        self._userdata = userdata
        self._lists = lists
        self._search = search
        self._counted: dict[str, _Counted] = {}

    def save(self, portal: str, typed: str) -> str:
        """Keep a search and return the key of its shelf; one that is kept already keeps its key."""
        return f"{SAVED}{self._userdata.save_search(_kept_as(portal), _even(typed))}"

    def remove(self, portal: str, typed: str) -> None:
        """Remove a saved search."""
        self._userdata.drop_search(_kept_as(portal), _even(typed))

    def key_of(self, portal: str, typed: str) -> str | None:
        """Return the key of the shelf where a search is saved."""
        return next((key for key, words in self._searches_of(portal).items() if words == _even(typed)), None)

    def remember(self, portal: str, typed: str) -> None:
        """Note what was searched for, if that can be kept."""
        if not parse(typed).is_empty:
            with suppress(StoreError):
                self._userdata.remember_search(portal, _even(typed))

    def last(self, portal: str) -> list[str]:
        """Return what was searched for, the last first."""
        return self._userdata.last_searches(portal)

    # Shelves -----------------------------------------------------------------------------------------

    def shelves(self, portal: str) -> Iterator[Shelf]:
        """Return a shelf for each search, named as it says or by its words, as it was last counted."""
        for key, words in self._searches_of(portal).items():
            counted = self._counted.get(key, _UNKNOWN)
            name = parse(words).called or words
            yield Shelf(key=key, name=name, total=counted.total, unread=counted.unread, search=words)

    def is_stale(self, portal: str) -> bool:
        """Whether some search was not counted since something changed."""
        state = self._state()
        return any(self._counted.get(key, _UNKNOWN).state != state for key in self._searches_of(portal))

    def recount(self, portal: str) -> None:
        """Count what each search finds, where something changed."""
        state = self._state()
        for key, words in self._searches_of(portal).items():
            if self._counted.get(key, _UNKNOWN).state != state:
                wanted = parse(words)
                total = self._number(portal, wanted)
                unread = self._number(portal, replace(wanted, unread=True))
                # Counted on from only where no mark came meanwhile, which may be in the numbers or not.
                known = state if self._userdata.changes() == state[1] else _UNKNOWN.state
                self._counted[key] = _Counted(known, total, unread)

    def rows(self, query: Query) -> "array[int]":
        """Return the rows of such a shelf in the order of a list; none where it was removed."""
        words = self._searches_of(query.portal).get(query.shelf)
        return array("q") if words is None else self.found(query, parse(words))

    def found(self, query: Query, wanted: Wanted) -> "array[int]":
        """Return the rows that a search finds, in the order of a list and narrowed as that is."""
        within = self._statement(query.portal, wanted)
        portals = self._search.portals(EVERYWHERE) if query.portal == EVERYWHERE else ()
        return self._lists.rows(replace(query, shelf=ALL), within, portals)

    def count_mark(self, portal: str, id: str, mark: Mark, *, on: bool, change: int) -> None:
        """Adjust the counts to a mark that this process made by that change, without counting all again."""
        catalogue, today = self._catalogue.changes(), self._search.today()
        asked = [(of, *saved) for of in (portal, EVERYWHERE) for saved in self._searches_of(of).items()]
        for of, key, words in asked:
            counted = self._counted.get(key)
            wanted = parse(words)
            if counted is None or counted.state != (catalogue, change - 1, today) or wanted.is_by_mark:
                continue
            step = 0
            if mark == "read" and self._has(of, wanted, portal, id):
                step = -1 if on else 1
            self._counted[key] = _Counted((catalogue, change, today), counted.total, counted.unread + step)

    def _searches_of(self, portal: str) -> dict[str, str]:
        return {f"{SAVED}{number}": words for number, words in self._userdata.searches(_kept_as(portal))}

    def _state(self) -> _State:
        return self._catalogue.changes(), self._userdata.changes(), self._search.today()

    def _number(self, portal: str, wanted: Wanted) -> int:
        statement, values = self._statement(portal, wanted)
        return int(self._catalogue.ask(f"SELECT count(*) FROM ({statement})", values)[0][0])  # noqa: S608 - own words only

    def _has(self, of: str, wanted: Wanted, portal: str, id: str) -> bool:
        """Tell whether a search of one portal, or of EVERYWHERE, finds an article of a portal."""
        return bool(self._catalogue.ask(*self._statement(of, wanted, (portal,), id)))

    def _statement(self, of: str, wanted: Wanted, portals: Sequence[str] = (), only: str = "") -> Statement:
        scope = self._search.scope(of, wanted)
        within = scope._replace(portals=portals) if portals else scope
        statement, values = search_statement(dated(wanted, self._search.today()), within, only=only)
        return statement, {**values, "s_limit": -1}


def _kept_as(portal: str) -> str:
    return _ALL_PORTALS if portal == EVERYWHERE else portal


def _even(typed: str) -> str:
    """Write a search with single spaces, as it is kept."""
    return " ".join(typed.split())
