"""One of several words, phrases or categories, and words that the title has."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.searching.abbreviations import by_forms
from reader.searching.matching import Tier, tiers
from reader.searching.query import Term, Wanted, narrowed, parse
from scrapers.text import WORD, fold
from tests.fakes_store import PORTAL
from tests.reader.searching.conftest import ENTRIES
from tests.searched import ids

A, B, C = (Term(words=(letter,)) for letter in "abc")


def either(*terms: Term) -> Term:
    first, *others = terms
    return Term(first.words, first.prefix, first.quoted, first.in_title, tuple(others))


# What is typed -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("a | b c ", (either(A, B), C)),
        ("c a|b ", (C, either(A, B))),
        ("a OR b OR c ", (either(A, B, C),)),
        ('a | "b c"', (either(A, Term(("b", "c"), quoted=True)),)),
        ("a | b", (either(A, Term(("b",), prefix=True)),)),
        ("title:a | b ", (either(Term(("a",), in_title=True), B),)),
        ("| a | ", (A,)),
        ("a || b ", (either(A, B),)),
        ("a tu:2017 | b ", (A, B)),
        ("a or b ", (A, Term(("or",)), B)),
        ("a OR", (A, Term(("or",), prefix=True))),
        ("XOR b ", (Term(("xor",)), B)),
    ],
)
def test_a_bar_joins_the_words_on_its_sides(typed: str, terms: tuple[Term, ...]) -> None:
    assert parse(typed).terms == terms


def test_what_is_left_out_is_joined_to_nothing() -> None:
    assert parse("-a | b c ") == Wanted(terms=(B, C), without=(A,), no_bar=True)
    assert parse("a | -b c ") == Wanted(terms=(A, C), without=(B,), no_bar=True)


@pytest.mark.parametrize(
    ("typed", "no_bar"),
    [
        ("a | tacgia:b", True),
        ("chuyenmuc:a | tacgia:b c | d", True),
        ("a | tu:2017", True),
        ("chua:doc | gan:sao", True),
        ("a | b tacgia:c | tacgia:d", False),
        ("| a |", False),
        ("a tacgia:b", False),
    ],
)
def test_a_bar_between_unlike_things_is_noted(typed: str, no_bar: bool) -> None:
    assert parse(typed).no_bar is no_bar


def test_a_bar_joins_categories() -> None:
    assert parse("chuyenmuc:a | category:b chuyenmuc:c").categories == (("a", "b"), ("c",))
    assert parse("-chuyenmuc:a | -chuyenmuc:b").not_categories == ("a", "b")


@pytest.mark.parametrize("label", ["title", "tieude", "tiêuđề", "TITLE"])
def test_words_may_be_asked_for_in_titles(label: str) -> None:
    assert parse(f'{label}:a {label}:"b c" -{label}:a') == Wanted(
        terms=(Term(("a",), in_title=True), Term(("b", "c"), quoted=True, in_title=True)),
        without=(Term(("a",), in_title=True),),
    )
    assert parse(f"{label}:a").terms == (Term(("a",), prefix=True, in_title=True),)


@pytest.mark.parametrize(
    "typed",
    [
        "a chuyenmuc:x | b ",
        "a | chuyenmuc:x b ",
        "a | chuyenmuc:x | b ",
        "chuyenmuc:x | a b ",
        "a || chuyenmuc:x b ",
    ],
)
def test_what_is_taken_out_leaves_no_bar_that_joins_its_neighbours(typed: str) -> None:
    left = parse(narrowed(typed, without=("categories",)))
    assert left.terms == parse(typed).terms == (A, B)


# What is found -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("covid | bảo ", ["2", "3", "6"]),
        ("bảo | báo ", ["2", "3"]),
        ('"thủ tướng" | covid ', ["1", "2", "3", "5", "6"]),
        ('"thủ tướng" | co', ["1", "2", "3", "5"]),
        ('"thủ tướng" | cov', ["1", "2", "3", "5", "6"]),
        ("chuyenmuc:bao-chi | chuyenmuc:cntt", ["3", "6"]),
        ("chuyenmuc:bao-chi | chuyenmuc:khong-co", ["3"]),
        ("chuyenmuc:bao-chi chuyenmuc:cntt", []),
        ("tieude:tướng ", ["1", "3", "5"]),
        ('tieude:"thủ tướng" | covid ', ["1", "3", "5", "6"]),
        ("tieude:thủ tieude:tướng ", ["1", "3", "5"]),
        ("tieude:thủ tieude:tướng nghe ", []),
        ("tướng -tieude:tướng ", ["2", "3", "4"]),
        ('tướng -tieude:"thủ tướng" ', ["2", "3", "4"]),
        ("tieude:chuy", ["4"]),
        ('tieude:"chuyển đ', ["4"]),
    ],
)
def test_articles_have_one_or_the_other(library: Library, typed: str, expected: list[str]) -> None:
    assert sorted(ids(library, typed)) == sorted(ids(library, typed, len(ENTRIES))) == expected


def test_what_has_both_words_as_typed_comes_no_later(library: Library) -> None:
    assert ids(library, "cổ | thành ") == ["3", "4"]
    assert ids(library, "thành | cô ") == ["4", "3"]


def test_a_category_of_several_that_there_is_not_is_named(library: Library) -> None:
    found = library.search.find(PORTAL, parse("chuyenmuc:bao-chi | chuyenmuc:khong-co"))
    assert found.unknown == ("khong-co",)


def test_either_word_is_marked(library: Library) -> None:
    wanted = parse("covid | tàng ")
    marked = []
    for row in library.search.find(PORTAL, wanted).rows:
        hit = library.search.hit(row, wanted, 60)
        assert hit is not None
        marked += [hit.text.text[start:end] for start, end in hit.text.marks]
    assert sorted(marked) == ["covid", "tàng"]


def test_forms_of_an_abbreviation_are_found_behind_a_bar(library: Library) -> None:
    (asked,) = by_forms(parse("x | UBND | HĐND ").terms)
    assert [" ".join(term.words) for (term,) in asked.ways] == [
        "x", "ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân",
    ]  # fmt: skip
    assert ids(library, "chuyển | UBND ") == ["4"]


@pytest.mark.parametrize("typed", ["title:ủy ban nhân dân ", "ủy | x ban nhân dân ", "ủy ban | x nhân dân "])
def test_words_of_which_one_is_asked_for_otherwise_are_no_form(typed: str) -> None:
    assert len(by_forms(parse(typed).terms)) == 4


def test_the_title_is_preferred_where_not_all_words_are_asked_for_there() -> None:
    assert tiers(parse("title:a title:b ")) == (Tier(together=True), Tier())
    assert tiers(parse("title:a b ")) == tiers(parse("a | b c ")) == (Tier(in_title=True), Tier())
    assert parse("a | bảo ").has_accents
    assert not parse("a | bao ").has_accents


WORDS = ("thu", "tuong", "bao", "doi", "so", "nghe", "tang", "chuyen")
PIECES = st.builds(
    lambda minus, label, text, bar: f"{minus}{label}{text} {bar}",
    st.sampled_from(["", "", "-"]),
    st.sampled_from(["", "", "title:"]),
    st.sampled_from(WORDS) | st.builds('"{} {}"'.format, st.sampled_from(WORDS), st.sampled_from(WORDS)),
    st.sampled_from(["", "| "]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=5).map("".join))
def test_what_is_found_is_what_has_the_words(library: Library, typed: str) -> None:
    wanted = parse(typed)
    if wanted.terms or wanted.without:
        expected = {id_ for id_, texts in TEXTS.items() if has(texts, wanted)}
        assert set(ids(library, typed)) == set(ids(library, typed, len(ENTRIES))) == expected


TEXTS = {
    entry.id: [
        WORD.findall(fold(text))
        for text in (
            entry.sightings[0].title,
            *(block.text for block in (entry.article.blocks if entry.article else ())),
        )
    ]
    for entry in ENTRIES
}
"""The words of each article: of its title, then of its paragraphs."""


def has(texts: list[list[str]], wanted: Wanted) -> bool:
    """Tell by plain lists whether an article has what a search asks for."""

    def stands(term: Term) -> bool:
        words = list(term.words)
        return any(
            words == text[at : at + len(words)]
            for text in texts[: 1 if term.in_title else None]
            for at in range(len(text))
        )

    asked = all(any(map(stands, term.alternatives)) for term in wanted.terms)
    return asked and not any(map(stands, wanted.without))
