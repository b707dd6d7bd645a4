"""What the demo says to type next can be typed there."""

import sys
from pathlib import Path

import pytest

from reader.cli.terminal import command_name


def a_program(folder: Path) -> Path:
    folder.mkdir(parents=True)
    program = folder / "tinvl"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


def test_a_program_that_a_shell_finds_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = a_program(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(sys, "argv", [str(program)])
    assert command_name() == "tinvl"


def test_one_in_a_checkout_is_called_by_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = a_program(tmp_path / "my news" / ".venv" / "bin")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(program)])
    monkeypatch.chdir(tmp_path / "my news")
    assert command_name() == ".venv/bin/tinvl"
    monkeypatch.chdir("/")
    assert command_name().replace("'", "") == str(program)[1:]
    monkeypatch.chdir(tmp_path / "my news" / ".venv" / "bin")
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert command_name() == "tinvl"
