"""What storing costs, counted: the bench found where time went, and this keeps it from coming back."""

import asyncio
import sqlite3
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scrapers import parse
from scrapers.edits import Edit
from scrapers.model import Entry, Place, Teaser
from scrapers.net.client import Client
from scrapers.net.fetch import Fetcher
from scrapers.stores import index, keeping, values
from scrapers.stores.cache import ArticleCache, notes_of
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.filing import Filing
from scrapers.syncing.due import Due
from scrapers.syncing.events import ArticleStored, ListingRead, SyncPlan
from scrapers.syncing.job import Job
from scrapers.syncing.means import Means
from scrapers.syncing.sightings import Recent, Sightings
from tests.bench.data import Press, entry_of
from tests.bench.news import Newsroom
from tests.fakes_store import an_entry, now
from tests.loopback import Reply
from tests.site import SIZE, Reader, Site, reading
from tests.statements import Log, counted

ARTICLES = 40


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    with counted(monkeypatch) as found:
        yield found


@pytest.fixture
async def reader(log: Log, tmp_path: Path) -> AsyncIterator[Reader]:
    site = Site({"a": list(range(1, ARTICLES + 1))}, most_read=[1, 2, 3])
    async with reading(site, tmp_path) as made:
        yield made


async def test_an_article_is_one_durable_write(
    reader: Reader, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    commits: list[int] = []
    sync, put = values._sync, reader.cache.put

    def syncing(file: int) -> None:
        sync(file)
        synced.append(file)

    def putting(*arguments: Any, **more: Any) -> list[Entry]:
        before = log.of("cache.db", "COMMIT")
        kept = put(*arguments, **more)
        commits.append(log.of("cache.db", "COMMIT") - before)
        return kept

    monkeypatch.setattr(values, "_sync", syncing)
    monkeypatch.setattr(reader.cache, "put", putting)
    told = reader.told(SyncPlan(pictures=False))
    waited = "PRAGMA synchronous = FULL"
    waits = [log.of("catalogue.sqlite", waited) async for event in told if isinstance(event, ArticleStored)]
    assert commits == [1] * ARTICLES
    assert len(synced) == ARTICLES
    # Every sixteenth waits once more, to let the cache forget what the catalogue holds by now.
    assert waits[-1] - waits[0] <= ARTICLES // 16 + 1


async def test_an_article_is_listed_and_told_when_the_disk_has_it(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, str]] = []
    last = [""]
    put, durable, upsert = reader.cache.put, reader.cache.make_durable, reader.catalogue.upsert_many

    def putting(edit: Edit, *others: Any, **more: Any) -> list[Entry]:
        kept = put(edit, *others, **more)
        last[0] = kept[0].id
        steps.append(("written", kept[0].id))
        return kept

    def making_durable() -> None:
        written = last[0]
        durable()
        steps.append(("durable", written))

    def filing(entries: Iterable[Entry]) -> None:
        listed = tuple(entries)
        upsert(listed)
        steps.extend(("listed", entry.id) for entry in listed if entry.article)

    monkeypatch.setattr(reader.cache, "put", putting)
    monkeypatch.setattr(reader.cache, "make_durable", making_durable)
    monkeypatch.setattr(reader.catalogue, "upsert_many", filing)
    async with aclosing(reader.told(SyncPlan(pictures=False))) as events:
        async for event in events:
            steps += [("told", event.id)] if isinstance(event, ArticleStored) else []
    for number in range(1, ARTICLES + 1):
        assert [what for what, id_ in steps if id_ == str(number)] == ["written", "durable", "listed", "told"]


