"""What is new since the last visit, or since the last sync began; Enter goes there."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader import words
from reader.i18n import _
from reader.keyboard.command import Place
from reader.library import Library
from reader.messages import with_fields
from reader.render.news import Line, news_lines, news_text
from reader.screens.aside import AsideScreen
from reader.widgets.hintbar import HintBar
from reader.widgets.newslist import NewsList
from reader.widgets.rowlist import RowList
from reader.wording.explain import explain
from scrapers.errors import TinvlError


class Chosen(NamedTuple):
    """A line, and where it stands."""

    line: Line
    at: int


class NewsScreen(AsideScreen[Chosen | None]):
    """Returns the line that was chosen, or None."""

    DEFAULT_CSS = """
    NewsScreen #since {
        height: 1; padding: 0 1; background: $panel; color: $text-primary; text-style: bold;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    NewsScreen #told { height: auto; padding: 0 1; color: $foreground 70%; }
    NewsScreen NewsList { height: 1fr; max-width: 120; }
    """
    PLACE = Place.NEWS

    @with_fields
    class Came(Message):
        """What is new is known: how much in words, and line by line."""

        summary: str
        lines: Sequence[Line] = ()

    def __init__(
        self,
        library: Library,
        portal: str,
        since: datetime,
        until: datetime,
        *,
        title: str,
        at: int,
    ) -> None:
        """Shows what came between `since` and `until`; a `title`, if any, words otherwise what `{when}` was.

        The cursor begins on the line `at`, or the last one where there are fewer.
        """
        super().__init__()
        self._library = library
        self._portal = portal
        self._span = since, until
        self._heading = title or _("What is new since {when}")
        self._at = at
        self._told = ""
        """What came, empty until that is known."""

    def compose(self) -> ComposeResult:
        """Make the title and the list."""
        yield Static(self._heading.format(when=words.hour(self._span[0])), markup=False, id="since")
        yield Static(_("Looking …"), markup=False, id="told")
        yield NewsList()
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Begin to look."""
        self.query_one(NewsList).focus()
        self._look()

    @work(thread=True, exclusive=True, group="news", exit_on_error=False)
    def _look(self) -> None:
        try:
            news = self._library.news.between(self._portal, *self._span)
            lines = news_lines(news, self._library.head)
        except TinvlError as error:
            self.post_message(self.Came(explain(error)))
        else:
            self.post_message(self.Came(news_text(news) or _("Nothing new came."), lines))

    def on_news_screen_came(self, message: Came) -> None:
        """Show what is new."""
        self.query_one("#told", Static).update(Content(message.summary))
        self.query_one(NewsList).show(message.lines, self._at)
        self._told = message.summary
        self.tell_hints()

    def works(self, command: str) -> bool:
        """Return whether a command has anything to do now."""
        return command != "open_new" or self.query_one(NewsList).current is not None

    @on(RowList.Clicked)
    def action_open_new(self) -> None:
        """Go to what the cursor is on."""
        shown = self.query_one(NewsList)
        if (line := shown.current) is not None:
            self.dismiss(Chosen(line, shown.cursor))
        else:
            self.say(self._told)

    def action_leave_news(self) -> None:
        """Go back to reading."""
        self.dismiss(None)
