"""What tests type on the search screen, and what they see there."""

from textual.pilot import Pilot
from textual.widgets import Input

from reader.screens.search import SearchScreen
from reader.widgets.article import ArticleView
from reader.widgets.hitlist import HitList
from reader.widgets.textrun import TextRun
from tests.fakes_store import an_entry

LONG = "Đoạn không có gì. " * 120
ENTRIES = (
    an_entry(
        "1", "Thủ tướng thăm Vĩnh Long", text=f"Mở đầu. {LONG} Rồi thủ tướng về.", published="2017-01-09"
    ),
    an_entry("2", "Họp báo quý I", text="Diễn biến: thủ tướng nghe báo cáo.", published="2018-01-17"),
    an_entry("3", "Thu tượng cổ", text="Bảo tàng mở cửa.", published="2018-02-01", category="bao-chi"),
    an_entry("4", "Chưa tải: thủ tướng", published="2016-02-01", cached=False),
)
Reader = Pilot[None]


async def settle(pilot: Reader) -> None:
    """Wait until what was typed is searched for and drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(pilot: Reader, typed: str) -> None:
    """Press the keys of a text."""
    await pilot.press(*(letter if letter != " " else "space" for letter in typed))
    await settle(pilot)


async def search(pilot: Reader, typed: str) -> None:
    """Open the search and put words in, all at once."""
    await pilot.press("ctrl+f")
    pilot.app.screen.query_one(Input).value = typed
    await settle(pilot)


def lines(pilot: Reader) -> list[str]:
    """What stands on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text(pilot: Reader) -> str:
    return "\n".join(lines(pilot))


def found(pilot: Reader) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    library = screen._library
    return [head.id for head in library.heads(screen.query_one(HitList).rows)]


def marked(pilot: Reader, *, current: bool = False) -> list[str]:
    """The words that are drawn as what was searched for, of the article as far as it is in sight."""
    runs = pilot.app.screen.query_one(ArticleView).query(TextRun)
    drawn = (segment for run in runs for line in range(run.size.height) for segment in run.render_line(line))
    return [
        segment.text
        for segment in drawn
        if segment.style and "hit" in segment.style.meta and (segment.style.reverse or not current)
    ]
