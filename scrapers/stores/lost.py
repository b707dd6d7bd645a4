"""Pictures that did not come for a reason that may pass: later syncs ask for them again, a few times."""

from scrapers.model import Record
from scrapers.stores.keyed import key_of
from scrapers.stores.values import Values

TRIES = 5
"""So often a picture is asked for before it is left to a full sync."""


class LostPicture(Record, frozen=True):
    """A picture that an article shows and that has not come yet."""

    portal: str
    url: str
    tries: int = 1


class LostPictures:
    """The lost pictures of every portal, in the cache, where the pictures lie that came."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def add(self, portal: str, url: str) -> bool:
        """Note that a picture did not come; return whether it is to be asked for again."""
        with self._values.writing():
            known = self._values.record(_key(portal, url), LostPicture)
            tries = known.tries + 1 if known else 1
            if tries >= TRIES:
                self.drop(portal, url)
            else:
                self._values.set_json(_key(portal, url), LostPicture(portal=portal, url=url, tries=tries))
        return tries < TRIES

    def drop(self, portal: str, url: str) -> None:
        """Forget a picture: it is here, or will not come."""
        if self._values.has(_key(portal, url)):
            self._values.remove(_key(portal, url))

    def all(self, portal: str) -> list[str]:
        """Return the addresses of all that are to be asked for again, those asked for least first."""
        found = (
            self._values.decoded(key, data, LostPicture) for key, data in self._values.under(_key(portal, ""))
        )
        return [one.url for one in sorted(filter(None, found), key=lambda one: (one.tries, one.url))]


def _key(portal: str, url: str) -> str:
    return key_of("lost", portal, url)
