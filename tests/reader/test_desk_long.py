"""A long list on the desk: its top at once, the rest and the counts once they are looked up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.library import Library
from reader.model import STARRED, Query
from tests.fakes_store import PORTAL, a_library, an_entry

MANY = 500


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, [an_entry(str(number)) for number in range(MANY)]) as library:
        yield library


def test_it_begins_with_the_top_and_without_counts(library: Library):
    desk = Desk(library, PORTAL)

    assert (desk.is_whole, desk.is_counted) == (False, False)
    assert 100 < len(desk.rows) < MANY
    assert {shelf.total for shelf in desk.shelves} == {0}
    assert [shelf.key for shelf in desk.shelves] == [shelf.key for shelf in library.shelves(PORTAL)]


def test_a_look_brings_the_rest_below_the_top(library: Library):
    desk = Desk(library, PORTAL)
    top = list(desk.rows)

    desk.take(desk.look())

    assert (desk.is_whole, desk.is_counted) == (True, True)
    assert len(desk.rows) == desk.current.total == MANY
    assert list(desk.rows[: len(top)]) == top


def test_a_short_list_is_whole_at_once(tmp_path: Path):
    with a_library(tmp_path, [an_entry("1")]) as library:
        desk = Desk(library, PORTAL)

        assert (desk.is_whole, desk.is_counted) == (True, True)
        assert desk.current.total == 1


def test_what_was_looked_up_does_not_replace_a_list_chosen_since(library: Library):
    desk = Desk(library, PORTAL)
    look = desk.look()
    desk.filter("nothing has these words")

    desk.take(look)

    assert len(desk.rows) == 0
    assert desk.shelves[0].total == MANY


def test_another_long_list_begins_with_its_top_as_well(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.listdesk._LONG", MANY - 1)
    desk = Desk(library, PORTAL)
    desk.take(desk.look())
    look = desk.look()
    desk.step_sort()
    assert (desk.is_whole, desk.is_counted) == (False, True)
    assert len(desk.rows) < MANY
    desk.take(look)
    assert not desk.is_whole, "that was of another order"
    desk.take(desk.look())
    assert desk.is_whole
    desk.choose(STARRED)
    assert desk.is_whole


def test_the_next_unread_one_is_found_near_by_and_far_below(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    desk = Desk(library, PORTAL)
    desk.take(desk.look())
    rows, asked = library.rows, list[Query]()
    monkeypatch.setattr(library, "rows", lambda query: asked.append(query) or rows(query))
    assert desk.next_unread(4) == desk.rows[5]
    assert asked == []
    last, first = desk.rows[MANY - 2], desk.rows[0]
    desk.add_undo(desk.read_rows([row for row in desk.rows if row not in (first, last)]))
    assert desk.next_unread(4) == last
    assert desk.next_unread(MANY - 2) == first
    desk.add_undo(desk.read_rows(desk.rows))
    asked.clear()
    assert desk.next_unread(4) is None
    assert asked == [], "where nothing is unread nothing is looked for"


def test_the_next_unread_one_is_found_below_the_top_before_the_rest_is_looked_up(library: Library):
    *read, last = library.rows(Query(portal=PORTAL))
    Desk(library, PORTAL).read_rows(read)
    desk = Desk(library, PORTAL)

    assert desk.next_unread(0) == last
    assert desk.index_of(library.head(last)) == MANY - 1


def test_where_no_text_is_here_no_list_is_gone_through_for_the_next_unread_one(tmp_path: Path):
    with a_library(tmp_path, [an_entry(str(number), cached=False) for number in range(MANY)]) as library:
        desk = Desk(library, PORTAL)
        desk.take(desk.look())
        asked: list[str] = []
        ask = library.catalogue.ask

        def explained(statement: str, values: object = ()) -> list[object]:
            plan = ask(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]  # as given
            asked.append(" ".join(str(line[3]) for line in plan))
            return ask(statement, values)  # type: ignore[arg-type]  # as given

        library.catalogue.ask = explained  # type: ignore[assignment,method-assign]  # heard, and done
        assert desk.next_unread(4) is None
        assert len(asked) == 2, "the rows below, then whether there is any at all"
        assert "head_cached" in asked[1]
