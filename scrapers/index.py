"""The tables of the catalogue, and how one article is filed in them.

Row numbers carry the order: seconds of publication above 24 bits of the id, so that the newest of a list is
the highest, a rebuilt catalogue numbers as the former one did, and articles without a date lie below all
others. The full text has row numbers of its own: SQLite before 3.43 cannot delete from a contentless index,
so a changed article gets a new number and what lies under the old one matches nothing any more. They carry
the order too, but in small steps, for an index writes the distance from one article of a word to the next.

Of its two tables `words` has the folded text in order, for phrases. `tokens` has each distinct word of an
article folded and, where it has accents, spelled, and those of the title once more after a sign: the list of
a word is short there, and that of one or two letters ready-made (measured over 100,000 articles of 300 words:
20 ms in place of 500, for 630 bytes an article).
"""

import sqlite3
from binascii import crc32
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import assert_never

import msgspec

from scrapers.clock import sort_key
from scrapers.merge import came_at, corrected_at, filed_under, merged
from scrapers.model import Article, Block, Category, Entry, Heading, Image, ListBlock, Paragraph, Quote, Table
from scrapers.text import WORD, fold, spelled

SCHEMA = 3
"""Version of the tables; any other one is dropped and made again."""
APPLICATION = 0x54564C43
"""SQLite's application_id of a catalogue: "TVLC"."""
SHIFT = 24
TEXT_STEP = 8
"""Bits of the seconds of publication that the number of a text leaves out; some 340 texts fit in a day."""
UNDATED = 1 << 21
"""Below it lie the numbers of texts without a date, by their id, and above it those since 1987."""
IN_TITLE = "="
"""Stands before a token that is a word of the title."""
_MASK = (1 << SHIFT) - 1

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE head (
    row INTEGER PRIMARY KEY, portal TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
    folded TEXT NOT NULL, published TEXT, guessed INTEGER NOT NULL, author TEXT NOT NULL,
    summary TEXT NOT NULL, views INTEGER, cached INTEGER NOT NULL, revision INTEGER NOT NULL,
    gone INTEGER NOT NULL, names TEXT NOT NULL,
    text_row INTEGER NOT NULL UNIQUE, text_digest INTEGER NOT NULL, came_at REAL, corrected_at REAL,
    UNIQUE (portal, id)
);
CREATE INDEX head_order ON head (portal, row);
CREATE INDEX head_views ON head (portal, views);
CREATE INDEX head_uncached ON head (portal) WHERE NOT cached;
CREATE INDEX head_came ON head (portal, came_at);
CREATE INDEX head_corrected ON head (portal, corrected_at) WHERE corrected_at IS NOT NULL;
CREATE TABLE filed (
    portal TEXT NOT NULL, slug TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (portal, slug, row)
) WITHOUT ROWID;
CREATE INDEX filed_row ON filed (row);
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
_END_OF_RUN = """
SELECT id + 1 FROM words_docsize AS here
WHERE id >= ? AND NOT EXISTS (SELECT 1 FROM words_docsize WHERE id = here.id + 1) ORDER BY id LIMIT 1
"""


def make(connection: sqlite3.Connection, cache: str) -> None:
    """Make the tables anew for the cache of that identity, inside a transaction."""
    everything = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (name,) in connection.execute(f"{everything} ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC").fetchall():
        connection.execute('DROP TABLE IF EXISTS "{}"'.format(name.replace('"', '""')))
    for statement in TABLES.strip().split(";\n"):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('changes', abs(random())), ('cache', ?)", (cache,))
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def first_names(categories: Iterable[Category]) -> dict[str, str]:
    """Give the names of categories by slug, in order; of two with one slug the first counts."""
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
    """Give a portal's category names by slug, in the portal's order."""
    return dict(
        connection.execute("SELECT slug, name FROM category WHERE portal = ? ORDER BY place", (portal,))
    )


def count_change(connection: sqlite3.Connection) -> None:
    """Let everybody see that something changed."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'changes'")


def touch(connection: sqlite3.Connection) -> None:
    """Write without changing anything, so that there is something to commit."""
    connection.execute("UPDATE meta SET value = value WHERE name = 'changes'")


def file(connection: sqlite3.Connection, entry: Entry, names: Mapping[str, str]) -> None:
    """File an article, new or changed, inside a transaction. `names` maps the portal's slugs to names."""
    article = merged(entry, names)
    found = connection.execute(
        "SELECT row, text_row, text_digest FROM head WHERE portal = ? AND id = ?", (entry.portal, entry.id)
    ).fetchone()
    row, text_row, text_digest = found or (-1, 0, None)
    order = sort_key(article.published)
    title, body = map(spelled, texts_of(article))
    digest = crc32(f"{title}\n{body}".encode())
    kept = row >> SHIFT == order
    if not kept:
        row = _moved_to(connection, entry, row if found else None, order)
    if not kept or text_digest != digest:
        text_row = _free_text(connection, order, entry.id)
        _write_text(connection, text_row, title, body)
    _write_head(connection, entry, article, row=row, text_row=text_row, text_digest=digest)
    _write_places(connection, entry, names, row)


