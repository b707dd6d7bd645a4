"""Files attached to articles, read by syncs that are asked to: once, kept with their article, and found."""

import asyncio
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from scrapers.merge import merged
from scrapers.model import NoText
from scrapers.syncing.events import FileStored, SyncPlan
from tests.loopback import Reply
from tests.site import Reader, Site, reading
from tests.statements import counted

TEXT = Reply("Điều 1. Hạn mặn xâm nhập.", headers={"Content-Type": "text/plain; charset=utf-8"})
BROKEN = Reply("%PDF-1.4 cắt", headers={"Content-Type": "application/pdf"})


def with_files(names: Sequence[str], answer: Reply = TEXT, stories: int = 1) -> Site:
    """Make a site whose every story offers files of these names, which all get the same answer."""
    site = Site({"a": list(range(stories, 0, -1))})
    for story in site.stories.values():
        links = (f'<p><a href="/tep/{story.number}-{name}">Tệp {name}</a></p>' for name in names)
        story.body += "".join(links)
        site.faults |= {f"/tep/{story.number}-{name}": answer for name in names}
    return site


def asked(reader: Reader) -> list[str]:
    """Name the files that the last sync asked for, however often it tried."""
    return list(dict.fromkeys(target for target in reader.asked if target.startswith("/tep/")))


def said(reader: Reader, number: int = 1) -> list[str]:
    """Return the words of what was read of a story's files, or why there are none."""
    return [
        str(one.no_text or " ".join(getattr(block, "text", "") for block in one.blocks))
        for one in merged(reader.entry(number)).documents
    ]


