"""Keeps articles in both stores; the disk gets the last one while the next page is read.

An article is written in one commit of the cache, as always. The disk is waited for in a thread that does
nothing else; only then is the catalogue told, and whoever follows the sync. So nothing knows of an article
that a power cut could take, and a sync that is broken off leaves nobody behind who writes.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from scrapers.edits import Edit
from scrapers.model import Entry, RawPage
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue

_TOGETHER = 8
"""So many articles are filed in one commit where page follows on page: two thirds of the time."""
_SOON = 0.05
"""Seconds in which the next page comes, where that is so."""


class Keeping:
    """At most one article that is written but not yet on the disk, and a few that are not filed yet."""

    def __init__(self, cache: ArticleCache, catalogue: Catalogue) -> None:
        self._cache = cache
        self._catalogue = catalogue
        self._disk: asyncio.Future[None] | None = None
        self._kept: list[list[Entry]] = []
        self._then: list[Callable[[], None]] = []

    async def begin(self, edit: Edit, raws: Sequence[RawPage] = (), beside: Iterable[Edit] = ()) -> Entry:
        """Write an article, with its raw pages and others that they say something new of.

        Return it as it is kept.
        """
        await self.finished()
        entries = self._cache.put(edit, raws, beside, wait=False)
        self._kept.append(entries)
        self._disk = asyncio.get_running_loop().run_in_executor(None, self._cache.make_durable)
        return entries[0]

    def then(self, act: Callable[[], None]) -> None:
        """Call `act` as soon as the last article is filed; in the order of the calls."""
        self._then.append(act)

    async def finished(self) -> None:
        """Wait until the disk has the last article. Raises StoreError where it cannot."""
        if self._disk is not None:
            await self._disk
            self._disk = None
        if len(self._kept) >= _TOGETHER:
            self._file()

    async def finished_unless(self, coming: "asyncio.Task[RawPage] | None") -> None:
        """Wait until the last article is kept and filed, unless another page comes soon."""
        if self._disk is not None and coming is not None:
            came, _ = await asyncio.wait((coming,), timeout=_SOON)
            if came:
                return
        await self.finished()
        self._file()

    def finish(self) -> None:
        """Keep and file at once whatever is not yet, without the event loop."""
        if self._disk is not None:
            self._cache.make_durable()
            self._disk = None
        self._file()

    def _file(self) -> None:
        kept, self._kept = self._kept, []
        if kept:
            # Of an article that several pages named, the last word counts.
            self._catalogue.upsert_many({entry.id: entry for entries in kept for entry in entries}.values())
        acts, self._then = self._then, []
        for act in acts:
            act()
