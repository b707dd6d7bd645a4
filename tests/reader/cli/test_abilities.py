"""Asking a terminal what it can show: a conversation over a real pseudo-terminal."""

import fcntl
import os
import pty
import select
import struct
import termios
import threading
from collections.abc import Iterator
from itertools import chain, count, repeat

import pytest

from reader.cli.abilities import Abilities, _answer, abilities_in, ask

FENCE, QUESTION = b"\x1b[6n", b"\x1b[c"
A_STRING = b"\x1bP"
XTERM = b"\x1b[?64;1;4;22c\x1b[6;18;9t"
KITTY = b"\x1b[?62;c\x1bP>|kitty(0.32.1)\x1b\\\x1b[6;36;17t"


@pytest.mark.parametrize(
    ("answer", "abilities"),
    [
        (XTERM, Abilities("sixel", (9, 18))),
        (KITTY, Abilities("tgp", (17, 36))),
        (b"\x1bP>|kitty(0.28.0)\x1b\\", Abilities("tgp")),
        (b"\x1bP>|kitty(1.0.0)\x1b\\", Abilities("tgp")),
        (b"\x1bP>|ghostty 1.1.3\x1b\\", Abilities("tgp")),
        (b"\x1bP>|kitty(0.26.5)\x1b\\", Abilities()),
        (b"\x1bP>|Konsole 22.12.3\x1b\\", Abilities()),
        (b"\x1b[?1;2;4c", Abilities("sixel", None)),
        (b"\x1b[?64;1;14;42c", Abilities("halfcell", None)),
        (b"\x1b[?62c\x1b[6;0;0t", Abilities("halfcell", None)),
        (b"\x1bP1$r0;48:2::1:2:3m\x1b\\", Abilities(all_colours=True)),
        (b"\x1bP1$r48:2:1:2:3m\x1b\\", Abilities(all_colours=True)),
        (b"\x1bP1$r0;48;2;1;2;3m\x1b\\", Abilities(all_colours=True)),
        (b"\x1bP1$r0;48;5;16m\x1b\\", Abilities()),
        (b"\x1bP0$r\x1b\\", Abilities()),
        (b"", Abilities("halfcell", None)),
    ],
)
def test_what_a_terminal_answers_is_understood(answer: bytes, abilities: Abilities) -> None:
    assert abilities_in(answer) == abilities


class Terminal:
    """The other end: tells its attributes, then answers what else it is asked, with keys typed in between."""

    def __init__(self, answer: bytes, typed: bytes = b"") -> None:
        self.screen, self.keys = pty.openpty()
        self.asked = b""
        attributes, c, more = answer.partition(b"c")
        self._answers, self._typed = [attributes + c, more], typed
        self._thread = threading.Thread(target=self._converse, daemon=True)
        self._thread.start()

    def _converse(self) -> None:
        for fences, answer in enumerate(self._answers, 1):
            while self.asked.count(FENCE) < fences:
                self.asked += os.read(self.screen, 1024)
            os.write(self.screen, self._typed + answer + b"\x1b[3;1R")

    def ends(self) -> None:
        self._thread.join(60)
        os.close(self.keys)
        os.close(self.screen)

    @property
    def left(self) -> bytes:
        """What a program would read now as keys."""
        waiting = select.select([self.keys], [], [], 0)[0]
        return os.read(self.keys, 1024) if waiting else b""


def test_it_is_asked_once_and_nothing_is_left_that_could_be_taken_for_keys() -> None:
    terminal = Terminal(XTERM, typed=b"j\x1b[B")
    former = termios.tcgetattr(terminal.keys)
    os.write(terminal.screen, b"typed ahead\r")

    abilities = ask(terminal.keys, terminal.keys, 60, lambda: 0)
    assert abilities == Abilities("sixel", (9, 18), typed="typed ahead\rj\x1b[Bj\x1b[B")
    tty_after = termios.tcgetattr(terminal.keys)
    assert tty_after == former
    assert terminal.left == b""
    assert b"\x1b_" not in terminal.asked  # urxvt would print it, tmux and screen take it for a title
    terminal.ends()


@pytest.mark.parametrize(("attributes", "asked"), [("?6c", False), ("?1;2c", False), ("?62;4c", True)])
def test_only_a_terminal_that_knows_strings_is_asked_by_one(attributes: str, *, asked: bool) -> None:
    """PuTTY, a VT102, prints what it does not know of a string."""
    terminal = Terminal(f"\x1b[{attributes}".encode())
    ask(terminal.keys, terminal.keys, 60)
    assert (A_STRING in terminal.asked) is asked
    terminal.ends()


@pytest.mark.parametrize(
    ("window", "cell"),
    [
        ((36, 100, 804, 616), (8, 17)),
        ((36, 100, 0, 0), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_where_it_does_not_tell_the_size_of_a_cell_the_window_is_measured(
    window: tuple[int, int, int, int], cell: tuple[int, int] | None
) -> None:
    terminal = Terminal(b"\x1b[?63;1;4;22c")
    fcntl.ioctl(terminal.keys, termios.TIOCSWINSZ, struct.pack("4H", *window))

    assert ask(terminal.keys, terminal.keys, 60, lambda: 0) == Abilities("sixel", cell)
    terminal.ends()


@pytest.mark.parametrize(("seconds", "is_far"), [(0.02, False), (0.04, True)])
def test_one_that_answers_late_is_far(seconds: float, *, is_far: bool) -> None:
    terminal = Terminal(XTERM)
    clock = chain([0.0], repeat(seconds))

    assert ask(terminal.keys, terminal.keys, 60, lambda: next(clock)).is_far is is_far
    terminal.ends()


@pytest.fixture
def silent() -> Iterator[tuple[int, int]]:
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


def test_one_that_does_not_answer_in_time_is_asked_nothing_more(silent: tuple[int, int]) -> None:
    screen, keys = silent
    ticks = count()

    assert ask(keys, keys, 1, clock=lambda: float(next(ticks))) == Abilities()
    assert os.read(screen, 1024) == QUESTION + FENCE


def test_one_that_has_hung_up_is_not_asked_for_ever() -> None:
    there, here = os.pipe()
    os.close(here)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        assert _answer(there, nowhere, b"", 1, lambda: 0) is None
    finally:
        os.close(there)
        os.close(nowhere)


def test_what_is_no_terminal_gets_half_cells() -> None:
    there, here = os.pipe()
    try:
        assert ask(there, here) == Abilities()
    finally:
        os.close(there)
        os.close(here)
