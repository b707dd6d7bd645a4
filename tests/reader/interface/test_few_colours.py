"""How many colours a terminal has: what it tells counts as what COLORTERM says, and 16 are none."""

import gc
import os
from contextlib import closing
from pathlib import Path

import pytest

from reader.app import ReaderApp
from reader.cli import interface
from reader.cli.abilities import Abilities
from reader.cli.session import Session
from reader.terminal.uncoloured import Uncoloured


@pytest.mark.parametrize(
    ("term", "abilities", "colours"),
    [
        ("xterm", Abilities(all_colours=True), "truecolor"),
        ("xterm-256color", Abilities(), "256"),
        ("xterm", Abilities(), "256"),
        ("screen", Abilities(), "standard"),
        ("linux", Abilities(), "standard"),
        ("dumb", Abilities(), None),
    ],
)
def test_colours_are_those_that_the_terminal_has(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    term: str,
    abilities: Abilities,
    colours: str | None,
):
    begun: list[ReaderApp] = []
    monkeypatch.setattr(os, "environ", {"TERM": term, "HOME": str(tmp_path)})
    monkeypatch.setattr(interface, "on_terminal", lambda: True)
    monkeypatch.setattr(interface, "abilities_here", lambda: abilities)
    monkeypatch.setattr(ReaderApp, "run", lambda app: begun.append(app) or gc.enable())

    with closing(session := Session(tmp_path)):
        interface.open_reader(session, "vinhlong")

    assert begun[0].console.color_system == colours
    few = colours in {"standard", None}
    assert few is any(isinstance(one, Uncoloured) for one in begun[0]._filters)
