"""A reader ends where its terminal is gone or a signal asks for it, whatever it was drawing."""

import fcntl
import os
import select
import signal
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from tests.reader.cli.processes import Begun, begun_on_terminal, drawn_on

PATIENCE = 30
"""Seconds after which a reader counts as one that stays, or draws nothing more."""
SHOWN = b"ALL NEWS"
LEFT = b"\x1b[?1049l"
"""What gives a terminal its former contents back."""


RUNS = b"IT RUNS"
"""What a command prints in the tests below."""
EMPTIED = b"\x1b[m\x1b[2J\x1b[H"
"""What leaves nothing drawn where there are no former contents, as in GNU screen and on the Linux console."""
BACK = b"Enter leads back"
"""What is said once a command has ended."""
READ = "cat > /dev/null"
"""How a command waits until it has the terminal."""
_SLEEPS = "sh -c 'echo IT RUNS > /dev/tty; exec sleep 30'"
"""Says that it runs once signals reach it: before it is this program, what a shell forks misses them."""
_LAST = f"trap 'echo ALL ENDED > /dev/tty; exit' TERM HUP; {_SLEEPS} & wait"
SEVERAL = f"trap : TERM HUP; {READ}; ({_LAST}) | cat"
"""A command that ends when the last of its processes has ended."""


def own_terminal() -> None:
    """Make standard input the terminal that signals come from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def reading(home: Path, *, begin: Callable[[], None] | None) -> Iterator[Begun]:
    """Open the reader on a terminal, and go on once it has painted; whoever has our end closes it."""
    process, ours = begun_on_terminal("--home", home, first=begin)
    try:
        until(SHOWN, ours)
        yield process, ours
    finally:
        process.kill()
        process.wait()


def until(shown: bytes, ours: int) -> None:
    """Read what is drawn until this is; what was drawn with it is read, too."""
    drawn = b""
    while shown not in drawn:
        assert select.select([ours], [], [], PATIENCE)[0], f"{shown!r} was never drawn, but {drawn!r}"
        drawn += os.read(ours, 65536)


@contextmanager
def running(home: Path, command: str, told: bytes = RUNS) -> Iterator[Begun]:
    """Open the reader on a terminal and pipe an article to a command, until it is `told` that it runs."""
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text(f'[pipes]\nX = """{command}"""\n')
    with reading(home, begin=own_terminal) as (process, ours):
        os.write(ours, b"X")
        until(told, ours)
        yield process, ours


@pytest.mark.parametrize("begin", [own_terminal, None], ids=["with SIGHUP", "without"])
def test_it_ends_with_its_terminal(home: Path, begin: Callable[[], None] | None) -> None:
    with reading(home, begin=begin) as (process, ours):
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED


@pytest.mark.parametrize("begin", [own_terminal, None], ids=["with SIGHUP", "without"])
def test_it_ends_with_a_terminal_that_took_no_more(home: Path, begin: Callable[[], None] | None) -> None:
    with reading(home, begin=begin) as (process, ours):
        for _ in range(100):
            os.write(ours, b"Gg")  # each paints a page, which nobody reads
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_terminal_back(home: Path, number: signal.Signals) -> None:
    with reading(home, begin=own_terminal) as (process, ours):
        process.send_signal(number)
        drawn = drawn_on(ours)
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED
    assert EMPTIED in drawn.partition(LEFT)[0]
    assert LEFT in drawn
    assert b"Traceback" not in drawn


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_command_that_has_the_terminal_and_all_that_it_began(
    home: Path, number: signal.Signals
) -> None:
    with running(home, SEVERAL) as (process, ours):
        process.send_signal(number)
        drawn = drawn_on(ours)
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED
    assert LEFT in drawn
    assert b"ALL ENDED" in drawn
    assert b"Traceback" not in drawn


def test_a_second_signal_kills_a_command_that_stays_and_the_terminal_is_as_it_was(home: Path) -> None:
    loop = "for i in 1 2; do sleep 20 & wait; done; echo STAYED"
    stays = f"{READ}; stty raw -echo < /dev/tty; trap 'echo HEARD IT' TERM; echo IT RUNS; {loop}"
    with running(home, stays) as (process, ours):
        raw = termios.tcgetattr(ours)
        process.send_signal(signal.SIGTERM)
        until(b"HEARD IT", ours)
        process.send_signal(signal.SIGTERM)
        drawn = drawn_on(ours)
        left = termios.tcgetattr(ours)
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED
    assert LEFT in drawn
    assert b"STAYED" not in drawn
    assert not raw[3] & termios.ICANON
    assert left[3] & termios.ICANON
    assert left[3] & termios.ECHO


def test_a_signal_ends_it_where_it_waits_for_enter_after_a_command(home: Path) -> None:
    with running(home, "exit 1", BACK) as (process, ours):
        process.send_signal(signal.SIGTERM)
        assert LEFT in drawn_on(ours)
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED


def test_keys_that_stop_and_interrupt_go_to_the_command_and_the_shell_has_the_terminal_meanwhile(
    home: Path,
) -> None:
    told = f"""{READ}; trap 'exec sh -c "echo IT GOES ON; exec sleep 30"' CONT; {_SLEEPS} & wait"""
    with running(home, told) as (process, ours):
        assert os.tcgetpgrp(ours) != process.pid
        os.write(ours, b"\x1a")
        _pid, status = os.waitpid(process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert os.tcgetpgrp(ours) == process.pid
        process.send_signal(signal.SIGCONT)
        until(b"IT GOES ON", ours)
        os.write(ours, b"\x03")
        until(BACK, ours)
        os.write(ours, b"\n")
        until(SHOWN, ours)
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED
