"""Answers what is typed on the search screen: some results at once, then all."""

from collections.abc import Callable, Iterator
from threading import Lock

from textual.message import Message

from reader.library import Library
from reader.messages import with_fields
from reader.render.searched import curve_of, nothing_here
from reader.searching.query import parse
from reader.searching.question import Question
from reader.searching.search import Found, FoundSort
from reader.searching.spread import spread
from reader.wording.explain import explain
from scrapers.errors import TinvlError

FIRST = 50
"""Results shown at once; the others follow."""


@with_fields
class Answer(Message):
    """What a search found, or `trouble` says why it did not."""

    asked: Question
    found: Found | None
    trouble: str = ""
    meant: str = ""
    """What would be found had an input method been on, where nothing was."""
    curve: str = ""
    """When all that was found was published."""


class Answers:
    """Searches for one question after the other, in the threads of those who ask."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._listing = Lock()
        """Held while all results are listed: of those that wait only the last is still wanted."""

    def to(self, asked: Question, is_unwanted: Callable[[], bool]) -> Iterator[Answer]:
        """Answer a question with the first results, and with all unless it `is_unwanted` by then."""
        wanted, search = parse(asked.typed), self._library.search
        sort: FoundSort = "date" if asked.by_date else "best"
        try:
            found = search.find(asked.portal, wanted, FIRST, sort=sort)
            yield self._answer(asked, found, "" if found.rows else search.meant(asked.portal, asked.typed))
            with self._listing:
                if not found.complete and not is_unwanted():
                    yield self._answer(asked, search.find(asked.portal, wanted, sort=sort))
        except TinvlError as error:
            yield Answer(asked, None, explain(error))

    def _answer(self, asked: Question, found: Found, meant: str = "") -> Answer:
        curve = curve_of(spread(found.rows)) if found.complete else ""
        bare = not found.rows and not self._library.has_news(asked.portal)
        return Answer(asked, found, nothing_here() if bare else "", meant, curve)
