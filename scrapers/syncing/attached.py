"""Fetches the files attached to an article, one after the other, and tells how far it has come."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from types import MappingProxyType

from scrapers.errors import FetchError
from scrapers.model import Attachment, Document
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
    files: Sequence[Attachment],
    fetcher: Fetcher,
    *,
    known: Mapping[str, Document] = MappingProxyType({}),
    stop: asyncio.Event | None = None,
) -> AsyncGenerator[FileEvent, None]:
    """Fetch files; each ends in FileCame or FileFailed, unless `stop` ends it all before.

    Of those whose address is `known` the host is asked whether they have changed.
    """
    async with Stoppable(stop) as stoppable:
        with suppress(Stopped):
            for done, file in enumerate(files):
                coming = FileComing(file, done, len(files))
                fetching = fetcher.file(file.url, known=known.get(file.url))
                async with aclosing(_coming(coming, fetching, fetcher, stoppable)) as events:
                    async for event in events:
                        yield event


async def _coming(
    coming: FileComing, fetch: Coroutine[object, object, RawFile], fetcher: Fetcher, stoppable: Stoppable
) -> AsyncGenerator[FileEvent, None]:
    before = fetcher.received
    fetching = asyncio.ensure_future(fetch)
    try:
        yield coming
        while not fetching.done():
            await stoppable.wait(asyncio.wait({fetching}, timeout=_GLANCE))
            yield replace(coming, bytes=fetcher.received - before, waits=fetcher.waits)
        yield _ended(coming.file, fetching)
    finally:
        fetching.cancel()
        await asyncio.gather(fetching, return_exceptions=True)


def _ended(file: Attachment, fetching: "asyncio.Future[RawFile]") -> FileCame | FileFailed:
    try:
        return FileCame(file, fetching.result())
    except FetchError as error:
        return FileFailed(file, error)
