"""All that a page shows, as one text, and by how its lines begin: which hold a word, without asking each."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter

from scrapers.parse.lines import Line

LONGEST = 120
"""A line longer than this is text, whatever it begins with."""
LONGEST_NAMED = 4 * LONGEST
"""A longer one has no label with its value ahead of it either."""


_DECORATION = " \t\xa0:;.,-–—|»›>«‹<•·*►▶■□●[](){}/\\_~+=\"'…"

_start = itemgetter(slice(2))


# What stands around the news is the same on every page of a portal, and folding a text is dear.
@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Reduce a line to what is compared with labels: no case, no decoration at the ends."""
    return undecorated(text.casefold())


def undecorated(text: str) -> str:
    """Take off what stands around words at the ends of a text."""
    return text.strip(_DECORATION)


class Words:
    """Labels as they are compared, the longest first; an object, which is told from others at a glance.

    A text begins with a label of one letter only where it is that and no more.
    """

    __slots__ = ("all", "by_start")

    def __init__(self, words: Iterable[str]) -> None:
        self.all = tuple(sorted({bare(word) for word in words} - {""}, key=len, reverse=True))
        by_start = groupby(sorted(self.all, key=_start), _start)
        self.by_start = {start: tuple(some) for start, some in by_start}

    def heading(self, text: str) -> str:
        """Return the longest of the words that a text begins with; an empty string where there is none."""
        return next(filter(text.startswith, self.by_start.get(_start(text), ())), "")

    def held(self, text: str) -> bool:
        """Tell whether any of the words stands in a text."""
        for word in self.all:  # noqa: SIM110 - asked of many lines, and `any` makes a generator for each
            if word in text:
                return True
        return False


class Lines(list[Line]):
    """Lines of a page in order, made once and asked for many labels."""

    @cached_property
    def bare(self) -> list[str]:
        """The lines as they are compared: of long ones how they begin, of the longest nothing."""
        for line in self:
            if line.text and not line.bare and len(line.text) <= LONGEST_NAMED:
                line.bare = bare(line.text[:LONGEST])
        return [line.bare for line in self]

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.bare)

    @cached_property
    def _by_start(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for at, text in enumerate(self.bare):
            if text:
                found.setdefault(_start(text), []).append((at, text))
        return found

    @cached_property
    def _known(self) -> dict[str, list[int]]:
        return {}

    def beginning(self, words: Words) -> list[int]:
        """List the lines that begin with any of the words."""
        lines = self._by_start
        begun = ((some, lines[start]) for start, some in words.by_start.items() if start in lines)
        return sorted(at for some, alike in begun for at, text in alike if text.startswith(some))

    def holding(self, words: Iterable[str]) -> list[int]:
        """List the lines in which any of the words stands, which are bare."""
        found: set[int] = set()
        for word in words:
            if word not in self._known:
                self._known[word] = self._with(word)
            found.update(self._known[word])
        return sorted(found)

    def _with(self, word: str) -> list[int]:
        text, at, begin = self._text, 0, 0
        found: list[int] = []
        while (place := text.find(word, begin)) >= 0:
            at += text.count("\n", begin, place)
            found.append(at)
            begin = text.find("\n", place) + 1
            if not begin:
                break
            at += 1
        return found
