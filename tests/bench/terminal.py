"""A terminal without a screen: starts a program in it, presses keys, and times what comes back."""

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.bench import data

COLUMNS, ROWS = 120, 40
_CELL = 8, 16
QUIET = 0.03
"""Seconds without output after which a repaint counts as done; its time is that of its last byte."""
_PATIENCE = 20.0
_IDLE = 2
"""Hundredths of a second of the processor that a program at rest may take while it is watched."""
_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[6n": b"\x1b[1;1R",
}
"""What a terminal says when it is asked what it is; without an answer programs wait for one."""
_ESCAPE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_G].*?\x1b\\|[@-Z\\-_=>])", re.DOTALL
)


class Terminal:
    """One program in a terminal of its own; ended with the `with` block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        """Start a program; `began` is when."""
        self._master, slave = os.openpty()
        size = struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * _CELL[0], ROWS * _CELL[1])
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self.output = bytearray()
        self.used = 0.0
        """Seconds of processor time that the program took, user's and system's; known once it has ended."""
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**_environment(), **(environment or {})},
            preexec_fn=_own_terminal,  # noqa: PLW1509 - no threads here
            close_fds=True,
        )
        os.close(slave)
        os.set_blocking(self._master, False)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
        if self._process.returncode is None:
            _pid, status, use = os.wait4(self.pid, 0)
            self._process.returncode = os.waitstatus_to_exitcode(status)
            self.used = use.ru_utime + use.ru_stime
        os.close(self._master)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def until(self, words: str) -> float:
        """Wait until words are painted; give the seconds since the start."""
        wanted = words.encode()
        while wanted not in _ESCAPE.sub(b"", bytes(self.output)):
            if not self._take(_PATIENCE):
                shown = _ESCAPE.sub(b" ", bytes(self.output))[-2000:].decode(errors="replace")
                raise TimeoutError(f"{words!r} was never painted: {shown}")
        return time.perf_counter() - self.began

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until nothing more is painted."""
        while self._take(quiet):
            pass

    def rest(self, quiet: float = 0.3) -> None:
        """Wait until nothing more is painted and the program does nothing more that it put off until then."""
        until = time.perf_counter() + _PATIENCE
        while time.perf_counter() < until:
            before = self._ticks()
            self.settle(quiet)
            if self._ticks() - before <= _IDLE:
                return

    def _ticks(self) -> int:
        """Return the processor time that the program has taken, in the kernel's hundredths."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def press(self, keys: str, *, quiet: float = QUIET, patience: float = 10.0) -> float:
        """Press keys; give the seconds to the last byte of what they paint. TimeoutError where nothing is."""
        self.output.clear()
        began = time.perf_counter()
        os.write(self._master, keys.encode())
        if not self._take(patience):
            raise TimeoutError(f"{keys!r} paints nothing")
        last = time.perf_counter()
        while self._take(quiet):
            last = time.perf_counter()
        return last - began

    def _take(self, patience: float) -> bool:
        """Take what the program writes; False where it writes nothing for so long, or has ended."""
        ready, _, _ = select.select([self._master], [], [], patience)
        if not ready:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.output += data
        for question, answer in _ANSWERS.items():
            if asked := data.count(question):
                os.write(self._master, answer * asked)
        return bool(data)

    def memory(self) -> float:
        """Return the resident memory in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]  # the kernel's own format


def installed() -> dict[str, str]:
    """Return the environment with compiled modules kept, as where the program is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(data.FOLDER / "pyc")}


def _environment() -> dict[str, str]:
    return {**installed(), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _own_terminal() -> None:
    os.setsid()
    with contextlib.suppress(OSError):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def reader_of(home: Path) -> list[str]:
    """Word the command that opens the reader on these stores."""
    return [sys.executable, "-m", "reader", "--home", str(home), "--lang", "en"]
