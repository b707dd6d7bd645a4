"""Finds what is no longer wanted in the cache, and removes it.

* pictures that no article, nor a former revision of one, names;
* raw pages of articles that were read well, past an age: they serve only `reparse`;
* pages that no rule could read, once the page was read well since;
* dictionaries that no raw page is compressed against;
* files that damage or a kill has left beside the database.

Articles, their revisions, and pages that wait for a mended rule stay.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from scrapers.merge import kept_texts
from scrapers.model import Entry, Image, Record
from scrapers.states import ListingState
from scrapers.stores.pages import UNREAD, Compression, Stored, first_of
from scrapers.stores.pictures import Pictures, picture_key
from scrapers.stores.shared import store_errors
from scrapers.stores.values import Values
from scrapers.watch import Watch, batches, unwatched

OLD = timedelta(days=90)
"""How long the raw page of an article that was read well is kept."""
_AT_ONCE = 200
_LOOKED_AT = ("entry/", "listing/", "raw/")
"""Where the values lie that must be read to know what is wanted."""
_SETTLED = 3600.0
"""Seconds after which a file without a row is no write that is under way."""


class Leftover(NamedTuple):
    """One thing to remove: its key in the database, or the path of a file."""

    kind: str
    """"picture", "page", "dictionary" or "file"."""
    key: str
    bytes: int


class Pruned(Record, frozen=True):
    """How many leftovers of each kind there are, and the bytes they take."""

    pictures: int = 0
    pages: int = 0
    dictionaries: int = 0
    files: int = 0
    bytes: int = 0

    @classmethod
    def of(cls, leftovers: Iterable[Leftover]) -> "Pruned":
        """Count them."""
        found = tuple(leftovers)
        kinds = [one.kind for one in found]
        return cls(
            pictures=kinds.count("picture"),
            pages=kinds.count("page"),
            dictionaries=kinds.count("dictionary"),
            files=kinds.count("file"),
            bytes=sum(one.bytes for one in found),
        )


class Pruning:
    """Finds what is no longer wanted among the values of a cache, and removes it."""

    def __init__(self, values: Values, clock: Callable[[], datetime]) -> None:
        self._values = values
        self._clock = clock
        self._looked_at: tuple[int, ...] = ()
        """The version of the values when it last looked for what is not wanted."""
        self._old = OLD

    def find(self, old: timedelta = OLD, watch: Watch = unwatched) -> tuple[Leftover, ...]:
        """Return what is no longer wanted.

        A raw page that was read well no longer is once it is older than `old`. `watch` is told how many of
        the stored articles and pages were looked at.
        """
        self._looked_at, self._old = self._values.version(), old
        return tuple(_Look(self._values, self._clock() - old, watch).leftovers())

    def remove(
        self, leftovers: Sequence[Leftover], watch: Watch = unwatched, shrinking: Watch = unwatched
    ) -> None:
        """Remove what `find` found, and free its room on the disk.

        What has come to be wanted again stays: where anything was stored since, it is looked for once more.
        Where `watch` raises, what it was told of is removed, and the rest stays. Where `shrinking` does, all
        is removed, and its room is used for what comes.
        """
        if self._values.version() != self._looked_at:
            still = frozenset(self.find(self._old))
            leftovers = [one for one in leftovers if one in still]
        for some in batches(leftovers, watch, at_once=_AT_ONCE):
            self._remove(some)
        self._values.settle(shrinking)

    def _remove(self, leftovers: Sequence[Leftover]) -> None:
        with self._values.writing():
            for one in leftovers:
                if one.kind != "file":
                    self._values.remove(one.key)
        with store_errors(self._values.path):
            for one in leftovers:
                if one.kind == "file":
                    Path(one.key).unlink(missing_ok=True)


class _Look:
    """One look through all values: what they name, and what of them nothing names.

    A raw page that came after `before` is wanted still.
    """

    def __init__(self, values: Values, before: datetime, watch: Watch) -> None:
        self._values = values
        self._before = before
        self._watch = watch
        self._named: set[str] = set()
        self._read: dict[str, datetime] = {}
        """Key of a raw page to when it was last read well."""
        self._counts: dict[str, int] = {}
        """Key of a raw page to how many pages its article has."""
        self._known: set[str] = set()
        """Keys of raw pages that an article, read well or not, may have."""
        self._looked, self._of = 0, sum(map(values.count, _LOOKED_AT))

    def leftovers(self) -> Iterator[Leftover]:
        """Find everything that is not wanted."""
        self._look_at_articles()
        for url, size in Pictures(self._values).sizes().items():
            if url not in self._named:
                yield Leftover("picture", picture_key(url), size)
        yield from self._pages()
        yield from self._files()

    # Inside ----------------------------------------------------------------------------------------

    def _under(self, prefix: str) -> Iterator[tuple[str, str | bytes]]:
        """Go through values, and now and then tell how many have been looked at."""
        for found in self._values.under(prefix):
            if self._looked % _AT_ONCE == 0:
                self._watch(self._looked, self._of)
            self._looked += 1
            yield found

    def _look_at_articles(self) -> None:
        for key, data in self._under("entry/"):
            entry = self._values.decoded(key, data, Entry)
            if entry is None:
                continue
            page = key.replace("entry", "raw", 1)
            self._known.add(page)
            blocks = chain.from_iterable(text.blocks for text in kept_texts(entry))
            self._named.update(block.url for block in blocks if isinstance(block, Image))
            if entry.article is not None and entry.article.fetched_at is not None:
                self._read[page] = entry.article.fetched_at
                self._counts[page] = entry.article.pages + entry.article.incomplete
        for key, data in self._under("listing/"):
            state = self._values.decoded(key, data, ListingState)
            if state is not None and state.walked_at is not None:
                self._read[key.replace("listing", "raw", 1)] = state.walked_at

    def _pages(self) -> Iterator[Leftover]:
        used: set[str] = set()
        for key, data in self._under("raw/"):
            stored = self._values.decoded(key, data, Stored)
            if stored is None or self._is_unwanted(key, stored.page.fetched_at):
                yield Leftover("page", key, len(data))
            else:
                used.add(f"dictionary/{key.split('/')[1]}/{stored.dictionary}")
        for key, data in self._values.under("squeeze/"):
            state = self._values.decoded(key, data, Compression)
            used.add(f"dictionary/{key.split('/')[1]}/{state.current if state else ''}")
        for key, size in self._values.sizes("dictionary/"):
            if key not in used:
                yield Leftover("dictionary", key, size)

    def _is_unwanted(self, key: str, fetched_at: datetime) -> bool:
        page, number = first_of(key.removesuffix(UNREAD))
        read = self._read.get(page)
        if key.endswith(UNREAD):
            return read is not None and read > fetched_at
        if number > self._counts.get(page, number):
            return True
        return fetched_at < self._before and (read is not None or page not in self._known)

    def _files(self) -> Iterator[Leftover]:
        """Find databases that were moved aside, and files of values that no row names."""
        directory = self._values.directory
        for path in directory.glob("cache.damaged-*"):
            yield from _file(path, until=math.inf)
        named = self._values.files()
        for path in directory.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*.val"):
            if path.relative_to(directory).as_posix() not in named:
                yield from _file(path, until=time.time() - _SETTLED)


def _file(path: Path, *, until: float) -> Iterator[Leftover]:
    """Yield a file that was last written until some time, unless another process removes it just now."""
    with suppress(FileNotFoundError):
        about = path.stat()
        if about.st_mtime < until:
            yield Leftover("file", str(path), about.st_size)
