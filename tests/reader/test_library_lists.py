from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.library import Library
from reader.model import ALL, LATER, STARRED, Query, Sort
from tests.counting import look
from tests.fakes_store import PORTAL, a_library, an_entry, fill
from tests.small_library import ids
from tests.statements import counted


def test_a_list_shows_the_newest_first(library: Library) -> None:
    assert ids(library) == ["2", "1", "5", "3", "4"]
    assert ids(library, limit=2) == ["2", "1"]


def test_a_category_shows_its_own(library: Library) -> None:
    assert ids(library, shelf="tin-trong-nganh") == ["2", "1", "5"]
    assert ids(library, shelf="bao-chi") == ["3"]
    assert ids(library, shelf="khong-co") == []


@pytest.mark.parametrize("key", [ALL, "tin-trong-nganh"])
def test_by_views_the_most_viewed_come_first_and_uncounted_last(library: Library, key: str) -> None:
    expected = ["2", "4", "1", "5", "3"] if key == ALL else ["2", "1", "5"]
    assert ids(library, shelf=key, sort="views") == expected


def test_what_rises_comes_first(library: Library) -> None:
    look(library, -3, {"3": 5, "1": 50, "4": 90})
    look(library, -1, {"3": 9, "1": 51, "4": 80})
    assert ids(library, sort="rising") == ["3", "1", "2", "5", "4"]
    assert ids(library, shelf="tin-trong-nganh", sort="rising") == ["1", "2", "5"]


@pytest.mark.parametrize(("key", "expected"), [(ALL, "35124"), ("tin-trong-nganh", "512")])
def test_the_oldest_first_too_has_last_what_has_no_date(library: Library, key: str, expected: str) -> None:
    listed = ids(library, shelf=key, sort="oldest")
    assert "".join(listed) == expected
    assert ids(library, shelf=key, sort="oldest", limit=2) == listed[:2]


def test_a_span_of_days_is_inclusive_and_holds_nothing_without_a_date(library: Library) -> None:
    assert ids(library, since="2018-01-17") == ["2", "1"]
    assert ids(library, until="2018-01-17") == ["1", "5", "3"]
    assert ids(library, since="2018-01-17", until="2018-01-17") == ["1"]
    assert ids(library, shelf="tin-trong-nganh", until="2018-01-16", sort="views") == ["5"]


def test_unread_and_starred_narrow_any_list(library: Library) -> None:
    library.mark_read(PORTAL, "2")
    library.star(PORTAL, "1")
    for key in (ALL, "tin-trong-nganh"):
        assert "2" not in ids(library, shelf=key, unread=True)
        assert ids(library, shelf=key, starred=True) == ["1"]
    assert ids(library, unread=True, sort="views") == ["4", "1", "5", "3"]


def test_the_readers_own_shelves_list_what_was_marked(library: Library) -> None:
    library.star(PORTAL, "3")
    library.star(PORTAL, "2")
    library.keep_for_later(PORTAL, "5")
    assert ids(library, shelf=STARRED) == ["2", "3"]
    assert ids(library, shelf=LATER) == ["5"]
    library.star(PORTAL, "3", on=False)
    assert ids(library, shelf=STARRED) == ["2"]


