"""Pictures on a bad line: those that may still come are asked for again, a few times, and no others."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from scrapers.stores.lost import TRIES
from tests.loopback import Reply
from tests.site import Reader, Site, reading

PNG = {"Content-Type": "image/png"}
CUT = Reply("x" * 900, headers=PNG, cut=9)


def with_pictures(stories: int, pictures: Sequence[int], fault: Reply) -> Site:
    """Make a site whose every story shows the same pictures, each of which answers with a fault."""
    site = Site({"a": list(range(stories, 0, -1))})
    for story in site.stories.values():
        story.body += "".join(f'<p><img src="/anh/{number}.png"></p>' for number in pictures)
    site.faults = {f"/anh/{number}.png": fault for number in pictures}
    return site


def asked(reader: Reader) -> list[str]:
    """Name the pictures that the last sync asked for, however often it tried."""
    return list(dict.fromkeys(target for target in reader.asked if target.startswith("/anh/")))


@pytest.mark.parametrize("fault", [Reply(status=503), Reply(status=429), CUT, Reply(hang=True)])
async def test_a_picture_that_was_lost_is_asked_for_by_the_next_sync(tmp_path: Path, fault: Reply) -> None:
    async with reading(with_pictures(1, [1], fault), tmp_path) as reader:
        patient = reader.limits
        if fault.hang:  # a busy machine may need longer for the pages that are there
            reader.limits = patient._replace(phase=0.5, total=1)
        first = await reader.sync()
        reader.limits = patient
        reader.site.faults.clear()
        second = await reader.sync()
        assert asked(reader) == ["/anh/1.png"]
        assert reader.cache.pictures.has(f"{reader.server.base}/anh/1.png")
        third = await reader.sync()
        assert asked(reader) == []
    assert (first.pictures_failed, first.pictures_lost, first.failures) == (1, 1, ())
    assert (second.pictures, second.pictures_lost) == (1, 0)
    assert third.pictures == 0


@pytest.mark.parametrize(
    "fault", [Reply(status=404), Reply(status=403), Reply("<p>Không có ảnh</p>"), Reply(headers=PNG)]
)
async def test_a_picture_that_will_not_come_is_not_asked_for_again(tmp_path: Path, fault: Reply) -> None:
    async with reading(with_pictures(1, [1], fault), tmp_path) as reader:
        summary = await reader.sync()
        assert (summary.pictures, summary.pictures_failed, summary.pictures_lost) == (0, 1, 0)
        await reader.sync()
        assert asked(reader) == []


async def test_a_lost_picture_that_is_gone_by_then_is_forgotten(tmp_path: Path) -> None:
    async with reading(with_pictures(1, [1], CUT), tmp_path) as reader:
        await reader.sync()
        reader.site.faults["/anh/1.png"] = Reply(status=404)
        await reader.sync()
        await reader.sync()
        assert asked(reader) == []


async def test_a_picture_that_never_comes_is_left_at_last_to_a_full_sync(tmp_path: Path) -> None:
    async with reading(with_pictures(1, [1], CUT), tmp_path) as reader:
        again = [(await reader.sync()).pictures_lost for _ in range(TRIES)]
        assert again == [*[1] * (TRIES - 1), 0]
        await reader.sync()
        assert asked(reader) == []
        reader.site.faults.clear()
        await reader.sync(full=True)
        assert asked(reader) == ["/anh/1.png"]


async def test_a_picture_that_several_articles_show_is_asked_for_once_a_sync(tmp_path: Path) -> None:
    async with reading(with_pictures(3, [1], Reply(status=404)), tmp_path) as reader:
        assert (await reader.sync()).pictures_failed == 1
        assert reader.asked.count("/anh/1.png") == 1


async def test_a_line_that_is_still_bad_is_not_tried_for_each_lost_picture(tmp_path: Path) -> None:
    async with reading(with_pictures(1, range(1, 8), CUT), tmp_path) as reader:
        assert (await reader.sync()).pictures_lost == 7
        await reader.sync()
        before = asked(reader)
        assert len(before) == 3
        await reader.sync()
        assert len({*before, *asked(reader)}) == 6, "those that were asked for least come first"
        reader.site.faults.clear()
        assert (await reader.sync()).pictures == 7


async def test_a_sync_without_pictures_leaves_the_lost_ones_for_another(tmp_path: Path) -> None:
    async with reading(with_pictures(1, [1], CUT), tmp_path) as reader:
        await reader.sync()
        await reader.sync(pictures=False)
        assert asked(reader) == []
        await reader.sync()
        assert asked(reader) == ["/anh/1.png"]
