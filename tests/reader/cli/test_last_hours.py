"""A clock that shows the last hours of the year 9999, when Vietnam has no time any more, stops no command."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.cli.session import Session
from tests.reader.cli.conftest import Command
from tests.reader.cli.mini import Mini

END = datetime(9999, 12, 31, 20, 30, tzinfo=UTC)
COMMANDS = (
    "list",
    "search tin --since homnay",
    "search tu:7ngay",
    "export --today",
    "export --format atom",
    "export --format ris",
    "mark --read mini/1",
    "stats",
    "digest",
    "portals",
    "doctor",
    "cache prune --yes",
)


def test_commands_and_syncs_go_on_in_the_last_hours_that_there_are(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(Session, "clock", staticmethod(lambda: END))
    for module in ("doctor", "digest", "progress"):
        monkeypatch.setattr(f"reader.cli.{module}.utc_now", lambda: END)
    with Mini() as portal:
        portal.install(tmp_path)
        home = ("--home", tmp_path)
        sync = (*home, "sync", "--portal", "mini", "--delay", "0")
        for line in (sync, sync, *((*home, *line.split()) for line in COMMANDS)):
            done = command(*line)
            assert (done.code, done.err.count("Traceback")) == (0, 0), (line, done)
        assert "31/12/9999 23:59, Vietnam's time" in command(*home, "doctor").out
