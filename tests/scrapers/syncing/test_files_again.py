"""A file that the portal replaces at its address: who asks for it again, and what stays of the former one."""

import asyncio
import sys
from pathlib import Path

import pytest

from scrapers.errors import Gone, StoreBusy
from scrapers.merge import merged
from scrapers.model import Document, NoText
from scrapers.net.fetch import Fetcher
from scrapers.syncing.attached import FileCame, FileComing, FileEvent, FileFailed
from scrapers.syncing.events import Came, FileStored, SyncPlan
from scrapers.syncing.filestoread import files_with_text
from scrapers.syncing.filetexts import FileRead, read_files
from tests.loopback import Reply, Request
from tests.patience import killed_when
from tests.scrapers.syncing.test_sync_files import asked, said, with_files
from tests.scrapers.syncing.test_sync_interrupted import CHILD
from tests.site import Reader, Site, reading

FIRST = "Điều 1. Hạn mặn xâm nhập."
SECOND = "Điều 1. Hạn mặn xâm nhập sâu."
FILE = "/tep/1-a.txt"
MONDAY = "Mon, 01 Jan 2018 00:00:00 GMT"


def text(said: str, **headers: str) -> Reply:
    return Reply(said, headers={"Content-Type": "text/plain; charset=utf-8", **headers})


class Host:
    """Serves one file with validators, and tells what it was asked with."""

    def __init__(self, site: Site, **validators: str) -> None:
        self.site = site
        self.validators = validators
        self.conditions: list[dict[str, str]] = []
        site.hook = self._answer
        self.put(FIRST)

    def put(self, words: str) -> None:
        """Put a text in the place of the one that was there."""
        self.words = words
        self.site.faults[FILE] = text(words, **self.validators)

    def _answer(self, request: Request) -> None:
        if request.target == FILE:
            named = ("if-none-match", "if-modified-since")
            self.conditions.append({name: request.headers[name] for name in named if name in request.headers})


def correct(site: Site, words: str = "Đã đính chính.") -> None:
    """Have the portal correct the first story."""
    site.stories[1].body += f"<p>{words}</p>"


async def ask_again(reader: Reader, *, until: type[FileEvent] | None = None) -> list[FileRead | FileFailed]:
    """Ask for all files of the first story once more, as one who presses a key does, and stop at an event."""
    stop = asyncio.Event()
    article = merged(reader.entry(1))
    reader.pass_days(1)
    async with Fetcher(reader.portal, delay=0, now=reader.clock) as fetcher:
        events = read_files(reader.means(fetcher), article, files_with_text(article), stop=stop)
        told = []
        async for event in events:
            told += [event] if isinstance(event, FileRead | FileFailed) else []
            if until is not None and isinstance(event, until):
                stop.set()
            with pytest.raises(StoreBusy), reader.cache.lock():
                pytest.fail("another process may clear the cache meanwhile")
        return told


def document(reader: Reader) -> Document:
    (only,) = reader.entry(1).documents
    return only


def former(reader: Reader) -> list[str]:
    return [getattr(block, "text", "") for text in document(reader).former for block in text.blocks]


@pytest.mark.parametrize(("until", "answer"), [(FileComing, Reply(hang=True)), (FileCame, text(FIRST))])
async def test_whoever_stops_waits_for_no_file_and_has_none_read(
    tmp_path: Path, until: type[FileEvent], answer: Reply
) -> None:
    async with reading(with_files(["a.txt", "b.txt"], answer), tmp_path) as reader:
        await reader.sync()
        assert await ask_again(reader, until=until) == []
        assert reader.entry(1).documents == ()


# Who asks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("validators", "conditions"),
    [
        ({"ETag": '"1"'}, {"if-none-match": '"1"'}),
        ({"Last-Modified": MONDAY}, {"if-modified-since": MONDAY}),
        ({}, {}),
    ],
)  # fmt: skip
async def test_who_asks_again_asks_politely_and_gets_the_new_text_beside_the_former(
    tmp_path: Path, validators: dict[str, str], conditions: dict[str, str]
) -> None:
    site = with_files(["a.txt"])
    host = Host(site, **validators)
    async with reading(site, tmp_path) as reader:
        await reader.sync(files=True)
        first = document(reader).fetched_at
        host.put(SECOND)
        (read,) = await ask_again(reader)
        assert host.conditions == [{}, conditions]
        assert isinstance(read, FileRead)
        assert read.came is Came.UPDATED
        assert (said(reader), former(reader)) == ([SECOND], [FIRST])
        assert (document(reader).former[0].fetched_at, document(reader).fetched_at) == (first, reader.now)
        assert [hit for (hit,) in reader.catalogue.ask("SELECT id FROM head")] == ["1"]


async def test_a_file_that_has_not_changed_is_as_old_as_it_was_and_was_asked_for_now(tmp_path: Path) -> None:
    site = with_files(["a.txt"])
    Host(site, ETag='"1"')
    async with reading(site, tmp_path) as reader:
        await reader.sync(files=True)
        first = document(reader)
        for answer in (Reply(status=304), text(FIRST, ETag='"2"'), text(f"{FIRST}\n")):
            site.faults[FILE] = answer
            (read,) = await ask_again(reader)
            assert isinstance(read, FileRead)
            assert read.came is Came.UNCHANGED
            now = document(reader)
            assert (now.blocks, now.fetched_at, now.former) == (first.blocks, first.fetched_at, ())
            assert now.checked_at == reader.now


