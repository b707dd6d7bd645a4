"""Standard streams that are full, closed, or whose reader has had enough."""

import subprocess
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.cli.group import COMMANDS
from tests.reader.cli.conftest import copied
from tests.reader.cli.processes import words, world

DEMO = ("--portal", "demo")
PRINTING = [
    ("list", *DEMO),
    ("list", *DEMO, "--json"),
    ("show", "demo/2023"),
    ("show", "demo/2023", "--json"),
    ("search", *DEMO, "tin"),
    ("stats", *DEMO),
    ("digest", *DEMO, "--json"),
    ("export", *DEMO, "--limit", "1"),
    ("export", *DEMO, "--format", "atom", "--limit", "1"),
    ("doctor", "--offline"),
    ("doctor", "--offline", "--json"),
    ("reparse", *DEMO, "--json"),
    ("state", "export"),
    ("portals",),
    ("categories", *DEMO),
    ("keys",),
    ("paths",),
    ("completion", "bash"),
    ("--help",),
    ("--version",),
    ("list", "--help"),
    ("demo", "--no-tui"),
    ("files", "demo/2023", "--json"),
]
SILENT = {"sync", "cache", "parse"}
"""Commands that say nothing on stdout here, or need a page to read."""


def redirected(home: Path, arguments: tuple[str, ...], how: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a command from a shell that does something to its streams."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {how}', "sh", *words(("--lang", "en", "--home", home, *arguments))],
        env=world(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_every_command_that_prints_is_among_them() -> None:
    assert {arguments[0] for arguments in PRINTING} | SILENT >= set(COMMANDS)


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_closed_standard_output_is_said_and_is_no_success(
    filled: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = redirected(copied(filled, tmp_path / "home"), arguments, ">&-")
    last = done.stderr.decode().splitlines()[-1]
    assert last == "tinvl: The system refused: standard output: Bad file descriptor"
    assert (done.returncode, b"Traceback" in done.stderr, b"written" in done.stderr) == (1, False, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_full_standard_output_is_said_and_is_no_success(
    filled: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = redirected(copied(filled, tmp_path / "home"), arguments, ">/dev/full")
    last = done.stderr.decode().splitlines()[-1]
    assert last == "tinvl: The system refused: standard output: No space left on device"
    assert (done.returncode, b"Traceback" in done.stderr, b"written" in done.stderr) == (1, False, False)


@pytest.mark.parametrize("how", [">&-", "2>&-", "2>/dev/full", "<&- >&- 2>&-"])
def test_what_prints_no_data_needs_no_streams(filled: Path, tmp_path: Path, how: str) -> None:
    home = copied(filled, tmp_path / "home")
    done = redirected(home, ("cache", "prune", "--yes"), how)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert redirected(home, ("list", *DEMO), "").returncode == 0, "no store holds what was said"


@pytest.mark.parametrize("how", ["2>&-", "2>/dev/full"])
def test_an_error_that_nobody_hears_is_one_all_the_same(tmp_path: Path, how: str) -> None:
    for arguments in (("list", "--limt", "3"), ("list", "--portal", "x")):
        assert redirected(tmp_path, arguments, how).returncode == Exit.USAGE


def test_news_that_could_not_be_printed_are_told_the_next_time(filled: Path, tmp_path: Path) -> None:
    home = copied(filled, tmp_path / "home")
    assert redirected(home, ("digest", *DEMO, "--json"), ">&-").returncode == 1
    assert b'"articles": [\n    {' in redirected(home, ("digest", *DEMO, "--json"), "").stdout
