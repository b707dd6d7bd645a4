"""Saved searches as shelves, and what was searched for last."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.library import Library
from reader.model import EVERYWHERE, Query, Shelf
from reader.paths import Paths
from scrapers.stores.catalogue import Catalogue
from tests.fakes_store import NOW, PORTAL, a_library, an_entry, fill


def shelf(library: Library, key: str) -> Shelf:
    library.searches.recount(PORTAL)
    return next(shelf for shelf in library.shelves(PORTAL) if shelf.key == key)


def counts(library: Library, key: str) -> tuple[int, int]:
    found = shelf(library, key)
    return found.total, found.unread


def ids(library: Library, query: Query) -> list[str]:
    return [head.id for head in library.heads(library.rows(query))]


def test_a_saved_search_is_a_shelf_below_all_others(library: Library) -> None:
    key = library.searches.save(PORTAL, "thủ  tướng ")
    assert library.searches.is_stale(PORTAL)
    library.searches.recount(PORTAL)
    assert not library.searches.is_stale(PORTAL)
    last = library.shelves(PORTAL)[-1]
    assert (last.key, last.name, last.total, last.unread) == (key, "thủ tướng", 5, 5)
    assert last.is_search
    assert not last.is_category


def test_its_list_is_in_the_order_of_lists(library: Library) -> None:
    key = library.searches.save(PORTAL, "thủ tướng")
    assert ids(library, Query(portal=PORTAL, shelf=key)) == ["4", "3", "2", "1", "5"]
    library.mark_read(PORTAL, "3")
    assert ids(library, Query(portal=PORTAL, shelf=key, unread=True, limit=2)) == ["4", "2"]
    assert ids(library, Query(portal=PORTAL, shelf=key, sort="views")) == ["4", "3", "2", "1", "5"]


def test_the_same_search_is_saved_once(library: Library) -> None:
    assert library.searches.save(PORTAL, "tin") == library.searches.save(PORTAL, " tin ")
    assert library.searches.key_of(PORTAL, "tin") == library.searches.save(PORTAL, "tin")


def test_a_removed_search_has_no_shelf_and_no_list(library: Library) -> None:
    key = library.searches.save(PORTAL, "thủ tướng")
    library.searches.remove(PORTAL, " thủ  tướng")
    assert key not in [shelf.key for shelf in library.shelves(PORTAL)]
    assert ids(library, Query(portal=PORTAL, shelf=key)) == []
    assert library.searches.key_of(PORTAL, "thủ tướng") is None


def test_a_shelf_shows_what_was_last_counted(library: Library) -> None:
    key = library.searches.save(PORTAL, "thủ tướng")
    assert counts(library, key) == (5, 5)
    fill(library.cache, library.catalogue, [an_entry("7", "Thủ tướng")])
    assert [shelf.total for shelf in library.shelves(PORTAL) if shelf.key == key] == [5]
    assert library.searches.is_stale(PORTAL)
    library.searches.recount(PORTAL)
    library.searches.save(PORTAL, "họp báo")
    assert library.searches.is_stale(PORTAL), "one of them was never counted"


def test_its_counts_follow_marks_and_news(library: Library) -> None:
    key = library.searches.save(PORTAL, "thủ tướng")
    starred = library.searches.save(PORTAL, "thủ tướng is:starred")
    assert (counts(library, key), counts(library, starred)) == ((5, 5), (0, 0))
    library.mark_read(PORTAL, "1")
    library.mark_read(PORTAL, "6")
    library.star(PORTAL, "1")
    assert (counts(library, key), counts(library, starred)) == ((5, 4), (1, 0))
    library.mark_read(PORTAL, "1", read=False)
    fill(library.cache, library.catalogue, [an_entry("7", "Thủ tướng")])
    assert (counts(library, key), counts(library, starred)) == ((6, 6), (1, 1))


@pytest.mark.parametrize(
    "typed", ["is:unread", "is:read", "is:starred", "is:later", "-is:starred", "-is:later", "-is:unread"]
)
def test_a_search_by_a_mark_is_counted_again_when_that_is_made(library: Library, typed: str) -> None:
    key = library.searches.save(PORTAL, f"thủ tướng {typed}")
    query = Query(portal=PORTAL, shelf=key)
    before = counts(library, key)
    for mark in (library.mark_read, library.star, library.keep_for_later):
        mark(PORTAL, "1", True)
        listed = [len(library.rows(asked)) for asked in (query, replace(query, unread=True))]
        assert [*counts(library, key)] == listed
    assert counts(library, key) != before


def test_a_search_that_counts_its_days_from_today_is_counted_again_tomorrow(tmp_path: Path) -> None:
    today = NOW
    with Library.open(Paths.choose(tmp_path), clock=lambda: today) as library:
        fill(library.cache, library.catalogue, [an_entry("1", "Tin", published="2018-01-17")])
        key = library.searches.save(PORTAL, "tu:1d")
        assert counts(library, key) == (1, 1)
        assert not library.searches.is_stale(PORTAL)
        today += timedelta(days=1)
        assert library.searches.is_stale(PORTAL)
        assert counts(library, key) == (0, 0)


def test_a_mark_of_ones_own_counts_nothing_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    key = library.searches.save(PORTAL, "thủ tướng")
    before = counts(library, key)
    asked: list[str] = []
    ask = Catalogue.ask
    monkeypatch.setattr(
        Catalogue, "ask", lambda self, text, values=(): asked.append(text) or ask(self, text, values)
    )
    for read, unread in ((True, before[1] - 1), (False, before[1])):
        library.mark_read(PORTAL, "1", read)
        assert not library.searches.is_stale(PORTAL)
        assert counts(library, key) == (before[0], unread)
    assert not [text for text in asked if "count(*) FROM (" in text]


def test_a_mark_does_not_make_good_that_news_were_not_counted(library: Library) -> None:
    key = library.searches.save(PORTAL, "thủ tướng")
    before = counts(library, key)
    fill(library.cache, library.catalogue, [an_entry("7", "Thủ tướng")])
    library.mark_read(PORTAL, "1")
    assert counts(library, key) == (before[0] + 1, before[1])


def test_a_mark_that_is_made_while_a_search_is_counted_counts_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = library.searches.save(PORTAL, "thủ tướng")
    made: list[int] = []
    ask = Catalogue.ask

    def marking(self: Catalogue, text: str, values: object = ()) -> object:
        if "count(*) FROM (" in text and not made:
            made.append(library.userdata.mark(PORTAL, "1", "read", on=True))
        return ask(self, text, values)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(Catalogue, "ask", marking)
    library.searches.recount(PORTAL)
    library.searches.count_mark(PORTAL, "1", "read", on=True, change=made[0])
    assert counts(library, key) == (5, 4)


def test_a_mark_on_any_portal_is_counted_in_searches_of_all(tmp_path: Path) -> None:
    entries = (an_entry("1", "Bưởi", portal="hanoi"), an_entry("1", "Lúa"), an_entry("2", "Bưởi"))
    with a_library(tmp_path, entries) as library:
        library.searches.save(EVERYWHERE, "bưởi")
        library.searches.recount(EVERYWHERE)
        for portal, id_, unread in (("hanoi", "1", 1), (PORTAL, "2", 0)):
            library.mark_read(portal, id_)
            assert not library.searches.is_stale(EVERYWHERE)
            assert [shelf.unread for shelf in library.searches.shelves(EVERYWHERE)] == [unread]


def test_a_search_that_cannot_be_remembered_is_made_all_the_same(library: Library) -> None:
    with closing(sqlite3.connect(library.userdata.path)) as other:
        other.execute("CREATE TRIGGER t BEFORE INSERT ON searched BEGIN SELECT RAISE(FAIL, 'full'); END")
    library.searches.remember(PORTAL, "tin")
    assert library.searches.last(PORTAL) == []


def test_the_last_searches_are_remembered_each_once_the_last_first(library: Library) -> None:
    for typed in ("một", "hai", " một ", "ba", "-", ""):
        library.searches.remember(PORTAL, typed)
    assert library.searches.last(PORTAL) == ["ba", "một", "hai"]
    assert library.searches.last("hanoi") == []


def test_only_the_last_searches_are_remembered(library: Library) -> None:
    for number in range(50):
        library.searches.remember(PORTAL, f"tin {number}")
    assert library.searches.last(PORTAL) == [f"tin {number}" for number in range(49, 29, -1)]


def test_searches_outlive_the_program(library: Library) -> None:
    library.searches.save(PORTAL, "thủ tướng")
    library.searches.remember(PORTAL, "tin")
    with sqlite3.connect(library.userdata.path) as connection:
        assert connection.execute("SELECT words FROM search").fetchall() == [("thủ tướng",)]
        assert connection.execute("SELECT words FROM searched").fetchall() == [("tin",)]
    connection.close()
