"""Pages made to fill the memory, fetched by a process of its own: it stays within 200 MiB of what it was."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from tests.loopback import Reply
from tests.scrapers.syncing.fault_cases import CASES
from tests.site import Site, reading

GREEDY = ("1 GiB, announced", "1 GiB, unannounced", "gzip that unfolds to 1 GiB", "100,000 links",
          "nesting 50,000 deep")  # fmt: skip
MOST = 200 << 10
"""KiB above what the process had after a sync of good pages."""
FRESH = "09/03/2026"
CHILD = """
import asyncio, json, re, sys
from pathlib import Path
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.events import ArticleFailed, ArticleStored, Finished, SyncPlan
from scrapers.net.fetch import Fetcher
from scrapers.syncing.means import Means
from scrapers.syncing.sync import sync
from tests.site import NOW, portal_of

def peak():
    # getrusage counts what the process that began this one had; in KiB.
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])

async def main(base, home):
    with ArticleCache.open(home / "cache") as cache:
        catalogue = Catalogue.open(home / "cache" / "catalogue.sqlite", cache)
        portal, told = portal_of(base), []
        for turn in range(2):
            idle, failures = peak(), 0
            async with Fetcher(portal, delay=0) as fetcher:
                means = Means(portal, cache, catalogue, fetcher, lambda: NOW)
                async for event in sync(means, SyncPlan()):
                    if turn and isinstance(event, ArticleFailed | ArticleStored):
                        told.append((type(event).__name__, peak() - idle))
            if not turn:
                print("well", flush=True)
                sys.stdin.readline()
        print(json.dumps(told))

asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system tells no peak of memory")
async def test_no_page_takes_more_memory_than_it_may(tmp_path: Path) -> None:
    site = Site({"a": list(range(len(GREEDY), 0, -1))})
    for story in site.stories.values():
        story.day = FRESH
    async with reading(site, tmp_path / "own") as reader, asyncio.timeout(120):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, reader.server.base, str(tmp_path / "child"),
            cwd=Path(__file__).parents[3], stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert child.stdout is not None
        assert (await child.stdout.readline()).strip() == b"well"
        for number, name in enumerate(GREEDY, 1):
            replies = CASES[name].replies
            assert isinstance(replies, Reply)
            site.stories[number].fault = replies
        told = json.loads((await child.communicate(b"\n"))[0])
    assert len(told) == len(GREEDY)
    assert sum(kind == "ArticleFailed" for kind, _ in told) == len(GREEDY) - 1
    assert max(grown for _, grown in told) < MOST, told
