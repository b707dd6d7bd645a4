"""The tables of the catalogue; `scrapers.stores.filing` files articles in them.

Row numbers carry the order: seconds of publication above 24 bits of the id, which each portal counts from a
place of its own, so that the newest of a list is the highest, a catalogue that is filled anew, in whatever
order, numbers as the former one did, and articles without a date lie below all others. The full text has row
numbers of its own: SQLite before 3.43 cannot delete from a contentless index, so a changed article gets a new
number and what lies under the old one matches nothing any more. They carry the order too, but in small steps,
for an index writes the distance from one article of a word to the next.

Of its two tables `words` has the folded text in order, for phrases. `tokens` has each distinct word of an
article folded and, where it has accents, spelled, and those of the title once more after a sign: the list of
a word is short there, and that of one or two letters ready-made (measured over 100,000 articles of 300 words:
20 ms in place of 500, for 630 bytes an article). `head_text` holds all that a search asks of a head, so that
80,000 results are found without reading one (84 ms in place of 246).
"""

import sqlite3
from collections.abc import Iterable, Mapping

import msgspec

from scrapers.model import Category
from scrapers.stores.jsonlist import json_list
from scrapers.stores.shape import lacking, names_in, names_of
from scrapers.text import fold

SCHEMA = 6
"""Version of the tables; any other one is dropped and made again."""
APPLICATION = 0x54564C43
"""SQLite's application_id of a catalogue: "TVLC"."""
SHIFT = 24
DATED = 1 << SHIFT
"""The lowest row number of an article with a date; below it stand those without."""
TEXT_STEP = 8
"""Bits of the seconds of publication that the number of a text leaves out; some 340 texts fit in a day."""
UNDATED = 1 << 21
"""Below it lie the numbers of texts without a date, by their id, and above it those since 1987."""
IN_TITLE = "="
"""Stands before a token that is a word of the title."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE head (
    row INTEGER PRIMARY KEY, portal TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
    folded TEXT NOT NULL, published TEXT, guessed INTEGER NOT NULL, author TEXT NOT NULL,
    summary TEXT NOT NULL, views INTEGER, cached INTEGER NOT NULL, revision INTEGER NOT NULL,
    gone INTEGER NOT NULL, names TEXT NOT NULL,
    text_row INTEGER NOT NULL, text_digest INTEGER NOT NULL, came_at REAL, corrected_at REAL,
    attached INTEGER NOT NULL,
    UNIQUE (portal, id)
);
CREATE TABLE filed (
    portal TEXT NOT NULL, slug TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (portal, slug, row)
) WITHOUT ROWID;
CREATE TABLE category (
    portal TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (portal, slug)
) WITHOUT ROWID;
CREATE TABLE moved (row INTEGER PRIMARY KEY, portal TEXT NOT NULL, id TEXT NOT NULL);
CREATE TABLE alias (
    portal TEXT NOT NULL, alias TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (portal, alias)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE tokens USING fts5 (
    token, content = '', detail = none, columnsize = 0, prefix = '1 2', tokenize = "ascii tokenchars '='"
);
"""
_INNER = frozenset(
    f"{table}_{part}"
    for table, parts in {"words": "data idx docsize config", "tokens": "data idx config"}.items()
    for part in parts.split()
)
"""The tables in which FTS5 keeps those two (https://sqlite.org/fts5.html); a search misses them."""
INDEXES = """
CREATE UNIQUE INDEX IF NOT EXISTS head_text ON head (text_row, portal, attached);
CREATE INDEX IF NOT EXISTS head_order ON head (portal, row);
CREATE INDEX IF NOT EXISTS head_views ON head (portal, views);
CREATE INDEX IF NOT EXISTS head_uncached ON head (portal) WHERE NOT cached;
CREATE INDEX IF NOT EXISTS head_cached ON head (portal, id) WHERE cached;
CREATE INDEX IF NOT EXISTS head_came ON head (portal, came_at);
CREATE INDEX IF NOT EXISTS head_corrected ON head (portal, corrected_at) WHERE corrected_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS head_gone ON head (portal) WHERE gone;
CREATE INDEX IF NOT EXISTS head_author ON head (portal, author) WHERE author <> '';
CREATE INDEX IF NOT EXISTS head_attached ON head (portal) WHERE attached;
CREATE INDEX IF NOT EXISTS filed_row ON filed (row);
"""
_COUNTED = """
SELECT portal, '' AS slug, count(*) AS articles FROM head GROUP BY portal
UNION ALL SELECT portal, slug, count(*) FROM filed WHERE slug <> '' GROUP BY portal, slug
"""
"""How many articles each portal has, and each category of it, counted one by one."""
_ONE_MORE = "ON CONFLICT DO UPDATE SET articles = articles + 1"
TOTALS = f"""
CREATE TABLE total (
    portal TEXT NOT NULL, slug TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (portal, slug)
) WITHOUT ROWID;
INSERT INTO total {_COUNTED.strip()};
CREATE TRIGGER total_known AFTER INSERT ON head BEGIN
    INSERT INTO total VALUES (new.portal, '', 1) {_ONE_MORE}; END;
CREATE TRIGGER total_forgotten AFTER DELETE ON head BEGIN
    UPDATE total SET articles = articles - 1 WHERE portal = old.portal AND slug = ''; END;
CREATE TRIGGER total_filed AFTER INSERT ON filed WHEN new.slug <> '' BEGIN
    INSERT INTO total VALUES (new.portal, new.slug, 1) {_ONE_MORE}; END;
CREATE TRIGGER total_taken_out AFTER DELETE ON filed WHEN old.slug <> '' BEGIN
    UPDATE total SET articles = articles - 1 WHERE portal = old.portal AND slug = old.slug; END;
"""  # noqa: S608 - own words
"""What `_COUNTED` comes to, kept by whoever writes, an older program too: a start counts nothing."""
UNEVEN = f"""
SELECT portal, slug FROM ({_COUNTED} UNION ALL SELECT * FROM total WHERE articles <> 0)
GROUP BY portal, slug, articles HAVING count(*) <> 2
"""  # noqa: S608 - own words
"""What is counted otherwise than it is kept."""

