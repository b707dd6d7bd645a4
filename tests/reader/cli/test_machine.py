"""What the machine does to a home: a disk that is full or read-only, a cache cleared behind a sync's back."""

import json
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from reader.library import Library
from reader.paths import Paths
from reader.user.migrations import MIGRATIONS, back_up, copy_of
from reader.user.userdata import UserData
from scrapers.errors import StoreError
from tests.fakes_store import an_entry
from tests.reader.cli.conftest import Command
from tests.reader.cli.machine import ARTICLES, SYNC, a_disk, is_whole, some_news
from tests.reader.cli.mini import Mini
from tests.reader.cli.processes import world

LIMITED = """
import resource, runpy, sys
sys.dont_write_bytecode = True  # Python 3.11 leaves half of a module there
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = ["tinvl", *sys.argv[2:]]
runpy.run_module("reader", run_name="__main__")
"""


@pytest.fixture
def mini() -> Iterator[Mini]:
    """A portal of a few short articles."""
    with Mini(articles=ARTICLES) as portal:
        yield portal


@pytest.fixture
def bulky(mini: Mini) -> Mini:
    """The same portal with long articles that pack badly."""
    for number in range(1, ARTICLES + 1):
        rng = random.Random(number)  # noqa: S311 - a text, no secret
        text = " ".join(f"{rng.getrandbits(60):x}" for _ in range(3000))
        mini.pages[f"/tin/{number}"] = (200, f"<h1>Tin {number}</h1><article><p>{text}</p></article>")
    return mini


@pytest.mark.parametrize("most", [4 << 10, 300 << 10])
def test_a_sync_whose_files_may_not_grow_says_so_and_loses_nothing(
    command: Command, tmp_path: Path, bulky: Mini, most: int
) -> None:
    some_news(command, tmp_path, bulky)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(most), "--home", str(tmp_path), *SYNC],
        env=world(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == Exit.STORE, done.stderr
    assert "Check space and permissions." in done.stderr
    assert "Traceback" not in done.stderr
    assert is_whole(command, tmp_path)


def test_a_full_disk_is_said_and_with_room_again_all_is_fetched(
    command: Command, tmp_path: Path, bulky: Mini
) -> None:
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, bulky)
        remount(f"size={shutil.disk_usage(home).used + (256 << 10)}")
        done = command("--home", home, *SYNC)
        assert (done.code, "Check space and permissions." in done.err) == (Exit.STORE, True), done.err
        found = {
            one["check"]: one
            for one in json.loads(command("--home", home, "doctor", "--offline", "--json").out)
        }
        assert found["space"]["grade"] == "odd"
        remount("size=64m")
        assert is_whole(command, home)


def test_a_file_of_articles_for_which_there_is_no_room_is_not_begun(
    command: Command, tmp_path: Path, bulky: Mini
) -> None:
    home, other, file = tmp_path / "home", tmp_path / "disk", tmp_path / "tin.tinvl"
    texts = written(command, home, bulky, file)
    with a_disk(other, "512k") as remount:
        done = command("--home", other, "archive", "import", file)
        assert (done.code, "Nothing was imported: make room first" in done.err) == (Exit.USAGE, True), (
            done.err
        )
        assert f"{other / 'cache'} has " in done.err
        remount("size=64m")
        assert command("--home", other, "archive", "import", file).code == Exit.DONE
        assert texts_of(command, other) == texts


def test_an_import_whose_files_may_not_grow_keeps_what_came_and_goes_on(
    command: Command, tmp_path: Path, bulky: Mini
) -> None:
    home, other, file = tmp_path / "home", tmp_path / "other", tmp_path / "tin.tinvl"
    texts = written(command, home, bulky, file)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(300 << 10), "--home", str(other), "archive", "import", str(file)],
        env=world(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == Exit.STORE, done.stderr
    assert "Stopped: what came so far is kept. Import the file again for the rest." in done.stderr
    assert "Check space and permissions." in done.stderr
    assert "Traceback" not in done.stderr
    assert command("--home", other, "archive", "import", file).code == Exit.DONE
    assert texts_of(command, other) == texts


def written(command: Command, home: Path, portal: Mini, file: Path) -> str:
    """Fetch a portal and write it to a file; gives its texts."""
    some_news(command, home, portal)
    assert is_whole(command, home)
    assert command("--home", home, "archive", "export", "--portal", "mini", "-o", file).code == Exit.DONE
    return texts_of(command, home)


def texts_of(command: Command, home: Path) -> str:
    return command("--home", home, "export", "--portal", "mini", "--format", "jsonl").out


def test_a_read_only_home_is_said_read_and_not_called_damaged(
    command: Command, tmp_path: Path, mini: Mini
) -> None:
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, mini)
        before = read_all(command, home)
        remount("ro")
        done = command("--home", home, *SYNC)
        assert (done.code, "Check space and permissions." in done.err) == (Exit.STORE, True), done.err
        assert read_all(command, home, told="Nothing can be written") == before
        done = command("--home", home, "state", "import", state_of(command, home, tmp_path))
        assert (done.code, "so this is not kept" in done.err) == (Exit.STORE, True), done.err
        found = json.loads(command("--home", home, "doctor", "--offline", "--json").out)
        grades = {one["check"]: one["grade"] for one in found}
        assert grades["data directory"] == "lost"
        assert (grades["cache"], grades["marks"]) == ("well", "well"), found
        remount("rw")
        assert is_whole(command, home)


