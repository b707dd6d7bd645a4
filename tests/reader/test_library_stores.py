import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.holdings.opening import Stores, open_stores
from reader.library import Library
from reader.model import ALL, STARRED, Query
from reader.paths import Paths
from scrapers.errors import StoreDamaged, StoreError, StoreTooNew
from scrapers.model import Place, Sighting
from scrapers.stores.shared import Trouble
from scrapers.watch import unwatched
from tests.fakes_store import (
    BASE,
    NOW,
    PORTAL,
    a_library,
    an_article,
    an_entry,
    fill,
    now,
)
from tests.small_library import ENTRIES, ids, shelf


def test_marks_are_there_after_a_restart(tmp_path: Path) -> None:
    with a_library(tmp_path, ENTRIES) as library:
        library.mark_read(PORTAL, "1")
    with Library.open(Paths.choose(tmp_path), clock=now) as library:
        assert ids(library, unread=True) == ["2", "5", "3", "4"]
        assert library.notices == []


def test_starred_articles_outlive_the_cache(tmp_path: Path) -> None:
    with a_library(tmp_path, ENTRIES) as library:
        library.star(PORTAL, "1")
        library.star(PORTAL, "2")
        library.star(PORTAL, "2", on=False)
        library.cache.clear()
    with Library.open(Paths.choose(tmp_path), clock=now) as library:
        assert ids(library, shelf=STARRED) == ids(library) == ["1"]
        assert library.article(PORTAL, "1").blocks == an_article("1").blocks


def test_directories_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    paths = Paths.choose(tmp_path / "home")
    Library.open(paths, clock=now).close()
    assert {path.stat().st_mode & 0o777 for path in (paths.cache, paths.data, paths.config)} == {0o700}


def test_what_is_damaged_is_not_read_instead(tmp_path: Path) -> None:
    begun: list[Stores] = []

    def begin(stores: Stores) -> None:
        begun.append(stores)
        for store in (stores.catalogue, stores.cache, stores.userdata):
            store.close()
        raise StoreDamaged("malformed", where=str(tmp_path))

    with pytest.raises(StoreDamaged):
        open_stores(Paths.choose(tmp_path), now, unwatched, begin)
    assert len(begun) == 1


def test_what_had_to_be_mended_is_told(tmp_path: Path) -> None:
    a_library(tmp_path, ENTRIES).close()
    paths = Paths.choose(tmp_path)
    paths.userdata.write_bytes(b"broken" * 999)
    (paths.cache / "cache.db").write_bytes(b"broken" * 999)
    with Library.open(paths, clock=now) as library:
        assert [notice.trouble for notice in library.notices] == [
            Trouble.USERDATA_RESTORED,
            Trouble.CACHE_REBUILT,
            Trouble.CATALOGUE_REBUILT,
            Trouble.ARTICLES_LOST,
        ]
        assert ids(library) == []


def test_a_newer_versions_store_is_an_error_that_names_it(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        library.catalogue.close()
        library.userdata._connections.get().execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew, match="userdata"):
        Library.open(Paths.choose(tmp_path), clock=now)


def test_a_home_that_cannot_be_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file"):
        Library.open(Paths.choose(tmp_path / "file"), clock=now)


def test_threads_read_and_mark_at_once(library: Library) -> None:
    failed: list[BaseException] = []

    def use(id_: str) -> None:
        try:
            for _ in range(20):
                library.mark_read(PORTAL, id_)
                assert library.shelves(PORTAL)[0].unread < 5
                assert library.heads(library.rows(Query(portal=PORTAL)))
                library.mark_read(PORTAL, id_, read=False)
                library.mark_read(PORTAL, id_)
        except BaseException as error:  # noqa: BLE001 - told in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=use, args=(id_,)) for id_ in "1234"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert shelf(library, ALL) == (5, 1)


def test_a_sighting_in_a_sidebar_files_an_article_nowhere_but_in_everything(library: Library) -> None:
    seen = Sighting(
        place=Place.MOST_READ, page=BASE, seen_at=NOW, category="cntt", title="Đọc nhiều", views=9
    )
    entry = replace(an_entry("7", cached=False), sightings=(seen,))
    fill(library.cache, library.catalogue, [entry])
    assert ids(library, shelf="cntt") == ["4"]
    assert "7" in ids(library)
