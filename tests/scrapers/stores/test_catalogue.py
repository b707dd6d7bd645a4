import sqlite3
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.clock import sort_key
from scrapers.errors import StoreBusy
from scrapers.merge import revised
from scrapers.model import Category, Entry, Heading, Image, ListBlock, Paragraph, Quote, Table
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.stores.connections import connect
from scrapers.stores.shared import Trouble
from scrapers.text import fold
from tests.fakes_store import CATEGORIES, NOW, PORTAL, a_state, an_article, an_entry, fill, now


def ids(catalogue: Catalogue, portal: str = PORTAL) -> list[str]:
    found = catalogue.ask("SELECT id FROM head WHERE portal = ? ORDER BY row DESC", (portal,))
    return [id_ for (id_,) in found]


def matches(catalogue: Catalogue, words: str) -> list[str]:
    found = catalogue.ask(
        "SELECT id FROM words JOIN head ON head.text_row = words.rowid WHERE words MATCH ? ORDER BY id",
        (fold(words),),
    )
    return [id_ for (id_,) in found]


def shelf(catalogue: Catalogue, slug: str) -> list[str]:
    found = catalogue.ask(
        "SELECT id FROM filed JOIN head USING (row) WHERE slug = ? ORDER BY row DESC", (slug,)
    )
    return [id_ for (id_,) in found]


