"""Work spread over the cores of the machine, and done in this process where it cannot be."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from scrapers.syncing import parallel
from tests.patience import ended

FEW = 60
PROGRAM = """
import os, sys
from unittest import mock
from scrapers.syncing import parallel
from tests.scrapers.syncing.test_parallel import doubled, doubler

if __name__ == "__main__":
    with mock.patch.object(parallel, "MANY", 1), mock.patch.object(os, "cpu_count", lambda: 2):
        for number, there in parallel.spread(range(10_000_000), doubled, doubler):
            print(there, flush=True)
"""


def doubled(number: int) -> tuple[int, int]:
    """Return twice a number, and the process that says so."""
    return 2 * number, os.getpid()


def doubler() -> Callable[[int], tuple[int, int]]:
    """Make what doubles."""
    return doubled


def _failing(at: int, number: int) -> tuple[int, int]:
    if number == at:
        raise ValueError(number)
    return doubled(number)


def _failing_at(at: int) -> Callable[[int], tuple[int, int]]:
    return partial(_failing, at)


def _unable() -> Callable[[int], tuple[int, int]]:
    raise OSError("no room")


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "MANY", FEW)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_many_things_are_done_elsewhere_and_come_in_order() -> None:
    found = list(parallel.spread(range(7 * FEW), doubled, doubler))

    assert [number for number, _ in found] == list(range(0, 14 * FEW, 2))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.usefixtures("two_cores")
def test_few_things_are_done_here() -> None:
    assert {process for _, process in parallel.spread(range(FEW - 1), doubled, doubler)} == {os.getpid()}


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("there", [_unable, partial(_failing_at, 0), partial(_failing_at, FEW)])
def test_what_processes_cannot_do_is_done_here(
    there: Callable[[], Callable[[int], tuple[int, int]]], capfd: pytest.CaptureFixture[str]
) -> None:
    found = list(parallel.spread(range(2 * FEW), doubled, there))
    capfd.readouterr()  # concurrent.futures logs that a process could not begin

    assert [number for number, _ in found] == list(range(0, 4 * FEW, 2))
    assert found[-1][1] == os.getpid()


@pytest.mark.usefixtures("two_cores")
def test_an_error_is_the_one_that_this_process_meets() -> None:
    results = parallel.spread(range(2 * FEW), partial(_failing, 99), partial(_failing_at, 99))

    with pytest.raises(ValueError, match="99"):
        list(results)


@pytest.mark.usefixtures("two_cores")
def test_closing_ends_the_processes() -> None:
    with closing(parallel.spread(range(10_000_000), doubled, doubler)) as results:  # type: ignore[type-var]
        next(results)
        assert multiprocessing.active_children()

    assert not multiprocessing.active_children()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_one_that_began_it(sent: signal.Signals) -> None:
    command = [sys.executable, "-c", PROGRAM]
    root = Path(__file__).parents[3]
    with ended(
        subprocess.Popen(
            command,
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        (os.killpg if sent is signal.SIGINT else os.kill)(program.pid, sent)
        # The pipes end with the last process that holds them.
        _, said = program.communicate(timeout=60)

    assert said.count("Traceback") == (sent is signal.SIGINT)
