"""What lies on disk for an article; how long it takes to make the catalogue anew and to examine all."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from reader.library import Library
from reader.paths import Paths
from tests.bench.harness import Bar, Plan, Row, Sample, wall

_KIB = 1024


def measure(plan: Plan) -> Iterator[Row]:
    """Weigh the stores at every size; rebuild and examine copies of all but the largest."""
    for size in plan.sizes:
        weights = {
            path.name: path.stat().st_size for path in (plan.home(size) / "cache").iterdir() if path.is_file()
        }
        bars = (Bar("median", most=10),) if size == plan.most else ()
        whole = Sample((sum(weights.values()) / size / _KIB,))
        yield Row("stores", f"on disk an article, {size:,} articles", "KiB", whole, {}, bars)
        catalogue = sum(weight for name, weight in weights.items() if name.startswith("catalogue"))
        yield Row(
            "stores", f"of it the catalogue, {size:,} articles", "KiB", Sample((catalogue / size / _KIB,))
        )
    for size in plan.sizes[: max(1, len(plan.sizes) - 1)]:
        copy = Path(shutil.copytree(plan.home(size), plan.scratch / f"copy-{size}"))
        doctor = Sample(tuple(wall(lambda: _doctor(copy)) for _ in range(2)))  # noqa: B023 - called at once
        yield Row("stores", f"doctor, {size:,} articles", "s", doctor)
        (copy / "cache" / "catalogue.sqlite").unlink()
        rebuilt = wall(lambda: Library.open(Paths.choose(copy)).close())  # noqa: B023 - likewise
        yield Row("stores", f"catalogue made anew, {size:,} articles", "s", Sample((rebuilt,)))
        shutil.rmtree(copy)


def _doctor(home: Path) -> None:
    command = [sys.executable, "-m", "reader", "--home", str(home), "doctor"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
