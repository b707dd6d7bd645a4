"""Keys that a person chose: what is taken, and what is refused with a reason."""

import pytest

from reader.keyboard.command import Place
from reader.keyboard.commands import TABLE, TYPED, in_place
from reader.keyboard.keymap import FIXED, BadKeysError, chosen, piped
from reader.keyboard.keys import types


def test_keys_are_read_as_textual_names_them():
    assert chosen({"next_article": "J  Ctrl+N", "search": "?", "help": "F2"}) == {
        "next_article": "J ctrl+n",
        "search": "question_mark",
        "help": "f2",
    }


def test_the_usual_keys_may_be_chosen_once_more():
    assert set(chosen({one.id: one.usual for one in TABLE if one.id not in FIXED})) == {
        one.id for one in TABLE if one.id not in FIXED
    }


def test_a_key_may_be_taken_from_a_command_that_gets_another():
    assert chosen({"down": "n", "next_article": "J", "next_mark": "J", "next_change": "J"})


@pytest.mark.parametrize(
    ("settings", "pipes", "left"),
    [
        ({"next_article": "Ctrl+D"}, [], {"page_down": "pagedown"}),
        ({"undo": "u Ctrl+U", "toggle_read": "ctrl+d"}, [], {"page_up": "pageup", "page_down": "pagedown"}),
        ({"open_new": "enter Space"}, [], {"page_further": ""}),
        ({}, ["Ctrl+D"], {"page_down": "pagedown"}),
        ({"page_down": "PgDn"}, ["Ctrl+D"], {}),
        ({"page_on": "X"}, ["Space"], {}),
        ({"keep_filter": "ctrl+d"}, [], {}),
        ({"next_result": "down tab"}, [], {"to_results": ""}),
    ],
)
def test_settings_of_before_a_command_had_a_key_keep_it(
    settings: dict[str, str], pipes: list[str], left: dict[str, str]
):
    keys = chosen(settings, pipes)

    assert {id_: keys[id_] for id_ in keys if id_ not in settings} == left
    assert piped(dict.fromkeys(pipes, "wc -w"), keys).keys() == {typed.lower() for typed in pipes}


def test_a_spare_key_that_was_chosen_is_left_to_none():
    with pytest.raises(BadKeysError, match=r"Ctrl\+D is a key of next_article"):
        chosen({"page_down": "PgDn Ctrl+D", "next_article": "Ctrl+D"})
    with pytest.raises(BadKeysError, match=r"Ctrl\+D is a key of page_down"):
        piped({"Ctrl+D": "less"}, chosen({"page_down": "PgDn Ctrl+D"}, ["Ctrl+D"]))


def test_commands_that_share_a_key_by_what_there_is_to_do_may_share_any():
    assert chosen({"sync": "f5", "stop_sync": "f5"})


@pytest.mark.parametrize(
    ("settings", "name", "reason"),
    [
        ({"sing": "x"}, "sing", "sing"),
        ({"category": "a"}, "category", "category"),
        ({"down": " "}, "down", "needs a key"),
        ({"down": "j xyz"}, "down", "“xyz” is not a key"),
        ({"down": "n"}, "down", "n is a key of next_mark"),
        ({"zoom": "f"}, "zoom", "f is a key of next_link"),
        ({"star": "x", "undo": "?"}, "star", "star"),
        ({"undo": "?"}, "undo", "? is a key of help"),
        ({"undo": "X", "sync": "X"}, "undo", "X is a key of sync"),
        ({"open_result": "a"}, "open_result", "a is typed as text"),
        ({"keep_note": "Enter Space"}, "keep_note", "Space is typed as text"),
        ({"leave": "!"}, "leave", "! is typed as text"),
        ({"help": "ctrl+c"}, "help", "Ctrl+C is a key of leave"),
    ],
)
def test_what_cannot_be_had_is_refused_with_its_command_and_the_reason(
    settings: dict[str, str], name: str, reason: str
):
    with pytest.raises(BadKeysError) as refused:
        chosen(settings)

    assert refused.value.id == name
    assert reason in refused.value.what


@pytest.mark.parametrize("place", Place)
def test_a_key_of_another_place_is_free(place: Place):
    here = in_place(place)
    taken = {key for command in here for key in command.keys}
    alone = [one for one in here if one.where == (place,)]
    keys = sorted({key for one in TABLE for key in one.keys} - taken)
    elsewhere = [key for key in keys if not (place in TYPED and types(key))]

    for command in alone[:1]:
        assert elsewhere
        assert chosen({command.id: elsewhere[0]}) == {command.id: elsewhere[0]}


def test_keys_for_commands_of_ones_own_are_read_as_the_others():
    assert piped({"X": " wc -w ", "Ctrl+B": "w3m $TINVL_URL"}, {}) == {
        "X": "wc -w",
        "ctrl+b": "w3m $TINVL_URL",
    }
    assert piped({"z": "less"}, chosen({"zoom": "X"})) == {"z": "less"}, (
        "a key that the reader was made to leave"
    )


@pytest.mark.parametrize(
    ("pipes", "keys", "reason"),
    [
        ({"xyz": "less"}, {}, "“xyz” is not a key"),
        ({"n": "less"}, {}, "n is a key of next_article"),
        ({"X": "less"}, {"zoom": "X"}, "X is a key of zoom"),
        ({"Ctrl+C": "less"}, {}, "Ctrl+C is a key of leave"),
        ({"X": " "}, {}, "there is no command for X"),
    ],
)
def test_a_key_that_means_something_or_a_command_that_is_none_is_refused(
    pipes: dict[str, str], keys: dict[str, str], reason: str
):
    with pytest.raises(BadKeysError) as refused:
        piped(pipes, chosen(keys, pipes))

    assert (refused.value.setting, refused.value.id) == ("pipes", next(iter(pipes)))
    assert reason in refused.value.what