def whole(catalogue: Catalogue) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a rebuild must come to again."""
    tables = {
        "head": "SELECT * FROM head ORDER BY row",
        "filed": "SELECT * FROM filed ORDER BY portal, slug, row",
        "category": "SELECT * FROM category ORDER BY portal, place",
        "alias": "SELECT * FROM alias ORDER BY portal, alias",
        "words": "SELECT id FROM words JOIN head ON text_row = words.rowid WHERE words MATCH 'so' ORDER BY 1",
    }
    return {name: catalogue.ask(text) for name, text in tables.items()}


def test_the_newest_comes_first_and_what_has_no_date_last(cache: ArticleCache, catalogue: Catalogue) -> None:
    dates = {
        "1": "2018-01-17",
        "2": None,
        "3": "2018-01-17T08:00:00+07:00",
        "4": "1999-12-31",
        "5": "2018-01-16",
    }
    fill(cache, catalogue, [an_entry(id_, published=published) for id_, published in dates.items()])
    assert ids(catalogue) == ["3", "1", "5", "4", "2"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_rows_are_in_order_of_publication_whatever_comes_when(
    cache: ArticleCache, data: st.DataObject
) -> None:
    days = st.none() | st.dates().map(str) | st.datetimes().map(lambda t: f"{t.isoformat()}+07:00")
    entries = data.draw(
        st.lists(
            st.builds(
                lambda id_, day: an_entry(id_, published=day),
                st.text("0123456789aé", min_size=1, max_size=9),
                days,
            ),
            max_size=12,
        )
    )
    cache.clear()
    with Catalogue.open(cache.directory / "catalogue.sqlite", cache) as catalogue:
        for entry in entries:
            fill(cache, catalogue, [entry])
        latest = {entry.id: entry for entry in entries}
        found = ids(catalogue)
        assert sorted(found) == sorted(latest)
        keys = [sort_key(latest[id_].article and latest[id_].article.published) for id_ in found]
        assert keys == sorted(keys, reverse=True)


def test_of_one_moment_the_higher_id_comes_first(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [an_entry(id_) for id_ in ("9", "1013463", "10")])
    assert ids(catalogue) == ["1013463", "10", "9"]


def test_a_high_id_lifts_no_article_above_a_newer_one(cache: ArticleCache, catalogue: Catalogue) -> None:
    times = {"999999999": "08:00:00", "1": "08:00:16", "999999998": "08:00:32"}
    fill(cache, catalogue, [an_entry(i, published=f"2018-01-17T{t}+07:00") for i, t in times.items()])
    assert ids(catalogue) == ["999999998", "1", "999999999"]


def test_ids_of_more_digits_than_python_reads_are_filed(cache: ArticleCache, catalogue: Catalogue) -> None:
    long = ["7" * 1001, "8" * 5000]
    fill(cache, catalogue, [an_entry(id_, published=None) for id_ in long])
    assert sorted(ids(catalogue)) == long
    assert matches(catalogue, "nội dung") == long


def test_a_date_that_becomes_known_moves_the_article_and_its_former_row_leads_to_it(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, [an_entry("1", published=None), an_entry("2", published="2017-01-01")])
    former = catalogue.row_of(PORTAL, "1")
    fill(cache, catalogue, [an_entry("1", published="2018-01-01")])
    assert ids(catalogue) == ["1", "2"]
    assert catalogue.ask("SELECT row, id FROM moved") == [(former, "1")]
    assert shelf(catalogue, "tin-trong-nganh") == ["1", "2"]
    assert matches(catalogue, "nội dung") == ["1", "2"]


def test_a_change_that_is_none_of_the_date_keeps_the_row(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [an_entry("1")])
    row = catalogue.row_of(PORTAL, "1")
    fill(cache, catalogue, [an_entry("1", "Tựa khác", text="Lời khác.")])
    assert catalogue.row_of(PORTAL, "1") == row


def test_words_are_found_with_and_without_accents(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(
        cache,
        catalogue,
        [an_entry("1", "Đẩy mạnh chuyển đổi số"), an_entry("2", text="Bưu chính – Viễn thông")],
    )
    for words, found in {"đổi": ["1"], "doi": ["1"], "ĐẨY": ["1"], "viễn thông": ["2"], "mạng": []}.items():
        assert matches(catalogue, words) == found


def test_every_part_of_an_article_is_found(cache: ArticleCache, catalogue: Catalogue) -> None:
    parts = (
        Heading(text="mộtphần"),
        Paragraph(text="haiphần"),
        ListBlock(items=("baphần",)),
        Quote(text="bốnphần"),
        Table(rows=(("nămphần",),)),
        Image(url="http://a.vn/1.jpg", caption="sáuphần"),
    )
    article = replace(an_article("1", blocks=parts), summary="bảyphần", author="támphần")
    fill(cache, catalogue, [replace(an_entry("1"), article=article)])
    for word in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"):
        assert matches(catalogue, f"{word}phần") == ["1"]


def test_words_that_went_with_a_correction_match_no_more(cache: ArticleCache, catalogue: Catalogue) -> None:
    first = an_entry("1", text="Bốn mươi hộ nghèo")
    fill(cache, catalogue, [first])
    fill(cache, catalogue, [revised(first, an_article("1", text="Năm mươi hộ"), checked_at=NOW)])
    assert matches(catalogue, "bốn mươi") == []
    assert matches(catalogue, "năm mươi") == ["1"]


def test_an_article_stands_in_each_category_whose_listing_or_page_names_it(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    both = an_entry("1", category="bao-chi")
    own = replace(both, article=an_article("1", categories=("TIN TRONG NGÀNH",)))
    fill(cache, catalogue, [own, an_entry("2", category="cntt", cached=False)])
    assert shelf(catalogue, "tin-trong-nganh") == shelf(catalogue, "bao-chi") == ["1"]
    assert shelf(catalogue, "cntt") == ["2"]
    assert list(catalogue.names(PORTAL)) == [category.slug for category in CATEGORIES]


def test_a_category_whose_name_is_learned_later_finds_its_articles(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    entry = replace(an_entry("1"), sightings=(), article=an_article("1", categories=("Thông báo",)))
    fill(cache, catalogue, [entry])
    assert shelf(catalogue, "thong-bao") == []
    later = (*CATEGORIES, Category(slug="thong-bao", name="Thông báo", url="http://a.vn/thong-bao"))
    catalogue.learn(a_state(categories=later))
    assert shelf(catalogue, "thong-bao") == ["1"]


_NAMES = ("Thông báo", "THONG BAO", "Tin", "Tin (Khác)", "Khác")
_SPELLED = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(_NAMES)), max_size=3, unique_by=lambda one: one[0]
)
_RESPELLED = _SPELLED.flatmap(lambda former: st.tuples(st.just(former), _SPELLED | st.permutations(former)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_RESPELLED)
@example(([("a", "Tin"), ("c", "Khác")], [("c", "Khác"), ("a", "Tin")]))
@example(([("a", "Tin (Khác)")], [("a", "Tin (Khác)"), ("b", "Tin")]))
@example(([("a", "Tin"), ("b", "TIN")], [("b", "TIN")]))
def test_other_category_names_come_to_what_a_rebuild_comes_to(
    cache: ArticleCache, catalogue: Catalogue, spelled: tuple[list[tuple[str, str]], list[tuple[str, str]]]
) -> None:
    def kept(names: list[tuple[str, str]]) -> PortalState:
        found = tuple(Category(slug=slug, name=name, url=f"http://a.vn/{slug}") for slug, name in names)
        cache.put_portal_state(state := a_state(categories=found))
        return state

    entries = [
        replace(
            an_entry(f"{at}"),
            article=an_article(f"{at}", categories=own),
            sightings=tuple(an_entry("", category=slug).sightings[0] for slug in listed),
        )
        for at, (listed, own) in enumerate(
            product(("", "a", "b", "ac", "bc"), ((), ("Thông báo",), ("TIN", "Thông báo"), ("khac",)))
        )
    ]
    cache.put_many(entries)
    kept(spelled[0])
    catalogue.rebuild()
    catalogue.learn(kept(spelled[1]))
    learned = whole(catalogue)
    catalogue.rebuild()
    assert learned == whole(catalogue)


def test_a_category_that_is_renamed_has_its_own_articles_filed_anew_alone(
    cache: ArticleCache, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(cache, catalogue, [an_entry(f"{at}", category="cntt" if at < 3 else "bao-chi") for at in range(30)])
    *others, last = CATEGORIES
    asked: list[str] = []
    entry = cache.entry
    monkeypatch.setattr(cache, "entry", lambda portal, id_: asked.append(id_) or entry(portal, id_))
    catalogue.learn(a_state(categories=(*others, replace(last, name="Chuyển đổi số"))))
    assert sorted(asked) == ["0", "1", "2"]
    shown = catalogue.ask("SELECT count(*) FROM head WHERE names LIKE '%Chuyển đổi số%'")
    assert shown == [(3,)]


def test_what_is_learned_again_changes_nothing(catalogue: Catalogue) -> None:
    catalogue.learn(a_state())
    before = catalogue.changes()
    catalogue.learn(a_state())
    assert catalogue.changes() == before


def test_categories_learned_by_another_process_are_known_at_the_next_start(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(cache, catalogue, [an_entry("1")])
    cache.put_portal_state(a_state(categories=CATEGORIES[::-1]))
    with Catalogue.open(catalogue.path, cache) as again:
        assert list(again.names(PORTAL)) == [category.slug for category in CATEGORIES[::-1]]


def test_what_is_known_but_not_fetched_is_listed_newest_first(
    cache: ArticleCache, catalogue: Catalogue
) -> None:
    fill(
        cache,
        catalogue,
        [an_entry("1", cached=False), an_entry("2"), an_entry("3", cached=False, published="2018-02-01")],
    )
    assert catalogue.uncached(PORTAL) == ["3", "1"]


def test_a_former_id_leads_to_the_article(cache: ArticleCache, catalogue: Catalogue) -> None:
    fill(cache, catalogue, [replace(an_entry("1"), aliases=("x9",))])
    assert catalogue.row_of(PORTAL, "x9") == catalogue.row_of(PORTAL, "1") is not None
    assert catalogue.id_of(PORTAL, "x9") == "1"
    assert catalogue.row_of(PORTAL, "0") is None


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
    first: Entry = an_entry("1", "Trước")
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
