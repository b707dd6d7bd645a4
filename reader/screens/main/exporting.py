"""Writes articles to files, and pipes one to a command."""

import signal
from functools import partial

from reader.commands import Place
from reader.i18n import _
from reader.model import Head
from reader.render.rows import shelf_name
from reader.screens.main.browsing import BrowsingScreen
from scrapers.text import clean_line

_INTERRUPTED = -signal.SIGINT, 128 + signal.SIGINT
"""Exit codes of a command that Ctrl+C ended, and of a shell around it."""


class ExportingScreen(BrowsingScreen):
    """Hands articles to other programs."""

    _piped_to = ""
    """The command that an article was last piped to."""

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        if action == "pipe":
            return self.here is not None and self.here.cached
        if action == "export":
            return bool(self.desk.rows) if self.place is Place.LIST else self.desk.article is not None
        return super().works(action)

    def action_export(self) -> None:
        """Write the open article, or the list, to a file."""
        from reader.exporting import Selection  # noqa: PLC0415 - starting need not wait for it
        from reader.screens.export import ExportScreen  # noqa: PLC0415 - likewise

        desk, library = self.desk, self.desk.library
        if self.place is Place.LIST:
            title = " · ".join(filter(None, (library.status(desk.portal).title, shelf_name(desk.current))))
            selection = Selection.of_rows(library, desk.rows, title)
        elif desk.article is not None:
            selection = Selection(library, [desk.article], desk.article.title)
        else:  # closed meanwhile
            return
        self.app.push_screen(ExportScreen(selection), lambda said: self.say(said) if said else None)

    def action_pipe(self) -> None:
        """Pipe the article to a command, which gets the terminal until it ends."""
        from reader.screens.pipe import PipeScreen  # noqa: PLC0415 - starting need not wait for it

        if head := self.here:
            self.app.push_screen(PipeScreen(self._piped_to), partial(self._pipe, head))

    def _pipe(self, head: Head, command: str | None) -> None:
        from textual.app import SuspendNotSupported  # noqa: PLC0415 - likewise

        from reader.piping import pipe  # noqa: PLC0415 - likewise
        from reader.plain import as_plain  # noqa: PLC0415 - likewise

        command = (command or "").strip()
        if not command:
            return
        self._piped_to = command
        environment = {"TINVL_TITLE": clean_line(head.title), "TINVL_URL": clean_line(head.url)}
        with self.telling():
            article = self.desk.library.article(head.portal, head.id)
            text = as_plain(article, self.setup.config.reading_width)
            try:
                code = pipe(command, text, environment, self.app.suspend)
            except (OSError, SuspendNotSupported):
                self.say(_("No command can be run in this terminal."), trouble=True)
            else:
                self._tell_end(command, code)

    def _tell_end(self, command: str, code: int) -> None:
        if code not in (0, *_INTERRUPTED):
            text = _("“{command}” ended with code {code}.")
            self.say(text.format(command=command, code=code), trouble=True)
