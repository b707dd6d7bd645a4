"""A program killed while it writes a file leaves a draft; the next export clears away what is surely one."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.atomicfile import clear_leftovers, write_atomically
from tests.reader.cli.conftest import Command
from tests.reader.cli.processes import world

WRITES = """
import os, sys
from pathlib import Path
from reader.atomicfile import write_atomically
with write_atomically(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("written", flush=True)
    sys.stdin.read()
"""
LONG_AGO = 1_500_000_000


def writing(target: Path) -> "subprocess.Popen[str]":
    """Write half a file in another process; gives it once that is done."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES, str(target)], env=world(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    return process


def drafts(folder: Path) -> list[Path]:
    return sorted(folder.glob(".*"))


def test_what_a_killed_program_left_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    target = tmp_path / "tin.html"
    target.write_bytes(b"whole")
    with writing(target) as process:
        process.send_signal(signal.SIGKILL)
    assert target.read_bytes() == b"whole"
    (left,) = drafts(tmp_path)

    clear_leftovers(tmp_path)
    assert drafts(tmp_path) == [left]
    os.utime(left, (LONG_AGO, LONG_AGO))
    clear_leftovers(tmp_path)
    assert drafts(tmp_path) == []
    assert target.read_bytes() == b"whole"


def test_a_draft_that_is_being_written_stays_however_old_it_is(tmp_path: Path) -> None:
    with writing(tmp_path / "tin.html") as process:
        (draft,) = drafts(tmp_path)
        os.utime(draft, (LONG_AGO, LONG_AGO))
        clear_leftovers(tmp_path)
        assert drafts(tmp_path) == [draft]
        process.communicate("")
    assert process.returncode == 0
    assert [one.name for one in tmp_path.iterdir()] == ["tin.html"]


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: (folder / ".tinvl-0123.part").touch(),
        lambda folder: (folder / "tinvl-0123456789abcdef.part").touch(),
        lambda folder: (folder / ".tinvl-0123456789abcdef.part").mkdir(),
        lambda folder: os.mkfifo(folder / ".tinvl-0123456789abcdef.part"),
        lambda folder: (folder / ".tinvl-0123456789abcdef.part").symlink_to(folder.parent / "mine.txt"),
    ],
    ids=["another name", "no hidden one", "a directory", "a pipe", "a link"],
)
def test_what_is_not_surely_a_draft_stays(tmp_path: Path, make: Callable[[Path], object]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    os.utime(tmp_path / "mine.txt", (LONG_AGO, LONG_AGO))
    folder = tmp_path / "folder"
    folder.mkdir()
    make(folder)
    (made,) = folder.iterdir()
    os.utime(made, (LONG_AGO, LONG_AGO), follow_symlinks=False)

    clear_leftovers(folder)
    assert list(folder.iterdir()) == [made]
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--format", "html", "-o", "tin.html"),
        ("export", "--format", "epub", "-o", "tin.epub"),
        ("export", "--format", "jsonl", "-o", "tin.jsonl"),
        ("state", "export", "-o", "marks.json"),
    ],
)
def test_every_command_that_writes_a_file_clears_leftovers(
    command: Command, home: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    left = tmp_path / ".tinvl-0123456789abcdef.part"
    left.touch()
    os.utime(left, (LONG_AGO, LONG_AGO))
    portal = ("--portal", "demo") if arguments[0] == "export" else ()
    done = command("--home", home, *arguments[:-1], tmp_path / arguments[-1], *portal)
    assert done.code == 0, done.err
    assert not left.exists()
    assert (tmp_path / arguments[-1]).stat().st_size


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    with write_atomically(tmp_path / "marks.json", private=True) as file:
        file.write(b"{}")
    assert (tmp_path / "marks.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["ong.jsonl", "ong.epub"])
def test_a_pipe_is_written_into_and_stays_one(
    command: Command, filled: Path, tmp_path: Path, name: str
) -> None:
    pipe, got = tmp_path / name, bytearray()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.extend(pipe.read_bytes()), daemon=True)
    reader.start()
    done = command("--home", filled, "export", "--portal", "demo", "-o", pipe)
    reader.join(60)

    assert (done.code, done.out) == (0, "")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
    assert got[:2] == (b"PK" if name.endswith("epub") else b'{"')
