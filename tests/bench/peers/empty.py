"""An empty Textual app with the widgets of the reader's first screen: what the toolkit costs before any news.

It mounts what any app with such a screen mounts, and as many: three panes in a row; two line-API lists and a
scroll with three texts, one of them to be seen; a hidden input; lines above, between and below, of which one
is hidden; the line of keys at the bottom. Each kind of widget is a class of its own with a style sheet of its
own, together as many rules as the reader has; there are two themes of its own, and a pane's keys are bound.
What it lacks is all that the reader is about: news, stores, settings, a command line, languages, messages and
workers, and every line of its code.

Textual's own OptionList and Footer, which stood here before, were no fair measure in either direction: they
bring style sheets and option prompts that a line-API list has no use for, and the footer mounts a widget for
each key; but the app bound one key, had one theme, and none of the styles that a list of articles needs.

With a number as its argument the list in the middle has so many rows of three lines, each the same words with
its number, drawn when they come into sight: what the toolkit itself costs at each key. A step beyond the pane
scrolls half a page, as the reader's lists do, so that both paint as many lines.
"""

import sys
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input, Static

SAID = "nothing to read"
LIST = "a row of the list"
_LONG = f"● {LIST}, as long as a title is, on two"
_TALL = 3
_THEMES = (
    Theme(
        name="empty-dark", dark=True, primary="#5a90a9", accent="#e0b060", foreground="#dcdfe4",
        background="#14181d", surface="#1a2027", panel="#202831",
    ),
    Theme(
        name="empty-light", dark=False, primary="#1f576f", accent="#8a4b0f", foreground="#22262b",
        background="#faf8f3", surface="#f1eee6", panel="#e7e3d8",
    ),
)  # fmt: skip


class Line(Widget):
    """A line above or below the panes."""

    DEFAULT_CSS = """
    Line { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """
    words: reactive[str] = reactive("")

    def __init__(self, words: str) -> None:
        super().__init__()
        self.set_reactive(Line.words, words)

    def render(self) -> str:
        """Say it."""
        return self.words


class Heading(Line):
    """Names a list."""

    DEFAULT_CSS = """
    Heading { height: 1; padding: 0 1; color: $text-primary; text-style: bold; }
    """


class Busy(Line):
    """A line that is there while something runs."""

    DEFAULT_CSS = """
    Busy { height: 1; padding: 0 1; background: $primary-muted; display: none; }
    """


class Keys(Line):
    """The line of keys."""

    DEFAULT_CSS = """
    Keys { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """


