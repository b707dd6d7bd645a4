"""In which categories the catalogue files an article, and what other names of theirs change."""

from itertools import product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scrapers.model import Category
from scrapers.states import PortalState
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from tests.catalogued import shelf, whole
from tests.fakes_store import CATEGORIES, PORTAL, a_state, an_article, an_entry, fill


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
