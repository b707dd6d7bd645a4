"""What is chosen by key is there again at the next start, unless config.toml names something else."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from reader.config import Config
from reader.library import Library
from reader.paths import Paths
from reader.themes import LIGHT, ORDER
from reader.widgets.picture import Pictures
from tests.fakes_store import an_entry, fill, now
from tests.reading import Reading, reading

Drawn = tuple[str, bool, bool]
DEFAULT: Drawn = (ORDER[0], False, True)
CHOSEN: Drawn = (ORDER[2], True, False)
CHOOSING = ("t", "t", "c", "enter", "i")
"""The keys that lead from the one to the other."""


@pytest.fixture
def home(library: Library, tmp_path: Path) -> Iterator[Path]:
    """A home with five articles, which no process has open."""
    library.close()
    return tmp_path


@asynccontextmanager
async def started(home: Path, config: Config | None = None) -> AsyncIterator[Reading]:
    """Start the reader on a home, in a terminal that shows pictures."""
    with Library.open(Paths.choose(home), clock=now) as library:
        async with reading(library, config=config, pictures=Pictures("halfcell")) as reader:
            yield reader


def drawn(reader: Reading) -> Drawn:
    """The theme, whether rows are compact, and whether there are pictures."""
    return reader.app.theme, reader.screen.compact, reader.screen._with_pictures


async def test_the_next_start_draws_as_the_last_one_did(home: Path):
    async with started(home) as reader:
        assert drawn(reader) == DEFAULT
        await reader.press(*CHOOSING)
        assert drawn(reader) == CHOSEN
        assert reader.said == [*ORDER[1:3], "Pictures off"]
    async with started(home) as reader:
        assert drawn(reader) == CHOSEN
        first, second = (next(y for y, line in enumerate(reader.lines) if t in line) for t in ("Đẩy", "Tổng"))
        assert second == first + 1
        assert reader.said == []
        await reader.press(*["t"] * (len(ORDER) - 2), "c", "enter", "i")
    async with started(home) as reader:
        assert drawn(reader) == DEFAULT


async def test_what_the_settings_name_holds_at_every_start_and_a_key_says_so(home: Path):
    config = Config(theme=LIGHT.name, rows="comfortable", pictures=True)
    async with started(home) as reader:
        await reader.press(*CHOOSING)
    async with started(home, config) as reader:
        assert drawn(reader) == (LIGHT.name, False, True)
        await reader.press("t", "c", "enter", "i")
        assert reader.said == [
            f"{ORDER[2]}. At the next start “theme” in config.toml decides.",
            "At the next start “rows” in config.toml decides.",
            "Pictures off. At the next start “pictures” in config.toml decides.",
        ]
        reader.said.clear()
        await reader.press("i", "h", "c")
        assert reader.said == ["Pictures on"], "which is what the settings say"
        await reader.press("c", "enter", "i")
    async with started(home, config) as reader:
        assert drawn(reader) == (LIGHT.name, False, True)
    async with started(home) as reader:
        assert drawn(reader) == CHOSEN


async def test_where_marks_cannot_be_written_the_keys_work_and_nothing_is_said_of_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(library.userdata, "writable", False)
    async with reading(library, pictures=Pictures("halfcell")) as reader:
        await reader.press(*CHOOSING)
        assert drawn(reader) == CHOSEN
        assert reader.said == [*ORDER[1:3], "Pictures off"]
    assert library.choices() == {}


async def test_another_portal_is_drawn_as_the_one_before(library: Library):
    fill(library.cache, library.catalogue, [an_entry("h1", "Tin Hà Nội", portal="hanoi")])
    async with reading(library, config=Config(rows="comfortable"), pictures=Pictures("halfcell")) as reader:
        await reader.press(*CHOOSING, "P")
        await reader.until(lambda: "unread" in reader.text)
        await reader.press("up", "enter")
        await reader.until(lambda: reader.desk.portal == "hanoi" and "Tin Hà Nội" in reader.text)
        assert drawn(reader) == CHOSEN


async def test_what_another_version_has_kept_is_the_default_here(library: Library):
    for name in ("theme", "rows", "pictures", "shape"):
        library.keep_choice(name, "no-such")
    async with reading(library, pictures=Pictures("halfcell")) as reader:
        assert drawn(reader) == DEFAULT
        assert reader.said == []


@pytest.mark.parametrize("theme", ORDER[:-1])
async def test_a_start_with_a_chosen_theme_reads_its_styles_once(
    library: Library, monkeypatch: pytest.MonkeyPatch, theme: str
):
    library.keep_choice("theme", theme)
    anew: list[str] = []
    monkeypatch.setattr(Stylesheet, "reparse", lambda _self: anew.append(theme))
    async with reading(library) as reader:
        assert reader.app.theme == theme
        assert anew == []
        await reader.press("t")
        assert anew == [theme]
