"""Pictures on a line that is known to be slow: left out where they would take long, until a key asks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.events import CursorPosition

from reader.app import ReaderApp
from reader.config import Config
from reader.library import Library
from reader.terminal.line import Line
from reader.terminal.pictures import Graphics, bytes_of
from reader.widgets.picture import Pictures
from scrapers.demo.pictures import draw
from scrapers.model import Image, Paragraph
from tests.fakes_store import a_library, an_article, an_entry
from tests.painting import terminal
from tests.reading import Reading, reading

# textual-image 0.12 still calls what Pillow 14 will take away.
pytestmark = pytest.mark.filterwarnings("ignore:Image.Image.getdata is deprecated:DeprecationWarning")

LARGE, SMALL = (f"https://vinhlong.example/{name}.png" for name in ("large", "small"))
SIZE = (100, 60)
NOTE = "[Picture] slow line, 17 s · i shows it"
"""78 cells by 22, at 3 kB a second."""


@pytest.fixture
def illustrated(tmp_path: Path) -> Iterator[Library]:
    """Two articles with a large picture each, the first with a small one, too."""
    first = (Image(url=LARGE, caption="Bến sông"), Image(url=SMALL, caption="Huy hiệu"))
    told = {"1": ("2018-02-09", first), "2": ("2018-01-01", (Paragraph(text="Sau."), Image(url=LARGE)))}
    entries = [
        replace(
            an_entry(id, published=published),
            article=an_article(id, "Có ảnh", published=published, blocks=blocks),
        )
        for id, (published, blocks) in told.items()
    ]
    with a_library(tmp_path, entries) as library:
        library.cache.pictures.put(LARGE, draw("river-1"), "image/png")
        library.cache.pictures.put(SMALL, draw("mot-cua"), "image/png")
        yield library


@pytest.fixture(autouse=True)
def _all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def slow_line() -> Line:
    """Make one that has carried 3,000 bytes in a second, and is asked no time from then on."""
    moments = iter((0.0, 0.3, 1.0, 2.3))
    line = Line(is_far=True, clock=lambda: next(moments, 2.3))
    for size in (0, 3000):
        line.question(size)
        line.answered()
    return line


def answer(app: ReaderApp) -> None:
    """Say that one frame more has come."""
    app.line.answered()
    app.post_message(CursorPosition(0, 0))


async def opened(reader: Reading, *, line: Line | None = None) -> None:
    """Open the first article behind a line."""
    reader.app.line = line or slow_line()
    await reader.press("enter", "z")
    await come(reader)


async def come(reader: Reading) -> None:
    """Answer until all has come, and the pictures are decoded."""
    for _frame in range(9):
        answer(reader.app)
        await reader.pilot.pause()
    await reader.until(lambda: not [one for one in reader.app.workers if one.group == "pictures"])


def shown(reader: Reading) -> int:
    """Count the pictures that are shown."""
    return len(reader.article.query(".picture"))


async def test_one_that_would_take_long_is_left_out_and_a_small_one_shown(illustrated: Library):
    async with reading(illustrated, SIZE, pictures=Pictures()) as reader:
        await opened(reader)

        assert shown(reader) == 1
        assert reader.text.count("[Picture]") == 1
        assert NOTE in reader.text
        assert "Bến sông" in reader.text


async def test_the_key_shows_it_then_none_and_then_all(illustrated: Library):
    async with reading(illustrated, SIZE, pictures=Pictures()) as reader:
        await opened(reader)
        for pictures, said in ((2, []), (0, ["Pictures off"]), (2, ["Pictures off", "Pictures on"])):
            await reader.press("i")
            await come(reader)
            assert shown(reader) == pictures
            assert NOTE not in reader.text
            assert reader.said == said


async def test_that_of_the_next_article_is_left_out_again(illustrated: Library):
    async with reading(illustrated, SIZE, pictures=Pictures()) as reader:
        await opened(reader)
        await reader.press("i", "n")
        await reader.until(lambda: reader.open_id == "2")
        await come(reader)

        assert shown(reader) == 0
        assert NOTE in reader.text


async def test_who_always_wants_pictures_gets_them(illustrated: Library):
    async with reading(illustrated, SIZE, config=Config(pictures=True), pictures=Pictures()) as reader:
        await opened(reader)

        assert shown(reader) == 2


@pytest.mark.parametrize("line", [Line(), Line(is_far=True)], ids=["near", "not measured yet"])
async def test_where_the_line_is_not_known_to_be_slow_they_are_shown(illustrated: Library, line: Line):
    async with reading(illustrated, SIZE, pictures=Pictures()) as reader:
        await opened(reader, line=line)

        assert shown(reader) == 2


async def test_they_are_begun_when_the_text_has_come(illustrated: Library):
    async with reading(illustrated, SIZE, pictures=Pictures()) as reader:
        reader.app.line = slow_line()
        reader.app.line.question(1000)
        await reader.press("enter", "z")
        await reader.until(lambda: reader.app._later)
        assert "Bến sông" in reader.text
        assert not [one for one in reader.app.workers if one.group == "pictures"]
        await come(reader)

        assert shown(reader) == 1


@pytest.mark.parametrize(
    ("graphics", "colours", "seconds"),
    [("halfcell", "truecolor", 17), ("halfcell", "256", 6), ("sixel", "256", 51), ("tgp", "256", 57)],
)
async def test_how_long_one_takes_is_a_matter_of_how_it_is_drawn(
    illustrated: Library, monkeypatch: pytest.MonkeyPatch, graphics: Graphics, colours: str, seconds: int
):
    monkeypatch.setenv("COLORTERM", colours)
    async with reading(illustrated, SIZE, pictures=Pictures(graphics)) as reader:
        await opened(reader)

        assert f"[Picture] slow line, {seconds} s · i shows it" in reader.text


async def test_where_there_is_little_room_the_note_goes_on_in_the_box(illustrated: Library):
    async with reading(illustrated, (36, 24), pictures=Pictures("tgp")) as reader:
        await opened(reader)

        assert re.search(r"│ +\[Picture\] slow line, \d+ s · +│\n +│ +i shows it +│\n", reader.text)


@pytest.mark.parametrize(
    ("graphics", "colours"), [("halfcell", "truecolor"), ("halfcell", "256"), ("sixel", "256")]
)
async def test_what_a_picture_takes_is_about_what_is_then_written(
    illustrated: Library, monkeypatch: pytest.MonkeyPatch, graphics: Graphics, colours: str
):
    monkeypatch.setenv("COLORTERM", colours)
    with terminal(monkeypatch) as seen:
        async with reading(illustrated, SIZE, pictures=Pictures(graphics, (8, 16))) as reader:
            await reader.press("i", "enter", "z", "n")
            await reader.until(lambda: "Sau." in reader.text)
            before = seen.bytes
            await reader.press("i")
            await reader.until(lambda: shown(reader) == 1)
            room = reader.article.query_one(".picture").size
            estimate = bytes_of(*room, graphics, all_colours=colours == "truecolor")

            assert 0.7 < (seen.bytes - before) / estimate < 1.5
