"""Indoor scenes and charts, in the manner of `scrapers.demo.scenes`."""

import random

from scrapers.demo.canvas import Canvas, Colour, mix

_SUITS: tuple[Colour, ...] = ((40, 52, 84), (72, 74, 84), (236, 238, 242), (96, 44, 56), (54, 92, 96))
_SKIN: Colour = (226, 184, 148)
_HAIR: Colour = (28, 22, 24)


def _sitter(canvas: Canvas, x: float, y: float, size: float, suit: Colour) -> None:
    canvas.ellipse(x, y + 1.05 * size, 0.62 * size, 0.75 * size, suit)
    canvas.ellipse(x, y, 0.32 * size, 0.38 * size, _SKIN)
    canvas.ellipse(x, y - 0.2 * size, 0.34 * size, 0.24 * size, _HAIR)


def hall(canvas: Canvas, luck: random.Random) -> None:
    """Draw a conference: the chair before a banner, a speaker at the lectern, the audience from behind."""
    canvas.gradient(
        0, 250, *luck.choice((((206, 176, 136), (236, 216, 182)), ((168, 178, 190), (218, 222, 224))))
    )
    for x in range(40, 640, 112):
        canvas.rect(x, 0, 62, 7, (255, 252, 236))
        canvas.glow(x + 31, 8, 54, (255, 250, 226), 0.35)
    drape, board = luck.choice(
        (((168, 28, 34), (26, 74, 148)), ((150, 24, 40), (18, 96, 104)), ((24, 60, 120), (176, 30, 36)))
    )
    canvas.rect(88, 30, 464, 186, drape)
    for fold in range(88, 552, 29):
        canvas.rect(fold, 30, 9, 186, (0, 0, 0), 0.16)
    canvas.rect(182, 46, 276, 108, board)
    for y, half in ((62, 70), (86, 112), (108, 96), (132, 52)):
        canvas.rect(320 - half, y, half * 2, 10, (255, 220, 84) if y in {86, 108} else (255, 255, 255))
    canvas.ellipse(134, 76, 28, 28, (255, 214, 60))
    canvas.ellipse(506, 76, 28, 28, (255, 214, 60))
    canvas.gradient(216, 144, (140, 96, 62), (96, 60, 40))
    for x in range(218, 440, 50):
        _sitter(canvas, x, 172, 30, luck.choice(_SUITS))
    canvas.rect(190, 198, 262, 40, (250, 246, 238))
    canvas.rect(190, 198, 262, 8, (190, 36, 40))
    for x in range(212, 450, 25):
        canvas.ellipse(
            x, 196, 7, 8, luck.choice(((232, 70, 96), (250, 190, 60), (255, 255, 255), (70, 140, 70)))
        )
    side = luck.choice((118, 522))
    _sitter(canvas, side, 152, 36, luck.choice(_SUITS[:4]))
    canvas.polygon([(side - 34, 186), (side + 34, 186), (side + 26, 250), (side - 26, 250)], (116, 68, 38))
    canvas.ellipse(side, 214, 12, 12, (255, 214, 60))
    for row in range(3):
        for x in range(-20 + row * 24, 680, 66 + row * 12):
            size = 30 + row * 11
            _crowd(canvas, x + luck.uniform(-7, 7), 262 + row * 36, size, luck.choice(_SUITS))


def _crowd(canvas: Canvas, x: float, y: float, size: float, suit: Colour) -> None:
    """Draw one of the audience from behind."""
    canvas.ellipse(x, y + 1.1 * size, 0.68 * size, 0.76 * size, mix(suit, (0, 0, 0), 0.3))
    canvas.ellipse(x, y, 0.34 * size, 0.42 * size, _HAIR)


def books(canvas: Canvas, luck: random.Random) -> None:
    """Draw shelves of books and one that lies open under a lamp."""
    canvas.gradient(0, 360, (96, 62, 42), (70, 44, 32))
    paints: tuple[Colour, ...] = (
        (196, 52, 48),
        (36, 92, 150),
        (240, 190, 70),
        (58, 128, 88),
        (232, 226, 208),
        (124, 62, 120),
        (222, 120, 56),
    )
    for shelf in (112, 222):
        canvas.rect(0, shelf - 98, 640, 98, (52, 32, 24))
        x = 8.0
        while x < canvas.width - 12:
            wide, tall = luck.randrange(15, 36), luck.randrange(60, 93)
            paint = luck.choice(paints)
            canvas.rect(x, shelf - tall, wide, tall, paint)
            canvas.rect(x, shelf - tall, 4, tall, (255, 255, 255), 0.22)
            canvas.rect(
                x + wide * 0.25,
                shelf - tall * 0.75,
                wide * 0.5,
                tall * 0.14,
                mix(paint, (255, 240, 190), 0.75),
            )
            x += wide + luck.choice((1, 1, 1, 7))
        canvas.rect(0, shelf, 640, 12, (150, 100, 62))
    canvas.gradient(262, 98, (170, 118, 74), (120, 78, 48))
    canvas.glow(320, 250, 190, (255, 226, 150), 0.55)
    for side in (-1, 1):
        canvas.polygon(
            [(320, 268), (320 + side * 168, 256), (320 + side * 196, 336), (320, 350)], (186, 160, 120)
        )
        canvas.polygon(
            [(320, 260), (320 + side * 160, 246), (320 + side * 186, 326), (320, 342)], (253, 248, 234)
        )
        for line in range(6):
            y = 270 + line * 10
            canvas.line(
                (320 + side * (20 + line), y), (320 + side * (142 + line * 3), y - 9), 3, (120, 112, 104)
            )
    canvas.line((320, 260), (320, 342), 3, (196, 180, 150))


