"""From the start of the process to the first painted list, and what memory it holds then."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.data import newest_title
from tests.bench.harness import Bar, Plan, Row, Sample, in_turn
from tests.bench.peers import empty, newsboat
from tests.bench.terminal import Terminal, reader_of

_EMPTY = "empty Textual app"


def measure(plan: Plan) -> Iterator[Row]:
    """Start the reader and its peers in turn, at every size."""
    memory: list[Row] = []
    for size in (0, *plan.sizes):
        seen: dict[str, list[float]] = {}
        times = in_turn(plan.runs, **_starts(plan, size, seen))
        ours, peers = times.pop("ours"), times
        bars = (Bar(_EMPTY, most=1.3),) if size == plan.most else ()
        yield Row("start", f"first list, {size:,} articles", "ms", ours, peers, bars)
        held = {name: Sample(tuple(values)) for name, values in seen.items()}
        bars = (Bar(_EMPTY, most=1.5),) if size == plan.most else ()
        memory.append(
            Row("memory", f"at the first list, {size:,} articles", "MiB", held.pop("ours"), held, bars)
        )
    yield _cold(plan)
    yield from memory


def _starts(plan: Plan, size: int, seen: dict[str, list[float]]) -> dict[str, "object"]:
    home = plan.home(size) if size else plan.scratch / "empty"
    words = newest_title(size)[:16] if size else "0 articles"
    starts = {
        "ours": lambda: _start(reader_of(home), words, seen.setdefault("ours", [])),
        _EMPTY: lambda: _start([sys.executable, empty.__file__], empty.SAID, seen.setdefault(_EMPTY, [])),
    }
    if size and newsboat.missing() is None:
        command = newsboat.command(size)
        starts["newsboat"] = lambda: _start(command, newsboat.FEED, seen.setdefault("newsboat", []))
    return starts


def _start(command: list[str], words: str, memory: list[float]) -> float:
    with Terminal(command) as terminal:
        took = terminal.until(words) * 1000
        terminal.settle()
        memory.append(terminal.memory())
    return took


def _cold(plan: Plan) -> Row:
    """Start with the stores read from the disk, not from the system's cache; Python's files stay in it."""
    home, words = plan.home(plan.most), newest_title(plan.most)[:16]

    def once() -> float:
        _forget(home)
        return _start(reader_of(home), words, [])

    return Row(
        "start",
        f"first list, {plan.most:,} articles, stores not in memory",
        "ms",
        in_turn(plan.runs, it=once)["it"],
    )


def _forget(home: Path) -> None:
    os.sync()
    for path in home.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)
