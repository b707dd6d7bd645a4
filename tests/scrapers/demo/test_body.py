"""The small format in which the demo's news are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.demo.body import read_body
from scrapers.model import Heading, Image, Link, ListBlock, Paragraph, Quote, Table


def test_every_kind_of_block_is_read() -> None:
    blocks = read_body(
        "Đoạn một.\n\n![Chú thích](hall)\n\n![](river)\n\n- a\n- b\n\n3. c\n4. d\n\n## Mục\n\n"
        "> Lời nói.\n> Dòng hai.\n\n| A | B |\n|---|:-:|\n| 1 | 2 |\n"
    )

    assert blocks == (
        Paragraph(text="Đoạn một."),
        Image(url="hall", caption="Chú thích"),
        Image(url="river"),
        ListBlock(items=("a", "b")),
        ListBlock(items=("c", "d"), ordered=True, start=3),
        Heading(text="Mục"),
        Quote(text="Lời nói.\nDòng hai."),
        Table(rows=(("A", "B"), ("1", "2")), header=True),
    )


def test_links_leave_their_words_and_know_their_place() -> None:
    (paragraph,) = read_body("Xem [kế hoạch](a.pdf) và [trang](https://example.gov.vn/x).")

    assert paragraph == Paragraph(
        text="Xem kế hoạch và trang.",
        links=(Link(start=4, end=12, url="a.pdf"), Link(start=16, end=21, url="https://example.gov.vn/x")),
    )


def test_links_of_items_and_cells_count_in_their_part() -> None:
    listed, table = read_body("- một\n- [hai](b.pdf)\n\n| A | B |\n|---|---|\n| x | y [z](c.pdf) |")

    assert isinstance(listed, ListBlock)
    assert listed.links == (Link(start=0, end=3, url="b.pdf", part=1),)
    assert isinstance(table, Table)
    assert table.links == (Link(start=2, end=3, url="c.pdf", part=3),)


@pytest.mark.parametrize(
    "text", ["một\nhai", "- một\nhai", "| a | b |\n| c |", "# x", "![x](Y Z)", "1. a\n1. b"]
)
def test_what_the_format_does_not_know_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"block of the format|table|follow each other"):
        read_body(text)


@given(st.lists(st.text("aăâbđeêơưừữ ,.", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_plain_paragraphs_come_back_word_for_word(texts: list[str]) -> None:
    assert read_body("\n\n".join(texts)) == tuple(Paragraph(text=text) for text in texts)
