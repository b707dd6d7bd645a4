"""Pictures in articles: shown where there is room and wish, boxes elsewhere, words always, alone on Enter."""

import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image as Bitmap

from reader.config import Config
from reader.keyboard.command import Place
from reader.library import Library
from reader.screens.main import picturing
from reader.screens.picture import PictureScreen
from reader.widgets.picture import Pictures
from reader.widgets.syncbar import SyncBar
from scrapers.model import Image, Paragraph
from scrapers.syncing.events import Summary
from tests.fakes_store import NOW, PORTAL, a_library, an_article, an_entry
from tests.reading import STANDARD, WIDE, Reading, reading

# textual-image 0.12 still calls what Pillow 14 will take away.
pytestmark = pytest.mark.filterwarnings("ignore:Image.Image.getdata is deprecated:DeprecationWarning")

GOOD, BROKEN, MISSING = (f"https://vinhlong.example/{name}.png" for name in ("good", "broken", "missing"))
HALF = "▀▀"
BOX = "[Picture]"


def a_png(size: tuple[int, int] = (200, 120)) -> bytes:
    into = io.BytesIO()
    Bitmap.linear_gradient("L").resize(size).convert("RGB").save(into, "PNG")
    return into.getvalue()


@pytest.fixture
def illustrated(tmp_path: Path) -> Iterator[Library]:
    """An article with a good picture, a broken one, and one that is not here."""
    blocks = (
        Paragraph(text="Trước ảnh."),
        Image(url=GOOD, caption="Quang cảnh hội nghị", alt="Hội trường"),
        Image(url=BROKEN, caption="Ảnh hỏng"),
        Image(url=MISSING, alt="Ảnh chưa tải"),
    )
    entry = an_entry("1", "Có ảnh", published="2018-02-09")
    entry = replace(entry, article=an_article("1", "Có ảnh", published="2018-02-09", blocks=blocks))
    with a_library(tmp_path, [entry, an_entry("2", published="2018-01-01")]) as library:
        library.cache.pictures.put(GOOD, a_png(), "image/png")
        library.cache.pictures.put(BROKEN, a_png()[:100], "image/png")
        yield library


async def opened(reader: Reading, *, shown: bool = True) -> None:
    """Open the article, and wait until its pictures are decoded."""
    await reader.press("enter", "z")
    await reader.until(lambda: not shown or len(reader.article.query(".picture")) == 1)
    await reader.until(lambda: not [one for one in reader.app.workers if one.group == "pictures"])


def drawn(reader: Reading) -> int:
    """How many lines of half cells stand on the screen."""
    return sum(HALF in line for line in reader.lines)


