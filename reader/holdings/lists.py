"""Asks for lists, shelves and heads, over the catalogue and the user's marks together."""

import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

from reader.holdings.statements import (
    HAS_UNREAD_TEXT,
    HEAD,
    MARKED,
    MARKS,
    OF_MOVED,
    READ,
    SHELVES_OF,
    TOTALS,
    UNREAD_OF,
    Statement,
    joined_statement,
    list_statement,
)
from reader.holdings.titles import Titles
from reader.model import ALL, LATER, ONE, OWN, STARRED, Head, Mark, Query, RelatedHead, Shelf
from reader.user.userdata import Named, UserData
from scrapers.model import Related
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.jsonlist import json_list, row_numbers
from scrapers.text import fold
from scrapers.watch import Watch, batches, unwatched

_SHELF_OF: dict[Mark, str] = {"starred": STARRED, "later": LATER}


class Lists:
    """What the list and the category pane show; the user's marks are attached to the catalogue as `user`."""

    def __init__(self, catalogue: Catalogue, userdata: UserData) -> None:
        self._catalogue = catalogue
        self._userdata = userdata
        catalogue.attach("user", userdata.path)
        self._titles: dict[str, tuple[int, Titles]] = {}
        self._reading = threading.Lock()
        self._last: tuple[tuple[Query, Sequence[str], int, int], array[int]] | None = None
        """The last whole list by date, and as of which changes: it is filtered again at each letter."""
        self._counted: dict[str, tuple[tuple[int, int], dict[str, tuple[int, int]]]] = {}

    def rows(
        self, query: Query, within: Statement | None = None, portals: Sequence[str] = ()
    ) -> "array[int]":
        """Return the row numbers of a list in its order; `within` narrows it to the rows of a statement.

        With `portals` it is the list of all these.
        """
        if within is None and query.limit is not None and query.sort == "rising":
            return self._fastest(query, query.limit, portals)
        if within is not None or query.limit is not None or query.sort != "date":
            return self._ask_rows(query, within, portals)
        key = query, portals, self._catalogue.changes(), self._userdata.changes()
        last = self._last
        if last is None or last[0] != key:
            last = self._last = key, self._ask_rows(query, None, portals)
        return last[1]  # not what another thread has put there meanwhile

    def _fastest(self, query: Query, limit: int, portals: Sequence[str]) -> "array[int]":
        """Return the top of a list by what rises: what has risen, then the newest; the rest is not sorted."""
        risen = self._ask_rows(query, None, portals, risen=True)
        if len(risen) < limit:
            newest = self._ask_rows(replace(query, sort="date"), None, portals)
            known = frozenset(risen)
            others = (row for row in newest if row not in known)
            risen.extend(islice(others, min(limit - len(risen), len(newest))))
        return risen

    def _ask_rows(
        self, query: Query, within: Statement | None, portals: Sequence[str], *, risen: bool = False
    ) -> "array[int]":
        if portals:
            statement, values = joined_statement(query, portals, within, risen=risen)
        else:
            statement, values = list_statement(query, within, risen=risen)
        # As one text: half the time of a hundred thousand rows one by one.
        as_text = f"SELECT json_group_array(row) FROM ({statement})"  # noqa: S608 - own words only
        try:
            ((rows,),) = self._catalogue.ask(as_text, values)
            return row_numbers(rows)
        except UnicodeError:
            return array("q")

    def head(self, row: int) -> Head | None:
        """Return one row to draw; also under the number it had before its date became known."""
        found = self._made(f"{HEAD} h.row = ?", (row,)) or self._made(f"{HEAD} {OF_MOVED}", (row,))
        return found[0] if found else None

    def head_of(self, portal: str, id: str) -> Head | None:
        """Return the row of an article to draw."""
        row = self._catalogue.row_of(portal, id)
        return self.head(row) if row is not None else None

    def heads(self, rows: Sequence[int]) -> dict[int, Head]:
        """Return several rows to draw, each by the number it is asked for."""
        found: dict[int, Head] = {}
        for some in batches(rows, unwatched):
            asked = f"{HEAD} h.row IN ({', '.join('?' * len(some))})"
            found.update((head.row, head) for head in self._made(asked, tuple(some)))
        missing = ((row, self.head(row)) for row in rows if row not in found)
        return found | {row: head for row, head in missing if head is not None}

    def _made(self, asked: str, rows: tuple[int, ...]) -> list[Head]:
        return self._catalogue.made(_head, asked, rows)

    def unread_of(self, rows: Sequence[int], watch: Watch = unwatched) -> dict[str, list[Named]]:
        """Return the articles of some rows that are not read, by portal, whatever number they have now."""
        found: dict[str, list[Named]] = {}
        for some in batches(rows, lambda _done, of: watch(0, of)):
            asked = (json_list(some),) * 2
            for portal, *named in self._catalogue.ask(UNREAD_OF, asked):
                found.setdefault(portal, []).append(Named(*named))
        return found

    def shelves(self, portal: str, names: Mapping[str, str], *, counted: bool = True) -> Iterator[Shelf]:
        """Return the shelves, with their counts if they are to be `counted`.

        `names` are the portal's categories by slug, in order.
        """
        counts = self._counts(portal) if counted else {}
        unnamed = {slug: slug for slug in sorted(counts.keys() - names.keys() - {ALL, *OWN})}
        for key, name in {ALL: "", **names, **unnamed, **dict.fromkeys(OWN, "")}.items():
            total, unread = counts.get(key, (0, 0))
            yield Shelf(key=key, name=name, total=total, unread=unread)

    def shelves_of_all(self, titles: Mapping[str, str], *, counted: bool) -> Iterator[Shelf]:
        """Return the shelves of several portals, `titles` by name, together: all news, each, the marked."""
        counts = {portal: self._counts(portal) if counted else {} for portal in titles}

        def shelf(key: str, name: str, of: str, portals: Iterable[str]) -> Shelf:
            total, unread = _sum(counts[portal].get(of, (0, 0)) for portal in portals)
            return Shelf(key=key, name=name, total=total, unread=unread)

        yield shelf(ALL, "", ALL, titles)
        yield from (shelf(f"{ONE}{portal}", title, ALL, (portal,)) for portal, title in titles.items())
        yield from (shelf(key, "", key, titles) for key in OWN)

    def _counts(self, portal: str) -> dict[str, tuple[int, int]]:
        """Return how many articles each shelf has and how many are unread; counted only after a change."""
        state = (self._catalogue.changes(), self._userdata.changes())
        known = self._counted.get(portal)
        if known is not None and known[0] == state:
            return known[1]
        counts = self._count(portal)
        # A mark that came meanwhile is in these counts or not: they are for now, not to be counted on from.
        if self._userdata.changes() == state[1]:
            self._counted[portal] = (state, counts)
        return counts

    def count_mark(self, portal: str, id: str, mark: Mark, *, on: bool, change: int) -> None:
        """Adjust the counts to a mark that this process made by that change, without counting all again."""
        catalogue = self._catalogue.changes()
        for name, (state, counts) in tuple(self._counted.items()):
            if state == (catalogue, change - 1):
                steps = self._steps(portal, id, mark, on=on) if name == portal else {}
                stepped = {key: _sum((counts[key], step)) for key, step in steps.items()}
                self._counted[name] = ((catalogue, change), counts | stepped)

    def _steps(self, portal: str, id: str, mark: Mark, *, on: bool) -> dict[str, tuple[int, int]]:
        """Return by how much a mark changes the counts of each shelf that it is about."""
        if mark == "read":
            shelves = self._catalogue.ask(SHELVES_OF, {"portal": portal, "id": id})
            return {key: (0, -1 if on else 1) for (key,) in shelves}
        head, step = self.head_of(portal, id), 1 if on else -1
        return {_SHELF_OF[mark]: (step, 0 if head.read else step)} if head is not None else {}

    def _count(self, portal: str) -> dict[str, tuple[int, int]]:
        asked = {"portal": portal}
        read: dict[str, int] = dict(self._catalogue.ask(READ, asked))
        counts = {key: (total, total - read.get(key, 0)) for key, total in self._catalogue.ask(TOTALS, asked)}
        for key, column in MARKS.items():
            counts[key] = self._catalogue.ask(MARKED.format(column=column), asked)[0]
        return counts

    def has_unread_text(self, portals: Iterable[str]) -> bool:
        """Tell whether any article of portals is unread whose text is here, however many have none."""
        return any(self._catalogue.ask(HAS_UNREAD_TEXT, (portal,)) for portal in portals)

    def filter(self, portals: Sequence[str], rows: Sequence[int], words: str) -> Sequence[int]:
        """Keep the rows, all of these portals, whose title contains every word, with or without accents."""
        wanted = sorted(fold(words).split(), key=len, reverse=True)
        if not wanted:
            return rows
        found = {row for portal in portals for row in self.titles(portal).rows_with(wanted)}
        return array("q", [row for row in rows if row in found])

    def titles(self, portal: str) -> Titles:
        """Return the titles of a portal, read again where something has changed, by one thread for all."""
        with self._reading:
            state = self._catalogue.changes()
            known = self._titles.get(portal)
            if known is None or known[0] != state:
                found = self._catalogue.ask("SELECT row, folded FROM head WHERE portal = ?", (portal,))
                known = self._titles[portal] = (state, Titles(found))
            return known[1]

    def named(self, id: str, portal: str | None = None) -> list[tuple[str, str]]:
        """Return portal and id of every article with that id, in one portal or in any."""
        try:
            if portal is None:
                return self._catalogue.ask("SELECT portal, id FROM head WHERE id = ? ORDER BY portal", (id,))
            row = self._catalogue.row_of(portal, id)
            return self._catalogue.ask("SELECT portal, id FROM head WHERE row = ?", (row,))
        except UnicodeError:  # bytes of a command line that are no text
            return []

    def related(self, portal: str, entry: Related) -> RelatedHead:
        """Return an entry of related news with whether it can be read now."""
        head = self.head_of(portal, entry.id)
        return RelatedHead(
            id=entry.id,
            title=entry.title,
            url=entry.url,
            cached=head is not None and head.cached,
            row=head.row if head else None,
            published=head.published if head else None,
        )

    def totals(self, portals: Sequence[str]) -> tuple[int, int]:
        """Return how many articles of some portals are known, and how many are unread."""
        return _sum(self._counts(portal)[ALL] for portal in portals)


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    totals = tuple(counts)
    return sum(total for total, _unread in totals), sum(unread for _total, unread in totals)


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
        note=row[17],
    )
