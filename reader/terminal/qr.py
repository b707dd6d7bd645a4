"""An address as a QR code (ISO/IEC 18004), to take it to a phone from where there is no browser. Pure."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from reader.i18n import _
from reader.words import number

_BORDERS = (4, 3, 2, 1)
"""Light modules around the code; the standard asks for four, cameras find it with fewer."""
_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def code_lines(address: str, columns: int, rows: int) -> list[str]:
    """Draw the code of an address in cells, two modules to each; none where it has no room.

    What is drawn is dark: it belongs on a light ground. `columns` and `rows` are the room in cells.
    """
    modules = _modules(address)
    side = len(modules)
    for border in _BORDERS:
        whole = side + 2 * border
        if side and whole <= columns and (whole + 1) // 2 <= rows:
            return list(_drawn(modules, border))
    return []


def why_none(address: str, beside: int = 0) -> str:
    """Say why an address has no code; `beside` it so many rows are needed for other things."""
    side = len(_modules(address))
    if not side:
        return _("This address is too long for a QR code.")
    columns = side + 2 * _BORDERS[-1]
    rows = (columns + 1) // 2 + beside
    text = _("The QR code of this address needs a terminal of {columns}×{rows} characters.")
    return text.format(columns=number(columns), rows=number(rows))


def _modules(address: str) -> Sequence[Sequence[int]]:
    """Return the rows of a code, 1 for dark; none for more than 2,953 bytes, which no code holds."""
    import segno  # noqa: PLC0415 - most never ask for one

    try:
        return tuple(map(tuple, segno.make(address, error="l", boost_error=False, micro=False).matrix))
    except segno.DataOverflowError:
        return ()


def _drawn(modules: Sequence[Sequence[int]], border: int) -> Iterator[str]:
    side = len(modules) + 2 * border
    light, beside = (0,) * side, (0,) * border
    above = (light,) * border
    rows = [*above, *((*beside, *row, *beside) for row in modules), *above]
    for top, bottom in zip_longest(rows[::2], rows[1::2], fillvalue=light):
        yield "".join(_HALVES[halves] for halves in zip(top, bottom, strict=True))