@pytest.mark.parametrize("size", [STANDARD, WIDE])
async def test_a_picture_is_drawn_in_half_cells_with_its_words_below(
    illustrated: Library, size: tuple[int, int]
):
    async with reading(illustrated, size, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        assert drawn(reader) > 3
        first = next(number for number, line in enumerate(reader.lines) if HALF in line)
        below = "\n".join(reader.lines[first + drawn(reader) - 1 :])
        await reader.press("G")
        below += reader.text

        assert "Quang cảnh hội nghị" in below
        assert "Hội trường" in below


async def test_real_pixels_are_drawn_when_all_their_colours_are_known(illustrated: Library):
    """Otherwise xterm paints in wrong colours."""
    async with reading(illustrated, (120, 60), pictures=Pictures("sixel", (8, 17))) as reader:
        await opened(reader)
        view = reader.article.query(".picture").first().children[0]
        sixels = "".join(part.text for line in view.render_lines(view.size.region) for part in line)

        assert sixels.count(";2;") == 16
        assert not re.search(r"[?-~][$-]*#\d+;2;", sixels)


async def test_what_stands_right_of_real_pixels_is_drawn_in_the_last_of_their_lines(illustrated: Library):
    async with reading(illustrated, (120, 60), pictures=Pictures("sixel", (8, 17))) as reader:
        await opened(reader)
        view = reader.article.query(".picture").first().children[0]
        *_lines, last = view.render_lines(view.size.region)
        row, column = re.findall(r"\x1b\[(\d+);(\d+)H", "".join(part.text for part in last))[-1]

        assert (int(row) - 1, int(column) - 1) == (view.region.bottom - 1, view.region.right)


async def test_a_broken_picture_and_one_that_is_not_here_show_their_words(illustrated: Library):
    async with reading(illustrated, (120, 60), pictures=Pictures("halfcell")) as reader:
        await opened(reader)

        assert reader.text.count(BOX) == 2
        assert "Ảnh hỏng" in reader.text
        assert "Ảnh chưa tải" in reader.text


async def test_one_that_a_sync_brings_later_is_shown_in_the_open_article(illustrated: Library):
    async with reading(illustrated, (120, 60), pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        illustrated.cache.pictures.put(MISSING, a_png(), "image/png")
        bar = reader.screen.query_one(SyncBar)
        bar.post_message(SyncBar.Ended(Summary(portal=PORTAL, started_at=NOW, ended_at=NOW)))
        await reader.until(lambda: reader.text.count(BOX) == 1)
        await reader.until(lambda: not [one for one in reader.app.workers if one.group == "pictures"])

        assert len(reader.article.query(".picture")) == 2


async def test_without_a_way_to_show_them_there_are_boxes_with_words(illustrated: Library):
    async with reading(illustrated, (120, 60)) as reader:
        await opened(reader, shown=False)

        assert (drawn(reader), reader.text.count(BOX)) == (0, 3)
        assert "Hội trường" in reader.text
        assert "Quang cảnh hội nghị" in reader.text
        assert not reader.screen.works("pictures")


async def test_the_settings_turn_them_off_and_a_key_on_and_off_again(illustrated: Library):
    config = Config(pictures=False)
    async with reading(illustrated, (120, 60), config=config, pictures=Pictures("halfcell")) as reader:
        await opened(reader, shown=False)
        assert (drawn(reader), reader.text.count(BOX)) == (0, 3)
        await reader.press("i")
        await reader.until(lambda: drawn(reader))
        assert reader.text.count(BOX) == 2
        await reader.press("i")
        await reader.until(lambda: not drawn(reader))
        assert reader.text.count(BOX) == 3


async def test_a_small_terminal_has_boxes_and_a_larger_one_pictures(illustrated: Library):
    async with reading(illustrated, (28, 24), pictures=Pictures("halfcell")) as reader:
        await opened(reader, shown=False)
        assert drawn(reader) == 0
        assert BOX in reader.text
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: drawn(reader))
        assert len(reader.article.query(".picture")) == 1
        await reader.pilot.resize_terminal(28, 24)
        await reader.until(lambda: not drawn(reader))

        assert len(reader.article.query(".picture")) == 0


async def test_a_picture_fits_into_the_pane_after_every_change_of_it(illustrated: Library):
    async with reading(illustrated, WIDE, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        for width in (60, 44, 100):
            await reader.pilot.resize_terminal(width, 24)
            await reader.until(lambda: len(reader.article.query(".picture")) == 1)
            await reader.until(
                lambda: reader.article.query_one(".picture").size.width <= reader.article.size.width
            )


async def test_pictures_are_decoded_and_shrunk_off_the_event_loop(
    illustrated: Library, monkeypatch: pytest.MonkeyPatch
):
    threads: list[threading.Thread] = []
    shrink = picturing.shrunk

    def noted(data: bytes, columns: int, rows: int) -> "Bitmap.Image | None":
        threads.append(threading.current_thread())
        return shrink(data, columns, rows)

    monkeypatch.setattr(picturing, "shrunk", noted)
    illustrated.cache.pictures.put(GOOD, a_png((4000, 3000)), "image/png")
    async with reading(illustrated, WIDE, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        await reader.press("f", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, PictureScreen))
        view = reader.app.screen.query_one(".picture")

        assert len(threads) >= 3
        assert threading.main_thread() not in threads
        assert view.size.width <= WIDE[0]
        assert view.size.height < WIDE[1]


async def test_enter_on_a_picture_shows_it_alone_with_its_words_and_leads_back(illustrated: Library):
    async with reading(illustrated, STANDARD, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        await reader.press("f", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, PictureScreen))
        assert "Quang cảnh hội nghị" in reader.text
        assert "Hội trường" in reader.text
        assert "Trước ảnh." not in reader.text
        assert drawn(reader) > 3
        await reader.press("escape")
        assert reader.place is Place.ARTICLE
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, PictureScreen))
        await reader.press("o")
        assert reader.browser.opened == [GOOD]


