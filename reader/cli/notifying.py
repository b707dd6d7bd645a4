"""`tinvl sync --notify`: notifies of new articles that have words which the user watches for."""

import sys
from collections.abc import Iterable, Iterator

from reader.cli.output import tell
from reader.cli.session import Session
from reader.i18n import _
from reader.terminal.notify import notify
from reader.words import plural
from scrapers.syncing.events import ArticleStored, Event

_TITLES = 3


class Matches:
    """Watches the events of one sync go by, or of several in threads of their own, and tells at their end."""

    def __init__(self, session: Session) -> None:
        self._library = session.library
        self._came: dict[str, list[str]] = {}
        """Portal to the ids of its new articles."""
        self._library.watching.watch(session.config.watch)

    def watch(self, events: Iterable[Event]) -> Iterator[Event]:
        """Pass the events on, and note which articles are new."""
        for event in events:
            if isinstance(event, ArticleStored) and event.new:
                self._came.setdefault(event.portal, []).append(event.id)
            yield event

    def tell(self, *, quiet: bool) -> None:
        """Raise a notification for those that have the words."""
        if not self._library.watching.words:
            if not quiet:
                tell(_("--notify tells of words to watch for; `watch` in config.toml names none."))
            return
        titles = [title for portal, ids in self._came.items() for title in self._titles(portal, ids)]
        if titles:
            count = plural("{n} new article you watch for", "{n} new articles you watch for", len(titles))
            notify(count, "\n".join(titles[:_TITLES]), terminal=sys.stderr)

    def _titles(self, portal: str, ids: list[str]) -> Iterator[str]:
        rows = [row for id_ in ids if (row := self._library.row_of(portal, id_)) is not None]
        for row, words in self._library.watching.among((portal,), rows):
            if (head := self._library.head(row)) is not None:
                yield f"{', '.join(words)}: {head.title}"
