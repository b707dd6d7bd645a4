"""An address as a QR code (ISO/IEC 18004), to take it to a phone from where there is no browser. Pure."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from reader.i18n import _
from reader.words import number

_BORDERS = (4, 3, 2, 1)
"""Light modules around the code; the standard asks for four, cameras find it with fewer."""
INK = "#"
"""What is dark in ASCII."""
_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def code_lines(address: str, columns: int, rows: int, *, plain: bool = False) -> list[str]:
    """Draw the code of an address in cells, two modules to each; none where it has no room.

    What is drawn is dark: it belongs on a light ground. `columns` and `rows` are the room in cells. `plain`
    is in ASCII, two cells to each module: cameras read it where the cells of `INK` are dark as a whole.
    """
    modules = _modules(address)
    side = len(modules)
    for border in _BORDERS:
        width, height = _room(side + 2 * border, plain=plain)
        if side and width <= columns and height <= rows:
            return list((_drawn_plainly if plain else _drawn)(_framed(modules, border)))
    return []


def why_none(address: str, beside: int = 0, *, plain: bool = False) -> str:
    """Say why an address has no code; `beside` it so many rows are needed for other things."""
    side = len(_modules(address))
    if not side:
        return _("This address is too long for a QR code.")
    columns, rows = _room(side + 2 * _BORDERS[-1], plain=plain)
    rows += beside
    text = _("The QR code of this address needs a terminal of {columns}×{rows} characters.")
    return text.format(columns=number(columns), rows=number(rows))


def _modules(address: str) -> Sequence[Sequence[int]]:
    """Return the rows of a code, 1 for dark; none for more than 2,953 bytes, which no code holds."""
    import segno  # noqa: PLC0415 - most never ask for one

    try:
        return tuple(map(tuple, segno.make(address, error="l", boost_error=False, micro=False).matrix))
    except segno.DataOverflowError:
        return ()


def _room(side: int, *, plain: bool) -> tuple[int, int]:
    """Return the columns and rows that a code of so many modules takes, its border among them."""
    return (2 * side, side) if plain else (side, (side + 1) // 2)


def _framed(modules: Sequence[Sequence[int]], border: int) -> list[Sequence[int]]:
    light, beside = (0,) * (len(modules) + 2 * border), (0,) * border
    above = (light,) * border
    return [*above, *((*beside, *row, *beside) for row in modules), *above]


def _drawn(rows: Sequence[Sequence[int]]) -> Iterator[str]:
    light = (0,) * len(rows)
    for top, bottom in zip_longest(rows[::2], rows[1::2], fillvalue=light):
        yield "".join(_HALVES[halves] for halves in zip(top, bottom, strict=True))


def _drawn_plainly(rows: Sequence[Sequence[int]]) -> Iterator[str]:
    for row in rows:
        yield "".join(2 * (INK if module else " ") for module in row)
