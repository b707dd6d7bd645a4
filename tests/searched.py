"""What a search of the tests' portal finds."""

from reader.library import Library
from reader.searching.query import parse
from tests.fakes_store import PORTAL


def ids(library: Library, typed: str, limit: int | None = None) -> list[str]:
    """Give the ids of what is found, the best first."""
    found = library.search.find(PORTAL, parse(typed), limit)
    return [head.id for head in library.heads(found.rows)]
