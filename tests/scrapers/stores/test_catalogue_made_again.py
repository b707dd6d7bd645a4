"""A catalogue that is no good, or not the one of its cache, is made again from the cache."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrapers.errors import StoreBusy
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.connections import connect
from scrapers.stores.shared import Trouble
from tests.catalogued import ids, matches, whole
from tests.fakes_store import NOW, PORTAL, an_entry, fill, now

SOME = (
    an_entry("1", category="bao-chi"),
    an_entry("2", cached=False),
    an_entry("3", published=None),
    replace(an_entry("4"), aliases=("x4",), gone_at=NOW),
)


def outdated(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("DROP TABLE filed")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("ALTER TABLE head RENAME COLUMN title TO titel")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE head (x)")


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all " * 999)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [outdated, newer, foreign, garbage, cut, empty, Path.unlink])
def test_a_catalogue_that_is_no_good_is_made_again_as_it_was(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "catalogue.sqlite"
    with ArticleCache.open(tmp_path, clock=now) as cache:
        with Catalogue.open(path, cache) as catalogue:
            fill(cache, catalogue, SOME)
            assert catalogue.notices == []
            before = whole(catalogue)
        damage(path)  # type: ignore[operator]  # one of the functions above
        with Catalogue.open(path, cache) as catalogue:
            assert whole(catalogue) == before
            told = [notice.trouble for notice in catalogue.notices]
            assert told == ([] if damage is Path.unlink else [Trouble.CATALOGUE_REBUILT])
        with Catalogue.open(path, cache) as catalogue:
            assert catalogue.notices == []


def test_a_catalogue_gets_the_indexes_that_an_older_program_did_not_make(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, SOME)
    indexes = "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"
    made = catalogue.ask(indexes)
    catalogue.ask("DROP INDEX head_gone")
    with Catalogue.open(catalogue.path, cache) as again:
        assert (again.ask(indexes), again.notices) == (made, [])


def test_a_catalogue_found_broken_in_use_is_made_again_at_the_next_start(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, SOME)
    catalogue.path.with_name("catalogue.sqlite.suspect").touch()
    with Catalogue.open(catalogue.path, cache) as again:
        assert [notice.trouble for notice in again.notices] == [Trouble.CATALOGUE_REBUILT]
        assert len(ids(again)) == 4


def test_the_catalogue_of_another_cache_is_made_again(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, SOME)
    cache.clear()
    cache.put(an_entry("9"))
    with Catalogue.open(catalogue.path, cache) as again:
        assert ids(again) == ["9"]
        assert ids(catalogue) == ["9"]


def test_a_rebuild_tells_how_far_it_is(cache: ArticleCache, tmp_path: Path) -> None:
    cache.put_many(an_entry(str(number)) for number in range(1001))
    told: list[tuple[int, int]] = []
    with Catalogue.open(tmp_path / "catalogue.sqlite", cache, watch=lambda done, of: told.append((done, of))):
        assert told == [(0, 1001), (500, 1001), (1000, 1001), (1001, 1001)]


def test_what_the_cache_stored_before_its_writer_died_is_filed_at_the_next_start(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    first = an_entry("1", "Trước")
    fill(cache, catalogue, [first])
    cache.put(an_entry("1", "Sau"))
    cache.put(an_entry("2"))
    with Catalogue.open(catalogue.path, cache) as again:
        assert ids(again) == ["2", "1"]
        assert matches(again, "sau") == ["1"]
    assert list(cache.pending()) == []


def test_none_is_made_anew_while_a_sync_runs(tmp_path: Path, cache: ArticleCache) -> None:
    with cache.lock_portal(PORTAL), pytest.raises(StoreBusy):
        Catalogue.open(tmp_path / "catalogue.sqlite", cache)


def test_an_attached_database_that_is_replaced_is_opened_anew(catalogue: Catalogue, tmp_path: Path) -> None:
    beside, other = tmp_path / "beside.sqlite", tmp_path / "other.sqlite"
    for path in (beside, other):
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA user_version = 1")
            connection.execute("CREATE TABLE t AS SELECT ? AS x", (path.name,))
    catalogue.attach("beside", beside)
    assert catalogue.ask("SELECT x FROM beside.t") == [(beside.name,)]
    other.replace(beside)
    catalogue.version()
    assert catalogue.ask("SELECT x FROM beside.t") == [(other.name,)]
