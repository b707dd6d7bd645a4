"""Syncs from loopback without a delay: the demo beside bare httpx, a second one, and larger ones."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import served
from tests.bench.harness import Bar, Plan, Row, Sample, affordable
from tests.bench.terminal import installed

_BARE, _ARCHIVE = "bare httpx", "httpx, selectolax's tree, a commit a page"
_PROGRAM = (
    "import resource, sys, time; sys.modules['httpx._main'] = None; "  # as `scrapers.net.client` does
    "import httpx, reader.cli.sync, reader.library, reader.fetching.fetching; "
    "import scrapers.parse.article, scrapers.parse.home, scrapers.parse.listing; "
    "from reader.cli.run import run; use = lambda: sum(resource.getrusage(resource.RUSAGE_SELF)[:2]); "
    "began, before = time.perf_counter(), use(); run(sys.argv[1:]); "
    "peak = open('/proc/self/status').read().partition('VmHWM:')[2].split()[0]; "
    "print(time.perf_counter() - began, use() - before, peak, file=sys.stderr)"
)
_ASK = (
    "import sys, time; from pathlib import Path; from tests.bench.peers.bare import archived, fetched; "
    "import selectolax.lexbor; urls = sys.stdin.read().split(); there = sys.argv[1:]; "
    "began = time.perf_counter(); archived(urls, Path(*there)) if there else fetched(urls); "
    "print(time.perf_counter() - began)"
)
_MANY = (100, 500, 2_000, 10_000)
"""Articles that one sync fetches; the larger ones where time allows."""
_ADDED = 100
"""Articles that come into stores of every size."""


@dataclass(frozen=True, slots=True)
class _Synced:
    """What a sync came to, without what starting the program costs."""

    summary: dict[str, object]
    took: float
    cost: float
    memory: float
    """MiB at the most."""

    @property
    def new(self) -> int:
        """Articles that came."""
        return int(str(self.summary["new"]))

    @property
    def each(self) -> float:
        """Milliseconds of the processor an article."""
        return self.cost * 1000 / self.new


def measure(plan: Plan) -> Iterator[Row]:
    """Sync the demo portal anew in each round, then many articles, then some into large stores."""
    yield from _rates(plan)
    yield from _many(plan)
    yield from _into(plan)


def _rates(plan: Plan) -> Iterator[Row]:
    rates: dict[str, list[float]] = {"ours": [], _BARE: [], _ARCHIVE: []}
    runs, second = [], None
    with served.portal() as url:
        _sync(plan.scratch / "warm", url)
        urls = _addresses(plan.scratch / "warm", url)
        for number in range(max(2, plan.runs // 2)):
            home, archive = plan.scratch / f"sync-{number}", plan.scratch / f"archive-{number}.sqlite"
            runs.append(_sync(home, url))
            rates["ours"].append(int(str(runs[-1].summary["requests"])) / runs[-1].took)
            rates[_BARE].append(len(urls) / _asked(urls))
            rates[_ARCHIVE].append(len(urls) / _asked(urls, str(archive)))
            second = _sync(home, url)
            shutil.rmtree(home)
    samples = {name: Sample(tuple(values)) for name, values in rates.items()}
    what = f"pages, {len(urls)} articles"
    yield Row("sync", what, "1/s", samples.pop("ours"), samples, (Bar(_BARE, least=0.7),))
    yield Row("sync", "processor time an article", "ms", Sample(tuple(one.each for one in runs)))
    yield Row("sync", "memory at the most", "MiB", Sample(tuple(one.memory for one in runs)))
    for name, unit in (("requests", ""), ("bytes", "B")):
        figure = Sample((float(str(second.summary[name])),)) if second else None
        yield Row("sync", f"{name} of a second sync", unit, figure)


def _many(plan: Plan) -> Iterator[Row]:
    """Fetch more and more articles into empty stores in one sync: what each costs, and what is held."""
    took = 0.0
    for count, former in zip(_MANY, (0, *_MANY), strict=False):
        if former and not affordable(took * count / former, f"a sync of {count:,} articles"):
            return
        home = plan.scratch / f"many-{count}"
        with served.portal(count) as url:
            done = _sync(home, url)
        took = done.took
        size = {"size": count, "of": "articles fetched"}
        yield Row("sync", "processor time an article", "ms", Sample((done.each,)), work="log n", **size)
        yield Row("sync", "memory at the most", "MiB", Sample((done.memory,)), work="log n", **size)
        shutil.rmtree(home)


def _into(plan: Plan) -> Iterator[Row]:
    """Fetch some articles into stores that have many: what each costs there."""
    with served.portal(_ADDED) as url:
        for size in plan.sizes:
            copy = Path(shutil.copytree(plan.home(size), plan.scratch / f"into-{size}"))
            done = _sync(copy, url)
            there = {"size": size, "of": "articles in the stores"}
            yield Row(
                "sync", "processor time a new article", "ms", Sample((done.each,)), work="log n", **there
            )
            again = _sync(copy, url)
            cost = Sample((again.cost * 1000,))
            yield Row("sync", "processor time of a sync without news", "ms", cost, work="log n", **there)
            shutil.rmtree(copy)


def _sync(home: Path, url: str) -> _Synced:
    arguments = ["--home", str(home), "sync", "--portal", "vinhlong", "--base-url", url, "--delay", "0"]
    command = [sys.executable, "-c", _PROGRAM, *arguments, "--no-images", "--quiet", "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=installed())
    took, cost, most = done.stderr.strip().splitlines()[-1].split()
    return _Synced(json.loads(done.stdout), float(took), float(cost), int(most) / 1024)


def _asked(urls: list[str], *there: str) -> float:
    command = [sys.executable, "-c", _ASK, *there]
    asked = "\n".join(urls)
    done = subprocess.run(command, input=asked, check=True, capture_output=True, text=True, env=installed())
    return float(done.stdout)


def _addresses(home: Path, url: str) -> list[str]:
    """List where the articles of these stores are served."""
    from reader.library import Library
    from reader.paths import Paths
    from tests.bench.data import BASE

    with Library.open(Paths.choose(home)) as library:
        return [entry.url.replace(BASE, url) for entry in library.cache.entries() if entry.article]
