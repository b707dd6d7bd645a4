"""Pieces of an article one under the other: drawn as they come into sight, selected as one text."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.style import Style

from reader.messages import with_fields
from reader.render.setting import Setting
from reader.render.text import LINK_META
from reader.searching.marking import Marker
from reader.widgets.frugal import Settled
from reader.widgets.keptlines import KeptLines
from reader.widgets.position import Stretch
from reader.wording.columns import cells


class TextRun(KeptLines, Settled):
    """Shows pieces, each in the middle, no wider than the reading width unless it is a table that needs more.

    A widget a piece was most of what it took to show another article: each is laid out and styled, and has
    messages of its own to handle.
    """

    DEFAULT_CSS = """
    TextRun {
        width: auto;
        height: auto;
        & > .piece--title { text-style: bold; color: $text-primary; }
        & > .piece--byline, & > .piece--foot, & > .piece--empty { color: $foreground 70%; }
        & > .piece--summary { text-style: bold; }
        & > .piece--heading, & > .piece--label, & > .piece--file {
            text-style: bold; color: $text-primary;
        }
        & > .piece--quote { text-style: italic; }
        & > .piece--note { color: $text-warning; }
        & > .piece--memo { color: $text-accent; text-style: italic; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "piece--title",
        "piece--byline",
        "piece--foot",
        "piece--empty",
        "piece--summary",
        "piece--heading",
        "piece--label",
        "piece--file",
        "piece--quote",
        "piece--note",
        "piece--memo",
    }

    @with_fields
    class Followed(Message):
        """A link was clicked."""

        url: str

    def __init__(self, settings: Sequence[Setting], measure: int) -> None:
        """`measure` is the reading width in cells."""
        super().__init__()
        self.settings: list[Setting] = []
        self._numbers: dict[Setting, int] = {}
        self.measure = measure
        self._laid = 0
        """The width for which the places of the pieces are known."""
        self._tops: list[int] = []
        self._stretches: list[Stretch] = []
        self._before: list[int] = []
        """How many paragraphs come before each piece: a selection counts those of the whole run."""
        self._end = 0
        self.show(settings)

    def show(self, settings: Sequence[Setting]) -> None:
        """Show these pieces."""
        self.settings, self._laid = list(settings), 0
        self._numbers = {setting: number for number, setting in enumerate(settings)}
        below = settings[-1].below if settings else 0
        if self.styles.margin.bottom != below:
            self.styles.margin = (0, 0, below, 0)
        self.refresh(layout=True)

    def split(self, index: int) -> "TextRun":
        """Part the pieces from a number on from those before; they are for a run of their own."""
        rest = self.settings[index:]
        self.show(self.settings[:index])
        return TextRun(rest, self.measure)

    # Layout ------------------------------------------------------------------------------------------

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """Take the reading width, or what a table needs up to the width of the pane."""
        widest = max((setting.piece.natural for setting in self.settings), default=0)
        return min(container.width, max(self.measure, widest))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Count the lines of all pieces and between them."""
        return self._lay(width)

    def _lay(self, width: int) -> int:
        """Find the place of each piece; return the end of the last."""
        if width != self._laid:
            self._laid, self._tops, self._stretches, self._before, self._end = width, [], [], [0], 0
            space = 0
            for setting in self.settings:
                top = self._end + max(space, setting.above)
                height = setting.height(self._width_of(setting, width))
                self._tops.append(top)
                self._stretches.append(Stretch(top, height, setting.piece.weight))
                self._end, space = top + height, setting.below
                self._before.append(self._before[-1] + len(setting.paragraphs))
        return self._end

    def _width_of(self, setting: Setting, width: int) -> int:
        return min(width, max(self.measure, setting.piece.natural))

    def stretches(self) -> list[Stretch]:
        """Return where the pieces lie in this run; the same list until they lie elsewhere."""
        self._width()
        return self._stretches

    def region_of(self, setting: Setting) -> Region:
        """Return which lines of this run a piece takes; before its first layout, in the reading width."""
        width = self._width()
        top, height, _weight = self._stretches[self._numbers[setting]]
        return Region(0, top, width, height)

    def _width(self) -> int:
        """Return the width for which the places of the pieces are known from now on."""
        width = self._laid or self.size.width or self.measure
        self._lay(width)
        return width

    # Marks -------------------------------------------------------------------------------------------

    def mark(self, setting: Setting, link: int | None) -> None:
        """Mark a link of a piece, by its number, or none."""
        setting.mark(link)
        self.refresh(self.region_of(setting))

    def mark_words(self, setting: Setting, marker: Marker | None, current: int | None = None) -> None:
        """Mark the words of a search in a piece, and that of the number `current`."""
        if setting.mark_words(marker, current):
            self.refresh(self.region_of(setting))

    # Drawing -----------------------------------------------------------------------------------------

    def draw_at(self, lines: Sequence[int]) -> list[list[Segment]]:
        """Draw lines of the pieces, and empty ones between them."""
        width = self.size.width
        self._lay(width)
        return self.as_shown([self._line(y, width) for y in lines])

    def _line(self, y: int, width: int) -> list[Segment]:
        if (index := bisect_right(self._tops, y) - 1) >= 0:
            setting, at = self.settings[index], y - self._tops[index]
            own = self._width_of(setting, width)
            if at < setting.height(own):
                return self._text(setting, at, self._before[index], ((width - own) // 2, width))
        return [Segment(" " * width, self.visual_style.rich_style)]

    def _text(self, setting: Setting, at: int, before: int, room: tuple[int, int]) -> list[Segment]:
        """Draw a line of text from the first of two columns on, in as many cells as the other says."""
        content, (x, paragraph) = setting.line(at)
        y = before + paragraph
        if selection := self.text_selection:
            content = self._selected(content, x, selection.get_span(y))
        look, space = self._look(setting.piece.kind), self.visual_style.rich_style
        segments = [Segment(" " * room[0], space)] if room[0] else []
        for text, style in content.render(look, end=""):
            segments.append(Segment(text, (look + style).rich_style_with_offset(x, y)))
            x += len(text)
        rest = room[1] - room[0] - cells(content.plain)
        return [*segments, Segment(" " * rest, space)] if rest > 0 else segments

    def _look(self, kind: str) -> Style:
        name = f"piece--{kind}"
        return self.get_visual_style(name) if name in self.COMPONENT_CLASSES else self.visual_style

    # Selecting and clicking --------------------------------------------------------------------------

    def _selected(self, line: Content, x: int, span: tuple[int, int] | None) -> Content:
        """Show what is selected of a line that begins at `x` of its paragraph."""
        if span is None:
            return line
        start, end = max(span[0] - x, 0), len(line) if span[1] < 0 else span[1] - x
        look = Style.from_styles(self.screen.get_component_styles("screen--selection"))
        return line.stylize(look, start, min(end, len(line))) if start < end else line

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return the selected text with the lines joined that were only wrapped."""
        self._lay(self.size.width)
        paragraphs = [paragraph for setting in self.settings for paragraph in setting.paragraphs]
        whole = "\n".join(text for text, _goes_on in paragraphs)
        first = selection.start.y if selection.start else 0
        text = ""
        for number, line in enumerate(selection.extract(whole).split("\n"), first):
            joint = "" if number == first else " " if paragraphs[number][1] else "\n"
            text += joint + (line.lstrip(" ▎") if joint == " " else line)
        return text, "\n"

    def on_click(self, event: Click) -> None:
        """Follow the link under the pointer."""
        number = event.style.meta.get(LINK_META)
        setting = self.settings[bisect_right(self._tops, event.y) - 1]
        if isinstance(number, int) and number < len(setting.piece.targets):
            event.stop()
            self.post_message(self.Followed(setting.piece.targets[number]))
