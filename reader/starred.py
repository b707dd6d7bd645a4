"""Starred articles, kept whole with their pictures, apart from the cache, which may be cleared."""

from collections.abc import Callable

import msgspec

from reader.userstore import UserStore
from scrapers.cache import Picture
from scrapers.model import Article, Image


class StarredArticles(UserStore):
    """The starred articles in the user's database."""

    def keep(
        self,
        article: Article,
        picture: Callable[[str], Picture | None] = lambda _url: None,
        former: tuple[Article, ...] = (),
    ) -> None:
        """Keep a starred article whole, so that it outlives the cache, with its former revisions.

        `picture` gives its pictures by address, where they are here; one that was kept before stays.
        """
        wanted = pictures_of(article)
        owner = article.portal, article.id
        had = {url for (url,) in self._ask(_PICTURES_OF, *owner)}
        there = self.kept_article(*owner) == article and self.kept_revisions(*owner) == former
        if had == set(wanted) and there:
            return
        found = [(url, kept) for url in wanted if url not in had and (kept := picture(url)) is not None]
        with self._changing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO kept (portal, id, article, former, kept_at) VALUES (?, ?, ?, ?, ?)",
                (*owner, *(msgspec.json.encode(part).decode() for part in (article, former)), self._now()),
            )
            stale = [(*owner, url) for url in had.difference(wanted)]
            connection.executemany(f"{_DROP_PICTURES} AND url = ?", stale)
            connection.executemany(
                "INSERT OR REPLACE INTO kept_picture VALUES (?, ?, ?, ?, ?)",
                [(*owner, url, kept.content_type, kept.body) for url, kept in found],
            )

    def drop(self, portal: str, id: str) -> None:
        """Remove an article that is no longer starred."""
        with self._changing() as connection:
            connection.execute("DELETE FROM kept WHERE portal = ? AND id = ?", (portal, id))
            connection.execute(_DROP_PICTURES, (portal, id))

    def kept_article(self, portal: str, id: str) -> Article | None:
        """Return one starred article."""
        found = self._ask("SELECT article FROM kept WHERE portal = ? AND id = ?", portal, id)
        return _decoded(found[0][0]) if found else None

    def kept_revisions(self, portal: str, id: str) -> tuple[Article, ...]:
        """Return the former revisions of a starred article, oldest first."""
        found = self._ask("SELECT former FROM kept WHERE portal = ? AND id = ?", portal, id)
        try:
            return msgspec.json.decode(str(found[0][0]), type=tuple[Article, ...]) if found else ()
        except (msgspec.MsgspecError, RecursionError):
            return ()

    def kept_picture(self, url: str) -> Picture | None:
        """Return a picture of a starred article."""
        found = self._ask("SELECT body, content_type FROM kept_picture WHERE url = ? LIMIT 1", url)
        return Picture(body=bytes(found[0][0]), content_type=str(found[0][1])) if found else None


def pictures_of(article: Article) -> tuple[str, ...]:
    """Return the addresses of an article's pictures, each once."""
    return tuple(
        dict.fromkeys(block.url for block in article.blocks if isinstance(block, Image) and block.url)
    )


_PICTURES_OF = "SELECT url FROM kept_picture WHERE portal = ? AND id = ?"
_DROP_PICTURES = "DELETE FROM kept_picture WHERE portal = ? AND id = ?"


def _decoded(text: object) -> Article | None:
    try:
        return msgspec.json.decode(str(text), type=Article)
    except (msgspec.MsgspecError, RecursionError):
        return None
