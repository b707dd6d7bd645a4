"""Numbers of lists in letters and in Roman numbers."""

import pytest

from scrapers.ordinals import letters, roman


@pytest.mark.parametrize(
    ("number", "in_letters", "in_roman"),
    [
        (-1, "-1", "-1"),
        (0, "0", "0"),
        (1, "a", "i"),
        (4, "d", "iv"),
        (26, "z", "xxvi"),
        (27, "aa", "xxvii"),
        (39, "mm", "xxxix"),
        (40, "nn", "40"),
        (78, "zzz", "78"),
        (79, "79", "79"),
        (10**9, "1000000000", "1000000000"),
    ],
)
def test_a_number_of_a_list_is_short_however_high_a_page_begins(number: int, in_letters: str, in_roman: str):
    assert (letters(number), roman(number)) == (in_letters, in_roman)
