"""A list too long to be read at once, of which only the parts that are looked at are read."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import neg
from typing import Any, overload

from reader.holdings.statements import TOTALS, part_statement, place_statement
from reader.model import UNLISTED, Query
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.jsonlist import row_numbers

_KEPT = 16
"""Parts that are held at once."""
_HIGHEST = 2**63 - 1
"""SQLite's highest row number."""


class LongList(Sequence[int]):
    """The row numbers of a plain list by date, from the newest that it had when it was made.

    News that come later stand above it and move nothing. Where an article within it goes or comes, its rows
    may move by one, and the last be missing, until the list is made anew. Any part takes a question, the
    longer the nearer the middle (of a million articles 24 ms, of a hundred thousand 2).
    """

    def __init__(self, catalogue: Catalogue, query: Query, *, part: int = 400) -> None:
        """`query` is a plain one (`reader.holdings.statements.is_plain`); a `part` is so many rows."""
        self._catalogue = catalogue
        self._query = query
        self._part = part
        self._parts: dict[int, array[int]] = {}
        totals = dict(catalogue.ask(TOTALS, {"portal": query.portal}))
        self._length = int(totals.get(query.shelf, 0))
        self._top = _HIGHEST
        self._top = next(iter(self._rows(0, 1)), _HIGHEST)

    def __len__(self) -> int:
        """Count the rows, as they were when the list was made."""
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> "int | Sequence[int]":
        """Return a row, UNLISTED where it went since, or some rows in the order of the list."""
        if isinstance(index, slice):
            return self._slice(range(self._length)[index])
        number, place = divmod(range(self._length)[index], self._part)
        rows = self._rows_of(number)
        return rows[place] if place < len(rows) else UNLISTED

    def _slice(self, asked: range) -> "array[int]":
        if not asked:
            return array("q")
        first, last = min(asked[0], asked[-1]), max(asked[0], asked[-1])
        rows = self._rows(first, last + 1 - first)
        return array("q", (rows[index - first] for index in asked if index - first < len(rows)))

    def __iter__(self) -> Iterator[int]:
        """Yield all rows, read at once."""
        return iter(self[:])

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Return where a row stands; ValueError where it is not in the list."""
        place = self._place_near(value)
        place = self._place(value) if place is None else place
        if place not in range(self._length)[start:stop] or self[place] != value:
            raise ValueError(value)
        return place

    def __contains__(self, value: object) -> bool:
        """Return whether a row is in the list."""
        try:
            return isinstance(value, int) and self.index(value) >= 0
        except ValueError:
            return False

    def _place_near(self, row: int) -> int | None:
        """Find the place of a row without asking, in a part that is here."""
        for number, rows in tuple(self._parts.items()):
            if rows and rows[0] >= row >= rows[-1]:
                return number * self._part + bisect_left(rows, -row, key=neg)
        return None

    def _place(self, row: int) -> int:
        ((higher,),) = self._ask(place_statement(self._query), row=row)
        return int(higher)

    def _rows_of(self, number: int) -> "array[int]":
        if number not in self._parts:
            if len(self._parts) >= _KEPT:
                self._parts.clear()
            first = number * self._part
            self._parts[number] = self._rows(first, min(self._part, self._length - first))
        return self._parts[number]

    def _rows(self, first: int, count: int) -> "array[int]":
        """Ask for rows, counted from the end that is nearer."""
        below = self._length - first - count
        upward = below < first
        part = part_statement(self._query, upward=upward)
        asked = f"SELECT json_group_array(row) FROM ({part})"  # noqa: S608 - own words only
        ((rows,),) = self._ask(asked, count=count, skip=below if upward else first)
        found = row_numbers(rows)
        return found[::-1] if upward else found

    def _ask(self, statement: str, **values: int) -> list[Any]:
        named = {"portal": self._query.portal, "shelf": self._query.shelf, "top": self._top}
        return self._catalogue.ask(statement, {**named, **values})
