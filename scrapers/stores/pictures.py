"""Pictures in the cache, by their addresses; every portal shares them."""

from collections.abc import Mapping

from scrapers.model import Record
from scrapers.stores.values import Values

_PREFIX = "picture/"


class Picture(Record, frozen=True):
    """A picture as it came."""

    body: bytes
    content_type: str = ""


class Pictures:
    """The pictures among the values."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def get(self, url: str) -> Picture | None:
        """Return a picture by its address."""
        return self._values.record(picture_key(url), Picture)

    def put(self, url: str, body: bytes, content_type: str = "") -> None:
        """Keep a picture."""
        self._values.set_packed(picture_key(url), Picture(body=body, content_type=content_type))

    def put_many(self, pictures: Mapping[str, Picture]) -> None:
        """Keep several pictures, each by its address, in one durable write."""
        with self._values.writing():
            for url, picture in pictures.items():
                self._values.set_packed(picture_key(url), picture)

    def has(self, url: str) -> bool:
        """Whether a picture is kept, without reading it."""
        return self._values.has(picture_key(url))

    def sizes(self, since: float = 0) -> dict[str, int]:
        """Return the bytes, about, of each picture that came since then, in epoch seconds, by its address."""
        return {key.removeprefix(_PREFIX): length for key, length in self._values.sizes(_PREFIX, since)}


def picture_key(url: str) -> str:
    """Return the key of a picture among the values."""
    return f"{_PREFIX}{url}"