def test_what_is_here_is_read_where_there_is_no_room_to_put_back_what_is_starred(
    command: Command, tmp_path: Path, bulky: Mini
) -> None:
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, bulky)
        with Library.open(Paths.choose(home)) as library:
            library.catalogue.upsert_many(library.cache.put(an_entry("7", portal="mini")))
            for entry in [*library.cache.entries("mini")][:3]:
                library.star("mini", entry.id)
                library.cache.remove(entry)
                library.catalogue.remove("mini", entry.id)
        remount(f"size={shutil.disk_usage(home).used + (160 << 10)}")
        assert ids_of(command, home, told="Nothing can be written") == ["7"]
        remount("size=64m")
        assert sorted(ids_of(command, home)) == ["1", "2", "3", "7"]


def ids_of(command: Command, home: Path, told: str = "") -> list[str]:
    done = command("--home", home, "list", "--portal", "mini", "--json")
    assert (done.code, told in done.err) == (0, True), done.err
    return [head["id"] for head in json.loads(done.out)]


def state_of(command: Command, home: Path, elsewhere: Path) -> Path:
    """Write the marks of a home to a file."""
    path = elsewhere / "marks.json"
    assert command("--home", home, "state", "export", "-o", path).code == 0
    return path


def read_all(command: Command, home: Path, told: str = "") -> list[str]:
    """Read with every command that only reads; each says what is `told`, if anything."""
    said = []
    for name, *arguments in (
        ("list", "--json"), ("list", "--starred"), ("search", "tin"), ("export", "--format", "jsonl"),
        ("categories",), ("stats", "--json"), ("show", "2"),
    ):  # fmt: skip
        done = command("--home", home, name, "--portal", "mini", *arguments)
        assert (done.code, told in done.err, "Traceback" in done.err) == (0, True, False), done.err
        said.append(done.out)
    assert all(said)
    return said


@pytest.mark.parametrize("index_is_left", [True, False])
def test_a_read_only_home_that_a_killed_program_left_is_read_to_its_last_write(
    command: Command, tmp_path: Path, mini: Mini, index_is_left: bool
) -> None:
    home, left = tmp_path / "disk", tmp_path / "left"
    with a_disk(home, "64m") as remount:
        some_news(command, home, mini)
        with Library.open(Paths.choose(home)) as library:
            library.star("mini", "3")
            library.cache.wishes.add("mini", "12")
            gone = library.cache.entry("mini", "1")
            assert gone is not None
            library.cache.remove(gone)
            library.catalogue.remove("mini", "1")
            shutil.copytree(home, left, ignore=None if index_is_left else shutil.ignore_patterns("*-shm"))
        shutil.copytree(left, home, dirs_exist_ok=True)
        assert all(path.with_name(f"{path.name}-wal").stat().st_size for path in stores_of(home))
        remount("ro")
        done = command("--home", home, "list", "--portal", "mini", "--starred", "--json")
        assert [head["id"] for head in json.loads(done.out)] == ["3", "2"], done.err
        assert "copy" not in done.err
        with Library.open(Paths.choose(home)) as library:
            assert library.is_wanted("mini", "12")
            assert library.catalogue.row_of("mini", "1") is None
        grades = grades_of(command, home)
        assert (grades["cache"], grades["catalogue"], grades["marks"]) == ("well", "well", "well")
        remount("rw")


def stores_of(home: Path) -> tuple[Path, ...]:
    """The databases of a home."""
    paths = Paths.choose(home)
    return (paths.userdata, paths.cache / "cache.db", paths.cache / "catalogue.sqlite")


