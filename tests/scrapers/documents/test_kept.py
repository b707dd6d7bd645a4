"""How much is kept of a file: letters, and one more for each paragraph, item and cell."""

from collections.abc import Callable

import pytest

from scrapers.documents.kept import Kept
from scrapers.documents.refusal import Full
from scrapers.model import Block, Heading, ListBlock, Paragraph, Table


@pytest.mark.parametrize(
    ("add", "block"),
    [
        (lambda kept: kept.paragraph("mười hai ba"), Paragraph(text="mười hai")),
        (lambda kept: kept.heading("mười hai", 9), Heading(text="mười hai", level=6)),
        (
            lambda kept: kept.items("abcdefg", ordered=True, start=3),
            ListBlock(items=tuple("abcde"), ordered=True, start=3),
        ),
        (
            lambda kept: kept.table([["a", "b", ""], ["", ""], ["c"], ["d", "ef", "g"]]),
            Table(rows=(("a", "b"), ("c",), ("d", "e"))),
        ),
    ],
)
def test_what_is_more_than_is_kept_is_cut_and_ends_the_reading(
    add: Callable[[Kept], None], block: Block
) -> None:
    kept = Kept(10)

    with pytest.raises(Full):
        add(kept)
    assert kept.blocks == [block]


def test_what_there_is_room_for_is_whole() -> None:
    kept = Kept(10)
    kept.paragraph(" ")
    kept.paragraph("mười")
    kept.items(["", "ba"], ordered=False, start=7)

    assert kept.blocks == [Paragraph(text="mười"), ListBlock(items=("ba",))]
