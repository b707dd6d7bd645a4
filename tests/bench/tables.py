"""The figures of a bench as tables of words: bars, growth, and one table a measure with a column a size."""

from collections.abc import Iterable, Sequence

from tests.bench.growth import TOLERANCE, Growth, grown
from tests.bench.harness import Bar, Row, Sample

__all__ = ["TOLERANCE", "Growth", "Table", "all_of", "held"]

BARS, GROWTH = "The bars", "Growth"
HEADINGS = {
    "start": "Start",
    "memory": "Memory",
    "keys": "Keys",
    "written": "Written to the terminal",
    "search": "Search",
    "parse": "Parse",
    "sync": "Sync",
    "stores": "Stores",
}
Table = list[list[str]]
"""Lines of cells, the headings first."""


def all_of(rows: Sequence[Row]) -> Iterable[tuple[str, Table]]:
    """Yield every table with its title: the bars, the growth, then those of each measure.

    Of several tables of a measure, one for each kind of size, the first has the title.
    """
    if barred := bars(rows):
        yield BARS, barred
    if growing := growths(rows):
        yield GROWTH, growing
    for measure in dict.fromkeys(row.measure for row in rows):
        of_it = [row for row in rows if row.measure == measure]
        title = HEADINGS[measure]
        for of in dict.fromkeys(row.of if row.size is not None else "" for row in of_it):
            yield title, figures([row for row in of_it if (row.of if row.size is not None else "") == of])
            title = ""


def bars(rows: Iterable[Row]) -> Table:
    """Tell of each bar whether it is held, with the figures; nothing where no row has one."""
    lines = [
        [f"{HEADINGS[row.measure]}: {row.label}", str(bar), _against(row, bar), _sign(row, bar)]
        for row in rows
        for bar in row.bars
        if row.figure(bar) is not None
    ]
    return [["what", "bar", "measured", "held"], *lines] if lines else []


def summary(rows: Iterable[Row]) -> str:
    """Say how many bars are held."""
    signs = [held(row, bar) for row in rows for bar in row.bars]
    return f"{signs.count(True)} of {len(signs) - signs.count(None)} bars are held."


def held(row: Row, bar: Bar) -> bool | None:
    """Tell whether a row holds a bar; None where there is nothing to compare."""
    figure = row.figure(bar)
    return None if figure is None else bar.holds(figure)


def _sign(row: Row, bar: Bar) -> str:
    return "✓ yes" if held(row, bar) else "✗ no"


def _against(row: Row, bar: Bar) -> str:
    """Word the figure of a bar: a ratio with both its sides, or the median or percentile itself."""
    figure = row.figure(bar)
    if figure is None or row.ours is None:
        return ""
    if bar.of not in row.peers:
        return f"{number(figure)} {row.unit}"
    return f"{number(figure)} ({number(row.ours.median)} : {number(row.peers[bar.of].median)} {row.unit})"


def growths(rows: Iterable[Row]) -> Table:
    """Tell how each measure grows, the fastest of each kind first; nothing where none has three sizes."""
    lines = []
    for row, told in grown(rows).values():
        (size, least), (larger, most) = told.first, told.last
        lines.append(
            [
                f"{HEADINGS[row.measure]}: {row.what}",
                f"{number(least)} {row.unit} at {size:,}",
                f"{number(most)} {row.unit} at {larger:,} {row.of}",
                f"{told.exponent:.2f}",
                f"{told.tenfold:+.3g} {row.unit}",
                told.verdict,
                _judged(row, told),
            ]
        )
    headings = ["measured", "from", "to", "exponent", "a tenfold adds", "grows", "the work"]
    return [headings, *lines] if lines else []


def _judged(row: Row, told: Growth) -> str:
    if row.work is None:
        return ""
    return f"{'✗' if told.exceeds(row.work) else '✓'} {row.work}"


def figures(rows: Sequence[Row]) -> Table:
    """Return a line for each thing measured and below it one for each of its peers, with a column a size."""
    columns = sorted({row.size for row in rows}, key=lambda size: size or 0)
    lines: Table = []
    for name in dict.fromkeys((row.what, row.unit) for row in rows):
        lines += _lines({row.size: row for row in rows if (row.what, row.unit) == name}, columns)
    heads = ["measured" if size is None else f"{size:,}" for size in columns]
    return [[rows[0].of if rows[0].size is not None else "", "of", *heads], *lines]


def _lines(of_it: dict[int | None, Row], columns: Sequence[int | None]) -> Iterable[list[str]]:
    first = next(iter(of_it.values()))
    name = first.what + (f" ({first.unit})" if first.unit else "")
    if any(row.ours for row in of_it.values()):
        yield [f"**{name}**", "tinvl", *(_cell(of_it.get(size)) for size in columns)]
        name = ""
    for peer in dict.fromkeys(peer for row in of_it.values() for peer in row.peers):
        yield [name, peer, *(_peer_cell(of_it.get(size), peer) for size in columns)]
        name = ""


def _cell(row: Row | None) -> str:
    return figure(row.ours) if row and row.ours else ""


def _peer_cell(row: Row | None, peer: str) -> str:
    if row is None or peer not in row.peers:
        return ""
    ratio = row.ratio(peer)
    return figure(row.peers[peer]) + (f" (×{number(ratio)})" if ratio is not None else "")


def figure(sample: Sample) -> str:
    """Write a median with its spread."""
    median = number(sample.median)
    return median if len(sample.values) == 1 else f"{median} ± {number(sample.spread, digits=2)}"


def number(value: float, digits: int = 3) -> str:
    """Write a number with so many digits, or whole from a hundred on."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.{digits}g}"
