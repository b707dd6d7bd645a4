import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Query, Way
from reader.paths import Paths
from scrapers.demo.server import DemoServer
from scrapers.errors import ConfigError, StoreLocked, Unreachable
from scrapers.model import Place
from scrapers.net import pace
from scrapers.syncing import waiting
from scrapers.syncing.events import ArticleStored, Event, Finished, SyncPlan, Waiting
from scrapers.watch import Stopped
from tests.small_library import history

SOME = SyncPlan(categories=("thong-bao",), pages=1, pictures=False)
DEMO = "demo"
START = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer() as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(Paths.choose(tmp_path)) as opened:
        yield opened


def synced(library: Library, server: DemoServer, plan: SyncPlan = SOME) -> list[Event]:
    return list(library.fetching(DEMO, Way(server.url, 0)).sync(plan))


def summary_of(events: list[Event]) -> Finished:
    last = events[-1]
    assert isinstance(last, Finished)
    return last


def test_a_sync_fills_lists_articles_histories_and_the_status(library: Library, server: DemoServer) -> None:
    summary = summary_of(synced(library, server)).summary
    assert summary.new > 5
    assert not summary.interrupted
    status = library.status(DEMO)
    assert status.synced_at is not None
    assert status.counts is not None
    heads = library.heads(library.rows(Query(portal=DEMO, cached=True)))
    assert len(heads) == summary.new
    assert all(library.article(DEMO, head.id).blocks for head in heads)
    assert library.cache.raw(DEMO, heads[0].id) is not None
    counted = [
        head.id for head in library.heads(library.rows(Query(portal=DEMO, sort="views"))) if head.views
    ]
    assert history(library.userdata, DEMO, counted[0])[Place.MOST_READ]
    assert library.notices == []


