"""What is pasted is no key, whatever stands in it and in whatever pieces the terminal sends it."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from reader.keyboard.pasting import Pasting, guard_keys

BEGIN, END = "\x1b[200~", "\x1b[201~"
_PIECES = ("\x1b", "\x1b[", "\x1b[20", "\x1b[200", "[31m", "1~", "~", "đ", "\r", " | sh\r", "q")
texts = st.lists(st.sampled_from(_PIECES)).map("".join)
places = st.lists(st.integers(0, 99))


@pytest.fixture
def _guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(XTermParser, "feed", XTermParser.feed)
    guard_keys()


def cut(text: str, at: Sequence[int]) -> list[str]:
    ends = sorted({0, len(text), *(place % (len(text) + 1) for place in at)})
    return [text[start:end] for start, end in pairwise(ends)]


@pytest.mark.usefixtures("_guarded")
def test_an_escape_in_a_paste_begins_no_keys():
    paste, key = XTermParser().feed(f"{BEGIN}Ba tháng\r\x1b[31m| sh\r{END}z")

    assert isinstance(paste, Paste)
    assert paste.text == "Ba tháng\r[31m| sh\r"
    assert isinstance(key, Key)
    assert key.key == "z"


@given(before=texts, pasted=texts, after=texts, at=places)
def test_only_what_is_pasted_is_changed(before: str, pasted: str, after: str, at: list[int]):
    assume(BEGIN not in before + after and END not in pasted)
    pasting = Pasting()
    passed = "".join(map(pasting.harmless, cut(f"{before}x{BEGIN}{pasted}{END}x{after}", at)))

    assert passed == f"{before}x{BEGIN}{pasted.replace(chr(27), '')}{END}x{after}"


@pytest.mark.usefixtures("_guarded")
@given(pasted=texts, at=places)
def test_it_comes_as_one_paste_and_no_key(pasted: str, at: list[int]):
    assume(END not in pasted)
    parser = XTermParser()
    events = [event for piece in cut(f"{BEGIN}{pasted}x{END}", at) for event in parser.feed(piece)]

    assert [event.text for event in events if isinstance(event, Paste)] == [pasted.replace("\x1b", "") + "x"]
    assert not [event for event in events if isinstance(event, Key)]
