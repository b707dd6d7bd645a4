"""Reads the kept pages of a portal again, without a network, after its rules were mended.

Reading is pure and takes nearly all of the time, so it is spread over the cores (`parallel`). What was read
is kept in this process, one article after the other.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from scrapers.clock import utc_now
from scrapers.edits import Edit
from scrapers.model import Record
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.parallel import spread
from scrapers.syncing.reread import Outcome, Reread, judged, read_again
from scrapers.syncing.tally import Tally

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


class Reparsed(Record, frozen=True):
    """One article was read again; `done` of `of` have been."""

    portal: str
    id: str
    outcome: Outcome
    done: int
    of: int


def reparse(
    portal: "Portal",
    *,
    cache: ArticleCache,
    catalogue: Catalogue,
    clock: Callable[[], datetime] = utc_now,
) -> Iterator[Reparsed]:
    """Read every kept page of a portal again and tell each; StoreBusy while a sync runs."""
    with cache.lock():
        tally = Tally(portal=portal.name, started_at=clock())
        ids = [entry.id for entry in cache.entries(portal.name)]
        here, there = partial(read_again, portal, cache), partial(_reader, portal, cache.directory)
        for done, (id_, read) in enumerate(zip(ids, spread(ids, here, there), strict=True), 1):
            outcome, after = judged(before := cache.entry(portal.name, id_), read)
            if read.page is not None:
                tally.read("article", read.page.rules, None)
            elif read.has_pages:
                tally.unread("article")
            if after is not None:
                raws = (read.raw,) if read.raw and not read.is_own else ()
                catalogue.upsert_many(cache.put(Edit(before, after), raws))
            yield Reparsed(portal=portal.name, id=id_, outcome=outcome, done=done, of=len(ids))
        state = cache.portal_state(portal.name)
        cache.put_portal_state(replace(state, pages=dict(tally.pages), rules=dict(tally.rules), drift=()))


def _reader(portal: "Portal", directory: Path) -> Callable[[str], Reread]:
    """Make what reads pages of the cache in a directory again, in whichever process."""
    return partial(read_again, portal, ArticleCache.open(directory))