@pytest.mark.parametrize(("steps", "url"), [(2, BROKEN), (3, MISSING)])
async def test_enter_on_one_that_cannot_be_shown_leads_to_the_browser(
    illustrated: Library, steps: int, url: str
):
    async with reading(illustrated, STANDARD, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        await reader.press(*["f"] * steps, "enter")
        await reader.until(lambda: reader.browser.opened)

        assert reader.browser.opened == [url]
        assert not isinstance(reader.app.screen, PictureScreen)


async def test_a_click_on_its_words_shows_it_alone_too(illustrated: Library):
    async with reading(illustrated, STANDARD, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        await reader.press("f")
        row = next(number for number, line in enumerate(reader.lines) if "Quang cảnh" in line)
        column = reader.lines[row].index("Quang") + 2
        await reader.pilot.click(offset=(column, row))
        await reader.until(lambda: isinstance(reader.app.screen, PictureScreen))


async def test_the_next_article_shows_none_of_the_one_before(illustrated: Library):
    async with reading(illustrated, STANDARD, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        await reader.press("n")
        await reader.until(lambda: reader.open_id == "2")

        assert drawn(reader) == 0
        assert len(reader.article.query(".picture")) == 0


async def test_a_search_leads_from_an_article_with_pictures_to_another(illustrated: Library):
    """The screen with the panes is painted when it comes back, while its pictures go."""
    async with reading(illustrated, STANDARD, pictures=Pictures("halfcell")) as reader:
        await opened(reader)
        await reader.press("ctrl+f")
        await reader.type("noi dung cua tin")
        await reader.until(lambda: "Tin số 2" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: reader.open_id == "2" and "Nội dung của tin số 2." in reader.text)

        assert drawn(reader) == 0


async def test_the_words_that_a_search_led_to_stay_in_sight_until_one_goes_on(tmp_path: Path):
    lines = tuple(Paragraph(text=f"Dòng {number}.") for number in range(6))
    blocks = (*lines, Image(url=GOOD, caption="Ảnh"), *lines, Paragraph(text="Đổi mật khẩu."), *lines)
    entry = replace(an_entry("1"), article=an_article("1", "Có ảnh", blocks=blocks))
    with a_library(tmp_path, [entry]) as library:
        library.cache.pictures.put(GOOD, a_png(), "image/png")
        async with reading(library, STANDARD, pictures=Pictures("halfcell")) as reader:
            await reader.press("ctrl+f")
            await reader.type("mat khau")
            await reader.until(lambda: "Có ảnh" in reader.text)
            await reader.press("enter")
            await reader.until(lambda: len(reader.article.query(".picture")) == 1)
            await reader.press("ctrl+l")

            assert drawn(reader) > 0
            assert "mật khẩu" in reader.text
            await reader.pilot.resize_terminal(100, 24)
            await reader.until(lambda: len(reader.article.query(".picture")) == 1)
            assert "mật khẩu" in reader.text
            await reader.press("n")
            assert "2 of 2" in reader.text

            await reader.press("g")
            await reader.pilot.resize_terminal(*STANDARD)
            await reader.until(lambda: len(reader.article.query(".picture")) == 1)
            assert reader.article.scroll_y == 0
