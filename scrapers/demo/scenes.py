"""Outdoor scenes: each draws itself on a canvas of 640 by 360, varied by a random generator.

Shapes are few and large, so that a scene can still be told on sixty columns of half cells.
"""

import math
import random

from scrapers.demo.canvas import Canvas, Colour, mix

_SKIES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    # high sky, low sky, sun, water
    ((58, 123, 190), (226, 240, 246), (255, 250, 214), (88, 140, 152)),
    ((247, 148, 92), (255, 226, 168), (255, 246, 200), (176, 124, 92)),
    ((66, 60, 122), (248, 150, 112), (255, 214, 150), (92, 74, 110)),
)
_PALM: Colour = (34, 66, 44)


def _sky(canvas: Canvas, luck: random.Random, ground: int) -> tuple[Colour, Colour]:
    """Draw sky, sun and clouds down to row `ground`, and return the colours of low sky and water."""
    high, low, sun, water = luck.choice(_SKIES)
    canvas.gradient(0, ground, high, low)
    x, y = luck.randrange(90, 550), luck.randrange(60, max(ground - 60, 70))
    canvas.glow(x, y, 130, sun, 0.7)
    canvas.ellipse(x, y, 30, 30, sun)
    for _ in range(luck.randrange(2, 5)):
        x, y = luck.randrange(640), luck.randrange(24, ground // 2)
        for puff in range(-2, 3):
            canvas.ellipse(x + puff * 26, y - (2 - abs(puff)) * 6, 34, 11, (255, 255, 255), 0.45)
    return low, water


def _palm(canvas: Canvas, x: float, foot: float, height: float, colour: Colour) -> None:
    top = foot - height
    canvas.line((x, foot), (x + height * 0.1, top), max(height / 18, 2), colour)
    for turn in (-165, -135, -105, -60, -25, 10, 170):
        angle = math.radians(turn)
        tip = (x + height * (0.1 + 0.42 * math.cos(angle)), top + height * (0.34 * math.sin(angle) + 0.12))
        canvas.polygon(
            [(x + height * 0.1, top - 2), (x + height * 0.2 * math.cos(angle), top - 8), tip], colour
        )


def _bank(canvas: Canvas, luck: random.Random, shore: int, colour: Colour) -> None:
    """Draw the far bank: bushes, roofs and palms."""
    for x in range(-20, 680, 26):
        canvas.ellipse(x, shore, luck.randrange(22, 44), luck.randrange(12, 30), colour)
    for _ in range(4):
        x = luck.randrange(20, 600)
        canvas.rect(x, shore - 26, 44, 26, (232, 214, 176))
        canvas.polygon([(x - 8, shore - 25), (x + 22, shore - 46), (x + 52, shore - 25)], (168, 72, 50))
    for _ in range(6):
        _palm(canvas, luck.randrange(640), shore, luck.randrange(50, 92), mix(_PALM, colour, 0.3))


def _boat(canvas: Canvas, x: float, y: float, size: float, hull: Colour) -> None:
    """Draw a wooden boat of the delta with its painted eye and a rower standing at the stern."""
    rim, keel = y - 0.16 * size, y + 0.13 * size
    canvas.ellipse(x, y + 0.15 * size, 0.56 * size, 0.05 * size, (20, 30, 36), 0.45)
    canvas.polygon(
        [
            (x - 0.6 * size, rim - 0.08 * size),
            (x + 0.62 * size, rim - 0.1 * size),
            (x + 0.42 * size, keel),
            (x - 0.4 * size, keel),
        ],
        hull,
    )
    canvas.line(
        (x - 0.6 * size, rim - 0.07 * size), (x + 0.62 * size, rim - 0.09 * size), 0.05 * size, (196, 48, 40)
    )
    canvas.ellipse(x + 0.42 * size, y - 0.08 * size, 0.045 * size, 0.04 * size, (250, 250, 240))
    canvas.ellipse(x + 0.43 * size, y - 0.08 * size, 0.02 * size, 0.02 * size, (10, 10, 10))


def _rower(canvas: Canvas, x: float, foot: float, size: float, shirt: Colour) -> None:
    canvas.line(
        (x + 0.1 * size, foot - 0.5 * size), (x - 0.5 * size, foot + 0.35 * size), 0.05 * size, (90, 62, 40)
    )
    canvas.polygon(
        [
            (x - 0.12 * size, foot),
            (x + 0.12 * size, foot),
            (x + 0.1 * size, foot - 0.62 * size),
            (x - 0.1 * size, foot - 0.62 * size),
        ],
        shirt,
    )
    canvas.ellipse(x, foot - 0.68 * size, 0.09 * size, 0.1 * size, (222, 178, 140))
    canvas.polygon(
        [(x - 0.24 * size, foot - 0.7 * size), (x, foot - 0.95 * size), (x + 0.24 * size, foot - 0.7 * size)],
        (240, 222, 168),
    )


def river(canvas: Canvas, luck: random.Random) -> None:
    """Draw boats on a broad river before a bank of palms."""
    low, water = _sky(canvas, luck, 170)
    _bank(canvas, luck, 170, mix((44, 84, 52), low, 0.25))
    canvas.mirror(170, water, 0.3, luck)
    for x, y, size in ((150, 232, 84), (430, 214, 62), (luck.randrange(250, 420), 306, 170)):
        _boat(canvas, x, y, size, mix((110, 70, 44), (60, 40, 34), luck.random()))
        _rower(
            canvas,
            x - 0.36 * size,
            y - 0.18 * size,
            0.55 * size,
            luck.choice(((150, 60, 110), (52, 72, 132), (70, 110, 66))),
        )
    for _ in range(9):
        canvas.ellipse(
            luck.randrange(640), luck.randrange(330, 362), luck.randrange(20, 46), 9, (62, 122, 60)
        )


def bridge(canvas: Canvas, luck: random.Random) -> None:
    """Draw the cable-stayed bridge over the Tiền river."""
    low, water = _sky(canvas, luck, 236)
    _bank(canvas, luck, 236, mix((52, 92, 58), low, 0.35))
    deck, cable, stone = 187, (250, 250, 246), (238, 236, 226)
    for x in (184, 456):
        for step in range(1, 9):
            for side in (-1, 1):
                canvas.line((x, 44 + step * 7), (x + side * step * 16, deck), 1.6, cable)
        canvas.polygon([(x - 17, 262), (x - 8, 40), (x - 1, 40), (x - 6, 262)], stone)
        canvas.polygon([(x + 17, 262), (x + 8, 40), (x + 1, 40), (x + 6, 262)], stone)
        canvas.rect(x - 11, 96, 22, 7, stone)
        canvas.rect(x - 24, 196, 48, 11, stone)
    arch = [(x, 180 + (x - 320) ** 2 / 3000) for x in range(0, 641, 40)]
    for thick, colour in ((17, (96, 100, 110)), (11, (206, 204, 200))):
        canvas.polygon([*arch, *((x, y + thick) for x, y in reversed(arch))], colour)
    canvas.mirror(246, water, 0.35, luck)
    size = luck.randrange(110, 150)
    _boat(canvas, luck.randrange(140, 500), 316, size, (116, 70, 44))


def market(canvas: Canvas, luck: random.Random) -> None:
    """Draw the floating market: boats full of fruit, each with its wares hung on a pole."""
    low, water = _sky(canvas, luck, 132)
    _bank(canvas, luck, 132, mix((46, 84, 54), low, 0.25))
    canvas.mirror(132, water, 0.35, luck)
    fruit: tuple[Colour, ...] = ((64, 140, 52), (242, 178, 40), (226, 92, 40), (188, 40, 58), (236, 214, 96))
    for x, y, size in ((110, 186, 120), (330, 176, 104), (548, 190, 130), (210, 262, 190), (480, 312, 220)):
        ware = luck.choice(fruit)
        canvas.line((x + 0.2 * size, y - 0.1 * size), (x + 0.24 * size, y - 0.95 * size), 3, (112, 84, 50))
        for hung in range(3):
            canvas.ellipse(x + 0.235 * size, y - (0.9 - hung * 0.1) * size, 0.05 * size, 0.06 * size, ware)
        for row in range(3):
            for place in range(6 - row):
                heap = x + (place - 2.5 + row / 2) * 0.11 * size
                shade = mix(ware, (255, 255, 255), luck.random() * 0.25)
                canvas.ellipse(heap, y - (0.2 + row * 0.085) * size, 0.068 * size, 0.062 * size, shade)
        _boat(canvas, x, y, size, mix((124, 78, 48), (58, 96, 110), luck.random() * 0.6))
        _rower(canvas, x - 0.42 * size, y - 0.18 * size, 0.5 * size, luck.choice(fruit))


def tower(canvas: Canvas, luck: random.Random) -> None:
    """Draw a mast with its antennas among rice fields."""
    low, _ = _sky(canvas, luck, 262)
    _bank(canvas, luck, 262, mix((60, 104, 66), low, 0.4))
    canvas.gradient(258, 102, (150, 190, 74), (64, 128, 46))
    for furrow in range(-6, 12):
        canvas.line((320 + furrow * 22, 260), (320 + furrow * 130, 362), 3, (52, 110, 42), 0.55)
    x = luck.choice((210, 320, 430))
    for level in range(8):
        top, low_y = 34 + level * 31, 65 + level * 31
        wide, wider = 5 + level * 4.6, 5 + (level + 1) * 4.6
        paint = (214, 52, 44) if level % 2 == 0 else (250, 250, 250)
        for side in (-1, 1):
            canvas.line((x + side * wide, top), (x + side * wider, low_y), 5, paint)
            canvas.line((x - side * wide, top), (x + side * wider, low_y), 2.4, paint)
        canvas.line((x - wide, top), (x + wide, top), 3, paint)
    canvas.line((x, 8), (x, 36), 3, (80, 84, 92))
    for level, side in ((50, -1), (50, 1), (84, -1), (84, 1)):
        canvas.rect(x + side * 20 - 5, level, 10, 27, (244, 246, 248))
    canvas.ellipse(x + 24, 140, 15, 15, (236, 238, 240))
    for ring in (28, 46, 64):
        canvas.arc(x, 20, ring, (-35, 35), 5, (255, 255, 255))
        canvas.arc(x, 20, ring, (145, 215), 5, (255, 255, 255))
    canvas.rect(x + 54, 254, 70, 40, (226, 228, 230))
    canvas.polygon([(x + 46, 256), (x + 89, 234), (x + 132, 256)], (150, 66, 52))


def post_office(canvas: Canvas, luck: random.Random) -> None:
    """Draw a yellow post office with its clock behind a street."""
    _sky(canvas, luck, 288)
    wall, trim, dark = (
        luck.choice(((246, 204, 96), (244, 190, 120), (240, 214, 150))),
        (255, 250, 236),
        (44, 70, 96),
    )
    canvas.rect(96, 138, 448, 150, wall)
    canvas.rect(84, 126, 472, 15, trim)
    canvas.rect(240, 78, 160, 210, mix(wall, (255, 255, 255), 0.2))
    canvas.polygon([(228, 80), (320, 34), (412, 80)], (176, 74, 52))
    canvas.ellipse(320, 106, 22, 22, trim)
    canvas.line((320, 106), (320, 91), 3, dark)
    canvas.line((320, 106), (331, 111), 3, dark)
    canvas.rect(204, 144, 232, 26, (24, 86, 160))
    for letter in range(7):
        canvas.rect(220 + letter * 30, 151, 20, 12, (255, 214, 60))
    for x in (118, 174, 452, 508):
        for y in (166, 226):
            canvas.rect(x - 2, y - 2, 28, 46, trim)
            canvas.rect(x + 1, y + 1, 22, 40, dark)
    canvas.ellipse(320, 206, 30, 22, dark)
    canvas.rect(290, 206, 60, 84, dark)
    canvas.rect(318, 206, 3, 84, trim)
    canvas.gradient(288, 72, (150, 150, 152), (92, 94, 100))
    for x in range(-20, 660, 90):
        canvas.rect(x, 326, 50, 5, (240, 240, 232))
    for x in (46, 594):
        canvas.rect(x - 5, 220, 10, 72, (92, 66, 46))
        for dx, dy, size in ((0, -40, 46), (-26, -10, 34), (26, -10, 34)):
            canvas.ellipse(x + dx, 212 + dy, size, size * 0.8, (52, 112, 58))
    _rider(canvas, luck.randrange(120, 520), 322)


def _rider(canvas: Canvas, x: float, y: float) -> None:
    """Draw a postman on his motorbike."""
    for wheel in (-28, 28):
        canvas.ellipse(x + wheel, y, 15, 15, (26, 28, 32))
        canvas.ellipse(x + wheel, y, 7, 7, (180, 184, 190))
    canvas.polygon(
        [(x - 34, y - 16), (x + 22, y - 12), (x + 30, y - 32), (x + 12, y - 20), (x - 32, y - 26)],
        (196, 40, 40),
    )
    canvas.rect(x - 42, y - 46, 22, 22, (255, 206, 40))
    canvas.polygon([(x - 16, y - 22), (x + 4, y - 22), (x + 8, y - 58), (x - 12, y - 58)], (28, 84, 152))
    canvas.line((x + 2, y - 50), (x + 26, y - 36), 6, (28, 84, 152))
    canvas.ellipse(x, y - 68, 11, 11, (28, 84, 152))


def festival(canvas: Canvas, luck: random.Random) -> None:
    """Draw lanterns over a temple gate on the night of a festival."""
    canvas.gradient(0, 300, (22, 20, 58), (126, 52, 84))
    for _ in range(60):
        canvas.rect(luck.randrange(640), luck.randrange(150), 2, 2, (255, 246, 214), luck.uniform(0.3, 1))
    canvas.gradient(286, 74, (84, 40, 44), (36, 18, 30))
    canvas.glow(320, 240, 190, (255, 170, 80), 0.5)
    roof, pillar = (62, 24, 34), (176, 44, 38)
    for level, half in ((160, 118), (206, 176)):
        canvas.polygon(
            [
                (320 - half - 34, level - 14),
                (320 - half, level + 12),
                (320 - half * 0.55, level - 30),
                (320 + half * 0.55, level - 30),
                (320 + half, level + 12),
                (320 + half + 34, level - 14),
                (320 + half, level + 24),
                (320 - half, level + 24),
            ],
            roof,
        )
    canvas.rect(190, 226, 260, 18, (240, 186, 70))
    for x in (190, 262, 360, 432):
        canvas.rect(x, 240, 20, 62, pillar)
    for row, y in enumerate((26, 64)):
        paints: tuple[Colour, ...] = (
            (232, 52, 44),
            (255, 190, 50),
            (238, 110, 40),
            (226, 70, 120),
            (88, 190, 120),
        )
        for place in range(7 - row):
            x = 50 + place * 90 + row * 45
            sag = y + 26 * math.sin(place / 6 * math.pi) + luck.uniform(-4, 4)
            canvas.line((x - 45, sag - 20), (x + 45, sag - 20), 1.6, (232, 220, 190), 0.7)
            _lantern(canvas, x, sag, 25 - row * 5, luck.choice(paints))
    for x in range(-6, 660, 23):
        tall = luck.randrange(12, 34)
        canvas.ellipse(x, 336 - tall, 10, 11, (16, 10, 20))
        canvas.ellipse(x, 366 - tall, 17, 26, (16, 10, 20))


def _lantern(canvas: Canvas, x: float, y: float, size: float, paint: Colour) -> None:
    canvas.glow(x, y, size * 2.2, paint, 0.45)
    canvas.ellipse(x, y, size, size * 0.86, paint)
    canvas.ellipse(x, y, size * 0.55, size * 0.84, mix(paint, (255, 244, 190), 0.35))
    canvas.ellipse(x, y, size * 0.2, size * 0.8, mix(paint, (255, 250, 220), 0.6))
    canvas.rect(x - size * 0.36, y - size * 0.98, size * 0.72, size * 0.2, (250, 214, 110))
    canvas.rect(x - size * 0.36, y + size * 0.78, size * 0.72, size * 0.2, (250, 214, 110))
    canvas.line((x, y + size), (x, y + size * 1.6), 3, (250, 214, 110))
