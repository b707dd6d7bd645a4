"""Articles by the hundred thousand, made of the paragraphs of the demo's own news; always the same ones."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from msgspec.structs import replace

from scrapers.clock import PORTAL_TIME
from scrapers.demo.body import read_body
from scrapers.demo.news import News, NewsArticle, load_news
from scrapers.model import Block, Image

SEED = 2018
_FIRST = datetime(2004, 1, 5, 7, tzinfo=PORTAL_TIME)
_YEARS = timedelta(days=14 * 365)
"""The time over which the articles are spread, however many there are."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A part of a body as its source has it, and as blocks."""

    source: str
    blocks: tuple[Block, ...]


class Newsroom:
    """Writes articles of real length: as many parts as a real article has, each from any of them."""

    def __init__(self, news: News | None = None) -> None:
        """Take the news of the demo as material."""
        self.news = news or load_news()
        self._real = tuple(self.news.articles.values())
        self._parts = tuple(part for one in self._real for part in _parts(one.body))
        self._lengths = tuple(len(_parts(one.body)) for one in self._real)

    def articles(self, count: int) -> Iterator[tuple[NewsArticle, tuple[Block, ...]]]:
        """Yield so many articles with their bodies as blocks, oldest first."""
        luck = random.Random(SEED)  # noqa: S311 - the same articles each time, no secret
        step = _YEARS / max(count, 1)
        for number in range(count):
            yield self._article(luck, number + 1, _FIRST + step * number)

    def heads(self, count: int) -> Iterator[NewsArticle]:
        """Yield so many articles of which only the head is known, oldest first."""
        luck = random.Random(SEED)  # noqa: S311 - as above
        step = _YEARS / max(count, 1)
        for number in range(count):
            yield self._headed(luck, luck.choice(self._real), number + 1, _FIRST + step * number)

    def portal(self, count: int, *, slug: str | None = None, first: int = 1) -> News:
        """Return the news of a portal of so many articles, with ids from `first` on.

        All of them lie in one category where `slug` names it.
        """
        found = [
            replace(one, id=first + number, slug=slug or one.slug)
            for number, (one, _) in enumerate(self.articles(count))
        ]
        return News(
            replace(category, articles=tuple(one for one in found if one.slug == category.slug))
            for category in self.news.categories
        )

    def _article(
        self, luck: random.Random, number: int, at: datetime
    ) -> tuple[NewsArticle, tuple[Block, ...]]:
        model = luck.choice(self._real)
        parts = [luck.choice(self._parts) for _ in range(luck.choice(self._lengths))]
        closing = Paragraphs(f"Văn bản số {number}/BC-STTTT.", read_body(f"Văn bản số {number}/BC-STTTT."))
        parts.append(closing)
        body = "\n\n".join(part.source for part in parts)
        article = self._headed(luck, model, number, at, body)
        return article, tuple(block for part in parts for block in part.blocks)

    def _headed(
        self, luck: random.Random, model: NewsArticle, number: int, at: datetime, body: str = ""
    ) -> NewsArticle:
        return replace(
            model,
            id=number,
            title=f"{luck.choice(self._real).title} - tin số {number}",
            date=at.strftime("%d/%m/%Y"),
            time=at.strftime("%H:%M"),
            views=luck.randrange(5000),
            body=body,
            also=(),
            related=(),
            edition=1,
            edition2_body="",
        )


def _parts(body: str) -> tuple[Paragraphs, ...]:
    lines = [line.rstrip() for line in body.strip().splitlines()]
    sources = ["\n".join(chunk) for filled, chunk in groupby(lines, bool) if filled]
    return tuple(Paragraphs(source, read_body(source)) for source in sources)


def words_of(blocks: tuple[Block, ...]) -> str:
    """Return the text of blocks, pictures left out; for peers that keep text only."""
    from scrapers.articletext import texts_of
    from scrapers.model import Article

    kept = tuple(block for block in blocks if not isinstance(block, Image))
    return texts_of(Article(portal="", id="", url="", title="", blocks=kept))[1]
