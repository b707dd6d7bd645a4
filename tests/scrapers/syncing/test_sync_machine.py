"""Syncs while the machine plays tricks: the clock jumps, the cache is cleared."""

from datetime import timedelta
from pathlib import Path

import pytest

from scrapers.stores.cache import ArticleCache
from scrapers.syncing.events import ArticleStored, Finished
from tests.loopback import Reply, Request
from tests.site import Site, reading

YEARS = timedelta(days=3650)


@pytest.mark.parametrize("jump", [YEARS, -YEARS], ids=["forwards", "backwards"])
async def test_a_clock_that_jumps_between_and_during_syncs_loses_and_repeats_nothing(
    tmp_path: Path, jump: timedelta
) -> None:
    site = Site({"a": [4, 3, 2, 1]})
    async with reading(site, tmp_path) as reader:

        def turn_back_and_forth(request: Request) -> None:
            if request.target == "/tin/3":
                reader.now += jump

        site.hook = turn_back_and_forth
        await reader.sync()
        assert reader.cached == {4, 3, 2, 1}
        reader.now -= jump
        site.publish("a", 5)
        await reader.sync()
        assert [target for target in reader.asked if "tin" in target] == ["/tin/5"]
        assert reader.cached == {5, 4, 3, 2, 1}


async def test_an_article_found_gone_under_a_wrong_clock_is_asked_for_again_under_the_right_one(
    tmp_path: Path,
) -> None:
    site = Site({"a": [2, 1]})
    site.stories[2].fault = Reply(status=404)
    async with reading(site, tmp_path) as reader:
        reader.now += YEARS
        await reader.sync()
        reader.now -= YEARS
        site.stories[2].fault = None
        await reader.sync()
        assert reader.cached == {2, 1}


@pytest.mark.parametrize("at", [1, 3, 6])
async def test_a_cache_that_is_cleared_during_a_sync_ends_no_sync_and_is_filled_by_the_next(
    tmp_path: Path, at: int
) -> None:
    async with reading(Site({"a": [6, 5, 4, 3, 2, 1]}), tmp_path) as reader:
        stored, last = 0, None
        async for event in reader.told():
            last, stored = event, stored + isinstance(event, ArticleStored)
            if isinstance(event, ArticleStored) and stored == at:
                with ArticleCache.open(tmp_path / "cache") as other:
                    other.clear()
        assert isinstance(last, Finished)
    async with reading(reader.site, tmp_path) as again:
        with again.catalogue as catalogue:
            assert {int(i) for (i,) in catalogue.ask("SELECT id FROM head WHERE cached")} == again.cached
            await again.sync()
            assert again.cached == {6, 5, 4, 3, 2, 1}
