"""The folded titles of a portal in memory, for the filter that works as one types."""

from array import array
from collections.abc import Iterable, Iterator, Sequence


class Titles:
    """The folded titles of some articles; 100,000 take 15 MB, hence made when first filtered."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        """Take row numbers, in any order, each with its folded title."""
        self._rows: array[int] = array("q")
        self._titles: list[str] = []
        for row, title in rows:
            self._rows.append(row)
            self._titles.append(title)

    def rows_with(self, wanted: Sequence[str]) -> Iterator[int]:
        """Return the rows whose title contains all of some folded words, one at least; the longest first."""
        first, *others = wanted
        pairs = zip(self._rows, self._titles, strict=True)
        if not others:
            return (row for row, title in pairs if first in title)
        return (row for row, title in pairs if first in title and all(word in title for word in others))
