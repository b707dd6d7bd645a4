"""Whatever keys are pressed, in whatever order: the reader goes on, and nothing it shows harms a terminal."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.events import Paste

from reader.keyboard.commands import TABLE
from tests import hostile
from tests.everything import add_everything
from tests.fakes_store import a_library
from tests.reading import STANDARD, WIDE, reading
from tests.small_library import ENTRIES

NOBODY = "http://127.0.0.1:9/"
"""Where the portal is asked for, and nothing answers."""
SIZES = (STANDARD, WIDE, (40, 12), (20, 5))
KEYS = sorted({key for command in TABLE for key in command.keys})
WORDS = ("chữ ký", '"hạn mặn" -', "is:unread OR (", "tu:30/02/2018", "[/b]", hostile.TEXTS["clear screen"])

key = st.sampled_from((*KEYS, "escape", "escape", "enter", "enter", "tab", "backspace", "space"))
step = key | st.sampled_from(SIZES) | st.sampled_from(WORDS).map(Paste)


@settings(max_examples=10)
@given(steps=st.lists(step, min_size=20, max_size=60), size=st.sampled_from(SIZES))
def test_the_reader_bears_them(steps: list[str | tuple[int, int] | Paste], size: tuple[int, int]) -> None:
    asyncio.run(_press(steps, size))


async def _press(steps: list[str | tuple[int, int] | Paste], size: tuple[int, int]) -> None:
    with TemporaryDirectory() as home, a_library(Path(home), ENTRIES) as library:
        add_everything(library)
        async with reading(library, size, base_url=NOBODY, toasts=True) as reader:
            for one in steps:
                if isinstance(one, Paste):
                    reader.app.post_message(Paste(one.text))
                    await reader.pilot.pause()
                elif isinstance(one, tuple):
                    await reader.pilot.resize_terminal(*one)
                else:
                    await reader.press(one)
                if not reader.app.is_running or reader.app.return_code is not None:
                    assert reader.app.return_code == 0
                    return
                assert all(map(hostile.harmless, reader.lines))
