"""What the user made: marks, positions, articles with a star or a note whole, and counts over time.

Nothing here can be fetched again, so each change waits for the disk, a checked copy lies beside the database,
and no file is ever deleted: a broken one is moved aside.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from reader.model import Mark
from reader.user.kept import KeptArticles
from reader.user.noted import NotedArticles
from reader.user.statestore import ROUND, StateStore
from scrapers.errors import StoreReadOnly
from scrapers.model import PortalCounts, Teaser
from scrapers.stores.connections import CHANGES
from scrapers.stores.jsonlist import json_list
from scrapers.watch import Watch, batches, parts, unwatched

_SEARCHES_KEPT = 20
VISIT = 1800
"""Seconds within which another start of the reader is part of the same visit."""


class Named(NamedTuple):
    """An article as a mark knows it."""

    id: str
    title: str = ""
    published: str | None = None


class Read(NamedTuple):
    """An article that was marked read with many others: when, and when it had last been marked unread."""

    id: str
    off: int | None
    at: int


class UserData(KeptArticles, NotedArticles, StateStore):
    """The user's own data; every mark is durable at once. A store that cannot be used raises StoreError."""

    # Marks -----------------------------------------------------------------------------------------

    def mark(
        self,
        portal: str,
        id: str,
        mark: Mark,
        *,
        on: bool,
        title: str = "",
        published: str | None = None,
    ) -> int:
        """Set or take a mark; return the number of that change among all, 0 where it changed nothing.

        Title and date stay with it, by which it finds an article again whose id the portal changes. When it
        was last taken stays too, so that the later of two machines counts.
        """
        with self._changing() as connection:
            self._touch(connection, portal, id, title, published)
            times = (self._now(), None) if on else (None, self._now())
            changed = connection.execute(
                f"UPDATE mark SET {mark}_at = ?, {mark}_off = ?"  # noqa: S608 - three names of our own
                f" WHERE portal = ? AND id = ? AND ({mark}_at IS NULL) = ?",
                (*times, portal, id, on),
            ).rowcount
            self._count(connection, changed)
            return int(connection.execute(CHANGES).fetchone()[0]) if changed else 0

    def read_many(
        self, articles: Mapping[str, Sequence[Named]], watch: Watch = unwatched
    ) -> dict[str, list[Read]]:
        """Mark many articles read, by portal, in one durable write; return those that were not.

        Where `watch` raises, none is marked.
        """
        with self._changing() as connection:
            fresh: dict[str, list[Read]] = {}
            for portal, named, told in parts(articles, watch):
                fresh[portal] = self._read(connection, portal, named, told)
            self._count(connection, sum(map(len, fresh.values())))
            return {portal: read for portal, read in fresh.items() if read}

    def _read(
        self, connection: sqlite3.Connection, portal: str, articles: Sequence[Named], watch: Watch
    ) -> list[Read]:
        known = dict(connection.execute(_WHETHER_READ, (portal,)).fetchall())
        fresh = {article.id: article for article in articles if known.get(article.id, 0) != _IS_READ}
        now = self._now()
        for some in batches(tuple(fresh.values()), watch):
            connection.execute(_READ_MANY, (portal, now, json_list(some)))
        return [Read(id_, known.get(id_), now) for id_ in fresh]

    def unread_many(self, articles: Mapping[str, Sequence[Read]], watch: Watch = unwatched) -> None:
        """Undo `read_many` in one durable write, so that nothing tells that it was done.

        What another process has marked since stays. Where `watch` raises, all of them stay read.
        """
        with self._changing() as connection:
            for portal, read, told in parts(articles, watch):
                for some in batches(read, told):
                    connection.execute(_UNREAD_MANY, (portal, json_list((one.id, one.at) for one in some)))
                    offs = [(article.off, portal, article.id) for article in some if article.off is not None]
                    connection.executemany(_UNREAD_AS_BEFORE, offs)
            self._count(connection, sum(map(len, articles.values())))

    def position(self, portal: str, id: str) -> float:
        """Return where reading stopped, from 0 to 1."""
        found = self._ask("SELECT position FROM mark WHERE portal = ? AND id = ?", portal, id)
        return float(found[0][0]) if found else 0.0

    def keep_position(self, portal: str, id: str, at: float) -> None:
        """Keep where reading stopped, from 0 to 1."""
        with self._changing() as connection:
            self._touch(connection, portal, id, "", None)
            connection.execute(
                "UPDATE mark SET position = ?, position_at = ? WHERE portal = ? AND id = ?",
                (min(1.0, max(0.0, at)), self._now(), portal, id),
            )

    # Counts over time ------------------------------------------------------------------------------

    def begin_round(self, portal: str, at: datetime) -> None:
        """Note that a sync begins, from which growth counts: what was seen before it is the former state.

        Syncs shortly one after the other are one round, for between them nothing has time to rise; only the
        second one ever is always a round of its own.
        """
        asked = {"p": portal, "at": int(at.timestamp()), "apart": ROUND}
        with self._changing() as connection:
            if connection.execute(_BEGIN_ROUND, asked).rowcount:
                connection.execute(_VIEWS_BEFORE, asked)
                connection.execute(_VISITORS_BEFORE, asked)

    def see(
        self, portal: str, teasers: Iterable[Teaser], counts: PortalCounts | None, seen_at: datetime
    ) -> None:
        """Remember what a page showed of views and visitors; the disk has it a little later.

        Every page of a sync shows some, and no user made them: a power cut may lose the last ones.
        """
        at = int(seen_at.timestamp())
        counted = [
            {"p": portal, "id": t.id, "place": t.place.value, "at": at, "n": t.views}
            for t in teasers
            if t.views is not None
        ]
        if not counted and counts is None:
            return
        with self._noting() as connection:
            connection.executemany(_STILL_SEEN, counted)
            connection.executemany(_SEE_VIEWS, counted)
            if counts is not None:
                connection.execute(_LEAVE_LAST, {"p": portal, "at": at})
                connection.execute(
                    "INSERT OR REPLACE INTO portal_counts VALUES (?, ?, ?, ?)",
                    (portal, at, counts.online, counts.total),
                )

    # Searches --------------------------------------------------------------------------------------

    def save_search(self, portal: str, words: str) -> int:
        """Keep a search, once; return its number."""
        with self._changing() as connection:
            connection.execute(_SAVE_SEARCH, {"p": portal, "words": words, "at": self._now()})
            connection.execute("DELETE FROM search_removed WHERE portal = ? AND words = ?", (portal, words))
            asked = "SELECT id FROM search WHERE portal = ? AND words = ?"
            return int(connection.execute(asked, (portal, words)).fetchone()[0])

    def drop_search(self, portal: str, words: str) -> None:
        """Remove a search, and note that it was removed, lest another machine bring it back.

        By its words: once it is gone, another one may get its number.
        """
        with self._changing() as connection:
            connection.execute(_NOTE_REMOVED, {"p": portal, "words": words, "at": self._now()})
            connection.execute("DELETE FROM search WHERE portal = ? AND words = ?", (portal, words))

    def searches(self, portal: str) -> list[tuple[int, str]]:
        """Return the searches that were kept, each with its number, oldest first."""
        return self._ask("SELECT id, words FROM search WHERE portal = ? ORDER BY id", portal)

    def remember_search(self, portal: str, words: str) -> None:
        """Note what was searched for; only the last ones are remembered."""
        with self._changing() as connection:
            connection.execute(_FORGET_OTHERS, {"p": portal, "words": words, "n": _SEARCHES_KEPT})
            connection.execute(_REMEMBER, {"p": portal, "words": words, "at": self._now()})

    def last_searches(self, portal: str) -> list[str]:
        """Return what was searched for, the last first."""
        found = self._ask("SELECT words FROM searched WHERE portal = ? ORDER BY at DESC, words", portal)
        return [words for (words,) in found]

    # The rest --------------------------------------------------------------------------------------

    def visit(self, portal: str) -> datetime | None:
        """Note that the user looks at a portal now; return when the visit before began.

        Whoever closes the reader and opens it again soon is still on the same visit. To the fraction of a
        second: what a sync stored just before is not new after it.
        """
        began, before = next(
            iter(self._ask("SELECT at, former FROM visit WHERE portal = ?", portal)), (None, None)
        )
        now = self._clock().timestamp()
        if began is None or abs(now - began) >= VISIT:
            began, before = now, began
            with suppress(StoreReadOnly), self._changing() as connection:
                connection.execute("INSERT OR REPLACE INTO visit VALUES (?, ?, ?)", (portal, began, before))
        return datetime.fromtimestamp(before, UTC) if before is not None else None

    def last_round(self, portal: str) -> datetime | None:
        """Return when the last round of syncs began; None before the first one."""
        found = self._ask("SELECT max(at) FROM rounds WHERE portal = ?", portal)[0][0]
        return None if found is None else datetime.fromtimestamp(found, UTC)

    def digested(self, portal: str) -> datetime | None:
        """Return the time up to which `tinvl digest` has told the news of a portal."""
        found = self._ask("SELECT at FROM digest WHERE portal = ?", portal)
        return datetime.fromtimestamp(found[0][0], UTC) if found else None

    def digest(self, portal: str, until: datetime) -> None:
        """Note the time up to which the news of a portal has been told."""
        with self._changing() as connection:
            connection.execute("INSERT OR REPLACE INTO digest VALUES (?, ?)", (portal, until.timestamp()))


