"""Keys of one's own in the settings: they work, and the footer, the help and the texts name them."""

import json
import subprocess
import sys
from pathlib import Path

from tests.fakes_store import a_library, an_entry

PRESSED = """
import asyncio, json, sys
import reader.cli.interface as interface
from reader.cli.abilities import Abilities
from reader.cli.run import run

def shown(app):
    from reader.widgets.hintbar import HintBar

    async def pressed():
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            told = [str(app.screen.query_one(HintBar).render())]
            await pilot.press(*sys.argv[-1].split())
            await pilot.pause()
            head = app.screen_stack[0].desk.head
            print(json.dumps([told, head.id if head else None, type(app.screen).__name__]))
    asyncio.run(pressed())

def asked(*_arguments):
    import reader.app
    reader.app.ReaderApp.run = shown
    return Abilities()

interface.on_terminal = lambda: True
interface.abilities_here = asked
run(sys.argv[1:-1])
"""
"""A process of its own: Textual takes the keys of a class when the class is made."""


def pressed(home: Path, settings: str, keys: str) -> tuple[str, str | None, str]:
    """Press keys in a reader with these settings: its first hints, the open article, the screen."""
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text(settings)
    a_library(home, [an_entry(str(number), f"Tin số {number}") for number in (1, 2, 3)]).close()
    command = [sys.executable, "-c", PRESSED, "--lang", "en", "--home", str(home), "--portal", "vinhlong"]
    done = subprocess.run([*command, keys], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout, done.stderr
    (hints,), id_, screen = json.loads(done.stdout.splitlines()[-1])
    return hints, id_, screen


def test_a_chosen_key_works_and_is_shown(tmp_path: Path) -> None:
    settings = 'keys = {open = "o Enter", browse = "B", next_article = "J"}'
    hints, opened, _screen = pressed(tmp_path, settings, "o J")

    assert hints.split()[:2] == ["o", "read"]
    assert opened == "2"


def test_the_usual_key_no_longer_does_it(tmp_path: Path) -> None:
    _hints, opened, _screen = pressed(tmp_path, 'keys = {next_article = "J"}', "enter n")

    assert opened == "3"


def test_the_help_comes_by_the_key_that_was_chosen_for_it(tmp_path: Path) -> None:
    hints, _opened, screen = pressed(tmp_path, '[keys]\nhelp = "F2"', "f2")

    assert hints.split()[-2:] == ["F2", "help"]
    assert screen == "HelpScreen"
