"""Esc and the key after it, which terminals send as one sequence; read as the terminal's bytes are."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.events import AppBlur, AppFocus, Key, MouseDown, MouseScrollDown, MouseUp, Paste
from textual.message import Message

from reader.app import ReaderApp
from reader.cli import interface
from reader.cli.abilities import Abilities
from reader.cli.session import Session
from reader.keyboard import command, commands
from reader.keyboard.escapekey import tell_escape_apart
from reader.keyboard.keymap import chosen, with_alt
from reader.paths import Paths


@pytest.fixture
def textuals() -> Iterator[None]:
    """Give Textual its own reading back."""
    before = XTermParser._sequence_to_key_events
    yield
    XTermParser._sequence_to_key_events = before  # type: ignore[method-assign]  # as the program sets it


def keys(sent: str, kept: frozenset[str] = frozenset()) -> list[str]:
    """Name the keys that a terminal sent, as the program reads them."""
    tell_escape_apart(kept)
    return read(sent)


def read(sent: str) -> list[str]:
    """Name the keys that a terminal sent."""
    return [one.key for one in told([sent]) if isinstance(one, Key)]


def told(parts: Iterable[str]) -> list[Message]:
    """Say what a terminal told in parts; what it leaves open ends with the terminal."""
    parser = XTermParser()
    return [message for part in (*parts, "") for message in parser.feed(part)]


@pytest.mark.usefixtures("textuals")
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("\x1b", ["escape"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1bj", ["escape", "j"]),
        ("\x1bjj\x1bk", ["escape", "j", "j", "escape", "k"]),
        ("\x1bG", ["escape", "G"]),
        ("\x1b/", ["escape", "slash"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b3", ["escape", "3"]),
        ("\x1b\x06", ["escape", "ctrl+f"]),
        ("\x1bư", ["escape", "ư"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1bO", ["escape", "O"]),
        ("\x1b]", ["escape", "right_square_bracket"]),
        ("\x1b\x1b[A", ["escape", "up"]),
    ],
)
def test_a_key_right_after_esc_comes_after_it(sent: str, expected: list[str]):
    assert keys(sent) == expected


@pytest.mark.usefixtures("textuals")
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("\x1b[A", "up"),
        ("\x1bOA", "up"),
        ("\x1b[5~", "pageup"),
        ("\x1bb", "ctrl+left"),
        ("\x1bf", "ctrl+right"),
        ("\x1b\x7f", "ctrl+w"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b\t", "shift+tab"),  # the Linux console's
        ("\x1b[27u", "escape"),  # kitty's
        ("\x1b[106;3u", "alt+j"),
    ],
)
def test_what_one_key_sends_stays_one_key(sent: str, expected: str):
    assert keys(sent) == [expected]


@pytest.mark.usefixtures("textuals")
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (["\x1b", "[A"], ["up"]),
        (["\x1b[", "A"], ["up"]),
        (["\x1bO", "A"], ["up"]),
        (["\x1b[5", "~j"], ["pageup", "j"]),
        (["\x1b", "j"], ["escape", "j"]),
    ],
)
def test_what_comes_in_two_parts_is_what_it_is_in_one(sent: list[str], expected: list[str]):
    tell_escape_apart(frozenset())

    assert [one.key for one in told(sent) if isinstance(one, Key)] == expected


@pytest.mark.usefixtures("textuals")
def test_what_is_no_key_is_taken_as_ever():
    tell_escape_apart(frozenset())
    mouse = ["\x1b[<0;3;4M", "\x1b[<0;3;4m", "\x1b[<65;3;4M"]
    pasted = "\x1b[200~jq\n/Chữ ký\x1b[201~"
    found = told([*mouse, pasted, "\x1b[O", "\x1b[I"])

    assert list(map(type, found)) == [MouseDown, MouseUp, MouseScrollDown, Paste, AppBlur, AppFocus]
    assert [one.text for one in found if isinstance(one, Paste)] == ["jq\n/Chữ ký"]


@pytest.mark.usefixtures("textuals")
def test_keys_with_alt_that_the_settings_name_stay_what_they_are():
    pipes = {"Alt+x": "wc -w", "Ctrl+D": "less"}
    kept = with_alt(chosen({"next_article": "Alt+j Alt+/"}, pipes), pipes)

    assert keys("\x1bj", kept) == ["alt+j"]
    assert keys("\x1b/", kept) == ["alt+slash"]
    assert keys("\x1bx", kept) == ["alt+x"]
    assert keys("\x1bk", kept) == ["escape", "k"]
    assert keys("jx", kept) == ["j", "x"]


@pytest.mark.usefixtures("textuals")
def test_the_reader_opens_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(interface, "on_terminal", lambda: True)
    monkeypatch.setattr(interface, "abilities_here", Abilities)
    monkeypatch.setattr(ReaderApp, "run", lambda _app: gc.enable())
    monkeypatch.setattr(command, "_chosen", {})
    config = Paths.choose(tmp_path).config_file
    config.parent.mkdir()
    config.write_text('[pipes]\n"Alt+x" = "wc -w"\n"Ctrl+D" = "less"\n')

    with closing(session := Session(tmp_path)):
        interface.open_reader(session, "vinhlong")

    assert read("\x1bj\x1bx") == ["escape", "j", "alt+x"]
    assert commands.BY_ID["page_down"].keys == ("pagedown",)
