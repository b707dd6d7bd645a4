"""`tinvl archive`: sticks and disks that have no room, or take no large file."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.atomicfile import write_atomically
from reader.cli.exits import Exit
from reader.export.archiving import Archiving
from reader.library import Library
from reader.paths import Paths
from scrapers.exchange.give import bytes_of_pictures
from scrapers.model import Image
from tests.archives import DEMO, export
from tests.reader.cli.conftest import Command
from tests.reader.cli.machine import a_disk
from tests.reader.cli.processes import world
from tests.reader.cli.test_machine import LIMITED

MOST = (4 << 30) - 1


class Usage(NamedTuple):
    """What the system says of a disk."""

    total: int
    used: int
    free: int


def disks_have(monkeypatch: pytest.MonkeyPatch, total: int, free: int) -> None:
    monkeypatch.setattr("reader.export.archiving.disk_usage", lambda _directory: Usage(total, 0, free))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where files are taken to."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def pictures(home: Path) -> int:
    """How many bytes the pictures of the demo take, at least."""
    with Library.open(Paths.choose(home)) as library:
        entries = list(library.cache.entries(DEMO))
        blocks = [block for entry in entries if entry.article for block in entry.article.blocks]
        kept = {
            block.url: library.cache.pictures.get(block.url) for block in blocks if isinstance(block, Image)
        }
        return sum(len(picture.body) for picture in kept.values() if picture)


def test_an_export_that_a_disk_has_no_room_for_is_not_begun(
    command: Command, home: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stick / "tin.tinvl"
    needed = pictures(home)
    disks_have(monkeypatch, 1 << 40, needed - 1)
    done = command("--home", home, "archive", "export", "--portal", DEMO, "-o", file)
    assert done.code == Exit.USAGE
    assert f"{file} needs 4," in done.err
    assert f"{stick} has 4," in done.err
    assert "--no-pictures" in done.err
    assert list(stick.iterdir()) == []
    export(command, home, file, "--no-pictures")


def test_where_there_is_room_for_all_that_is_kept_nothing_is_added_up(
    command: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("reader.export.archiving.bytes_of_pictures", lambda *what: asked.append(what) or 0)
    export(command, home, tmp_path / "tin.tinvl")
    assert asked == []
    with Library.open(Paths.choose(home)) as library:
        disks_have(monkeypatch, 1 << 40, library.cache.size() - 1)
    export(command, home, tmp_path / "tin.tinvl")
    assert len(asked) == 1


def test_the_pictures_of_a_portal_are_added_up_once_each(home: Path) -> None:
    with Library.open(Paths.choose(home)) as library:
        once = bytes_of_pictures([DEMO], library.cache)
        assert pictures(home) <= once <= pictures(home) + 77 * 300
        assert bytes_of_pictures([DEMO, DEMO], library.cache) == once
        assert bytes_of_pictures(["hanoi"], library.cache) == 0


def test_a_disk_that_does_not_tell_what_it_has_is_written_to(
    command: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disks_have(monkeypatch, 0, 0)
    export(command, home, tmp_path / "tin.tinvl")
    done = command("--home", tmp_path / "other", "archive", "import", tmp_path / "tin.tinvl")
    assert done.err == "Imported: 105 new articles, 77 pictures.\n"


class Fat(BufferedWriter):
    """A file on a stick that takes none above 4 GiB."""

    def seek(self, target: int, whence: int = 0) -> int:
        if target > MOST:
            raise OSError(EINVAL, "Invalid argument")
        return super().seek(target, whence)


@contextmanager
def on_a_stick(target: Path) -> Iterator[Fat]:
    with write_atomically(target) as file, Fat(FileIO(file.fileno(), "wb", closefd=False)) as fat:
        yield fat


def test_a_stick_that_takes_no_large_file_is_not_begun_to_be_written(
    command: Command, home: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stick / "tin.tinvl"
    monkeypatch.setattr("reader.cli.archive.write_atomically", on_a_stick)
    with monkeypatch.context() as patched:
        disks_have(patched, 1 << 40, 1 << 40)
        patched.setattr(Archiving, "least", lambda *_: MOST + 1)
        done = command("--home", home, "archive", "export", "--portal", DEMO, "-o", file)
    assert done.code == Exit.USAGE
    assert f"Cannot write {file}: its disk takes no file that large" in done.err
    assert "FAT takes 4,3 GB" in done.err
    assert f"`tinvl --home {home} archive export -o - | split" in done.err
    assert list(stick.iterdir()) == []
    export(command, home, file)
    assert "77 pictures" in command("--home", stick / "other", "archive", "import", file).err


def test_a_file_that_grows_too_large_all_the_same_leaves_the_former_one(
    command: Command, home: Path, stick: Path
) -> None:
    file = stick / "tin.tinvl"
    file.write_bytes(b"former")
    done = subprocess.run(
        [
            sys.executable, "-c", LIMITED, str(300 << 10), "--home", str(home), "archive", "export",
            "--portal", DEMO, "-o", str(file),
        ],
        env=world(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == Exit.USAGE, done.stderr
    assert "its disk takes no file that large" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in stick.iterdir()] == [file.name]
    assert file.read_bytes() == b"former"


def test_a_stick_that_is_full_in_the_middle_leaves_nothing(
    command: Command, home: Path, tmp_path: Path
) -> None:
    stick, file = tmp_path / "stick", tmp_path / "stick" / "tin.tinvl"
    with a_disk(stick, "1m"):
        bare = command("--home", home, "archive", "export", "--portal", DEMO, "--no-pictures", "-o", file)
        assert bare.code == Exit.DONE
        before = file.read_bytes()
        done = command("--home", home, "archive", "export", "--portal", DEMO, "-o", file)
        assert done.code == Exit.USAGE
        assert f"{file} needs 4," in done.err
        assert f"{stick} has " in done.err
        (stick / "other").write_bytes(bytes((1 << 20) - len(before) - (64 << 10)))
        done = command("--home", home, "archive", "export", "--portal", DEMO, "--no-pictures", "-o", file)
        assert done.code == Exit.USAGE
        assert f"Cannot write {file}: No space left on device." in done.err
        assert sorted(path.name for path in stick.iterdir()) == ["other", file.name]
        assert file.read_bytes() == before


def test_a_pipe_that_there_is_no_room_to_copy_is_told_of_with_what_to_do(
    command: Command, home: Path, tmp_path: Path
) -> None:
    file, other, small = tmp_path / "tin.tinvl", tmp_path / "other", tmp_path / "small"
    export(command, home, file)
    with a_disk(small, "1m"):
        take = [sys.executable, "-m", "reader", "--home", str(other), "archive", "import", "-"]
        done = subprocess.run(
            take,
            env={**world(), "TMPDIR": str(small)},
            input=file.read_bytes(),
            capture_output=True,
            check=False,
        )
    assert done.returncode == Exit.USAGE
    assert f"There is no room in {small} for a copy of what comes by the pipe.".encode() in done.stderr
    assert b"Traceback" not in done.stderr
