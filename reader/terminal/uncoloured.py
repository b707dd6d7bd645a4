"""What is drawn where NO_COLOR is set: the terminal's two colours, and reverse video for what stands out."""

from functools import lru_cache

from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

STANDS_OUT = 0.15
"""Difference in brightness, of 1, from which on a background is meant to stand out."""
_REVERSE = Style(reverse=True)
_CODE = {ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)}
"""A code for cameras, which know no other way round; what is the terminal's ground nobody knows."""


class Uncoloured(LineFilter):
    """Takes all colours from what is drawn; Textual's own leaves greys, dark on whatever terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take the colours from some segments of a line."""
        return [
            Segment(text, style and without_colours(style, background), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def without_colours(style: Style, background: Color) -> Style:
    """Return a style without colours, reversed where its ground stands out from that of its widget."""
    if style.color and style.bgcolor and {style.color.triplet, style.bgcolor.triplet} <= _CODE:
        return style
    bare = style.without_color
    ground = Color.from_rich_color(style.bgcolor) if style.bgcolor else background
    if style.reverse or abs(ground.brightness - background.brightness) < STANDS_OUT:
        return bare
    return bare + _REVERSE
