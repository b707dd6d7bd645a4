from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.model import ALL, LATER, NOTED, STARRED
from scrapers.portals.portal import builtin
from tests.fakes_store import (
    CATEGORIES,
    PORTAL,
    a_library,
    an_entry,
    fill,
    now,
)
from tests.small_library import ids, shelf


def test_shelves_are_everything_then_the_portals_categories_then_the_readers_own(library: Library) -> None:
    keys = [shelf.key for shelf in library.shelves(PORTAL)]
    assert keys == [ALL, *(category.slug for category in CATEGORIES), STARRED, LATER, NOTED]
    assert [shelf.name for shelf in library.shelves(PORTAL)][1:4] == [
        category.name for category in CATEGORIES
    ]
    assert shelf(library, ALL) == (5, 5)
    assert shelf(library, "tin-trong-nganh") == (3, 3)


def test_reading_counts_down_in_every_shelf_of_the_article(library: Library) -> None:
    library.star(PORTAL, "1")
    library.mark_read(PORTAL, "1")
    library.mark_read(PORTAL, "1")
    assert [shelf(library, key) for key in (ALL, "tin-trong-nganh", "bao-chi", STARRED)] == [
        (5, 4), (3, 2), (1, 1), (1, 0),
    ]  # fmt: skip
    library.mark_read(PORTAL, "1", read=False)
    assert [shelf(library, key) for key in (ALL, STARRED)] == [(5, 5), (1, 1)]


MARKINGS = st.lists(
    st.tuples(
        st.sampled_from(["mark_read", "star", "keep_for_later"]), st.sampled_from("123459"), st.booleans()
    )
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKINGS)
def test_counts_after_marking_are_those_of_counting_anew(
    library: Library, markings: list[tuple[str, str, bool]]
) -> None:
    for do, id_, on in markings:
        getattr(library, do)(PORTAL, id_, on)
        shown = library.shelves(PORTAL)
        library._lists._counted.clear()
        assert shown == library.shelves(PORTAL)


def test_reading_an_article_counts_nothing_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shelf(library, ALL) == (5, 5)
    monkeypatch.delattr(library._lists.__class__, "_count")
    library.mark_read(PORTAL, "1")
    library.keep_position(PORTAL, "1", 0.5)
    assert shelf(library, ALL) == (5, 4)


def test_a_mark_that_was_counted_already_is_not_counted_on(library: Library) -> None:
    library.mark_read(PORTAL, "2")
    first = library.userdata.mark(PORTAL, "1", "read", on=True)
    assert shelf(library, ALL) == (5, 3)  # another thread counts before the first one hears of its mark
    second = library.userdata.mark(PORTAL, "2", "read", on=False)
    library._lists.count_mark(PORTAL, "1", "read", on=True, change=first)
    library._lists.count_mark(PORTAL, "2", "read", on=False, change=second)
    assert shelf(library, ALL) == (5, 4)


def test_a_mark_that_comes_while_it_is_counted_is_counted_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, changes = library._lists._count, []

    def marked_meanwhile(portal: str) -> object:
        changes.append(library.userdata.mark(portal, "1", "read", on=True))
        return count(portal)

    monkeypatch.setattr(library._lists, "_count", marked_meanwhile)
    library.shelves(PORTAL)
    monkeypatch.undo()
    library._lists.count_mark(PORTAL, "1", "read", on=True, change=changes[0])
    assert shelf(library, ALL) == (5, 4)


def test_a_mark_of_an_article_that_no_shelf_holds_counts_nowhere(library: Library) -> None:
    library.mark_read(PORTAL, "999")
    assert shelf(library, ALL) == (5, 5)


def test_shelves_see_what_another_process_brings_and_marks(library: Library) -> None:
    library.shelves(PORTAL)
    with Library.open(library.paths, clock=now) as other:
        fill(other.cache, other.catalogue, [an_entry("6", published="2018-01-19")])
        other.mark_read(PORTAL, "2")
    assert shelf(library, ALL) == (6, 5)
    assert ids(library, limit=1) == ["6"]


def test_before_the_first_sync_the_categories_are_those_of_the_portals_file(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        assert library.status("hanoi").articles == 0
        shelves = library.shelves("hanoi")
        assert [s.key for s in shelves if s.is_category] == [c.slug for c in builtin("hanoi").categories]
        assert shelves[0].total == 0