async def test_a_host_that_says_unchanged_to_who_has_nothing_has_failed(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt"], Reply(status=304)), tmp_path) as reader:
        assert (await reader.sync(files=True)).files_failed == 1
        assert said(reader) == []


async def test_what_is_damaged_is_asked_for_whole_and_takes_no_text_away(tmp_path: Path) -> None:
    site = with_files(["a.txt"])
    host = Host(site, ETag='"1"')
    broken = Reply("%PDF-1.4 cắt", headers={"Content-Type": "application/pdf", "ETag": '"2"'})
    async with reading(site, tmp_path) as reader:
        site.faults[FILE] = broken
        await reader.sync(files=True)
        host.put(FIRST)
        (read,) = await ask_again(reader)
        assert isinstance(read, FileRead)
        assert (read.came, host.conditions) == (Came.NEW, [{}, {}])
        site.faults[FILE] = broken
        (read,) = await ask_again(reader)
        assert isinstance(read, FileRead)
        assert (read.came, read.document.no_text) == (Came.UNCHANGED, NoText.DAMAGED)
        assert said(reader) == [FIRST]
        await ask_again(reader)
        assert host.conditions[2:] == [{"if-none-match": '"1"'}] * 2


async def test_a_file_that_is_gone_leaves_its_text(tmp_path: Path) -> None:
    async with reading(with_files(["a.txt"]), tmp_path) as reader:
        await reader.sync(files=True)
        reader.site.faults[FILE] = Reply(status=404)
        (failed,) = await ask_again(reader)
        assert isinstance(failed, FileFailed)
        assert isinstance(failed.error, Gone)
        assert said(reader) == [FIRST]


async def test_a_clock_that_was_set_back_makes_nothing_former_of_what_came_last(tmp_path: Path) -> None:
    site = with_files(["a.txt"])
    host = Host(site)
    async with reading(site, tmp_path) as reader:
        await reader.sync(files=True)
        reader.pass_days(-30)
        host.put(SECOND)
        await ask_again(reader)
        assert (said(reader), former(reader)) == ([SECOND], [FIRST])


# When a sync asks ---------------------------------------------------------------------------------------


async def test_a_sync_that_reads_files_asks_again_for_those_of_what_was_corrected_and_no_others(
    tmp_path: Path,
) -> None:
    site = with_files(["a.txt", "b.txt"], stories=2)
    async with reading(site, tmp_path) as reader:
        await reader.sync(files=True)
        site.faults[FILE] = text(SECOND)
        reader.pass_days(1)
        assert (await reader.sync(files=True, full=True)).files == 0
        assert asked(reader) == []
        correct(site)
        summary = await reader.sync(files=True, full=True)
        assert asked(reader) == [FILE, "/tep/1-b.txt"]
        assert summary.files == 1, "one of them is what it was"
        assert [event.changed for event in reader.events if isinstance(event, FileStored)] == [True, False]
        assert said(reader) == [SECOND, FIRST]
        await reader.sync(files=True, full=True)
        assert asked(reader) == []


async def test_another_name_of_a_file_is_a_correction(tmp_path: Path) -> None:
    site = with_files(["a.txt"])
    async with reading(site, tmp_path) as reader:
        await reader.sync(files=True)
        reader.pass_days(1)
        site.stories[1].body = site.stories[1].body.replace("Tệp a.txt", "Tệp a.txt (2 MB)")
        await reader.sync(files=True, full=True)
        assert asked(reader) == [FILE]


async def test_a_correction_that_a_sync_without_files_found_is_remembered(tmp_path: Path) -> None:
    site = with_files(["a.txt"])
    async with reading(site, tmp_path) as reader:
        await reader.sync(files=True)
        reader.pass_days(1)
        correct(site)
        await reader.sync(full=True)
        assert asked(reader) == []
        await reader.sync(files=True)
        assert asked(reader) == [FILE]


@pytest.mark.parametrize(("answer", "again"), [(Reply(status=404), []), (Reply(status=503), [FILE])])
async def test_a_file_of_what_was_corrected_that_may_yet_come_is_asked_for_by_the_next_sync(
    tmp_path: Path, answer: Reply, again: list[str]
) -> None:
    site = with_files(["a.txt", "b.txt"])
    async with reading(site, tmp_path) as reader:
        await reader.sync(files=True)
        reader.pass_days(1)
        correct(site)
        site.faults[FILE] = answer
        assert (await reader.sync(files=True, full=True)).files_failed == 1
        assert asked(reader) == [FILE, "/tep/1-b.txt"]
        assert said(reader) == [FIRST, FIRST]
        await reader.sync(files=True)
        assert asked(reader) == again


async def test_a_sync_that_is_killed_between_two_files_keeps_the_change_and_the_next_asks_for_the_rest(
    tmp_path: Path,
) -> None:
    site, arrived = with_files(["a.txt", "b.txt"]), asyncio.Event()
    async with reading(site, tmp_path) as reader:
        reader.pass_days(-10_000)  # before the true time, by which the one goes that is killed
        await reader.sync(files=True)
        reader.pass_days(1)
        correct(site)
        await reader.sync(full=True)
        site.faults |= {FILE: text(SECOND), "/tep/1-b.txt": Reply(hang=True)}
        site.hook = lambda request: arrived.set() if request.target == "/tep/1-b.txt" else None
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD.replace("SyncPlan()", "SyncPlan(files=True)"), reader.server.base,
            str(tmp_path), cwd=Path(__file__).parents[3],
        )  # fmt: skip
        await killed_when(arrived, child)
        assert said(reader) == [SECOND, FIRST]
        site.faults["/tep/1-b.txt"] = text(SECOND)
        await reader.sync(SyncPlan(files=True))
        assert asked(reader) == ["/tep/1-b.txt"]
        assert said(reader) == [SECOND, SECOND]