def grades_of(command: Command, home: Path) -> dict[str, str]:
    """What doctor says of each thing that it checks."""
    found = json.loads(command("--home", home, "doctor", "--offline", "--portal", "mini", "--json").out)
    return {one["check"]: one["grade"] for one in found}


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs put what they need for a while."""
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def an_older_catalogue(home: Path) -> None:
    change(stores_of(home)[2], "PRAGMA user_version = 1")


def no_catalogue(home: Path) -> None:
    stores_of(home)[2].unlink()


def a_catalogue_of_another_cache(home: Path) -> None:
    change(stores_of(home)[2], "UPDATE meta SET value = 'other' WHERE name = 'cache'")


def older_marks(home: Path) -> None:
    """Marks as the version before this one kept them."""
    path = stores_of(home)[0]
    newer = path.rename(path.with_name("newer.sqlite"))
    copy_of(path).unlink()
    UserData.open(path, migrations=MIGRATIONS[:-1]).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ATTACH ? AS newer", (str(newer),))
        for table in ("mark", "rounds"):
            known = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
            names = ", ".join(name for _, name, *_ in known)
            connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM newer.{table}")  # noqa: S608 - own names


def broken_marks(home: Path) -> None:
    """Marks that only their last good copy still has."""
    path = stores_of(home)[0]
    assert back_up(path)
    path.write_bytes(b"broken" * 999)


def a_broken_cache(home: Path) -> None:
    """A cache with a setting that this program never makes."""
    change(stores_of(home)[1], "INSERT INTO Settings VALUES ('evil', 1)")


def change(path: Path, statement: str) -> None:
    """Change a database behind the program's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


MISFITS = {
    an_older_catalogue: "catalogue.sqlite",
    no_catalogue: "catalogue.sqlite",
    a_catalogue_of_another_cache: "catalogue.sqlite",
    older_marks: "userdata.sqlite",
    broken_marks: "userdata.sqlite",
    a_broken_cache: "cache.db",
}


@pytest.mark.parametrize("misfit", MISFITS, ids=lambda misfit: misfit.__name__)
def test_what_must_be_made_good_on_a_read_only_medium_is_read_from_a_private_copy(
    command: Command, tmp_path: Path, mini: Mini, scratch: Path, misfit: Callable[[Path], None]
) -> None:
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, mini)
        before = read_all(command, home)
        misfit(home)
        remount("ro")
        where = next(path for path in stores_of(home) if path.name == MISFITS[misfit])
        assert read_all(command, home, told=f"{where} cannot be read as it lies there: a copy at") == before
        with Library.open(Paths.choose(home)) as library:
            ((made, kept),) = [(one, one / MISFITS[misfit]) for one in scratch.iterdir()]
            assert (stat.S_IMODE(made.stat().st_mode), kept.exists()) == (0o700, True)
            with pytest.raises(StoreError):
                library.star("mini", "3")
        assert not list(scratch.iterdir())
        remount("rw")
        assert is_whole(command, home)


def test_where_there_is_no_room_for_a_copy_that_is_said(
    command: Command, tmp_path: Path, mini: Mini, scratch: Path
) -> None:
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount, a_disk(scratch / "full", "12k"):
        tempfile.tempdir = str(scratch / "full")
        some_news(command, home, mini)
        older_marks(home)
        remount("ro")
        done = command("--home", home, "list", "--portal", "mini")
        assert (done.code, "Traceback" in done.err) == (Exit.STORE, False), done.err
        assert "no copy could be made" in done.err
        assert "TMPDIR" in done.err
        assert not list((scratch / "full").iterdir())
        remount("rw")
        assert is_whole(command, home)


def test_a_read_only_home_with_nothing_in_it_is_no_empty_one(command: Command, tmp_path: Path) -> None:
    home = tmp_path / "disk"
    with a_disk(home, "1m") as remount:
        remount("ro")
        done = command("--home", home, "list", "--portal", "vinhlong")
        assert (done.code, "Check space and permissions." in done.err) == (Exit.STORE, True), done.err


def test_a_full_disk_is_read(command: Command, tmp_path: Path, mini: Mini) -> None:
    home = tmp_path / "disk"
    with a_disk(home, "64m") as remount:
        some_news(command, home, mini)
        before = read_all(command, home)
        with (home / "ballast").open("wb", 0) as ballast, suppress(OSError):
            while ballast.write(bytes(4096)):
                pass
        assert not shutil.disk_usage(home).free
        assert read_all(command, home, told="Nothing can be written") == before
        (home / "ballast").unlink()
        assert is_whole(command, home)
        remount("size=64m")
