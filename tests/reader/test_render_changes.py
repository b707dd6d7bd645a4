"""The corrections of an article in place: what the signs mean, numbers of items, where the keys are."""

from textual.style import Style

from reader.render.changes import change_pieces
from reader.render.pieces import Piece, text_piece
from reader.render.setting import Setting
from reader.render.text import HIT_META
from reader.searching.marking import Marker
from reader.searching.query import parse
from reader.wording.revisions import Comparison, Pair
from scrapers.model import Block, ListBlock, Paragraph
from tests.fakes_store import an_article


def compared(old: Block, new: Block) -> list[Piece]:
    one, other = (an_article("1", "Tin", blocks=[block]) for block in (old, new))
    return change_pieces(Comparison.of(Pair(one, other)))


def places(piece: Piece, current: int | None) -> list[tuple[object, str]]:
    """The number of each place that the keys go to, None for the one they are on, with its words."""
    content = piece.draw(60, current).content
    metas = [
        (span, span.style.meta) for span in content.spans if isinstance(span.style, Style) and span.style.meta
    ]
    lit = {(span.start, span.end) for span in content.spans if span.style == "reverse"}
    return [
        (None if (span.start, span.end) in lit else meta[HIT_META], content.plain[span.start : span.end])
        for span, meta in metas
    ]


def plain(pieces: list[Piece]) -> list[str]:
    return [piece.draw(60, None).content.plain for piece in pieces]


def test_what_the_signs_mean_is_said_where_something_differs():
    pieces = compared(Paragraph(text="Sở họp"), Paragraph(text="Sở nghỉ"))
    assert plain(pieces)[1:] == ["[-removed-] {+added+}", "Tin", "Sở [-họp-] {+nghỉ+}"]
    same = compared(Paragraph(text="Sở họp"), Paragraph(text="Sở họp"))
    assert plain(same)[1:] == ["Tin", "Sở họp"]


def test_items_keep_their_numbers():
    pieces = compared(
        ListBlock(items=("một", "hai"), ordered=True), ListBlock(items=("một", "ba"), ordered=True)
    )
    assert plain(pieces)[3:] == ["1. một", "2. [-hai-] {+ba+}"]


def test_each_place_has_its_number_and_the_one_that_the_keys_are_on_is_marked():
    *_, piece = compared(Paragraph(text="Sáng nay Sở họp"), Paragraph(text="Chiều nay Sở nghỉ"))
    assert piece.stops == 2
    assert piece.weight == 1 + sum(map(len, ("Sáng", "Chiều", "nay Sở", "họp", "nghỉ")))
    numbered = [(0, "[-Sáng-]"), (0, "{+Chiều+}"), (1, "[-họp-]"), (1, "{+nghỉ+}")]
    assert places(piece, None) == numbered
    assert places(piece, 1) == [*numbered[:2], (None, "[-họp-]"), (None, "{+nghỉ+}")]


def test_the_keys_go_to_corrections_not_to_words_of_a_search():
    *_, piece = compared(Paragraph(text="Sáng nay Sở họp"), Paragraph(text="Chiều nay Sở nghỉ"))
    setting = Setting(piece)
    setting.mark_words(Marker(parse("nay ").terms))

    assert setting.hits == 2


def test_each_paragraph_breaks_where_it_alone_is_full():
    setting = Setting(text_piece("note", "một hai ba bốn\nsáumươi bảymươi"))
    lines = [setting.line(number)[0].plain.rstrip() for number in range(setting.height(12))]

    assert lines == ["một hai ba", "bốn", "sáumươi", "bảymươi"]
