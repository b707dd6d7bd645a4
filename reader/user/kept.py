"""Articles with a star or a note, kept whole with their pictures, apart from a cache that may be cleared."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from reader.user.userstore import UserStore
from scrapers.model import Article, Image
from scrapers.stores.pictures import Picture
from scrapers.structs import learned


class Whole(NamedTuple):
    """An article with its former revisions, oldest first."""

    article: Article
    former: tuple[Article, ...] = ()


class KeptArticles(UserStore):
    """The articles in the user's database that have a star or a note."""

    def keep_whole(
        self,
        portal: str,
        id: str,
        read: Callable[[], Whole | None],
        picture: Callable[[str], Picture | None] = lambda _url: None,
    ) -> None:
        """Keep an article whole where it has a star or a note, so that it outlives the cache.

        `read` gives it, where it is here, and is asked once more when no other process can keep an older one
        or take the star. `picture` gives its pictures by address; one that was kept before stays.
        """
        if not self._ask(_VALUED, portal, id) or (whole := read()) is None or self._has(whole):
            return
        with self._changing() as connection:
            if connection.execute(_VALUED, (portal, id)).fetchone() and (whole := read()) is not None:
                self._write(connection, whole, picture)

    def starred(self, portal: str) -> list[str]:
        """Return the ids of the starred articles of a portal."""
        return [id_ for (id_,) in self._ask(_STARRED_OF, portal)]

    def not_kept(self) -> list[tuple[str, str]]:
        """Return portal and id of what has a star or a note, and is not kept: its text was not here then."""
        return self._ask(_NOT_KEPT)

    def keep_also(self, whole: Whole) -> None:
        """Keep an article that has another id now, unless one is kept under that."""
        with self._changing() as connection:
            connection.execute(f"INSERT OR IGNORE {_KEPT}", self._row(whole))

    def drop(self, portal: str, id: str) -> None:
        """Remove an article, unless it has a star or a note."""
        with self._changing() as connection:
            if not connection.execute(_VALUED, (portal, id)).fetchone():
                connection.execute("DELETE FROM kept WHERE portal = ? AND id = ?", (portal, id))
                connection.execute(_DROP_PICTURES, (portal, id))

    def _has(self, whole: Whole) -> bool:
        owner = whole.article.portal, whole.article.id
        has_pictures = {url for (url,) in self._ask(_PICTURES_OF, *owner)} == {*pictures_of(whole.article)}
        return has_pictures and whole == (self.kept_article(*owner), self.kept_revisions(*owner))

    def _row(self, whole: Whole) -> tuple[object, ...]:
        owner = whole.article.portal, whole.article.id
        return (*owner, *(msgspec.json.encode(part).decode() for part in whole), self._now())

    def _write(
        self, connection: sqlite3.Connection, whole: Whole, picture: Callable[[str], Picture | None]
    ) -> None:
        owner = whole.article.portal, whole.article.id
        wanted, had = pictures_of(whole.article), {url for (url,) in connection.execute(_PICTURES_OF, owner)}
        connection.execute(f"INSERT OR REPLACE {_KEPT}", self._row(whole))
        stale = [(*owner, url) for url in had.difference(wanted)]
        connection.executemany(f"{_DROP_PICTURES} AND url = ?", stale)
        found = [(url, kept) for url in wanted if url not in had and (kept := picture(url)) is not None]
        connection.executemany(
            "INSERT INTO kept_picture VALUES (?, ?, ?, ?, ?)",
            [(*owner, url, kept.content_type, kept.body) for url, kept in found],
        )

    def kept_article(self, portal: str, id: str) -> Article | None:
        """Return one article that is kept."""
        found = self._ask("SELECT article FROM kept WHERE portal = ? AND id = ?", portal, id)
        return _decoded(found[0][0]) if found else None

    def kept_revisions(self, portal: str, id: str) -> tuple[Article, ...]:
        """Return the former revisions of an article that is kept, oldest first."""
        found = self._ask("SELECT former FROM kept WHERE portal = ? AND id = ?", portal, id)
        try:
            return msgspec.json.decode(str(found[0][0]), type=learned(tuple[Article, ...])) if found else ()
        except (msgspec.MsgspecError, RecursionError):
            return ()

    def kept_picture(self, url: str) -> Picture | None:
        """Return a picture of an article that is kept."""
        found = self._ask("SELECT body, content_type FROM kept_picture WHERE url = ? LIMIT 1", url)
        return Picture(body=bytes(found[0][0]), content_type=str(found[0][1])) if found else None


def pictures_of(article: Article) -> tuple[str, ...]:
    """Return the addresses of an article's pictures, each once."""
    return tuple(
        dict.fromkeys(block.url for block in article.blocks if isinstance(block, Image) and block.url)
    )


_VALUED = "SELECT 1 FROM mark WHERE portal = ? AND id = ? AND coalesce(starred_at, noted_at) IS NOT NULL"
_NOT_KEPT = """
SELECT portal, id FROM mark m WHERE coalesce(starred_at, noted_at) IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.portal = m.portal AND k.id = m.id)
"""
_STARRED_OF = "SELECT id FROM mark WHERE portal = ? AND starred_at IS NOT NULL"
_KEPT = "INTO kept (portal, id, article, former, kept_at) VALUES (?, ?, ?, ?, ?)"
_PICTURES_OF = "SELECT url FROM kept_picture WHERE portal = ? AND id = ?"
_DROP_PICTURES = "DELETE FROM kept_picture WHERE portal = ? AND id = ?"


def _decoded(text: object) -> Article | None:
    try:
        return msgspec.json.decode(str(text), type=learned(Article))
    except (msgspec.MsgspecError, RecursionError):
        return None
