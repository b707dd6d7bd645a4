"""What was marked and noted, so that it can be undone; no Textual, no stores."""

from typing import TYPE_CHECKING, NamedTuple

from reader.model import Head, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.user.userdata import Read


class Marked(NamedTuple):
    """A mark that was set or taken, so that it can be undone."""

    kind: Mark
    head: Head
    on: bool


class Noted(NamedTuple):
    """An article, the note that was written on it, and the one before, so that it can be undone."""

    head: Head
    text: str
    before: str = ""


class MarkedMany(NamedTuple):
    """Articles that were marked read at once, so that it can be undone at once."""

    articles: "Mapping[str, Sequence[Read]]"
    """By portal."""

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(map(len, self.articles.values()))


class SearchRemoved(NamedTuple):
    """A saved search that was removed, so that it can be undone."""

    portal: str
    words: str


Undoable = Marked | MarkedMany | Noted | SearchRemoved
"""What can be undone."""
