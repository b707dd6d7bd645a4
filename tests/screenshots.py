"""Draw the pictures of the README from the embedded portal, as SVG and as PNG. For `make screenshots`.

The portal is fetched from loopback in its first edition, then in its second, so that there are corrections
and counts that grew. The clock stands still, so that what is drawn changes only with the program.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import NamedTuple

import fontpkg_jetbrains_mono
import resvg_py

from reader import i18n
from reader.app import ReaderApp
from reader.config import Config
from reader.democounts import counted_before
from reader.holdings.portals import DEMO
from reader.library import Library
from reader.model import Way
from reader.paths import Paths
from reader.themes import LIGHT
from reader.widgets.picture import Pictures
from scrapers.demo.server import DemoServer
from scrapers.syncing.events import SyncPlan

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"
FONTS = "JetBrains Mono, DejaVu Sans Mono"
"""The first has every Vietnamese letter, the second the few signs that the first lacks (★)."""
_ZOOM = 1.25
_NOW = datetime(2018, 4, 8, 2, 0, tzinfo=UTC)
_SYNCS = (*((1, timedelta(days=days)) for days in (9, 7, 6, 4, 2)), (2, timedelta(minutes=5)))
"""Which edition of the demo portal was fetched how long ago; with the last of them files are read."""
_LAST = _SYNCS[-1][0]


class Shot(NamedTuple):
    """One picture: its size in cells and the keys that lead to it."""

    name: str
    language: str
    width: int
    height: int
    keys: str = ""
    theme: str = ""


SHOTS = (
    Shot("wide-vi", "vi", 160, 45, "j j j j j j enter"),
    Shot("wide-en", "en", 160, 45, "enter"),
    Shot("wide-light-vi", "vi", 160, 45, "j enter", LIGHT.name),
    Shot("search-vi", "vi", 120, 36, "ctrl+f c h u space k y space s o"),
    Shot("spread-vi", "vi", 120, 24, "ctrl+f s ố ctrl+o"),
    Shot("stats-vi", "vi", 160, 45, "v"),
    Shot("corrections-vi", "vi", 100, 30, "ctrl+f t h ư space g i ả space m ạ o enter d z"),
    Shot("files-vi", "vi", 100, 30, "ctrl+f 4 3 1 enter z T"),
    Shot("list-80-vi", "vi", 80, 24),
    Shot("article-80-vi", "vi", 80, 24, "enter z"),
    Shot("article-80-en", "en", 80, 24, "enter z"),
    Shot("help-80-en", "en", 80, 24, "question_mark"),
)


def main(wanted: list[str]) -> None:
    """Draw the pictures with these names, or all."""
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder) / "filled"
        _fill(filled)
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                home = Path(shutil.copytree(filled, Path(folder) / shot.name))
                _keep(shot.name, asyncio.run(_drawn(home, shot)))


def _fill(home: Path) -> None:
    for edition, ago in _SYNCS:
        at = _NOW - ago
        with (
            Library.open(Paths.choose(home), clock=lambda at=at: at) as library,
            _served(library, edition, at) as server,
        ):
            plan = SyncPlan(full=True, files=edition == _LAST)
            for _event in library.fetching(DEMO, Way(server.url, 0)).sync(plan):
                pass


def _served(library: Library, edition: int, at: datetime) -> DemoServer:
    former, passed = counted_before(library, at)
    return DemoServer(edition=edition, clock=lambda: at, former=former, passed=passed)


async def _drawn(home: Path, shot: Shot) -> str:
    """Run the reader at a size, press the keys, give what is on screen as SVG."""
    i18n.install(shot.language)
    with Library.open(Paths.choose(home), clock=lambda: _NOW) as library:
        config, pictures = Config(theme=shot.theme), Pictures("halfcell")
        app = ReaderApp(library, DEMO, config=config, pictures=pictures, clock=lambda: _NOW)
        async with app.run_test(size=(shot.width, shot.height)) as pilot:
            await pilot.pause()
            for key in shot.keys.split():
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
            return _self_contained(app.export_screenshot())


def _self_contained(svg: str) -> str:
    """Take out the addresses of web fonts, and no-break spaces, beside which accents slip."""
    svg = svg.replace("Fira Code", FONTS)
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return _with_dots(svg.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" '))


_RUN = re.compile(
    r'<text ([^>]*?class="([^"]+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"[^>]*)>([^<]+)</text>'
)
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each dot of a Braille pattern, from the lowest bit (Unicode, block U+2800)."""


def _with_dots(svg: str) -> str:
    """Draw Braille patterns, of which plots are made, as dots: the fonts have none of the right width."""
    return _RUN.sub(_dotted, svg)


def _dotted(run: re.Match[str]) -> str:
    attributes, look, x, y, length, escaped = run.groups()
    text = unescape(escaped)
    cell = float(length) / len(text)
    dots = [
        (float(x) + cell * (at + 0.3 + 0.4 * across), float(y) - 13 + 5 * down)
        for at, sign in enumerate(text)
        if "\u2800" <= sign <= "\u28ff"
        for bit, (across, down) in enumerate(_DOTS)
        if ord(sign) >> bit & 1
    ]
    if not dots:
        return run[0]
    plain = re.sub("[\u2800-\u28ff]", " ", escaped)
    drawn = "".join(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="1.3"/>' for across, down in dots)
    return f'<text {attributes}>{plain}</text><g class="{look}">{drawn}</g>'


def _keep(name: str, svg: str) -> None:
    drawn = resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM, font_dirs=[str(fontpkg_jetbrains_mono.ROOT)])
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
    (FOLDER / f"{name}.png").write_bytes(drawn)
    print(f"{name}: {len(svg) // 1024} KiB as SVG, {len(drawn) // 1024} KiB as PNG")


if __name__ == "__main__":
    main(sys.argv[1:])
