"""What the catalogue lists, in which order, and which words it finds."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.clock import sort_key
from scrapers.merge import revised
from scrapers.model import Heading, Image, ListBlock, Paragraph, Quote, Table
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from tests.catalogued import ids, matches, shelf
from tests.fakes_store import NOW, PORTAL, an_article, an_entry, fill


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
