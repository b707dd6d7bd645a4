"""The drawn pictures: valid PNG, always the same, and each scene another."""

import io

import pytest
from PIL import Image

from scrapers.demo.canvas import Canvas
from scrapers.demo.pictures import BANNERS, HEIGHT, SCENES, WIDTH, draw


def rows_of(png: bytes) -> tuple[int, int, bytes]:
    """Decode a PNG: width, height and pixels."""
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        assert image.mode == "RGB"
        return *image.size, image.tobytes()


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_a_picture_of_many_colours(scene: str) -> None:
    width, height, pixels = rows_of(draw(f"{scene}-10501"))

    assert (width, height) == (WIDTH, HEIGHT)
    assert len({pixels[at : at + 3] for at in range(0, len(pixels), 3 * 41)}) > 30


def test_a_name_always_gives_the_same_picture_and_another_name_another() -> None:
    first = draw("river-1")
    draw.cache_clear()

    assert draw("river-1") == first
    assert draw("river-2") != first


def test_banners_are_pictures_too() -> None:
    assert {rows_of(draw(name))[:2] for name in BANNERS} == {(1000, 120), (200, 60)}


@pytest.mark.parametrize("name", ["", "moon-1", "hall", "-1", "1204"])
def test_unknown_scenes_are_refused(name: str) -> None:
    with pytest.raises(KeyError):
        draw(name)


def test_a_pixel_that_is_covered_in_part_is_blended_in_part() -> None:
    canvas = Canvas(4, 1)
    canvas.rect(0.5, 0, 1.5, 1, (255, 255, 255))

    _, _, pixels = rows_of(canvas.png())

    assert list(pixels[::3]) == [128, 255, 0, 0]


def test_a_light_is_strongest_in_its_middle_and_fades_to_nothing_at_its_edge() -> None:
    canvas = Canvas(40, 40)
    canvas.glow(20, 20, 20, (200, 200, 200), 0.4)

    _, _, pixels = rows_of(canvas.png())
    middle, half, corner = pixels[(20 * 40 + 20) * 3], pixels[(20 * 40 + 10) * 3], pixels[0]

    assert middle > 140 > half > 60
    assert corner == 0


def test_shapes_may_lie_partly_outside() -> None:
    canvas = Canvas(8, 8)
    canvas.ellipse(0, 0, 5, 5, (9, 9, 9))
    canvas.polygon([(-4, -4), (20, 4), (4, 20)], (5, 5, 5))
    canvas.rect(6, 6, 100, 100, (7, 7, 7))

    width, height, pixels = rows_of(canvas.png())

    assert (width, height, pixels[-3:]) == (8, 8, bytes((7, 7, 7)))
