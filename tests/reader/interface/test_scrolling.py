"""How a list scrolls: what a step costs, on a slow line above all."""

from itertools import pairwise
from pathlib import Path

from tests.fakes_store import PORTAL, a_library, an_entry
from tests.reading import STANDARD, reading

MANY = tuple(an_entry(str(number), f"Tin số {number}") for number in range(100, 0, -1))


async def test_row_by_row_a_list_scrolls_half_a_page_at_a_time_and_shows_the_cursor(tmp_path: Path) -> None:
    with a_library(tmp_path, MANY) as library:
        async with reading(library, STANDARD, portal=PORTAL) as reader:
            height = reader.heads.scrollable_content_region.height
            places = []
            for _ in range(40):
                await reader.press("down")
                places.append(round(reader.heads.scroll_y))
                top = reader.heads.cursor * 3
                assert places[-1] <= top <= places[-1] + height - 3

    scrolls = [after - before for before, after in pairwise(places) if after != before]
    assert len(scrolls) <= 40 * 3 // (height // 2 - 3)
    assert all(height // 3 <= lines <= height // 2 + 3 for lines in scrolls)
