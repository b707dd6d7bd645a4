"""The QR code of an address is read back as a phone would read it."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader import i18n
from reader.terminal.qr import code_lines, why_none

ADDRESS = "http://stttt.vinhlong.gov.vn/tabid/1446/id/38995/Default.aspx?tin=637244"
DARK = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
MODULE = 4
"""Pixels of a module, as of a cell's half on a screen."""


def seen(lines: list[str], around: int = 255) -> str:
    """What a camera reads of the cells, on a ground `around` them."""
    return read([[DARK[cell][half] for cell in line] for line in lines for half in (0, 1)], around)


def read(rows: list[list[int]], around: int = 255) -> str:
    """What a camera reads of halves of cells, 1 for dark ones."""
    picture = Image.new("L", (len(rows[0]), len(rows)))
    picture.putdata([0 if dark else 255 for row in rows for dark in row])
    whole = Image.new("L", (picture.width + 8, picture.height + 8), around)
    whole.paste(picture, (4, 4))
    large = whole.resize((whole.width * MODULE, whole.height * MODULE), Image.Resampling.NEAREST)
    return "".join(found.text for found in zxingcpp.read_barcodes(large))


@given(st.text(st.characters(codec="ascii", min_codepoint=0x21), min_size=1, max_size=150))
def test_it_is_read_back(rest: str) -> None:
    address = f"http://vinhlong.gov.vn/{rest}"
    assert seen(code_lines(address, 200, 100)) == address


def test_in_ascii_a_module_is_two_cells_side_by_side() -> None:
    lines = code_lines(ADDRESS, 200, 100, plain=True)
    assert {*"".join(lines)} == {*" #"}
    assert read([[cell == "#" for cell in line] for line in lines for _half in (0, 1)]) == ADDRESS
    assert code_lines(ADDRESS, 69, 100, plain=True) == code_lines(ADDRESS, 200, 34, plain=True) == []
    assert len(code_lines(ADDRESS, 70, 35, plain=True)) == 35
    assert "70×37 characters" in why_none(ADDRESS, beside=2, plain=True)


@pytest.mark.parametrize("around", [0, 255])
@pytest.mark.parametrize(("columns", "rows"), [(80, 22), (41, 21), (35, 18)])
def test_it_is_read_with_as_much_light_around_as_there_is_room(columns: int, rows: int, around: int) -> None:
    lines = code_lines(ADDRESS, columns, rows)
    assert len(lines) <= rows
    assert {len(line) for line in lines} <= set(range(columns + 1))
    assert seen(lines, around) == ADDRESS


def test_where_there_is_no_room_it_says_how_much_is_needed() -> None:
    i18n.install("en")
    assert code_lines(ADDRESS, 34, 100) == code_lines(ADDRESS, 100, 17) == []
    assert "35×20 characters" in why_none(ADDRESS, beside=2)


def test_an_address_too_long_for_any_code_is_said_to_be() -> None:
    i18n.install("en")
    assert code_lines("x" * 3000, 1000, 1000) == []
    assert why_none("x" * 3000) == "This address is too long for a QR code."
