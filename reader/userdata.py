"""What the user made: marks, positions, starred articles whole, and counts as they were seen over time.

Nothing here can be fetched again, so each change waits for the disk, a checked copy lies beside the database,
and no file is ever deleted: a broken one is moved aside.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, Self

import msgspec

from reader.keeping import MIGRATIONS, back_up, prepare
from scrapers.dates import utc_now
from scrapers.errors import StoreError
from scrapers.model import Article, PortalCounts, Teaser
from scrapers.stores import Closing, Connections, Notice, connect, make_private, store_errors, transaction

Mark = Literal["read_at", "starred_at", "later_at"]
_COPY_EVERY = timedelta(days=1)
_SEARCHES_KEPT = 20


class UserData(Closing):
    """The user's own data; every write is durable at once. A store that cannot be used raises StoreError."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path
        self.notices: list[Notice] = []
        self._clock = clock
        self._connections = Connections(lambda: connect(path))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        migrations: tuple[str, ...] = MIGRATIONS,
    ) -> Self:
        """Open the database, made when missing and migrated when old, after a copy.

        A broken or foreign file is moved aside and the last good copy taken, with a notice. StoreTooNew where
        a newer version wrote it.
        """
        make_private(path.parent)
        data = cls(path, clock)
        data.notices += prepare(path, migrations)
        return data

    def close(self) -> None:
        """Close the connections of every thread; once a day, keep a copy first, if that is possible."""
        with suppress(StoreError), store_errors(self.path):
            self._copy_if_due()
        self._connections.close()

    # Marks -----------------------------------------------------------------------------------------

    def mark(
        self,
        portal: str,
        id: str,  # noqa: A002 - the field's word
        mark: Mark,
        *,
        on: bool,
        title: str = "",
        published: str | None = None,
    ) -> bool:
        """Set or take a mark; say whether that changed anything.

        Title and date stay with it, by which it finds an article again whose id the portal changes.
        """
        with self._changing() as connection:
            _touch(connection, portal, id, title, published)
            now = self._now() if on else None
            changed = connection.execute(
                f"UPDATE mark SET {mark} = ? WHERE portal = ? AND id = ? AND ({mark} IS NULL) = ?",  # noqa: S608 - one of three literals
                (now, portal, id, on),
            ).rowcount
            connection.execute("UPDATE meta SET value = value + ? WHERE name = 'changes'", (changed,))
            return changed > 0

    def is_marked(self, portal: str, id: str, mark: Mark) -> bool:  # noqa: A002 - the field's word
        """Whether an article has a mark."""
        found = self._ask(f"SELECT {mark} FROM mark WHERE portal = ? AND id = ?", portal, id)  # noqa: S608 - as above
        return bool(found) and found[0][0] is not None

    def position(self, portal: str, id: str) -> float:  # noqa: A002 - the field's word
        """Give where reading stopped, from 0 to 1."""
        found = self._ask("SELECT position FROM mark WHERE portal = ? AND id = ?", portal, id)
        return float(found[0][0] or 0) if found else 0.0

    def keep_position(self, portal: str, id: str, at: float) -> None:  # noqa: A002 - the field's word
        """Keep where reading stopped, from 0 to 1."""
        with self._changing() as connection:
            _touch(connection, portal, id, "", None)
            connection.execute(
                "UPDATE mark SET position = ? WHERE portal = ? AND id = ?",
                (min(1.0, max(0.0, at)), portal, id),
            )

    # Starred articles whole ------------------------------------------------------------------------

    def keep(self, article: Article) -> None:
        """Keep a starred article whole, so that it outlives the cache."""
        with self._changing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
                (article.portal, article.id, msgspec.json.encode(article).decode(), self._now()),
            )

    def drop(self, portal: str, id: str) -> None:  # noqa: A002 - the field's word
        """Let go of an article that is no longer starred."""
        with self._changing() as connection:
            connection.execute("DELETE FROM kept WHERE portal = ? AND id = ?", (portal, id))

    def kept(self) -> list[Article]:
        """Give the starred articles that are kept whole."""
        articles = (_decoded(text) for (text,) in self._ask("SELECT article FROM kept"))
        return [article for article in articles if article is not None]

    def kept_article(self, portal: str, id: str) -> Article | None:  # noqa: A002 - the field's word
        """Give one starred article."""
        found = self._ask("SELECT article FROM kept WHERE portal = ? AND id = ?", portal, id)
        return _decoded(found[0][0]) if found else None

    # Counts over time ------------------------------------------------------------------------------

    def see_views(self, portal: str, teasers: Iterable[Teaser], seen_at: datetime) -> None:
        """Remember the view counts that a page showed, where they changed."""
        counted = [(t.id, t.place.value, t.views) for t in teasers if t.views is not None]
        if not counted:
            return
        at = int(seen_at.timestamp())
        with self._changing() as connection:
            connection.executemany(
                _SEE_VIEWS,
                [{"p": portal, "id": id_, "place": place, "at": at, "n": n} for id_, place, n in counted],
            )

    def see_counts(self, portal: str, counts: PortalCounts, seen_at: datetime) -> None:
        """Remember the counters of a portal itself."""
        with self._changing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO portal_counts VALUES (?, ?, ?, ?)",
                (portal, int(seen_at.timestamp()), counts.online, counts.total),
            )

    def history(self, portal: str, id: str) -> list[tuple[datetime, int]]:  # noqa: A002 - the field's word
        """Give the view counts of an article as they were seen, oldest first."""
        found = self._ask(
            "SELECT seen_at, count FROM views WHERE portal = ? AND id = ? ORDER BY seen_at", portal, id
        )
        return [(datetime.fromtimestamp(at, UTC), count) for at, count in found]

    # Searches --------------------------------------------------------------------------------------

    def save_search(self, portal: str, words: str) -> int:
        """Keep a search, once; give its number."""
        with self._changing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO search (portal, name, words, made_at) VALUES (?, ?, ?, ?)",
                (portal, words, words, self._now()),
            )
            asked = "SELECT id FROM search WHERE portal = ? AND words = ?"
            return int(connection.execute(asked, (portal, words)).fetchone()[0])

    def drop_search(self, number: int) -> None:
        """Let go of a search."""
        with self._changing() as connection:
            connection.execute("DELETE FROM search WHERE id = ?", (number,))

    def searches(self, portal: str) -> list[tuple[int, str]]:
        """Give the searches that were kept, each with its number, oldest first."""
        return self._ask("SELECT id, words FROM search WHERE portal = ? ORDER BY id", portal)

    def remember_search(self, portal: str, words: str) -> None:
        """Note what was searched for; only the last ones are remembered."""
        with self._changing() as connection:
            connection.execute(_FORGET_OTHERS, {"p": portal, "words": words, "n": _SEARCHES_KEPT})
            connection.execute(_REMEMBER, {"p": portal, "words": words, "at": self._now()})

    def last_searches(self, portal: str) -> list[str]:
        """Give what was searched for, the last first."""
        found = self._ask("SELECT words FROM searched WHERE portal = ? ORDER BY at DESC, words", portal)
        return [words for (words,) in found]

    # The rest --------------------------------------------------------------------------------------

    def visit(self, portal: str) -> datetime | None:
        """Note that the user looks at a portal now; give when the last time was."""
        with self._changing() as connection:
            found = connection.execute("SELECT at FROM visit WHERE portal = ?", (portal,)).fetchone()
            connection.execute("INSERT OR REPLACE INTO visit VALUES (?, ?)", (portal, self._now()))
        return datetime.fromtimestamp(found[0], UTC) if found else None

    def changes(self) -> int:
        """Give the number of marks set or taken so far, by whatever process."""
        return int(self._ask("SELECT value FROM meta WHERE name = 'changes'")[0][0])

    # Inside ----------------------------------------------------------------------------------------

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with store_errors(self.path):
            return self._connections.get().execute(statement, values).fetchall()

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with store_errors(self.path), transaction(connection := self._connections.get()):
            yield connection

    def _copy_if_due(self) -> None:
        connection = self._connections.get()
        at = connection.execute("SELECT value FROM meta WHERE name = 'copied_at'").fetchone()
        due = at is None or abs(self._now() - at[0]) >= _COPY_EVERY.total_seconds()
        if due and back_up(self.path):
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('copied_at', ?)", (self._now(),))


_SEE_VIEWS = """
INSERT OR REPLACE INTO views (portal, id, place, seen_at, count)
SELECT :p, :id, :place, :at, :n WHERE :n IS NOT (
    SELECT count FROM views WHERE portal = :p AND id = :id AND place = :place ORDER BY seen_at DESC LIMIT 1
)
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


_TOUCH = """
INSERT INTO mark (portal, id, title, published) VALUES (?, ?, ?, ?)
ON CONFLICT (portal, id) DO UPDATE SET
    title = coalesce(nullif(excluded.title, ''), title), published = coalesce(excluded.published, published)
"""


def _touch(connection: sqlite3.Connection, portal: str, id: str, title: str, published: str | None) -> None:  # noqa: A002
    """Make sure that there is a row for an article, with what it is called."""
    connection.execute(_TOUCH, (portal, id, title, published))


def _decoded(text: object) -> Article | None:
    try:
        return msgspec.json.decode(str(text), type=Article)
    except (msgspec.MsgspecError, RecursionError):
        return None
