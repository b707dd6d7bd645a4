"""Lines and columns fit their width, whatever the words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.wording.columns import GAP, cells, cut, cut_inside, fitted, numeric, padded, wrapped

texts = st.text(st.sampled_from("ab ệ漢\n\u0301"), max_size=30).map(str.strip)


def test_every_letter_takes_as_many_cells_as_rich_says():
    assert [char for char in map(chr, range(0x20, 0x11000)) if cells(char) != cell_len(char)] == []


@given(texts, st.integers(0, 20))
def test_a_line_is_cut_to_its_room(text: str, width: int):
    line = text.replace("\n", " ")
    kept = cut(line, width)

    assert cell_len(kept) <= width
    assert kept == line if cell_len(line) <= width else line.startswith(kept.removesuffix("…"))


@given(texts, st.integers(0, 20))
def test_a_name_is_cut_to_its_room_in_its_middle(text: str, width: int):
    line = text.replace("\n", " ")
    kept = cut_inside(line, width)
    head, more, end = kept.partition("…")

    assert cell_len(kept) <= width
    assert kept == line if cell_len(line) <= width else line.startswith(head) and line.endswith(end)
    assert bool(more) is (0 < width < cell_len(line))


@given(texts, st.integers(2, 20))
def test_lines_fit_and_keep_every_letter(text: str, width: int):
    lines = wrapped(text, width)

    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_between_words_and_where_the_text_breaks():
    assert wrapped("một hai ba\nbốn\n\nnăm", 7) == ["một hai", "ba", "bốn", "", "năm"]


def test_a_word_longer_than_the_line_is_broken():
    assert wrapped("ab cdefghij kl", 4) == ["ab", "cdef", "ghij", "kl"]


@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(1, 80))
def test_columns_share_the_room_that_there_is(rows: list[list[str]], room: int):
    widths = fitted(rows, room)

    if widths is not None:
        assert sum(widths) + 2 * GAP <= room
        assert all(
            width <= max(cell_len(line) for row in rows for line in row[index].split("\n"))
            for index, width in enumerate(widths)
        )


def test_columns_that_fit_keep_their_width_and_the_others_share_the_rest():
    row = ["1", "chữ " * 19 + "chữ", "từ " * 29 + "từ"]

    assert fitted([row], 200) == [1, 79, 89]
    assert fitted([row], 60) == [1, 28, 27]
    assert fitted([row], 20) is None


def test_rows_of_different_length_have_the_columns_of_the_longest():
    assert fitted([["a"], ["b", "cc", "ddd"]], 40) == [1, 2, 3]


@pytest.mark.parametrize("column", [["1.204", "87", "-"], ["85,2 %", ""], ["09/01/2017"], ["+3", "-4,5"]])
def test_numbers_are_flush_right(column: list[str]):
    assert numeric(column)


@pytest.mark.parametrize("column", [["", "-"], ["12 xã"], ["Long Hồ", "3"], []])
def test_words_and_empty_columns_are_not(column: list[str]):
    assert not numeric(column)


def test_padding_counts_cells():
    assert padded("漢", 4) == "漢  "
    assert padded("ệ", 4, right=True) == "   ệ"
