import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.library import Library
from reader.model import ALL, LATER, STARRED, Query
from reader.paths import Paths
from scrapers.errors import StoreError, StoreTooNew, UnknownName
from scrapers.model import Place, Sighting, Teaser
from scrapers.portal import builtin
from scrapers.stores import Trouble
from tests.fakes_store import (
    BASE,
    CATEGORIES,
    NOW,
    PORTAL,
    a_library,
    a_page,
    an_article,
    an_entry,
    fill,
    now,
)

ENTRIES = (
    an_entry("1", "Tổng kết năm 2017", published="2018-01-17", views=10, related=("2", "5", "77")),
    an_entry("2", "Đẩy mạnh chuyển đổi số", published="2018-01-18T08:00:00+07:00", views=300),
    an_entry("3", "Họp báo quý I", category="bao-chi", published="2017-12-31"),
    an_entry("4", "Tập huấn chữ ký số", category="cntt", published=None, views=20),
    an_entry("5", "Chưa tải", published="2018-01-16", cached=False),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


def ids(library: Library, **asked: object) -> list[str]:
    query = Query(portal=PORTAL, **asked)  # type: ignore[arg-type]  # each test asks by fields of its own
    return [head.id for head in library.heads(library.rows(query))]


def shelf(library: Library, key: str) -> tuple[int, int]:
    found = {shelf.key: shelf for shelf in library.shelves(PORTAL)}[key]
    return found.total, found.unread


# Lists -----------------------------------------------------------------------------------------------


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
    for count, days in ((5, 3), (9, 1)):
        seen = [Teaser(id="3", url=f"{BASE}/3", title="x", place=Place.MOST_READ, views=count)]
        library.userdata.see_views(
            PORTAL, seen, replace(ENTRIES[0].sightings[0]).seen_at.replace(day=18 - days)
        )
    assert ids(library, sort="rising") == ["3", "2", "1", "5", "4"]


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
    sort=st.sampled_from(["date", "views", "rising", "tên"]),
    unread=st.booleans(),
    starred=st.booleans(),
    since=st.none() | st.text() | st.dates().map(str),
    until=st.none() | st.text() | st.dates().map(str),
    limit=st.none() | st.integers(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
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


def test_a_row_that_a_list_still_holds_leads_to_the_article_after_its_date_became_known(
    library: Library,
) -> None:
    former = library.row_of(PORTAL, "4")
    assert former is not None
    fill(library.cache, library.catalogue, [an_entry("4", category="cntt", published="2018-02-01")])
    head = library.head(former)
    assert head is not None
    assert (head.id, head.row) == ("4", library.row_of(PORTAL, "4"))


# Shelves ---------------------------------------------------------------------------------------------


def test_shelves_are_everything_then_the_portals_categories_then_the_readers_own(library: Library) -> None:
    keys = [shelf.key for shelf in library.shelves(PORTAL)]
    assert keys == [ALL, *(category.slug for category in CATEGORIES), STARRED, LATER]
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


# Filter ----------------------------------------------------------------------------------------------


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
        ("so\nhop", []),
    ],
)
def test_filtering_keeps_titles_with_every_word_in_order(
    library: Library, words: str, found: list[str]
) -> None:
    rows = library.filter(library.rows(Query(portal=PORTAL)), words)
    assert [head.id for head in library.heads(rows)] == found


def test_filtering_keeps_within_the_list(library: Library) -> None:
    rows = library.filter(library.rows(Query(portal=PORTAL, shelf="cntt")), "số")
    assert [head.id for head in library.heads(rows)] == ["4"]
    assert list(library.filter((), "số")) == []


def test_filtering_sees_what_a_sync_brings(library: Library) -> None:
    assert len(library.filter(library.rows(Query(portal=PORTAL)), "số")) == 2
    fill(library.cache, library.catalogue, [an_entry("6", "Số mới")])
    assert len(library.filter(library.rows(Query(portal=PORTAL)), "số")) == 3


# Names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["bao-chi", "Báo chí - Xuất bản", "bao chi - xuat ban", "BÁO CHÍ - XUẤT BẢN "]
)
def test_a_category_is_found_by_slug_or_name(library: Library, name: str) -> None:
    assert library.find_category(PORTAL, name) == CATEGORIES[1]


def test_an_unknown_category_names_those_there_are(library: Library) -> None:
    with pytest.raises(UnknownName) as caught:
        library.find_category(PORTAL, "thể thao")
    assert caught.value.where == "thể thao"
    assert caught.value.known == tuple(category.name for category in CATEGORIES)


def test_portals_are_the_built_in_ones_and_those_registered(library: Library) -> None:
    mine = builtin("vinhlong").moved("cua-toi", "http://127.0.0.1:8000/")
    library.register(mine)
    assert library.portal("cua-toi") is mine
    assert [portal.name for portal in library.portals()] == ["cua-toi", "hanoi", "vinhlong"]
    assert library.portal("demo").name == "demo"
    with pytest.raises(UnknownName) as caught:
        library.portal("khong-co")
    assert "vinhlong" in caught.value.known