_RENAMED = """
SELECT id FROM head WHERE portal = :portal AND (
    names IN (SELECT value FROM json_each(:shown))
    OR row IN (SELECT row FROM filed WHERE portal = :portal AND slug IN (SELECT value FROM json_each(:slugs)))
    OR :moved AND row IN (SELECT row FROM filed WHERE portal = :portal GROUP BY row HAVING count(*) > 1)
)
"""


def make(connection: sqlite3.Connection, cache: str) -> None:
    """Make the tables anew for the cache of that identity, inside a transaction; `make_indexes` ends it."""
    everything = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (name,) in connection.execute(f"{everything} ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC").fetchall():
        connection.execute('DROP TABLE IF EXISTS "{}"'.format(name.replace('"', '""')))
    _run(connection, TABLES)
    connection.execute("INSERT INTO meta VALUES ('changes', abs(random())), ('cache', ?)", (cache,))
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes that are missing, of all rows at once: a fraction of what row by row takes."""
    _run(connection, INDEXES)


def is_catalogue(connection: sqlite3.Connection) -> bool:
    """Tell whether a database is a catalogue, of whatever version; one of this version has its tables, too.

    Only those count that no statement makes while a catalogue is in use.
    """
    has_tables = not _is_todays(connection) or names_in(TABLES) | _INNER <= names_of(connection)
    return has_tables and bool(connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,))


def fits(connection: sqlite3.Connection, cache: str) -> bool:
    """Tell whether a whole catalogue is of this version, and of the cache of that identity."""
    made_of = "SELECT value FROM meta WHERE name = 'cache'"
    return _is_todays(connection) and bool(connection.execute(made_of).fetchone() == (cache,))


def _is_todays(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,))


def fetched(connection: sqlite3.Connection) -> int:
    """Count the articles that are listed with their text."""
    return int(connection.execute("SELECT count(*) FROM head WHERE cached").fetchone()[0])


def lacks(connection: sqlite3.Connection) -> list[str]:
    """Name what a catalogue of this version has lost. Counts it need not have, but if so then all of them."""
    if not _is_todays(connection):
        return []
    counts = (TOTALS,) if names_in(TOTALS) & names_of(connection) else ()
    return lacking(connection, TABLES, INDEXES, *counts)


def has_totals(connection: sqlite3.Connection) -> bool:
    """Return whether counts are kept; a catalogue of an older program may have none."""
    return names_in(TOTALS) <= names_of(connection)


def keep_totals(connection: sqlite3.Connection) -> None:
    """Count the articles, and from then on each that comes or goes, inside a transaction."""
    if has_totals(connection):
        return
    for name in names_in(TOTALS) - {"total"}:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    connection.execute("DROP TABLE IF EXISTS total")
    _run(connection, TOTALS)


def _run(connection: sqlite3.Connection, statements: str) -> None:
    """Make what some statements make, inside the transaction that is open: `executescript` would end it."""
    for statement in statements.split(";\n"):
        connection.execute(statement)


def stand_in_for_totals(connection: sqlite3.Connection) -> None:
    """Let a connection that cannot write count whenever it is asked."""
    connection.execute(f"CREATE TEMP VIEW total AS {_COUNTED}")


def first_names(categories: Iterable[Category]) -> dict[str, str]:
    """Return the names of categories by slug, in order; where two share a slug, the first counts."""
    found: dict[str, str] = {}
    for category in categories:
        found.setdefault(category.slug, category.name)
    return found


def put_names(connection: sqlite3.Connection, portal: str, names: Mapping[str, str]) -> None:
    """Write a portal's category names by slug, in their order, inside a transaction."""
    connection.execute("DELETE FROM category WHERE portal = ?", (portal,))
    connection.executemany(
        "INSERT INTO category VALUES (?, ?, ?, ?)",
        [(portal, slug, name, place) for place, (slug, name) in enumerate(names.items())],
    )


