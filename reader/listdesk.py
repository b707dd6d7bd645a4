"""The shelves and the list that one reader has before them; no Textual."""

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, get_args

from msgspec.structs import replace

from reader.holdings.statements import is_plain
from reader.library import Library
from reader.marks import Marks
from reader.model import ALL, EVERYWHERE, Head, Query, Shelf, Sort
from reader.user.undoable import SearchRemoved

if TYPE_CHECKING:
    from collections.abc import Sequence

_GLANCE = 400
"""Rows that a long list begins with: more than any terminal shows."""
_NEAR = 100
"""Rows below an article among which the next unread one is looked for first."""
_LONG = 5_000
"""Rows that are filtered in some milliseconds, once their titles are read."""


class Listed(NamedTuple):
    """Which list: its shelf, its order, what it is filtered by, and whether it is only what is unread."""

    shelf: str
    sort: Sort
    words: str
    unread: bool


class Look(NamedTuple):
    """What the library has on the shelves and in one list, as of one moment."""

    shelves: tuple[Shelf, ...]
    rows: "Sequence[int]"
    listed: Listed
    before: tuple[Shelf, ...]
    """The shelves as they were on the desk when it was begun."""


class ListDesk(Marks):
    """One portal of the library, or EVERYWHERE all together: its shelves, and the list of one of them."""

    def __init__(self, library: Library, portal: str, shelf: str = ALL) -> None:
        super().__init__(library)
        self.portal = portal
        self.shelf = shelf
        self.words = ""
        """What the list is filtered by."""
        self.sort: Sort = "date"
        self.unread_only = False
        """Whether lists leave out what was read when they were loaded."""
        self.shelves: tuple[Shelf, ...] = ()
        self.rows: Sequence[int] = array("q")
        self.is_whole = False
        """Whether all rows of the list are here; of a long one they come after its top."""
        self.is_counted = False
        """Whether the shelves are counted; with a long list they are so after it is looked up."""
        self._show_top()

    @property
    def portals(self) -> tuple[str, ...]:
        """The portals whose articles are read here."""
        return self.library.meant(self.portal)

    @property
    def fetched_from(self) -> tuple[str, ...]:
        """The portals from which a sync here fetches news."""
        if self.portal != EVERYWHERE:
            return (self.portal,)
        return self.library.followed() or self.library.with_news()

    def _show_top(self) -> None:
        """Load the top of the list; where that is all of it, the counts as well."""
        self.shelves = self.library.shelves(self.portal, counted=False)
        self.rows = self._top()
        if len(self.rows) < _GLANCE:
            self.reload()

    @property
    def _listed(self) -> Listed:
        return Listed(self.shelf, self.sort, self.words, self.unread_only)

    def _rows(self, listed: Listed) -> "Sequence[int]":
        query = self._query(listed)
        if listed.words.strip():
            return self.library.filter(self.portal, self.library.rows(query), listed.words)
        return self.library.listed(query, long=_LONG)

    def _query(self, listed: Listed) -> Query:
        return Query(portal=self.portal, shelf=listed.shelf, sort=listed.sort, unread=listed.unread)

    def look(self) -> Look:
        """Ask the library for shelves and list, in a thread if they may be long; `take` puts them here."""
        before, shelves = self.shelves, self.library.shelves(self.portal)
        listed = self._listed._replace(shelf=_existing(self.shelf, shelves))
        return Look(shelves, self._rows(listed), listed, before)

    def take(self, look: Look) -> bool:
        """Put on the desk what was looked up; False where another list is shown by now, which stays."""
        is_newest = self.shelves is look.before  # nothing was marked meanwhile
        self.shelves = look.shelves if is_newest else self.library.shelves(self.portal)
        self.is_counted, self.shelf = True, _existing(self.shelf, self.shelves)
        if is_meant := look.listed == self._listed:
            self.rows, self.is_whole = look.rows, True
        return is_meant

    def reload(self) -> None:
        """Ask the library again, as after a sync; what is open stays open."""
        self.take(self.look())

    def _list(self) -> None:
        """Load the list; of a long one that takes time only the top, and `look` has the rest."""
        is_quick = bool(self.words.strip()) or is_plain(self._query(self._listed))
        if self.current.total > _LONG and not is_quick:
            self.rows, self.is_whole = self._top(), False
        else:
            self.rows, self.is_whole = self._rows(self._listed), True

    def _top(self) -> "Sequence[int]":
        return self.library.rows(replace(self._query(self._listed), limit=_GLANCE))

    @property
    def current(self) -> Shelf:
        """The shelf whose list is shown."""
        return next(shelf for shelf in self.shelves if shelf.key == self.shelf)

    def choose(self, key: str) -> None:
        """Show another shelf, without a filter; all news for one that is gone, or not there yet."""
        self.shelf, self.words = _existing(key, self.shelves), ""
        self._list()

    def step_shelf(self, step: int) -> None:
        """Show the next shelf in their order, or the one before; round at the ends."""
        keys = [shelf.key for shelf in self.shelves]
        self.choose(keys[(keys.index(self.shelf) + step) % len(keys)])

    def category(self, number: int) -> bool:
        """Show a category by its number from 1, all news for 0; False where there are fewer."""
        keys = [ALL, *(shelf.key for shelf in self.shelves if shelf.is_category)]
        if number >= len(keys):
            return False
        self.choose(keys[number])
        return True

    def filter(self, words: str) -> None:
        """Keep the rows whose title has all the words; all rows for none."""
        self.words = words
        self._list()

    @property
    def is_long(self) -> bool:
        """Whether filtering takes longer than a key press: then it is done in a thread, by `look`."""
        return not self.is_whole or max(len(self.rows), self.current.total) > _LONG

    def step_sort(self) -> None:
        """Sort by the next order: by date, by views, by what rises, the oldest first."""
        orders: tuple[Sort, ...] = get_args(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
        self._list()

    def toggle_unread_only(self) -> None:
        """Leave out what is read, or list everything again."""
        self.unread_only = not self.unread_only
        self._list()

    def index_of(self, head: Head | None) -> int | None:
        """Find an article in the list, also where its row number changed since."""
        row = self.library.row_of(head.portal, head.id) if head else None
        try:
            return self.rows.index(row) if row is not None else None
        except ValueError:
            return None

    def next_unread(self, after: int) -> int | None:
        """Find the next unread article: below `after` in the list, above it, then on any shelf.

        Goes to the shelf that has it, without a filter; None where everything is read whose text is here.
        """
        if (row := self._unread_near(after)) is not None:
            return row
        if not self.library.has_unread_text(self.portal):  # or each shelf would be gone through in vain
            return None
        if not (self.is_whole and self.is_counted):  # it may be below the top
            self.reload()
        if (row := self._unread_far(after)) is not None:
            return row
        keys = [shelf.key for shelf in self.shelves if shelf.unread]
        for key in sorted(keys, key=lambda key: key == ALL):
            if unread := self._unread_of(key):
                self.choose(key)
                return unread[0]
        return None

    def _unread_near(self, after: int) -> int | None:
        near = self.rows[after + 1 : after + 1 + _NEAR]
        heads = self.library.heads_by_row(near)
        below = (head for row in near if (head := heads.get(row)) and head.cached and not head.read)
        return head.row if (head := next(below, None)) else None

    def _unread_far(self, after: int) -> int | None:
        if not self.current.unread:
            return None
        unread = frozenset(self._unread_of(self.shelf))
        if not unread:
            return None
        in_order = chain(self.rows[after + 1 :], self.rows[: after + 1])
        return next((row for row in in_order if row in unread), None)

    def _unread_of(self, shelf: str) -> "Sequence[int]":
        return self.library.rows(
            Query(portal=self.portal, shelf=shelf, sort=self.sort, unread=True, cached=True)
        )

    def remove_search(self, shelf: Shelf) -> None:
        """Remove a saved search, and show another shelf where it was shown."""
        self.library.searches.remove(self.portal, shelf.search)
        self._undo.append(SearchRemoved(self.portal, shelf.search))
        self.reload()

    def reload_shelves(self) -> None:
        """Load the counts of the shelves; where the one that is shown is gone, all news are shown."""
        self.shelves = self.library.shelves(self.portal)
        if _existing(self.shelf, self.shelves) != self.shelf:
            self.choose(ALL)


def _existing(shelf: str, shelves: tuple[Shelf, ...]) -> str:
    """Return the key of a shelf, or that of all news where the shelf is gone."""
    return shelf if any(known.key == shelf for known in shelves) else ALL
