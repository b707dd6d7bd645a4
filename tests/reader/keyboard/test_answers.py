"""What a terminal answers late, and keys that nobody knows, press no keys."""

from collections.abc import Iterator

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key, MouseDown
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from reader.keyboard.escapekey import tell_escape_apart
from reader.keyboard.pasting import guard_keys

UNKNOWN = [
    *("\x1b[?1;2c", "\x1b[?64;1;4;22c", "\x1b[>41;379;0c", "\x1b[6;18;9t", "\x1b[?15u", "\x1b[?997;1n"),
    "\x1b[235z",  # a key of Sun's
]
STRINGS = [
    *("\x1bP>|xterm(379)\x1b\\", "\x1bP1$r48:2:1:2:3m\x1b\\"),
    *("\x1b]11;rgb:1e1e/1e1e/1e1e\a", "\x1b_Gi=31;OK\x1b\\"),
]


@pytest.fixture(autouse=True)
def _read_as_the_program_does(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(XTermParser, "feed", XTermParser.feed)
    before = XTermParser._sequence_to_key_events
    tell_escape_apart(frozenset())
    guard_keys()
    yield
    XTermParser._sequence_to_key_events = before  # type: ignore[method-assign]  # as the program sets it


def told(*parts: str) -> list[Message]:
    """Say what a terminal told in parts, after which it ended."""
    parser = XTermParser()
    return [message for part in (*parts, "") for message in parser.feed(part)]


def keys(*parts: str) -> list[str]:
    """Name the keys that came in parts."""
    return [one.key for one in told(*parts) if isinstance(one, Key)]


@pytest.mark.parametrize("sequence", [*UNKNOWN, *STRINGS])
def test_they_press_nothing_and_the_next_key_is_one(sequence: str):
    assert keys(f"k{sequence}j") == ["k", "j"]


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_so_they_do_where_they_come_letter_by_letter(sequence: str):
    assert keys(*sequence, "j") == ["j"]


def test_several_answers_in_one_piece_press_nothing():
    assert keys("".join((*UNKNOWN, *STRINGS, *UNKNOWN)) + "\x1b[A") == ["up"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("\x1b[[A", "f1"), ("\x1b[1;5A", "ctrl+up"), ("\x1b[3$", "shift+delete")],
)
def test_keys_whose_sequences_are_longer_than_they_look_are_keys(sent: str, expected: str):
    assert keys(sent) == [expected]
    assert keys(*sent) == [expected]


def test_what_is_read_that_is_no_key_still_is():
    assert [type(one) for one in told("\x1b[<0;3;4M", "\x1b[?2026;2$y")] == [
        MouseDown,
        TerminalSupportsSynchronizedOutput,
    ]


def test_a_mouse_of_the_oldest_kind_presses_nothing():
    assert keys("\x1b[M !!j") == ["j"]


def test_what_looks_like_an_answer_in_a_paste_is_pasted():
    (paste,) = told("\x1b[200~]11;x\a y\x1b[201~")

    assert getattr(paste, "text", None) == "]11;x\a y"
