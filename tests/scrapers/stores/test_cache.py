import os
import resource
import signal
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, RLock, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.errors import Gone, StoreBusy, StoreError, StoreLocked
from scrapers.model import PageRequest
from scrapers.states import ListingState, PortalState
from scrapers.stores.cache import ArticleCache, notes_of
from scrapers.stores.disk import open_disk
from scrapers.stores.lock import in_turn
from scrapers.stores.shared import make_private
from tests.fakes_store import PORTAL, a_page, a_state, an_entry, now
from tests.forking import fork


@pytest.fixture
def cache(tmp_path: Path) -> ArticleCache:  # type: ignore[misc]  # a fixture that yields
    with ArticleCache.open(tmp_path / "cache", clock=now) as opened:
        yield opened


def test_an_article_and_its_page_come_back_after_a_restart(tmp_path: Path) -> None:
    entry, page = an_entry("1"), replace(a_page("<p>Tổng kết</p>".encode()), etag='"a"', last_modified="Thu")
    with ArticleCache.open(tmp_path, clock=now) as cache:
        cache.put(entry, (page,))
    with ArticleCache.open(tmp_path, clock=now) as cache:
        assert cache.entry(PORTAL, "1") == entry
        assert cache.raw(PORTAL, "1") == page
        assert cache.notices == []


def test_what_was_never_stored_is_missing(cache: ArticleCache) -> None:
    assert cache.entry(PORTAL, "1") is None
    assert cache.raw(PORTAL, "1") is None
    assert cache.listing(PORTAL, "a") is None
    assert cache.portal_state(PORTAL) == PortalState(portal=PORTAL)
    assert cache.pictures.get("http://a.vn/1.jpg") is None
    assert list(cache.entries(PORTAL)) == list(cache.pending()) == []


def test_the_newer_write_stands(cache: ArticleCache) -> None:
    cache.put(an_entry("1", "Trước"))
    cache.put(an_entry("1", "Sau"))
    assert [entry.article and entry.article.title for entry in cache.entries(PORTAL)] == ["Sau"]


def test_a_portals_entries_are_all_there_and_only_its_own(cache: ArticleCache) -> None:
    cache.put_many(an_entry(str(number)) for number in range(1201))
    cache.put_many(an_entry(str(number), portal=f"{PORTAL}2") for number in range(3))
    assert {entry.id for entry in cache.entries(PORTAL)} == {str(number) for number in range(1201)}
    assert sum(1 for _ in cache.entries()) == 1204


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    portal=st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
    id_=st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
)
def test_any_portal_name_and_id_can_be_a_key(cache: ArticleCache, portal: str, id_: str) -> None:
    entry = an_entry(id_, portal=portal)
    cache.put(entry)
    assert cache.entry(portal, id_) == entry
    assert entry in list(cache.entries(portal))
    assert all(other.portal == portal for other in cache.entries(portal))


def test_the_state_of_walks_and_portals_comes_back(cache: ArticleCache) -> None:
    listing = ListingState(
        portal=PORTAL,
        category="cntt",
        resume=PageRequest(url="http://a.vn/?p=2", form=(("a", "b"),)),
        total=9,
    )
    cache.put_many((), listing)
    cache.put_portal_state(a_state())
    assert cache.listing(PORTAL, "cntt") == listing
    assert cache.portal_state(PORTAL) == a_state()
    assert cache.portals() == [PORTAL]


