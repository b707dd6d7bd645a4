"""A cache filled once from the embedded portal, and a way to run commands as a person does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrapers.demo.server import DemoServer

Run = Callable[..., subprocess.CompletedProcess[str]]


def tinvl(
    *arguments: str, env: dict[str, str] | None = None, **options: object
) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own, without a terminal, in English unless told otherwise."""
    world = {**os.environ, "LANG": "en_US.UTF-8", "COLUMNS": "200", **(env or {})}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-W", "error", "-m", "reader", *arguments],
        env=world,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home directory with the whole demo portal in it; read only by agreement."""
    home = tmp_path_factory.mktemp("filled")
    done = tinvl("--home", str(home), "demo", "--no-tui")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled home that a test may change."""
    shutil.copytree(filled, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def demo() -> Iterator[DemoServer]:
    """The embedded portal on loopback."""
    with DemoServer() as server:
        yield server
