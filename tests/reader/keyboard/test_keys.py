"""Keys as they are written down: every spelling of one gives the name that Textual sends it by."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key  # what Textual itself makes of a character

from reader.keyboard.commands import TABLE
from reader.keyboard.keys import key_name, key_named
from reader.wording.signs import choose

CHARACTERS = st.sampled_from([one for one in string.printable if not one.isspace()])


@given(character=CHARACTERS)
def test_a_character_is_the_key_that_types_it(character: str):
    assert key_named(character) == _character_to_key(character)
    assert key_name(key_named(character)) == character


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("PgDn", "pagedown"),
        ("pagedown", "pagedown"),
        ("ESC", "escape"),
        ("Space", "space"),
        ("⌫", "backspace"),
        ("↑", "up"),
        ("Bksp", "backspace"),
        ("F12", "f12"),
        ("Shift+F5", "shift+f5"),
        ("Ctrl+J", "ctrl+j"),
        ("ctrl+/", "ctrl+slash"),
        ("Shift+Tab", "shift+tab"),
        ("shift+j", "J"),
        ("+", "plus"),
        ("Ctrl++", "ctrl+plus"),
        ("Alt+Enter", "alt+enter"),
        ("question_mark", "question_mark"),
    ],
)
def test_a_key_may_be_named_by_its_cap_or_as_textual_does(typed: str, key: str):
    assert key_named(typed) == key


@pytest.mark.parametrize("marks", ["unicode", "ascii"])
@pytest.mark.parametrize("key", sorted({key for command in TABLE for key in command.keys}))
def test_what_a_cap_shows_names_the_key_again(key: str, marks: str):
    choose(marks)

    assert key_named(key_name(key)) == key


def test_a_cap_that_shows_no_ascii_is_named_by_a_word_where_marks_are_plain():
    keys = "up", "backspace", "pagedown"
    assert [key_name(key) for key in keys] == ["↑", "⌫", "PgDn"]
    choose("ascii")
    assert [key_name(key) for key in keys] == ["Up", "Bksp", "PgDn"]


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "xyz", "ctrl", "Ctrl+", "hyper+x", "F13", "ô", "ctrl+ctrl+x", "\x1b", "a+", "+ "),
        *("Shift+/", "Shift+1"),  # ? and ! on some keyboards
    ],
)
def test_what_is_no_key_is_refused(typed: str):
    with pytest.raises(ValueError, match=r".*"):
        key_named(typed)
