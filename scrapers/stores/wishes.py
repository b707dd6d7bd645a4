"""Notes in the cache of articles that are wanted: those that someone asked for, and those not here whole."""

from collections.abc import Callable, Iterable
from datetime import datetime

from scrapers.model import Record
from scrapers.stores.keyed import key_of
from scrapers.stores.values import Values


class Wish(Record, frozen=True):
    """One article that is wanted."""

    portal: str
    id: str
    at: datetime
    url: str = ""
    """Where it lies, which no page may have said."""


class Wishes:
    """The wishes of every portal, in the cache, where the articles lie that they are about.

    By themselves they are what the next sync is to fetch first, even if no listing names it; other notes of
    the same form lie under another `kind`.
    """

    def __init__(self, values: Values, clock: Callable[[], datetime], kind: str = "wish") -> None:
        self._values = values
        self._clock = clock
        self._kind = kind

    def add(self, portal: str, id: str, url: str = "") -> None:
        """Note that an article is wanted; if it was already, the first time counts."""
        with self._values.writing():
            if not self.noted(portal, (id,)):  # one that a damaged disk has garbled is none
                wish = Wish(portal=portal, id=id, at=self._clock(), url=url)
                self._values.set_json(self._key(portal, id), wish)

    def drop(self, portal: str, id: str) -> None:
        """Drop a wish: the article is here, or gone, or someone thought better of it."""
        if self.has(portal, id):
            self._values.remove(self._key(portal, id))

    def has(self, portal: str, id: str) -> bool:
        """Whether an article is wanted."""
        return self._values.has(self._key(portal, id))

    def all(self, portal: str) -> dict[str, str]:
        """Return by id the address of all that is wanted of a portal, where one was noted; in that order."""
        return {wish.id: wish.url for wish in self.noted(portal)}

    def noted(self, portal: str, ids: Iterable[str] | None = None) -> list[Wish]:
        """Return all notes of a portal, or those of some articles, the oldest first."""
        if ids is None:
            under = self._values.under(self._key(portal, ""))
            found = (self._values.decoded(key, data, Wish) for key, data in under)
        else:
            found = (self._values.record(self._key(portal, id_), Wish) for id_ in ids)
        return sorted(filter(None, found), key=lambda wish: (wish.at, wish.id))

    def _key(self, portal: str, id: str) -> str:
        return key_of(self._kind, portal, id)
