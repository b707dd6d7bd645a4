"""`tinvl sync --notify`: notifies of new articles that have words which the user watches for."""

import sys
from collections.abc import Iterable, Iterator

from reader.cli.output import tell
from reader.cli.session import Session
from reader.i18n import _
from reader.library import Library
from reader.notify import notify
from reader.words import plural
from scrapers.events import ArticleStored, Event

_TITLES = 3


class Matches:
    """Watches the events of a sync go by, and tells at its end."""

    def __init__(self, session: Session, portal: str) -> None:
        self._library = session.library
        self._portal = portal
        self._came: list[str] = []
        self._library.watching.watch(session.config.watch)

    def watch(self, events: Iterable[Event]) -> Iterator[Event]:
        """Pass the events on, and note which articles are new."""
        for event in events:
            if isinstance(event, ArticleStored) and event.new:
                self._came.append(event.id)
            yield event

    def tell(self, *, quiet: bool) -> None:
        """Raise a notification for those that have the words."""
        if not self._library.watching.words:
            if not quiet:
                tell(_("--notify tells of words to watch for; `watch` in config.toml names none."))
            return
        rows = [row for id_ in self._came if (row := self._library.row_of(self._portal, id_)) is not None]
        titles = list(_titles(self._library, self._portal, rows))
        if titles:
            count = plural("{n} new article you watch for", "{n} new articles you watch for", len(titles))
            notify(count, "\n".join(titles[:_TITLES]), terminal=sys.stderr)


def _titles(library: Library, portal: str, rows: list[int]) -> Iterator[str]:
    for row, words in library.watching.among(portal, rows):
        if (head := library.head(row)) is not None:
            yield f"{', '.join(words)}: {head.title}"
