"""Decodes pictures within bounds and shrinks them for a terminal; None for what cannot be read."""

import io
import re
import struct
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

Graphics = Literal["sixel", "tgp", "halfcell"]
"""How a terminal draws a picture: real pixels in one of two protocols, or two colours a cell."""
Cell = tuple[int, int]
"""Width and height of a cell of the terminal, in pixels."""

MOST_PIXELS = 50_000_000
"""Larger pictures are not decoded: 150 MB of memory for something the size of a postcard."""
CELL_ASPECT = 2.0
"""A cell of a terminal is about twice as high as wide."""
_PIXELS_PER_CELL = 10
"""Approximate width of a cell in pixels, where a terminal draws real pixels."""
LONGEST = 3.0
"""Seconds for which no key is seen to do anything while a picture comes; what takes longer is left out."""
_BYTES_PER_CELL: dict[Graphics, int] = {"halfcell": 30, "sixel": 90, "tgp": 100}
"""What a cell takes, of the demo's 18 to 34, 27 to 196 (painted twice), 17 to 171: most in small pictures."""
_BYTES_IN_FEW_COLOURS = 10
"""A half cell in 256 colours: 8 to 12."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_DEFINED = re.compile(r"(#\d+);2;\d+;\d+;\d+")
_PAPER = "white"
"""The colour behind a transparent picture, as on the portal's page."""


def fit(size: tuple[int, int], columns: int, rows: int) -> tuple[int, int]:
    """Return the columns and rows, at least 1, that a picture of so many pixels takes within bounds."""
    width, height = max(size[0], 1), max(size[1], 1)
    across = min(columns, max(width // _PIXELS_PER_CELL, 1) * 2)
    down = across * height / width / CELL_ASPECT
    if down > rows:
        across, down = round(across * rows / down), rows
    return max(across, 1), max(round(down), 1)


def bytes_of(columns: int, rows: int, graphics: Graphics, *, all_colours: bool) -> int:
    """Estimate how many bytes paint a picture of so many cells. Pure."""
    few = graphics == "halfcell" and not all_colours
    return columns * rows * (_BYTES_IN_FEW_COLOURS if few else _BYTES_PER_CELL[graphics])


def too_long(size: int, rate: float | None) -> int:
    """Return the seconds that so many bytes take, if these are too many; 0 if not, or not known. Pure."""
    seconds = size / rate if rate else 0.0
    return round(seconds) if seconds > LONGEST else 0


def shrunk(data: bytes, columns: int, rows: int) -> "Image | None":
    """Decode a picture for at most so many cells. Takes tens of milliseconds: not for the event loop.

    Pillow's warnings are left alone: turned into errors here, they would be so in the thread of the interface
    too, where drawing a picture gives one (textual-image 0.12 with Pillow 13), and end the program.
    """
    from PIL import Image  # noqa: PLC0415 - a tenth of a second, and only where pictures are shown

    bounds = columns * _PIXELS_PER_CELL, round(rows * _PIXELS_PER_CELL * CELL_ASPECT)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft("RGB", bounds)
            picture.thumbnail(bounds)
            whole = picture.convert("RGBA")
            paper = Image.new("RGBA", whole.size, _PAPER)
            return Image.alpha_composite(paper, whole).convert("RGB")
    except (OSError, ValueError, SyntaxError, struct.error, EOFError, MemoryError, Warning):
        return None  # Pillow raises any of these for a file cut short or made to harm
    except Image.DecompressionBombError:
        return None


def colours_first(sixels: str) -> str:
    """Return a picture written in sixels that defines all of its colours before it draws anything.

    xterm 379 draws in a wrong colour what stands before another colour's definition.
    """
    head, first, drawn = sixels.partition("#")
    definitions = "".join(found[0] for found in _DEFINED.finditer(first + drawn))
    return head + definitions + _DEFINED.sub(r"\1", first + drawn)
