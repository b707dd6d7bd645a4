"""Articles that someone wants the next sync to fetch first, even if no listing names them."""

from collections.abc import Callable
from datetime import datetime

from scrapers.model import Record
from scrapers.values import Values, key_of


class Wish(Record, frozen=True):
    """One article that is wanted."""

    portal: str
    id: str
    at: datetime


class Wishes:
    """The wishes of every portal, in the cache, where the articles lie that they are about."""

    def __init__(self, values: Values, clock: Callable[[], datetime]) -> None:
        self._values = values
        self._clock = clock

    def add(self, portal: str, id: str) -> None:
        """Note that an article is wanted; if it was already, the first time counts."""
        if not self.has(portal, id):
            self._values.set_json(_key(portal, id), Wish(portal=portal, id=id, at=self._clock()))

    def drop(self, portal: str, id: str) -> None:
        """Drop a wish: the article is here, or gone, or someone thought better of it."""
        if self.has(portal, id):
            self._values.remove(_key(portal, id))

    def has(self, portal: str, id: str) -> bool:
        """Whether an article is wanted."""
        return self._values.has(_key(portal, id))

    def all(self, portal: str) -> list[str]:
        """Give the ids of all that is wanted of a portal, the longest wanted first."""
        found = (self._values.decoded(key, data, Wish) for key, data in self._values.under(_key(portal, "")))
        wishes = [wish for wish in found if wish is not None and wish.portal == portal]
        return [wish.id for wish in sorted(wishes, key=lambda wish: (wish.at, wish.id))]


def _key(portal: str, id: str) -> str:
    return key_of("wish", portal, id)
