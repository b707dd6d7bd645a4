"""Sets what a reader marks and notes, and undoes it step by step; no Textual."""

from collections.abc import Sequence

from reader.library import Library
from reader.model import Head
from reader.user.undoable import Marked, MarkedMany, MarkKind, Noted, SearchRemoved, Undoable
from scrapers.watch import Watch, unwatched


class Marks:
    """Marks articles of a library and remembers how to undo that; a subclass shows what they change."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._undo: list[Undoable] = []

    def reload_marks(self) -> None:
        """Load what a mark changed."""
        raise NotImplementedError

    def toggle(self, kind: MarkKind, row: int) -> Marked | None:
        """Set a mark of an article, or take it where it is set."""
        head = self.library.head(row)
        if head is None:
            return None
        marked = Marked(kind, head, on=not getattr(head, kind))
        self._mark(marked)
        self._undo.append(marked)
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

    def take_back(self, marked: Marked | MarkedMany | SearchRemoved, watch: Watch = unwatched) -> None:
        """Undo a mark, or many, in a thread if they are many, or a removal; then call `reload_marks`.

        Where `watch` raises, they stay; `add_undo` lets them be undone after all.
        """
        if isinstance(marked, MarkedMany):
            self.library.undo_read_rows(marked.articles, watch)
        elif isinstance(marked, SearchRemoved):
            self.library.searches.save(marked.portal, marked.words)
        else:
            self._set(marked._replace(on=not marked.on))

    def take_note_back(self, noted: Noted) -> bool:
        """Undo a note, then call `reload_marks`; False where another process has changed it since."""
        head, text = noted.head, noted.text
        return self.library.note(head.portal, head.id, noted.before, instead_of=text) == text

    @property
    def can_undo(self) -> bool:
        """Whether there is a mark to undo."""
        return bool(self._undo)

    def _mark(self, marked: Marked) -> None:
        self._set(marked)
        self.reload_marks()

    def _set(self, marked: Marked) -> None:
        portal, id_ = marked.head.portal, marked.head.id
        match marked.kind:
            case "read":
                self.library.mark_read(portal, id_, marked.on)
            case "starred":
                self.library.star(portal, id_, marked.on)
            case "later":
                self.library.keep_for_later(portal, id_, marked.on)