def test_a_users_own_portal_file_comes_before_the_built_in_one(tmp_path: Path) -> None:
    source = Path(builtin.__code__.co_filename).with_name("portals") / "vinhlong.toml"
    with a_library(tmp_path) as library:
        library.paths.portals.mkdir(parents=True)
        text = source.read_text(encoding="utf-8").replace(builtin("vinhlong").title, "Cổng của tôi")
        (library.paths.portals / "vinhlong.toml").write_text(text, encoding="utf-8")
        assert library.portal("vinhlong").title == "Cổng của tôi"


def test_an_article_is_named_by_its_id_alone_or_with_its_portal(library: Library) -> None:
    fill(library.cache, library.catalogue, [an_entry("3", portal="hanoi"), an_entry("a/b")])
    assert library.resolve("1") == (PORTAL, "1")
    assert library.resolve("1", PORTAL) == library.resolve(f"{PORTAL}/1") == (PORTAL, "1")
    assert library.resolve("hanoi/3") == library.resolve("3", "hanoi") == ("hanoi", "3")
    assert library.resolve("a/b") == library.resolve(f"{PORTAL}/a/b") == (PORTAL, "a/b")
    with pytest.raises(UnknownName) as caught:
        library.resolve("3")
    assert caught.value.known == ("hanoi/3", f"{PORTAL}/3")
    for unknown in ("999", "hanoi/1", ""):
        with pytest.raises(UnknownName):
            library.resolve(unknown)


def test_the_portal_synced_last_is_known(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        assert library.last_synced() is None
        fill(library.cache, library.catalogue, [an_entry("1"), an_entry("1", portal="hanoi")])
        state = library.cache.portal_state("hanoi")
        assert state is not None
        library.cache.put_portal_state(replace(state, synced_at=NOW.replace(year=2019)))
        assert library.last_synced() == "hanoi"


# One article -----------------------------------------------------------------------------------------


def test_an_article_is_merged_with_what_other_pages_say(library: Library) -> None:
    article = library.article(PORTAL, "1")
    assert (article.title, article.views, article.categories) == (
        "Tổng kết năm 2017",
        10,
        ("Tin trong ngành",),
    )


def test_an_article_without_its_body_is_unknown(library: Library) -> None:
    for id_ in ("5", "999"):
        with pytest.raises(UnknownName, match=f"{PORTAL}/{id_}"):
            library.article(PORTAL, id_)


def test_a_former_id_leads_to_article_head_and_marks(library: Library) -> None:
    fill(library.cache, library.catalogue, [replace(an_entry("8", "Tựa"), aliases=("x8",))])
    library.mark_read(PORTAL, "x8")
    assert library.article(PORTAL, "x8").title == "Tựa"
    assert library.resolve("x8", PORTAL) == (PORTAL, "8")
    head = library.head(library.row_of(PORTAL, "x8") or 0)
    assert head is not None
    assert (head.id, head.read) == ("8", True)


def test_related_news_say_whether_they_can_be_read(library: Library) -> None:
    first, second, third = library.related(library.article(PORTAL, "1"))
    assert (first.id, first.cached, first.row) == ("2", True, library.row_of(PORTAL, "2"))
    assert (second.cached, second.row) == (False, library.row_of(PORTAL, "5"))
    assert (third.cached, third.row, third.title) == (False, None, "Tin số 77")
    assert first.published == "2018-01-18T08:00:00+07:00"


def test_pictures_and_raw_pages_come_from_the_cache(library: Library) -> None:
    page = a_page(b"<p>x</p>")
    library.cache.put(ENTRIES[0], page)
    library.cache.put_picture(f"{BASE}/1.jpg", b"jpeg")
    assert library.raw(PORTAL, "1") == page
    assert library.picture(f"{BASE}/1.jpg") == b"jpeg"
    assert library.picture(f"{BASE}/2.jpg") is None


def test_an_export_goes_through_the_bodies_that_are_here(library: Library) -> None:
    assert [article.id for article in library.articles(Query(portal=PORTAL))] == ["2", "1", "3", "4"]


def test_status_counts_what_is_known_here_and_unread(library: Library) -> None:
    library.mark_read(PORTAL, "1")
    status = library.status(PORTAL)
    assert (status.articles, status.cached, status.unread) == (5, 4, 4)
    assert (status.synced_at, status.counts and status.counts.total) == (NOW, 1503139)
    assert status.title == builtin(PORTAL).title


def test_a_position_is_kept(library: Library) -> None:
    library.keep_position(PORTAL, "1", 0.4)
    assert library.position(PORTAL, "1") == 0.4


# Stores ----------------------------------------------------------------------------------------------


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
