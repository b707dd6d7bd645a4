"""Recognises raster pictures by their first bytes, whatever the portal called them.

SVG is never one: it is a document that can hold scripts and fetch from elsewhere.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

Pictures = Callable[[str], bytes | None]
"""From the address of a picture to its bytes; None where it is not on this machine."""


class Raster(NamedTuple):
    """A kind of picture that every browser and e-book reader shows."""

    media_type: str
    ending: str


_KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Raster("image/png", "png")),
    (re.compile(rb"\xff\xd8\xff"), Raster("image/jpeg", "jpg")),
    (re.compile(rb"GIF8[79]a"), Raster("image/gif", "gif")),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), Raster("image/webp", "webp")),
)


def raster(data: bytes) -> Raster | None:
    """Recognise PNG, JPEG, GIF or WebP; None for everything else."""
    return next((kind for start, kind in _KINDS if start.match(data)), None)
