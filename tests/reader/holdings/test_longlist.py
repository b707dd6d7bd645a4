"""A list too long to be read at once is, part by part, what it would be as a whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.holdings.longlist import LongList
from reader.library import Library
from reader.model import EVERYWHERE, ONE, STARRED, UNLISTED, Query
from tests.fakes_store import CATEGORIES, PORTAL, a_library, an_entry, fill
from tests.statements import counted

MANY = 40
PART = 7
FIRST, SECOND = (category.slug for category in CATEGORIES[:2])
LISTS = (Query(portal=PORTAL), Query(portal=PORTAL, shelf=FIRST), Query(portal=PORTAL, shelf="none-such"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    entries = [an_entry(str(number), category=(FIRST, SECOND)[number % 3 // 2]) for number in range(MANY)]
    others = [an_entry(str(number), portal="travinh") for number in range(9)]
    with a_library(tmp_path_factory.mktemp("home"), [*entries, *others]) as library:
        yield library


def parted(library: Library, query: Query) -> LongList:
    return LongList(library.catalogue, query, part=PART)


ENDS = st.none() | st.integers(-MANY - 5, MANY + 5)


@pytest.mark.parametrize("query", LISTS)
@given(data=st.data())
def test_every_part_of_it_is_that_of_the_whole(library: Library, query: Query, data: st.DataObject) -> None:
    whole, rows = list(library.rows(query)), parted(library, query)
    assert len(rows) == len(whole)
    for _ in range(data.draw(st.integers(1, 9))):
        asked = slice(data.draw(ENDS), data.draw(ENDS), data.draw(st.sampled_from([None, 1, 2, -1, -3])))
        assert list(rows[asked]) == whole[asked]
        if whole:
            place = data.draw(st.integers(-len(whole), len(whole) - 1))
            assert rows[place] == whole[place]
            assert rows.index(whole[place]) == whole.index(whole[place])
            assert whole[place] in rows
    assert list(rows) == whole


@pytest.mark.parametrize("place", [MANY, -MANY - 1])
def test_there_is_nothing_past_its_ends(library: Library, place: int) -> None:
    with pytest.raises(IndexError):
        parted(library, LISTS[0])[place]


def test_a_row_that_is_not_in_it_has_no_place(library: Library) -> None:
    rows = parted(library, LISTS[1])
    elsewhere = library.rows(Query(portal=PORTAL, shelf=SECOND))[3]
    with pytest.raises(ValueError, match=str(elsewhere)):
        rows.index(elsewhere)
    assert elsewhere not in rows
    assert rows[4] in rows
    assert list(rows[:9]).index(rows[5]) == rows.index(rows[5]), "in a part that is here"
    with pytest.raises(ValueError, match=str(elsewhere)):
        rows.index(elsewhere)


def test_a_row_below_all_or_before_where_it_is_looked_for_has_no_place(library: Library) -> None:
    rows = parted(library, LISTS[0])
    assert rows.index(rows[5], 5, 6) == 5
    for row, start, stop in ((0, 0, None), (rows[5], 6, None), (rows[5], 0, 5)):
        with pytest.raises(ValueError, match=str(row)):
            rows.index(row, start, stop)


@pytest.fixture
def own_library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, [an_entry(str(number)) for number in range(MANY)]) as library:
        yield library


def test_news_that_come_move_nothing_until_it_is_made_anew(own_library: Library) -> None:
    whole, rows = list(own_library.rows(LISTS[0])), parted(own_library, LISTS[0])
    assert rows[3] == whole[3]
    fill(own_library.cache, own_library.catalogue, [an_entry("9999", published="2030-01-01")])
    assert [rows[place] for place in range(MANY)] == whole
    assert rows.index(whole[30]) == 30
    assert len(parted(own_library, LISTS[0])) == MANY + 1


def test_what_went_leaves_no_hole_but_the_last_row(own_library: Library) -> None:
    whole, rows = list(own_library.rows(LISTS[0])), parted(own_library, LISTS[0])
    entry = own_library.cache.entry(PORTAL, own_library.heads(whole[:1])[0].id)
    assert entry is not None
    own_library.cache.remove(entry)
    own_library.catalogue.remove(PORTAL, entry.id)
    assert [rows[place] for place in range(20)] == whole[1:21]
    assert list(rows) == whole[1:]
    empty = parted(own_library, LISTS[0])
    for id_ in map(str, range(MANY)):
        own_library.catalogue._connections.get().execute("DELETE FROM head WHERE id = ?", (id_,))
    assert (empty[0], empty[5]) == (UNLISTED, UNLISTED)


def test_only_the_parts_that_are_looked_at_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (
        counted(monkeypatch) as log,
        a_library(tmp_path, [an_entry(str(number)) for number in range(MANY)]) as library,
    ):
        rows = parted(library, LISTS[0])
        log.clear()
        assert [rows[place] for place in range(PART)] == list(rows[:PART])
        assert [rows.index(row) for row in rows[:PART]] == list(range(PART))
        assert log.of("catalogue.sqlite") == 3, "one part, and the two slices"


def test_a_row_is_found_in_a_part_that_was_never_read(library: Library) -> None:
    for query in LISTS[:2]:
        whole = list(library.rows(query))
        assert [parted(library, query).index(row) for row in whole] == list(range(len(whole)))


def test_of_many_parts_the_first_are_let_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (
        counted(monkeypatch) as log,
        a_library(tmp_path, [an_entry(str(number)) for number in range(MANY)]) as library,
    ):
        whole, rows = list(library.rows(LISTS[0])), LongList(library.catalogue, LISTS[0], part=1)
        log.clear()
        places = [*range(16), 15, 0, 16, 16, 0]
        assert [rows[place] for place in places] == [whole[place] for place in places]
        assert log.of("catalogue.sqlite") == 16 + 2


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        (Query(portal=PORTAL), True),
        (Query(portal=PORTAL, shelf=FIRST), True),
        (Query(portal=PORTAL, shelf=STARRED), False),
        (Query(portal=PORTAL, shelf="?1"), False),
        (Query(portal=PORTAL, sort="views"), False),
        (Query(portal=PORTAL, unread=True), False),
        (Query(portal=PORTAL, since="2018-01-01"), False),
        (Query(portal=EVERYWHERE), False),
    ],
)
def test_a_list_is_read_by_the_part_where_the_index_has_it_in_its_order(
    library: Library, query: Query, plain: bool
) -> None:
    listed = library.listed(query, long=1)
    assert isinstance(listed, LongList) == plain
    assert list(listed) == list(library.rows(query))
    assert not isinstance(library.listed(query, long=MANY), LongList)


def test_one_portal_among_all_is_read_by_the_part_as_well(library: Library) -> None:
    query = Query(portal=EVERYWHERE, shelf=f"{ONE}{PORTAL}")
    listed = library.listed(query, long=1)
    assert isinstance(listed, LongList)
    assert list(listed) == list(library.rows(query))
