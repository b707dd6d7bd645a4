"""The tables by which a PDF says what its codes mean."""

import pytest

from scrapers.documents.pdf.cmap import CMap


@pytest.mark.parametrize(
    ("section", "texts"),
    [
        ("beginbfchar <0001> <0110> <0002> <00660066> <3> <41> endbfchar", {1: "Đ", 2: "ff", 3: "A"}),
        ("beginbfchar <01> < 01 10\n> <02> endbfchar", {1: "Đ"}),
        (
            "beginbfchar <01> <D83DDE00> <02> <D83D> <03> <0000> <04> <> endbfchar",
            {1: "😀", 2: "", 3: "", 4: ""},
        ),
        ("beginbfrange <20> <22> <0041> endbfrange", {32: "A", 33: "B", 34: "C"}),
        ("beginbfrange <20> <21> <00660041> <30> <30> <0111> endbfrange", {32: "fA", 33: "fB", 48: "đ"}),
        ("beginbfrange <1> <3> [<0041> <00420043>] endbfrange", {1: "A", 2: "BC"}),
        ("beginbfrange <1> <3> <DBFFDFFE> endbfrange", {1: "\U0010fffe", 2: "\U0010ffff", 3: ""}),
        ("beginbfrange <3> <1> <0041> <1> <9> <> endbfrange", {}),
        (f"beginbfchar <1> <{'0041' * 64}> <2> <{'0041' * 65}> endbfchar", {1: "A" * 64, 2: ""}),
    ],
)
def test_codes_mean_what_their_table_says(section: str, texts: dict[int, str]) -> None:
    assert CMap(section.encode()).texts == texts


@pytest.mark.parametrize(
    ("section", "length"),
    [
        *(
            ("<00> <FF>", 1),
            ("<0000> <FFFF>", 2),
            ("<00> <80> <8140> <FFFF>", 2),
            ("", 0),
            ("<000000> <FFFFFF>", 3),
        ),
        ("<0> <F>", 1),
    ],
)
def test_codes_are_as_long_as_the_longest_of_its_table(section: str, length: int) -> None:
    assert CMap(f"begincodespacerange {section} endcodespacerange".encode()).length == length


def test_a_table_has_no_more_codes_than_two_bytes_have_many_times() -> None:
    many = "<0> <FFFFFF> <41> "

    assert (
        len(CMap(f"beginbfrange {many} endbfrange beginbfchar <FFFFFF> <41> endbfchar".encode()).texts)
        < 200_000
    )
