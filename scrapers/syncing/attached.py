"""Fetches the files attached to an article, one after the other, and tells how far it has come."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass

from scrapers.errors import FetchError
from scrapers.model import Attachment
from scrapers.net.fetch import Fetcher
from scrapers.rawfile import RawFile
from scrapers.stopping import Stoppable
from scrapers.watch import Stopped

_GLANCE = 0.25
"""Seconds between two looks at how much of a file has come."""


@dataclass(frozen=True, slots=True)
class FileComing:
    """A file is on its way: `done` of `of` files are finished, `bytes` of this one came, compressed as sent.

    `waits` is whether another process asks the host just now.
    """

    file: Attachment
    done: int
    of: int
    bytes: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class FileCame:
    """A file has come, whole."""

    file: Attachment
    raw: RawFile


@dataclass(frozen=True, slots=True)
class FileFailed:
    """A file could not be fetched."""

    file: Attachment
    error: FetchError


FileEvent = FileComing | FileCame | FileFailed


async def fetch_files(
    files: Sequence[Attachment], fetcher: Fetcher, *, stop: asyncio.Event | None = None
) -> AsyncGenerator[FileEvent, None]:
    """Fetch files; each ends in FileCame or FileFailed, unless `stop` ends it all before."""
    async with Stoppable(stop) as stoppable:
        with suppress(Stopped):
            for done, file in enumerate(files):
                async with aclosing(_coming(file, done, len(files), fetcher, stoppable)) as events:
                    async for event in events:
                        yield event


async def _coming(
    file: Attachment, done: int, of: int, fetcher: Fetcher, stoppable: Stoppable
) -> AsyncGenerator[FileEvent, None]:
    before = fetcher.received
    yield FileComing(file, done, of)
    fetching = asyncio.ensure_future(fetcher.file(file.url))
    try:
        while not fetching.done():
            await stoppable.wait(_glance(fetching))
            yield FileComing(file, done, of, fetcher.received - before, fetcher.waits)
        yield _came(file, fetching)
    finally:
        fetching.cancel()
        await asyncio.gather(fetching, return_exceptions=True)


async def _glance(fetching: "asyncio.Future[RawFile]") -> None:
    await asyncio.wait({fetching}, timeout=_GLANCE)


def _came(file: Attachment, fetching: "asyncio.Future[RawFile]") -> FileCame | FileFailed:
    try:
        return FileCame(file, fetching.result())
    except FetchError as error:
        return FileFailed(file, error)
