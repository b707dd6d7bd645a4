"""What the catalogue promises of its writes: others see them, the disk has them, and failures are told."""

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.errors import StoreDamaged, StoreError, StoreReadOnly
from scrapers.model import Category
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.index import UNDATED
from tests.fakes_store import CATEGORIES, PORTAL, a_state, an_entry, fill, now
from tests.statements import Log, counted

TOGETHER = 16
OTHERS = (*CATEGORIES, Category(slug="moi", name="Mục mới", url="http://a.vn/moi"))


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    with counted(monkeypatch) as found:
        yield found


@pytest.fixture
def cache(log: Log, tmp_path: Path) -> Iterator[ArticleCache]:
    with ArticleCache.open(tmp_path, clock=now) as opened:
        yield opened


def pending(cache: ArticleCache) -> list[str]:
    return [entry.id for entry in cache.pending()]


def file(catalogue: Catalogue) -> None:
    catalogue.upsert_many([an_entry("9")])


def remove(catalogue: Catalogue) -> None:
    catalogue.remove(PORTAL, "9")


def learn(catalogue: Catalogue) -> None:
    catalogue.learn(a_state(categories=OTHERS))


def catch_up(catalogue: Catalogue) -> None:
    catalogue._cache.put(an_entry("8"))
    Catalogue.open(catalogue.path, catalogue._cache).close()


@pytest.mark.parametrize("write", [file, remove, learn, catch_up, Catalogue.rebuild])
def test_each_write_is_a_change_that_others_see(
    cache: ArticleCache, catalogue: Catalogue, write: Callable[[Catalogue], None]
) -> None:
    fill(cache, catalogue, [an_entry("1")])
    with Catalogue.open(catalogue.path, cache) as other:
        before = other.changes()
        write(catalogue)
        assert other.changes() != before


def test_articles_whose_numbers_would_be_one_get_several(cache: ArticleCache, catalogue: Catalogue) -> None:
    one, other, third = "7", str(7 + (1 << 24)), str(7 + (2 << 24))
    for id_ in (one, other, third):
        fill(cache, catalogue, [an_entry(id_)])
    rows = [catalogue.row_of(PORTAL, id_) or 0 for id_ in (one, other, third)]
    assert [row - rows[0] for row in rows] == [0, 1, 2]


@pytest.mark.parametrize("published", ["2018-01-17", None])
def test_a_number_that_a_list_still_holds_is_given_to_no_article_of_another_portal(
    cache: ArticleCache, catalogue: Catalogue, published: str | None
) -> None:
    fill(cache, catalogue, [an_entry(id_, published=published) for id_ in ("7", "8")])
    held = [catalogue.row_of(PORTAL, id_) for id_ in ("8", "7")]
    cache.clear()
    catalogue.rebuild()
    fill(cache, catalogue, [an_entry(id_, published=published, portal="hanoi") for id_ in ("6", "7", "8")])
    assert not {catalogue.row_of("hanoi", id_) for id_ in ("6", "7", "8")}.intersection(held)
    fill(cache, catalogue, [an_entry(id_, published=published) for id_ in ("7", "8")])
    assert [catalogue.row_of(PORTAL, id_) for id_ in ("8", "7")] == held


def test_texts_without_a_date_have_numbers_below_all_others(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, [an_entry(id_, published=None) for id_ in ("999999999", "30", "20")])
    fill(cache, catalogue, [an_entry("1", published="1990-01-01")])
    numbers = dict(catalogue.ask("SELECT id, text_row FROM head"))
    assert numbers.pop("1") > UNDATED
    assert numbers == {"20": 20, "30": 30, "999999999": 999999999 % UNDATED}


def test_what_is_removed_is_in_no_table(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [an_entry("2")])
    asked = ["SELECT * FROM head", "SELECT * FROM filed", "SELECT * FROM moved", "SELECT * FROM alias"]
    asked += ["SELECT * FROM total WHERE articles > 0"]
    before = [*map(catalogue.ask, asked)]
    fill(cache, catalogue, [an_entry("9", category="cntt", published=None)])
    known = replace(an_entry("9", category="cntt"), aliases=("x9",))
    fill(cache, catalogue, [known])
    assert cache.remove(known)
    remove(catalogue)
    assert [*map(catalogue.ask, asked)] == before