_BEGIN_ROUND = """
INSERT OR IGNORE INTO rounds SELECT :p, :at WHERE (SELECT count(*) FROM rounds WHERE portal = :p) < 2
    OR :at >= (SELECT max(at) FROM rounds WHERE portal = :p) + :apart
"""
# Times are whole seconds: what was seen in the one in which a round begins, a sync saw that had just ended.
_VIEWS_BEFORE = """
UPDATE OR REPLACE views SET seen_at = seen_at - 1, last_at = last_at - 1 WHERE portal = :p AND seen_at = :at
"""
_VISITORS_BEFORE = """
UPDATE OR REPLACE portal_counts SET seen_at = seen_at - 1 WHERE portal = :p AND seen_at = :at
"""
# Once a round is enough to know that a count has not changed until then.
_STILL_SEEN = """
UPDATE views SET last_at = :at
WHERE portal = :p AND id = :id AND place = :place AND count = :n
    AND seen_at = (SELECT max(seen_at) FROM views WHERE portal = :p AND id = :id AND place = :place)
    AND last_at < coalesce((SELECT max(at) FROM rounds WHERE portal = :p), :at)
"""
# Every page tells of visitors: of a round only the last word is ever asked for.
_LEAVE_LAST = """
DELETE FROM portal_counts
WHERE portal = :p AND seen_at < :at
    AND seen_at >= (SELECT max(at) FROM rounds WHERE portal = :p AND at <= :at)
"""
_SEE_VIEWS = """
INSERT OR REPLACE INTO views (portal, id, place, seen_at, count, last_at)
SELECT :p, :id, :place, :at, :n, :at WHERE :n IS NOT (
    SELECT count FROM views WHERE portal = :p AND id = :id AND place = :place ORDER BY seen_at DESC LIMIT 1
)
"""


