"""Lists as JSON: row numbers read by the piece are those read at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.stores import jsonlist

rows = st.lists(st.integers(0, 2**62), max_size=60)


@given(rows)
@pytest.mark.parametrize("piece", [1, 7, 1 << 16])
def test_row_numbers_are_those_of_the_text_whatever_its_pieces(piece: int, numbers: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonlist, "_PIECE", piece)
        assert list(jsonlist.row_numbers(jsonlist.json_list(numbers))) == numbers
