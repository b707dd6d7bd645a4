"""What one reader has before them: a shelf and its list, the open article, the last marks; no Textual.

Screens turn keys into these operations and show the result.
"""

from typing import TYPE_CHECKING

from reader.library import Library
from reader.listdesk import ListDesk, Look
from reader.model import ALL, UNLISTED, ArticleKey, Head, History, RelatedHead, key_of
from reader.trail import Trail
from scrapers.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.model import Article


class Desk(ListDesk):
    """One portal of the library, or EVERYWHERE all together, as one reader goes through it."""

    def __init__(self, library: Library, portal: str, shelf: str = ALL) -> None:
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
        super().__init__(library, portal, shelf)  # looks up the list, and the open article with it

    @property
    def open_key(self) -> ArticleKey | None:
        """What names the open article."""
        return key_of(self.head) if self.head is not None else None

    def take(self, look: Look) -> bool:
        """Put on the desk what was looked up, and what the open article is by now."""
        is_meant = super().take(look)
        self.show_again()
        return is_meant

    def open(self, row: int) -> bool:
        """Open the article of a row and mark it read if its text is here; False where there is none."""
        head = self.library.head(row)
        return head is not None and self.open_named(head.portal, head.id)

    def open_named(self, portal: str, id: str) -> bool:
        """Open an article by its id."""
        was_open, way_back = self.open_key, _way_back(self.head)
        if not self._show(portal, id):
            return False
        if was_open != (portal, id):
            self.trail.leave(way_back)
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
        if self.open_key is not None:
            self._show(*self.open_key)

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

    def reload_marks(self) -> None:
        """Load what a mark changed: the counts of the shelves, and the open article's own marks."""
        self.reload_shelves()
        if self.head is not None:
            self.head = self.library.head_of(self.head.portal, self.head.id) or self.head


def _way_back(head: Head | None) -> ArticleKey | None:
    """Name an article that one can come back to: not one of which nothing is known but its address."""
    return None if head is None or head.is_unlisted else key_of(head)


def _same(one: "Article", other: "Article") -> bool:
    return (key_of(one), one.revision) == (key_of(other), other.revision)
