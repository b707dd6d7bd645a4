"""Scrollbars that are drawn line by line, and painted together with what they stand beside."""

from collections.abc import Sequence
from typing import Self, cast

from rich.segment import Segment
from textual.color import Color
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from reader.widgets.keptlines import KeptLines


def bar_lines(height: int, lines: int, top: float, colors: tuple[Color, Color]) -> list[Segment]:
    """Draw a scrollbar as Textual does, a segment a line, of its background and its handle's colour."""
    back, handle = colors
    drawn = ScrollBar.renderer.render_bar(
        height, lines, height if height < lines else 0, top, 1, vertical=True,
        back_color=back.rich_color, bar_color=(back + handle).rich_color,
    )  # fmt: skip
    return list(drawn.segments)


def bar_colors(pane: Widget, state: str) -> tuple[Color, Color]:
    """Return the colours of a scrollbar and of its handle; `state` is "", "hover" or "active"."""
    styles, paper = pane.styles, pane.background_colors[1]
    match state:
        case "active":
            return paper + styles.scrollbar_background_active, styles.scrollbar_color_active
        case "hover":
            return paper + styles.scrollbar_background_hover, styles.scrollbar_color_hover
    return paper + styles.scrollbar_background, styles.scrollbar_color


class TextBar(KeptLines, ScrollBar):
    """The scrollbar of a text, painted with it where there are more lines or fewer, by itself where it moves.

    Textual's own is then painted once more, in a frame of its own.
    """

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw it anew when it is painted next; Textual asks for that with each layout."""
        if layout or recompose:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self.forget_lines()
        return self

    def watch_position(self) -> None:
        """Paint it where it moves, is under the pointer, or is grabbed."""
        super().refresh()

    watch_mouse_over = watch_grabbed = watch_position

    def draw_at(self, lines: Sequence[int]) -> list[list[Segment]]:
        """Draw lines of the bar."""
        pane = cast("Widget", self.parent)
        state = "active" if self.grabbed else "hover" if self.mouse_over else ""
        drawn = bar_lines(self.size.height, self.window_virtual_size, self.position, bar_colors(pane, state))
        return self.as_shown([[drawn[y]] for y in lines])