def test_an_article_without_a_star_is_not_read_again_once_it_is_stored(
    library: Library, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    keep = library.keeping.keep

    def keeping(portal: str, id: str) -> None:
        looked_at.append(id)
        with monkeypatch.context() as patch:
            patch.setattr(library.cache, "entry", lambda *_: pytest.fail("read once more"))
            keep(portal, id)

    monkeypatch.setattr(library.keeping, "keep", keeping)
    assert summary_of(synced(library, server)).summary.new == len(looked_at)


def test_articles_keep_the_portals_own_addresses(library: Library, server: DemoServer) -> None:
    synced(library, server)
    urls = {head.url for head in library.heads(library.rows(Query(portal=DEMO)))}
    assert all(url.startswith(library.portal(DEMO).base) for url in urls)


def test_asked_to_stop_it_ends_with_a_summary_that_says_so_and_goes_on_next_time(
    library: Library, server: DemoServer
) -> None:
    stop = threading.Event()
    events: list[Event] = []
    # More than are told at once where pages come right after each other.
    plan = SyncPlan(pages=1, pictures=False)
    for event in library.fetching(DEMO, Way(server.url, 0)).sync(plan, stop=stop):
        events.append(event)
        if isinstance(event, ArticleStored):
            stop.set()
    assert summary_of(events).summary.interrupted
    stored = len(library.rows(Query(portal=DEMO, cached=True)))
    assert stored > 0
    assert summary_of(synced(library, server, plan)).summary.new > 0
    assert len(library.rows(Query(portal=DEMO, cached=True))) > stored


def test_asked_before_it_began_it_fetches_nothing(library: Library, server: DemoServer) -> None:
    stop = threading.Event()
    stop.set()
    events = list(library.fetching(DEMO, Way(server.url, 0)).sync(SOME, stop=stop))
    assert summary_of(events).summary.interrupted
    assert library.status(DEMO).articles == 0


class Told(threading.Event):
    """A wish to stop that comes up at the third look: the first request is answered then."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    def is_set(self) -> bool:
        self.looks += 1
        return self.looks > 2


def test_stopping_does_not_wait_for_the_pause_between_requests(library: Library, server: DemoServer) -> None:
    events = list(library.fetching(DEMO, Way(server.url, 3600)).sync(SOME, stop=Told()))
    assert summary_of(events).summary.interrupted
    assert summary_of(events).summary.requests < 2


def test_a_sync_given_up_lets_go_of_the_lock(library: Library, server: DemoServer) -> None:
    events = library.fetching(DEMO, Way(server.url, 0)).sync(SOME)
    next(events)
    with pytest.raises(StoreLocked):
        synced(library, server)
    events.close()  # type: ignore[attr-defined]  # a generator, though declared an iterator
    assert not summary_of(synced(library, server)).summary.interrupted


def test_a_sync_runs_in_a_thread_while_another_reads(library: Library, server: DemoServer) -> None:
    done: list[Event] = []
    worker = threading.Thread(target=lambda: done.extend(synced(library, server)))
    worker.start()
    seen = [0]
    while worker.is_alive():
        seen.append(library.status(DEMO).articles)
    assert summary_of(done).summary.new > 0
    assert seen == sorted(seen)


def test_one_article_can_be_fetched_alone(library: Library, server: DemoServer) -> None:
    plan = SyncPlan(categories=("thong-bao",), pages=1, pictures=False)
    stop = threading.Event()
    for event in library.fetching(DEMO, Way(server.url, 0)).sync(plan, stop=stop):
        if isinstance(event, ArticleStored):
            stop.set()
    missing = next(head for head in library.heads(library.rows(Query(portal=DEMO))) if not head.cached)
    article = library.fetching(DEMO, Way(server.url, 0)).article(missing.id)
    assert article.blocks
    assert library.article(DEMO, missing.id) == article


def test_a_starred_article_is_kept_whole_once_it_is_fetched(library: Library, server: DemoServer) -> None:
    synced(library, server)
    head = library.heads(library.rows(Query(portal=DEMO, shelf="thong-bao", limit=1)))[0]
    library.userdata.mark(DEMO, head.id, "starred", on=True)
    assert library.userdata.kept_article(DEMO, head.id) is None
    library.fetching(DEMO, Way(server.url, 0)).article(head.id)
    assert library.userdata.kept_article(DEMO, head.id) is not None
    library.star(DEMO, head.id, on=False)
    library.userdata.mark(DEMO, head.id, "starred", on=True)
    synced(library, server, SyncPlan(categories=("thong-bao",), pictures=False, full=True))
    assert library.userdata.kept_article(DEMO, head.id) is not None


def test_an_article_out_of_reach_is_an_error_to_show(
    library: Library, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_BACKOFF", ())
    synced(library, server)
    head = library.heads(library.rows(Query(portal=DEMO, limit=1)))[0]
    with pytest.raises(Unreachable):
        library.fetching(DEMO, Way("http://127.0.0.1:9/", 0)).article(head.id)


def test_an_article_that_does_not_come_is_told_and_can_be_stopped(
    library: Library, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "_GLANCE", 0.01)
    monkeypatch.setattr(waiting, "_SLOW", 0.01)
    synced(library, server)
    head = library.heads(library.rows(Query(portal=DEMO, limit=1)))[0]
    stop, told = threading.Event(), list[Waiting]()

    def hear(event: Waiting) -> None:
        told.append(event)
        stop.set()

    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and never answers
        base = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(Stopped):
            library.fetching(DEMO, Way(base, 0)).article(head.id, stop=stop, tell=hear)
    assert told[0] == Waiting(DEMO)


def test_too_little_delay_for_a_foreign_portal_is_refused(library: Library) -> None:
    with pytest.raises(ConfigError):
        next(library.fetching("vinhlong", Way(delay=0)).sync(SOME))


def test_two_syncs_give_histories_what_rises_and_visitors(tmp_path: Path, server: DemoServer) -> None:
    """What moves on the demo portal moves on the user's screens, each sync a point."""
    hours = iter(range(10_000))
    with Library.open(
        Paths.choose(tmp_path), clock=lambda: START + timedelta(minutes=next(hours))
    ) as library:
        synced(library, server)
        assert library.stats.figures(DEMO).rising == ()
        synced(library, server)
        figures = library.stats.figures(DEMO)
    assert len(figures.visitors) == 2
    assert figures.visitors[0].total < figures.visitors[1].total
    assert figures.rising
    for one in figures.rising:
        assert one.place in (Place.MOST_READ, Place.LISTING)
        assert one.history is not None
        assert one.history.counts[-1] - one.history.counts[0] == one.rise > 0
    assert figures.most_read[0].history is not None


def test_what_the_page_of_one_article_counts_goes_into_the_history(
    library: Library, server: DemoServer
) -> None:
    synced(library, server)
    before = library.stats.visitors(DEMO)[-1].total
    head = library.heads(library.rows(Query(portal=DEMO, limit=1)))[0]
    library.fetching(DEMO, Way(server.url, 0)).article(head.id)
    assert library.stats.visitors(DEMO)[-1].total > before
