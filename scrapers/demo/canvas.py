# ruff: noqa: PLR0917 - a shape is its numbers, in the order that every drawing library has them
"""Enough drawing for the demo's pictures: shapes on three colour planes, written out as PNG.

Colours are `(red, green, blue)` of 0 to 255, lengths are pixels and may be fractions, y grows downwards.
Planes are kept apart because a run of one plane is filled, or blended by `bytes.translate`, without a loop
over its pixels.
"""

import math
import random
import struct
import zlib
from collections.abc import Sequence
from functools import cache

Colour = tuple[int, int, int]
Point = tuple[float, float]

_STEPS = 32  # shades of a blend: enough for soft edges, few enough to keep all their tables


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Give the colour that lies `share` (0 to 1) of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


@cache
def _blend(value: int, step: int) -> bytes:
    share = step / _STEPS
    return bytes(round(old + (value - old) * share) for old in range(256))


class Canvas:
    """A picture while it is drawn; later shapes lie over earlier ones."""

    def __init__(self, width: int, height: int, colour: Colour = (0, 0, 0)) -> None:
        self.width = width
        self.height = height
        self._planes = [bytearray([value]) * (width * height) for value in colour]

    def span(self, y: int, left: float, right: float, colour: Colour, alpha: float = 1.0) -> None:
        """Paint one row from `left` to `right`; pixels that are covered in part are blended in part."""
        left, right = max(left, 0.0), min(right, float(self.width))
        if right <= left or not 0 <= y < self.height:
            return
        first, last = math.ceil(left), math.floor(right)
        if first > last:
            self._run(y, last, last + 1, colour, alpha * (right - left))
            return
        self._run(y, first, last, colour, alpha)
        self._run(y, first - 1, first, colour, alpha * (first - left))
        self._run(y, last, last + 1, colour, alpha * (right - last))

    def _run(self, y: int, first: int, last: int, colour: Colour, alpha: float) -> None:
        step = round(alpha * _STEPS)
        if step <= 0 or last <= first or first < 0 or last > self.width:
            return
        here = slice(y * self.width + first, y * self.width + last)
        for plane, value in zip(self._planes, colour, strict=True):
            if step >= _STEPS:
                plane[here] = bytes([value]) * (last - first)
            else:
                plane[here] = plane[here].translate(_blend(value, step))

    def rect(
        self, x: float, y: float, width: float, height: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        """Fill a box."""
        for row in range(round(y), round(y + height)):
            self.span(row, x, x + width, colour, alpha)

    def gradient(
        self, y: float, height: float, top: Colour, bottom: Colour, x: float = 0, width: float = 0
    ) -> None:
        """Fill a box, by default as wide as the picture, with colours that change from top to bottom."""
        rows = max(round(height), 1)
        for row in range(rows):
            self.span(round(y) + row, x, x + (width or self.width), mix(top, bottom, row / rows))

    def ellipse(
        self, x: float, y: float, across: float, down: float, colour: Colour, alpha: float = 1
    ) -> None:
        """Fill an ellipse around (x, y) with these half axes."""
        for row in range(math.floor(y - down), math.ceil(y + down)):
            rest = 1 - ((row + 0.5 - y) / down) ** 2
            if rest > 0:
                half = across * math.sqrt(rest)
                self.span(row, x - half, x + half, colour, alpha)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.5) -> None:
        """Light up a round area, most in its middle."""
        rings = 20
        for ring in range(rings):
            size = radius * (1 - ring / rings)
            self.ellipse(x, y, size, size, colour, strength / rings * 2)

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """Fill the area that the points enclose (even-odd where its sides cross)."""
        edges = list(zip(points, [*points[1:], points[0]], strict=True))
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        for row in range(max(math.floor(top), 0), min(math.ceil(bottom), self.height)):
            middle = row + 0.5
            cuts = sorted(
                x0 + (middle - y0) * (x1 - x0) / (y1 - y0)
                for (x0, y0), (x1, y1) in edges
                if (y0 <= middle) != (y1 <= middle)
            )
            for left, right in zip(cuts[::2], cuts[1::2], strict=True):
                self.span(row, left, right, colour, alpha)

    def line(self, start: Point, end: Point, thick: float, colour: Colour, alpha: float = 1.0) -> None:
        """Draw a straight stroke."""
        (x0, y0), (x1, y1) = start, end
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        across, down = (y1 - y0) / length * thick / 2, (x1 - x0) / length * thick / 2
        self.polygon(
            [
                (x0 + across, y0 - down),
                (x1 + across, y1 - down),
                (x1 - across, y1 + down),
                (x0 - across, y0 + down),
            ],
            colour,
            alpha,
        )

    def arc(
        self, x: float, y: float, radius: float, turn: tuple[float, float], thick: float, colour: Colour
    ) -> None:
        """Draw part of a circle between two angles in degrees, 0 to the right and 90 downwards."""
        steps = 16
        angles = [math.radians(turn[0] + (turn[1] - turn[0]) * step / steps) for step in range(steps + 1)]
        outer = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]
        inner = [(x + (radius - thick) * math.cos(a), y + (radius - thick) * math.sin(a)) for a in angles]
        self.polygon([*outer, *reversed(inner)], colour)

    def mirror(self, shore: int, water: Colour, dim: float, luck: random.Random) -> None:
        """Fill what lies below row `shore` with the reflection of what lies above it, broken by ripples."""
        for row in range(shore, self.height):
            depth = (row - shore) / (self.height - shore)
            source = max(shore - 1 - round((row - shore) * 1.25), 0)
            shift = round(luck.uniform(-7, 7) * depth)
            for plane in self._planes:
                line = plane[source * self.width : (source + 1) * self.width]
                plane[row * self.width : (row + 1) * self.width] = (
                    line[-shift:] + line[:-shift] if shift else line
                )
            self.span(row, 0, self.width, water, dim + (0.92 - dim) * depth)

    def png(self) -> bytes:
        """Encode the picture as an 8-bit RGB PNG."""
        pixels = bytearray(3 * self.width * self.height)
        for offset, plane in enumerate(self._planes):
            pixels[offset::3] = plane
        stride = 3 * self.width
        rows = b"".join(b"\0" + pixels[at : at + stride] for at in range(0, len(pixels), stride))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
