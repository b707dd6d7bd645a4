"""Lines that are drawn as they come into sight, and kept until they change."""

from collections.abc import Sequence
from functools import cached_property
from typing import Self

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class KeptLines(Widget):
    """Asks its subclass for the lines that are to be painted and are not kept."""

    _kept_for = Size()

    @cached_property
    def _kept(self) -> dict[int, Strip]:
        """The lines of the widget, as far as they need not be drawn anew."""
        return {}

    # What a subclass says ----------------------------------------------------------------------------

    def draw_at(self, lines: Sequence[int]) -> Sequence[list[Segment]]:
        """Draw lines of the widget in just its width, and in colours that are `as_shown`."""
        raise NotImplementedError

    # Drawing -----------------------------------------------------------------------------------------

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Forget the lines that are to be painted anew."""
        if repaint and not regions:
            self.forget_lines()
        for region in regions:
            for y in region.line_range:
                self._kept.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Forget the colours of the former theme."""
        super().notify_style_update()
        self.forget_lines()

    def forget_lines(self) -> None:
        """Draw the lines anew when they are painted next."""
        self._kept.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines that are not kept; none of a widget that goes, which a screen may still paint.

        It has no screen any more, of which Textual wants to know what is selected.
        """
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        size = self.size
        if self._kept_for != size:
            self._kept_for = size
            self.forget_lines()
        if missing := [y for y in crop.line_range if y not in self._kept]:
            for y, segments in zip(missing, self.draw_at(missing), strict=True):
                self._kept[y] = Strip(segments, size.width)
        strips = [self._kept[y] for y in crop.line_range]
        if crop.column_span == (0, size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Draw one line, of which Textual asks what stands under the pointer."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def as_shown(self, lines: list[list[Segment]]) -> list[list[Segment]]:
        """Change colours to what the terminal is to show, as Textual does with each line that it paints."""
        filters, ground = self.get_line_filters(), self.background_colors[1]
        for each in filters:
            lines = [each.apply(segments, ground) for segments in lines]
        return lines