def drop(connection: sqlite3.Connection, portal: str, id: str) -> None:  # noqa: A002 - the field's word
    """Take an article out, inside a transaction; its text stays behind and matches nothing any more."""
    connection.execute(
        "DELETE FROM filed WHERE row IN (SELECT row FROM head WHERE portal = ? AND id = ?)", (portal, id)
    )
    for table in ("head", "moved", "alias"):
        connection.execute(f"DELETE FROM {table} WHERE portal = ? AND id = ?", (portal, id))  # noqa: S608 - own names


def _moved_to(connection: sqlite3.Connection, entry: Entry, former: int | None, order: int) -> int:
    """Choose a row number; one that a list may still hold leads to the article as before."""
    if former is not None:
        connection.execute("DELETE FROM head WHERE row = ?", (former,))
        connection.execute("INSERT INTO moved VALUES (?, ?, ?)", (former, entry.portal, entry.id))
        connection.execute("DELETE FROM filed WHERE row = ?", (former,))
    taken = "SELECT 1 FROM head WHERE row = ?1 UNION ALL SELECT 1 FROM moved WHERE row = ?1"
    low = _number(entry.id)
    while connection.execute(taken, (row := order << SHIFT | low & _MASK,)).fetchone():
        low += 1
    return row


def _free_text(connection: sqlite3.Connection, order: int, id: str) -> int:  # noqa: A002 - the field's word
    """Choose the number of a text: the first free one from its place on."""
    first = order >> TEXT_STEP or _number(id) % UNDATED
    taken = connection.execute("SELECT 1 FROM words_docsize WHERE id = ?", (first,)).fetchone()
    return int(connection.execute(_END_OF_RUN, (first,)).fetchone()[0]) if taken else first


def _number(id: str) -> int:  # noqa: A002 - the field's word
    return int(id) if id.isascii() and id.isdecimal() else crc32(id.encode())


def _write_text(connection: sqlite3.Connection, text_row: int, title: str, body: str) -> None:
    """Write the text of an article, spelled, under a new number."""
    in_title, in_body = WORD.findall(title), WORD.findall(body)
    folded = [" ".join(map(_fold_word, words)) for words in (in_title, in_body)]
    connection.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (text_row, *folded))
    of_title = _with_folded(in_title)
    tokens = (*(of_title | _with_folded(in_body)), *(IN_TITLE + word for word in of_title))
    connection.execute("INSERT INTO tokens (rowid, token) VALUES (?, ?)", (text_row, " ".join(tokens)))


def _with_folded(words: Iterable[str]) -> set[str]:
    spelled_so = set(words)
    return spelled_so.union(map(_fold_word, spelled_so))


@lru_cache(maxsize=16384)
def _fold_word(word: str) -> str:
    """Fold a word; a few thousand syllables make up nearly all texts."""
    return fold(word)


def _write_head(
    connection: sqlite3.Connection,
    entry: Entry,
    article: Article,
    *,
    row: int,
    text_row: int,
    text_digest: int,
) -> None:
    values = {
        "row": row,
        "portal": entry.portal,
        "id": entry.id,
        "url": article.url,
        "title": article.title,
        "folded": fold(article.title),
        "published": article.published,
        "guessed": article.published_guessed,
        "author": article.author,
        "summary": article.summary,
        "views": article.views,
        "cached": entry.article is not None,
        "revision": article.revision,
        "gone": entry.gone_at is not None,
        "names": msgspec.json.encode(article.categories).decode(),
        "text_row": text_row,
        "text_digest": text_digest,
        "came_at": _seconds(came_at(entry)),
        "corrected_at": _seconds(corrected_at(entry)),
    }
    columns, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT OR REPLACE INTO head ({columns}) VALUES ({places})", values)  # noqa: S608 - own names


def _seconds(when: datetime | None) -> float | None:
    return when.timestamp() if when is not None else None


def _write_places(connection: sqlite3.Connection, entry: Entry, names: Mapping[str, str], row: int) -> None:
    connection.execute("DELETE FROM filed WHERE row = ?", (row,))
    connection.executemany(
        "INSERT INTO filed VALUES (?, ?, ?)",
        [(entry.portal, slug, row) for slug in filed_under(entry, names)],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO alias VALUES (?, ?, ?)",
        [(entry.portal, alias, entry.id) for alias in entry.aliases],
    )


def texts_of(article: Article) -> tuple[str, str]:
    """Give the title, and all the other text by which an article is found."""
    parts = (
        article.summary,
        *(line for block in article.blocks for line in _lines(block)),
        *(attachment.name for attachment in article.attachments),
        article.author,
    )
    return article.title, "\n".join(part for part in parts if part)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading() | Quote():
            yield block.text
        case ListBlock():
            yield from block.items
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case Image():
            yield block.caption or block.alt
        case _:
            assert_never(block)
