"""Which bold lines of official documents are headings."""

import pytest

from scrapers.documents.headings import is_heading


@pytest.mark.parametrize(
    "text",
    [
        *("Điều 3. Kinh phí", "Chương II", "Mục 1", "PHẦN B: THI HÀNH", "Phụ lục IV", "Phụ lục I. Mẫu đơn"),
        *("I. Mục đích", "XIV) Thi hành", "A. Nội dung", "b) Thời gian"),
    ],
)
def test_what_begins_as_a_part_of_a_document_is_one_where_it_is_bold(text: str) -> None:
    assert is_heading(text, strong=True, centred=False)
    assert not is_heading(text, strong=False, centred=True)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Điều 3. Kinh phí do tỉnh cấp.",
            "I. Mục đích;",
            "Mục 1,",
            "Phụ lục kèm theo",
            "Theo Điều 3",
            "K. Ghi chú",
        ),
        *("IIIIII. Không", "I.Liền", "Điều3"),
    ],
)
def test_sentences_and_what_begins_otherwise_are_none_unless_in_the_middle(text: str) -> None:
    assert not is_heading(text, strong=True, centred=False)
    assert is_heading(text, strong=True, centred=True)


@pytest.mark.parametrize("text", ["", "* * *", "12/03", "A" * 201])
def test_signs_numbers_and_long_texts_are_none(text: str) -> None:
    assert not is_heading(text, strong=True, centred=True)
    assert is_heading("A" * 200, strong=True, centred=True)
