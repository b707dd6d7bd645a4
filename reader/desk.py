"""What one reader has before them: a shelf and its list, the open article, the last marks; no Textual.

Screens turn keys into these operations and show the result.
"""

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, get_args

from msgspec.structs import replace

from reader.holdings.statements import is_plain
from reader.library import Library
from reader.marks import Marks
from reader.model import (
    ALL,
    EVERYWHERE,
    UNLISTED,
    ArticleKey,
    Head,
    History,
    Query,
    RelatedHead,
    Shelf,
    Sort,
    key_of,
)
from reader.trail import Trail
from reader.user.undoable import SearchRemoved
from scrapers.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scrapers.model import Article

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


class Desk(Marks):
    """One portal of the library, or EVERYWHERE all together, as one reader goes through it."""

    def __init__(self, library: Library, portal: str) -> None:
        super().__init__(library)
        self.portal = portal
        self.shelf = ALL
        self.words = ""
        """What the list is filtered by."""
        self.sort: Sort = "date"
        self.unread_only = False
        """Whether lists leave out what was read when they were loaded."""
        self.shelves: tuple[Shelf, ...] = ()
        self.rows: Sequence[int] = array("q")
        self.head: Head | None = None
        """The open article, whether its text is here or not."""
        self.article: Article | None = None
        self.related: tuple[RelatedHead, ...] = ()
        self.revisions: tuple[Article, ...] = ()
        """All revisions of the open article that are kept, oldest first; empty unless it was corrected."""
        self.histories: tuple[History, ...] = ()
        """What the portal's places said of its views over time."""
        self.wanted = False
        """Whether the next sync is to fetch the open article first; its text is not here then."""
        self._alike: tuple[Article, tuple[RelatedHead, ...]] | None = None
        self.trail = Trail()
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

    # The list --------------------------------------------------------------------------------------

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
        if self.head is not None:
            self._show(self.head.portal, self.head.id)
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
        """Sort by the next order: by date, by views, by what rises."""
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

    # The article -----------------------------------------------------------------------------------

    def open(self, row: int) -> bool:
        """Open the article of a row and mark it read if its text is here; False where there is none."""
        head = self.library.head(row)
        return head is not None and self.open_named(head.portal, head.id)

    def open_named(self, portal: str, id: str) -> bool:
        """Open an article by its id."""
        before = self.head
        if not self._show(portal, id):
            return False
        if before is None or key_of(before) != (portal, id):
            self.trail.leave(_way_back(before))
        self._mark_opened()
        return True

    def open_unlisted(self, portal: str, id: str, url: str) -> None:
        """Open what is to be an article of which nothing is known but its address."""
        self.trail.leave(_way_back(self.head))
        self._clear()
        self.head = Head(row=UNLISTED, portal=portal, id=id, url=url, title=url)
        self.wanted = self.library.is_wanted(portal, id)

    def leave_unlisted(self) -> None:
        """Open the article before again in place of one that did not come, or none where there was none."""
        if self.head is not None and self.head.is_unlisted and not self.go_back():
            self._clear()

    def _clear(self) -> None:
        self.head, self.article, self.related, self.revisions, self.wanted = None, None, (), (), False
        self.histories = ()

    def _show(self, portal: str, id: str) -> bool:
        head = self.library.head_of(portal, id)
        if head is None:
            return False
        before = self.article
        self._clear()
        self.head = head
        self.histories = self.library.stats.histories(portal, [head.id]).get(head.id, ())
        try:
            article = self.library.article(portal, head.id)
        except UnknownName:
            self.wanted = self.library.is_wanted(portal, head.id)
        else:
            # The same object for the same text: what is drawn and decoded for it stays.
            self._show_text(before if article == before else article)
        return True

    def show_again(self) -> None:
        """Ask the library again for the open article: its files were read."""
        if self.head is not None:
            self._show(self.head.portal, self.head.id)

    def _show_text(self, article: "Article") -> None:
        self.article, self.related = article, self.library.related(article)
        if self._alike is not None and self.knows_alike:
            self.related += self._alike[1]
        if article.revision > 1:
            self.revisions = self.library.revisions(article.portal, article.id)

    def open_related(self, id: str) -> bool:
        """Open a related article, whether its text is here or not; False where it is on another site."""
        if self.head is None:
            return False
        portal = self.head.portal
        if self.library.row_of(portal, id) is None and self.article is not None:
            self.library.note_related(self.article, id)
        return self.open_named(portal, id)

    @property
    def knows_alike(self) -> bool:
        """Whether it is known what else there is on the subject of the open article."""
        return self._alike is not None and self.article is not None and _same(self._alike[0], self.article)

    def add_alike(self, article: "Article", found: tuple[RelatedHead, ...]) -> bool:
        """Add what else there is on the subject of an article; False where another one is open by now."""
        if self.article is None or not _same(article, self.article):
            return False
        self._alike = (article, found)
        self.related = (*self.library.related(self.article), *found)
        return True

    def want(self, *, on: bool) -> None:
        """Let the next sync fetch the open article first, or no longer."""
        if self.head is not None:
            self.library.want(self.head.portal, self.head.id, on, self.head.url)
            self.wanted = on

    def _mark_opened(self) -> None:
        if self.head and self.article and not self.head.read:
            self.library.mark_opened(self.head.portal, self.head.id)
            self.reload_marks()

    def go_back(self) -> bool:
        """Return to the article that was open before; False at the first."""
        return self._travel(self.trail.back)

    def go_forward(self) -> bool:
        """Undo `go_back`."""
        return self._travel(self.trail.forward)

    def _travel(self, step: "Callable[[ArticleKey | None], ArticleKey | None]") -> bool:
        if (there := step(_way_back(self.head))) is None:
            return False
        self._show(*there)
        self._mark_opened()
        return True

    def neighbour(self, step: int) -> int | None:
        """Return the row before or after the open article in the list."""
        here = self.index_of(self.head)
        there = 0 if here is None else here + step
        return self.rows[there] if 0 <= there < len(self.rows) else None

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

    def reload_marks(self) -> None:
        """Load what a mark changed: the counts of the shelves, and the open article's own marks."""
        self.reload_shelves()
        if self.head is not None:
            self.head = self.library.head_of(self.head.portal, self.head.id) or self.head


def _existing(shelf: str, shelves: tuple[Shelf, ...]) -> str:
    """Return the key of a shelf, or that of all news where the shelf is gone."""
    return shelf if any(known.key == shelf for known in shelves) else ALL


def _way_back(head: Head | None) -> ArticleKey | None:
    """Name an article that one can come back to: not one of which nothing is known but its address."""
    return None if head is None or head.is_unlisted else key_of(head)


def _same(one: "Article", other: "Article") -> bool:
    return (key_of(one), one.revision) == (key_of(other), other.revision)
