"""What it costs to read pages, one reader beside others: milliseconds of the processor a page."""

import functools
import gc
from collections.abc import Callable, Mapping, Sequence

from scrapers.model import RawPage
from scrapers.parse.charset import decoded
from tests.bench.harness import Sample, in_turn, processor
from tests.bench.peers.parsers import Read


def costs(
    runs: int, pages: Sequence[RawPage], mine: Callable[[RawPage], object], others: Mapping[str, Read]
) -> dict[str, Sample]:
    """Let each reader read all pages in each round, what it remembered forgotten before.

    Gives milliseconds of the processor a page.
    """

    def once(read: Callable[[RawPage], object]) -> Callable[[], float]:
        return lambda: _cost(pages, read)

    peers = {name: once(functools.partial(_foreign, read)) for name, read in others.items()}
    return in_turn(runs, ours=once(mine), **peers)


def _foreign(read: Read, raw: RawPage) -> object:
    return read(decoded(raw.body, raw.content_type), raw.url)


def _cost(pages: Sequence[RawPage], read: Callable[[RawPage], object]) -> float:
    forget()
    return processor(lambda: [read(raw) for raw in pages]) * 1000 / len(pages)


def forget() -> None:
    """Empty what the parsers remember from page to page, so that each round pays for it."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and (found.__module__ or "").startswith(
            "scrapers"
        ):
            found.cache_clear()
