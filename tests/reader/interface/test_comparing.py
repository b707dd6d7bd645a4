"""What was corrected, in the reader: said in the header, shown in place, stepped through, left again."""

import pytest

from reader.keyboard.command import Place
from reader.library import Library
from scrapers.merge import revised
from scrapers.model import Paragraph
from tests import hostile
from tests.fakes_store import NOW, PORTAL, an_article, an_entry, fill
from tests.hostile_home import TEXTS as TRICKS
from tests.reading import STANDARD, WIDE, Reading, reading
from tests.revised import PAGES, TEXTS, thrice

OLDEST = "Sáng 17/01, Sở họp với [-23-] {+32+} đơn vị tại hội trường."
NEWEST = "Sáng [-17/01,-] {+18/01,+} Sở họp với 32 đơn vị tại hội [-trường.-] {+trường lớn.+}"


@pytest.fixture
def corrected(library: Library) -> Library:
    fill(library.cache, library.catalogue, [thrice("9", *PAGES)])
    return library


def shown(reader: Reading) -> str:
    """The text of the article pane as it stands, without its line breaks."""
    region = reader.article.content_region
    lines = [line[region.x : region.right].strip() for line in reader.lines[region.y : region.bottom]]
    return " ".join(filter(None, lines))


def compared(reader: Reading) -> list[int]:
    comparison = reader.article.shown.comparison
    return [comparison.pair.old.revision, comparison.pair.new.revision] if comparison else []


async def compare(reader: Reading, pair: list[int]) -> None:
    await reader.press("d")
    await reader.until(lambda: compared(reader) == pair)


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_the_header_says_that_an_article_was_corrected_and_the_footer_how_to_see_it(
    corrected: Library, size: tuple[int, int]
):
    async with reading(corrected, size) as reader:
        await reader.press("enter")

        assert "corrected, revision 3" in shown(reader)
        assert "d corrections" in reader.lines[-1]


async def test_an_article_that_was_never_corrected_says_nothing_of_it(corrected: Library):
    async with reading(corrected) as reader:
        await reader.press("down", "enter", "d")

        assert "corrected" not in reader.text
        assert "d corrections" not in reader.lines[-1]
        assert reader.article.shown.comparison is None


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_d_steps_through_the_corrections_and_ends_at_the_text(
    corrected: Library, size: tuple[int, int]
):
    async with reading(corrected, size) as reader:
        await reader.press("enter", "z")
        await compare(reader, [2, 3])
        assert NEWEST in shown(reader)
        await compare(reader, [1, 2])
        assert OLDEST in shown(reader)
        await reader.press("d")

        assert compared(reader) == []
        assert TEXTS[-1] in shown(reader)
        assert "[-" not in reader.text


async def test_escape_goes_back_to_the_text_and_only_then_to_the_list(corrected: Library):
    async with reading(corrected) as reader:
        await reader.press("enter")
        await compare(reader, [2, 3])
        await reader.press("escape")
        assert compared(reader) == []
        assert reader.place is Place.ARTICLE
        await reader.press("escape")
        assert reader.place is Place.LIST


async def test_the_text_goes_on_where_it_was_left_and_its_place_is_not_lost(corrected: Library):
    async with reading(corrected) as reader:
        await reader.press("enter", "space", "space")
        line = reader.article.scroll_y
        assert line > 20
        await compare(reader, [2, 3])
        assert reader.article.scroll_y == 0
        await reader.press("pagedown")
        await reader.press("escape")

        assert reader.article.scroll_y == line
        share = reader.article._share
        await reader.press("n")
        assert corrected.position(PORTAL, "9") == pytest.approx(share)


async def test_n_goes_from_one_correction_to_the_next_and_round(library: Library):
    entry = an_entry("9", "Tin dài", published="2018-02-09")
    for mark in ("cũ", "mới"):
        parts = [Paragraph(text=f"{mark}. " + "Lời kể dài. " * 200) for _part in range(3)]
        text = an_article("9", "Tin dài", blocks=parts, published="2018-02-09")
        entry = revised(entry, text, checked_at=NOW)
    fill(library.cache, library.catalogue, [entry])
    async with reading(library) as reader:
        await reader.press("enter", "z")
        await compare(reader, [2, 3])
        seen = []
        for _step in range(4):
            seen.append(reader.article.scroll_y)
            await reader.press("n")
        assert seen[0] < seen[1] < seen[2]
        assert seen[3] < seen[1]
        assert reader.open_id == "9"
        await reader.press("N", "N")
        assert reader.article.scroll_y == seen[2]


async def test_the_next_article_begins_with_its_text(corrected: Library):
    async with reading(corrected, WIDE) as reader:
        await reader.press("enter")
        await compare(reader, [2, 3])
        await reader.press("left", "down", "enter")

        assert reader.open_id == "2"
        assert compared(reader) == []
        assert "Nội dung của tin số 2." in reader.text


async def test_words_of_a_search_stay_marked_in_the_text_not_in_the_corrections(corrected: Library):
    async with reading(corrected, WIDE) as reader:
        await reader.press("ctrl+f")
        await reader.type("hội trường")
        await reader.until(lambda: "Tin được sửa" in reader.text)
        await reader.press("enter")
        marker = reader.article.marker
        assert marker is not None
        await compare(reader, [2, 3])
        assert "Esc text" in reader.lines[-1]
        assert "next match" not in reader.lines[-1]
        await reader.press("escape")

        assert reader.article.marker is marker
        assert "n next match" in reader.lines[-1]


async def test_a_sync_behind_the_reading_leaves_the_corrections_on_screen(corrected: Library):
    async with reading(corrected) as reader:
        await reader.press("enter")
        await compare(reader, [2, 3])
        fill(corrected.cache, corrected.catalogue, [an_entry("10", "Tin mới", published="2018-02-10")])
        reader.screen._show_news()
        await reader.pilot.pause()

        assert compared(reader) == [2, 3]
        assert "10" in reader.listed


async def test_no_trick_of_a_former_text_reaches_the_terminal(library: Library):
    tricks = [block for text in TRICKS.values() for block in hostile.blocks(text)]
    entry = an_entry("9")
    for blocks in (tricks, [Paragraph(text="Đã sửa.")]):
        article = an_article("9", blocks=[*blocks, Paragraph(text="Hết.")], published="2018-02-09")
        entry = revised(entry, article, checked_at=NOW)
    fill(library.cache, library.catalogue, [entry])
    async with reading(library, (WIDE[0], 60 * len(TRICKS))) as reader:
        await reader.press("enter")
        for pair in ([2, 3], [1, 2]):
            await compare(reader, pair)
            assert "Hết." in reader.text, "all of it stands on the terminal"
            assert all(hostile.harmless(line) for line in reader.lines)
