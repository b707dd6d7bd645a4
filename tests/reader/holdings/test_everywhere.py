"""All portals as one: lists in one order, shelves, counts and marks that stay each portal's own."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.desk import Desk
from reader.holdings.statements import joined_statement
from reader.library import Library
from reader.model import ALL, EVERYWHERE, LATER, NOTED, STARRED, Query
from reader.render.rows import comfortable
from scrapers.model import Place, Teaser
from scrapers.portals.portal import builtin
from scrapers.watch import Stopped
from tests.desks import undo
from tests.fakes_store import BASE, NOW, PORTAL, a_library, a_state, an_entry
from tests.statements import counted

HANOI = "hanoi"
ENTRIES = (
    an_entry("1", "Tổng kết năm", published="2018-01-17", views=10),
    an_entry("2", "Chuyển đổi số", published="2018-01-15", views=300),
    an_entry("1", "Thủ đô tổng kết", portal=HANOI, published="2018-01-16", views=200),
    an_entry("2", "Chưa tải", portal=HANOI, published="2018-01-18", cached=False),
    an_entry("3", "Không rõ ngày", portal=HANOI, published=None),
)
NEWEST = ["hanoi/2", "vinhlong/1", "hanoi/1", "vinhlong/2", "hanoi/3"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as library:
        yield library


def listed(library: Library, **asked: object) -> list[str]:
    query = Query(portal=EVERYWHERE, **asked)  # type: ignore[arg-type]  # each test asks by fields of its own
    return names(library, library.rows(query))


def names(library: Library, rows: object) -> list[str]:
    return [f"{head.portal}/{head.id}" for head in library.heads(rows)]  # type: ignore[arg-type]  # rows of a list


def rises(library: Library, portal: str, id: str, by: int) -> None:
    """Let an article of a portal be read that much more in a day."""
    for day, count in ((-1, 0), (0, by)):
        at = NOW + timedelta(days=day)
        library.userdata.begin_round(portal, at)
        seen = Teaser(id=id, url=f"{BASE}/xem/{id}", title="Tin", place=Place.MOST_READ, views=count + 10)
        library.userdata.see(portal, (seen,), None, at)


# Lists ------------------------------------------------------------------------------------------------


def test_one_order_holds_for_all_portals(library: Library):
    assert listed(library) == NEWEST
    assert listed(library, sort="views") == [
        "vinhlong/2", "hanoi/1", "vinhlong/1", "hanoi/2", "hanoi/3",
    ]  # fmt: skip

    assert listed(library, sort="oldest") == [*NEWEST[-2::-1], NEWEST[-1]], "what has no date stands last"


def test_what_rises_faster_stands_first_whichever_portal_shows_it(library: Library):
    rises(library, HANOI, "3", 40)
    rises(library, PORTAL, "2", 50)

    fastest = ["vinhlong/2", "hanoi/3", "hanoi/2", "vinhlong/1", "hanoi/1"]
    assert listed(library, sort="rising") == fastest
    for limit in range(7):
        assert listed(library, sort="rising", limit=limit) == fastest[:limit]
    unread = [name for name in fastest if name != "hanoi/3"]
    library.mark_read(HANOI, "3")
    assert listed(library, sort="rising", unread=True, limit=3) == unread[:3]
    risen, values = joined_statement(Query(portal=EVERYWHERE, sort="rising"), (HANOI, PORTAL), risen=True)
    assert names(library, [row for row, _growth in library.catalogue.ask(risen, values)]) == fastest[:2]
    by_category = Query(portal=PORTAL, shelf="tin-trong-nganh", sort="rising", limit=2)
    assert names(library, library.rows(by_category)) == ["vinhlong/2", "vinhlong/1"]


def test_marks_and_days_narrow_it_as_they_narrow_the_list_of_one(library: Library):
    library.star(HANOI, "1")
    library.mark_read(PORTAL, "1")

    assert listed(library, starred=True) == listed(library, shelf=STARRED) == ["hanoi/1"]
    assert listed(library, unread=True) == [name for name in NEWEST if name != "vinhlong/1"]
    assert listed(library, unread=True, cached=True) == ["hanoi/1", "vinhlong/2", "hanoi/3"]
    assert listed(library, since="2018-01-16", until="2018-01-17") == ["vinhlong/1", "hanoi/1"]
    assert [listed(library, limit=limit) for limit in (1, 3)] == [NEWEST[:1], NEWEST[:3]]


def test_titles_are_filtered_on_all_of_them(library: Library):
    rows = library.rows(Query(portal=EVERYWHERE))

    assert names(library, library.filter(EVERYWHERE, rows, "ket TỔNG")) == ["vinhlong/1", "hanoi/1"]
    assert names(library, library.filter(PORTAL, rows, "tong ket")) == ["vinhlong/1"]
    assert names(library, library.filter(EVERYWHERE, rows, " ")) == NEWEST


def test_without_any_news_it_is_empty(tmp_path: Path):
    with a_library(tmp_path) as library:
        assert list(library.rows(Query(portal=EVERYWHERE))) == []
        assert not library.are_several()
        assert [shelf.key for shelf in library.shelves(EVERYWHERE)] == [ALL, STARRED, LATER, NOTED]


def test_where_one_portal_was_fetched_no_file_of_others_is_read_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with a_library(tmp_path, ENTRIES[:2]) as library:
        monkeypatch.delattr(library.portals.__class__, "with_demo")
        assert not library.are_several()


def test_the_top_of_long_lists_is_read_without_the_rest_of_them(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    plan = library.catalogue.ask
    told: list[str] = []

    def explained(statement: str, values: object = ()) -> list[object]:
        if "UNION ALL" in statement and "json_group_array" in statement:
            told.extend(str(line[3]) for line in plan(f"EXPLAIN QUERY PLAN {statement}", values))  # type: ignore[arg-type]  # as given
        return plan(statement, values)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(library.catalogue, "ask", explained)
    listed(library, limit=2)
    listed(library, sort="views", limit=2)

    assert sum("head_order" in line for line in told) == sum("head_views" in line for line in told) == 2
    assert not any("TEMP B-TREE" in line for line in told), told


# Shelves ----------------------------------------------------------------------------------------------


def test_portals_stand_in_place_of_categories_and_own_shelves_hold_what_is_marked_on_any(library: Library):
    library.star(HANOI, "1")
    library.star(PORTAL, "1")
    library.mark_read(PORTAL, "1")
    shelves = library.shelves(EVERYWHERE)

    assert [(one.key, one.name, one.total, one.unread) for one in shelves] == [
        (ALL, "", 5, 4),
        ("@hanoi", builtin(HANOI).title, 3, 3),
        ("@vinhlong", builtin(PORTAL).title, 2, 1),
        (STARRED, "", 2, 1),
        (LATER, "", 0, 0),
        (NOTED, "", 0, 0),
    ]
    assert [one.key for one in shelves if one.is_category] == ["@hanoi", "@vinhlong"]
    assert listed(library, shelf="@hanoi") == ["hanoi/2", "hanoi/1", "hanoi/3"]
    assert listed(library, shelf=STARRED) == ["vinhlong/1", "hanoi/1"]


def test_a_portal_without_articles_or_without_a_file_is_none_of_them(library: Library):
    library.cache.put_portal_state(a_state("travinh"))
    library.cache.put_portal_state(a_state("demo"))

    assert library.with_news() == (HANOI, PORTAL)
    assert [one.name for one in library.shelves(EVERYWHERE) if one.is_portal] == [
        builtin(HANOI).title,
        builtin(PORTAL).title,
    ]


def test_they_are_as_fresh_as_the_least_fresh(library: Library):
    yesterday = NOW - timedelta(days=1)
    library.cache.put_portal_state(replace(a_state(HANOI), synced_at=yesterday))
    status = library.status(EVERYWHERE)

    assert (status.title, status.synced_at, status.articles, status.unread) == (
        "All portals",
        yesterday,
        5,
        5,
    )
    assert status.counts is None
    library.cache.put_portal_state(replace(a_state(HANOI), synced_at=None))
    assert library.synced_at(EVERYWHERE) == NOW


def test_a_mark_on_one_portal_counts_no_other_anew(library: Library, monkeypatch: pytest.MonkeyPatch):
    library.shelves(EVERYWHERE)
    count, asked = library._lists._count, list[str]()
    monkeypatch.setattr(library._lists, "_count", lambda portal: asked.append(portal) or count(portal))
    library.mark_read(PORTAL, "1")
    library.mark_read(HANOI, "1")
    for portal in (PORTAL, HANOI):
        library.star(portal, "1")
        library.star(portal, "2")
    library.star(HANOI, "2", on=False)
    library.keep_for_later(HANOI, "2")
    library.star(HANOI, "none")
    marked = [(one.key, one.total, one.unread) for one in library.shelves(EVERYWHERE)]

    assert marked == [
        (ALL, 5, 3), ("@hanoi", 3, 2), ("@vinhlong", 2, 1), (STARRED, 3, 1), (LATER, 1, 1), (NOTED, 0, 0),
    ]  # fmt: skip
    assert asked == []
    library._lists._counted.clear()
    assert [(one.key, one.total, one.unread) for one in library.shelves(EVERYWHERE)] == marked


# Marking many -----------------------------------------------------------------------------------------


def test_all_are_marked_read_in_one_write_and_undone_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with counted(monkeypatch) as log, a_library(tmp_path, ENTRIES) as library:
        library.mark_read(HANOI, "1")
        desk = Desk(library, EVERYWHERE)
        before = log.of("userdata.sqlite", "COMMIT")
        marked = desk.read_rows(desk.rows)
        assert log.of("userdata.sqlite", "COMMIT") == before + 1
        desk.add_undo(marked)

        assert {portal: {one.id for one in read} for portal, read in marked.articles.items()} == {
            HANOI: {"2", "3"},
            PORTAL: {"1", "2"},
        }
        assert marked.number == 4
        assert listed(library, unread=True) == []
        assert undo(desk) == marked
        assert listed(library, unread=True) == [name for name in NEWEST if name != "hanoi/1"]


def test_stopped_on_the_second_portal_none_is_marked_on_the_first(library: Library):
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done > 3:  # beyond those of the first
            raise Stopped

    with pytest.raises(Stopped):
        library.read_rows(library.rows(Query(portal=EVERYWHERE)), stop)

    assert told[-1] == (5, 5), "one count through all of them"
    assert listed(library, unread=True) == NEWEST


# The desk ---------------------------------------------------------------------------------------------


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library, EVERYWHERE)


def opened(desk: Desk) -> str:
    assert desk.head is not None
    return f"{desk.head.portal}/{desk.head.id}"


def test_articles_of_one_id_are_two(desk: Desk):
    desk.open_named(PORTAL, "1")
    desk.open_named(HANOI, "1")
    assert (opened(desk), desk.index_of(desk.head)) == ("hanoi/1", 2)

    assert desk.go_back()
    assert opened(desk) == "vinhlong/1"
    assert desk.article is not None
    assert desk.article.title == "Tổng kết năm"
    desk.toggle("read", desk.rows[1])
    assert [name for name in NEWEST if name not in listed(desk.library, unread=True)] == ["hanoi/1"]


def test_what_changes_of_the_open_article_shows_when_the_list_is_looked_up(desk: Desk):
    desk.open_named(HANOI, "1")
    desk.library.star(HANOI, "1")
    desk.reload()

    assert desk.head is not None
    assert desk.head.starred


def test_the_next_unread_one_is_that_of_the_list_whichever_portal_it_is_from(desk: Desk):
    seen = []
    after = -1
    while (row := desk.next_unread(after)) is not None:
        desk.open(row)
        seen.append(opened(desk))
        after = desk.index_of(desk.head) or 0

    assert seen == ["vinhlong/1", "hanoi/1", "vinhlong/2", "hanoi/3"]


def test_where_a_portal_is_read_the_next_unread_one_is_looked_for_on_others(desk: Desk):
    desk.choose("@vinhlong")
    for name in ("1", "2"):
        desk.library.mark_read(PORTAL, name)
    desk.reload_marks()
    row = desk.next_unread(0)

    assert row == desk.library.row_of(HANOI, "1")
    assert desk.shelf == "@hanoi"


def test_related_news_are_looked_for_on_the_portal_of_the_article(tmp_path: Path):
    entries = [
        an_entry("1", "Một", related=("2",)),
        an_entry("2", "Hai"),
        an_entry("1", "Nhất", portal=HANOI, related=("2",)),
        an_entry("2", "Nhì", portal=HANOI),
    ]
    with a_library(tmp_path, entries) as library:
        desk = Desk(library, EVERYWHERE)
        desk.open_named(HANOI, "1")
        assert desk.open_related("2")
        assert opened(desk) == "hanoi/2"


def test_a_sync_is_of_the_portals_that_are_followed(desk: Desk):
    assert desk.fetched_from == (HANOI, PORTAL)
    assert Desk(desk.library, HANOI).fetched_from == (HANOI,)


# Rows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "named"), [(60, "[2JSở Thông tin"), (29, "hanoi"), (12, "han…")])
def test_a_row_ends_with_its_portal_in_as_many_clean_words_as_there_is_room_for(
    library: Library, width: int, named: str
):
    head = library.head_of(HANOI, "1")
    assert head is not None
    *_title, last = comfortable(head, width, None, "\x1b[2JSở\nThông tin")
    line = "".join(bit.text for bit in last)

    assert (line.split("  ")[-1].strip(), len(line)) == (named, width)