def chart(canvas: Canvas, luck: random.Random) -> None:
    """Draw bars that rise from year to year with the line of a plan over them."""
    canvas.gradient(0, 360, (246, 249, 252), (224, 233, 242))
    canvas.rect(0, 0, 640, 46, (26, 84, 150))
    canvas.rect(28, 17, 260, 12, (255, 255, 255))
    for y in range(86, 310, 44):
        canvas.rect(64, y, 548, 1, (170, 184, 200))
        canvas.rect(30, y - 4, 24, 8, (136, 150, 168))
    paints: tuple[Colour, ...] = ((36, 112, 190), (240, 150, 44), (52, 160, 112))
    grown, last = luck.uniform(40, 70), (0.0, 0.0)
    for year in range(6):
        grown *= luck.uniform(1.1, 1.36)
        x = 84 + year * 90
        for bar in range(2):
            tall = min(grown * (1 if bar == 0 else luck.uniform(0.55, 0.95)), 216)
            canvas.rect(x + bar * 31, 306 - tall, 27, tall, paints[bar])
            canvas.rect(x + bar * 31, 306 - tall, 7, tall, (255, 255, 255), 0.25)
        point = (x + 28.0, 306 - min(grown * 1.1, 232))
        if year:
            canvas.line(last, point, 5, (200, 44, 52))
        canvas.ellipse(*point, 8, 8, (200, 44, 52))
        canvas.rect(x + 12, 318, 34, 9, (92, 106, 124))
        last = point
    canvas.rect(60, 306, 560, 4, (60, 74, 92))
    for place, paint in enumerate((*paints[:2], (200, 44, 52))):
        canvas.rect(90 + place * 170, 339, 18, 12, paint)
        canvas.rect(116 + place * 170, 341, 96, 8, (136, 150, 168))


def screens(canvas: Canvas, luck: random.Random) -> None:
    """Draw a room of computers: racks with their lamps behind, two rows of screens before them."""
    canvas.gradient(0, 360, (20, 34, 56), (34, 52, 78))
    for x in range(14, 640, 105):
        canvas.rect(x, 12, 92, 148, (30, 36, 46))
        canvas.rect(x + 5, 17, 82, 138, (14, 18, 26))
        for y in range(24, 150, 14):
            canvas.rect(x + 10, y, 72, 9, (44, 54, 68))
            for lamp in range(4):
                paint = luck.choice(((70, 230, 120), (70, 230, 120), (255, 190, 60), (80, 170, 255)))
                canvas.rect(x + 54 + lamp * 7, y + 2, 5, 5, paint)
    for x in range(66, 640, 170):
        _screen(canvas, luck, x, 168, 112)
    canvas.gradient(254, 106, (190, 196, 204), (120, 128, 140))
    for x in range(-30, 640, 224):
        _screen(canvas, luck, x + 20, 200, 178)
        _crowd(canvas, x + 109, 318, 56, luck.choice(_SUITS))


def _screen(canvas: Canvas, luck: random.Random, x: float, y: float, wide: float) -> None:
    """Draw one screen with what runs on it: lines of text, bars or a curve."""
    tall = wide * 0.62
    canvas.glow(x + wide / 2, y + tall / 2, wide * 0.8, (90, 170, 255), 0.3)
    canvas.rect(x + wide * 0.44, y + tall, wide * 0.12, wide * 0.14, (40, 44, 52))
    canvas.rect(x, y, wide, tall, (24, 27, 33))
    canvas.gradient(y + 5, tall - 10, (34, 110, 190), (20, 66, 130), x + 5, wide - 10)
    kind = luck.randrange(3)
    for step in range(6):
        if kind == 0:
            canvas.rect(
                x + 14, y + 14 + step * tall / 8, wide * luck.uniform(0.3, 0.8), tall / 20, (214, 236, 255)
            )
        elif kind == 1:
            high = tall * luck.uniform(0.2, 0.65)
            canvas.rect(
                x + wide * (0.1 + step * 0.14), y + tall * 0.85 - high, wide * 0.09, high, (255, 206, 90)
            )
        else:
            left, right = x + wide * (0.08 + step * 0.14), x + wide * (0.22 + step * 0.14)
            canvas.line(
                (left, y + tall * luck.uniform(0.3, 0.8)),
                (right, y + tall * luck.uniform(0.2, 0.7)),
                4,
                (120, 255, 190),
            )
