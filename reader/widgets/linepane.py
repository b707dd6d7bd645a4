"""Lines that are drawn as they come into sight, beside a scrollbar."""

from collections.abc import Iterable, Sequence
from typing import Literal

from rich.segment import Segment
from textual.events import (
    MouseCapture,
    MouseMove,
    MouseScrollDown,
    MouseScrollUp,
)
from textual.geometry import Region
from textual.reactive import reactive

from reader.widgets.keptlines import KeptLines
from reader.widgets.textbar import bar_colors, bar_lines


class LinePane(KeptLines, inherit_bindings=False):
    """Draws the lines in sight, of as many as a subclass says there are.

    Textual's `ScrollView` styles each line once more, has a widget for the scrollbar, at whose edge it cuts
    them, and lays out the screen whenever there are more lines or fewer: twice the work of a page.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinePane { scrollbar-background: $background; scrollbar-color: $foreground 25%; }
    """

    top: reactive[int] = reactive(0, repaint=False, init=False)
    """The first line in sight."""
    bar: reactive[Literal["", "hover", "active"]] = reactive("", repaint=False, init=False)
    """Whether the pointer is on the scrollbar, or has grabbed it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grabbed = 0, 0

    # What a subclass says ----------------------------------------------------------------------------

    def height_of_all(self) -> int:
        """Count the lines."""
        raise NotImplementedError

    def draw_lines(self, numbers: Sequence[int], width: int) -> Iterable[list[Segment]]:
        """Draw lines in just `width` cells and in styles that are `shown`; some may be below the last one."""
        raise NotImplementedError

    # Drawing -----------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw anew after the lines changed."""
        self.top = self.validate_top(self.top)
        self.refresh()

    def draw_at(self, lines: Sequence[int]) -> list[list[Segment]]:
        """Draw lines of the pane, the scrollbar beside them."""
        top, bar = self.top, self._bar_segments(lines)
        drawn = self.draw_lines([top + y for y in lines], self.width_of_lines())
        if not bar:
            return list(drawn)
        return [[*segments, piece] for segments, piece in zip(drawn, bar, strict=True)]

    def width_of_lines(self) -> int:
        """Count the cells of a line, beside the scrollbar where there is one."""
        return self.size.width - self._has_bar()

    def _has_bar(self) -> bool:
        return self.height_of_all() > self.size.height

    def _bar_segments(self, at: Sequence[int]) -> list[Segment]:
        """Draw lines of the scrollbar; none where everything is in sight."""
        if not self._has_bar():
            return []
        height, lines = self.size.height, self.height_of_all()
        bar = bar_lines(height, lines, self.top, bar_colors(self, self.bar))
        return self.as_shown([[bar[y] for y in at]])[0]

    def on_resize(self) -> None:
        """Fit the lines to the pane."""
        self.redraw()

    # Scrolling ---------------------------------------------------------------------------------------

    def validate_top(self, top: int) -> int:
        """Keep to the lines there are."""
        return max(0, min(top, self.height_of_all() - self.size.height))

    def watch_top(self, _old: int, _new: int) -> None:
        """Show other lines."""
        self.refresh()

    def watch_bar(self) -> None:
        """Show whether the pointer is on it."""
        self.refresh(Region(self.size.width - 1, 0, 1, self.size.height))

    def is_on_bar(self, x: int) -> bool:
        """Return whether a column is the scrollbar's."""
        return x == self.size.width - 1 and self._has_bar()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll with the wheel; where there is no more, it may be meant for what lies around."""
        self._turn(event, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back likewise."""
        self._turn(event, -1)

    def _turn(self, event: MouseScrollDown | MouseScrollUp, way: int) -> None:
        before, self.top = self.top, self.top + way * round(self.app.scroll_sensitivity_y)
        if self.top != before:
            event.stop()

    # The scrollbar: these three are what its segments name for a pointer that is pressed on them.

    def action_scroll_up(self) -> None:
        """Scroll a page up."""
        self.top -= self.size.height

    def action_scroll_down(self) -> None:
        """Scroll a page down."""
        self.top += self.size.height

    def action_grab(self) -> None:
        """Scroll with the pointer until it is let go."""
        self.capture_mouse()

    def on_mouse_capture(self, event: MouseCapture) -> None:
        """Remember where it was grabbed."""
        self._grabbed, self.bar = (event.mouse_position.y, self.top), "active"

    def on_mouse_move(self, event: MouseMove) -> None:
        """Scroll with it, or show that it can be grabbed."""
        if self.bar == "active":
            y, top = self._grabbed
            self.top = top + round((event.screen_y - y) * self.height_of_all() / self.size.height)
        else:
            self.bar = "hover" if self.is_on_bar(event.x) else ""

    def on_mouse_up(self) -> None:
        """Release the scrollbar."""
        if self.bar == "active":
            self.release_mouse()

    def on_mouse_release(self) -> None:
        """Show it as it was."""
        self.bar = ""

    def on_leave(self) -> None:
        """Show it as it was."""
        if self.bar == "hover":
            self.bar = ""
