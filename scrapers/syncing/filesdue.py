"""Reads, at the end of a sync, the files of articles that were not read yet, or were corrected since."""

from collections.abc import AsyncGenerator, Collection, Iterable, Iterator
from datetime import datetime

from scrapers.errors import FetchError
from scrapers.merge import merged
from scrapers.model import Article, Attachment
from scrapers.stores.wishes import Wish
from scrapers.syncing.decide import RECENT, is_listed, picture_may_come_later
from scrapers.syncing.events import Came, Event, FileStored
from scrapers.syncing.filestoread import due_files
from scrapers.syncing.filetexts import FileRead, keep, read_meanwhile
from scrapers.syncing.job import Job
from scrapers.syncing.patience import Patience


class FilesDue:
    """The part of a sync that asks for files.

    The cache notes which articles have such, whether or not a sync asks for them; one whose files failed for
    a reason that may pass stays noted for a week.
    """

    def __init__(self, job: Job, patience: Patience, slugs: Collection[str]) -> None:
        """Where the sync is of some categories alone, `slugs` are theirs."""
        self._job = job
        self._patience = patience
        self._slugs = slugs

    async def read(self, wishes: Iterable[Wish]) -> AsyncGenerator[Event, None]:
        """Read the files of these articles that are still to be read, and tell each.

        Raises Stopped and OutOfReach.
        """
        due = list(self._due(wishes))
        done, of = 0, sum(len(files) for _, _, files in due)
        for since, article, files in due:
            is_to_come = False
            for file in files:
                done += 1
                read, comes_later = await self._read(article, file)
                is_to_come |= comes_later
                yield _file_stored(article, file, read, done, of)
            if not is_to_come or abs(self._job.clock() - since) > RECENT:
                self._job.cache.unread_files.drop(article.portal, article.id)

    def _due(self, wishes: Iterable[Wish]) -> Iterator[tuple[datetime, Article, tuple[Attachment, ...]]]:
        cache = self._job.cache
        for wish in wishes:
            entry = cache.entry(wish.portal, wish.id)
            article = merged(entry) if entry else None
            files = due_files(article) if article else ()
            if not (entry and article and files):
                cache.unread_files.drop(wish.portal, wish.id)
            elif not self._job.plan.categories or is_listed(entry, self._slugs):
                yield wish.at, article, files

    async def _read(self, article: Article, file: Attachment) -> tuple[FileRead | None, bool]:
        """Read a file and keep what it says; return that, or None and whether it may come another time."""
        job = self._job
        known = next((one for one in article.documents if one.url == file.url), None)
        try:
            raw = await job.stoppable.wait(job.fetcher.file(file.url, known=known))
        except FetchError as error:
            return None, self._failed(error, file.url)
        if job.portal.owns(file.url):
            self._patience.answered()
        document = await job.stoppable.wait(read_meanwhile(raw, file, known, job.clock()))
        read = FileRead(file, document, keep(article, document, job.cache, job.catalogue))
        job.tally.files += read.came is not Came.UNCHANGED
        return read, False

    def _failed(self, error: FetchError, url: str) -> bool:
        self._job.tally.files_failed += 1
        if self._job.portal.owns(url):
            self._patience.failed(error)
        return picture_may_come_later(error)


def _file_stored(article: Article, file: Attachment, read: FileRead | None, done: int, of: int) -> FileStored:
    return FileStored(
        portal=article.portal,
        id=article.id,
        url=file.url,
        name=file.name,
        text=read is not None and read.document.no_text is None,
        done=done,
        queued=of,
        changed=read is not None and read.came is Came.UPDATED,
    )
