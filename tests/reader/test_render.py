"""Blocks drawn for a width: indents hang, columns line up, links are found, foreign text is never markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from reader.render.blocks import attachment_lines, caption, draw_block, targets
from reader.render.pieces import article_pieces
from reader.render.tables import natural_width
from reader.render.text import CURRENT, LINK, balanced, foreign, foreign_block
from scrapers.model import (
    Article,
    Attachment,
    Block,
    Heading,
    Image,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Table,
)
from tests import hostile
from tests.blocks import blocks

URL = "https://a.vn/a"


def drawn(block: Block, width: int) -> list[str]:
    return [line.rstrip() for line in draw_block(block, width).content.plain.split("\n")]


def test_a_paragraph_is_left_to_wrap_as_one():
    text = "một hai ba\nbốn năm"

    assert draw_block(Paragraph(text=text), 5).content.plain == text


def test_headings_break_into_lines_of_like_length():
    heading = Heading(text="Vĩnh Long tổng kết công tác năm 2017 và triển khai nhiệm vụ năm 2018")

    assert drawn(heading, 60) == [
        "Vĩnh Long tổng kết công tác năm 2017",
        "và triển khai nhiệm vụ năm 2018",
    ]


def test_list_items_hang_and_numbers_are_flush_right():
    items = ("một hai ba bốn năm", "sáu")

    assert drawn(ListBlock(items=items), 14) == ["• một hai ba", "  bốn năm", "• sáu"]
    assert drawn(ListBlock(items=items, ordered=True, start=9), 14) == [
        " 9. một hai ba",
        "    bốn năm",
        "10. sáu",
    ]


def test_a_quote_has_a_bar_along_it():
    assert drawn(Quote(text="một hai ba\nbốn"), 9) == ["▎ một hai", "▎ ba", "▎ bốn"]


def test_a_table_stands_between_rules_with_numbers_flush_right():
    rows = (("Huyện", "Thuê bao"), ("Long Hồ", "1.204"), ("Tam Bình", "87"))

    assert drawn(Table(rows=rows, header=True), 40) == [
        "──────────────────",
        "Huyện     Thuê bao",
        "──────────────────",
        "Long Hồ      1.204",
        "Tam Bình        87",
        "──────────────────",
    ]


def test_rows_that_take_several_lines_are_kept_apart():
    rows = (("Nhiệm vụ", "Hạn"), ("Trình kế hoạch ứng dụng công nghệ", "Quý I"), ("Họp", "Quý II"))

    assert drawn(Table(rows=rows, header=True), 26) == [
        "──────────────────────────",
        "Nhiệm vụ            Hạn",
        "──────────────────────────",
        "Trình kế hoạch ứng  Quý I",
        "dụng công nghệ",
        "──────────────────────────",
        "Họp                 Quý II",
        "──────────────────────────",
    ]


def test_a_table_without_a_header_has_none():
    assert drawn(Table(rows=(("a", "b"), ("c",))), 20) == ["────", "a  b", "c", "────"]


def test_a_table_too_wide_for_the_pane_is_told_row_by_row():
    rows = (("Tên gọi", "Cơ quan chủ trì", "Thời hạn"), ("Đề án", "Sở Nội vụ", "I"), ("Bản đồ", "Sở", "II"))

    assert drawn(Table(rows=rows, header=True), 24) == [
        "Tên gọi: Đề án",
        "Cơ quan chủ trì: Sở",
        "  Nội vụ",
        "Thời hạn: I",
        "────────────────────────",
        "Tên gọi: Bản đồ",
        "Cơ quan chủ trì: Sở",
        "Thời hạn: II",
    ]


def test_the_words_of_a_header_are_bold_and_no_others():
    rows = (("Tên", "Số"), ("Đơn", "2"))

    for header, bold in ((True, ["Tên  Số"]), (False, [])):
        block = Table(rows=rows, header=header)
        assert _styled(draw_block(block, 40).content, "bold") == bold


def test_a_table_is_as_wide_as_it_would_be_with_all_the_room():
    rows = (("Tên gọi", "Thời\nhạn"), ("Đề án", "31/12/2018", "I"))

    assert {cell_len(line) for line in drawn(Table(rows=rows), 200)[::3]} == {natural_width(rows)}


def test_a_table_too_wide_for_the_pane_without_a_header_is_told_cell_by_cell():
    rows = (("Đề án", "Sở Nội vụ"), ("Bản đồ", "Sở Y tế", "2018"))

    assert drawn(Table(rows=rows), 12) == [
        *("Đề án", "Sở Nội vụ", "────────────"),
        *("Bản đồ", "Sở Y tế", "2018"),
    ]
    assert drawn(Table(rows=(("Tên gọi", "Thời hạn"), rows[1]), header=True), 12) == [
        *("Tên gọi:", "  Bản đồ", "Thời hạn:", "  Sở Y tế", "2018"),
    ]


def test_of_a_table_too_wide_for_the_pane_that_is_only_a_header_the_header_is_told():
    assert drawn(Table(rows=(("Tên gọi", "Thời hạn"),), header=True), 12) == ["Tên gọi", "Thời hạn"]


def test_a_picture_is_a_box_with_its_caption_below():
    assert drawn(Image(url=URL, caption="Hội trường", alt="Ảnh 1"), 15) == [
        "┌─────────────┐",
        "│  [Picture]  │",
        "│    Ảnh 1    │",
        "└─────────────┘",
        "Hội trường",
    ]


@given(blocks(), st.integers(12, 100))
def test_every_block_fits_and_keeps_its_letters(block: Block, width: int):
    content = draw_block(block, width).content

    if not isinstance(block, Paragraph):
        assert all(cell_len(line) <= width for line in content.plain.split("\n"))
    if not isinstance(block, Table):
        letters = iter(content.plain)
        said = getattr(block, "items", None) or [block.text]
        assert all(letter in letters for part in said for letter in part if not letter.isspace())


@given(st.text(st.sampled_from("ab ệ漢"), min_size=1, max_size=80), st.integers(4, 40))
def test_balancing_takes_no_more_lines(text: str, width: int):
    content = foreign(text)

    assert len(balanced(content, width).content.wrap(width)) == len(content.wrap(width))


def _styled(content: Content, style: str) -> list[str]:
    return [content.plain[span.start : span.end] for span in content.spans if span.style == style]


def test_links_are_shown_numbered_and_the_current_one_stands_out():
    links = (Link(start=0, end=3, url=URL), Link(start=4, end=7, url="https://a.vn/b"))
    block = Paragraph(text="một hai", links=links)

    content = draw_block(block, 40, current=1).content

    assert targets(block) == (URL, "https://a.vn/b")
    assert _styled(content, LINK) == ["một"]
    assert _styled(content, CURRENT) == ["hai"]
    metas = [span.style.meta for span in content.spans if isinstance(span.style, Style)]
    assert metas == [{"link": 0}, {"link": 1}]


def test_links_in_lists_and_tables_survive_wrapping():
    text = "xem kế hoạch số mười hai"
    links = (Link(start=4, end=24, url=URL, part=1),)

    for block in (ListBlock(items=("a", text), links=links), Table(rows=(("a", text),), links=links)):
        assert " ".join(_styled(draw_block(block, 14).content, LINK)) == text[4:]


@pytest.mark.parametrize("url", hostile.URLS)
def test_addresses_that_must_not_be_opened_are_plain_text(url: str):
    for block in hostile.blocks("xem", url):
        assert targets(block) == ()
        assert _styled(draw_block(block, 40).content, LINK) == []


@pytest.mark.parametrize("name", hostile.TEXTS)
@pytest.mark.parametrize("width", [6, 40])
def test_hostile_text_is_harmless_in_every_block(name: str, width: int):
    text = hostile.TEXTS[name]

    for block in hostile.blocks(text):
        assert hostile.harmless(draw_block(block, width).content.plain)
    assert hostile.harmless(foreign(text).plain)
    assert hostile.harmless(foreign_block(text).plain)


def test_what_looks_like_markup_is_text():
    assert foreign("[/foo] [Video] [link=http://e]x[/]").spans == []
    assert foreign("[/foo] [Video]").plain == "[/foo] [Video]"


def test_files_that_can_be_opened_are_links_and_remarks_stand_behind_their_names():
    files = [
        (Attachment("ftp://a", "Cũ"), ""),
        (Attachment(URL, "Kế hoạch"), "2 trang"),
        (Attachment(f"{URL}2", ""), ""),
    ]
    lines = ["↓ Cũ", "↓ Kế hoạch (2 trang)", f"↓ {URL}2"]
    for number, name in enumerate(("Kế hoạch", f"{URL}2")):
        content = attachment_lines(files, 60, number).content
        assert content.plain.split("\n") == lines
        assert [content.plain[one.start : one.end] for one in content.spans if one.style == CURRENT] == [name]


def test_a_picture_without_words_is_called_one():
    assert draw_block(Image(url=URL), 60).content.plain.count("[Picture]") == 1
    assert caption(Image(url=URL), 60, None).content.plain == "[Picture]"


def test_closing_lines_that_only_name_attachments_are_told_once():
    file = Attachment(url=URL, name="Kế hoạch")
    link = Paragraph(text="Kế hoạch", links=(Link(start=0, end=8, url=URL),))
    text = Paragraph(text="Xem Kế hoạch", links=(Link(start=4, end=12, url=URL),))
    other = Paragraph(text="Kế hoạch", links=(Link(start=0, end=8, url="https://a.vn/b"),))

    def kinds(*parts: Block) -> list[str]:
        whole = Article(portal="p", id="1", url=URL, title="t", blocks=parts, attachments=(file,))
        return [piece.kind for piece in article_pieces(whole)]

    assert kinds(text, link, link) == ["title", "paragraph", "label", "attachments"]
    assert kinds(link, text) == ["title", "paragraph", "paragraph", "label", "attachments"]
    assert kinds(link) == ["title", "label", "attachments"]
    assert kinds(link, other) == ["title", "paragraph", "paragraph", "label", "attachments"]
