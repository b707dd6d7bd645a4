"""What a sync on a bad line says is still missing, and that the next one gets it."""

import asyncio
from pathlib import Path

import pytest

from scrapers.syncing import sync
from scrapers.syncing.events import ListingRead, Summary
from tests.loopback import Reply
from tests.site import Reader, Site, reading

BUSY = Reply(status=503)


def left(summary: Summary) -> tuple[int, int]:
    return summary.missing, summary.lists_left


async def ends_well(reader: Reader) -> None:
    """Sync on a line that is good again."""
    reader.site.faults.clear()
    for story in reader.site.stories.values():
        story.fault = None
    assert left(await reader.sync()) == (0, 0)
    assert reader.cached == set(reader.site.stories)


async def test_articles_that_did_not_come_are_counted(tmp_path: Path) -> None:
    async with reading(Site({"a": [3, 2, 1]}), tmp_path) as reader:
        reader.site.stories[2].fault = BUSY
        assert left(await reader.sync()) == (1, 0)
        await ends_well(reader)


async def test_a_portal_that_goes_away_leaves_what_its_listings_named(tmp_path: Path) -> None:
    async with reading(Site({"a": list(range(9, 0, -1))}), tmp_path) as reader:
        for number in range(1, 9):
            reader.site.stories[number].fault = BUSY
        summary = await reader.sync()
        assert summary.unreachable
        assert left(summary) == (8, 0)
        await ends_well(reader)


async def test_listings_that_were_not_read_to_their_end_are_counted(tmp_path: Path) -> None:
    site = Site({"a": list(range(12, 0, -1)), "b": [13], "c": [14]})
    site.faults = {"/muc/a?page=2": BUSY, "/muc/b": BUSY}
    async with reading(site, tmp_path) as reader:
        summary = await reader.sync()
        assert left(summary) == (0, 2)
        assert 14 in reader.cached
        await ends_well(reader)


async def test_a_sync_that_is_stopped_says_how_much_is_left(tmp_path: Path) -> None:
    stop = asyncio.Event()
    async with reading(Site({"a": [3, 2, 1], "b": [4]}), tmp_path) as reader:
        async for event in reader.told(stop=stop):
            if isinstance(event, ListingRead):
                stop.set()
        summary = event.summary  # type: ignore[union-attr]  # the last event is Finished
        assert summary.interrupted
        assert left(summary) == (3, 1)
        await ends_well(reader)


async def test_what_can_not_be_read_or_is_gone_is_not_missing(tmp_path: Path) -> None:
    async with reading(Site({"a": [3, 2, 1]}), tmp_path) as reader:
        reader.site.stories[1].fault = Reply(status=404)
        reader.site.stories[2].fault = Reply("<p>Đang bảo trì</p>")
        summary = await reader.sync()
    assert [failure.error for failure in summary.failures] == ["LayoutChanged"]
    assert left(summary) == (0, 0)


async def test_what_lies_outside_the_bounds_is_not_missing(tmp_path: Path) -> None:
    site = Site({"a": list(range(12, 0, -1))})
    async with reading(site, tmp_path) as reader:
        site.stories[12].fault = BUSY
        assert left(await reader.sync(pages=1)) == (1, 0)


async def test_very_many_are_not_all_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(Site({"a": [5, 4, 3, 2, 1]}), tmp_path) as reader:
        for story in reader.site.stories.values():
            story.fault = BUSY
        monkeypatch.setattr(sync, "MANY", 2)
        assert (await reader.sync()).missing == 2
