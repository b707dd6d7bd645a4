"""The figures of a bench as a table for the terminal, as JSON, and as a page with plots."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pygal
from pygal.style import CleanStyle
from rich.console import Console
from rich.table import Table

from tests.bench.harness import Row, Sample

DOCS = Path(__file__).resolve().parents[2] / "docs"
_HEADINGS = {
    "start": "Start",
    "memory": "Memory",
    "keys": "Keys",
    "search": "Search",
    "parse": "Parse",
    "sync": "Sync",
    "stores": "Stores",
}


def told(row: Row) -> list[str]:
    """Word a row: what, the program's figure, each peer's with the ratio, the bars."""
    peers = "; ".join(_peer(row, name, sample) for name, sample in row.peers.items())
    return [row.what, f"{_figure(row.ours)} {row.unit}".strip() if row.ours else "", peers, _bars(row)]


def _figure(sample: Sample) -> str:
    median = _number(sample.median)
    return median if len(sample.values) == 1 else f"{median} ± {_number(sample.spread)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _peer(row: Row, name: str, sample: Sample) -> str:
    ratio = row.ratio(name)
    return f"{name} {_figure(sample)}" + (f" (×{ratio:.2f})" if ratio is not None else "")


def _bars(row: Row) -> str:
    said = []
    for bar in row.bars:
        figure = row.figure(bar)
        if figure is not None:
            said.append(f"{'✓' if bar.holds(figure) else '✗'} {bar}: {_number(figure)}")
    return "; ".join(said)


def show(rows: Sequence[Row]) -> None:
    """Print the table."""
    console = Console()
    for measure in dict.fromkeys(row.measure for row in rows):
        table = Table(title=_HEADINGS.get(measure, measure), title_justify="left", expand=True)
        for heading in ("measured", "tinvl", "peers (×: tinvl over peer)", "bar"):
            table.add_column(heading)
        for row in rows:
            if row.measure == measure:
                table.add_row(*told(row))
        console.print(table)


def keep(rows: Sequence[Row], machine: dict[str, str], took: float) -> None:
    """Write `docs/bench.json`, `docs/bench.md` and the plots."""
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    written = {
        "made": when,
        "seconds": round(took),
        "machine": machine,
        "rows": [_plain(row) for row in rows],
    }
    text = json.dumps(written, ensure_ascii=False, indent=1)
    DOCS.mkdir(exist_ok=True)
    (DOCS / "bench.json").write_text(text + "\n", encoding="utf-8")
    (DOCS / "bench.md").write_text("\n".join(_page(rows, machine, when, took)), encoding="utf-8")


def _plain(row: Row) -> dict[str, object]:
    return {
        "measure": row.measure,
        "what": row.what,
        "unit": row.unit,
        "ours": _sample(row.ours),
        "peers": {name: _sample(sample) for name, sample in row.peers.items()},
        "ratios": {name: row.ratio(name) for name in row.peers},
        "bars": [{"bar": str(bar), "figure": row.figure(bar)} for bar in row.bars],
    }


def _sample(sample: Sample | None) -> dict[str, float] | None:
    if sample is None:
        return None
    figures = {"median": sample.median, "spread": sample.spread, "p99": sample.percentile(99)}
    return {"n": len(sample.values), **{name: round(value, 4) for name, value in figures.items()}}


def _page(rows: Sequence[Row], machine: dict[str, str], when: str, took: float) -> Iterable[str]:
    yield "# How fast it is\n"
    yield f"Written by `make bench` on {when}, in {took / 60:.0f} minutes. A figure is the median of several"
    yield "runs, ± half of the range in which the middle half lies; × is tinvl over its peer. ✓ and ✗"
    yield "tell whether a bar is held. Compare ratios, not the last digit.\n"
    yield from (f"* {name}: {value}" for name, value in machine.items())
    for measure in dict.fromkeys(row.measure for row in rows):
        yield f"\n## {_HEADINGS.get(measure, measure)}\n"
        of_it = [row for row in rows if row.measure == measure]
        if plotted := _plot(measure, of_it):
            yield f"![{_HEADINGS.get(measure, measure)}]({plotted})\n"
        yield "| measured | tinvl | peers | bar |\n|---|---|---|---|"
        yield from (f"| {' | '.join(told(row))} |" for row in of_it)
    yield ""


def _plot(measure: str, rows: Sequence[Row]) -> str:
    """Draw the rows that have a peer: tinvl as a multiple of each."""
    shown = [row for row in rows if any(row.ratio(name) for name in row.peers)]
    if not shown:
        return ""
    chart = pygal.HorizontalBar(
        style=CleanStyle(font_family="sans-serif"), js=[], width=900, height=120 + 34 * len(shown) * 2,
        logarithmic=True, legend_at_bottom=True, title=f"{measure}: tinvl over its peer", no_prefix=True,
        disable_xml_declaration=True, truncate_label=60, truncate_legend=-1,
    )  # fmt: skip
    chart.x_labels = [row.what for row in shown]
    for name in dict.fromkeys(name for row in shown for name in row.peers):
        chart.add(name, [row.ratio(name) for row in shown])
    target = DOCS / f"bench-{measure}.svg"
    target.write_text(chart.render(is_unicode=True) + "\n", encoding="utf-8")
    return target.name
