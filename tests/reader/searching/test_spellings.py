"""Spellings that people do not tell apart, and words that a slip of the finger made."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.searching import spellings
from reader.searching.marking import Marker
from reader.searching.meant import meant
from reader.searching.query import Wanted, parse
from reader.searching.spellings import alike, is_syllable, phrases, slips
from scrapers.text import fold
from tests.fakes_store import PORTAL, a_library, an_entry
from tests.searched import ids

ENTRIES = (
    an_entry("y", "Kỹ thuật số", text="Bác sĩ quy định quý I.", published="2018-01-02"),
    an_entry("i", "Kĩ thuật in", text="Bác sỹ qui định quí II; kinh tế.", published="2018-01-01"),
    an_entry("other", "Kinh doanh", text="Nghị quyết của Tỉnh ủy.", published="2018-01-03"),
    an_entry("accents", "Nội dung", text="Hội đồng nội quyết; dụng cụ.", published="2018-01-05"),
    an_entry("rare", "Nghĩ về quyết tâm", text="Suy nghĩ.", published="2018-01-04"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, ENTRIES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ky thuat", ["y", "i"]),
        ("ki thuat", ["y", "i"]),
        ("kĩ thuật ", ["i", "y"]),
        ("kỹ thuật ", ["y", "i"]),
        ('"bac sy"', ["y", "i"]),
        ('"bac si qui"', ["y", "i"]),
        ("ki ", ["y", "i"]),
        ("quy ", ["y", "i"]),
        ("thuat ky", ["y", "i"]),
        ("kin", ["i", "other"]),
    ],
)
def test_syllables_that_end_in_i_or_y_are_found_by_either(
    library: Library, typed: str, expected: list[str]
) -> None:
    assert sorted(ids(library, typed)) == sorted(expected)
    if parse(typed).has_accents:
        assert ids(library, typed) == expected, "as typed comes first"


def test_both_spellings_are_marked_but_not_what_only_begins_like_the_other() -> None:
    text = "Kĩ thuật, kỹ năng, kinh tế"
    spans = Marker(parse("ky").terms, [text]).spans(text)
    assert [text[start:end] for start, end in spans] == ["Kĩ", "kỹ"]


def test_only_a_few_spellings_of_a_long_phrase_are_looked_for() -> None:
    assert phrases(("chu", "ky", "so")) == (("chu", "ky", "so"), ("chu", "ki", "so"))
    assert len(phrases(("ky",) * 9)) == 8
    assert alike("vy") == ("vy",)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("ngị quyết", "nghị quyết"),
        ("nội dunh", "nội dung"),
        ("nộ dung", "nội dung"),
        ("nnội dung", "nội dung"),
        ("nghị quếyt", "nghị quyết"),
        ("ngi quyet", "nghi quyet"),
        ("kinhh tế", "kinh tế"),
        ("fội dung", "nội dung"),
        ("quyết ngị", "quyết nghị"),
        ("ngị den:2030", "nghị den:2030"),
        ("ngị tế", ""),
        ("xyz quyết", ""),
        ("kinh quyết", ""),
        ("ngị quết", ""),
    ],
)
def test_a_word_that_is_nowhere_is_put_right_by_what_stands_with_the_others(
    library: Library, typed: str, right: str
) -> None:
    assert library.search.meant(PORTAL, typed) == right


def test_behind_two_words_that_are_nowhere_no_other_is_looked_up() -> None:
    asked: list[Wanted] = []

    def none(wanted: Wanted, _limit: int) -> int:
        asked.append(wanted)
        return 0

    assert meant("bưởi cam quýt xoài", none, lambda _word: True) == ""
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("typed", "right"), [("vĩnh logn", "vĩnh long"), ("logn", "long"), ("logn vĩ", "long vĩ")]
)
def test_a_word_that_others_only_begin_with_is_not_meant_for_their_sake(
    tmp_path: Path, typed: str, right: str
) -> None:
    titles = ("Vĩnh Long", "Long mới, vĩnh long", "Lon bia", "Vĩ cầm")
    entries = [an_entry(str(number), title) for number, title in enumerate(titles)]
    with a_library(tmp_path, entries) as library:
        assert library.search.meant(PORTAL, typed) == right


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("nghij quyeets", "nghị quyết"),
        ("nghij quyeets kin", "nghị quyết kin"),
        ("kinhf", "kinh"),
        ("kinhf nghij", ""),
    ],
)
def test_keys_are_read_as_words_that_are_somewhere(tmp_path: Path, typed: str, right: str) -> None:
    entries = (an_entry("1", "Nghị quyết về kinh tế, nơi kính"), an_entry("2", "Nội dung"))
    with a_library(tmp_path, entries) as library:
        assert library.search.meant(PORTAL, typed) == right


@given(st.text(alphabet="abcdeghiklmnopqrstuvxyđêô", min_size=1, max_size=7))
def test_slips_are_other_syllables_each_once(word: str) -> None:
    found = list(slips(word))
    assert word not in found
    assert len(found) == len(set(found))
    assert all(is_syllable(fold(other)) for other in found)


@pytest.mark.parametrize("word", ["nghi", "xuan", "quyet", "bach", "duoc", "rom", "vay", "sap", "kem", "lai"])
def test_a_letter_that_was_left_out_is_put_back(word: str) -> None:
    for at in range(len(word)):
        assert word in slips(word[:at] + word[at + 1 :])


def test_a_letter_with_marks_is_never_the_wrong_one() -> None:
    assert "nai" in slips("noi")
    assert "nai" not in slips("nội")


def test_what_is_longer_than_any_syllable_is_no_slip_and_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    longest = "nghieng"
    assert longest in slips(longest + "g")
    tried: list[str] = []
    monkeypatch.setattr(spellings, "_one_off", lambda word: tried.append(word) or ())
    assert list(slips("a" * 3000)) == []
    assert tried == []
