"""Files articles in the tables of the catalogue, without writing again what is known already.

Heads are written at once. Texts are written together when all is filed, in the order of their numbers: FTS5
gathers what comes in ascending order, and begins a new segment of its index where an order is broken.
"""

import sqlite3
from binascii import crc32
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from scrapers.articletext import texts_of
from scrapers.clock import sort_key
from scrapers.merge import came_at, corrected_at, filed_under, merged
from scrapers.model import LONGEST_ID, Article, Entry
from scrapers.stores.index import IN_TITLE, SHIFT, TEXT_STEP, UNDATED
from scrapers.stores.jsonlist import json_list
from scrapers.text import WORD, fold, spelled

_MASK = (1 << SHIFT) - 1
_FIELDS = (
    "portal", "id", "url", "title", "folded", "published", "guessed", "author", "summary", "views", "cached",
    "revision", "gone", "names", "came_at", "corrected_at", "attached", "text_digest", "text_row", "row",
)  # fmt: skip
_DIGEST, _TEXT, _ROW = range(len(_FIELDS) - 3, len(_FIELDS))
_KNOWN = f"SELECT {', '.join(_FIELDS)} FROM head WHERE portal = ? AND id = ?"  # noqa: S608 - own names
_ADD = f"INSERT INTO head ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"  # noqa: S608 - likewise
_TAKEN = "SELECT 1 FROM head WHERE row = :row UNION ALL SELECT 1 FROM moved WHERE row = :row"
_END_OF_RUN = """
SELECT id + 1 FROM words_docsize AS here
WHERE id >= ? AND NOT EXISTS (SELECT 1 FROM words_docsize WHERE id = here.id + 1) ORDER BY id LIMIT 1
"""


