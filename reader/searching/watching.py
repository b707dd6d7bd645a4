"""Finds the articles that have words which the user watches for."""

from collections.abc import Iterable, Iterator, Sequence

from reader.searching.abbreviations import phrasings
from reader.searching.matching import Tier
from reader.searching.pieces import typed_as
from reader.searching.query import Term, Wanted
from reader.searching.statement import Scope, search_statement
from scrapers.stores.catalogue import Catalogue
from scrapers.text import WORD, clean_line, spelled

Watched = dict[int, tuple[str, ...]]
"""Row numbers of articles, each with the words that it has."""


class Watching:
    """The words of the user's settings over the catalogue.

    To look for common words can take a while, so lists show what was `known`, and `refresh` is for a thread.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._wanted: dict[str, tuple[Wanted, ...]] = {}
        self._known: dict[str, tuple[int, Watched]] = {}

    def watch(self, words: Iterable[str]) -> None:
        """Take the words to watch for."""
        self._wanted = {entry: _wanted(entry) for entry in map(clean_line, words)}
        self._known.clear()

    @property
    def words(self) -> tuple[str, ...]:
        """What is watched for."""
        return tuple(self._wanted)

    def is_stale(self, portal: str) -> bool:
        """Whether news came since the words were last looked for."""
        return bool(self._wanted) and self._known.get(portal, (None, {}))[0] != self._catalogue.changes()

    def refresh(self, portal: str) -> None:
        """Find the articles that have the words, unless nothing has changed since the last time."""
        if self.is_stale(portal):
            state = self._catalogue.changes()
            self._known[portal] = (state, self._look(portal))

    def known(self, portal: str) -> Watched:
        """Return the articles that had the words at the last `refresh`."""
        return self._known[portal][1] if portal in self._known else {}

    def among(self, portals: Iterable[str], rows: Sequence[int]) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return those of some rows that have the words now, in their order, each with its words."""
        known: Watched = {}
        for portal in portals:
            self.refresh(portal)
            known |= self.known(portal)
        return tuple((row, known[row]) for row in rows if row in known)

    def _look(self, portal: str) -> Watched:
        found: Watched = {}
        for words, forms in self._wanted.items():
            for row in {row for wanted in forms for row in self._having(portal, wanted)}:
                found[row] = (*found.get(row, ()), words)
        return found

    def _having(self, portal: str, wanted: Wanted) -> Iterator[int]:
        statement, values = search_statement(wanted, Scope((portal,)), Tier(spelled=wanted.has_accents))
        return (row for (row,) in self._catalogue.ask(statement, {**values, "s_limit": -1}))


def _wanted(words: str) -> tuple[Wanted, ...]:
    """Understand words that stand together, whatever signs they are typed with, and what means the same.

    What is typed with quotes is meant as it stands.
    """
    typed = typed_as(words)
    phrase = Term(words=tuple(WORD.findall(spelled(typed))), quoted='"' in typed)
    return tuple(Wanted(terms=(one,)) for one in phrasings(phrase))