@pytest.mark.parametrize("size", [10, 3 << 20], ids=["in the database", "in a file of its own"])
def test_pictures_of_any_size_come_back(cache: ArticleCache, size: int) -> None:
    url = "http://a.vn/ảnh 1.jpg?x=1"
    assert not cache.pictures.has(url)
    cache.pictures.put(url, b"\x00\xff" * (size // 2), "image/jpeg")
    assert cache.pictures.has(url)
    picture = cache.pictures.get(url)
    assert picture is not None
    assert (len(picture.body), picture.content_type) == (size, "image/jpeg")


def test_a_write_stays_pending_until_a_catalogue_settles_that_very_write(cache: ArticleCache) -> None:
    first, second = an_entry("1", "Trước"), an_entry("1", "Sau")
    cache.put(first)
    cache.put(second)
    cache.settle(notes_of([first]))
    assert list(cache.pending()) == [second]
    cache.settle(notes_of([second]))
    assert list(cache.pending()) == []


def test_clearing_forgets_everything_and_makes_another_cache(cache: ArticleCache) -> None:
    identity = cache.identity
    cache.put(an_entry("1"), (a_page(b"x"),))
    cache.pictures.put("http://a.vn/large.png", b"x" * (2 << 20))
    assert list(cache.directory.rglob("*.val"))
    cache.clear()
    assert not list(cache.directory.rglob("*.val"))
    assert cache.entry(PORTAL, "1") is None
    assert cache.identity != identity


@pytest.mark.parametrize(
    ("made", "then"), [(None, 0o700), (0o755, 0o700), (0o700, 0o700), (0o555, 0o500), (0o500, 0o500)]
)
def test_a_directory_is_closed_to_others_and_its_owner_may_do_there_what_he_said(
    tmp_path: Path, made: int | None, then: int
) -> None:
    directory = tmp_path / "cache"
    if made is not None:
        directory.mkdir()
        directory.chmod(made)
    make_private(directory)
    assert stat.S_IMODE(directory.stat().st_mode) == then


def test_only_the_owner_can_read_the_directory(tmp_path: Path) -> None:
    directory = tmp_path / "cache"
    directory.mkdir(mode=0o755)
    ArticleCache.open(directory, clock=now).close()
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_a_place_that_is_no_directory_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file"):
        ArticleCache.open(tmp_path / "file" / "cache", clock=now)
    with pytest.raises(StoreError, match="Not a directory"):
        ArticleCache.open(tmp_path / "file", clock=now)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_directory_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    ArticleCache.open(tmp_path / "cache", clock=now).close()
    for path in (tmp_path / "cache").iterdir():
        path.chmod(0o400)
    (tmp_path / "cache").chmod(0o500)
    with pytest.raises(StoreError), ArticleCache.open(tmp_path / "cache", clock=now) as cache:
        cache.put(an_entry("1"))


def test_a_store_without_room_is_a_store_error(cache: ArticleCache) -> None:
    cache.put(an_entry("1"))
    disk = cache._values._disk
    pages = disk.connection.execute("PRAGMA page_count").fetchone()[0]
    disk.connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match="full"):
        cache.put_many(an_entry(str(number), text="x" * 5000) for number in range(9))
    assert [entry.id for entry in cache.entries(PORTAL)] == ["1"]


@contextmanager
def no_longer(file: Path) -> Iterator[None]:
    """Let the system refuse what would make a file longer than it is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_cache_that_cannot_be_opened_for_want_of_room_leaves_nothing_open(tmp_path: Path) -> None:
    open_disk(tmp_path, application=1, schema=1).close()
    (short := tmp_path / "short").write_bytes(bytes(1 << 15))  # what SQLite needs for its index of the log
    before = open_files()
    with no_longer(short), pytest.raises(sqlite3.OperationalError) as _failed:
        open_disk(tmp_path, application=1, schema=1)
    assert open_files() == before


def open_files() -> int:
    """Count the files that this process has open."""
    return len(list(Path("/dev/fd").iterdir()))


def put_while_handling(error: Exception, cache: ArticleCache) -> None:
    try:
        raise error
    except type(error):
        cache.put(an_entry("2"))


def test_a_disk_that_fails_while_another_error_is_handled_is_not_taken_for_that(cache: ArticleCache) -> None:
    cache.put(an_entry("1"))
    with no_longer(cache.directory / "cache.db-wal"), pytest.raises(StoreError):
        put_while_handling(Gone(404, where="http://a.vn/1"), cache)
    cache.put(an_entry("3"))
    assert [entry.id for entry in cache.entries(PORTAL)] == ["1", "3"]


def test_a_second_sync_hears_who_holds_the_lock_and_since_when(cache: ArticleCache) -> None:
    with cache.lock_portal("a"), pytest.raises(StoreLocked) as caught, cache.lock_portal("a"):
        pass
    assert type(caught.value) is StoreLocked
    assert str(os.getpid()) in caught.value.holder
    assert f"{now().astimezone():%Y-%m-%d %H:%M:%S}" in caught.value.holder
    with cache.lock_portal("a"):
        pass


def test_portals_are_synced_side_by_side_and_whoever_changes_all_of_a_cache_is_alone(
    cache: ArticleCache,
) -> None:
    with (
        cache.lock_portal("b"),
        cache.lock_portal("ở đây/c"),
        pytest.raises(StoreBusy) as caught,
        cache.lock(),
    ):
        pass
    assert caught.value.portals == ("ở đây/c", "b")
    with cache.lock_single(), pytest.raises(StoreBusy) as caught, cache.lock():
        pass
    assert caught.value.portals == ()
    with cache.lock():
        for other in (cache.lock, lambda: cache.lock_portal("a")):
            with pytest.raises(StoreBusy, match=f"process {os.getpid()} ") as caught, other():
                pass
            assert caught.value.portals == ()
    with cache.lock_portal("a"):
        pass


def test_a_lock_is_held_on_a_full_disk_too_though_nobody_hears_by_whom(cache: ArticleCache) -> None:
    lock = cache.directory / "sync.lock"
    lock.touch()
    for how in (cache.lock, cache.lock_single, lambda: cache.lock_portal("a")):
        with no_longer(lock), how(), pytest.raises(StoreBusy, match="another process"), cache.lock():
            pass


def test_whose_turn_it_is_not_hears_who_is_at_work_before_it_waits(tmp_path: Path) -> None:
    def refuse(error: StoreLocked) -> None:
        raise error

    mine, its = (in_turn(tmp_path / "lock", now(), refuse) for _ in range(2))
    with mine, pytest.raises(StoreLocked, match=f"process {os.getpid()} "), its:
        pass


def test_a_killed_holder_frees_the_lock(cache: ArticleCache) -> None:
    ready, write = os.pipe()
    if not (child := fork()):
        with cache.lock_portal("b"):
            os.write(write, b"x")
            signal.pause()
        os._exit(0)
    os.read(ready, 1)
    try:
        with pytest.raises(StoreLocked, match=f"process {child} "), cache.lock_portal("b"):
            pass
        with cache.lock_portal("a"), pytest.raises(StoreBusy, match="process"), cache.lock():
            pass
        with pytest.raises(StoreBusy, match=f"process {child} "), cache.lock():
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ready)
        os.close(write)
    with cache.lock():
        pass


def test_closing_closes_what_other_threads_have_open(tmp_path: Path) -> None:
    cache = open_disk(tmp_path, application=1, schema=1)
    with ThreadPoolExecutor(1) as pool:
        connection = pool.submit(lambda: cache.connection).result()
        assert connection.execute("SELECT 1").fetchone() == (1,)

        cache.close()

        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_each_commit_waits_for_the_disk_in_every_thread(tmp_path: Path) -> None:
    cache = open_disk(tmp_path, application=1, schema=1)

    def level() -> int:
        return int(cache.connection.execute("PRAGMA synchronous").fetchone()[0])

    with ThreadPoolExecutor(1) as pool:
        assert (level(), pool.submit(level).result()) == (2, 2)
    for wait, lower in ((True, 2), (False, 1)):
        with cache.waiting(wait=wait):
            assert level() == lower
        assert level() == 2
    cache.close()


class Meeting:
    """A lock that two threads come to before either takes it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._both = Barrier(2, timeout=60)

    def __enter__(self) -> None:
        self._both.wait()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_threads_that_write_first_at_once_write_by_one_disk(cache: ArticleCache) -> None:
    values = cache._values
    values._opened, values._guard = None, Meeting()  # type: ignore[assignment]  # as much of a lock as is used
    opened: list[object] = []
    threads = [Thread(target=lambda: opened.append(values._disk)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened[0] is opened[1]
