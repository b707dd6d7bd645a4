"""A terminal behind a slow line: its late answers are no keys, and do not stand behind the shell's prompt."""

import os
import pty
import select
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reader.cli.processes import words, world

ATTRIBUTES, FENCE, ANSWER = b"\x1b[?1;2c", b"\x1b[6n", b"\x1b[3;1R"
LEFT = b"\x1b[?1049l"
HELP = b"Keys that work here"
WAITS = b"Waiting for the terminal to answer"


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """The two ends of a terminal; that of the shell stays open when a command ends."""
    ends = pty.openpty()
    termios.tcsetwinsize(ends[1], (24, 80))
    yield ends
    for end in ends:
        os.close(end)


def begun(shell: int, *command: str | Path) -> subprocess.Popen[bytes]:
    """Begin a command in the terminal."""
    return subprocess.Popen(
        words([*command]), env=world(TERM="xterm-256color"),
        stdin=shell, stdout=shell, stderr=shell, start_new_session=True,
    )  # fmt: skip


def read_until(screen: int, seen: bytes, *wanted: bytes) -> bytes:
    while not all(one in seen for one in wanted):
        assert select.select([screen], [], [], 60)[0], seen
        seen += os.read(screen, 4096)
    return seen


def test_what_a_terminal_answers_late_is_read_before_the_shell_is_back(
    line: tuple[int, int], tmp_path: Path
) -> None:
    screen, shell = line
    process = begun(shell, "--home", tmp_path, "doctor", "--offline")
    read_until(screen, b"", FENCE, WAITS)
    os.write(screen, b"\x1b[?62;4c" + ANSWER)
    seen = read_until(screen, b"", FENCE)
    os.write(screen, ANSWER)
    read_until(screen, seen, b"pictures")
    assert process.wait(60) < 4
    assert not select.select([shell], [], [], 0)[0]


def test_keys_typed_while_the_reader_starts_reach_it(line: tuple[int, int], tmp_path: Path) -> None:
    screen, shell = line
    os.write(screen, b"q")
    process = begun(shell, "--home", tmp_path)
    for _question in range(2):
        read_until(screen, b"", FENCE)
        os.write(screen, ATTRIBUTES + ANSWER)
    read_until(screen, b"", LEFT)
    assert process.wait(60) == 0


def test_the_reader_asks_whether_its_frames_have_come_and_leaves_no_answer_behind(
    line: tuple[int, int], tmp_path: Path
) -> None:
    screen, shell = line
    process = begun(shell, "--home", tmp_path)
    for _question in range(2):
        read_until(screen, b"", FENCE)
        os.write(screen, ATTRIBUTES + ANSWER)
    read_until(screen, b"", HELP)
    os.write(screen, ATTRIBUTES + ANSWER + b"?")
    seen = read_until(screen, b"", FENCE)
    os.write(screen, b"\x1b" + ANSWER)
    seen = read_until(screen, seen, FENCE)
    os.write(screen, ANSWER + b"q" + ANSWER)
    read_until(screen, seen, LEFT)
    assert process.wait(60) == 0
    assert not select.select([shell], [], [], 0)[0]
