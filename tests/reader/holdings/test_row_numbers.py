"""Row numbers of a list: read by the piece, the same as at once."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.holdings import lists

rows = st.lists(st.integers(0, 2**62), max_size=60)


@given(rows)
@pytest.mark.parametrize("piece", [1, 7, 1 << 16])
def test_row_numbers_are_those_of_the_text_whatever_its_pieces(piece: int, numbers: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "_PIECE", piece)
        assert list(lists.row_numbers(json.dumps(numbers, separators=(",", ":")))) == numbers
