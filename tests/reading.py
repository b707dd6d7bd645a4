"""The reader in a terminal that is not there: drives it with keys, and gives what would be seen of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from rich.segment import Segment
from textual.message import Message
from textual.notifications import Notify
from textual.pilot import Pilot

from reader.app import ReaderApp
from reader.config import Config
from reader.desk import Desk
from reader.keyboard.command import Place
from reader.keyboard.commands import BY_ID
from reader.library import Library
from reader.model import POLITELY, Head, Way
from reader.screens.help import HelpScreen
from reader.screens.main.reading import ReaderScreen
from reader.widgets.article import ArticleView
from reader.widgets.headlist import HeadList
from reader.widgets.picture import Pictures
from tests.fakes_store import PORTAL, now

STANDARD = (80, 24)
TALL = (100, 80)
"""A terminal on which the whole help has room."""
WIDE = (120, 40)


@dataclass
class Browser:
    """Stands for the system's: keeps what it was asked to open."""

    there: bool = True
    opened: list[str] = field(default_factory=list)

    def open(self, url: str) -> bool:
        """Take an address, unless there is no browser."""
        if self.there:
            self.opened.append(url)
        return self.there


class Reading:
    """A reader at work."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None], browser: Browser, said: list[str]) -> None:
        self.app = app
        self.pilot = pilot
        self.browser = browser
        self.said = said
        """The messages shown so far, those too that another one has replaced."""

    @property
    def screen(self) -> ReaderScreen:
        """The screen with the panes, whatever lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReaderScreen)
        return screen

    @property
    def desk(self) -> Desk:
        """What lies on it."""
        return self.screen.desk

    @property
    def place(self) -> Place:
        """Where the keys go."""
        return self.screen.place

    @property
    def heads(self) -> HeadList:
        """The list."""
        return self.screen.query_one(HeadList)

    @property
    def article(self) -> ArticleView:
        """The article pane."""
        return self.screen.query_one(ArticleView)

    @property
    def open_id(self) -> str | None:
        """Id of the open article."""
        return self.desk.head.id if self.desk.head else None

    @property
    def cursor_id(self) -> str | None:
        """Id of the article under the cursor of the list."""
        head = self.heads.head(self.heads.cursor)
        return head.id if head else None

    @property
    def listed(self) -> list[str]:
        """Ids of the list in their order."""
        return [head.id for head in self.desk.library.heads(self.heads.rows)]

    def head(self, name: str) -> Head:
        """What is known of an article."""
        row = self.desk.library.row_of(self.desk.portal, name)
        head = self.desk.library.head(row) if row is not None else None
        assert head is not None
        return head

    @property
    def strips(self) -> list[list[Segment]]:
        """What stands on the terminal, line by line."""
        return [list(strip) for strip in self.app.screen._compositor.render_strips()]

    @property
    def lines(self) -> list[str]:
        """The characters of it."""
        return ["".join(segment.text for segment in strip).rstrip() for strip in self.strips]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)

    @property
    def seen(self) -> list[str]:
        """The messages that stand on the screen."""
        return [note.message for note in self.app._notifications]

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type letters as an input method delivers them: whole, composed."""
        await self.pilot.press(*text)

    async def until(self, come: Callable[[], object]) -> None:
        """Wait for what a thread does; long enough for a busy machine, since only a failure waits so long."""
        for _turn in range(3000):
            if come():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"did not come to pass on\n{self.text}")

    async def until_without(self, words: str) -> None:
        """Wait until a screen that is laid out no longer has words that tell of work."""
        await self.until(lambda: self.text.strip() and words not in self.text)


@asynccontextmanager
async def reading(
    library: Library,
    size: tuple[int, int] = STANDARD,
    *,
    portal: str = PORTAL,
    everywhere: bool = False,
    config: Config | None = None,
    base_url: str | None = None,
    browser: Browser | None = None,
    pictures: Pictures | None = None,
    toasts: bool = False,
) -> AsyncIterator[Reading]:
    """Open the reader on a library; `toasts` draws its messages too."""
    browser = browser or Browser()
    app = ReaderApp(
        library,
        portal,
        everywhere=everywhere,
        config=config,
        way=Way(base_url, 0) if base_url else POLITELY,
        clock=now,
        open_url=browser.open,
        pictures=pictures,
    )
    said: list[str] = []

    def hear(message: Message) -> None:
        if isinstance(message, Notify):
            said.append(message.notification.message)

    with _threads_ended():
        async with app.run_test(size=size, notifications=toasts, message_hook=hear) as pilot:
            await pilot.pause()
            yield Reading(app, pilot, browser, said)


@contextmanager
def _threads_ended() -> Iterator[None]:
    """Wait for the app's threads, as `asyncio.run` does: one may ask a store that the test closes next."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor() as threads:
        loop.set_default_executor(threads)
        yield
    loop.set_default_executor(ThreadPoolExecutor())


async def tells_in_help(reader: Reading, *commands: str) -> None:
    """Open the help of a screen, see that it tells of commands, and leave both."""
    await reader.press("question_mark")
    assert isinstance(reader.app.screen, HelpScreen)
    for name in commands:
        assert BY_ID[name].help in reader.text
    await reader.press("q", "q")
    assert reader.app.screen is reader.screen
