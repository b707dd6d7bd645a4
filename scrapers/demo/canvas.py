# ruff: noqa: PLR0917 - a shape is its numbers, in the order that every drawing library has them
"""The shapes that the demo's pictures are made of, drawn by Pillow and written out as PNG.

Colours are `(red, green, blue)` of 0 to 255, lengths are pixels and may be fractions, y grows downwards.
Everything is drawn twice as large as it is shown, which makes soft edges when it is reduced.
"""

import io
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

_FINE = 2
"""Pixels drawn for one that is shown, each way."""


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour that lies `share` (0 to 1) of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Canvas:
    """A picture while it is drawn; later shapes lie over earlier ones."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._image = Image.new("RGB", (width * _FINE, height * _FINE))
        self._draw = ImageDraw.Draw(self._image, "RGBA")  # blends what is not opaque

    def rect(
        self, x: float, y: float, width: float, height: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        """Fill a box."""
        left, top, right, bottom = _fine(x, y, x + width, y + height)
        if right > left and bottom > top:
            self._draw.rectangle((left, top, right - 1, bottom - 1), _ink(colour, alpha))

    def gradient(
        self, y: float, height: float, top: Colour, bottom: Colour, x: float = 0, width: float = 0
    ) -> None:
        """Fill a box, by default as wide as the picture, with colours that change from top to bottom."""
        rows = max(round(height), 1)
        strip = Image.new("RGB", (1, rows))
        strip.putdata([mix(top, bottom, row / rows) for row in range(rows)])
        left, upper, right, lower = _fine(x, round(y), x + (width or self.width), round(y) + rows)
        box = strip.resize((right - left, lower - upper), Image.Resampling.NEAREST)
        self._image.paste(box, (left, upper))

    def ellipse(
        self, x: float, y: float, across: float, down: float, colour: Colour, alpha: float = 1
    ) -> None:
        """Fill an ellipse around (x, y) with these half axes."""
        box = [edge * _FINE for edge in (x - across, y - down, x + across, y + down)]
        self._draw.ellipse(box, _ink(colour, alpha))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light up a round area, most in its middle."""
        size = round(radius * 2 * _FINE)
        peak = min(2 * strength, 0.8)
        edge = 255 / math.sqrt(2)  # the gradient is 255 in its corners
        fading = Image.radial_gradient("L").point(lambda far: round(max(1 - far / edge, 0) * peak * 255))
        corner = round((x - radius) * _FINE), round((y - radius) * _FINE)
        self._image.paste(colour, (*corner, corner[0] + size, corner[1] + size), fading.resize((size, size)))

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill the area that the points enclose."""
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], colour)

    def line(self, start: Point, end: Point, thick: float, colour: Colour, alpha: float = 1.0) -> None:
        """Draw a straight stroke."""
        ends = [(x * _FINE, y * _FINE) for x, y in (start, end)]
        self._draw.line(ends, _ink(colour, alpha), max(round(thick * _FINE), 1))

    def arc(
        self, x: float, y: float, radius: float, turn: tuple[float, float], thick: float, colour: Colour
    ) -> None:
        """Draw part of a circle between two angles in degrees, 0 to the right and 90 downwards."""
        box = [edge * _FINE for edge in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.arc(box, *turn, fill=colour, width=round(thick * _FINE))

    def mirror(self, shore: int, water: Colour, dim: float, luck: random.Random) -> None:
        """Fill what lies below row `shore` with the reflection of what lies above it, broken by ripples."""
        for row in range(shore, self.height):
            depth = (row - shore) / (self.height - shore)
            source = max(shore - 1 - round((row - shore) * 1.25), 0)
            strip = self._image.crop((0, source * _FINE, self.width * _FINE, (source + 1) * _FINE))
            shift = round(luck.uniform(-7, 7) * depth) * _FINE
            self._image.paste(ImageChops.offset(strip, shift, 0), (0, row * _FINE))
            self.rect(0, row, self.width, 1, water, dim + (0.92 - dim) * depth)

    def png(self) -> bytes:
        """Encode the picture as an 8-bit RGB PNG."""
        file = io.BytesIO()
        self._image.reduce(_FINE).save(file, "PNG", compress_level=1)
        return file.getvalue()


def _fine(*edges: float) -> tuple[int, ...]:
    return tuple(math.floor(edge * _FINE + 0.5) for edge in edges)


def _ink(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    return (*colour, min(max(round(alpha * 255), 0), 255))
