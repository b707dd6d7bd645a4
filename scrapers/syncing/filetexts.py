"""Reads the files attached to an article, and keeps what they say with it, where searches find it."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import datetime

from scrapers.clock import utc_now
from scrapers.documents import read_apart
from scrapers.edits import Edit
from scrapers.merge import documented
from scrapers.model import Article, Attachment, Document
from scrapers.net.fetch import Fetcher
from scrapers.rawfile import RawFile
from scrapers.stopping import Stoppable
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.attached import FileCame, FileEvent, fetch_files
from scrapers.watch import Stopped


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file was read, and what it says is kept; or why it says nothing."""

    file: Attachment
    document: Document


async def read_files(
    article: Article,
    files: Sequence[Attachment],
    *,
    cache: ArticleCache,
    catalogue: Catalogue,
    fetcher: Fetcher,
    clock: Callable[[], datetime] = utc_now,
    stop: asyncio.Event | None = None,
) -> AsyncGenerator[FileEvent | FileRead, None]:
    """Fetch files of an article one after the other, and keep the text of each as soon as it is read.

    Each ends in FileRead or FileFailed, unless `stop` ends it all before. The files themselves are not kept.
    StoreBusy where another process changes the whole cache, StoreError where a store fails.
    """
    with cache.lock_single(), suppress(Stopped):
        async with (
            Stoppable(stop) as stoppable,
            aclosing(fetch_files(files, fetcher, stop=stop)) as events,
        ):
            async for event in events:
                yield event
                if isinstance(event, FileCame):
                    document = await stoppable.wait(read_meanwhile(event.raw, event.file, clock()))
                    keep(article, document, cache, catalogue)
                    yield FileRead(event.file, document)


async def read_meanwhile(raw: RawFile, file: Attachment, now: datetime) -> Document:
    """Read a file that came, while the event loop goes on; whoever no longer waits for it ends it."""
    dropped = threading.Event()
    try:
        return await asyncio.to_thread(read_apart, raw, file.url, now, halted=dropped.is_set)
    finally:
        dropped.set()


def keep(article: Article, document: Document, cache: ArticleCache, catalogue: Catalogue) -> None:
    """Keep what a file says with its article, unless that was removed meanwhile."""
    before = cache.entry(article.portal, article.id)
    if before is not None:
        catalogue.upsert_many(cache.put(Edit(before, documented(before, (document,)))))
