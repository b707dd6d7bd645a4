"""What every measurement shares: samples with their spread, rows of a table, runs in turn with a peer."""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from tests.bench import data

_CENT = 100
LONGEST = float(os.environ.get("LONGEST", "120"))
"""Seconds that a single measurement may take; what would take longer is left out."""
Work = Literal["constant", "log n", "n"]
"""How the work of a measure grows with its size; what takes longer to grow than that is a defect."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The same thing measured several times."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def percentile(self, share: int) -> float:
        """Return the value below which so many of a hundred lie."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) * share // _CENT, len(ordered) - 1)]

    @property
    def spread(self) -> float:
        """Half of the range in which the middle half lies."""
        return (self.percentile(75) - self.percentile(25)) / 2


@dataclass(frozen=True, slots=True)
class Bar:
    """What a row is to come to: at most `most`, or at least `least`, of a figure of it."""

    of: str
    """Name of a peer whose ratio counts, or `median`, `p99`."""
    most: float | None = None
    least: float | None = None

    def holds(self, figure: float) -> bool:
        """Tell whether a figure is on the right side."""
        return (self.most is None or figure <= self.most) and (self.least is None or figure >= self.least)

    def __str__(self) -> str:
        """Say it shortly."""
        return f"≤ {self.most:g} {self.of}" if self.most is not None else f"≥ {self.least:g} {self.of}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, in which unit, of the program and of its peers."""

    measure: str
    what: str
    unit: str
    ours: Sample | None
    peers: Mapping[str, Sample] = field(default_factory=dict)
    bars: Sequence[Bar] = ()
    size: int | None = None
    """Of how many it was measured; rows of one name that differ in this alone are one line of the table."""
    of: str = "articles"
    """What the size counts."""
    work: Work | None = None
    """How the work grows with the size; None where the size is no work."""

    @property
    def label(self) -> str:
        """Say what was measured, with its size."""
        return self.what if self.size is None else f"{self.what}, {self.size:,} {self.of}"

    def ratio(self, peer: str) -> float | None:
        """Return the program's median over a peer's."""
        if self.ours is None or peer not in self.peers or not self.peers[peer].median:
            return None
        return self.ours.median / self.peers[peer].median

    def figure(self, bar: Bar) -> float | None:
        """Return the figure that a bar is about."""
        if self.ours is None:
            return None
        if bar.of == "median":
            return self.ours.median
        return self.ours.percentile(99) if bar.of == "p99" else self.ratio(bar.of)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    sizes: tuple[int, ...]
    """Numbers of articles, the largest last."""
    runs: int
    scratch: Path
    """A directory that goes when the bench ends."""
    heads: tuple[int, ...] = ()
    """Numbers of articles known from listings alone, the largest last."""

    @property
    def most(self) -> int:
        """The largest size."""
        return self.sizes[-1]

    @property
    def beyond(self) -> tuple[int, ...]:
        """All sizes, those of heads included that are larger than any with bodies."""
        return (*self.sizes, *(size for size in self.heads if size > self.most))

    def home(self, count: int) -> Path:
        """Return filled stores of so many articles; of more than there are bodies for, their heads."""
        return data.home(count, bodies=count <= self.most)


class Measurement(Protocol):
    """A module that measures one thing."""

    def measure(self, plan: Plan) -> Iterator[Row]:
        """Return its rows."""


def in_turn(runs: int, **what: Callable[[], float]) -> dict[str, Sample]:
    """Measure several things so many times, one after the other in each round, so that noise meets all."""
    found: dict[str, list[float]] = {name: [] for name in what}
    for _ in range(runs):
        for name, once in what.items():
            found[name].append(once())
    return {name: Sample(tuple(values)) for name, values in found.items()}


def processor(work: Callable[[], object]) -> float:
    """Return the seconds of processor time of a piece of work, undisturbed by the collector of garbage."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()


def wall(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work takes by the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def affordable(seconds: float, what: str) -> bool:
    """Tell whether something that will take so long is still measured; say so where it is not."""
    if seconds > LONGEST:
        print(f"{what}: left out, it would take some {seconds:.0f} s", file=sys.stderr, flush=True)
    return seconds <= LONGEST
