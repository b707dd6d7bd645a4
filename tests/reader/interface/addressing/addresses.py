"""What tests of addresses share: two portals whose pages lie on one server, and the line for addresses."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from textual.events import Paste

from reader.library import Library
from reader.model import Way
from reader.paths import Paths
from reader.screens.address import AddressScreen
from reader.widgets.lineinput import LineInput
from scrapers.syncing.events import SyncPlan
from tests.reader.cli.mini import ARTICLE, RULES, Mini
from tests.reading import WIDE, Browser, Reading, reading

OTHER = "http://hai.example"
FETCHING = "Fetching the article"


@contextmanager
def two_portals(home: Path) -> Iterator[Mini]:
    """Serve a portal with articles 8 and 9 that no list names; a second one has its pages there as well."""
    with Mini() as portal:
        portal.install(home)
        portal.pages.update({f"/tin/{n}": (200, ARTICLE.format(n=n)) for n in (8, 9)})
        rules = RULES.format(base=OTHER).replace('"mini"', '"hai"').replace("Cổng nhỏ", "Cổng hai")
        (home / "config" / "portals" / "hai.toml").write_text(rules, encoding="utf-8")
        yield portal


@contextmanager
def listed(home: Path, mini: Mini) -> Iterator[Library]:
    """Open a library with what the portal lists: three articles."""
    with Library.open(Paths.choose(home)) as opened:
        sync(opened, mini)
        mini.asked.clear()
        yield opened


def sync(library: Library, mini: Mini) -> None:
    """Fetch what the portal lists."""
    for _event in library.fetching("mini", Way(mini.base, 0)).sync(SyncPlan()):
        pass


@asynccontextmanager
async def read(
    library: Library, mini: Mini, size: tuple[int, int] = WIDE, browser: Browser | None = None
) -> AsyncIterator[Reading]:
    """Read it; what waits for a gate of the portal goes on at the end."""
    try:
        async with reading(library, size, portal="mini", base_url=mini.base, browser=browser) as reader:
            yield reader
    finally:
        for gate in mini.gates.values():
            gate.set()


async def give(reader: Reading, text: str) -> None:
    """Press the key and paste."""
    await reader.press("O")
    assert isinstance(reader.app.screen, AddressScreen)
    reader.app.post_message(Paste(text))
    await reader.until(lambda: line(reader))


def line(reader: Reading) -> str:
    """What stands in the line."""
    return reader.app.screen.query_one(LineInput).value


async def go_to(reader: Reading, text: str) -> None:
    await give(reader, text)
    await reader.press("enter")


async def arrived(reader: Reading, text: str) -> None:
    await reader.until(lambda: reader.desk.article is not None and text in reader.text)
