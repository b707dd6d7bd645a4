"""Puts paragraphs that begin with a dash, or count up, together into lists."""

from scrapers.documents.kept import Kept
from scrapers.parse.marks import Mark, mark_of


class Marked:
    """Adds paragraphs to what is kept, and lists where they are written as such."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._first: Mark | None = None
        self._items: list[str] = []

    @staticmethod
    def begins(text: str) -> bool:
        """Tell whether a text begins as an item of a list does."""
        return mark_of(text.lstrip()) is not None

    def paragraph(self, text: str) -> None:
        """Add a paragraph, or the item of a list."""
        text = text.strip()
        mark = mark_of(text)
        if not mark:
            self.end()
            self._kept.paragraph(text)
            return
        if not self._goes_on(mark):
            self.end()
            self._first = mark
        self._items.append(text[mark.length :])

    def end(self) -> None:
        """Add the list that is open; before anything else than a paragraph is added."""
        first, items = self._first, self._items
        self._first, self._items = None, []
        if first:
            self._kept.items(items, ordered=first.sign == "1", start=first.number)

    def _goes_on(self, mark: Mark) -> bool:
        if self._first is None or mark.sign != self._first.sign:
            return False
        return mark.sign != "1" or mark.number == self._first.number + len(self._items)
