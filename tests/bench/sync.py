"""A whole sync from loopback without a delay, beside bare httpx on the same pages; and a second sync."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import served
from tests.bench.harness import Bar, Plan, Row, Sample

_BARE = "bare httpx"
_PROGRAM = (
    "import resource, sys, time, httpx, reader.cli.sync, reader.library, reader.syncing; "
    "import scrapers.parse.article; "
    "from reader.cli.run import run; began = time.perf_counter(); "
    "code = run(sys.argv[1:]); use = resource.getrusage(resource.RUSAGE_SELF); "
    "peak = open('/proc/self/status').read().partition('VmHWM:')[2].split()[0]; "
    "print(time.perf_counter() - began, use.ru_utime + use.ru_stime, peak, file=sys.stderr)"
)
_ASK = (
    "import sys, time; from tests.bench.peers.bare import fetched; urls = sys.stdin.read().split(); "
    "began = time.perf_counter(); fetched(urls); print(time.perf_counter() - began)"
)


def measure(plan: Plan) -> Iterator[Row]:
    """Sync the demo portal anew in each round."""
    rates: dict[str, list[float]] = {"ours": [], _BARE: []}
    costs: list[float] = []
    memory: list[float] = []
    second: dict[str, object] = {}
    with served.portal() as url:
        _sync(plan.scratch / "warm", url)
        urls = _addresses(plan.scratch / "warm", url)
        count = len(urls)
        for number in range(max(2, plan.runs // 2)):
            home = plan.scratch / f"sync-{number}"
            summary, took, cost, most = _sync(home, url)
            rates["ours"].append(int(str(summary["requests"])) / took)
            costs.append(cost * 1000 / count)
            memory.append(most / 1024)
            rates[_BARE].append(len(urls) / _asked(urls))
            second, _, _, _ = _sync(home, url)
            shutil.rmtree(home)
    samples = {name: Sample(tuple(values)) for name, values in rates.items()}
    bars = (Bar(_BARE, least=0.7),)
    yield Row(
        "sync",
        f"pages a second, {count} articles",
        "1/s",
        samples.pop("ours"),
        samples,
        bars,
        more_is_better=True,
    )
    yield Row("sync", "processor time an article, start included", "ms", Sample(tuple(costs)))
    yield Row("sync", "memory at the most", "MiB", Sample(tuple(memory)))
    for what, unit in (("requests", ""), ("bytes", "B")):
        yield Row("sync", f"{what} of a second sync", unit, Sample((float(str(second[what])),)))


def _sync(home: Path, url: str) -> tuple[dict[str, object], float, float, float]:
    """Sync; give the summary, seconds, seconds of the processor, and KiB of memory."""
    arguments = ["--home", str(home), "sync", "--portal", "vinhlong", "--base-url", url, "--delay", "0"]
    command = [sys.executable, "-c", _PROGRAM, *arguments, "--no-images", "--quiet", "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    took, cost, most = done.stderr.strip().splitlines()[-1].split()
    return json.loads(done.stdout), float(took), float(cost), float(most)


def _asked(urls: list[str]) -> float:
    command = [sys.executable, "-c", _ASK]
    done = subprocess.run(command, input="\n".join(urls), check=True, capture_output=True, text=True)
    return float(done.stdout)


def _addresses(home: Path, url: str) -> list[str]:
    """List where the articles of these stores are served."""
    from reader.library import Library
    from reader.paths import Paths
    from tests.bench.data import BASE

    with Library.open(Paths.choose(home)) as library:
        return [entry.url.replace(BASE, url) for entry in library.cache.entries() if entry.article]
