"""What is written to the terminal: the same is seen as if all had been, and nothing is written twice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyte.screens import Char

from reader.terminal.painted import Painted, Piece
from tests.painting import Terminal

WIDTH, HEIGHT = 12, 3
STYLES = (
    *("", "0", "1", "7", "101", "1;2", "4;31", "97;100", "39;49", "3;5;38;5;7", "38;2;1;2;3", "48;2;1;2;3;9"),
    *("38;5;253;48;5;23", "1;38;5;253;48;5;23"),
)
runs = st.lists(
    st.tuples(st.sampled_from(STYLES), st.sampled_from(("a", "  ", " ạ ", "chữ", "…"))),
    min_size=1,
    max_size=4,
)
place = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))
update = st.lists(st.tuples(place, runs), max_size=4)


def styled(runs: list[tuple[str, str]]) -> str:
    """What Textual writes: the whole style before each run, and a reset behind it."""
    return "".join(f"\x1b[{codes}m{letters}\x1b[0m" if codes else letters for codes, letters in runs)


def pieces(update: list[tuple[tuple[int, int], list[tuple[str, str]]]]) -> list[Piece]:
    placed = [
        Piece(y, x, x + sum(len(letters) for _, letters in runs), styled(runs)) for (y, x), runs in update
    ]
    return [piece for piece in placed if piece.end <= WIDTH]


def cells(terminal: Terminal) -> list[Char]:
    return [terminal.cell(x, y) for y in range(HEIGHT) for x in range(WIDTH)]


def written(piece: Piece) -> str:
    return f"\x1b[{piece.y + 1};{piece.x + 1}H{piece.text}"


@given(st.lists(update, max_size=6))
def test_what_is_seen_is_as_if_all_was_written(
    updates: list[list[tuple[tuple[int, int], list[tuple[str, str]]]]],
):
    whole, spare, painted = Terminal(), Terminal(), Painted()
    for update in map(pieces, updates):
        whole.take("".join(map(written, update)))
        spare.take(painted.missing(update))
        assert cells(spare) == cells(whole)


def test_what_stands_there_is_not_written_again():
    painted, line = Painted(), Piece(0, 0, 5, "\x1b[1mTin\x1b[0m  ")
    assert painted.missing([line, line._replace(y=1)])
    assert painted.missing([line, line._replace(y=1)]) == ""
    assert painted.missing([line, line._replace(y=1, text="Bài  ")]) == "\x1b[2;1HBài  "


def test_what_was_written_over_is_written_again():
    painted, line = Painted(), Piece(0, 0, 5, "Tin  ")
    painted.missing([line])
    painted.missing([Piece(0, 4, 6, "xx")])
    assert painted.missing([line]) == "\x1b[1;1HTin  "


def test_what_stands_beside_is_not_written_again():
    painted = Painted()
    left, middle, right = Piece(0, 0, 4, "Tin "), Piece(0, 4, 8, "mới "), Piece(0, 8, 12, "nhất")
    painted.missing([left, middle, right])
    assert painted.missing([left, middle._replace(text="cũ  "), right]) == "\x1b[1;5Hcũ  "


def test_all_is_written_to_a_terminal_of_which_nothing_is_known():
    painted, line = Painted(), Piece(0, 0, 5, "Tin  ")
    painted.missing([line])
    painted.forget()
    assert painted.missing([line]) == "\x1b[1;1HTin  "


def test_a_picture_that_lies_over_the_cells_is_always_drawn_and_what_is_below_it():
    painted, blank, picture = (
        Painted(),
        Piece(0, 0, 5, "     "),
        Piece(1, 0, 5, "\x1b[1;1H\x1bP0;1q~-~\x1b\\"),
    )
    first = painted.missing([blank, picture])
    assert picture.text in first
    assert painted.missing([blank, picture]) == first


def test_the_blanks_that_lay_below_a_picture_are_written_when_it_goes():
    painted, blank = Painted(), Piece(0, 0, 5, "     ")
    painted.missing([blank, Piece(1, 0, 5, "\x1b[1;1H\x1bP0;1q~-~\x1b\\")])
    assert painted.missing([blank]) == "\x1b[1;1H     "


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("\x1b[1;38;5;9mTin\x1b[0m\x1b[38;5;9m mới\x1b[0m", "\x1b[1;38;5;9mTin\x1b[22m mới\x1b[0m"),
        ("\x1b[38;5;9;48;5;1mTin\x1b[0m\x1b[38;5;8;48;5;1m    \x1b[0m", "\x1b[38;5;9;48;5;1mTin    \x1b[0m"),
        ("\x1b[48;5;1m \x1b[0m\x1b[38;5;9;48;5;1mTin\x1b[0m", "\x1b[48;5;1m \x1b[38;5;9mTin\x1b[0m"),
        ("\x1b[53mTin\x1b[0m  ", "\x1b[53mTin\x1b[0m  "),
        ("\x1b[31mTin\x1b[0mmới", "\x1b[31mTin\x1b[0mmới"),
        ("\x1b[1;2mTin\x1b[0m\x1b[1mmới\x1b[0m", "\x1b[1;2mTin\x1b[22;1mmới\x1b[0m"),
        ("\x1b[31;41mTin\x1b[0m\x1b[31mmới\x1b[0m", "\x1b[31;41mTin\x1b[49mmới\x1b[0m"),
    ],
)
def test_only_what_changes_of_a_look_is_said(text: str, bare: str):
    width = len(re.sub(r"\x1b\[[\d;]*m", "", text))
    assert Painted().missing([Piece(0, 0, width, text)]) == f"\x1b[1;1H{bare}"