class Narrow(Input):
    """A line to type in, hidden."""

    DEFAULT_CSS = """
    Narrow { height: 1; border: none; padding: 0 1; background: $surface; display: none; }
    Narrow:focus { border: none; background: $boost; }
    """


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """A list that draws the lines in sight."""

    DEFAULT_CSS = """
    Rows {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 25%;
        & > .rows--title { color: $foreground 85%; }
        & > .rows--strong { text-style: bold; }
        & > .rows--detail { color: $foreground 70%; }
        & > .rows--mark { color: $text-accent; }
        & > .rows--current { background: $boost; }
        & > .rows--cursor { background: $surface; }
        &:focus > .rows--cursor { background: $primary 25%; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--title",
        "rows--strong",
        "rows--detail",
        "rows--mark",
        "rows--current",
        "rows--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "go(1)", "Down"),
        Binding("up,k", "go(-1)", "Up"),
        Binding("pagedown", "page(1)", "Page down"),
        Binding("pageup", "page(-1)", "Page up"),
        Binding("home,g", "to(0)", "Top"),
        Binding("end,G", "to(-1)", "End"),
    ]
    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._looks: dict[tuple[str, bool], Style] = {}

    def on_resize(self) -> None:
        """Fit the rows to the pane."""
        self.virtual_size = Size(self.scrollable_content_region.width, self._count * _TALL)
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the colours of the former theme."""
        super().notify_style_update()
        self._looks.clear()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self._count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Show the cursor where it is now."""
        for index in (old, new):
            self.refresh(Region(0, index * _TALL - round(self.scroll_y), self.size.width, _TALL))
        height = self.scrollable_content_region.height
        top, more = new * _TALL, height // 2 // _TALL * _TALL if abs(new - old) == 1 else 0
        if top < self.scroll_y:
            self.scroll_to(y=top - more, animate=False, immediate=True)
        elif top + _TALL > self.scroll_y + height:
            self.scroll_to(y=top + _TALL - height + more, animate=False, immediate=True)

    def action_go(self, step: int) -> None:
        """Go some rows on."""
        self.cursor += step

    def action_page(self, step: int) -> None:
        """Go a page on."""
        self.cursor += step * max(1, self.scrollable_content_region.height // _TALL - 1)

    def action_to(self, row: int) -> None:
        """Go to the first row, or to the last."""
        self.cursor = row % max(self._count, 1)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        index, part = divmod(y + round(self.scroll_y), _TALL)
        width = self.scrollable_content_region.width
        if not 0 <= index < self._count:
            return Strip.blank(width, self.rich_style)
        at = index == self.cursor
        sign, look = ("▌" if at else " "), ("strong", "strong", "detail")[part]
        words = (_LONG, f"  lines, number {index:,}", "  17/01/2018 · 1.204")[part]
        segments = [Segment(sign, self._look("mark", at=at)), Segment(words, self._look(look, at=at))]
        return Strip(segments).adjust_cell_length(width, self._look("title", at=at))

    def _look(self, look: str, *, at: bool) -> Style:
        """Mix the colours of a look over those of the pane, or of the cursor."""
        if (look, at) not in self._looks:
            _base, _on_base, paper, ink = self.colors
            if at:
                paper += self.get_component_styles("rows--cursor").background
            chosen = self.get_component_styles(f"rows--{look}")
            ink = chosen.color if chosen.has_rule("color") else ink
            style = Style(color=(paper + ink).rich_color, bgcolor=paper.rich_color)
            self._looks[look, at] = style + chosen.text_style
        return self._looks[look, at]


class Piece(Static):
    """A text in the pane on the right."""

    DEFAULT_CSS = """
    Piece {
        width: auto;
        height: auto;
        margin-bottom: 1;
        &.title { text-style: bold; color: $text-primary; margin-bottom: 0; }
        &.byline, &.foot, &.empty { color: $foreground 70%; }
        &.summary { text-style: bold; }
        &.heading, &.label { text-style: bold; color: $text-primary; margin: 1 0 0 0; }
        &.quote { text-style: italic; }
        &.note { color: $text-warning; }
    }
    """


class More(Static, can_focus=True):
    """A list under the texts, hidden."""

    DEFAULT_CSS = """
    More { width: auto; height: auto; margin: 1 0; display: none; }
    """


class Reading(VerticalScroll, can_focus=True):
    """The pane on the right."""

    DEFAULT_CSS = """
    Reading {
        padding: 1 2 0 2;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 25%;
    }
    """


class Panes(Screen[None]):
    """Three panes with a line above and one below."""

    AUTO_FOCUS = "#list Rows"

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield Line("portal")
        with Horizontal(id="panes"):
            with Vertical(id="shelves"):
                yield Static("CATEGORIES", markup=False, classes="title")
                yield Rows(0)
            with Vertical(id="list"):
                yield Heading("LIST")
                yield Narrow(compact=True)
                yield Rows(self._count)
            with Reading(id="article"):
                yield Piece(SAID, markup=False, classes="empty")
                yield More(markup=False)
                yield Piece("", markup=False, classes="foot")
        yield Busy("busy")
        yield Keys("q quit")


class Empty(App[None]):
    """Shows the panes."""

    CSS = """
    #panes { height: 1fr; }
    #shelves { width: 28; }
    #list { width: 2fr; border-left: solid $foreground 20%; }
    #article { width: 3fr; border-left: solid $foreground 20%; }
    #shelves > Rows, #list > Rows { height: 1fr; }
    #shelves > .title { height: 1; padding: 0 1; color: $text-primary; text-style: bold; }
    .-narrow #shelves, .-narrow #list { width: 1fr; border-left: none; }
    .-first { border-left: none !important; }
    .-wide #list { max-width: 64; }
    Toast { max-width: 70%; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit"), ("t", "theme", "Theme")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, count: int = 0) -> None:
        super().__init__()
        self._count = count

    def get_default_screen(self) -> Screen[None]:
        """Make the screen."""
        return Panes(self._count)

    def on_mount(self) -> None:
        """Put on the first theme."""
        for theme in _THEMES:
            self.register_theme(theme)
        self.theme = _THEMES[0].name

    def action_theme(self) -> None:
        """Put on the other theme."""
        self.theme = next(theme.name for theme in _THEMES if theme.name != self.theme)


if __name__ == "__main__":
    Empty(int(sys.argv[1]) if len(sys.argv) > 1 else 0).run()
