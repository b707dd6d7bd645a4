"""Makes headings, lists and paragraphs of the paragraphs of a document."""

from typing import NamedTuple

from scrapers.documents.headings import LEVEL, is_heading
from scrapers.documents.kept import Kept
from scrapers.documents.numbering import Level
from scrapers.parse.marks import mark_of


class _Open(NamedTuple):
    """The list to which items are added."""

    ordered: bool
    number: int
    series: tuple[str, int]


class Composer:
    """Adds the paragraphs of a document to what is kept of it, items that follow each other as one list."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._open: _Open | None = None
        self._items: list[str] = []

    def paragraph(self, text: str) -> None:
        """Add a paragraph; one that begins with a dash or a number is an item of a list."""
        text = text.strip()
        if mark := mark_of(text):
            ordered = mark.sign == "1"
            self._item(text[mark.length :], _Open(ordered, mark.number, (mark.sign, 0)))
        else:
            self.end()
            self._kept.paragraph(text)

    def described(
        self,
        text: str,
        *,
        level: int = 0,
        item: Level | None = None,
        strong: bool = False,
        centred: bool = False,
    ) -> None:
        """Add a paragraph as its document describes it: a heading of a level, an item, bold, in the middle.

        What no style marks as a heading may be one by its looks.
        """
        if not text.strip():
            return
        if item and item.is_plain and not level:
            self._item(text, _Open(item.number > 0, item.number, item.series))
            return
        if item:
            text = f"{item.label} {text}"
        if level or is_heading(text.strip(), strong=strong, centred=centred):
            self.end()
            self._kept.heading(text, level or LEVEL)
        elif item:
            self.end()
            self._kept.paragraph(text)
        else:
            self.paragraph(text)

    def end(self) -> None:
        """Add the list that is open; to be called before anything but a paragraph is added."""
        first, items = self._open, self._items
        self._open, self._items = None, []
        if first:
            self._kept.items(items, ordered=first.ordered, start=first.number)

    def _item(self, text: str, place: _Open) -> None:
        if not self._goes_on(place):
            self.end()
            self._open = place
        self._items.append(text)

    def _goes_on(self, place: _Open) -> bool:
        first = self._open
        if first is None or place.series != first.series:
            return False
        return not place.ordered or place.number == first.number + len(self._items)
