"""Measure, show, and write down: `python -m tests.bench`, and the names of some of it for these alone.

SIZE is the largest number of articles (100,000), HEADS the largest that is known from listings alone
(1,000,000 at the full size), RUNS how often each thing is measured (9), LONGEST for how many seconds a single
one may take (120). A run of everything at the full size is written to docs/, any other where WRITE is set;
`bench-data/` keeps data.
"""

import os
import subprocess
import sys
import tempfile
import time
import warnings
from importlib import import_module
from pathlib import Path

from tests.bench import machine, report
from tests.bench.harness import Plan, Row
from tests.bench.peers import newsboat

MEASUREMENTS = ("start", "keys", "written", "search", "parse", "sync", "stores")
SIZE, HEADS = 100_000, 1_000_000


def main(names: list[str]) -> int:
    """Measure what was named, or everything."""
    unknown = set(names) - set(MEASUREMENTS)
    if unknown:
        print(
            f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}",
            file=sys.stderr,
        )
        return 2
    warnings.simplefilter("ignore")
    began = time.monotonic()
    size, runs = int(os.environ.get("SIZE", SIZE)), int(os.environ.get("RUNS", "9"))
    heads = int(os.environ.get("HEADS", HEADS if size == SIZE else 0))
    if reason := newsboat.missing():
        print(f"without newsboat: {reason}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as scratch:
        sizes = tuple(sorted({min(1_000, size), min(10_000, size), size}))
        several = tuple(step for step in (heads // 100, heads // 10, heads) if step)
        plan = Plan(sizes, runs, Path(scratch), several)
        rows = [row for name in names or MEASUREMENTS for row in _measured(name, plan)]
    report.show(rows)
    if (not names and size == SIZE) or os.environ.get("WRITE"):
        report.keep(rows, machine.described(), time.monotonic() - began)
    return 0


def _measured(name: str, plan: Plan) -> list[Row]:
    began = time.monotonic()
    rows: list[Row] = []
    try:
        for row in import_module(f"tests.bench.{name}").measure(plan):
            rows.append(row)  # noqa: PERF402 - what was measured stays where the rest fails
    except (TimeoutError, OSError, subprocess.SubprocessError) as error:
        print(f"{name} ended early: {error}", file=sys.stderr)
    print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
