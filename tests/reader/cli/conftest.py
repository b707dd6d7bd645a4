"""A cache filled once from the embedded portal, and ways to run commands as a person does."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from reader import i18n
from reader.cli.group import COMMANDS
from reader.cli.run import run
from reader.terminal.signals import ending_signals
from scrapers.demo.server import DemoServer
from scrapers.stores.lock import waited_for
from tests.reader.cli.processes import tinvl


class Done(msgspec.Struct):
    """How a command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture(scope="session", autouse=True)
def _worded() -> None:
    """Have all commands worded in one language, whichever test is first: they are as they are imported."""
    i18n.install("en")
    for module, _help in COMMANDS.values():
        import_module(module)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Run a command in this process, in English: quick, and what it prints as a pipe would get it."""
    former = {number: signal.getsignal(number) for number in ending_signals()}

    def carry_out(*arguments: object) -> Done:
        capsys.readouterr()
        code = run(["--lang", "en", *map(str, arguments)])
        return Done(code, *capsys.readouterr())

    yield carry_out
    for number, handler in former.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home directory with the whole demo portal in it; read only by agreement."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the workers of one run share it: filling takes seconds
    with waited_for(base / "filled.lock"):
        if not (base / "filled.done").exists():
            done = tinvl("--home", str(base / "filled"), "demo", "--no-tui")
            assert done.returncode == 0, done.stderr
            (base / "filled.done").touch()
    return base / "filled"


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled home that a test may change."""
    return copied(filled, tmp_path / "home")


def copied(home: Path, to: Path) -> Path:
    """Copy a home that nobody writes to.

    Whoever reads there in another worker makes and removes SQLite's own files beside the stores.
    """
    return Path(shutil.copytree(home, to, ignore=shutil.ignore_patterns("*-wal", "*-shm")))


@pytest.fixture
def demo() -> Iterator[DemoServer]:
    """The embedded portal on loopback."""
    with DemoServer() as server:
        yield server


@pytest.fixture
def get(command: Command, tmp_path: Path) -> Command:
    """Run the command at a home of its own, without a pause between requests."""

    def run(*arguments: object) -> Done:
        return command("--home", tmp_path, "get", "--delay", "0", *arguments)

    return run


def found(command: Command, home: Path, *words: object) -> list[str]:
    """Name the articles that a command lists, each with its portal."""
    done = command("--home", home, *words, "--json")
    assert done.code == 0, done.err
    return [f"{head['portal']}/{head['id']}" for head in json.loads(done.out)]
