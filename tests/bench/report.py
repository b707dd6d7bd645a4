"""The figures of a bench as tables for the terminal, as JSON, and as a page with plots."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import plots, tables
from tests.bench.growth import grown
from tests.bench.harness import Row, Sample

DOCS = Path(__file__).resolve().parents[2] / "docs"
_READING = """\
A figure is the median of several runs, ± half of the range in which the middle half lies; (×2) behind a
peer's says that tinvl takes, or has, twice as much. Compare what stands in one line, not the last digit: the
peers ran in turn with tinvl, on the same machine and the same articles."""
_GROWING = f"""\
How each figure grows from the smallest size to the largest. The verdict is the simplest law that every
median lies near (within {tables.TOLERANCE:.0%}): a fixed part, and one that grows as log n or as n; what lies
near none and ends as it began scatters. The exponent is the slope of the line through the logarithms, so a
large fixed part makes it small; what comes on top for ten times as many is told beside it. The work is what
a measure has to do at least: where the figure grows faster than that, something is to be mended."""


def show(rows: Sequence[Row]) -> None:
    """Print the tables."""
    console = Console()
    for title, table in tables.all_of(rows):
        shown = Table(title=title or None, title_justify="left", expand=True)
        for heading in table[0]:
            shown.add_column(heading)
        for line in table[1:]:
            shown.add_row(*(cell.strip("*") for cell in line))
        console.print(shown)


def keep(rows: Sequence[Row], machine: dict[str, str], took: float) -> None:
    """Write `docs/bench.json`, `docs/bench.md` and the plots."""
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    written = {
        "made": when,
        "seconds": round(took),
        "machine": machine,
        "rows": [_plain(row) for row in rows],
        "growth": [_grown(*one) for one in grown(rows).values()],
    }
    text = json.dumps(written, ensure_ascii=False, indent=1)
    DOCS.mkdir(exist_ok=True)
    (DOCS / "bench.json").write_text(text + "\n", encoding="utf-8")
    (DOCS / "bench.md").write_text("\n".join(_page(rows, machine, when, took)), encoding="utf-8")


def _plain(row: Row) -> dict[str, object]:
    return {
        "measure": row.measure,
        "what": row.what,
        "size": row.size,
        "of": row.of if row.size is not None else None,
        "unit": row.unit,
        "ours": _sample(row.ours),
        "peers": {name: _sample(sample) for name, sample in row.peers.items()},
        "ratios": {name: row.ratio(name) for name in row.peers},
        "bars": [
            {"bar": str(bar), "figure": row.figure(bar), "holds": tables.held(row, bar)} for bar in row.bars
        ],
    }


def _grown(row: Row, told: tables.Growth) -> dict[str, object]:
    return {
        "measure": row.measure,
        "what": row.what,
        "unit": row.unit,
        "of": row.of,
        "from": told.first,
        "to": told.last,
        "exponent": round(told.exponent, 3),
        "tenfold": round(told.tenfold, 4),
        "verdict": told.verdict,
        "work": row.work,
    }


def _sample(sample: Sample | None) -> dict[str, float] | None:
    if sample is None:
        return None
    figures = {"median": sample.median, "spread": sample.spread, "p99": sample.percentile(99)}
    return {"n": len(sample.values), **{name: round(value, 4) for name, value in figures.items()}}


def _page(rows: Sequence[Row], machine: dict[str, str], when: str, took: float) -> Iterable[str]:
    yield "# How fast it is\n"
    yield f"Written by `make bench` on {when}, in {took / 60:.0f} minutes.\n"
    yield _READING
    for title, table in tables.all_of(rows):
        yield f"\n## {title}\n" if title else ""
        if title == tables.BARS:
            yield f"{tables.summary(rows)}\n"
        if title == tables.GROWTH:
            yield f"{_GROWING}\n"
        if name := plots.plotted(title, rows, DOCS):
            yield f"![{title}]({name})\n"
        yield from _markdown(table)
    yield "\n## The machine\n"
    yield from (f"* {name}: {value}" for name, value in machine.items())
    yield ""


def _markdown(table: Sequence[Sequence[str]]) -> Iterable[str]:
    yield f"| {' | '.join(table[0])} |"
    yield f"|{'---|' * len(table[0])}"
    yield from (f"| {' | '.join(cell or ' ' for cell in line)} |" for line in table[1:])
