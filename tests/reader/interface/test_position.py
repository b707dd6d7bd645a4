"""Reading positions: what share of a text stands above a line, and which line has a share above it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reader.widgets.position import Stretch, Stretches

PIECES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9), st.integers(1, 99)), max_size=12)
"""Of each piece the lines between it and the one before, its lines, and its characters."""


def lying(pieces: list[tuple[int, int, int]]) -> list[Stretch]:
    found: list[Stretch] = []
    for space, height, weight in pieces:
        end = found[-1].top + found[-1].height if found else 0
        found.append(Stretch(end + space, height, weight))
    return found


@given(PIECES, st.integers(-3, 150))
def test_above_a_line_stand_the_pieces_before_it_and_a_part_of_its_own(
    pieces: list[tuple[int, int, int]], line: int
) -> None:
    lie = lying(pieces)
    above = (one.weight * Fraction(min(max(line - one.top, 0), one.height), one.height) for one in lie)
    share = sum(above, Fraction()) / max(sum(one.weight for one in lie), 1)
    assert abs(Stretches(lie).share_before(line) - share) < 1e-9


@given(PIECES)
def test_a_share_leads_back_to_the_line_that_it_was_taken_at(pieces: list[tuple[int, int, int]]) -> None:
    lie = lying(pieces)
    stretches = Stretches(lie)
    for one in lie:
        share = Fraction(sum(other.weight for other in lie if other.top < one.top))
        share /= sum(other.weight for other in lie)
        assert stretches.line_after(float(share) + 1e-9) == one.top
        for line in range(one.top, one.top + one.height):
            assert stretches.line_after(stretches.share_before(line) + 1e-9) == line
    assert stretches.line_after(1) == (lie[-1].top + lie[-1].height if lie else 0)
    assert stretches.line_after(-1) == (lie[0].top if lie else 0)
