"""All that a page shows, as one text: which lines hold a word, without asking each."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from scrapers.parse.lines import Line

LONGEST = 120
"""A line longer than this is text, whatever it begins with."""


class Lines(list[Line]):
    """Lines of a page in order, made once and asked for many labels."""

    @cached_property
    def folded(self) -> list[str]:
        """The texts without case; of long ones only how they begin."""
        for line in self:
            if line.text and not line.folded:
                line.folded = _folded(line.text[:LONGEST])
        return [line.folded for line in self]

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.folded)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins in the text."""
        return [0, *accumulate(len(text) + 1 for text in self.folded)]

    @cached_property
    def _known(self) -> dict[str, list[int]]:
        return {}

    def holding(self, words: Iterable[str]) -> list[int]:
        """List the lines in which any of the words stands, which are given without case."""
        found: set[int] = set()
        for word in words:
            if word not in self._known:
                self._known[word] = list(self._with(word))
            found.update(self._known[word])
        return sorted(found)

    def _with(self, word: str) -> Iterator[int]:
        text, starts = self._text, self._starts
        place = text.find(word)
        while place >= 0:
            at = bisect_right(starts, place) - 1
            yield at
            place = text.find(word, starts[at + 1])


# What stands around the news is the same on every page of a portal, and folding a text is dear.
@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return text.casefold()