def test_the_cache_forgets_sixteen_articles_once_the_disk_has_them_here(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    for number in range(TOGETHER - 1):
        fill(cache, catalogue, [an_entry(str(number))])
    assert len(pending(cache)) == TOGETHER - 1
    fill(cache, catalogue, [an_entry("last")])
    assert pending(cache) == []


def settled(log: Log) -> list[str]:
    """What was asked of both databases from the wait for the disk to where the cache forgets."""
    waited = log.index(("catalogue.sqlite", "PRAGMA synchronous = FULL"))
    forgets = next(at for at, (_, text) in enumerate(log) if text.startswith("DELETE FROM Cache WHERE key"))
    return [text.split(" meta")[0] for name, text in log[waited:forgets] if name == "catalogue.sqlite"]


@pytest.mark.parametrize("settle", [Catalogue.settle, Catalogue.rebuild, catch_up])
def test_the_cache_forgets_only_after_a_commit_that_waited_for_the_disk(
    cache: ArticleCache, catalogue: Catalogue, log: Log, settle: Callable[[Catalogue], None]
) -> None:
    fill(cache, catalogue, [an_entry("1")])
    log.clear()
    settle(catalogue)
    assert pending(cache) == []
    waiting = [
        "PRAGMA synchronous = FULL",
        "BEGIN IMMEDIATE",
        "UPDATE",
        "COMMIT",
        "PRAGMA synchronous = NORMAL",
    ]
    assert settled(log) == waiting


def test_a_catalogue_that_was_made_anew_in_use_is_whole(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [an_entry("1"), an_entry("2", cached=False)])
    made = "SELECT type, name FROM sqlite_master ORDER BY name"
    before = catalogue.ask(made)
    catalogue.rebuild()
    assert catalogue.ask(made) == before
    assert catalogue.uncached(PORTAL) == ["2"]


@pytest.mark.parametrize("write", [file, remove, learn, Catalogue.settle])
def test_a_catalogue_that_broke_in_use_is_told_as_such(
    cache: ArticleCache, catalogue: Catalogue, write: Callable[[Catalogue], None]
) -> None:
    fill(cache, catalogue, [an_entry("1")])
    with closing(sqlite3.connect(catalogue.path)) as other:
        other.executescript("DROP TABLE meta; DROP TABLE category")
    with pytest.raises(StoreDamaged, match=r"catalogue\.sqlite"):
        write(catalogue)


def test_a_catalogue_that_broke_in_use_is_closed_in_silence(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, [an_entry("1")])
    with closing(sqlite3.connect(catalogue.path)) as other:
        other.execute("DROP TABLE meta")
    catalogue.close()
    assert pending(cache) == ["1"]


def test_a_directory_in_the_place_of_a_catalogue_is_a_store_error(
    cache: ArticleCache, tmp_path: Path
) -> None:
    (tmp_path / "other.sqlite").mkdir()
    with pytest.raises(StoreError, match=r"other\.sqlite"):
        Catalogue.open(tmp_path / "other.sqlite", cache)


def test_nobody_else_makes_a_catalogue_while_one_makes_it(cache: ArticleCache, tmp_path: Path) -> None:
    busy: list[bool] = []

    def look(_done: int, _of: int) -> None:
        with (tmp_path / "repair.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                busy.append(True)

    cache.put(an_entry("1"))
    Catalogue.open(tmp_path / "catalogue.sqlite", cache, watch=look).close()
    assert busy


def test_a_disk_gets_back_the_room_of_what_was_removed(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [an_entry(str(number), text="rất dài " * 99) for number in range(300)])
    cache.clear()
    catalogue.rebuild()
    ((pages,),), ((free,),) = map(catalogue.ask, ("PRAGMA page_count", "PRAGMA freelist_count"))
    assert free
    catalogue.shrink()
    assert catalogue.path.stat().st_size <= (pages - free) * 4096
    assert catalogue.path.with_name("catalogue.sqlite-wal").stat().st_size == 0


def reading(catalogue: Catalogue, cache: ArticleCache) -> Catalogue:
    return Catalogue.open(catalogue.path, cache, writable=False)


def test_a_catalogue_that_fits_is_read_and_not_written(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [an_entry("1")])
    with reading(catalogue, cache) as other:
        assert other.row_of(PORTAL, "1") == catalogue.row_of(PORTAL, "1")
        with pytest.raises(StoreError, match="readonly"):
            remove(other)


def test_of_an_older_programs_catalogue_what_is_not_counted_is_counted_when_asked_for(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, [an_entry("1"), an_entry("2")])
    counted_here = catalogue.ask("SELECT * FROM total ORDER BY slug")
    with closing(sqlite3.connect(catalogue.path)) as other:
        triggers = other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        other.executescript("".join(f"DROP TRIGGER {name};" for (name,) in triggers) + "DROP TABLE total")
    with reading(catalogue, cache) as older:
        assert older.ask("SELECT * FROM total ORDER BY slug") == counted_here
        with pytest.raises(StoreError, match="readonly"):
            remove(older)


def test_what_was_written_after_all_is_read_from_the_same_file(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, [an_entry("1")])
    catalogue.settle()
    catalogue.shrink()
    with reading(catalogue, cache) as other:
        before = other.version()
        fill(cache, catalogue, [an_entry("2")])
        catalogue.shrink()
        assert other.version() != before
        assert other.row_of(PORTAL, "2") is not None


def test_a_catalogue_that_does_not_fit_is_not_read(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [an_entry("1")])
    cache.put(an_entry("2"))
    with pytest.raises(StoreReadOnly):
        reading(catalogue, cache)
    catalogue.upsert_many([an_entry("2")])
    reading(catalogue, cache).close()
    cache.clear()
    with pytest.raises(StoreReadOnly):
        reading(catalogue, cache)
