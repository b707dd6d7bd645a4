"""A sync that is killed at random moments: TINVL_KILLS says how often, 8 unless told otherwise."""

import asyncio
import os
import random
import signal
import sys
from pathlib import Path

import pytest

from scrapers.stores.catalogue import Catalogue
from tests.loopback import Request
from tests.patience import comes
from tests.scrapers.syncing.test_sync_interrupted import CHILD, everything, site_of_two
from tests.site import reading

KILLS = int(os.environ.get("TINVL_KILLS", "8"))
_REQUESTS = 40


@pytest.mark.parametrize("seed", range(KILLS))
async def test_killed_at_a_random_moment_the_stores_agree_and_the_next_sync_ends_the_work(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a moment, no secret
    site, arrived = site_of_two(), asyncio.Event()
    left = [rng.randint(1, _REQUESTS)]

    def watch(_: Request) -> None:
        left[0] -= 1
        if left[0] <= 0:
            arrived.set()

    site.hook = watch
    async with reading(site, tmp_path) as reader:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, reader.server.base, str(tmp_path), cwd=Path(__file__).parents[3]
        )
        ended = asyncio.ensure_future(child.wait())
        told = asyncio.ensure_future(arrived.wait())
        try:
            assert await comes(told, ended, child.pid)
            await asyncio.sleep(rng.random() * 0.005)  # between two requests stores are written
        finally:
            told.cancel()
            if not ended.done():
                child.send_signal(signal.SIGKILL)
            await ended
        with Catalogue.open(tmp_path / "cache" / "catalogue.sqlite", reader.cache) as catalogue:
            filed = {int(known) for (known,) in catalogue.ask("SELECT id FROM head WHERE cached")}
            assert filed == reader.cached
        await reader.sync()
        assert everything(reader)
