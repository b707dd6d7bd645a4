"""The pictures of the demo portal, drawn when asked for: `draw("hall-1204")` is always the same PNG."""

import random
from collections.abc import Callable
from functools import lru_cache

from scrapers.demo import interiors, scenes
from scrapers.demo.canvas import Canvas, Colour

Scene = Callable[[Canvas, random.Random], None]

SCENES: dict[str, Scene] = {
    "hall": interiors.hall,
    "river": scenes.river,
    "bridge": scenes.bridge,
    "post-office": scenes.post_office,
    "tower": scenes.tower,
    "books": interiors.books,
    "festival": scenes.festival,
    "chart": interiors.chart,
    "screens": interiors.screens,
    "market": scenes.market,
}
"""What an article may show, by the name that the news files use."""

WIDTH, HEIGHT = 640, 360

_BANNERS: dict[str, tuple[int, int, Colour, Colour]] = {
    "banner": (1000, 120, (20, 84, 160), (120, 190, 232)),
    "dich-vu-cong": (200, 60, (196, 48, 44), (240, 150, 60)),
    "van-ban": (200, 60, (24, 92, 150), (90, 170, 220)),
    "mot-cua": (200, 60, (34, 120, 84), (150, 200, 110)),
    "cong-tinh": (200, 60, (120, 50, 110), (220, 130, 160)),
}
BANNERS = tuple(_BANNERS)
"""Pictures of the frame: the head of the page, and the links of its sidebar."""


@lru_cache(maxsize=128)
def draw(name: str) -> bytes:
    """Draw `<scene>-<number>` or a banner of the frame as PNG; KeyError where there is none."""
    if name in _BANNERS:
        return _banner(*_BANNERS[name])
    canvas = Canvas(WIDTH, HEIGHT)
    SCENES[name.rpartition("-")[0]](canvas, random.Random(name))  # noqa: S311 - the same picture each time
    return canvas.png()


def _banner(width: int, height: int, dark: Colour, light: Colour) -> bytes:
    """Draw a plain strip with three waves and a star of the frame's colours."""
    canvas = Canvas(width, height)
    canvas.gradient(0, height, light, dark)
    for wave in range(3):
        base = height * (0.62 + wave * 0.16)
        for x in range(-40, width + 40, 80):
            canvas.ellipse(x + wave * 27, base + height * 0.3, 70, height * 0.34, dark, 0.5)
    canvas.ellipse(height * 0.6, height * 0.46, height * 0.32, height * 0.32, (255, 214, 60))
    canvas.ellipse(height * 0.6, height * 0.46, height * 0.2, height * 0.2, dark)
    for line, share in ((0.34, 0.55), (0.54, 0.4)):
        canvas.rect(height * 1.15, height * line, width * share, height * 0.1, (255, 255, 255))
    return canvas.png()