async def test_files_are_read_where_that_is_wanted_each_once(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt", "b.txt"]), tmp_path) as reader:
        assert (await reader.sync()).files == 0
        assert asked(reader) == []
        summary = await reader.sync(files=True)
        assert (summary.files, summary.files_failed, summary.failures) == (2, 0, ())
        assert said(reader) == ["Điều 1. Hạn mặn xâm nhập."] * 2
        told = [event for event in reader.events if isinstance(event, FileStored)]
        assert [(one.id, one.name, one.text, one.done, one.queued) for one in told] == [
            ("1", "Tệp a.txt", True, 1, 2), ("1", "Tệp b.txt", True, 2, 2)
        ]  # fmt: skip
        await reader.sync(files=True)
        assert asked(reader) == []


async def test_a_sync_of_one_category_reads_the_files_of_its_articles_alone(tmp_path: Path) -> None:
    site = with_files(["a.txt"], stories=2)
    site.categories = {"a": [1], "b": [2]}
    async with reading(site, tmp_path) as reader:
        await reader.sync()
        await reader.sync(files=True, categories=("a",))
        assert asked(reader) == ["/tep/1-a.txt"]
        await reader.sync(files=True)
        assert asked(reader) == ["/tep/2-a.txt"]


async def test_what_has_no_text_is_read_once_too_and_what_cannot_have_any_is_not_asked_for(
    tmp_path: Path,
) -> None:
    async with reading(with_files(["a.pdf", "b.rar", "c.JPG"], BROKEN), tmp_path) as reader:
        summary = await reader.sync(files=True)
        assert asked(reader) == ["/tep/1-a.pdf"]
        assert (summary.files, said(reader)) == (1, [NoText.DAMAGED])
        await reader.sync(files=True)
        assert asked(reader) == []


@pytest.mark.parametrize("fault", [Reply(status=404), Reply(status=403), Reply("<p>Mời đăng nhập</p>")])
async def test_a_file_that_will_not_come_is_not_asked_for_again(tmp_path: Path, fault: Reply) -> None:
    async with reading(with_files(["a.txt"], fault), tmp_path) as reader:
        assert (await reader.sync(files=True)).files_failed == 1
        await reader.sync(files=True)
        assert asked(reader) == []


async def test_a_file_that_may_yet_come_is_asked_for_by_the_syncs_of_a_week(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt", "b.txt"]), tmp_path) as reader:
        reader.site.faults["/tep/1-a.txt"] = Reply(status=503)
        assert (await reader.sync(files=True)).files_failed == 1
        reader.pass_days(6)
        await reader.sync(files=True)
        assert asked(reader) == ["/tep/1-a.txt"]
        reader.pass_days(2)
        await reader.sync(files=True)
        assert asked(reader) == ["/tep/1-a.txt"]
        await reader.sync(files=True)
        assert asked(reader) == []


async def test_no_clock_that_was_ahead_has_a_file_asked_for_until_then(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt"], Reply(status=503)), tmp_path) as reader:
        await reader.sync(files=True)
        reader.pass_days(-8)
        await reader.sync(files=True)
        assert asked(reader) == ["/tep/1-a.txt"]
        await reader.sync(files=True)
        assert asked(reader) == []


async def test_a_file_that_comes_later_is_read(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt"], Reply(status=503)), tmp_path) as reader:
        await reader.sync(files=True)
        reader.site.faults["/tep/1-a.txt"] = TEXT
        assert (await reader.sync(files=True)).files == 1
        assert said(reader) == ["Điều 1. Hạn mặn xâm nhập."]


async def test_a_sync_that_is_stopped_keeps_what_was_read_and_the_next_reads_the_rest(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt", "b.txt"], stories=2), tmp_path) as reader:
        await reader.until(lambda event: isinstance(event, FileStored), SyncPlan(files=True))
        assert sum(map(len, (said(reader, 1), said(reader, 2)))) == 1
        summary = await reader.sync(files=True)
        assert (summary.files, len(asked(reader))) == (3, 3)
        assert sum(map(len, (said(reader, 1), said(reader, 2)))) == 4


async def test_a_sync_can_be_stopped_while_a_file_hangs(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt"], Reply(hang=True)), tmp_path) as reader:
        stop = asyncio.Event()
        reader.site.hook = lambda request: stop.set() if request.target.startswith("/tep/") else None
        events = [event async for event in reader.told(SyncPlan(files=True), stop=stop)]
        assert events[-1].summary.interrupted  # type: ignore[union-attr]  # Finished, for it was told to stop


async def test_files_of_what_is_kept_whole_are_read_by_any_sync_and_no_others(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt", "b.txt"], stories=3), tmp_path) as reader:
        await reader.sync()
        reader.kept_whole = ["2", "9"]
        assert (await reader.sync(files=False)).files == 0
        assert (await reader.sync()).files == 2
        assert asked(reader) == ["/tep/2-a.txt", "/tep/2-b.txt"]
        assert [len(said(reader, number)) for number in (1, 2, 3)] == [0, 2, 0]
        await reader.sync()
        assert asked(reader) == []


async def test_what_comes_to_be_kept_whole_while_a_sync_runs_has_its_files_read_at_its_end(
    tmp_path: Path,
) -> None:
    site = with_files(["a.txt"], stories=2)
    async with reading(site, tmp_path) as reader:
        site.hook = lambda request: reader.kept_whole.extend(["1"] * (request.target == "/tin/1"))
        await reader.sync()
        assert asked(reader) == ["/tep/1-a.txt"]


@pytest.mark.parametrize(
    ("fault", "again"),
    [(Reply(status=404), []), (BROKEN, []), (Reply(status=503), ["/tep/1-a.pdf"])],
)
async def test_of_what_is_kept_whole_too_only_a_file_that_may_yet_come_is_asked_for_again(
    tmp_path: Path, fault: Reply, again: list[str]
) -> None:
    async with reading(with_files(["a.pdf"], fault), tmp_path) as reader:
        reader.kept_whole = ["1"]
        await reader.sync()
        assert asked(reader) == ["/tep/1-a.pdf"]
        await reader.sync()
        assert asked(reader) == again


async def test_a_portal_of_which_nothing_is_kept_whole_pays_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as log:
        async with reading(with_files(["a.txt"], stories=3), tmp_path) as reader:
            await reader.sync()
            cost = {}
            for files in (False, None):
                log.clear()
                await reader.sync(files=files)
                cost[files] = log.of("cache.db")
    assert cost[False] == cost[None] > 0


async def test_a_corrected_article_keeps_what_was_read_and_a_new_file_of_it_is_read(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt"]), tmp_path) as reader:
        await reader.sync(files=True)
        reader.site.stories[1].body += '<p>Bổ sung: <a href="/tep/1-c.txt">Tệp c</a></p>'
        reader.site.faults["/tep/1-c.txt"] = TEXT
        await reader.sync(files=True, full=True)
        assert asked(reader) == ["/tep/1-c.txt"]
        assert said(reader) == ["Điều 1. Hạn mặn xâm nhập."] * 2


async def test_a_portal_that_falls_silent_is_asked_for_no_more_files(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt"], Reply(hang=True), stories=5), tmp_path) as reader:
        await reader.sync()
        reader.limits = reader.limits._replace(phase=0.1, total=0.1, longest=0.1)
        summary = await reader.sync(files=True)
        assert (summary.unreachable, len(asked(reader))) == (True, 3)


async def test_a_host_that_holds_files_and_is_not_to_be_found_ends_no_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    site = with_files(["a.txt"], stories=6)
    for number in range(6, 2, -1):
        site.stories[number].body = f'<p>Xem tệp</p><p><a href="http://kho.example/{number}.pdf">Tệp</a></p>'
    async with reading(site, tmp_path) as reader:
        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        summary = await reader.sync(files=True)
        assert (summary.unreachable, summary.files, summary.files_failed) == (False, 2, 4)
