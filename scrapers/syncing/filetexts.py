"""Reads the files attached to an article, and keeps what they say with it, where searches find it."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from scrapers.documents.apart import read_apart
from scrapers.edits import Edit
from scrapers.filerevisions import asked_at, documented, known_texts
from scrapers.model import Article, Attachment, Document, DocumentText, Entry, NoText
from scrapers.rawfile import RawFile
from scrapers.stopping import Stoppable
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.attached import FileCame, FileEvent, fetch_files
from scrapers.syncing.events import Came
from scrapers.syncing.means import Means
from scrapers.watch import Stopped

_SAYS_NOTHING = (NoText.DAMAGED, NoText.TOO_MUCH, NoText.FOREIGN)
"""Why a file has no text for all that is known of it: it is asked for whole the next time."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file was read, and what it says is kept; or why it says nothing.

    UPDATED where it said something else before, UNCHANGED where the same.
    """

    file: Attachment
    document: Document
    came: Came


async def read_files(
    means: Means, article: Article, files: Sequence[Attachment], *, stop: asyncio.Event | None = None
) -> AsyncGenerator[FileEvent | FileRead, None]:
    """Fetch files of an article one after the other, and keep the text of each as soon as it is read.

    Each ends in FileRead or FileFailed, unless `stop` ends it all before. The files themselves are not kept.
    StoreBusy where another process changes the whole cache, StoreError where a store fails.
    """
    known = {one.url: one for one in article.documents}
    _, cache, catalogue, fetcher, clock = means
    with cache.lock_single(), suppress(Stopped):
        async with (
            Stoppable(stop) as stoppable,
            aclosing(fetch_files(files, fetcher, known=known, stop=stop)) as events,
        ):
            async for event in events:
                yield event
                if isinstance(event, FileCame):
                    reading = read_meanwhile(event.raw, event.file, known.get(event.file.url), clock())
                    document = await stoppable.wait(reading)
                    yield FileRead(event.file, document, keep(article, document, cache, catalogue))


async def read_meanwhile(raw: RawFile, file: Attachment, known: Document | None, now: datetime) -> Document:
    """Read a file that came, while the event loop goes on; whoever no longer waits for it ends it."""
    # No clock that was set back makes of what came last what was there before.
    now = max(now, asked_at(known)) if known else now
    if known and raw.unchanged:
        return replace(known, checked_at=now)
    dropped = threading.Event()
    try:
        document = await asyncio.to_thread(read_apart, raw, file.url, now, halted=dropped.is_set)
    finally:
        dropped.set()
    if document.no_text in _SAYS_NOTHING:
        return document
    return replace(document, digest=raw.digest, etag=raw.etag, last_modified=raw.last_modified)


def keep(article: Article, document: Document, cache: ArticleCache, catalogue: Catalogue) -> Came:
    """Keep what a file says with its article, unless that was removed meanwhile; return what is new of it."""
    before = cache.entry(article.portal, article.id)
    if before is None:
        return Came.NEW
    kept = cache.put(Edit(before, documented(before, (document,))))
    catalogue.upsert_many(kept)
    was, now = (_texts_at(entry, document.url) for entry in (before, kept[0]))
    if was and len(now) > len(was):
        return Came.UPDATED
    is_first = not was or (was[-1].no_text and not now[-1].no_text)
    return Came.NEW if is_first else Came.UNCHANGED


def _texts_at(entry: Entry, url: str) -> tuple[DocumentText, ...]:
    return next((known_texts(one) for one in entry.documents if one.url == url), ())