def names(connection: sqlite3.Connection, portal: str) -> dict[str, str]:
    """Return a portal's category names by slug, in the portal's order."""
    return dict(
        connection.execute("SELECT slug, name FROM category WHERE portal = ? ORDER BY place", (portal,))
    )


def renamed(
    connection: sqlite3.Connection, portal: str, former: Mapping[str, str], names: Mapping[str, str]
) -> list[str]:
    """Return the ids of the articles that are shown, or filed, otherwise under new names of categories.

    They are filed under a category that has another name, or show a name that now means another category,
    or one that says such a name more exactly. Where categories changed places, also those that have several.
    """
    slugs = [slug for slug in former.keys() | names.keys() if former.get(slug) != names.get(slug)]
    before, now = _meant(former), _meant(names)
    words = {word for word in before.keys() | now.keys() if before.get(word) != now.get(word)}
    distinct = connection.execute("SELECT DISTINCT names FROM head WHERE portal = ?", (portal,))
    shown = [text for (text,) in distinct if words.intersection(_said(msgspec.json.decode(text)))]
    moved = [slug for slug in former if slug in names] != [slug for slug in names if slug in former]
    asked = {
        "portal": portal,
        "slugs": json_list(slugs),
        "shown": json_list(shown),
        "moved": moved,
    }
    return [id_ for (id_,) in connection.execute(_RENAMED, asked)]


def _said(names: Iterable[str]) -> set[str]:
    """Return names, and those that they say more exactly: an article that has both shows one."""
    folded = set(map(fold, names))
    return folded | {name.partition(" (")[0] for name in folded}


def _meant(names: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return the categories that are called by each name, however spelled."""
    found: dict[str, list[tuple[str, str]]] = {}
    for slug, name in names.items():
        found.setdefault(fold(name), []).append((slug, name))
    return found


def count_change(connection: sqlite3.Connection) -> None:
    """Raise the counter by which other processes see that something changed."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'changes'")


def touch(connection: sqlite3.Connection) -> None:
    """Write without changing anything, so that there is something to commit."""
    connection.execute("UPDATE meta SET value = value WHERE name = 'changes'")


def drop(connection: sqlite3.Connection, portal: str, id: str) -> None:
    """Take an article out, inside a transaction; its text stays in the index, but matches nothing."""
    connection.execute(
        "DELETE FROM filed WHERE row IN (SELECT row FROM head WHERE portal = ? AND id = ?)", (portal, id)
    )
    for table in ("head", "moved", "alias"):
        connection.execute(f"DELETE FROM {table} WHERE portal = ? AND id = ?", (portal, id))  # noqa: S608 - own names
