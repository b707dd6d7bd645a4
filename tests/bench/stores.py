"""What lies on disk for an article; how long it takes to make the catalogue anew and to examine all."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from tests.bench.harness import Bar, Plan, Row, Sample, affordable, wall

_KIB = 1024
_FEW = 2


def measure(plan: Plan) -> Iterator[Row]:
    """Weigh the stores at every size, examine them, and make their catalogue anew where there is time."""
    for size in plan.sizes:
        yield from _weights(plan, size)
    for size in plan.sizes:
        examined = Sample(tuple(wall(lambda: _doctor(plan.home(size))) for _ in range(_FEW)))  # noqa: B023 - called at once
        yield Row("stores", "doctor, without asking the portal", "s", examined, size=size, work="n")
    took, former = 0.0, 0
    for size in plan.sizes:
        if former and not affordable(took * size / former, f"the catalogue of {size:,} articles anew"):
            return
        took, former = _rebuilt(plan, size), size
        yield Row("stores", "catalogue made anew", "s", Sample((took,)), size=size, work="n")


def _weights(plan: Plan, size: int) -> Iterator[Row]:
    weights = {
        path.name: path.stat().st_size for path in (plan.home(size) / "cache").iterdir() if path.is_file()
    }
    bars = (Bar("median", most=10),) if size == plan.most else ()
    whole = Sample((sum(weights.values()) / size / _KIB,))
    yield Row("stores", "on disk an article", "KiB", whole, {}, bars, size=size, work="constant")
    catalogue = sum(weight for name, weight in weights.items() if name.startswith("catalogue"))
    of_it = Sample((catalogue / size / _KIB,))
    yield Row("stores", "of it the catalogue", "KiB", of_it, size=size, work="constant")


def _doctor(home: Path) -> None:
    """Examine the stores where they lie: doctor changes nothing.

    Asking a portal that cannot be reached takes its tries and the waits between them, several seconds
    whatever there is in the stores.
    """
    command = [sys.executable, "-m", "reader", "--home", str(home), "doctor", "--offline"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _rebuilt(plan: Plan, size: int) -> float:
    """Make the catalogue of a cache beside it, as it is made where it is missing."""
    there = plan.scratch / f"anew-{size}"
    there.mkdir()
    with ArticleCache.open(plan.home(size) / "cache") as cache:
        took = wall(lambda: Catalogue.open(there / "catalogue.sqlite", cache).close())
    shutil.rmtree(there)
    return took
