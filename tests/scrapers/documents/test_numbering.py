"""How lists write their numbers, and when their levels begin anew."""

import pytest

from scrapers.documents.figures import figure
from scrapers.documents.numbering import DOT, NONE, Counter, Step


@pytest.mark.parametrize(
    ("kind", "number", "label"),
    [
        *(("lowerLetter", 1, "a"), ("lowerLetter", 26, "z"), ("upperLetter", 27, "AA")),
        *(("lowerLetter", 53, "aaa"), ("lowerRoman", 4, "iv"), ("lowerRoman", 28, "xxviii")),
        *(("upperRoman", 39, "XXXIX"), ("upperRoman", 16, "XVI"), ("upperRoman", 40, "40")),
        *(("lowerRoman", 0, "0"), ("decimal", 12, "12"), ("ordinal", 2, "2")),
    ],
)  # fmt: skip
def test_a_number_is_written_in_the_letters_of_its_kind(kind: str, number: int, label: str) -> None:
    level = Counter({0: Step(kind, "Mục %1.", number)}).next(0)

    assert level
    assert (level.label, level.number) == (f"Mục {label}.", number)


def test_a_level_below_counts_the_one_above_that_has_not_begun_and_begins_anew_with_the_next() -> None:
    counter = Counter({0: Step(pattern="%1", start=3), 2: Step(pattern="%1.%2.%3%0")})
    numbers = [level.label if (level := counter.next(place)) else "" for place in (2, 2, 0, 2, 1, 9, -1)]

    assert numbers == ["3.1.1", "3.1.2", "4", "4.1.1", "", "", ""]


def test_what_has_no_numbers_may_write_words_all_the_same() -> None:
    words, nothing = Counter({0: Step(NONE, "Phụ lục:")}).next(0), Counter({0: Step(NONE)}).next(0)

    assert words
    assert (words.label, words.is_plain) == ("Phụ lục:", False)
    assert nothing is None


def test_a_number_and_nothing_else_is_that_of_a_plain_list() -> None:
    def is_plain(kind: str, pattern: str) -> bool:
        level = Counter({0: Step(kind, pattern)}).next(0)
        return level is not None and level.is_plain

    assert [is_plain("decimal", one) for one in ("%1", "%1.", "%1)", "%1/", "%1.%2", "(%1)")] == [
        *(True, True, True, True, False, False)
    ]
    assert not is_plain("lowerLetter", "%1.")
    assert Counter({0: Step("bullet")}).next(0) == DOT


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("99999", 99_999), ("100000", 7), ("", 7), ("-1", 7), ("1.5", 7), ("9" * 9999, 7)],
)
def test_a_number_that_is_none_or_very_long_is_nonsense(text: str, number: int) -> None:
    assert figure(text, 7) == number


def test_a_level_goes_on_from_where_it_is_told_to_begin_anew_and_others_do_not() -> None:
    counter = Counter({0: Step(), 8: Step()})
    for place in (0, 8, 9, -1):
        counter.restart(place, 5)

    assert [level.number for place in (8, 8, 0) if (level := counter.next(place))] == [5, 6, 5]
