"""Fetches the pictures of articles, each once in a sync, and notes which the next sync asks for again."""

from scrapers.errors import FetchError, NotAFile, NotAllowed
from scrapers.model import Article, Image
from scrapers.syncing.decide import picture_may_come_later
from scrapers.syncing.events import PictureStored
from scrapers.syncing.job import Job


class Illustrations:
    """The part of a job that asks for pictures."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._portal = job.portal.name
        self._missed: set[str] = set()
        """Addresses of those that did not come; this sync asks for none of them a second time."""

    async def fetch(self, article: Article) -> None:
        """Ask for the pictures of an article that are not here, where the plan wants pictures."""
        if not self._job.plan.pictures:
            return
        for url in dict.fromkeys(block.url for block in article.blocks if isinstance(block, Image)):
            if url and url not in self._missed and not self._job.cache.pictures.has(url):
                await self._ask(url)

    async def fetch_lost(self, url: str) -> bool:
        """Ask again for one that an earlier sync did not get; return whether its host answered."""
        if self._job.cache.pictures.has(url):
            self._job.cache.lost.drop(self._portal, url)
        elif url not in self._missed:
            return await self._ask(url)
        return True

    async def _ask(self, url: str) -> bool:
        job = self._job
        try:
            body, kind = await job.stoppable.wait(job.fetcher.picture(url))
            if kind.startswith("text/") or not body:
                raise NotAFile("no picture", where=url)
        except FetchError as error:
            return self._failed(url, error)
        job.cache.pictures.put(url, body, kind)
        job.cache.lost.drop(self._portal, url)
        job.tally.pictures += 1
        job.events.append(PictureStored(portal=self._portal, url=url, bytes=len(body)))
        return True

    def _failed(self, url: str, error: FetchError) -> bool:
        """Note one that did not come; return whether there is no use in asking for it again."""
        lost, is_passing = self._job.cache.lost, picture_may_come_later(error)
        self._missed.add(url)
        if not is_passing:
            lost.drop(self._portal, url)
        elif lost.add(self._portal, url):
            self._job.tally.pictures_lost += 1
        # A picture that must not be fetched is none that failed.
        self._job.tally.pictures_failed += not isinstance(error, NotAllowed)
        return not is_passing
