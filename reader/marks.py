"""Sets what a reader marks and notes, and undoes it step by step; no Textual."""

from collections.abc import Sequence

from reader.library import Library
from reader.model import Head, Mark
from reader.user.undoable import Marked, MarkedMany, Noted, SearchRemoved, Undoable
from scrapers.errors import StoreError
from scrapers.watch import Watch, unwatched


class Marks:
    """Marks articles of a library and remembers how to undo that; a subclass shows what they change."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._undo: list[Undoable] = []

    def reload_marks(self) -> None:
        """Load what a mark changed."""
        raise NotImplementedError

    def toggle(self, kind: Mark, row: int) -> Marked | None:
        """Set a mark of an article, or take it where it is set."""
        head = self.library.head(row)
        if head is None:
            return None
        marked = Marked(kind, head, on=not getattr(head, kind))
        self._set(marked)
        self._undo.append(marked)
        self.reload_marks()
        return marked

    def read_rows(self, rows: Sequence[int], watch: Watch = unwatched) -> MarkedMany:
        """Mark every article of some rows read, in a thread if there are many; then call `add_undo`.

        Where `watch` raises, none is marked.
        """
        return MarkedMany(self.library.read_rows(rows, watch))

    def add_undo(self, marked: MarkedMany) -> None:
        """Remember what `read_rows` has marked, so that it can be undone."""
        if marked.articles:
            self._undo.append(marked)
        self.reload_marks()

    def note(self, head: Head, text: str) -> Noted | None:
        """Write a note on an article, or remove it where the text is empty; None where it says so already."""
        text = text.strip()
        if text == head.note:
            return None
        noted = Noted(head, text, self.library.note(head.portal, head.id, text))
        self._undo.append(noted)
        self.reload_marks()
        return noted

    def pop_undo(self) -> Undoable | None:
        """Remove the last mark, or the last many, from what can be undone; `take_back` then undoes it."""
        return self._undo.pop() if self._undo else None

    def take_many_back(self, marked: MarkedMany, watch: Watch = unwatched) -> None:
        """Undo many marks, in a thread; then call `reload_marks`.

        Where `watch` raises, they stay; `add_undo` lets them be undone after all.
        """
        self.library.undo_read_rows(marked.articles, watch)

    def take_back(self, undoable: Marked | Noted | SearchRemoved) -> bool:
        """Undo a mark, a note or a removal; False for a note that another process has changed since.

        Where a store fails, it can be undone after all.
        """
        try:
            is_undone = self._taken_back(undoable)
        except StoreError:
            self._undo.append(undoable)
            raise
        self.reload_marks()
        return is_undone

    def _taken_back(self, undoable: Marked | Noted | SearchRemoved) -> bool:
        match undoable:
            case Noted(head=head, text=text, before=before):
                return self.library.note(head.portal, head.id, before, instead_of=text) == text
            case SearchRemoved(portal=portal, words=words):
                self.library.searches.save(portal, words)
            case Marked():
                self._set(undoable._replace(on=not undoable.on))
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is a mark to undo."""
        return bool(self._undo)

    def _set(self, marked: Marked) -> None:
        portal, id_ = marked.head.portal, marked.head.id
        match marked.kind:
            case "read":
                self.library.mark_read(portal, id_, marked.on)
            case "starred":
                self.library.star(portal, id_, marked.on)
            case "later":
                self.library.keep_for_later(portal, id_, marked.on)