class Filing:
    """Files articles inside a transaction; `close` it before the commit.

    `names` gives a portal's categories.
    """

    def __init__(self, connection: sqlite3.Connection, names: Callable[[str], Mapping[str, str]]) -> None:
        self._connection = connection
        self._names = lru_cache(maxsize=None)(names)
        self._texts: dict[int, tuple[str, str]] = {}
        self._free: dict[int, int] = {}

    def file(self, entry: Entry) -> None:
        """File an article, new or changed."""
        names = self._names(entry.portal)
        article = merged(entry, names)
        known = self._connection.execute(_KNOWN, (entry.portal, entry.id)).fetchone()
        order = sort_key(article.published)
        title, body = map(spelled, texts_of(article))
        digest = crc32(f"{title}\n{body}".encode())
        stays = known is not None and known[_ROW] >> SHIFT == order
        row = known[_ROW] if stays else self._row_for(entry, known and known[_ROW], order)
        if stays and known[_DIGEST] == digest:
            text_row = known[_TEXT]
        else:
            text_row = self._number_for_text(order, entry.id)
            self._texts[text_row] = title, body
        self._write_head((*_head(entry, article), digest, text_row, row), known if stays else None)
        self._write_places(entry, filed_under(entry, names), row, known=stays)

    def close(self) -> None:
        """Write the texts of what was filed."""
        for number in sorted(self._texts):
            self._write_text(number, *self._texts[number])
        self._texts.clear()

    # Numbers ---------------------------------------------------------------------------------------

    def _row_for(self, entry: Entry, former: int | None, order: int) -> int:
        """Choose a row number; a former one, which a list may still hold, goes on leading to the article."""
        execute = self._connection.execute
        if former is not None:
            execute("DELETE FROM head WHERE row = ?", (former,))
            execute("INSERT INTO moved VALUES (?, ?, ?)", (former, entry.portal, entry.id))
            execute("DELETE FROM filed WHERE row = ?", (former,))
        low = _place_of(entry.portal) + _number(entry.id)
        while execute(_TAKEN, {"row": (row := order << SHIFT | low & _MASK)}).fetchone():
            low += 1
        return row

    def _number_for_text(self, order: int, id: str) -> int:
        """Choose the number of a text: the first free one from where its time of publication puts it.

        Where many share a place, as all of one day may, each is looked for behind the last one.
        """
        place = order >> TEXT_STEP or _number(id) % UNDATED
        number = self._free.get(place, place)
        while (waits := number in self._texts) or self._is_text(number):
            number = number + 1 if waits else self._end_of_run(number)
        self._free[place] = number + 1
        return number

    def _is_text(self, number: int) -> bool:
        asked = "SELECT 1 FROM words_docsize WHERE id = ?"
        return self._connection.execute(asked, (number,)).fetchone() is not None

    def _end_of_run(self, number: int) -> int:
        return int(self._connection.execute(_END_OF_RUN, (number,)).fetchone()[0])

    # Writing ---------------------------------------------------------------------------------------

    def _write_head(self, head: tuple[object, ...], known: tuple[object, ...] | None) -> None:
        if known is None:
            self._connection.execute(_ADD, head)
        elif changed := [at for at, value in enumerate(head) if value != known[at]]:
            # Of its indexes only those are written that have a column of these.
            columns = ", ".join(f"{_FIELDS[at]} = ?" for at in changed)
            values = (*(head[at] for at in changed), head[_ROW])
            self._connection.execute(f"UPDATE head SET {columns} WHERE row = ?", values)  # noqa: S608 - own names

    def _write_places(self, entry: Entry, slugs: tuple[str, ...], row: int, *, known: bool) -> None:
        execute, executemany = self._connection.execute, self._connection.executemany
        if known:
            there = {slug for (slug,) in execute("SELECT slug FROM filed WHERE row = ?", (row,))}
            if there == set(slugs):
                slugs = ()
            else:
                execute("DELETE FROM filed WHERE row = ?", (row,))
        if slugs:
            executemany("INSERT INTO filed VALUES (?, ?, ?)", [(entry.portal, slug, row) for slug in slugs])
        if entry.aliases:
            aliases = [(entry.portal, alias, entry.id) for alias in entry.aliases]
            executemany("INSERT OR REPLACE INTO alias VALUES (?, ?, ?)", aliases)

    def _write_text(self, number: int, title: str, body: str) -> None:
        """Write the text of an article, spelled, under a new number."""
        in_title, in_body = WORD.findall(title), WORD.findall(body)
        folded = [" ".join(map(_fold_word, words)) for words in (in_title, in_body)]
        of_title = _with_folded(in_title)
        tokens = (*(of_title | _with_folded(in_body)), *(IN_TITLE + word for word in of_title))
        execute = self._connection.execute
        execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (number, *folded))
        execute("INSERT INTO tokens (rowid, token) VALUES (?, ?)", (number, " ".join(tokens)))


def _head(entry: Entry, article: Article) -> tuple[object, ...]:
    """Return the columns of a head, all but the digest and the two numbers."""
    return (
        entry.portal,
        entry.id,
        article.url,
        article.title,
        fold(article.title),
        article.published,
        article.published_guessed,
        article.author,
        article.summary,
        article.views,
        entry.article is not None,
        article.revision,
        entry.gone_at is not None,
        json_list(article.categories),
        _seconds(came_at(entry)),
        _seconds(corrected_at(entry)),
        bool(article.attachments),
    )


def _seconds(when: datetime | None) -> float | None:
    return when.timestamp() if when is not None else None


@lru_cache(maxsize=64)
def _place_of(portal: str) -> int:
    """Return the number from which a portal counts its ids, another one for each portal.

    Were it the same, two articles with one id would want the same row, and which of them got it would change
    when the catalogue is filled anew. It lies in the lower half of all numbers, so that counting hardly ever
    begins again from 0.
    """
    return crc32(portal.encode()) & _MASK >> 1


def _number(id: str) -> int:
    """Return the number that an id is, or one of its own; an older program kept ids of any length."""
    is_number = id.isascii() and id.isdecimal() and len(id) <= LONGEST_ID
    return int(id) if is_number else crc32(id.encode())


def _with_folded(words: Iterable[str]) -> set[str]:
    spelled_so = set(words)
    return spelled_so.union(map(_fold_word, spelled_so))


@lru_cache(maxsize=16384)
def _fold_word(word: str) -> str:
    """Fold a word; a few thousand syllables make up nearly all texts."""
    return fold(word)
