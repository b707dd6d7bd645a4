"""Tells how far both machines have walked through listings once the entries of one came to the other. Pure.

Times say little here: one clock may be wrong, and a walk that ended later may have begun earlier. So what
counts is which entries either knows.
"""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from scrapers.clock import NEVER
from scrapers.model import Entry, Place
from scrapers.states import ListingState


class Walks:
    """Follows which entries of a portal's listings only one of two machines knows, article by article."""

    def __init__(
        self,
        theirs: Iterable[ListingState],
        mine: Callable[[str], ListingState | None],
        known: Iterable[Entry],
    ) -> None:
        """`mine` gives the state of a category here, by slug; `known` is read only where it matters."""
        self._theirs = {state.category: state for state in theirs}
        self._load = mine
        self._mine = {slug: mine(slug) for slug in self._theirs}
        self._news: set[str] = set()
        """Categories in which an entry came that was not known here."""
        unsure = {slug for slug in self._theirs if not self._both_complete(slug)}
        self._only_here = _by_category(known if unsure else (), unsure)

    def take(self, mine: Entry | None, theirs: Entry) -> tuple[ListingState, ...]:
        """Take in one article; return what is to be kept before it is: walks that may not stop at it."""
        id_, before = (mine or theirs).id, _listed(mine)
        begun = []
        for slug in _listed(theirs):
            self._only_here.get(slug, set()).discard(id_)
            if slug not in before and slug not in self._news:
                self._news.add(slug)
                state = self._mine.setdefault(slug, self._load(slug))
                begun += [begun_anew(state)] if state is not None and _has_run(state) else []
        return tuple(begun)

    def joined(self) -> tuple[ListingState, ...]:
        """Return how far both have come, now that all entries are here."""
        slugs = dict.fromkeys((*self._theirs, *sorted(self._news)))
        found = (
            joined_walk(
                self._mine[slug],
                self._theirs.get(slug),
                no_news=slug not in self._news,
                all_there=not self._only_here.get(slug),
            )
            for slug in slugs
        )
        return tuple(state for state in found if state is not None)

    def _both_complete(self, slug: str) -> bool:
        mine = self._mine[slug]
        return mine is not None and mine.complete and self._theirs[slug].complete


def joined_walk(
    mine: ListingState | None, theirs: ListingState | None, *, no_news: bool, all_there: bool
) -> ListingState | None:
    """Tell how far both have come in a listing; None where neither has begun.

    `no_news` is whether all entries that they know were known here, `all_there` whether all that are known
    here were known there: then all is known that one of the walks came to, and no more. Two walks that went
    to the end know all entries together. Otherwise there may be a hole between what either knows, and the
    next walk goes through all of it.
    """
    states = [state for state in (mine, theirs) if state is not None]
    if len(states) > 1 and all(state.complete for state in states):
        return max(states, key=lambda state: state.walked_at or NEVER)
    exact = ((mine, no_news), (theirs, all_there))
    sure = [state for state, is_exact in exact if is_exact and state is not None]
    if sure:
        return max(sure, key=lambda state: (state.complete, _has_run(state), bool(state.ends)))
    return _unsure(states)


def _unsure(states: list[ListingState]) -> ListingState | None:
    """Return what lets the next walk go through all, and after its first page where both have a run."""
    if all(map(_has_run, states)):
        for state in states:
            if state.resume is not None:
                return replace(state, ends=())
    return begun_anew(states[0]) if states else None


def begun_anew(state: ListingState) -> ListingState:
    """Return how far a walk has come where nothing may be relied on: it goes through all of the listing."""
    return ListingState(portal=state.portal, category=state.category)


def _has_run(state: ListingState) -> bool:
    return state.complete or state.resume is not None


def _listed(entry: Entry | None) -> set[str]:
    """Return the categories whose listings are known to have an article."""
    return {seen.category for seen in entry.sightings if seen.place is Place.LISTING} if entry else set()


def _by_category(entries: Iterable[Entry], slugs: set[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {slug: set() for slug in slugs}
    for entry in entries:
        for slug in _listed(entry) & slugs:
            found[slug].add(entry.id)
    return found
