"""Notifications: by which way, and that no text steers a terminal, a shell or notify-send."""

import io
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.terminal.notify import notify, osc_9
from tests import hostile


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def notify_send(folder: Path, code: int = 0) -> Path:
    """A program of that name that writes down its arguments."""
    program = folder / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/said"\nexit {code}\n')
    program.chmod(0o755)
    return program


def test_with_a_display_notify_send_is_given_a_list_of_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    notify_send(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    terminal = Terminal()
    way = notify(
        "--title", "chữ ký số: <b>Tin</b> & $(touch x)\n-2", environ={"DISPLAY": ":0"}, terminal=terminal
    )
    assert (way, terminal.getvalue()) == ("notify-send", "")
    assert (tmp_path / "said").read_text().splitlines() == [
        "--app-name=tinvl", "--", "--title", "chữ ký số: &lt;b&gt;Tin&lt;/b&gt; &amp; $(touch x)", "-2",
    ]  # fmt: skip


def test_backslashes_of_a_text_come_out_as_they_are(tmp_path: Path):
    words: list[list[str]] = []
    notify(
        "a\\tb", r"\033[31m C:\new", environ={"DISPLAY": ":0"}, find=lambda _: "x",
        run=lambda given, _: not words.append(given),
    )  # fmt: skip
    assert words == [["x", "--app-name=tinvl", "--", r"a\tb", r"\\033[31m C:\\new"]]


def test_under_cron_the_desktop_is_found_by_the_bus_that_systemd_keeps(tmp_path: Path):
    found: list[str] = []
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}

    def run(_words: list[str], there: Mapping[str, str]) -> bool:
        found.append(there["DBUS_SESSION_BUS_ADDRESS"])
        return True

    assert notify("a", "b", environ=environ, find=lambda _: "x", run=run) == ""
    (tmp_path / "bus").touch()
    assert notify("a", "b", environ=environ, find=lambda _: "x", run=run) == "notify-send"
    assert found == [f"unix:path={tmp_path}/bus"]
    assert notify("a", "b", environ=environ, find=lambda _: "x", run=run, terminal=Terminal()) == "terminal"


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"TERM": "xterm"}])
def test_without_a_display_the_terminal_is_told(environ: dict[str, str]):
    terminal = Terminal()
    way = notify("1 tin", "chữ ký số: Tin", environ=environ, terminal=terminal, find=lambda _: "/bin/true")
    assert way == "terminal"
    assert terminal.getvalue() == "\x1b]9;tinvl: 1 tin chữ ký số: Tin\x1b\\"


def test_inside_tmux_the_terminal_around_it_is_told():
    terminal = Terminal()
    assert notify("1 tin", "Tin", environ={"TMUX": "/tmp/a,1,0"}, terminal=terminal) == "terminal"  # noqa: S108 - no file
    assert terminal.getvalue() == "\x1bPtmux;\x1b\x1b]9;tinvl: 1 tin Tin\x1b\x1b\\\x1b\\"


def test_where_notify_send_fails_or_is_not_there_the_terminal_is_told(tmp_path: Path):
    for find in (lambda _: None, lambda _: str(notify_send(tmp_path, code=1)), lambda _: "/no/such/program"):
        terminal = Terminal()
        assert notify("a", "b", environ={"DISPLAY": ":0"}, terminal=terminal, find=find) == "terminal"


@pytest.mark.parametrize("terminal", [None, io.StringIO()])
def test_without_either_nothing_is_written(terminal: io.StringIO | None):
    environ = {"XDG_RUNTIME_DIR": "/nonexistent"}
    assert notify("a", "b", environ=environ, terminal=terminal) == ""
    assert terminal is None or terminal.getvalue() == ""


def test_a_terminal_that_draws_nothing_gets_nothing():
    terminal = Terminal()
    assert notify("a", "b", environ={"TERM": "dumb"}, terminal=terminal) == ""
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
def test_no_trick_of_a_text_gets_out(text: str):
    written = osc_9(text)
    assert written.startswith("\x1b]9;tinvl: ")
    assert written.endswith("\x1b\\")
    assert hostile.harmless(written[2:-2])
    assert "\n" not in written
    words: list[list[str]] = []
    notify(
        text,
        text,
        environ={"DISPLAY": ":0"},
        find=lambda _: "x",
        run=lambda given, _: not words.append(given),
    )
    assert words[0][:3] == ["x", "--app-name=tinvl", "--"]
    assert len(words[0]) == 5
    assert hostile.harmless("".join(words[0]).replace("\n", ""))
    assert not {"<", ">"} & set(words[0][4])
    assert "\x00" not in "".join(words[0])
