"""Lists, shelves and heads: questions to the catalogue and the user's marks together."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from reader.model import ALL, LATER, STARRED, Head, Query, RelatedHead, Shelf
from reader.questions import HEAD, MARKED, OF_MOVED, READ, TOTALS, wording
from reader.titles import Titles
from reader.userdata import UserData
from scrapers.catalogue import Catalogue
from scrapers.model import Related


class Lists:
    """What the list and the category pane show; the user's marks are attached to the catalogue as `user`."""

    def __init__(self, catalogue: Catalogue, userdata: UserData) -> None:
        self._catalogue = catalogue
        self._userdata = userdata
        catalogue.attach("user", userdata.path)
        self._titles: dict[str, tuple[int, Titles]] = {}
        self._shelves: dict[str, tuple[tuple[int, int], tuple[Shelf, ...]]] = {}

    def rows(self, query: Query, now: float = 0.0) -> "array[int]":
        """Give the row numbers of a list in its order; `now` in epoch seconds, for what rises."""
        statement, values = wording(query, now)
        try:
            return array("q", (row for (row,) in self._catalogue.ask(statement, values)))
        except UnicodeError:
            return array("q")

    def head(self, row: int) -> Head | None:
        """Give one row to draw; also under the number it had before its date became known."""
        found = self._catalogue.ask(f"{HEAD} h.row = ?", (row,)) or self._catalogue.ask(
            f"{HEAD} {OF_MOVED}", (row,)
        )
        return _head(found[0]) if found else None

    def shelves(self, portal: str) -> tuple[Shelf, ...]:
        """Give the shelves with their counts, counted again only where something changed."""
        state = (self._catalogue.changes(), self._userdata.changes())
        known = self._shelves.get(portal)
        if known is None or known[0] != state:
            known = self._shelves[portal] = (state, tuple(self._counted(portal)))
        return known[1]

    def filter(self, rows: Sequence[int], words: str) -> Sequence[int]:
        """Keep the rows, all of the portal of the first, whose title contains every word."""
        found = self._catalogue.ask("SELECT portal FROM head WHERE row = ?", (rows[0],)) if rows else []
        return self._titles_of(found[0][0]).keep(rows, words) if found else rows

    def _titles_of(self, portal: str) -> Titles:
        state = self._catalogue.changes()
        known = self._titles.get(portal)
        if known is None or known[0] != state:
            found = self._catalogue.ask("SELECT row, folded FROM head WHERE portal = ?", (portal,))
            known = self._titles[portal] = (state, Titles(found))
        return known[1]

    def named(self, id: str, portal: str | None = None) -> list[tuple[str, str]]:  # noqa: A002 - the field's word
        """Give portal and id of every article with that id, in one portal or in any."""
        if portal is not None:
            row = self._catalogue.row_of(portal, id)
            return self._catalogue.ask("SELECT portal, id FROM head WHERE row = ?", (row,))
        return self._catalogue.ask("SELECT portal, id FROM head WHERE id = ? ORDER BY portal", (id,))

    def related(self, portal: str, entry: Related) -> RelatedHead:
        """Give an entry of related news with whether it can be read now."""
        row = self._catalogue.row_of(portal, entry.id)
        head = self.head(row) if row is not None else None
        return RelatedHead(
            id=entry.id,
            title=entry.title,
            url=entry.url,
            cached=head is not None and head.cached,
            row=row,
            published=head.published if head else None,
        )

    def counts(self, portal: str) -> tuple[int, int, int]:
        """Give how many articles are known, how many have their body here, and how many are unread."""
        everything = self.shelves(portal)[0]
        uncached = self._catalogue.ask(
            "SELECT count(*) FROM head WHERE portal = ? AND NOT cached", (portal,)
        )[0][0]
        return everything.total, everything.total - uncached, everything.unread

    def _counted(self, portal: str) -> Iterable[Shelf]:
        totals = dict(self._catalogue.ask(TOTALS, {"portal": portal}))
        read = dict(self._catalogue.ask(READ, {"portal": portal}))
        yield Shelf(key=ALL, name="", total=totals.get(ALL, 0), unread=totals.get(ALL, 0) - read.get(ALL, 0))
        names = self._catalogue.names(portal)
        unnamed = {slug: slug for slug in sorted(totals.keys() - names.keys() - {ALL})}
        for slug, name in (names | unnamed).items():
            total = totals.get(slug, 0)
            yield Shelf(key=slug, name=name, total=total, unread=total - read.get(slug, 0))
        for key, column in ((STARRED, "starred_at"), (LATER, "later_at")):
            ((total, unread),) = self._catalogue.ask(MARKED.format(column=column), {"portal": portal})
            yield Shelf(key=key, name="", total=total, unread=unread)


def _head(row: tuple[Any, ...]) -> Head:
    return Head(
        row=row[0],
        portal=row[1],
        id=row[2],
        url=row[3],
        title=row[4],
        categories=msgspec.json.decode(row[5], type=tuple[str, ...]),
        published=row[6],
        published_guessed=bool(row[7]),
        author=row[8],
        summary=row[9],
        views=row[10],
        cached=bool(row[11]),
        read=bool(row[12]),
        starred=bool(row[13]),
        later=bool(row[14]),
        revision=row[15],
        gone=bool(row[16]),
    )
