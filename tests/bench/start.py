"""From the start of the process to the first painted list: by the clock, on the processor, and in memory."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import data
from tests.bench.data import newest_title
from tests.bench.harness import Bar, Plan, Row, Sample, Work, in_turn
from tests.bench.peers import empty, newsboat
from tests.bench.terminal import Terminal, reader_of

_EMPTY = "empty Textual app"
_COUNTING = (
    "import runpy, signal, sys; path, name, *sys.argv = sys.argv[1:]; "
    "signal.signal(signal.SIGUSR1, lambda *_: open(path, 'w').write(f'{len(sys.modules)}\\n')); "
    "run = runpy.run_path if name.endswith('.py') else runpy.run_module; "
    "run(name, run_name='__main__')"
)
_PATIENCE = 10.0


@dataclass
class _Seen:
    """What each start showed, by who started."""

    times: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, list[float]] = field(default_factory=dict)
    costs: dict[str, list[float]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str], words: str) -> float:
        """Start once; the processor's time is what it takes until nothing more is painted or done."""
        with Terminal(command) as terminal:
            took = terminal.until(words) * 1000
            terminal.rest()
            self.memory.setdefault(name, []).append(terminal.memory())
        self.costs.setdefault(name, []).append(terminal.used * 1000)
        return took


def measure(plan: Plan) -> Iterator[Row]:
    """Start the reader and its peers in turn, at every size."""
    costs: list[Row] = []
    memory: list[Row] = []
    for size in (0, *plan.beyond):
        seen = _Seen()
        times = in_turn(plan.runs, **_starts(plan, size, seen))
        bars = ((Bar(_EMPTY, most=1.3),), (Bar(_EMPTY, most=1.5),)) if size == plan.most else ((), ())
        yield _row(("start", "first list", "ms"), times, size, "log n", *bars[0])
        costs.append(_row(("start", "processor time of a start", "ms"), _samples(seen.costs), size, "log n"))
        # Each row of the list is a number of 8 bytes.
        held = ("memory", "at the first list", "MiB")
        memory.append(_row(held, _samples(seen.memory), size, "n", *bars[1]))
    yield from costs
    yield from _cold(plan)
    yield _modules(plan)
    yield from memory


def _row(name: tuple[str, str, str], of: dict[str, Sample], size: int, work: Work, *bars: Bar) -> Row:
    """Make a row of a measure, what was measured and its unit."""
    peers = dict(of)
    ours = peers.pop("ours")
    return Row(*name, ours, peers, bars, size=size, work=work)


def _samples(values: dict[str, list[float]]) -> dict[str, Sample]:
    return {name: Sample(tuple(found)) for name, found in values.items()}


def _starts(plan: Plan, size: int, seen: _Seen) -> dict[str, Callable[[], float]]:
    commands = {"ours": (_reader(plan, size), _words(plan, size)), _EMPTY: (_empty(), empty.SAID)}
    if 0 < size <= plan.most and newsboat.missing() is None:
        commands["newsboat"] = newsboat.command(size), newsboat.FEED
    return {name: _started(seen, name, *one) for name, one in commands.items()}


def _started(seen: _Seen, name: str, command: list[str], words: str) -> Callable[[], float]:
    return lambda: seen.start(name, command, words)


def _reader(plan: Plan, size: int) -> list[str]:
    return reader_of(plan.home(size) if size else plan.scratch / "empty")


def _empty() -> list[str]:
    return [sys.executable, empty.__file__]


def _words(plan: Plan, size: int) -> str:
    return newest_title(plan.home(size))[:16] if size else "0 articles"


def _cold(plan: Plan) -> Iterator[Row]:
    """Start with everything read from the disk that was put there; what is running stays in memory."""
    words, ours, seen = _words(plan, plan.most), _reader(plan, plan.most), _Seen()
    stores = [path for path in plan.home(plan.most).rglob("*") if path.is_file()]
    python = _files_of_python()

    def cold(name: str, command: list[str], said: str, *forgotten: Path) -> Callable[[], float]:
        def once() -> float:
            _forget(forgotten)
            return seen.start(name, command, said)

        return once

    some = in_turn(plan.runs, ours=cold("ours", ours, words, *stores))
    yield Row("start", "first list, stores not in memory", "ms", some["ours"], size=plan.most)
    peer = cold(_EMPTY, _empty(), empty.SAID, *python)
    every = in_turn(plan.runs, ours=cold("ours", ours, words, *stores, *python), **{_EMPTY: peer})
    what = "first list, neither stores nor Python's modules in memory"
    yield Row("start", what, "ms", every.pop("ours"), every, size=plan.most)


def _files_of_python() -> list[Path]:
    """List what a start reads of Python: compiled modules and libraries; sources are only looked for."""
    libraries = (Path(sys.prefix), Path(os.__file__).parent / "lib-dynload")
    found = [
        *(data.FOLDER / "pyc").rglob("*.pyc"),
        *(path for one in libraries for path in one.rglob("*.so")),
    ]
    return [path for path in found if path.is_file()]


def _forget(paths: Sequence[Path]) -> None:
    """Let the system drop what it keeps of these files."""
    os.sync()
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def _modules(plan: Plan) -> Row:
    """Count what has been imported when the first list stands."""
    there = plan.scratch / "modules"
    ours = _counted(there, ["reader", *_reader(plan, plan.most)[3:]], _words(plan, plan.most))
    peer = _counted(there, [empty.__file__], empty.SAID)
    return Row("start", "modules imported", "", ours, {_EMPTY: peer}, size=plan.most)


def _counted(there: Path, arguments: list[str], words: str) -> Sample:
    there.unlink(missing_ok=True)
    command = [sys.executable, "-c", _COUNTING, str(there), arguments[0], *arguments]
    with Terminal(command) as terminal:
        terminal.until(words)
        terminal.rest()
        os.kill(terminal.pid, signal.SIGUSR1)
        until = time.monotonic() + _PATIENCE
        while not (there.exists() and there.read_text().endswith("\n")):
            if time.monotonic() > until:
                raise TimeoutError("nobody counts the modules")
            time.sleep(0.01)
    return Sample((float(there.read_text()),))
