"""What the driver of a terminal writes when it takes it and gives it back, and when it finds it gone."""

import os
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.drivers.linux_driver import LinuxDriver

from reader.cli.hangup import LastingDriver
from reader.terminal.line import Line


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to the terminal, in turn."""
    done: list[str] = []
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda _self: done.append("taken"))
    monkeypatch.setattr(LinuxDriver, "stop_application_mode", lambda _self: done.append("left"))
    monkeypatch.setattr(LinuxDriver, "write", lambda _self, text: done.append(text))
    return done


def driver_of(line: Line) -> LastingDriver:
    """Make one without a terminal."""
    driver = LastingDriver.__new__(LastingDriver)
    driver._line = line
    return driver


def test_whether_it_has_answered_what_textual_asks_is_asked_behind_that(told: list[str]) -> None:
    driver_of(Line(is_far=True)).start_application_mode()

    assert told == ["taken", "\x1b[6n"]


def test_what_was_typed_ahead_comes_before_what_is_typed(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LinuxDriver, "run_input_thread", lambda _self: told.append("reads"))
    monkeypatch.setattr(LastingDriver, "process_message", lambda _self, key: told.append(key.key))
    driver = driver_of(Line())
    driver._typed_ahead = "j\r\x1b[Bk"
    driver.run_input_thread()

    assert told == ["j", "enter", "down", "k", "reads"]


def test_it_is_left_once_its_answers_have_come(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line()
    monkeypatch.setattr(line, "settle", lambda: told.append("settled"))
    driver_of(line).stop_application_mode()

    assert told == ["settled", "\x1b[m\x1b[2J\x1b[H", "left"]


def test_one_that_is_gone_is_not_waited_for() -> None:
    there, here = os.pipe()
    os.close(here)
    driver = driver_of(line := Line(is_far=True))
    driver.fileno = there
    driver._loop = cast("Any", SimpleNamespace(call_soon_threadsafe=lambda _end: None))
    driver._watch()
    os.close(there)

    assert line.question(1) == ""
