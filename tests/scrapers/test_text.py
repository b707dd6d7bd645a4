import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.text import clean_block, clean_line, fold, spelled

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ue000-\uf8ff]"
)
HOSTILE = st.text(
    alphabet=st.characters(codec=None)
    | st.sampled_from("\x1b\x00\x9b\u202e\u2028\xa0\u200b\n\r\t đĐÐɖ\u0301\u0323a")
)


@given(HOSTILE)
def test_no_control_character_leaves(text: str) -> None:
    assert not FORBIDDEN.search(clean_block(text))
    assert not FORBIDDEN.search(clean_line(text))
    assert "\n" not in clean_line(text)


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_block(clean_block(text)) == clean_block(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_line(clean_block(text)) == clean_line(text)


@given(HOSTILE)
def test_clean_text_is_nfc_with_single_spaces(text: str) -> None:
    clean = clean_block(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert not re.search(r"[^\S\n]{2}|\s\n |\n\n\n|^\s|\s$| \n|\n ", clean)


@given(HOSTILE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(HOSTILE)
def test_folding_forgets_how_text_was_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Thủ tướng", "duong thu tuong"),
        ("TIẾNG VIỆT", "tieng viet"),
        ("Nguyễn Hữu Trí", "nguyen huu tri"),
        ("D\u0323a\u0302\u0301u", "dau"),
        ("Ðại hội ðường Ɖảng", "dai hoi duong dang"),
        ("ﬁ Straße ℡ ᾼ", "fi strasse tel αι"),
        ("Một\u0f71 ไม้", "mot ไม"),
    ],
)
def test_folding_drops_marks_case_and_the_bar_of_d(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_lines_of_a_block_stay_and_line_ends_of_all_kinds_are_one() -> None:
    assert clean_block(" a \xa0 b\r\nc\u2028d\x85\n\n\n\ne ") == "a b\nc\nd\n\ne"
    assert clean_line(" a \xa0 b\r\nc\u2028d\x85\n\n\n\ne ") == "a b c d e"


@pytest.mark.parametrize("text", [" Một dòng ", "Một   dòng", "\tMột\ndòng", "Mo\u0323\u0302t dòng"])
def test_a_line_of_ordinary_letters_has_single_spaces_and_none_at_its_ends(text: str) -> None:
    assert clean_line(text) == "Một dòng"


def test_terminal_escapes_lose_their_teeth() -> None:
    assert clean_line("Tin\x1b]52;c;aGk=\x07 \x9b31mđỏ\u202e") == "Tin]52;c;aGk= 31mđỏ"


@given(HOSTILE)
def test_spelling_twice_changes_nothing_and_folds_alike(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)
    assert fold(spelled(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("HOÀ", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("D\u0323a\u0302\u0301u", "dấu".replace("d", "ḍ"))],
)
def test_spelling_puts_a_tone_in_one_place(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


def test_spelling_keeps_accents_and_the_bar_of_d() -> None:
    assert spelled("ĐIỆN Hoàn quý") == "điện hoàn qúy"


def test_spelling_takes_for_a_barred_d_what_looks_like_it() -> None:
    assert spelled("ÐIỆN Ɖại ðến") == "điện đại đến"
