"""The article pane by itself: what is selected with the pointer, and which link a click means."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot

from reader.render.pieces import article_pieces
from reader.render.setting import Setting
from reader.render.text import lines_of
from reader.widgets.article import ArticleView
from reader.widgets.textrun import TextRun
from scrapers.model import Heading, Link, ListBlock, Paragraph, Quote, Table
from tests.pane import Pane, article

LONG = "Sở Thông tin và Truyền thông tổ chức hội nghị tổng kết công tác năm, triển khai nhiệm vụ năm sau."
ITEM = "một việc dài đến nỗi nó không đứng hết trên một dòng của bài này, mà phải đứng trên hai"
ROWS = tuple((f"Huyện {number}", *("1.200 thuê bao",) * 6) for number in range(3))
BLOCKS = (
    Paragraph(text=LONG),
    Paragraph(text="Đoạn thứ hai.", links=(Link(start=5, end=13, url="https://a.vn/2"),)),
    Heading(text="Kết quả", level=3),
    ListBlock(items=(ITEM, "hai")),
    Quote(text="Lời dẫn."),
    Table(rows=ROWS, header=True),
    Paragraph(text="Đoạn cuối.", links=(Link(start=0, end=10, url="https://a.vn/3"),)),
)


def place(pane: Pane, words: str) -> tuple[int, int]:
    """Find words on the screen."""
    strips = pane.screen._compositor.render_strips()
    texts = ["".join(segment.text for segment in strip) for strip in strips]
    y = next(y for y, text in enumerate(texts) if words in text)
    return texts[y].index(words), y


async def dragged(pilot: Pilot[None], first: tuple[int, int], last: tuple[int, int]) -> str | None:
    """Select from one place of the screen to another."""
    await pilot.mouse_down(offset=first)
    await pilot.hover(offset=last)
    await pilot.mouse_up(offset=last)
    return pilot.app.screen.get_selected_text()


@pytest.mark.parametrize(
    ("first", "last", "selected"),
    [
        ("Thông tin", "Truyền thông", "Thông tin và T"),
        ("hội nghị", "thứ hai", f"{LONG[LONG.index('hội nghị') :]}\nĐoạn t"),
        ("thứ hai", "hội nghị", f"{LONG[LONG.index('hội nghị') :]}\nĐoạn t"),
        ("thứ hai", "việc dài", "thứ hai.\nKết quả\n• một v"),
        ("một việc", "• hai", f"{ITEM}\n•"),
        ("Lời dẫn", "cuối", None),
    ],
)
async def test_what_is_dragged_over_is_selected_as_it_was_written(
    first: str, last: str, selected: str | None
) -> None:
    pane = Pane(article(*BLOCKS))
    async with pane.run_test(size=(120, 40)) as pilot:
        found = await dragged(pilot, place(pane, first), place(pane, last))
        ground = pane.view.background_colors[1].rich_color
        shown = "".join(
            segment.text
            for strip in pane.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.bgcolor != ground
        )
        assert found is not None
        assert selected is None or found == selected
        assert "".join(shown.split()) == "".join(found.split())


@pytest.mark.parametrize(("words", "url"), [("thứ hai", "https://a.vn/2"), ("Đoạn cuối", "https://a.vn/3")])
async def test_a_click_follows_the_link_of_its_own_piece(words: str, url: str) -> None:
    pane = Pane(article(*BLOCKS))
    async with pane.run_test(size=(120, 40)) as pilot:
        await pilot.click(offset=place(pane, words))
        await pilot.pause()
    opened = [message.url for message in pane.told if isinstance(message, ArticleView.LinkOpened)]
    assert opened == [url]


async def test_each_piece_stands_in_the_middle_a_wide_table_beside_none() -> None:
    pane = Pane(article(*BLOCKS))
    async with pane.run_test(size=(140, 40)):
        text, table = place(pane, "Đoạn thứ hai")[0], place(pane, "Huyện 0")[0]
        assert text == (139 - 4 - pane.view.measure) // 2 + 2
        assert table < text


@given(st.text(st.sampled_from("aế漢 -\u0301\n"), max_size=60), st.integers(2, 20))
def test_text_is_broken_as_textual_breaks_it(text: str, width: int) -> None:
    theirs = [line for part in Content(text).split(allow_blank=True) for line in part.wrap(width)]
    ours = [line for line, _goes_on in lines_of(Content(text), width)]
    assert [line.plain.rstrip() for line in ours] == [line.plain.rstrip() for line in theirs]


def test_a_text_that_is_not_laid_out_yet_knows_where_its_pieces_stand() -> None:
    """A pane that a larger terminal brings back asks before its pieces have a width."""
    run = TextRun([Setting(piece) for piece in article_pieces(article(*BLOCKS))], 40)

    regions = list(map(run.region_of, run.settings))
    assert len(regions) == len(run.settings)
    assert {region.width for region in regions} == {40}
    assert all(after.y >= before.bottom for before, after in pairwise(regions))


def test_a_text_that_was_taken_away_is_painted_empty() -> None:
    """A screen that comes back may paint what it showed before, until it is laid out."""
    run = TextRun([Setting(piece) for piece in article_pieces(article(*BLOCKS))], 40)

    assert [strip.text for strip in run.render_lines(Region(0, 0, 4, 2))] == ["    ", "    "]
