"""Standard streams that are full, closed, or whose reader has had enough."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.cli.group import COMMANDS
from tests.reader.cli.conftest import copied
from tests.reader.cli.processes import words, world

DEMO = ("--portal", "demo")
PRINTING = [
    ("demo", "--no-tui"),
    ("list", *DEMO),
    ("list", *DEMO, "--json"),
    ("show", "demo/91"),
    ("show", "demo/91", "--json"),
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
    ("files", "demo/90", "--json"),
    ("get", "demo/91", "--json"),
    ("note", "demo/91"),
    ("get", "demo/91"),
]
EACH = """
import gc, json, os, sys
from importlib import import_module
from reader.cli.group import COMMANDS
from reader.cli.run import run
for module, *_ in COMMANDS.values():
    import_module(module)
for name in ("reader.library", "scrapers.syncing.sync"):
    import_module(name)
from scrapers.demo import server
from tests.demo_client import article, category
news = [article(91, "tin"), article(90, "tin", body="Không có tệp nào.")]
server.load_news = lambda: server.News([category("tin", "Tin", news)])
gc.freeze()
home, *commands = json.loads(sys.argv[1])
for arguments in commands:
    if not (child := os.fork()):
        said = ["--lang", "en", "--home", home, *arguments]
        if arguments[0] == "note":
            run([*said, "first there must be one"])
        sys.exit(run(said))
    os.write(2, b"\\0%d\\0" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Runs commands one after the other, each in a process of its own that has all modules from the first."""
SILENT = {"sync", "cache", "parse", "archive", "mark"}
"""Commands that say nothing on stdout here, or need a page to read."""


def from_shell(program: Sequence[str], how: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a program from a shell that does something to its streams."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {how}', "sh", *program],
        env=world(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip


def redirected(home: Path, arguments: tuple[str, ...], how: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a command so."""
    return from_shell(words(("--lang", "en", "--home", home, *arguments)), how)


def all_redirected(home: Path, how: str) -> Iterable[tuple[int, str]]:
    """Run all commands that print so; gives the exit code of each, and what it said on stderr."""
    asked = json.dumps([str(home), *PRINTING])
    done = from_shell([sys.executable, "-W", "error", "-c", EACH, asked], how)
    said = done.stderr.decode().split("\0")
    return zip(map(int, said[1::2]), said[::2], strict=False)


def test_every_command_that_prints_is_among_them() -> None:
    assert {arguments[0] for arguments in PRINTING} | SILENT >= set(COMMANDS)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        (">&-", "Bad file descriptor"),
        pytest.param(
            ">/dev/full",
            "No space left on device",
            marks=pytest.mark.skipif(
                not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
            ),
        ),
    ],
)
def test_a_standard_output_that_takes_nothing_is_said_and_is_no_success(
    tmp_path: Path, how: str, why: str
) -> None:
    ends = all_redirected(tmp_path, how)
    for arguments, (code, said) in zip(PRINTING, ends, strict=True):
        assert said.splitlines()[-1] == f"tinvl: The system refused: standard output: {why}", arguments
        assert (code, "Traceback" in said, "written" in said) == (1, False, False), arguments


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
