"""What every test starts from: no settings of the machine, English messages."""

import gc
import os
import shutil
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reader import i18n
from reader.__main__ import _GARBAGE_AFTER
from reader.wording import signs

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a directory of its own there
_ROOM = 4 << 30
_HOMES = count()
_FEW_WORKERS = 8

# A shell that starts the tests in the background has them, and all that they start, ignore interrupts; nohup
# has them ignore that the terminal is closed.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# How long a generated example takes says how busy the machine is, not whether the code is right; and what
# lands must not depend on luck, so CI tries the same examples each time.
settings.register_profile(
    "steady",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI", "") == "true",
)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests' stores in memory where there is room: a third of their time is waiting for the disk."""
    may_write = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    if config.option.basetemp is None and may_write and shutil.disk_usage(MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Have two workers a core where cores are few: tests wait for sockets and processes half of the time.

    Two cores took 345 s with two workers, 228 with four.
    """
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(cores, min(2 * cores, _FEW_WORKERS))


def pytest_collection_finish() -> None:
    """Look for garbage as seldom as the program does, and not among the tests: a sixth of their time."""
    gc.freeze()
    gc.set_threshold(_GARBAGE_AFTER)


def _as_in_the_code() -> None:
    """Have the messages and signs that the code has."""
    i18n.install("en")
    signs.choose("unicode")


@pytest.fixture(autouse=True)
def _own_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give each test a home of its own and the messages as the code has them."""
    # Not `mktemp`, which looks through the homes of all tests before for a name that is free.
    home = tmp_path_factory.getbasetemp() / f"home-{next(_HOMES)}"
    home.mkdir()
    for name in ("TINVL_HOME", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "COLUMNS", "NO_COLOR", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in (("CACHE", "cache"), ("DATA", "data"), ("CONFIG", "config"), ("STATE", "state")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.setenv("HOME", str(home))
    _as_in_the_code()
    yield
    _as_in_the_code()