async def test_articles_whose_pages_come_at_once_are_filed_eight_in_a_commit(
    reader: Reader, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_SOON", 60.0)
    told = reader.told(SyncPlan(pictures=False))
    commits = [log.of("catalogue.sqlite", "COMMIT") async for e in told if isinstance(e, ArticleStored)]
    assert [commits.count(number) for number in sorted(set(commits))] == [8] * 5
    # Every sixteen are put on the disk by a commit of their own.
    assert commits[-1] - commits[0] <= 4 + 2


async def test_an_article_is_listed_though_the_next_page_hangs(reader: Reader) -> None:
    reader.site.stories[ARTICLES - 1].fault = Reply(hang=True)
    async with asyncio.timeout(10):
        await reader.until(lambda event: isinstance(event, ArticleStored), SyncPlan(pictures=False))
    listed = reader.catalogue.ask("SELECT id FROM head WHERE cached")
    assert listed == [(str(ARTICLES),)]
    assert reader.asked[-1] == f"/tin/{ARTICLES - 1}"


async def test_storing_an_article_takes_few_statements(
    reader: Reader, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_SOON", 60.0)
    told = reader.told(SyncPlan(pictures=False))
    seen = [len(log) async for event in told if isinstance(event, ListingRead | ArticleStored)]
    assert (seen[-1] - seen[-1 - ARTICLES]) / ARTICLES <= 21


async def test_a_page_of_a_listing_is_one_durable_write(reader: Reader, log: Log) -> None:
    told = reader.told(SyncPlan(pictures=False))
    commits = [log.of("cache.db", "COMMIT") async for event in told if isinstance(event, ListingRead)]
    pages = len(commits)
    assert pages == -(-ARTICLES // SIZE)
    # Every sixteenth article lets the cache forget what the catalogue holds by now.
    assert commits[-1] - commits[0] <= pages - 1 + ARTICLES // 16


async def test_a_second_sync_asks_for_the_listings_alone(reader: Reader) -> None:
    await reader.sync()
    reader.pass_days(30)
    await reader.sync()
    assert reader.asked == ["/muc/a"]


@pytest.mark.parametrize("pictures", [False, True])
async def test_the_next_page_is_asked_for_while_the_last_is_read_and_stored(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, pictures: bool
) -> None:
    sent: list[str] = []
    asked: dict[str, list[int]] = {"read": [], "stored": []}
    monkeypatch.setattr(Client, "send", _noting(Client.send, sent))

    def watched(what: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*arguments: Any, **more: Any) -> Any:
            asked[what].append(sum("/tin/" in target for target in sent))
            return act(*arguments, **more)

        return acting

    monkeypatch.setattr(parse, "parse_article", watched("read", parse.parse_article))
    monkeypatch.setattr(reader.cache, "put", watched("stored", reader.cache.put))
    await reader.sync(SyncPlan(pictures=pictures))
    one_ahead = [*range(2, ARTICLES + 1), ARTICLES]
    # Which pictures are to be asked for first, only a page that was read tells.
    assert asked == {"read": [*range(1, ARTICLES + 1)] if pictures else one_ahead, "stored": one_ahead}


def _noting(send: Callable[..., Awaitable[Any]], sent: list[str]) -> Callable[..., Awaitable[Any]]:
    """Note what is asked for once its request is on its way."""

    async def noting(client: Client, method: str, url: str, *others: Any) -> Any:
        *between, under_way = others

        def noted() -> None:
            sent.append(url)
            if under_way is not None:
                under_way()

        return await send(client, method, url, *between, noted)

    return noting


async def test_a_sidebar_that_says_the_same_is_looked_up_once(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    entry = reader.cache.entry

    def asking(portal: str, id: str) -> Entry | None:
        asked.append(id)
        return entry(portal, id)

    monkeypatch.setattr(reader.cache, "entry", asking)
    await reader.sync(SyncPlan(pictures=False))
    # By its listing twice, to be asked for twice, and once among what is not fetched.
    assert max(asked.count(str(number)) for number in range(4, ARTICLES + 1)) <= 5
    assert max(asked.count(str(number)) for number in (1, 2, 3)) <= 6


def test_a_sync_remembers_no_more_of_many_articles_than_of_few() -> None:
    recent: Recent[int, str] = Recent()
    for number in range(10_000):
        recent[number] = "said"
        recent[0] = "said on every page"
    assert len(recent) < 3_000
    assert {0, 9_999} <= recent.keys()


def test_the_stores_hold_no_more_of_their_files_in_memory_than_sqlite_does_by_itself(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        usual = plain.execute("PRAGMA cache_size").fetchone()
    with (
        ArticleCache.open(tmp_path) as cache,
        Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue,
    ):
        cache.put(an_entry("1"))
        catalogue.rebuild()
        assert cache._values._disk.connection.execute("PRAGMA cache_size").fetchone() == usual
        assert catalogue.ask("PRAGMA cache_size") == [usual]


async def test_what_waits_to_be_fetched_is_gone_through_one_by_one(reader: Reader) -> None:
    url, many = reader.portal.base, 1_000
    teasers = [
        Teaser(id=f"{at}", url=f"{url}tin/{at}", title="Tin " * 20, place=Place.LISTING) for at in range(many)
    ]
    sightings = Sightings(reader.portal.name, reader.cache, reader.catalogue)
    sightings.take(teasers, page=f"{url}muc/a", category="a", seen_at=now())
    async with Fetcher(reader.portal) as fetcher:
        means = Means(reader.portal, reader.cache, reader.catalogue, fetcher, now)
        job = Job(means, SyncPlan(), None)
        Due(job, ["a"]).all(())
        tracemalloc.start()
        try:
            due = Due(job, ["a"]).all(())
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert len(due) == many
    assert most / many < 700, "bytes: what is kept of an article takes some 1,000"


def test_the_last_of_many_articles_of_one_day_is_filed_as_cheaply_as_the_first() -> None:
    entries = [
        entry_of(room, replace(article, date="01/01/2015", time=""), ())
        for room in (Newsroom(),)
        for article in room.heads(900)
    ]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.make(connection, "cache")
        steps: list[int] = []
        filing = Filing(connection, lambda _: {})
        connection.set_progress_handler(lambda: steps.append(1), 10)
        costs = [_steps_of(filing, entry, steps) for entry in entries]
    assert sum(costs[-300:]) < sum(costs[:300]) * 1.5


def _steps_of(filing: Filing, entry: Entry, steps: list[int]) -> int:
    """Count the steps of SQLite that filing an article takes, in tens; its text written at once."""
    before = len(steps)
    filing.file(entry)
    filing.close()
    return len(steps) - before


def test_an_article_that_is_kept_again_writes_few_pages_of_the_database(tmp_path: Path) -> None:
    with ArticleCache.open(tmp_path) as cache:
        entries = [an_entry(f"{number:04}") for number in range(2000)]
        cache.put_many(entries)
        cache.settle(notes_of(entries))
        cache.pruning.remove(())  # which empties the log
        for entry in entries[::100]:
            cache.put(entry)
        frames = (tmp_path / "cache.db-wal").stat().st_size / (4096 + 24)
        assert 20 < frames < 110, "100; with an index of what expires 116"


def test_an_article_takes_little_on_disk(tmp_path: Path) -> None:
    room = Newsroom()
    press = Press(room)
    count = 200
    with (
        ArticleCache.open(tmp_path, clock=now) as cache,
        Catalogue.open(tmp_path / "catalogue.sqlite", cache) as catalogue,
    ):
        written = [
            (entry_of(room, article, blocks), press.page(article)) for article, blocks in room.articles(count)
        ]
        with cache._values.writing():
            for entry, raw in written:
                cache.put(entry, (raw,))
        catalogue.upsert_many(entry for entry, _ in written)
    # Some pages are stored before there is a dictionary of them; of 100,000 articles each takes 7.7 kB.
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) / count < 11 * 1024
