"""Abbreviations and what they stand for: who types one finds both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.library import Library
from reader.searching.abbreviations import all_forms, by_forms
from reader.searching.marking import Marker
from reader.searching.query import parse
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.searched import ids

ENTRIES = (
    an_entry("short", "UBND tỉnh họp", text="Báo cáo kinh tế - xã hội.", published="2018-01-06"),
    an_entry("long", "Uỷ ban nhân dân tỉnh giao ban", text="Bàn về KT-XH.", published="2018-01-05"),
    an_entry("in text", "Nghị quyết", text="Ủy ban nhân dân và HĐND các cấp.", published="2018-01-04"),
    an_entry("scattered", "Dân ủng hộ", text="Nhân dân ủy thác cho ban.", published="2018-01-03"),
    an_entry("files", "Văn bản QPPL mới", text="Ở TP.HCM và Vĩnh Long.", published="2018-01-02"),
    an_entry("city", "Tin", text="Thành phố Hồ Chí Minh; VBQPPL.", published="2018-01-01"),
)
BY_EITHER = {"short", "long", "in text"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


@pytest.mark.parametrize("typed", ["UBND", "ubnd", "UBND "])
def test_an_abbreviation_finds_what_it_stands_for(library: Library, typed: str) -> None:
    assert ids(library, typed) == ["short", "long", "in text"]


@pytest.mark.parametrize("typed", ["ủy ban nhân dân", "Uỷ ban nhân dân ", "uy ban nhan dan"])
def test_what_it_stands_for_finds_an_abbreviation(library: Library, typed: str) -> None:
    assert set(ids(library, typed)) == BY_EITHER | {"scattered"}
    assert set(ids(library, f"{typed} tỉnh")) == {"short", "long"}


def test_what_was_typed_with_accents_comes_first(library: Library) -> None:
    assert ids(library, "ủy ban nhân dân")[:2] == ["long", "in text"]
    assert ids(library, "ủy ban nhân dân")[-1] == "short"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"UBND"', {"short"}),
        ('"UBND', {"short"}),
        ('"ủy ban nhân dân"', {"long", "in text"}),
        ('"ủy ban" nhân dân', {"long", "in text"}),
        ("ủy ban nhân dâ", {"long", "in text", "scattered"}),
        ("UBN", {"short"}),
        ("ủy bàn nhân dân", {"long", "in text", "scattered"}),
        ("nghị -UBND", {"in text"}),
    ],
)
def test_only_a_whole_form_outside_quotes_has_others(
    library: Library, typed: str, expected: set[str]
) -> None:
    assert set(ids(library, typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("KT-XH UBND", {"short", "long"}),
        ("kinh tế xã hội ubnd", {"short", "long"}),
        ('UBND "giao ban"', {"long"}),
        ('"giao ban" ủy ban nhân dân', {"long"}),
        ('ubnd "báo c', {"short"}),
        ("hội đồng nhân dân", {"in text"}),
        ("văn bản quy phạm pháp luật", {"files", "city"}),
        ("VBQPPL", {"files", "city"}),
        ("tphcm", {"files", "city"}),
        ("Thành phố Hồ Chí Minh vĩnh long", {"files"}),
    ],
)
def test_forms_stand_beside_other_words_and_forms(library: Library, typed: str, expected: set[str]) -> None:
    assert set(ids(library, typed)) == expected


@pytest.mark.parametrize("typed", ["UBND", "ủy ban nhân dân", "VBQPPL", "KT-XH ubnd"])
def test_the_first_results_are_the_first_of_all(library: Library, typed: str) -> None:
    for limit in range(5):
        assert ids(library, typed, limit) == ids(library, typed)[:limit]


def test_other_forms_are_marked_in_results_and_articles(library: Library) -> None:
    wanted = parse("UBND")
    row = library.row_of(PORTAL, "in text")
    hit = library.search.hit(row, wanted, 60) if row is not None else None
    assert hit is not None
    assert [hit.text.text[start:end] for start, end in hit.text.marks] == ["Ủy ban nhân dân"]
    marker = library.search.marks(library.article(PORTAL, "in text"), wanted)
    assert marker.spans("Ủy ban nhân dân, UBND") == ((0, 15), (17, 21))


def test_a_part_of_a_long_text_that_has_the_other_form_is_shown(tmp_path: Path) -> None:
    text = "\n".join([*["Phụ lục kèm theo."] * 2_000, "Ủy ban nhân dân tỉnh ban hành."])
    with a_library(tmp_path / "other", [an_entry("1", "Tin", text=text)]) as library:
        (head,) = library.heads(library.search.find(PORTAL, parse("UBND")).rows)
        hit = library.search.hit(head.row, parse("UBND"), 60)
        assert hit is not None
        assert "Ủy ban nhân dân" in hit.text.text


@pytest.mark.parametrize(
    "forms",
    [
        ("UBND", "ủy ban nhân dân"),
        ("NN&PTNT", "NNPTNT", "Nông nghiệp & PTNT", "nông nghiệp và phát triển nông thôn"),
        ("GDĐT", "GD-ĐT", "Giáo dục - Đào tạo", "giáo dục và đào tạo"),
        ("UBMTTQ", "Ủy ban MTTQ", "Ủy ban Mặt trận Tổ quốc"),
        ("QP-AN", "qpan", "quốc phòng - an ninh", "quốc phòng, an ninh"),
        ("hdnd", "Hội đồng nhân dân"),
    ],
)
def test_each_form_stands_for_all_others(forms: tuple[str, ...]) -> None:
    marker = Marker(all_forms(parse(f"x {forms[0]} ").terms))
    for form in forms:
        assert marker.finds(["Tin", form])
        assert Marker(all_forms(parse(f"{form} ").terms)).finds([forms[0]])


def test_of_forms_that_begin_together_the_longest_counts() -> None:
    (asked,) = by_forms(parse("dịch vụ công trực tuyến").terms)
    assert {term.words for (term,) in asked.ways[1:]} == {("dvctt",), ("dvc", "trực", "tuyến")}


WORDS = st.sampled_from(["UBND", "ủy", "ban", "nhân", "dân", '"ủy ban nhân dân"', "KT-XH", "-CNTT", "thu"])


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_terms_are_parted_in_their_order_and_none_is_lost(typed: str) -> None:
    terms = parse(typed).terms
    parted = [term for asked in by_forms(terms) for term in asked.ways[0]]
    assert parted == [replace(term, prefix=mine.prefix) for term, mine in zip(terms, parted, strict=True)]
    assert all(len(asked.ways) == 1 or not asked.ways[0][-1].prefix for asked in by_forms(terms))