# Between two machines the later word counts, and where they came in one second the search.
_SAVE_SEARCH = """
INSERT OR IGNORE INTO search (portal, name, words, made_at) SELECT :p, :words, :words, max(:at, coalesce(
    (SELECT at FROM search_removed WHERE portal = :p AND words = :words), 0
))
"""
_NOTE_REMOVED = """
INSERT OR REPLACE INTO search_removed (portal, words, made_at, at)
SELECT portal, words, made_at, max(:at, made_at + 1) FROM search
WHERE portal = :p AND words = :words
"""
_REMEMBER = """
INSERT OR REPLACE INTO searched
SELECT :p, :words, max(:at, coalesce((SELECT max(at) + 1 FROM searched WHERE portal = :p), 0))
"""
_FORGET_OTHERS = """
DELETE FROM searched WHERE portal = :p AND words NOT IN (
    SELECT words FROM searched WHERE portal = :p AND words <> :words ORDER BY at DESC LIMIT :n - 1
)
"""


_IS_READ = -1
_WHETHER_READ = f"""
SELECT id, CASE WHEN read_at IS NULL THEN read_off ELSE {_IS_READ} END FROM mark
WHERE portal = ? AND (read_at IS NOT NULL OR read_off IS NOT NULL)
"""  # noqa: S608 - a number
# One statement over JSON: 100,000 rows one by one take three times as long. In order, for the table's sake.
_READ_MANY = """
INSERT INTO mark (portal, id, title, published, read_at)
SELECT ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), ?
FROM json_each(?) WHERE true ORDER BY 2
ON CONFLICT (portal, id) DO UPDATE SET
    title = coalesce(nullif(excluded.title, ''), title), published = coalesce(excluded.published, published),
    read_at = excluded.read_at, read_off = NULL
"""
_UNREAD_MANY = """
UPDATE mark SET read_at = NULL, read_off = NULL
WHERE portal = ? AND (id, read_at) IN (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)
)
"""
_UNREAD_AS_BEFORE = """
UPDATE mark SET read_off = ? WHERE portal = ? AND id = ? AND read_at IS NULL AND read_off IS NULL
"""
