"""Writes articles to files, and pipes one to a command."""

import signal
from collections.abc import Mapping
from functools import partial

from textual.content import Content
from textual.visual import Visual

from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.keymap import chosen, piped
from reader.keyboard.keys import key_name
from reader.keyboard.refusals import no_text
from reader.model import Head
from reader.render.rows import shelf_name
from reader.render.text import Fitted, stacked, two_columns
from reader.screens.main.browsing import BrowsingScreen
from scrapers.text import clean_line

_INTERRUPTED = -signal.SIGINT, 128 + signal.SIGINT
"""Exit codes of a command that Ctrl+C ended, and of a shell around it."""


class ExportingScreen(BrowsingScreen, layer=True):
    """Hands articles to other programs."""

    _piped_to = ""
    """The command that an article was last piped to."""
    _by_key: Mapping[str, str] = {}
    """Commands of the settings by the keys that pipe an article to them."""

    def on_mount(self) -> None:
        """Take the keys that the settings have for commands; Textual calls the `on_mount` of every class."""
        config = self.setup.config
        self._by_key = piped(config.pipes, chosen(config.keys, config.pipes)) if config.pipes else {}
        for key in self._by_key:
            self._bindings.bind(key, f"pipe_by_key({key!r})", show=False)

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        if action == "pipe":
            return self.here is not None and self.here.cached
        if action == "export":
            return bool(self.desk.rows) if self.place is Place.LIST else self.desk.article is not None
        return super().works(action)

    def action_export(self) -> None:
        """Write the open article, or the list, to a file."""
        from reader.export.exporting import Selection  # noqa: PLC0415 - starting need not wait for it
        from reader.screens.export import ExportScreen  # noqa: PLC0415 - likewise

        desk, library = self.desk, self.desk.library
        if self.place is Place.LIST:
            title = " · ".join(filter(None, (library.title_of(desk.portal), shelf_name(desk.current))))
            selection = Selection.of_rows(library, desk.rows, title)
        elif desk.article is not None:
            selection = Selection(library, [desk.article], desk.article.title)
        else:  # closed meanwhile
            return
        self.app.push_screen(ExportScreen(selection), lambda said: self.say(said or ""))

    def action_pipe(self) -> None:
        """Pipe the article to a command, which gets the terminal until it ends."""
        from reader.screens.pipe import PipeScreen  # noqa: PLC0415 - starting need not wait for it

        if head := self.here:
            self.app.push_screen(PipeScreen(self._piped_to), partial(self._pipe_typed, head))

    def _pipe_typed(self, head: Head, typed: str | None) -> None:
        if command := (typed or "").strip():
            self._piped_to = command
            self._pipe(head, command)

    def action_pipe_by_key(self, key: str) -> None:
        """Pipe the article to the command that the settings have for a key."""
        if self.works("pipe") and (head := self.here):
            self._pipe(head, self._by_key[key], wait=False)
        else:
            self.say(no_text())

    def _pipe(self, head: Head, command: str, *, wait: bool = True) -> None:
        from textual.app import SuspendNotSupported  # noqa: PLC0415 - likewise

        from reader.export.plain import as_plain  # noqa: PLC0415 - likewise
        from reader.terminal.piping import pipe  # noqa: PLC0415 - likewise

        environment = {"TINVL_TITLE": clean_line(head.title), "TINVL_URL": clean_line(head.url)}
        with self.telling():
            article = self.desk.library.article(head.portal, head.id)
            text = as_plain(article, self.setup.config.reading_width)
            try:
                code = pipe(command, text, environment, self.app.suspend, wait=wait)
            except (OSError, SuspendNotSupported):
                self.say(_("No command can be run in this terminal."), trouble=True)
            else:
                self._tell_end(command, code)

    def more_help(self) -> Visual | None:
        """Name the keys of the settings, below the others."""
        rows = [
            (Content.styled(key_name(key), "bold $text-accent"), f"| {command}")
            for key, command in self._by_key.items()
        ]
        return Fitted(lambda width: stacked(two_columns(rows, width))) if rows else None

    def _tell_end(self, command: str, code: int) -> None:
        if code not in (0, *_INTERRUPTED):
            text = _("“{command}” ended with code {code}.")
            self.say(text.format(command=command, code=code), trouble=True)
