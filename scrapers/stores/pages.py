"""Raw pages in the cache, compressed against a dictionary of their portal."""

import msgspec
from msgspec.structs import replace

from scrapers.errors import StoreDamaged
from scrapers.model import RawPage, Record
from scrapers.stores import compression
from scrapers.stores.keyed import key_of
from scrapers.stores.values import Values
from scrapers.whole import MOST


class Stored(Record, frozen=True):
    """A page as it lies in the cache: its body apart, compressed against the dictionary of that name."""

    page: RawPage
    body: bytes
    dictionary: str = ""


class Compression(Record, frozen=True):
    """Which dictionary a portal's pages are compressed against, and which pages wait for the next one."""

    current: str = ""
    waiting: tuple[str, ...] = ()
    """Ids of pages stored plainly."""


UNREAD = "~unread"


def unread_of(name: str) -> str:
    """Name the page of an article or category that no rule could read, beside the one that was read well."""
    return name + UNREAD


def further_of(name: str, number: int) -> str:
    """Name a further page of an article, counted from 2, beside its first."""
    return f"{name}~{number}"


def first_of(name: str) -> tuple[str, int]:
    """Return the name of the first page of an article, and the number of the page that is named."""
    first, _, number = name.rpartition("~")
    is_further = first and number.isdecimal() and len(number) <= len(str(MOST))
    return (first, int(number)) if is_further else (name, 1)


class Pages:
    """The raw page of each article. Writes belong inside `Values.writing`."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._dictionaries: dict[str, bytes] = {}

    def get(self, portal: str, id: str) -> RawPage | None:
        """Return a page with its body, or None."""
        key = key_of("raw", portal, id)
        stored = self._values.record(key, Stored)
        if stored is None:
            return None
        try:
            body = compression.decompressed(stored.body, self._dictionary(portal, stored.dictionary))
        except StoreDamaged:  # also where its dictionary is lost
            self._values.report(key)
            return None
        return replace(stored.page, body=body)

    def put(self, portal: str, id: str, raw: RawPage) -> None:
        """Keep a page; once there are enough that no dictionary helps, some of them become the next one."""
        key = key_of("squeeze", portal)
        state = self._values.record(key, Compression) or Compression()
        if self._store(portal, id, raw, state.current):
            return
        waiting = (*(other for other in state.waiting if other != id), id)
        if len(waiting) < compression.ENOUGH:
            self._values.set_json(key, replace(state, waiting=waiting))
        else:
            self._values.set_json(key, Compression(current=self._new_dictionary(portal, waiting)))

    def _store(self, portal: str, id: str, raw: RawPage, dictionary: str) -> bool:
        """Store a page; tell whether the dictionary was of use."""
        body, useful = compression.best(raw.body, self._dictionary(portal, dictionary))
        stored = Stored(page=replace(raw, body=b""), body=body, dictionary=dictionary if useful else "")
        self._values.set_many([(key_of("raw", portal, id), msgspec.msgpack.encode(stored))])
        return useful

    def _new_dictionary(self, portal: str, waiting: tuple[str, ...]) -> str:
        pages = {at: page for at in waiting if (page := self.get(portal, at)) is not None}
        dictionary = compression.dictionary_of([page.body for page in pages.values()])
        name = compression.name_of(dictionary)
        self._values.set(key_of("dictionary", portal, name), dictionary)
        for at, page in pages.items():
            self._store(portal, at, page, name)
        return name

    def _dictionary(self, portal: str, name: str) -> bytes:
        if name and name not in self._dictionaries:
            data = self._values.get(key_of("dictionary", portal, name))
            if not isinstance(data, bytes):
                return b""
            self._dictionaries[name] = data
        return self._dictionaries.get(name, b"")
