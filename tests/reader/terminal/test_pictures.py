"""Pictures made ready for a terminal: what is broken or made to harm gives none, in bounded memory."""

import io
import struct
import warnings
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.terminal.pictures import LONGEST, MOST_PIXELS, colours_first, fit, shrunk, too_long


def a_picture(
    form: str, size: tuple[int, int] = (640, 400), mode: str = "RGB", colour: object = "teal"
) -> bytes:
    into = io.BytesIO()
    Image.new(mode, size, colour).save(into, form)  # type: ignore[arg-type]  # Pillow's colours are of many types
    return into.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def animated() -> bytes:
    into = io.BytesIO()
    frames = [Image.new("RGB", (80, 40), colour) for colour in ("red", "green", "blue")]
    frames[0].save(into, "GIF", save_all=True, append_images=frames[1:], duration=10, loop=0)
    return into.getvalue()


SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script>
<image href="file:///etc/passwd"/></svg>"""


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_the_usual_forms_are_decoded_and_shrunk_to_the_room(form: str):
    picture = shrunk(a_picture(form, (1600, 1000)), 20, 10)

    assert picture is not None
    assert picture.mode == "RGB"
    assert picture.size == (200, 125)


def test_a_small_picture_is_not_blown_up():
    picture = shrunk(a_picture("PNG", (30, 20)), 60, 30)

    assert picture is not None
    assert picture.size == (30, 20)


def test_what_is_transparent_lies_on_white_paper():
    picture = shrunk(a_picture("PNG", (8, 8), "RGBA", (255, 0, 0, 0)), 20, 10)

    assert picture is not None
    assert picture.getpixel((4, 4)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_frame_is_shown():
    picture = shrunk(animated(), 20, 10)

    assert picture is not None
    red, green, blue = picture.getpixel((4, 4))  # type: ignore[misc]  # three parts, for its mode is RGB
    assert red > 200
    assert green < 60
    assert blue < 60


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_file_cut_short_gives_a_picture_or_none_but_no_error(form: str, share: float):
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    into = io.BytesIO()
    noise.save(into, form)
    whole = into.getvalue()
    picture = shrunk(whole[: int(len(whole) * share)], 20, 10)

    assert picture is None or picture.size == (200, 133)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_half_a_photo_is_none(form: str):
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    into = io.BytesIO()
    noise.save(into, form)

    assert shrunk(into.getvalue()[: len(into.getvalue()) // 2], 20, 10) is None


@pytest.mark.parametrize("size", [(50_000, 50_000), (2**31 - 1, 1), (1, 2**31 - 1), (20_000, 2_501)])
def test_a_header_that_promises_too_much_is_not_believed(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "thumbnail", refuse)

    assert size[0] * size[1] > MOST_PIXELS
    assert shrunk(png_that_says(*size), 20, 10) is None


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        b"",
        b"\x00",
        b"<html><body>404</body></html>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a\xff\xff\xff\xff\xff\x00\x00",
        b"BM" + b"\xff" * 60,
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run",
        b"II*\x00\xff\xff\xff\xff",
        png_that_says(0, 0),
        png_that_says(40, 40),
    ],
    ids=["svg", "nothing", "nul", "page", "signature", "gif", "bmp", "webp", "eps", "tiff", "flat", "short"],
)
def test_what_is_no_picture_gives_none(data: bytes):
    assert shrunk(data, 20, 10) is None


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF"])
@pytest.mark.parametrize(
    "more",
    [b"<script>alert(1)</script>", b"%PDF-1.7", b"PK\x03\x04" + bytes(30), SVG],
    ids=["html", "pdf", "zip", "svg"],
)
def test_a_picture_that_is_something_else_too_is_drawn_or_none(form: str, more: bytes):
    before, behind = shrunk(more + a_picture(form), 20, 10), shrunk(a_picture(form, (64, 40)) + more, 20, 10)

    assert before is None
    assert behind is not None
    assert behind.size == (64, 40)


@pytest.mark.parametrize("form", ["TIFF", "PPM", "ICO", "TGA"])
def test_forms_that_no_portal_shows_are_left_to_no_decoder(form: str):
    assert shrunk(a_picture(form, (64, 40)), 20, 10) is None


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"BM"])
)
def test_no_bytes_raise(data: bytes, start: bytes):
    shrunk(start + data, 20, 10)


def test_decoding_leaves_the_warnings_of_other_threads_alone(monkeypatch: pytest.MonkeyPatch):
    """They are of the whole process: the interface draws pictures while others are decoded."""
    seen, shrink = [], Image.Image.thumbnail

    def noted(self: Image.Image, bounds: tuple[float, float]) -> None:
        seen.append(list(warnings.filters))
        shrink(self, bounds)

    monkeypatch.setattr(Image.Image, "thumbnail", noted)
    shrunk(a_picture("PNG"), 20, 10)

    assert seen == [list(warnings.filters)]


# Room ----------------------------------------------------------------------------------------------------


@given(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), st.integers(1, 300), st.integers(1, 100))
def test_a_picture_takes_some_room_and_never_more_than_there_is(
    size: tuple[int, int], columns: int, rows: int
):
    width, height = fit(size, columns, rows)

    assert 1 <= width <= columns
    assert 1 <= height <= rows


def test_its_shape_is_kept_for_cells_twice_as_high_as_wide():
    assert fit((1600, 800), 60, 40) == (60, 15)
    assert fit((800, 1600), 60, 20) == (20, 20)


def test_sixels_define_their_colours_before_they_draw():
    written = '\x1bP0;0;0q"1;1;9;12#2;2;94;96;98!9~$#1;2;0;0;0??~-#2!9~$#13;2;1;2;3!4~#1~-\x1b\\'

    assert colours_first(written) == (
        '\x1bP0;0;0q"1;1;9;12#2;2;94;96;98#1;2;0;0;0#13;2;1;2;3#2!9~$#1??~-#2!9~$#13!4~#1~-\x1b\\'
    )
    assert colours_first("\x1bPq-\x1b\\") == "\x1bPq-\x1b\\"


@pytest.mark.parametrize(
    ("size", "rate", "seconds"),
    [(9000, 3000, 0), (9001, 3000, 3), (9001, 3001, 0), (60_000, 3000, 20), (9001, None, 0)],
)
def test_what_takes_longer_than_three_seconds_is_too_long(size: int, rate: float | None, seconds: int):
    assert LONGEST == 3
    assert too_long(size, rate) == seconds