QUERIES = st.builds(
    Query,
    portal=st.sampled_from([PORTAL]) | st.text(),
    shelf=st.sampled_from([ALL, STARRED, "tin-trong-nganh"]) | st.text(),
    sort=st.sampled_from([*get_args(Sort), "tên"]),
    unread=st.booleans(),
    starred=st.booleans(),
    since=st.none() | st.text() | st.dates().map(str),
    until=st.none() | st.text() | st.dates().map(str),
    limit=st.none() | st.integers(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
@example(Query(portal=PORTAL, limit=2**63))
@example(Query(portal=PORTAL, limit=2**63, sort="rising"))
def test_no_query_is_too_odd(library: Library, query: Query) -> None:
    assert set(library.rows(query)) <= set(library.rows(Query(portal=PORTAL)))


def test_a_head_says_what_a_row_shows(library: Library) -> None:
    library.mark_read(PORTAL, "1")
    library.keep_for_later(PORTAL, "1")
    row = library.row_of(PORTAL, "1")
    assert row is not None
    head = library.head(row)
    assert head is not None
    assert (head.row, head.portal, head.id, head.title) == (row, PORTAL, "1", "Tổng kết năm 2017")
    assert (head.published, head.views, head.categories) == ("2018-01-17", 10, ("Tin trong ngành",))
    assert (head.cached, head.read, head.starred, head.later, head.gone) == (True, True, False, True, False)
    assert not next(
        head for head in library.heads(library.rows(Query(portal=PORTAL))) if head.id == "5"
    ).cached
    assert library.head(12345) is None


def test_a_head_has_what_the_page_of_its_article_said(library: Library) -> None:
    entry = an_entry("6")
    told = {"author": "Hồng Hạnh", "summary": "Tóm tắt", "published_guessed": True, "revision": 2}
    assert entry.article is not None
    article = replace(entry.article, **told)  # type: ignore[arg-type]  # by their names
    fill(library.cache, library.catalogue, [replace(entry, article=article, sightings=())])
    head = library.head_of(PORTAL, "6")
    assert {name: getattr(head, name) for name in told} == told


def test_a_row_that_a_list_still_holds_leads_to_the_article_after_its_date_became_known(
    library: Library,
) -> None:
    former = library.row_of(PORTAL, "4")
    assert former is not None
    fill(library.cache, library.catalogue, [an_entry("4", category="cntt", published="2018-02-01")])
    head = library.head(former)
    assert head is not None
    assert (head.id, head.row) == ("4", library.row_of(PORTAL, "4"))


def test_several_heads_are_what_each_of_them_is_by_itself_in_the_order_they_are_asked_for(
    library: Library,
) -> None:
    rows = [row for name in "31425" if (row := library.row_of(PORTAL, name)) is not None]
    library.mark_read(PORTAL, "1")
    library.watching.watch(["chữ ký số"])
    library.watching.refresh(PORTAL)
    fill(library.cache, library.catalogue, [an_entry("4", "Chữ ký số", published="2018-02-01")])
    library.watching.refresh(PORTAL)
    asked = [12345, *rows, rows[0]]
    heads = library.heads(asked)
    assert [head.id for head in heads] == ["3", "1", "4", "2", "5", "3"]
    assert [library.head(row) for row in asked if row != 12345] == heads
    assert library.heads_by_row(asked) == dict(zip(asked[1:], heads, strict=True))
    assert [head.id for head in heads if head.watched] == ["4"]
    assert [head.id for head in heads if head.read] == ["1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["2", "1", "5", "3", "4"]),
        ("so", ["2", "4"]),
        ("số", ["2", "4"]),
        ("đẩy SỐ", ["2"]),
        ("chu ky", ["4"]),
        ("ong ke", ["1"]),
        ("zzz", []),
        ("so zzz", []),
        ("chuyen so huan", []),
        ("so\nhop", []),
    ],
)
def test_filtering_keeps_titles_with_every_word_in_order(
    library: Library, words: str, found: list[str]
) -> None:
    rows = library.filter(PORTAL, library.rows(Query(portal=PORTAL)), words)
    assert [head.id for head in library.heads(rows)] == found


def test_filtering_keeps_within_the_list(library: Library) -> None:
    rows = library.filter(PORTAL, library.rows(Query(portal=PORTAL, shelf="cntt")), "số")
    assert [head.id for head in library.heads(rows)] == ["4"]
    assert list(library.filter(PORTAL, (), "số")) == []


def test_a_list_is_asked_for_once_as_it_is_filtered_and_again_when_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as log, a_library(tmp_path, [an_entry("1"), an_entry("2")]) as library:
        for query in (Query(portal=PORTAL, unread=True),) * 3:
            assert len(library.rows(query)) == 2
        assert log.of("catalogue.sqlite", "SELECT json_group_array") == 1
        library.mark_read(PORTAL, "2", True)
        assert len(library.rows(query)) == 1
        fill(library.cache, library.catalogue, [an_entry("3", "Số mới")])
        assert len(library.rows(query)) == 2
        assert len(library.rows(Query(portal=PORTAL))) == 3


def test_filtering_sees_what_a_sync_brings(library: Library) -> None:
    assert len(library.filter(PORTAL, library.rows(Query(portal=PORTAL)), "số")) == 2
    fill(library.cache, library.catalogue, [an_entry("6", "Số mới")])
    assert len(library.filter(PORTAL, library.rows(Query(portal=PORTAL)), "số")) == 3
